//! What typst sees of the world: the template, the words, one run, the fonts. No file, no clock, no network.

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{fonts::Fonts, run::Language};

const LETTER: &str = include_str!("../templates/letter.typ");
const FORM: &str = include_str!("../templates/form.typ");
pub(crate) const ENGLISH: &str = include_str!("../templates/en/words.typ");
pub(crate) const SPANISH: &str = include_str!("../templates/es/words.typ");

/// What stays the same from run to run.
pub(crate) struct Base {
    library: LazyHash<Library>,
    letter: Source,
    form: Source,
    words: [Source; 2],
    run: FileId,
    fonts: Fonts,
}

impl Base {
    pub(crate) fn new(fonts: Fonts) -> Option<Self> {
        let (letter, form, words, run) = (id("letter.typ")?, id("form.typ")?, id("words.typ")?, id("run.json")?);
        Some(Self {
            library: LazyHash::new(Library::builder().build()),
            letter: Source::new(letter, LETTER.to_owned()),
            form: Source::new(form, FORM.to_owned()),
            words: [ENGLISH, SPANISH].map(|text| Source::new(words, text.to_owned())),
            run,
            fonts,
        })
    }

    pub(crate) const fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// What is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A run of letters.
    Letters,
    /// A form.
    Form,
}

/// One run before typst.
pub(crate) struct RunWorld<'a> {
    base: &'a Base,
    what: What,
    lang: Language,
    /// The run and its letters, or the form, as JSON.
    run: Bytes,
}

impl<'a> RunWorld<'a> {
    pub(crate) const fn new(base: &'a Base, (what, lang): (What, Language), run: Bytes) -> Self {
        Self { base, what, lang, run }
    }

    const fn template(&self) -> &Source {
        match self.what {
            What::Letters => &self.base.letter,
            What::Form => &self.base.form,
        }
    }

    const fn words(&self) -> &Source {
        match self.lang {
            Language::En => &self.base.words[0],
            Language::Es => &self.base.words[1],
        }
    }
}

impl World for RunWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.base.fonts.book
    }

    fn main(&self) -> FileId {
        self.template().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [self.template(), self.words()].into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.base.run { Ok(self.run.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.base.fonts.all.get(index).cloned()
    }

    /// Nothing of a letter follows from when it is set.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
