//! `POST /staff/incidents/{slug}/imports`: a list of people, streamed to a file only we can read, and read in the background.

use std::{
    io,
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use app::{
    error::PageError,
    forms::{Refused, staff_import::ListRefused},
    request::Request,
    site::Site,
    staff::NoticeDesk,
    visit::see_other,
    words::Words,
};
use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use domain::{
    ids::{ImportId, new_uuid},
    import::{BadHeader, ReadOptions},
};
use http::{header, request::Parts};
use serde_json::json;
use store::{
    Store,
    audit::{Act, Chain},
    imports::Begun,
    keys::MasterKey,
};
use tokio::io::AsyncWriteExt;

use crate::import::{self, ImportFailure, Job, ListFile};

/// Where uploaded lists wait until they are read, and what reads them.
#[derive(Clone)]
pub struct Lists(Arc<ListsParts>);

struct ListsParts {
    folder: PathBuf,
    database: String,
    master: MasterKey,
    most_mb: u64,
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lists({}, hidden)", self.0.folder.display())
    }
}

impl Lists {
    /// Lists in `uploads` of the data folder, at most `most_mb` megabytes each. What a killed process left there is removed:
    /// the same file sent again goes on where it stopped.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(data: &FilePath, database: String, master: MasterKey, most_mb: u64) -> io::Result<Self> {
        let folder = data.join("uploads");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self(Arc::new(ListsParts { folder, database, master, most_mb })))
    }
}

/// A file of ours that goes when nobody needs it any more.
struct Waiting(PathBuf);

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0) {
            tracing::warn!(%error, "an uploaded list could not be removed");
        }
    }
}

/// Takes a list.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(lists): Extension<Option<Lists>>,
    Path(slug): Path<String>,
    asked: axum::extract::Request,
) -> Response {
    let (parts, body) = asked.into_parts();
    match take(&site, &request, lists.as_ref(), &slug, &parts, body).await {
        Ok(import) => see_other(&request, &format!("/staff/incidents/{slug}/imports/{import}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn take(
    site: &Site,
    request: &Request,
    lists: Option<&Lists>,
    slug: &str,
    parts: &Parts,
    body: axum::body::Body,
) -> Result<ImportId, Refused> {
    // Before a byte of the file is read.
    let desk = NoticeDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let no = |why: ListRefused| why.refuse(words);
    let boundary = multer::parse_boundary(kind).map_err(|_| no(ListRefused::NoFile))?;
    let lists = lists.ok_or_else(|| no(ListRefused::NotHere))?;
    let most = lists.0.most_mb.saturating_mul(1 << 20);
    let size = multer::SizeLimit::new().whole_stream(most.saturating_add(1 << 16)).for_field("list", most);
    let limits = multer::Constraints::new().size_limit(size);
    let form = multer::Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let path = lists.0.folder.join(new_uuid(site.now(), &*site.entropy).to_string());
    let waiting = match keep(form, path).await {
        Ok(Some(waiting)) => waiting,
        Ok(None) => return Err(no(ListRefused::NoFile)),
        Err(Fault::TooLarge) => return Err(no(ListRefused::TooLarge(lists.0.most_mb))),
        Err(Fault::BrokenOff) => return Err(no(ListRefused::BrokenOff)),
        Err(Fault::Ours(error)) => return Err(PageError::broken(&error).into()),
    };
    let file = look(&waiting, desk.incident.is_practice).await.map_err(|failure| refused(words, failure))?;
    begin(site, lists, &desk, waiting, file).await.map_err(Refused::from)
}

/// Why a file was not kept.
enum Fault {
    TooLarge,
    BrokenOff,
    Ours(io::Error),
}

impl From<multer::Error> for Fault {
    fn from(error: multer::Error) -> Self {
        match error {
            multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => Self::TooLarge,
            _ => Self::BrokenOff,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Ours(error)
    }
}

/// Streams the field `list` to `path`, which only we can read. `None` when no file was chosen.
async fn keep(mut form: multer::Multipart<'_>, path: PathBuf) -> Result<Option<Waiting>, Fault> {
    while let Some(mut field) = form.next_field().await? {
        if field.name() != Some("list") {
            continue;
        }
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(&path).await?;
        let waiting = Waiting(path);
        let mut length = 0_u64;
        while let Some(piece) = field.chunk().await? {
            length += piece.len() as u64;
            file.write_all(&piece).await?;
        }
        file.flush().await?;
        return Ok((length > 0).then_some(waiting));
    }
    Ok(None)
}

/// Looks at header and, in practice, at every address, before anything is stored.
async fn look(waiting: &Waiting, is_practice: bool) -> Result<ListFile, ImportFailure> {
    let path = waiting.0.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let file = ListFile::look_at(&path, &ReadOptions::default())?;
        if is_practice {
            import::check_addresses(&file)?;
        }
        Ok(file)
    });
    looked.await.map_err(io::Error::other)?
}

fn refused(words: Words, failure: ImportFailure) -> Refused {
    match failure {
        ImportFailure::Header(BadHeader::Unknown(columns)) => ListRefused::UnknownColumns(columns).refuse(words),
        ImportFailure::Header(_) => ListRefused::Header.refuse(words),
        ImportFailure::NotReserved(line) => ListRefused::NotReserved(line).refuse(words),
        fault => PageError::broken(&fault).into(),
    }
}

/// Begins the reading, writes down who did, and goes on in the background with a store of its own: its write connection is
/// tuned for importing, ours is not.
async fn begin(site: &Site, lists: &Lists, desk: &NoticeDesk, waiting: Waiting, file: ListFile) -> Result<ImportId, PageError> {
    let incident = desk.incident.incident_id;
    let begun = Begun { incident, file_sha256: file.sha256, file_bytes: file.bytes, options: ReadOptions::default(), to_accept: false };
    let import = site.store.begin_import(&begun, site.now()).await.map_err(|error| PageError::broken(&error))?;
    let mut tx = site.store.write().await?;
    site.store.note_import_uploader(&mut tx, incident, import, desk.staff.member.staff_id).await?;
    let details = json!({ "bytes": file.bytes });
    let act = Act { actor: &desk.staff.actor(), act: "import.upload", about: Some(import.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(incident), act, site.now()).await?;
    tx.commit().await?;
    let (lists, site, incident) = (lists.clone(), site.clone(), desk.incident.clone());
    tokio::spawn(async move {
        if let Err(failure) = read(&lists, &site, incident, file).await {
            tracing::error!(%import, error = %failure, "an uploaded list was not read to its end");
        }
        drop(waiting);
    });
    Ok(import)
}

async fn read(lists: &Lists, site: &Site, incident: domain::incident::Incident, file: ListFile) -> anyhow::Result<()> {
    let store = Store::open(&lists.0.database, lists.0.master.clone(), site.entropy.clone()).await?;
    let job = Job { store, clock: site.clock.clone(), incident, file, options: ReadOptions::default(), to_accept: false };
    let read = import::run(&job, &mut ()).await;
    job.store.close().await;
    read?;
    Ok(())
}
