//! People at the desk: found by what they can name, every look written down and shown to them.

use domain::{lang::Lang, staff::Role};
use http::StatusCode;
use store::testing::{listed, look};
use uuid::Uuid;

use crate::support::{TestSite, desk::Colleague};

const PEOPLE: &str = "/staff/incidents/march-2031/people";

fn encoded(text: &str) -> String {
    text.replace('@', "%40")
}

async fn find(agent: &Colleague<'_>, value: &str) -> Option<String> {
    let found = agent.post(PEOPLE, &format!("value={}", encoded(value))).await;
    found.location().map(str::to_owned)
}

async fn rows(site: &TestSite, act: &str) -> Vec<(Option<Uuid>, String)> {
    let store = &site.test.store;
    let sql = "select about, details from audit where act = $1 order by sequence";
    store::on!(store.read(), |db| sqlx::query_as(sql).bind(act).fetch_all(db).await).expect("the log")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_by_address_code_and_number_and_the_log_never_has_the_value() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let listed = [listed::listed_person("AB-17", Some("ada@example.org"))];
    let ada = listed::add_listed_people(&site.test.store, incident.incident_id, &listed, site.site.now()).await[0];
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let page = format!("{PEOPLE}/{}", ana.person.person_id);
    assert_eq!(find(&agent, "ANA@example.org").await.as_deref(), Some(page.as_str()));
    assert_eq!(find(&agent, &ana.mail.code.grouped()).await.as_deref(), Some(page.as_str()));
    assert_eq!(find(&agent, &ana.letter.code.grouped().to_lowercase()).await.as_deref(), Some(page.as_str()));
    assert_eq!(find(&agent, "AB-17").await, Some(format!("{PEOPLE}/{ada}")));
    let nobody = agent.post(PEOPLE, "value=nobody%40example.org").await;
    assert_eq!(nobody.status, StatusCode::OK);
    assert!(nobody.body.contains("Nobody was found"), "{}", nobody.body);
    assert_eq!(agent.post(PEOPLE, "value=+").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = rows(&site, "person.find").await;
    assert_eq!(found.len(), 5, "found and not found");
    for (about, details) in found {
        assert_eq!(about, None);
        for value in ["ana", "example.org", "AB-17", "nobody"] {
            assert!(!details.contains(value), "{details}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_people_behind_one_address_are_a_list_and_each_is_told() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    for name in ["Ana", "Ben"] {
        site.person_with_invitation(&incident, name, Some("family@example.org"), |_| ()).await;
    }
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let found = agent.post(PEOPLE, "value=family%40example.org").await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.contains("Ana Example") && found.body.contains("Ben Example") && !found.body.contains("family@example.org"));
    assert_eq!(rows(&site, "person.view").await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contact_is_masked_until_somebody_says_why_and_the_person_sees_that_they_looked() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site
        .person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| {
            person.contact.address1 = "12 Harbour Row".to_owned();
            person.contact.city = "Springfield".to_owned();
        })
        .await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let path = format!("{PEOPLE}/{}", ana.person.person_id);
    let masked = agent.get(&path).await;
    assert_eq!(masked.status, StatusCode::OK, "{}", masked.body);
    assert!(!masked.body.contains("ana@example.org") && !masked.body.contains("Harbour Row"), "{}", masked.body);
    assert_eq!(agent.post(&path, "act=show").await.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
    let shown = agent.post(&path, "act=show&show_reason=She+asked+where+the+letter+went").await;
    assert!(shown.body.contains("ana@example.org") && shown.body.contains("12 Harbour Row"), "{}", shown.body);
    assert!(shown.body.contains("She asked where the letter went"), "the story has the reason");
    assert!(!agent.get(&path).await.body.contains("Harbour Row"), "shown once");
    let views = rows(&site, "person.view").await;
    assert!(views.len() >= 3 && views.iter().all(|(about, _)| *about == Some(ana.person.person_id.0)));
    assert!(views.iter().all(|(_, details)| !details.contains("letter went")), "the log has the id of the reason");
    let browser = site.enter(&ana).await;
    for (lang, words) in [(Lang::En, "somebody who answers people"), (Lang::Es, "alguien que responde a las personas")] {
        let kept = browser.get(&lang.path("/me/kept")).await;
        assert_eq!(kept.body.matches(words).count(), views.len(), "{}", kept.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_incidents_person_is_not_there() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let other = site.incident("april-2031").await;
    let ana = site.person_with_invitation(&other, "Ana", Some("ana@example.org"), |_| ()).await;
    let agent = site.colleague(Role::Agent, None).await;
    let path = format!("{PEOPLE}/{}", ana.person.person_id);
    assert_eq!(agent.get(&path).await.status, StatusCode::NOT_FOUND);
    for form in ["act=show&show_reason=x", "act=reissue&reissue_reason=x", "act=mark&mark=deceased&mark_reason=x"] {
        assert_eq!(agent.post(&path, form).await.status, StatusCode::NOT_FOUND, "{form}");
    }
    assert_eq!(find(&agent, "ana@example.org").await, None);
    assert_eq!(find(&agent, &ana.mail.code.grouped()).await, None);
    assert_eq!(agent.get(&format!("{PEOPLE}/not-an-id")).await.status, StatusCode::NOT_FOUND);
    let sender = site.colleague(Role::Sender, Some(incident.incident_id)).await;
    assert_eq!(sender.get(PEOPLE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(rows(&site, "person.view").await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_say_what_became_of_somebody_and_send_a_new_invitation() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site
        .person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| {
            person.contact.address1 = "12 Harbour Row".to_owned();
            person.contact.city = "Springfield".to_owned();
        })
        .await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let path = format!("{PEOPLE}/{}", ana.person.person_id);
    for (mark, words) in [("deceased", "we write to the family"), ("moved", "no letter goes there")] {
        let done = agent.post(&path, &format!("act=mark&mark={mark}&mark_reason=Her+son+called")).await;
        assert_eq!(done.location(), Some(format!("{path}?done=marked").as_str()), "{}", done.body);
        let page = agent.get(&path).await.body;
        assert!(page.contains(words), "{page}");
    }
    let counts = site.test.store.count_people(incident.incident_id).await.unwrap();
    assert_eq!((counts.people, counts.unreachable), (1, 0));
    assert_eq!(agent.post(&path, "act=mark&mark=nonsense&mark_reason=x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = agent.post(&path, "act=reissue&reissue_reason=Letter+lost").await;
    assert_eq!(again.location(), Some(format!("{path}?done=reissued").as_str()));
    let page = agent.get(&path).await.body;
    assert!(page.contains("By e-mail, number 2: opens their page") && page.contains("By e-mail, number 1: opens nothing"), "{page}");
    assert!(look::mails(&site.test.store).await.iter().any(|(_, mail)| mail.template.as_str() == "invitation-again"));
    assert_eq!((rows(&site, "person.mark").await.len(), rows(&site, "invitation.reissue").await.len()), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_is_put_together_and_its_link_opens_the_row_that_is_kept() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let double = site.person_with_invitation(&incident, "Anna", Some("anna@example.org"), |_| ()).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let path = format!("{PEOPLE}/{}", ana.person.person_id);
    let wrong = agent.post(&path, "act=merge&merge_other=ana%40example.org&merge_reason=Same").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "not with itself");
    let done = agent.post(&path, "act=merge&merge_other=anna%40example.org&merge_reason=Same+person").await;
    assert_eq!(done.location(), Some(format!("{path}?done=merged").as_str()), "{}", done.body);
    let page = agent.get(&format!("{PEOPLE}/{}", double.person.person_id)).await;
    assert!(page.body.contains("This row is a double"), "{}", page.body);
    let browser = site.browser();
    browser.open(&double).await;
    browser.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    assert_eq!(browser.post("/open/enter", &format!("digits={code}")).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/me/kept").await.body.contains("Ana Example"));
    assert_eq!(site.test.store.count_people(incident.incident_id).await.unwrap().people, 1);
    assert_eq!(find(&agent, "anna@example.org").await, Some(path), "the double's address finds the row that is kept");
}
