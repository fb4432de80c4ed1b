//! The few public files that are made from what is published: `robots.txt`, `sitemap.xml`, `security.txt`.

use std::{fmt::Write, time::Duration};

use app::{error::PageError, request::Request, site::Site};
use axum::{Extension, extract::State, response::Response};
use domain::{clock::Timestamp, lang::Lang};
use http::{HeaderValue, header};

/// A contact that is older than this has perhaps moved (RFC 9116 asks for less than a year).
const CONTACT_IS_GOOD_FOR: Duration = Duration::from_secs(180 * 24 * 3600);

/// `/robots.txt`: everything public may be read. Personal pages say themselves that they are not for search engines; a
/// list of them here would only tell where they are.
pub async fn robots(State(site): State<Site>) -> Response {
    text("text/plain; charset=utf-8", format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", site.settings.public_url))
}

/// `/.well-known/security.txt` (RFC 9116).
pub async fn security(State(site): State<Site>) -> Response {
    let settings = &site.settings;
    let day = 24 * 3_600_000_000;
    let expires = site.now().plus(CONTACT_IS_GOOD_FOR).as_micros();
    // Whole days, so that the file is the same all day.
    let expires = Timestamp::from_micros(expires - expires.rem_euclid(day));
    let body = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: en, es\nCanonical: {}/.well-known/security.txt\n",
        settings.company.security_contact, settings.public_url
    );
    text("text/plain; charset=utf-8", body)
}

/// `/sitemap.xml`: incidents, their updates and what was changed since, in both languages, never practice.
pub async fn sitemap(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    match pages(&site).await {
        Ok(pages) => text("application/xml; charset=utf-8", xml(&site.settings.public_url, &pages)),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// A path and when it last changed.
async fn pages(site: &Site) -> Result<Vec<(String, Timestamp)>, PageError> {
    let mut pages = Vec::new();
    for incident in site.store.published_incidents().await? {
        if incident.is_practice {
            continue;
        }
        let page = format!("/incidents/{}", incident.slug);
        let words = site.store.incident_words(incident.incident_id, Lang::En).await?;
        let newest = words.updates.first().map_or(incident.as_of, |update| update.published_at.max(incident.as_of));
        pages.push((page.clone(), newest));
        pages.push((format!("{page}/revisions"), newest));
        pages.extend(words.updates.iter().map(|update| (format!("{page}/updates/{}", update.update_id), update.published_at)));
    }
    Ok(pages)
}

fn xml(root: &str, pages: &[(String, Timestamp)]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (path, changed) in pages {
        for lang in Lang::ALL {
            // Paths are slugs and ids, and the origin was checked: nothing here needs escaping. Writing into memory does not fail.
            let _ = write!(xml, "<url><loc>{root}{}</loc><lastmod>{changed}</lastmod>", lang.path(path));
            for other in Lang::ALL {
                let (tag, address) = (other.as_str(), other.path(path));
                let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{root}{address}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn text(content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
