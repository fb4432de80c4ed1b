//! What an island sends while somebody types: kept like a form, by the same rules.

use app::api::keep_draft::Kept;
use domain::staff::Role;
use http::{Method, StatusCode, header};

use super::{
    fields::{Fields, encoded, fields},
    first_word::made,
};
use crate::{
    hour::support::{Desk, add, desk},
    support::{Answer, TestSite, request},
};

/// As the island sends it: the page, its form, the language.
async fn send(editor: &Desk<'_>, page: &str, form: &Fields) -> Answer {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("page", page).append_pair("form", &encoded(form)).append_pair("lang", "en");
    editor.post("/api/keep-draft", &body.finish()).await
}

async fn keep(editor: &Desk<'_>, page: &str, form: &Fields) -> Kept {
    let answer = send(editor, page, form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The hidden fields of a form, and one text that was typed.
fn typed(form: &Fields, field: &str, text: &str) -> Fields {
    let mut form: Fields = form.iter().filter(|(name, _)| !name.ends_with(".en") && !name.ends_with(".es")).map(pair).collect();
    form.insert(field.to_owned(), text.to_owned());
    form
}

fn pair((name, value): (&String, &String)) -> (String, String) {
    (name.clone(), value.clone())
}

fn after(form: &Fields, kept: &Kept) -> Fields {
    let mut form = form.clone();
    form.extend(kept.fields.iter().cloned());
    form
}

const APOLOGY: &str = "section.apology.en";

#[tokio::test]
async fn words_are_kept_as_they_are_typed_and_the_form_that_is_sent_then_meets_no_other() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        let editor = desk(&site, Role::Editor, None).await;
        let at = made(&editor, "holding", "march-2031").await;
        let texts = format!("{at}/texts");
        let form = fields(&editor.get(&texts).await.body);
        let first = typed(&form, APOLOGY, "Sorry if you were");
        let kept = keep(&editor, &texts, &first).await;
        assert_eq!((kept.words.as_str(), kept.is_beside), ("Saved at 05:00 EDT.", false));
        let advice = &kept.advice.iter().find(|(place, _)| place == "section.apology.en.advice").unwrap().1;
        assert!(advice.contains("<q>Sorry if</q>") && !advice.contains("<!"), "{advice}");
        let again = keep(&editor, &texts, &after(&typed(&form, APOLOGY, "Sorry if you were hurt."), &kept)).await;
        assert!(!again.is_beside, "{again:?}");
        let mut whole = form.clone();
        whole.insert(APOLOGY.to_owned(), "We are sorry.".to_owned());
        let answer = editor.post(&texts, &encoded(&after(&whole, &again))).await;
        assert_eq!(answer.headers[header::LOCATION], format!("{texts}?done=saved"));
        assert_eq!(fields(&editor.get(&texts).await.body)[APOLOGY], "We are sorry.");
    }
}

#[tokio::test]
async fn a_second_editor_keeps_one_text_beside_and_gets_what_they_left_alone() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        let (ana, ben) = (desk(&site, Role::Editor, None).await, desk(&site, Role::Editor, None).await);
        let at = made(&ana, "holding", "march-2031").await;
        let texts = format!("{at}/texts");
        let form = fields(&ana.get(&texts).await.body);
        keep(&ana, &texts, &typed(&form, APOLOGY, "Ana is sorry.")).await;
        keep(&ana, &texts, &typed(&form, "section.title.en", "Ana's heading")).await;
        let kept = keep(&ben, &texts, &typed(&form, APOLOGY, "Ben is")).await;
        assert!(kept.is_beside && kept.words.contains("Your words are kept beside the others"), "{kept:?}");
        let fresh: Vec<(&str, &str)> = kept.fresh.iter().map(|fresh| (fresh.name.as_str(), fresh.text.as_str())).collect();
        assert_eq!(fresh, [("section.title.en", "Ana's heading")]);
        let kept = keep(&ben, &texts, &after(&typed(&form, APOLOGY, "Ben is sorry."), &kept)).await;
        assert!(kept.is_beside);
        let page = fields(&ben.get(&format!("{at}/kept")).await.body);
        assert_eq!(page["body"], "Ben is sorry.");
        let incident = site.test.store.list_incidents().await.unwrap().remove(0);
        assert_eq!(site.test.store.draft_conflicts(incident.incident_id).await.unwrap().len(), 1);
        let told = keep(&ben, &texts, &typed(&form, "section.what_happened.en", "Ben knows.")).await;
        assert!(!told.is_beside && told.words.contains("Two people are writing here"), "{told:?}");
    }
}

#[tokio::test]
async fn a_new_fact_is_added_once_however_often_it_is_kept() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let page = format!("{at}/facts");
    let form = fields(&editor.get(&page).await.body);
    let field = format!("fact.{}.en", form["new.id"]);
    let kept = keep(&editor, &page, &typed(&form, &field, "It was 412")).await;
    let mut now = after(&form, &kept);
    for text in ["It was 412 people", "It was 412 people."] {
        let kept = keep(&editor, &page, &typed(&now, &field, text)).await;
        assert!(!kept.is_beside, "{kept:?}");
        now = after(&now, &kept);
    }
    now.insert(field.clone(), "It was 412 people.".to_owned());
    let answer = editor.post(&page, &encoded(&now)).await;
    assert_eq!(answer.headers[header::LOCATION], format!("{page}?done=saved"), "{}", answer.body);
    let then = fields(&editor.get(&page).await.body);
    assert_eq!(then["facts"].split(' ').count(), 4);
    assert_eq!(then[&field], "It was 412 people.");
}

#[tokio::test]
async fn what_the_form_would_refuse_is_said_and_the_rest_is_kept() {
    let site = TestSite::new().await;
    let editor = desk(&site, Role::Editor, None).await;
    let at = made(&editor, "holding", "march-2031").await;
    let page = format!("{at}/dates");
    let mut form = fields(&editor.get(&page).await.body);
    form.insert("discovered_at".to_owned(), "noon".to_owned());
    form.insert("occurred_from".to_owned(), "2031-03-02".to_owned());
    let kept = keep(&editor, &page, &form).await;
    assert_eq!(kept.words, "Not all is saved yet. This is not a time we can read. Write it as 2031-03-14T16:00.");
    let then = fields(&editor.get(&page).await.body);
    assert_eq!((then["occurred_from"].as_str(), then["discovered_at"].as_str()), ("2031-03-02", "2031-03-12T04:10"));
}

#[tokio::test]
async fn an_update_is_kept_shown_and_gone_when_it_is_proposed() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        let now = site.site.now();
        add(&site, "march-2031", |incident| {
            incident.stage = domain::incident::Stage::Open;
            incident.published_at = Some(now);
        })
        .await;
        let editor = desk(&site, Role::Editor, None).await;
        let list = "/staff/incidents/march-2031/updates";
        let page = format!("{list}/new");
        let mut form = fields(&editor.get(&page).await.body);
        form.insert("title_en".to_owned(), "What we know".to_owned());
        form.insert("body_en".to_owned(), "We take it seriously.".to_owned());
        let kept = keep(&editor, &page, &form).await;
        assert!(kept.advice.iter().any(|(place, html)| place == "body_en.advice" && html.contains("Say what you did")), "{kept:?}");
        let mut form = after(&form, &kept);
        let draft = form["draft_id"].clone();
        for prefix in ["", "/es"] {
            let preview = editor.get(&format!("{prefix}{list}/drafts/{draft}?beside=yes")).await;
            assert_eq!(preview.status, StatusCode::OK);
            assert!(preview.body.contains("<h1>") && !preview.body.contains("<script"), "{}", preview.body);
        }
        assert!(editor.get(list).await.body.contains("Being written"));
        let resumed = fields(&editor.get(&format!("{page}?draft={draft}")).await.body);
        assert_eq!((resumed["title_en"].as_str(), resumed["draft_version"].as_str()), ("What we know", "1"));
        for (field, value) in
            [("title_es", "Lo que sabemos"), ("body_es", "Sabemos."), ("next_day", "2031-03-20"), ("next_hour", "17:00"), ("kind", "facts")]
        {
            form.insert(field.to_owned(), value.to_owned());
        }
        let answer = editor.post(&page, &encoded(&form)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(!editor.get(list).await.body.contains("Being written"));
        assert_eq!(editor.get(&format!("{list}/drafts/{draft}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_may_not_write_there_keeps_nothing_there_and_is_asked_before_the_body_is() {
    let site = TestSite::new().await;
    let everywhere = desk(&site, Role::Editor, None).await;
    made(&everywhere, "holding", "here").await;
    let at = made(&everywhere, "holding", "there").await;
    let here = site.test.store.list_incidents().await.unwrap().into_iter().find(|incident| incident.slug.as_str() == "here").unwrap();
    let editor = desk(&site, Role::Editor, Some(&here)).await;
    let form = typed(&fields(&everywhere.get(&format!("{at}/texts")).await.body), APOLOGY, "Not theirs to write.");
    assert_eq!(send(&editor, &format!("{at}/texts"), &form).await.status, StatusCode::NOT_FOUND);
    for page in ["/staff/incidents/here/send", "/staff/incidents/here", "/staff/incidents/here/updates/x/approve", "/", ""] {
        assert_eq!(send(&editor, page, &form).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let agent = desk(&site, Role::Agent, None).await;
    assert_eq!(send(&agent, &format!("{at}/texts"), &form).await.status, StatusCode::FORBIDDEN);
    // A stranger's body is never read: one that never ends is answered all the same.
    let mut asked = request(Method::POST, "/api/keep-draft", "");
    *asked.body_mut() = axum::body::Body::from_stream(futures::stream::pending::<Result<axum::body::Bytes, std::io::Error>>());
    asked.headers_mut().insert("sec-fetch-site", http::HeaderValue::from_static("same-origin"));
    assert_eq!(site.send(asked).await.status, StatusCode::UNAUTHORIZED);
}
