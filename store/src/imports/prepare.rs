//! What makes a great many writes cheaper on SQLite, for the process that imports.

use crate::{Db, Store, StoreError};

impl Store {
    /// Call once before the first chunk, on a store that only imports: there is one write connection, so that this stands for
    /// all it writes until [`Store::end_import_preparation`].
    ///
    /// Every chunk touches a page of the indexes for nearly every row, because keyed hashes have no order. Copying pages from
    /// the log into the file after many chunks instead of after each writes each of them once; the log grows to 256 MB
    /// meanwhile, and 112 MB of pages stay in memory. A chunk is not flushed to the disk by itself: after a power cut the last
    /// ones are missing together with their checkpoint, and the reading goes on from there.
    ///
    /// # Errors
    /// When the database is busy or fails.
    pub async fn prepare_import(&self) -> Result<(), StoreError> {
        self.set(&["pragma wal_autocheckpoint = 64000", "pragma cache_size = -114688", "pragma synchronous = normal"]).await
    }

    /// Call when all is read, before anything else is written: from here on what was committed survives a power cut.
    ///
    /// # Errors
    /// When the database is busy or fails.
    pub async fn end_import_preparation(&self) -> Result<(), StoreError> {
        self.set(&["pragma synchronous = full", "pragma wal_autocheckpoint = 1000", "pragma cache_size = -2000"]).await
    }

    async fn set(&self, pragmas: &[&str]) -> Result<(), StoreError> {
        if let Db::Sqlite { write, .. } = &self.db {
            let mut connection = write.acquire().await?;
            for pragma in pragmas {
                sqlx::query(pragma).execute(&mut *connection).await?;
            }
        }
        Ok(())
    }
}
