//! What makes a great many writes cheaper on SQLite, for the process that imports.

use crate::{Db, Store, StoreError};

impl Store {
    /// Call once before the first chunk. Every chunk touches a page of the indexes for nearly every row, because keyed hashes
    /// have no order: copying pages from the log into the file after many chunks instead of after each writes each of them once
    /// (measured: half the time or less). The log grows to 64 MB meanwhile; 32 MB of pages stay in memory.
    ///
    /// # Errors
    /// When the database is busy or fails.
    pub async fn prepare_import(&self) -> Result<(), StoreError> {
        if let Db::Sqlite { write, .. } = &self.db {
            // There is one write connection, so that this stands for all chunks.
            let mut connection = write.acquire().await?;
            for pragma in ["pragma wal_autocheckpoint = 100000", "pragma cache_size = -114688"] {
                sqlx::query(pragma).execute(&mut *connection).await?;
            }
        }
        Ok(())
    }
}
