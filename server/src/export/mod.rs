//! A copy of every public page as files, for any web server when all else is down: both languages, style sheet, feeds, what is
//! for machines, and a signed list of checksums. Links are relative, so that a copy works in any folder, and without a server.

mod links;
mod manifest;
mod pages;
mod put;

pub use manifest::{Mistake, Signer, verify};
pub use put::PutError;

use std::path::Path;

use app::site::Site;
use thiserror::Error;

use crate::http::files::StaticFiles;

/// Why there is no copy.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A page that is published did not come out.
    #[error("the page {0} did not render")]
    Page(String),
    /// It could not be put where it was to go.
    #[error(transparent)]
    Put(#[from] PutError),
}

/// Writes a copy of all public pages to `folder`, which is new or holds an earlier copy. Either all of it is there afterwards or
/// what was there before. Gives how many files it has.
///
/// # Errors
/// See [`ExportError`]; `folder` is then as it was.
pub async fn export(site: &Site, files: &StaticFiles, signer: &Signer, folder: &Path) -> Result<usize, ExportError> {
    let mut copy = pages::render(site, files).await?;
    manifest::add(&mut copy, signer, &site.settings.public_url, site.now());
    put::replace(folder, &copy)?;
    Ok(copy.len())
}
