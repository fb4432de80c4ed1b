//! Runs of letters become PDFs.

use std::ops::Range;

use serde::Serialize;
use thiserror::Error;
use typst::{
    diag::SourceDiagnostic,
    foundations::{Bytes, Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    fonts::Fonts,
    form::Form,
    qr,
    run::{Letter, MadeAt, Run},
    world::{Base, RunWorld, What},
};

/// Letters cannot be set: a fault of this program, of the fonts, or of the values it was given. Says nothing of whom they are for.
#[derive(Debug, Error)]
pub enum PressError {
    /// The template does not go with the values.
    #[error("the letters cannot be set: {0}")]
    Set(String),
    /// The pages do not become a PDF.
    #[error("the letters do not become a PDF: {0}")]
    Pdf(String),
    /// The address of our page, or the number of a form, is too long for a QR code.
    #[error("the text of a QR code is too long for one")]
    TooLong,
    /// The date is none.
    #[error("the moment the letters are made is none")]
    Date,
    /// There are no letters.
    #[error("a run has at least one letter")]
    Empty,
}

/// A run of letters on paper.
#[derive(Clone)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The pages of each letter, counted from 1; the last is not of it. A letter begins on a new sheet, also when both sides are
    /// printed, and an empty last page counts as its own.
    pub pages: Vec<Range<usize>>,
    /// Whether it is PDF/UA-1 (ISO 14289-1). It is tagged in any case.
    pub is_pdf_ua: bool,
}

/// Sets letters. Made once: it reads the fonts.
pub struct Press {
    base: Base,
}

/// The run as the template reads it.
#[derive(Serialize)]
struct Values<'a> {
    #[serde(flatten)]
    run: &'a Run,
    paper: Size,
    qr: String,
    /// Moves everything, in mm; by nothing but a test.
    shift: (f64, f64),
    letters: &'a [Letter],
}

/// A form as its template reads it.
#[derive(Serialize)]
struct FormValues<'a> {
    #[serde(flatten)]
    form: &'a Form,
    size: Size,
    qr: String,
}

#[derive(Serialize)]
struct Size {
    width: f64,
    height: f64,
}

impl Press {
    /// A press with these fonts.
    ///
    /// # Errors
    /// When this program is faulty.
    pub fn new(fonts: Fonts) -> Result<Self, PressError> {
        Base::new(fonts).map(|base| Self { base }).ok_or_else(|| PressError::Set("the names of its files".to_owned()))
    }

    /// The fonts.
    #[must_use]
    pub const fn fonts(&self) -> &Fonts {
        self.base.fonts()
    }

    /// One PDF of all `letters`. The same run and letters give the same bytes.
    ///
    /// # Errors
    /// See [`PressError`].
    pub fn print(&self, run: &Run, letters: &[Letter]) -> Result<Printed, PressError> {
        let document = self.set(run, letters, (0.0, 0.0));
        let printed = document.and_then(|document| {
            let pages = pages_of(&document);
            if pages.len() != letters.len() {
                return Err(PressError::Set(format!("{} of {} letters", pages.len(), letters.len())));
            }
            let (pdf, is_pdf_ua) = to_pdf(&document, &run.ident, run.made_at)?;
            Ok(Printed { pdf, pages, is_pdf_ua })
        });
        // What typst remembers of these letters holds people's data and is of no use to the next.
        typst::comemo::evict(0);
        printed
    }

    /// One PDF of a form. The same form gives the same bytes.
    ///
    /// # Errors
    /// See [`PressError`].
    pub fn print_form(&self, form: &Form) -> Result<Vec<u8>, PressError> {
        let printed = self.set_form(form).and_then(|document| to_pdf(&document, &form.ident, form.made_at));
        typst::comemo::evict(0);
        printed.map(|(pdf, _)| pdf)
    }

    pub(crate) fn set_form(&self, form: &Form) -> Result<PagedDocument, PressError> {
        let mut form = form.clone();
        form.words.each_text(&|text: &mut String| self.fonts().make_settable(text));
        let (width, height) = form.paper.size();
        let qr = qr::svg(&form.words.number).ok_or(PressError::TooLong)?;
        let values = FormValues { form: &form, size: Size { width, height }, qr };
        let json = serde_json::to_vec(&values).map_err(|error| PressError::Set(error.to_string()))?;
        let world = RunWorld::new(&self.base, (What::Form, form.lang), Bytes::new(json));
        typst::compile::<PagedDocument>(&world).output.map_err(|faults| PressError::Set(first(&faults)))
    }

    /// The pages of a run.
    pub(crate) fn set(&self, run: &Run, letters: &[Letter], shift: (f64, f64)) -> Result<PagedDocument, PressError> {
        if letters.is_empty() {
            return Err(PressError::Empty);
        }
        let (mut run, mut letters) = (run.clone(), letters.to_vec());
        let settable = |text: &mut String| self.fonts().make_settable(text);
        run.each_text(&settable);
        letters.iter_mut().for_each(|letter| letter.each_text(&settable));
        let (width, height) = run.paper.size();
        let qr = qr::svg(&run.code_page).ok_or(PressError::TooLong)?;
        let values = Values { run: &run, paper: Size { width, height }, qr, shift, letters: &letters };
        let json = serde_json::to_vec(&values).map_err(|error| PressError::Set(error.to_string()))?;
        let world = RunWorld::new(&self.base, (What::Letters, run.lang), Bytes::new(json));
        typst::compile::<PagedDocument>(&world).output.map_err(|faults| PressError::Set(first(&faults)))
    }
}

/// A letter begins where the count of pages does.
fn pages_of(document: &PagedDocument) -> Vec<Range<usize>> {
    let pages = document.pages();
    let begins: Vec<usize> = (1..).zip(pages).filter(|(_, page)| page.number == 1).map(|(at, _)| at).collect();
    let ends = begins.iter().skip(1).copied().chain([pages.len() + 1]);
    begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
}

/// As PDF/UA-1; what breaks one of its rules is better printed without the promise than not at all.
pub(crate) fn to_pdf(document: &PagedDocument, ident: &str, made_at: MadeAt) -> Result<(Vec<u8>, bool), PressError> {
    let MadeAt { year, month, day, hour, minute, second } = made_at;
    let made_at = Datetime::from_ymd_hms(year, month, day, hour, minute, second).ok_or(PressError::Date)?;
    let options = |standards| PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Candor".to_owned())),
        timestamp: Some(Timestamp::new_utc(made_at)),
        standards,
        ..PdfOptions::default()
    };
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PressError::Pdf(error.message().to_string()))?;
    match typst_pdf::pdf(document, &options(accessible)) {
        Ok(pdf) => Ok((pdf, true)),
        Err(_) => match typst_pdf::pdf(document, &options(PdfStandards::default())) {
            Ok(pdf) => Ok((pdf, false)),
            Err(faults) => Err(PressError::Pdf(first(&faults))),
        },
    }
}

/// What the compiler says first. Its words are about the template; values it quotes are cut off.
fn first(faults: &[SourceDiagnostic]) -> String {
    faults.first().map(|fault| fault.message.split('"').next().unwrap_or_default().to_owned()).unwrap_or_default()
}
