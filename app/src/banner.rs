//! `/incidents/{slug}/banner`: what the company's home page shows in a frame. The one page of ours that other sites may frame; it has no
//! script, no form and no cookie, and its link opens in the whole window.

use axum::{Extension, extract::State, response::Response};
use domain::{incident::Section, lang::Lang, slug::Slug};
use http::{HeaderValue, header};

use crate::{components::markdown::escaped, error::PageError, pages::incident::published, request::Request, site::Site, words::Words};

/// The path of an incident's banner, without the language.
#[must_use]
pub fn path(slug: &Slug) -> String {
    format!("/incidents/{slug}/banner")
}

/// Whether a path, with its language, is that of a banner.
#[must_use]
pub fn is_banner(path: &str) -> bool {
    let parts: Vec<&str> = Lang::of_path(path).1.split('/').collect();
    matches!(parts.as_slice(), ["", "incidents", _, "banner"])
}

/// What stands on the home page: the banner in a frame, in one language.
#[must_use]
pub fn frame(site: &Site, slug: &Slug, lang: Lang) -> String {
    let (src, title) = (format!("{}{}", site.settings.public_url, lang.path(&path(slug))), Words(lang).t("banner-title"));
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"160\" style=\"border:0\" loading=\"eager\"></iframe>",
        escaped(&src),
        escaped(&title)
    )
}

/// The same without a frame: a heading, a sentence and a link, to be styled by the home page.
#[must_use]
pub fn plain(site: &Site, slug: &Slug, lang: Lang, heading: &str) -> String {
    let (words, href) = (Words(lang), format!("{}{}", site.settings.public_url, lang.path(&format!("/incidents/{slug}"))));
    format!(
        "<section lang=\"{}\" aria-label=\"{}\"><p><strong>{}</strong> {} <a href=\"{}\">{}</a></p></section>",
        lang.as_str(),
        escaped(&words.t("banner-title")),
        escaped(heading),
        escaped(&words.t("banner-text")),
        escaped(&href),
        escaped(&words.t("banner-link"))
    )
}

/// `/incidents/{slug}/banner`.
pub async fn get(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    match page(&site, &request).await {
        Ok(html) => {
            let mut response = Response::new(html.into());
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            response
        }
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn page(site: &Site, request: &Request) -> Result<String, PageError> {
    let (incident, said) = published(site, request).await?;
    let (words, lang) = (Words(request.lang), request.lang);
    let href = format!("{}{}", site.settings.public_url, lang.path(&format!("/incidents/{}", incident.slug)));
    let practice =
        if incident.is_practice { format!("<p class=\"practice\">{}</p>", escaped(&words.t("chrome-practice"))) } else { String::new() };
    Ok(format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><title>{}</title>\
         <link rel=\"stylesheet\" href=\"{}\"></head><body class=\"banner\">{practice}<main id=\"main\"><h1 class=\"banner__title\">{}</h1>\
         <p>{} <a href=\"{}\" target=\"_top\">{}</a></p></main></body></html>",
        lang.as_str(),
        escaped(&format!("{} – {}", words.t("banner-title"), site.settings.company.name)),
        escaped(&site.assets.css),
        escaped(said.section(Section::Title)),
        escaped(&words.t("banner-text")),
        escaped(&href),
        escaped(&words.t("banner-link")),
    ))
}
