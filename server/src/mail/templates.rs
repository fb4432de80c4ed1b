//! The templates: MJML, compiled once per language when the program starts, then filled for each person.

use domain::{lang::Lang, mail::MailTemplate};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// A message in words: what stands in the subject line and in the two parts that say the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The address at which one press ends mails of this kind; none on what somebody asked for, and on what the law wants.
    pub leave_page: Option<String>,
}

impl Written {
    /// The same under another subject, which is also the title of the HTML part.
    pub(super) fn with_subject(self, subject: &str) -> Self {
        let mut html = self.html;
        if let (Some(start), Some(end)) = (html.find("<title>"), html.find("</title>")) {
            let title = subject.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            html.replace_range(start + "<title>".len()..end, &title);
        }
        Self { subject: subject.to_owned(), html, ..self }
    }
}

/// A template cannot be read or filled. Says which and where, never with what.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// The MJML is faulty.
    #[error("the template {name} is no MJML: {cause}")]
    Mjml {
        /// Language and name.
        name: String,
        /// What the reader of MJML says.
        cause: String,
    },
    /// The template asks for what it is not given, or does not parse.
    #[error("the template {name}, line {line}: {kind}")]
    Fill {
        /// Language and name.
        name: String,
        /// The line, as far as known.
        line: usize,
        /// What is wrong; never a value.
        kind: minijinja::ErrorKind,
    },
}

const HEAD: &str = include_str!("../../templates/head.mjml");

macro_rules! files {
    ($($lang:literal: $($name:literal)*;)*) => {
        /// The source of a template by language and name: MJML and text.
        pub(crate) fn source(lang: Lang, name: &str) -> Option<(&'static str, &'static str)> {
            match (lang.as_str(), name) {
                $($(($lang, $name) => Some((
                    include_str!(concat!("../../templates/", $lang, "/", $name, ".mjml")),
                    include_str!(concat!("../../templates/", $lang, "/", $name, ".txt")),
                )),)*)*
                _ => None,
            }
        }
    };
}
files! {
    "en": "layout" "notice" "notice-minor" "notice-deceased" "one-time-code" "check-answer" "request-received" "request-answer"
          "invitation-again" "contact-code" "contact-change" "payout-code" "payout-change" "helper-code" "helper-invitation" "helper-named" "protection-code" "goodwill" "claim" "staff-enrolment" "staff-changed"
          "update" "correction" "answer-changed" "digest" "subscribe-confirm" "subscriber-link";
    "es": "layout" "notice" "notice-minor" "notice-deceased" "one-time-code" "check-answer" "request-received" "request-answer"
          "invitation-again" "contact-code" "contact-change" "payout-code" "payout-change" "helper-code" "helper-invitation" "helper-named" "protection-code" "goodwill" "claim" "staff-enrolment" "staff-changed"
          "update" "correction" "answer-changed" "digest" "subscribe-confirm" "subscriber-link";
}

/// Every template in every language, ready to fill.
pub struct Templates {
    environment: Environment<'static>,
    version: String,
}

impl Templates {
    /// Compiles all of them.
    ///
    /// # Errors
    /// When one is faulty: a fault of this program, found by its tests.
    pub fn load() -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
        let mut hash = Sha256::new();
        for lang in Lang::ALL {
            for template in MailTemplate::ALL {
                let name = format!("{}/{}", lang.as_str(), template.as_str());
                let (mjml, text) =
                    whole(lang, *template).ok_or_else(|| TemplateError::Mjml { name: name.clone(), cause: "missing".to_owned() })?;
                let (subject, text) = text.split_once("\n\n").unwrap_or_default();
                hash.update(&mjml);
                hash.update(text);
                let html = compile(&name, &mjml)?;
                for (part, source) in [("html", html), ("txt", text.to_owned()), ("subject", subject.to_owned())] {
                    let part = format!("{name}.{part}");
                    environment.add_template_owned(part.clone(), source).map_err(|error| fill(&part, &error))?;
                }
            }
        }
        let version = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { environment, version })
    }

    /// Twelve hexadecimal digits that change with any word of any template.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Fills a template. Values are escaped in the HTML part and stay as they are in the others.
    ///
    /// # Errors
    /// When `values` lacks a variable.
    pub fn write(&self, template: MailTemplate, lang: Lang, values: &Value) -> Result<Written, TemplateError> {
        let render = |part: &str| {
            let name = format!("{}/{}.{part}", lang.as_str(), template.as_str());
            let filled = self.environment.get_template(&name).and_then(|template| template.render(values));
            filled.map_err(|error| fill(&name, &error))
        };
        let subject = render("subject")?;
        // The title of the HTML is the subject, which the template of the HTML cannot know.
        let html = render("html")?;
        Ok(Written { text: render("txt")?, html, subject, leave_page: None })
    }

    #[cfg(test)]
    pub(crate) fn variables(&self, template: MailTemplate, lang: Lang, part: &str) -> std::collections::BTreeSet<String> {
        let name = format!("{}/{}.{part}", lang.as_str(), template.as_str());
        self.environment.get_template(&name).map(|found| found.undeclared_variables(true).into_iter().collect()).unwrap_or_default()
    }
}

/// A template within its layout; the text with its subject and an empty line before it.
fn whole(lang: Lang, template: MailTemplate) -> Option<(String, String)> {
    let (layout, text_layout) = source(lang, "layout")?;
    let (body, text) = source(lang, template.as_str())?;
    let (subject, text) = text.split_once("\n\n")?;
    let head = HEAD.replace("{{ subject }}", subject);
    let mjml = format!(
        "<mjml lang=\"{}\">{head}<mj-body width=\"600px\" background-color=\"#fffefb\" css-class=\"page\">{}</mj-body></mjml>",
        lang.as_str(),
        layout.replace("@@BODY@@", body)
    );
    Some((mjml, format!("{subject}\n\n{}", text_layout.replace("@@BODY@@", text))))
}

fn compile(name: &str, mjml: &str) -> Result<String, TemplateError> {
    let mjml_error = |cause: String| TemplateError::Mjml { name: name.to_owned(), cause };
    let parsed = mrml::parse(mjml).map_err(|error| mjml_error(error.to_string()))?;
    // Without fonts: a mail of ours asks no other host for anything.
    let options =
        mrml::prelude::render::RenderOptions { disable_comments: true, fonts: std::collections::HashMap::new(), ..Default::default() };
    parsed.element.render(&options).map_err(|error| mjml_error(error.to_string()))
}

fn fill(name: &str, error: &minijinja::Error) -> TemplateError {
    TemplateError::Fill { name: name.to_owned(), line: error.line().unwrap_or_default(), kind: error.kind() }
}
