//! Claim forms on paper, set when somebody asks.

use std::sync::{Arc, OnceLock};

use domain::{lang::Lang, paper::PaperForm};
use letters::{Fonts, Form, Language, MadeAt, Press, PressError};
use store::claims::Claim;
use thiserror::Error;
use tokio::sync::Semaphore;

use crate::letters::LetterSettings;

/// Sets forms, one at a time: it takes a moment of one processor.
#[derive(Clone)]
pub struct PaperForms(Arc<Parts>);

struct Parts {
    settings: LetterSettings,
    /// Read when the first form is asked for: most servers never set one.
    press: OnceLock<Press>,
    turn: Arc<Semaphore>,
}

/// A form cannot be set.
#[derive(Debug, Error)]
pub enum NoForm {
    /// The operator's fonts.
    #[error(transparent)]
    Fonts(#[from] letters::BadFonts),
    /// The press.
    #[error(transparent)]
    Press(#[from] PressError),
    /// The program is stopping.
    #[error("it was stopped")]
    Stopped,
}

impl Default for PaperForms {
    fn default() -> Self {
        Self::new(LetterSettings::default())
    }
}

impl std::fmt::Debug for PaperForms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PaperForms")
    }
}

impl PaperForms {
    /// On the paper and with the fonts of letters.
    #[must_use]
    pub fn new(settings: LetterSettings) -> Self {
        Self(Arc::new(Parts { settings, press: OnceLock::new(), turn: Arc::new(Semaphore::new(1)) }))
    }

    /// The form of a claim as a PDF; the same words give the same bytes.
    ///
    /// # Errors
    /// When fonts or press fail.
    pub async fn pdf(&self, claim: &Claim, words: PaperForm) -> Result<Vec<u8>, NoForm> {
        let form = self.form(claim, words);
        // The turn goes with the thread: whoever gives up waiting lets no second one in beside it.
        let turn = self.0.turn.clone().acquire_owned().await.map_err(|_| NoForm::Stopped)?;
        let parts = self.0.clone();
        let set = tokio::task::spawn_blocking(move || {
            let pdf = parts.press().and_then(|press| Ok(press.print_form(&form)?));
            drop(turn);
            pdf
        });
        set.await.map_err(|_| NoForm::Stopped)?
    }
}

impl PaperForms {
    fn form(&self, claim: &Claim, words: PaperForm) -> Form {
        let paper = match self.0.settings.paper {
            domain::letter::Paper::A4 => letters::Paper::A4,
            domain::letter::Paper::UsLetter => letters::Paper::UsLetter,
        };
        let lang = match claim.lang {
            Lang::En => Language::En,
            Lang::Es => Language::Es,
        };
        Form { ident: claim.claim_id.to_string(), made_at: made_at(claim), paper, lang, words }
    }
}

/// The day it was begun: a form says nothing of when it was printed.
fn made_at(claim: &Claim) -> MadeAt {
    let at = claim.made_at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
    let two = |number: i8| u8::try_from(number).unwrap_or_default();
    MadeAt {
        year: i32::from(at.year()),
        month: two(at.month()),
        day: two(at.day()),
        hour: two(at.hour()),
        minute: two(at.minute()),
        second: two(at.second()),
    }
}

impl Parts {
    fn press(&self) -> Result<&Press, NoForm> {
        if let Some(press) = self.press.get() {
            return Ok(press);
        }
        let fonts = match &self.settings.fonts {
            Some(folder) => Fonts::with_folder(folder)?,
            None => Fonts::embedded(),
        };
        let press = Press::new(fonts)?;
        Ok(self.press.get_or_init(|| press))
    }
}
