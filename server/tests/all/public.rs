//! The public pages, through the router.

use std::time::Duration;

use candor::demo;
use domain::{
    clock::Timestamp,
    incident::{Incident, Section, Stage},
    lang::Lang,
    plain::{banned, hedges},
};
use http::{Method, StatusCode};
use store::testing::{TestEntropy, add_test_incident};

use crate::support::{NOW, TestSite, request};

fn now() -> Timestamp {
    Timestamp::parse(NOW).unwrap()
}

/// The demonstration's incident, practice or not, public or not.
async fn add_demo(site: &TestSite, is_practice: bool, is_public: bool) -> Incident {
    let mut new = demo::incident(now(), &*TestEntropy::fresh()).unwrap();
    new.incident.is_practice = is_practice;
    if !is_public {
        new.incident.published_at = None;
    }
    site.test.store.add_incident(&new.incident, &new.words, now()).await.unwrap();
    new.incident
}

/// Every public page of the demonstration, in both languages.
async fn every_path(site: &TestSite, incident: &Incident) -> Vec<String> {
    let words = site.test.store.incident_words(incident.incident_id, Lang::En).await.unwrap();
    let page = format!("/incidents/{}", incident.slug);
    let mut paths = vec!["/".to_owned(), page.clone(), "/privacy".to_owned(), "/accessibility".to_owned()];
    paths.extend(words.updates.iter().map(|update| format!("{page}/updates/{}", update.update_id)));
    Lang::ALL.iter().flat_map(|lang| paths.iter().map(|path| lang.path(path)).collect::<Vec<_>>()).collect()
}

#[tokio::test]
async fn an_incident_says_the_hard_thing_first_and_all_five_sections_in_both_languages() {
    let site = TestSite::new().await;
    add_demo(&site, false, true).await;
    for (lang, headings) in [
        (Lang::En, ["What happened", "What information was involved", "What we are doing", "What you can do", "For more information"]),
        (Lang::Es, ["Qué pasó", "Qué información se llevaron", "Qué estamos haciendo", "Qué puede hacer usted", "Más información"]),
    ] {
        let page = site.get(&lang.path("/incidents/harbour-supply")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\">", lang.as_str())));
        let mut at = page.body.find("class=\"lead sorry\"").expect("an apology");
        let apology = &page.body[at..page.body[at..].find("</div></div>").unwrap() + at];
        let apology: String = apology.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
        assert!(apology.len() > 50);
        assert_eq!(hedges(&apology, lang), Vec::<&str>::new(), "{apology}");
        for heading in headings {
            let found = page.body[at..].find(&format!(">{heading}</h2>")).unwrap_or_else(|| panic!("{heading} after what came before"));
            at += found;
        }
        assert_eq!(page.body.matches("<h1").count(), 1);
    }
}

#[tokio::test]
async fn a_corrected_fact_shows_both_texts_and_every_state_stands_in_words() {
    let site = TestSite::new().await;
    add_demo(&site, false, true).await;
    let page = site.get("/incidents/harbour-supply").await.body;
    assert!(page.contains("<s><span>No bank details were taken.</span></s>"), "{page}");
    assert!(page.contains("Bank account numbers of 152 customers were taken."));
    for tag in ["Contained, still investigating", "Known", "Not yet known", "Corrected", "Under way"] {
        assert!(page.contains(&format!(">{tag}</span>")), "{tag}");
    }
    assert!(page.contains("Done, "));
    let order = ["Scam warning", "Correction", "New fixes", "First word"].map(|kind| page.find(kind).expect(kind));
    assert!(order.is_sorted(), "newest first: {order:?}");
}

#[tokio::test]
async fn an_update_has_its_own_address_and_a_made_up_one_is_not_there() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false, true).await;
    for path in every_path(&site, &incident).await {
        let page = site.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("href=\"mailto:incident@example.org\""), "a way to a person on {path}");
    }
    for path in [
        "/incidents/nobody",
        "/incidents/harbour-supply/updates/01900000-0000-7000-8000-000000000000",
        "/incidents/harbour-supply/updates/first",
        "/incidents/harbour-supply/updates",
        "/incidents/harbour-supply.css",
        "/es/incidents/nobody",
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("<h1>") && page.body.contains("noindex"), "{path}");
    }
}

#[tokio::test]
async fn a_draft_is_nowhere() {
    let site = TestSite::new().await;
    add_demo(&site, false, false).await;
    assert_eq!(site.get("/incidents/harbour-supply").await.status, StatusCode::NOT_FOUND);
    assert!(site.get("/").await.body.contains("Nothing to report"));
    assert!(!site.get("/sitemap.xml").await.body.contains("harbour"));
}

#[tokio::test]
async fn practice_wears_its_band_and_stays_out_of_search_engines_and_lists() {
    let site = TestSite::new().await;
    let practice = add_demo(&site, true, true).await;
    for path in every_path(&site, &practice).await {
        let page = site.get(&path).await.body;
        assert!(page.contains("class=\"practice\"") && page.contains("noindex"), "{path}");
    }
    assert!(!site.get("/sitemap.xml").await.body.contains("harbour"));
    // A real one beside it: practice is no longer listed, and only its own pages wear the band.
    add_test_incident(&site.test.store, "real", false, now()).await;
    let front = site.get("/").await.body;
    assert!(!front.contains("class=\"practice\"") && !front.contains("harbour-supply") && front.contains("/incidents/real"));
    assert!(site.get("/incidents/harbour-supply").await.body.contains("class=\"practice\""));
    assert!(!site.get("/privacy").await.body.contains("class=\"practice\""));
}

#[tokio::test]
async fn a_real_incident_may_be_found_in_both_languages() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false, true).await;
    let map = site.get("/sitemap.xml").await;
    assert!(map.body.contains("/revisions</loc>"), "what was changed since is found too");
    assert_eq!(map.headers["content-type"], "application/xml; charset=utf-8");
    for path in every_path(&site, &incident).await {
        let page = site.get(&path).await.body;
        assert!(!page.contains("noindex"), "{path}");
        assert!(page.contains("rel=\"canonical\""), "{path}");
        assert!(page.contains("hreflang=\"es\"") && page.contains("hreflang=\"en\""), "{path}");
        assert!(page.matches("<title>").count() == 1 && page.contains("Larkspur Freight</title>"), "{path}");
        if path.contains("/incidents/") {
            assert!(map.body.contains(&format!("<loc>http://localhost:3000{path}</loc>")), "{path}");
        }
    }
    // The front page is the one open incident, and says so to search engines.
    assert!(site.get("/").await.body.contains("href=\"http://localhost:3000/incidents/harbour-supply\" rel=\"canonical\""));
    assert!(site.get("/robots.txt").await.body.contains("Sitemap: http://localhost:3000/sitemap.xml"));
}

#[tokio::test]
async fn several_incidents_are_listed_and_none_is_said_plainly() {
    let site = TestSite::new().await;
    assert!(site.get("/es").await.body.contains("No hay nada que informar"));
    add_test_incident(&site.test.store, "first", false, now()).await;
    add_test_incident(&site.test.store, "second", false, now()).await;
    let front = site.get("/").await.body;
    assert!(front.contains("href=\"/incidents/first\"") && front.contains("href=\"/incidents/second\""));
}

#[tokio::test]
async fn a_promise_that_passed_is_late_and_the_page_says_whose_fault_that_is() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false, true).await;
    let next = incident.next_update_at.unwrap();
    assert!(site.get("/incidents/harbour-supply").await.body.contains("Next update by"));
    site.clock.advance(next.since(site.site.now()) + Duration::from_millis(1));
    let page = site.get("/incidents/harbour-supply").await.body;
    assert!(page.contains("It is late, and that is our fault.") && !page.contains("Next update by"));
    site.clock.advance(Duration::from_secs(90 * 24 * 3600));
    let page = site.get("/es/incidents/harbour-supply").await.body;
    assert!(page.contains("Todavía no lo sabemos.") && page.contains("Atrasado: era para el"), "{page}");
}

#[tokio::test]
async fn a_closed_incident_offers_no_code_form_and_leaves_the_front_page_free() {
    let site = TestSite::new().await;
    let mut new = demo::incident(now(), &*TestEntropy::fresh()).unwrap();
    (new.incident.stage, new.incident.is_practice) = (Stage::Closed, false);
    site.test.store.add_incident(&new.incident, &new.words, now()).await.unwrap();
    let page = site.get("/incidents/harbour-supply").await.body;
    assert!(page.contains(">Closed</span>") && !page.contains("class=\"button\""));
    add_test_incident(&site.test.store, "open", false, now()).await;
    assert!(site.get("/").await.body.contains("http://localhost:3000/incidents/open\" rel=\"canonical\""));
}

#[tokio::test]
async fn public_pages_carry_no_script_no_style_attribute_and_load_nothing_from_elsewhere() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false, true).await;
    for path in every_path(&site, &incident).await {
        let page = site.get(&path).await;
        let html = &page.body;
        for never in ["<script", "style=", "<style", "<iframe", "<img", "src=", "javascript:", "onclick", "<!--", "__RESOLVED", "TypeId"] {
            assert!(!html.contains(never), "{never} in {path}");
        }
        for link in html.match_indices("<link ").map(|(at, _)| &html[at..at + html[at..].find('>').unwrap()]) {
            assert!(link.contains("href=\"/pkg/") || link.contains("href=\"http://localhost:3000/"), "{link}");
        }
        assert!(!page.headers.contains_key("set-cookie"), "{path}");
        assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
        assert!(html.len() < 40_000, "{path}: {} bytes", html.len());
    }
}

#[tokio::test]
async fn what_staff_wrote_cannot_bring_markup_of_its_own() {
    let site = TestSite::new().await;
    let mut new = demo::incident(now(), &*TestEntropy::fresh()).unwrap();
    let hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) \"><b>x";
    for (_, words) in &mut new.words {
        words.sections.iter_mut().for_each(|(_, text)| *text = hostile.to_owned());
        words.facts.iter_mut().for_each(|fact| (fact.text, fact.earlier_text) = (hostile.to_owned(), Some(hostile.to_owned())));
        words.fixes.iter_mut().for_each(|fix| fix.text = hostile.to_owned());
        words.updates.iter_mut().for_each(|update| (update.title, update.body) = (hostile.to_owned(), hostile.to_owned()));
    }
    new.incident.is_practice = false;
    site.test.store.add_incident(&new.incident, &new.words, now()).await.unwrap();
    for path in every_path(&site, &new.incident).await {
        let html = site.get(&path).await.body;
        for never in ["<script", "<img", "href=\"javascript", "<b>"] {
            assert!(!html.contains(never), "{never} in {path}");
        }
    }
}

#[tokio::test]
async fn researchers_find_where_to_write_and_until_when_that_is_true() {
    let site = TestSite::new().await;
    let file = site.get("/.well-known/security.txt").await;
    assert_eq!((file.status, &file.headers["content-type"]), (StatusCode::OK, &"text/plain; charset=utf-8".parse().unwrap()));
    assert!(file.body.starts_with("Contact: mailto:security@example.org\n"));
    let expires = file.body.lines().find_map(|line| line.strip_prefix("Expires: ")).expect("an end");
    let days = Timestamp::parse(expires).unwrap().since(now()).as_secs() / 86_400;
    assert!((30..365).contains(&days), "RFC 9116 asks for less than a year: {days} days");
}

#[tokio::test]
async fn headers_that_nobody_keys_on_change_nothing() {
    let site = TestSite::new().await;
    add_demo(&site, false, true).await;
    let plain = site.get("/incidents/harbour-supply").await.body;
    for name in
        ["x-forwarded-host", "x-original-url", "x-rewrite-url", "x-forwarded-proto", "accept-language", "user-agent", "islands-router"]
    {
        let mut asked = request(Method::GET, "/incidents/harbour-supply?q=1&lang=es", "");
        asked.headers_mut().insert(name, "evil.example".parse().unwrap());
        assert_eq!(site.send(asked).await.body, plain, "{name}");
    }
}

#[test]
fn no_text_of_ours_is_hollow() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (folder, ending) in [("../app/locales", "ftl"), ("templates", ""), ("demo", "md")] {
        collect(&root.join(folder), ending, &mut files);
    }
    assert!(files.len() > 40, "{} files", files.len());
    for file in files {
        let path = file.to_string_lossy().into_owned();
        let lang = if path.contains("/es/") { Lang::Es } else { Lang::En };
        let text = std::fs::read_to_string(&file).unwrap();
        let is_locale = path.ends_with(".ftl");
        // The key of a message is not said: it may name what staff are advised against.
        let value = |line: &str| line.split_once(" = ").filter(|_| is_locale).map_or(line, |(_, value)| value).to_owned() + "\n";
        let said: String = text.lines().filter(|line| !line.starts_with('#') || line.starts_with("# ")).map(value).collect();
        assert_eq!(banned(&said, lang), Vec::<&str>::new(), "{path}");
        for never in ["¡", "😀", "Oops", "ARIA"] {
            assert!(!said.contains(never), "{never} in {path}");
        }
    }
}

fn collect(folder: &std::path::Path, ending: &str, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, ending, files);
        } else if ending.is_empty() || path.extension().is_some_and(|known| known == ending) {
            files.push(path);
        }
    }
}

#[test]
fn the_apology_of_the_demonstration_is_one() {
    let new = demo::incident(now(), &*TestEntropy::fresh()).unwrap();
    for (lang, words) in &new.words {
        let sorry = match lang {
            Lang::En => "We are sorry",
            Lang::Es => "Lo sentimos",
        };
        assert!(words.section(Section::Apology).contains(sorry));
    }
}
