use domain::staff::Role;
use http::{StatusCode, header};

use super::{
    fields::{Fields, encoded, end_of_tag, fields},
    first_word::made,
};
use crate::{hour::support::desk, support::TestSite};

const PAYLOADS: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</textarea><svg onload=alert(1)>",
    "[words](javascript:alert(1))",
    "=cmd|'/c calc'!A1 \u{202e}\u{0} ﷽",
    "<!--</title><script>alert(1)</script>",
];

/// Whether a browser would find no element and no address that a field brought into the page. What stands within the quotes of a
/// tag opens nothing.
fn is_harmless(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = end_of_tag(&rest[at..]);
        let tag = rest[at..at + end].to_lowercase();
        // Ours are the loader of the islands, which has the nonce of the page, and the marks by which they find their place.
        let is_ours = (tag.starts_with("<script") && tag.contains(" nonce=\""))
            || ["<!--b", "<!--s-", "<!--head--", "<!--<() /"].iter().any(|mark| tag.starts_with(mark));
        let is_foreign = !is_ours && ["<script", "<img", "<svg", "<!--"].iter().any(|start| tag.starts_with(start));
        if is_foreign || [" href=\"javascript", "\"onerror", " onerror=", " onload="].iter().any(|found| bare(&tag).contains(found)) {
            return false;
        }
        rest = &rest[at + end..];
    }
    true
}

/// A tag without what its quotes hold, but for where it leads.
fn bare(tag: &str) -> String {
    tag.split('"')
        .enumerate()
        .map(|(at, part)| if at % 2 == 0 || part.starts_with("javascript") { format!("{part}\"") } else { String::new() })
        .collect()
}

#[tokio::test]
async fn whatever_is_typed_into_any_field_is_shown_as_text() {
    for (at_payload, payload) in PAYLOADS.into_iter().enumerate() {
        let site = TestSite::new().await;
        let editor = desk(&site, Role::Editor, None).await;
        let at = made(&editor, "mail-account", &format!("march-{at_payload}")).await;
        for page in ["texts", "facts", "fixes"] {
            let before = fields(&editor.get(&format!("{at}/{page}")).await.body);
            let is_text = |name: &str| (name.ends_with(".en") || name.ends_with(".es")) && !name.ends_with(".version");
            let typed: Fields =
                before.into_iter().map(|(name, value)| if is_text(&name) { (name, payload.to_owned()) } else { (name, value) }).collect();
            let answer = editor.post(&format!("{at}/{page}"), &encoded(&typed)).await;
            assert_eq!(answer.headers[header::LOCATION], format!("{at}/{page}?done=saved"), "{payload}");
        }
        // Two in one place, so that the page with both texts shows it too.
        let mut stale = fields(&editor.get(&format!("{at}/texts")).await.body);
        stale.insert("section.title.en.version".to_owned(), "0".to_owned());
        stale.insert("section.title.en".to_owned(), format!("{payload} again"));
        assert_eq!(editor.post(&format!("{at}/texts"), &encoded(&stale)).await.headers[header::LOCATION], format!("{at}/kept"));
        for (page, wrong) in [("dates", "zone"), ("contacts", "password_reset"), ("dates", "discovered_at")] {
            let mut typed = fields(&editor.get(&format!("{at}/{page}")).await.body);
            typed.insert(wrong.to_owned(), payload.to_owned());
            let answer = editor.post(&format!("{at}/{page}"), &encoded(&typed)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {payload}");
            assert!(is_harmless(&answer.body), "{page} {payload}: {}", answer.body);
        }
        for page in ["texts", "facts", "fixes", "dates", "categories", "contacts", "preview", "send", "kept"] {
            for prefix in ["", "/es"] {
                let answer = editor.get(&format!("{prefix}{at}/{page}")).await;
                assert_eq!(answer.status, StatusCode::OK);
                assert!(is_harmless(&answer.body), "{page} {payload}: {}", answer.body);
            }
        }
        let texts = fields(&editor.get(&format!("{at}/texts")).await.body);
        assert_eq!(texts["section.apology.en"], payload.replace('\u{0}', "").trim(), "nothing of it is lost");
    }
}

#[tokio::test]
async fn a_payload_in_the_form_that_opens_an_incident_is_text_too() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    for payload in PAYLOADS {
        let mut typed = fields(&editor.get("/staff/incidents/new").await.body);
        for field in ["slug", "company", "zone", "discovered_at", "template", "practice"] {
            typed.insert(field.to_owned(), payload.to_owned());
        }
        let answer = editor.post("/staff/incidents/new", &encoded(&typed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_harmless(&answer.body), "{payload}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_visitors_text_cannot_end_the_field_it_was_typed_into() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    let mut typed = fields(&site.get("/help").await.body);
    typed.insert("message".to_owned(), "</textarea><svg onload=alert(1)>".to_owned());
    let answer = site.post("/help", &encoded(&typed)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_harmless(&answer.body), "{}", answer.body);
    assert_eq!(fields(&answer.body)["message"], "</textarea><svg onload=alert(1)>");
}
