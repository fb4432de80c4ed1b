//! Answers of the server itself, before a page is looked for or after one failed: whole pages without the renderer, for it
//! may be what failed, and there may be no time for it.

use axum::{body::Body, response::Response};
use domain::lang::Lang;
use http::{HeaderValue, StatusCode, header};

use crate::{error::ReportId, words::Words};

/// Why the server answers instead of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Overload.
    Busy,
    /// A fault of ours; the log has a line with this number.
    Broken {
        /// Finds the line.
        report: ReportId,
    },
    /// The address is there, but not for this method.
    WrongMethod {
        /// The methods it is there for, as in `Allow`.
        allow: &'static str,
    },
    /// What was sent took too long to arrive.
    TooSlow,
    /// What was sent is larger than any form.
    TooLarge,
    /// What was sent is not what a form sends.
    NotUnderstood,
    /// The request was for another host.
    OtherHost,
}

impl Refusal {
    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::WrongMethod { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotUnderstood => StatusCode::BAD_REQUEST,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
        }
    }

    /// What happened, and what to do.
    fn sentences(&self, words: Words) -> (String, String) {
        match self {
            Self::Busy => (words.t("refusal-busy-title"), words.t("refusal-busy-text")),
            Self::Broken { report } => {
                (words.t("refusal-broken-title"), words.with("refusal-broken-text", &[("report", &report.to_string())]))
            }
            Self::WrongMethod { .. } => (words.t("refusal-wrong-method-title"), words.t("refusal-wrong-method-text")),
            Self::TooSlow => (words.t("refusal-too-slow-title"), words.t("refusal-too-slow-text")),
            Self::TooLarge => (words.t("refusal-too-large-title"), words.t("refusal-too-large-text")),
            Self::NotUnderstood => (words.t("refusal-not-understood-title"), words.t("refusal-not-understood-text")),
            Self::OtherHost => (words.t("refusal-other-host-title"), words.t("refusal-other-host-text")),
        }
    }

    /// The whole answer, without the headers that every answer gets.
    #[must_use]
    pub fn respond(&self, lang: Lang, css: &str) -> Response {
        let mut response = Response::new(Body::from(self.page(lang, css)));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        match self {
            Self::WrongMethod { allow } => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allow));
            }
            Self::Busy => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
            }
            _ => {}
        }
        response
    }

    /// The whole page. Nothing of the request is in it but the language.
    #[must_use]
    pub fn page(&self, lang: Lang, css: &str) -> String {
        let (title, text) = self.sentences(Words(lang));
        format!(
            "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
             initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
             <title>{title}</title><link rel=\"stylesheet\" href=\"{css}\"></head><body><main id=\"main\"><div class=\"wrap stack\">\
             <h1>{title}</h1><p>{text}</p></div></main></body></html>",
            lang.as_str()
        )
    }
}
