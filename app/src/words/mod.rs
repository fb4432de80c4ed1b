//! The words of pages, from `locales/{en,es}`: Fluent messages, checked against the source when the program is built.

use std::{borrow::Cow, sync::LazyLock};

use domain::lang::Lang;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

mod dates;
mod lists;
mod money;
mod locales {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", locales::EN));
static SPANISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("es", locales::ES));

fn bundle(tag: &str, texts: &[&'static str]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse::<LanguageIdentifier>().unwrap_or_default()]);
    // No direction marks around values: neither language needs them, and they would be copied with a code.
    bundle.set_use_isolating(false);
    for text in texts {
        // The build script parsed the same texts and would have refused a faulty one.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Lang);

impl Words {
    /// The message `key`, which takes no variables. The build fails when no locale has it.
    #[must_use]
    pub fn t(self, key: &'static str) -> String {
        self.render(key, None)
    }

    /// The message `key` with its variables: `words.with("me-greeting", &[("name", &name)])`.
    #[must_use]
    pub fn with(self, key: &'static str, variables: &[(&'static str, &dyn Variable)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in variables {
            args.set(*name, value.value());
        }
        self.render(key, Some(&args))
    }

    fn render(self, key: &'static str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = match self.0 {
            Lang::En => &*ENGLISH,
            Lang::Es => &*SPANISH,
        };
        let mut faults = Vec::new();
        bundle
            .get_message(key)
            .and_then(|message| message.value())
            .map_or_else(|| key.to_owned(), |pattern| bundle.format_pattern(pattern, args, &mut faults).into_owned())
    }
}

/// What can stand in a message.
pub trait Variable {
    /// As Fluent takes it; whole numbers choose plural forms.
    fn value(&self) -> FluentValue<'_>;
}

impl Variable for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Variable for &str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Variable for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )*};
}
numbers! { i64 u32 usize }
