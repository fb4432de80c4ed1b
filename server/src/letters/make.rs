//! Makes the files of a batch, and takes them out again.

use std::{path::PathBuf, sync::Arc};

use app::site::Company;
use domain::{
    clock::{Clock, Entropy},
    genuine::MessageKind,
    guidance::Catalogue,
    ids::{IncidentId, LetterFileId, LetterId},
    lang::Lang,
};
use letters::{BadFonts, Fonts, Letter, Press, PressError, Printed};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Store, StoreError,
    audit::{Act, Chain},
    letters::{BatchLetter, LetterBatch, LetterFile},
};
use thiserror::Error;

use super::{
    LetterSettings,
    manifest::{self, Line},
    write::LetterWriter,
};
use crate::sealed_files::SealedFiles;

/// Letters cannot be made or taken out.
#[derive(Debug, Error)]
pub enum LettersError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The press.
    #[error(transparent)]
    Press(#[from] PressError),
    /// The operator's fonts.
    #[error(transparent)]
    Fonts(#[from] BadFonts),
    /// The disk.
    #[error("the folder of letters: {0}")]
    Disk(#[from] std::io::Error),
    /// A file on the shelf is not what was put there.
    #[error("the file {0} of a batch is not what was printed")]
    Changed(String),
    /// The files of the batch are not made yet.
    #[error("batch {0} is not printed yet; `candor letters batch` goes on with it")]
    NotYet(i64),
    /// The program is stopping.
    #[error("it was stopped")]
    Stopped,
}

/// Makes batches into files.
pub struct Printer {
    store: Store,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    press: Arc<Press>,
    shelf: SealedFiles,
    company: Company,
    catalogue: Arc<Catalogue>,
    public_url: String,
    home: String,
}

/// What a printer is made of.
pub struct PrinterParts {
    /// Database and keys.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Where sealed letters lie.
    pub shelf: SealedFiles,
    /// Who writes.
    pub company: Company,
    /// Steps and offices.
    pub catalogue: Arc<Catalogue>,
    /// The origin every link begins with.
    pub public_url: String,
    /// What letters look like.
    pub settings: LetterSettings,
}

/// A file, made and on the shelf.
struct Made {
    file: LetterFile,
    lines: Vec<Line>,
}

impl Printer {
    /// Reads the fonts.
    ///
    /// # Errors
    /// When the operator's cannot be read.
    pub fn new(parts: PrinterParts) -> Result<Self, LettersError> {
        let fonts = match &parts.settings.fonts {
            Some(folder) => Fonts::with_folder(folder)?,
            None => Fonts::embedded(),
        };
        Ok(Self {
            store: parts.store,
            clock: parts.clock,
            entropy: parts.entropy,
            press: Arc::new(Press::new(fonts)?),
            shelf: parts.shelf,
            company: parts.company,
            catalogue: parts.catalogue,
            public_url: parts.public_url.trim_end_matches('/').to_owned(),
            home: parts.settings.country,
        })
    }

    /// Makes the files of a batch, puts them sealed on the shelf, and says so in one transaction with the log: from then on its
    /// deliveries are `printed`. When somebody else was first, theirs count.
    ///
    /// # Errors
    /// See [`LettersError`]; then the batch waits to be made.
    pub async fn print(&self, batch: &LetterBatch, actor: &str) -> Result<Vec<LetterFile>, LettersError> {
        let all = self.store.letters_of(batch).await?;
        let unwritten: Vec<LetterId> = all.iter().filter(|letter| letter.person.is_none()).map(|letter| letter.letter_id).collect();
        let writer = self.writer(batch).await?;
        let mut made = Vec::new();
        let mut lines = Vec::new();
        for lang in Lang::ALL {
            let of_lang: Vec<&BatchLetter> =
                all.iter().filter(|letter| letter.person.as_ref().is_some_and(|person| person.lang == lang)).collect();
            let per_file = usize::try_from(batch.per_file).unwrap_or(1).max(1);
            for (part, chunk) in (1..).zip(of_lang.chunks(per_file)) {
                let name = format!("letters-{:04}-{}-{part}.pdf", batch.number, lang.as_str());
                let number = i64::try_from(made.len()).unwrap_or(i64::MAX).saturating_add(1);
                let one = self.file(&writer, lang, chunk, name, number).await?;
                lines.extend(one.lines);
                made.push(one.file);
            }
        }
        let csv = manifest::to_csv(&lines, batch.paper);
        let list = self.put(batch.incident_id, 0, format!("letters-{:04}.csv", batch.number), &csv).await?;
        made.insert(0, list);
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        if !self.store.letters_are_printed(&mut tx, batch, &made, &unwritten, now).await? {
            drop(tx);
            for file in &made {
                self.shelf.remove(batch.incident_id, file.file_id.to_string()).await;
            }
            return Ok(self.store.letter_files(batch).await?);
        }
        let details = json!({ "batch": batch.number, "letters": lines.len(), "files": made.len() });
        let act = Act { actor, act: "letters.print", about: Some(batch.batch_id.0), details: &details };
        self.store.append_audit(&mut tx, Chain::Incident(batch.incident_id), act, now).await?;
        tx.commit().await?;
        Ok(made)
    }

    async fn writer(&self, batch: &LetterBatch) -> Result<LetterWriter, LettersError> {
        let incident = self.store.incident(batch.incident_id).await?;
        let [english, spanish] = Lang::ALL;
        let words =
            [self.store.incident_words(batch.incident_id, english).await?, self.store.incident_words(batch.incident_id, spanish).await?];
        Ok(LetterWriter {
            incident,
            batch: batch.clone(),
            words,
            company: self.company.clone(),
            catalogue: self.catalogue.clone(),
            public_url: self.public_url.clone(),
            home: self.home.clone(),
        })
    }

    async fn file(
        &self,
        writer: &LetterWriter,
        lang: Lang,
        letters: &[&BatchLetter],
        name: String,
        number: i64,
    ) -> Result<Made, LettersError> {
        let batch = &writer.batch;
        let run = writer.run(lang, &name);
        let mut written: Vec<Letter> = Vec::with_capacity(letters.len());
        let mut lines = Vec::with_capacity(letters.len());
        for letter in letters {
            let Some(person) = &letter.person else { continue };
            let secrets = self.store.letter_secrets(batch.incident_id, letter).await?;
            let reference = format!("{}-{}", batch.number, letter.position);
            let (id, at) = (letter.delivery_id.0, batch.made_at);
            let word = self.store.check_word(Some(batch.incident_id), MessageKind::Letter, id, at, &writer.incident.zone);
            let one = writer.letter(person, &secrets.code, word, reference.clone());
            let has_missing_letters = [&one.name].into_iter().chain(&one.address).any(|line| !self.press.fonts().can_set(line));
            lines.push(Line {
                reference,
                file: name.clone(),
                first_page: 0,
                last_page: 0,
                lang: lang.as_str(),
                country: person.country.clone(),
                postal_code: person.contact.postal_code.clone(),
                has_missing_letters,
            });
            written.push(one);
        }
        let press = self.press.clone();
        // Setting a file takes seconds of one core: not on the threads that answer people.
        let printed: Printed =
            tokio::task::spawn_blocking(move || press.print(&run, &written)).await.map_err(|_| LettersError::Stopped)??;
        if !printed.is_pdf_ua {
            tracing::warn!(batch = batch.number, number, "a file of letters is tagged, but breaks a rule of PDF/UA-1");
        }
        for (line, pages) in lines.iter_mut().zip(&printed.pages) {
            (line.first_page, line.last_page) = (pages.start, pages.end - 1);
        }
        Ok(Made { file: self.put(batch.incident_id, number, name, &printed.pdf).await?, lines })
    }

    /// Seals a file and puts it on the shelf.
    async fn put(&self, incident: IncidentId, number: i64, name: String, bytes: &[u8]) -> Result<LetterFile, LettersError> {
        let file_id = LetterFileId::new(self.clock.now(), &*self.entropy);
        let sealed = self.store.seal_letter_file(incident, file_id, bytes).await?;
        self.shelf.put(incident, file_id.to_string(), sealed).await?;
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        Ok(LetterFile { file_id, number, name, sha256: Sha256::digest(bytes).into(), bytes: length })
    }
}

/// A file of a batch as it was printed.
///
/// # Errors
/// When it is not on the shelf, does not open, or is not the same.
pub async fn take_out(store: &Store, shelf: &SealedFiles, incident: IncidentId, file: &LetterFile) -> Result<Vec<u8>, LettersError> {
    let sealed = shelf.read(incident, file.file_id.to_string()).await?;
    let bytes = store.open_letter_file(incident, file.file_id, &sealed).await?;
    let sha256: [u8; 32] = Sha256::digest(&bytes).into();
    if sha256 == file.sha256 { Ok(bytes) } else { Err(LettersError::Changed(file.name.clone())) }
}

/// Where the files of a batch are written to: never over something else.
///
/// # Errors
/// When another file of that name is there, or the disk fails.
pub fn write_out(folder: &std::path::Path, file: &LetterFile, bytes: &[u8]) -> Result<PathBuf, LettersError> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(&file.name);
    match std::fs::File::create_new(&path) {
        Ok(mut new) => {
            std::io::Write::write_all(&mut new, bytes)?;
            new.sync_all()?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && std::fs::read(&path)? == bytes => {}
        Err(error) => return Err(error.into()),
    }
    Ok(path)
}
