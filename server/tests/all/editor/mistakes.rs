use domain::staff::Role;
use http::{StatusCode, header};

use super::{
    fields::{fields, with},
    first_word::made,
};
use crate::{hour::support::desk, support::TestSite};

#[tokio::test]
async fn what_cannot_be_read_comes_back_with_all_that_was_typed() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let dates = fields(&editor.get(&format!("{at}/dates")).await.body);
    for (field, typed, words) in [
        ("zone", "Atlantis", "no time zone of this name"),
        ("occurred_from", "yesterday", "not a day we can read"),
        ("discovered_at", "noon", "not a time we can read"),
        ("discovered_at", "2031-04-01T10:00", "has not come yet"),
        ("next_update_at", "2031-03-01T10:00", "has passed"),
    ] {
        let answer = editor.post(&format!("{at}/dates"), &with(&dates, &[(field, typed), ("contained_at", "2031-03-12T04:50")])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.body.contains(words) && answer.body.contains("class=\"summary\""), "{typed}: {}", answer.body);
        let again = fields(&answer.body);
        assert_eq!((again[field].as_str(), again["contained_at"].as_str()), (typed, "2031-03-12T04:50"));
    }
    let contacts = fields(&editor.get(&format!("{at}/contacts")).await.body);
    for address in ["javascript:alert(1)", "http://example.org", "https:// x"] {
        let answer = editor.post(&format!("{at}/contacts"), &with(&contacts, &[("password_reset", address)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
    let facts = fields(&editor.get(&format!("{at}/facts")).await.body);
    let id = facts["facts"].split(' ').nth(1).unwrap().to_owned();
    let (day, text) = (format!("fact-state.{id}.day"), format!("fact.{id}.en"));
    let answer = editor.post(&format!("{at}/facts"), &with(&facts, &[(&day, "soon"), (&text, "Words typed beside.")])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&answer.body)[&text], "Words typed beside.");
}

#[tokio::test]
async fn a_name_that_is_taken_or_would_hide_a_page_makes_nothing() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    made(&editor, "holding", "march-2031").await;
    let form = fields(&editor.get("/staff/incidents/new").await.body);
    let whole = [("template", "vendor"), ("practice", "yes"), ("discovered_at", "2031-03-12T04:10")];
    for (field, value) in [
        ("slug", "march-2031"),
        ("slug", "new"),
        ("slug", "March 2031"),
        ("template", "flood"),
        ("practice", ""),
        ("company", " "),
        ("zone", "Atlantis"),
        ("discovered_at", "2031-03-13T04:10"),
    ] {
        let mut changes = whole.to_vec();
        changes.extend([("slug", "april-2031"), (field, value)]);
        let answer = editor.post("/staff/incidents/new", &with(&form, &changes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {value}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field} = {value}: {}", answer.body);
    }
    assert_eq!(site.test.store.list_incidents().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_ask_for_one_name_at_once_one_gets_it_and_the_others_are_told() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        let editor = desk(&site, Role::Editor, None).await;
        let form = fields(&editor.get("/staff/incidents/new").await.body);
        let form =
            with(&form, &[("template", "vendor"), ("practice", "no"), ("slug", "march-2031"), ("discovered_at", "2031-03-12T04:10")]);
        let answers = futures::future::join_all((0..20).map(|_| editor.post("/staff/incidents/new", &form))).await;
        let made = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        let told = answers.iter().filter(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((made, told.clone().count()), (1, 19), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        assert!(told.clone().all(|answer| answer.body.contains("href=\"#slug\"")));
        assert_eq!(site.test.store.list_incidents().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn times_left_alone_stay_to_the_microsecond_and_times_typed_are_of_the_zone() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let incident = site.test.store.list_incidents().await.unwrap().remove(0);
    let dates = fields(&editor.get(&format!("{at}/dates")).await.body);
    assert_eq!(dates["discovered_at"], "2031-03-12T04:10");
    let answer = editor.post(&format!("{at}/dates"), &with(&dates, &[("contained_at", "2031-03-12T04:50")])).await;
    assert_eq!(answer.headers[header::LOCATION], format!("{at}/dates?done=saved"));
    let drafts = site.test.store.drafts(incident.incident_id).await.unwrap();
    let bodies: Vec<&str> = drafts.values().map(|draft| draft.body.as_str()).collect();
    assert_eq!(bodies, ["2031-03-12T08:50:00Z"], "one field was typed, one is drafted");
}

#[tokio::test]
async fn long_texts_in_both_languages_are_saved_whole() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let texts = fields(&editor.get(&format!("{at}/texts")).await.body);
    let long = "Información ñandú. ".repeat(900).trim().to_owned();
    let form = with(&texts, &[("section.what_happened.es", &long), ("section.what_information.es", &long), ("section.apology.es", &long)]);
    assert!(form.len() > 64 << 10, "longer than a form of a visitor may be");
    assert_eq!(editor.post(&format!("{at}/texts"), &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(fields(&editor.get(&format!("{at}/texts")).await.body)["section.what_information.es"], long);
}
