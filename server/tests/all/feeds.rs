//! Feeds and the incident for machines: whole in both languages, moved by corrections, true about what was withdrawn, and silent
//! about what is not for everybody. Whether they are valid by other people's rules is proof 15.

use std::{sync::Arc, time::Duration};

use atom_syndication::Feed;
use candor::{
    demo,
    http::{files::StaticFiles, front::FrontSettings, page_cache::PageCache, router_with_pages},
};
use domain::{
    clock::Timestamp,
    ids::UpdateId,
    incident::{Incident, UpdateKind},
    lang::Lang,
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience, Withdrawal},
};
use http::{Method, StatusCode, header};
use serde_json::Value;
use store::testing::{TestEntropy, add_test_incident, stores};

use crate::support::{Answer, NOW, TestSite, request, send};

const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";
const FEED: &str = "/incidents/harbour-supply/feed";

async fn add_demo(site: &TestSite, is_practice: bool) -> Incident {
    let now = Timestamp::parse(NOW).unwrap();
    let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
    (new.incident.is_practice, new.incident.published_at) = (is_practice, Some(now));
    site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
    new.incident
}

async fn publish(site: &TestSite, incident: &Incident, proposal: Proposal) {
    let (store, now) = (&site.test.store, site.site.now());
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, ANA, incident.incident_id, &proposal, now).await.unwrap();
    store.approve_proposal(&mut tx, BEN, incident.incident_id, id, None, now).await.unwrap();
    tx.commit().await.unwrap();
}

fn both(en: &str, es: &str) -> PerLang<String> {
    PerLang { en: en.to_owned(), es: es.to_owned() }
}

fn post(en: &str, es: &str) -> PerLang<PostText> {
    let text = |text: &str| PostText { title: text.to_owned(), body: format!("{text}, **all** of them.") };
    PerLang { en: text(en), es: text(es) }
}

async fn add_update(site: &TestSite, incident: &Incident, texts: PerLang<PostText>, audience: UpdateAudience) -> UpdateId {
    // After everything else that happened, so that it is the newest.
    site.clock.advance(Duration::from_secs(1));
    let is_public = audience.is_public();
    let next_update_at = is_public.then(|| site.site.now().plus(Duration::from_secs(24 * 3600)));
    publish(site, incident, Proposal::Update(NewUpdate { kind: UpdateKind::Facts, texts, next_update_at, audience, by_mail: false })).await;
    let words = site.test.store.incident_words(incident.incident_id, Lang::En).await.unwrap();
    if is_public { words.updates[0].update_id } else { words.for_some[0].update_id }
}

async fn atom(site: &TestSite, path: &str) -> Feed {
    let answer = site.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    Feed::read_from(answer.body.as_bytes()).unwrap()
}

async fn json(site: &TestSite, path: &str) -> Value {
    let answer = site.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

#[tokio::test]
async fn a_feed_has_every_update_and_the_incident_itself_in_both_languages_with_ids_that_differ() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let mut seen = std::collections::HashSet::new();
    for lang in Lang::ALL {
        let words = site.test.store.incident_words(incident.incident_id, lang).await.unwrap();
        for base in [FEED, "/feed"] {
            let path = lang.path(base);
            let (feed, same) = (atom(&site, &format!("{path}.atom")).await, json(&site, &format!("{path}.json")).await);
            assert_eq!(feed.lang.as_deref(), Some(lang.as_str()));
            assert_eq!(text(&same, "language"), lang.as_str());
            assert_eq!(feed.entries.len(), words.updates.len() + 1);
            assert!(feed.links.iter().any(|link| link.rel == "self" && link.href == format!("http://localhost:3000{path}.atom")));
            assert_eq!(text(&same, "feed_url"), format!("http://localhost:3000{path}.json"));
            for update in &words.updates {
                let page =
                    format!("http://localhost:3000{}", lang.path(&format!("/incidents/harbour-supply/updates/{}", update.update_id)));
                let entry = feed.entries.iter().find(|entry| entry.links[0].href == page).unwrap_or_else(|| panic!("{page}"));
                let item = same["items"].as_array().unwrap().iter().find(|item| text(item, "url") == page).unwrap();
                assert_eq!((entry.title.as_str(), text(item, "title")), (update.title.as_str(), update.title.as_str()));
                assert_eq!(
                    (entry.id.as_str(), entry.content.as_ref().unwrap().value.as_deref()),
                    (text(item, "id"), item["content_html"].as_str())
                );
                assert!(entry.id.starts_with("urn:uuid:"));
            }
            assert!(seen.insert(feed.id.clone()), "{} is two feeds' id", feed.id);
        }
        let ids = atom(&site, &lang.path("/feed.atom")).await.entries.into_iter().map(|entry| entry.id);
        ids.for_each(|id| assert!(seen.insert(id.clone()), "{id} is two entries' id"));
    }
}

#[tokio::test]
async fn a_correction_moves_an_entry_and_a_withdrawal_says_when_and_why() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = add_demo(&site, false).await;
        let id = add_update(&site, &incident, post("Old orders", "Pedidos antiguos"), UpdateAudience::Everybody).await;
        let first = atom(&site, &format!("{FEED}.atom")).await.entries.remove(0);
        assert_eq!((first.title.as_str(), first.published.unwrap() == first.updated), ("Old orders", true));
        site.clock.advance(Duration::from_secs(3600));
        let what_changed = both("Not orders, but *invoices*.", "No pedidos, sino *recibos*.");
        publish(
            &site,
            &incident,
            Proposal::CorrectUpdate(Correction { update_id: id, texts: post("Invoices", "Recibos"), what_changed, based_on: 0 }),
        )
        .await;
        let corrected = atom(&site, &format!("{FEED}.atom")).await;
        let entry = &corrected.entries[0];
        assert_eq!((entry.id.as_str(), entry.title.as_str(), entry.published), (first.id.as_str(), "Invoices", first.published));
        assert_eq!((entry.updated - first.updated).num_seconds(), 3600);
        assert_eq!(corrected.updated, entry.updated);
        let content = entry.content.as_ref().unwrap().value.as_ref().unwrap();
        assert!(content.starts_with("<p><strong>Corrected on 12 March 2031") && content.contains("<em>invoices</em>"), "{content}");
        site.clock.advance(Duration::from_secs(3600));
        publish(
            &site,
            &incident,
            Proposal::WithdrawUpdate(Withdrawal { update_id: id, reason: both("It was about another company.", "Era de otra empresa.") }),
        )
        .await;
        for (path, title, why) in [
            (format!("{FEED}.json"), "This update was withdrawn", "It was about another company."),
            (format!("/es{FEED}.json"), "Retiramos esta actualización", "Era de otra empresa."),
        ] {
            let feed = json(&site, &path).await;
            let item = &feed["items"][0];
            assert_eq!((text(item, "title"), text(&item["_candor"], "state")), (title, "withdrawn"));
            assert!(
                text(item, "content_html").contains(why) && !feed.to_string().contains("Invoices") && !feed.to_string().contains("Recibos")
            );
            assert_eq!(text(item, "date_modified"), "2031-03-12T11:00:01Z");
        }
    }
}

#[tokio::test]
async fn what_is_for_some_people_is_in_no_feed_and_no_file_for_machines() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let audience = UpdateAudience::Affected { categories: Default::default(), places: Vec::new(), langs: vec![Lang::Es] };
    add_update(&site, &incident, post("For a few people", "Para unas personas"), audience).await;
    for path in ["/feed.atom", "/feed.json", &format!("{FEED}.atom"), &format!("{FEED}.json"), "/incidents/harbour-supply.json"] {
        for lang in Lang::ALL {
            let body = site.get(&lang.path(path)).await.body;
            assert!(!body.contains("For a few") && !body.contains("Para unas"), "{path}");
        }
    }
}

#[tokio::test]
async fn practice_is_in_the_feeds_of_a_practice_site_alone_and_says_so() {
    let site = TestSite::new().await;
    add_demo(&site, true).await;
    let feed = atom(&site, "/feed.atom").await;
    assert!(feed.title.as_str().starts_with("Practice, nothing here is real: "));
    assert!(feed.entries.iter().all(|entry| entry.content.as_ref().unwrap().value.as_ref().unwrap().starts_with("<p><strong>Practice.")));
    assert!(site.get("/incidents/harbour-supply").await.body.contains("/incidents/harbour-supply/feed.atom"));
    add_test_incident(&site.test.store, "real", false, site.site.now()).await;
    assert!(!site.get("/feed.atom").await.body.contains("harbour-supply"));
    assert_eq!(site.get(&format!("{FEED}.atom")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(json(&site, "/incidents/harbour-supply.json").await["variants"][0]["atom"], Value::Null);
    let page = site.get("/incidents/harbour-supply").await.body;
    assert!(!page.contains("harbour-supply/feed.") && page.contains("\"http://localhost:3000/feed.atom\""), "{page}");
}

#[tokio::test]
async fn a_site_without_an_incident_has_an_empty_feed_and_a_draft_has_none() {
    let site = TestSite::new().await;
    assert_eq!(atom(&site, "/es/feed.atom").await.entries.len(), 0);
    assert_eq!(json(&site, "/feed.json").await["items"], serde_json::json!([]));
    for path in [format!("{FEED}.atom"), format!("{FEED}.json"), "/incidents/harbour-supply.json".to_owned()] {
        assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_head_of_a_page_says_where_its_feeds_are() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let words = site.test.store.incident_words(incident.incident_id, Lang::En).await.unwrap();
    let update = format!("/incidents/harbour-supply/updates/{}", words.updates[0].update_id);
    for path in ["/", "/incidents/harbour-supply", &update] {
        for lang in Lang::ALL {
            let page = site.get(&lang.path(path)).await.body;
            let head = &page[..page.find("</head>").unwrap()];
            for (feed, kind) in [(FEED, "atom"), (FEED, "json"), ("/feed", "atom"), ("/feed", "json")] {
                let address = format!("href=\"http://localhost:3000{}.{kind}\"", lang.path(feed));
                let link = head.split("<link ").find(|link| link.contains(&address)).unwrap_or_else(|| panic!("{address} on {path}"));
                let content_type = if kind == "atom" { "application/atom+xml" } else { "application/feed+json" };
                assert!(link.contains("rel=\"alternate\"") && link.contains(&format!("type=\"{content_type}\"")), "{link}");
            }
        }
    }
}

#[tokio::test]
async fn hostile_words_stay_words_in_every_form() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let hostile = "]]></content><script>alert(1)</script> & \u{b}\u{fffe} [a](javascript:alert(1))";
    add_update(&site, &incident, post(hostile, hostile), UpdateAudience::Everybody).await;
    let feed = atom(&site, &format!("{FEED}.atom")).await;
    let content = feed.entries[0].content.as_ref().unwrap().value.as_ref().unwrap();
    assert!(!content.contains("<script") && !content.contains("javascript:") && !content.contains('\u{b}'), "{content}");
    assert!(feed.entries[0].title.as_str().contains("<script>"), "a title is text, and is told as it was written");
    let item = &json(&site, &format!("{FEED}.json")).await["items"][0];
    assert!(!text(item, "content_html").contains("<script"));
}

#[tokio::test]
async fn machines_read_stage_dates_facts_fixes_updates_and_how_to_reach_us() {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let (machine, es) = (json(&site, "/incidents/harbour-supply.json").await, json(&site, "/es/incidents/harbour-supply.json").await);
    assert_eq!(
        (text(&machine, "schema"), text(&machine, "stage"), text(&machine, "zone")),
        ("candor/incident/1", "contained", incident.zone.as_str())
    );
    for time in ["as_of", "published_at", "discovered_at"] {
        let time = text(&machine, time);
        assert!(Timestamp::parse(time).is_ok() && !time.ends_with('Z'), "{time} says its offset");
    }
    for (name, count) in [("facts", 1), ("fixes", 1), ("updates", 4), ("categories", 1), ("variants", 2)] {
        assert!(machine[name].as_array().unwrap().len() >= count, "{name}");
        assert_eq!(machine[name].as_array().unwrap().len(), es[name].as_array().unwrap().len(), "{name}");
    }
    assert_eq!(machine["next_update"]["is_late"], false);
    assert_eq!(text(&machine["contacts"], "help"), "http://localhost:3000/help");
    assert_eq!(text(&es["variants"][1], "json"), "http://localhost:3000/es/incidents/harbour-supply.json");
    assert_ne!(text(&machine["texts"]["title"], "text"), text(&es["texts"]["title"], "text"));
    assert!(machine["facts"].as_array().unwrap().iter().any(|fact| text(fact, "state") == "corrected" && fact["earlier"].is_object()));
}

struct Kept {
    site: TestSite,
    router: axum::Router,
    pages: Arc<PageCache>,
}

impl Kept {
    async fn get(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
        let mut asked = request(Method::GET, path, "");
        headers.iter().for_each(|(name, value)| drop(asked.headers_mut().insert(name, value.parse().unwrap())));
        send(&self.router, asked).await
    }
}

async fn kept() -> (Kept, Incident) {
    let site = TestSite::new().await;
    let incident = add_demo(&site, false).await;
    let (answers, pages) = router_with_pages(site.site.clone(), FrontSettings::default(), StaticFiles::embedded());
    assert!(pages.look().await.unwrap());
    (Kept { site, router: answers.router, pages }, incident)
}

#[tokio::test]
async fn feeds_are_kept_like_pages_open_to_scripts_of_other_sites_and_swapped_when_something_is_published() {
    let (kept, incident) = kept().await;
    for (path, content_type) in [
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/es/incidents/harbour-supply/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/incidents/harbour-supply/feed.json", "application/feed+json"),
        ("/es/incidents/harbour-supply.json", "application/json"),
    ] {
        let feed = kept.get(path, &[(header::COOKIE, "a=b"), (header::ORIGIN, "https://elsewhere.example")]).await;
        assert_eq!((feed.status, feed.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, content_type));
        assert_eq!(feed.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(!feed.headers.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS) && !feed.headers.contains_key(header::SET_COOKIE));
        let etag = feed.headers[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(kept.get(path, &[(header::IF_NONE_MATCH, &etag)]).await.status, StatusCode::NOT_MODIFIED);
        let mut encoding = None;
        for _ in 0..500 {
            let answer = kept.get(path, &[(header::ACCEPT_ENCODING, "br")]).await;
            encoding = answer.headers.get(header::CONTENT_ENCODING).cloned();
            if encoding.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(encoding.unwrap(), "br", "{path}");
        add_update(&kept.site, &incident, post(path, path), UpdateAudience::Everybody).await;
        assert!(kept.pages.look().await.unwrap());
        let moved = kept.get(path, &[(header::IF_NONE_MATCH, &etag)]).await;
        assert_eq!(moved.status, StatusCode::OK);
        assert!(moved.body.contains(path) && moved.headers[header::ETAG].to_str().unwrap() != etag);
    }
    // Only what is made for programs is open to other sites.
    for path in ["/", "/incidents/harbour-supply", "/sitemap.xml", "/incidents/nobody/feed.atom"] {
        let page = kept.get(path, &[]).await;
        assert!(!page.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{path}");
    }
}
