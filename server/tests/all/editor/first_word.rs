use domain::{lang::Lang, slug::Slug, staff::Role};
use http::{StatusCode, header};

use super::fields::{fields, with};
use crate::{
    hour::support::{Desk, desk},
    support::TestSite,
};

/// Makes a draft through the form, as its address.
pub async fn made(editor: &Desk<'_>, template: &str, slug: &str) -> String {
    let form = fields(&editor.get("/staff/incidents/new").await.body);
    let form = with(&form, &[("template", template), ("practice", "no"), ("slug", slug), ("discovered_at", "2031-03-12T04:10")]);
    let answer = editor.post("/staff/incidents/new", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.headers[header::LOCATION], format!("/staff/incidents/{slug}/texts?done=made"));
    format!("/staff/incidents/{slug}")
}

#[tokio::test]
async fn from_nothing_to_a_first_word_that_a_second_person_approved() {
    for (test, template) in store::testing::stores().await.into_iter().zip(["ransomware", "vendor"]) {
        let site = TestSite::on(test);
        let editor = desk(&site, Role::Editor, None).await;
        let second = desk(&site, Role::Counsel, None).await;
        let at = made(&editor, template, "march-2031").await;
        for page in ["texts?done=made", "facts", "fixes", "dates", "categories", "contacts", "preview", "send", "kept"] {
            for prefix in ["", "/es"] {
                let answer = editor.get(&format!("{prefix}{at}/{page}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{page}");
                // Where somebody writes, words are kept while they do; what is only read carries no script.
                let is_written = !["preview", "send", "kept"].contains(&page);
                assert!(answer.body.contains("noindex") && answer.body.contains("<script") == is_written, "{page}");
            }
        }
        // One word changed, seen in the preview and by nobody outside.
        let texts = fields(&editor.get(&format!("{at}/texts")).await.body);
        let form = with(&texts, &[("section.title.en", "Someone got in through an old account."), ("go", "next")]);
        let answer = editor.post(&format!("{at}/texts"), &form).await;
        assert_eq!(answer.headers[header::LOCATION], format!("{at}/facts?done=saved"));
        let preview = editor.get(&format!("{at}/preview")).await.body;
        assert!(preview.contains("<h1>Someone got in through an old account.</h1>") && preview.contains("Only staff can see"), "{preview}");
        assert_eq!(site.get("/incidents/march-2031").await.status, StatusCode::NOT_FOUND);
        // Sent, approved, public, in both languages.
        let form = with(&fields(&editor.get(&format!("{at}/send")).await.body), &[]);
        let answer = editor.post(&format!("{at}/send"), &form).await;
        assert_eq!(answer.headers[header::LOCATION], format!("{at}/send?done=sent"), "{}", answer.body);
        assert!(editor.get(&format!("{at}/send?done=sent")).await.body.contains("Sent for approval"));
        let store = &site.test.store;
        let incident = store.find_incident(&Slug::parse("march-2031").unwrap()).await.unwrap().unwrap();
        let waiting = store.proposals(incident.incident_id, 0, 10).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].proposed_by.as_str()), (1, editor.id.as_str()));
        let mut tx = store.write().await.unwrap();
        let now = site.site.now();
        store.approve_proposal(&mut tx, &second.id, incident.incident_id, waiting[0].proposal_id, None, now).await.unwrap();
        tx.commit().await.unwrap();
        let public = site.get("/incidents/march-2031").await;
        assert_eq!(public.status, StatusCode::OK);
        assert!(public.body.contains("<h1>Someone got in through an old account.</h1>"), "{}", public.body);
        assert!(public.body.contains("12 March 2031") && !public.body.contains("{{"), "{}", public.body);
        assert_eq!(site.get("/es/incidents/march-2031").await.status, StatusCode::OK);
        // What was sent is what is there: the editor has nothing more to send.
        let send = editor.get(&format!("{at}/send")).await.body;
        assert!(send.contains("Nothing differs from the public page"), "{send}");
        assert_eq!(store.current_words(incident.incident_id).await.unwrap().sections[0].1.get(Lang::Es), &texts["section.title.es"]);
    }
}

#[tokio::test]
async fn somebody_who_saved_since_stops_what_was_not_read() {
    let site = TestSite::new().await;
    let (ana, ben) = (desk(&site, Role::Editor, None).await, desk(&site, Role::Editor, None).await);
    let at = made(&ana, "holding", "march-2031").await;
    let send = fields(&ana.get(&format!("{at}/send")).await.body);
    let texts = fields(&ben.get(&format!("{at}/texts")).await.body);
    ben.post(&format!("{at}/texts"), &with(&texts, &[("section.apology.en", "We are sorry.")])).await;
    let answer = ana.post(&format!("{at}/send"), &with(&send, &[])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Something was saved since"), "{}", answer.body);
    let again = fields(&answer.body);
    assert_eq!(ana.post(&format!("{at}/send"), &with(&again, &[])).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn facts_are_added_moved_and_taken_away_without_losing_a_word_typed_beside() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let page = format!("{at}/facts");
    let form = fields(&editor.get(&page).await.body);
    let ids: Vec<String> = form["facts"].split(' ').map(str::to_owned).collect();
    assert_eq!(ids.len(), 3);
    let text = format!("fact.{}.en", ids[0]);
    let new = |what: &str| format!("{what}.{}", form["new.id"]);
    let (new_en, new_es, new_state) = (format!("{}.en", new("fact")), format!("{}.es", new("fact")), new("fact-state"));
    let changes = [
        (text.as_str(), "They came in through an old account."),
        (new_en.as_str(), "It was 412 people."),
        (new_es.as_str(), "Fueron 412 personas."),
        (new_state.as_str(), "known"),
        ("do", &format!("down.{}", ids[0])),
    ];
    assert_eq!(editor.post(&page, &with(&form, &changes)).await.status, StatusCode::SEE_OTHER);
    let form = fields(&editor.get(&page).await.body);
    let now: Vec<String> = form["facts"].split(' ').map(str::to_owned).collect();
    assert_eq!((now.len(), &now[0], &now[1]), (4, &ids[1], &ids[0]));
    assert_eq!(form[&text], "They came in through an old account.");
    assert_eq!(form[&format!("fact.{}.es", now[3])], "Fueron 412 personas.");
    assert_eq!(editor.post(&page, &with(&form, &[("do", &format!("away.{}", ids[2]))])).await.status, StatusCode::SEE_OTHER);
    let preview = editor.get(&format!("{at}/preview")).await.body;
    assert!(preview.contains("It was 412 people.") && !preview.contains("Whose information was taken, and which."), "{preview}");
}
