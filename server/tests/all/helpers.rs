//! Somebody who helps a person: let in, limited to what helping needs, seen by the person, and out again with one press.

use std::time::Duration;

use domain::{incident::Incident, person::Kind, staff::Role};
use http::StatusCode;
use store::{helpers::Helper, outbox::OutgoingMail, testing::look};

use crate::support::{
    TestSite,
    desk::Colleague,
    people::{Browser, Invited},
};

const ROSA: &str = "rosa@example.org";

async fn mail_to(site: &TestSite, to: &str, template: &str) -> Option<OutgoingMail> {
    let mails = look::mails(&site.test.store).await;
    mails.into_iter().rev().map(|(_, mail)| mail).find(|mail| mail.to == to && mail.template.as_str() == template)
}

async fn ana(site: &TestSite, kind: Kind) -> (Incident, Invited) {
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| person.kind = kind).await;
    (incident, ana)
}

/// What staff post to let somebody in.
async fn let_in(agent: &Colleague<'_>, person: &Invited, kind: &str) -> crate::support::Answer {
    let path = format!("/staff/incidents/march-2031/people/{}/helpers", person.person.person_id);
    let form = format!("act=add&kind={kind}&name=Rosa+Example&email=rosa%40example.org&lang=en&reason=Birth+certificate+seen");
    agent.post(&path, &form).await
}

/// From the helper's mail to the page, in a browser of their own.
async fn come_in<'a>(site: &'a TestSite, person: &Invited) -> (Browser<'a>, Helper) {
    let helpers = site.test.store.helpers_of(person.person.incident_id, person.person.person_id).await.unwrap();
    let helper = helpers.into_iter().find(Helper::is_active).expect("a helper who gets in");
    let secrets = site.test.store.helper_secrets(helper.incident_id, helper.helper_id).await.unwrap().expect("a way in");
    let browser = site.browser();
    let opened = browser.post("/open", &format!("token={}", secrets.link.unwrap().to_text())).await;
    assert_eq!(opened.location(), Some("/open/send"), "{}", opened.body);
    let page = browser.get("/open/send").await.body;
    assert!(page.contains("r•••@e•••.org") && !page.contains("Ana") && !page.contains("a•••@"), "the helper's own address: {page}");
    assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED, "a link proves nothing");
    browser.ask_for_code().await;
    let entered = browser.post("/open/enter", &format!("digits={}", site.mailed_code(ROSA).await)).await;
    assert_eq!(entered.location(), Some("/me"), "{}", entered.body);
    (browser, helper)
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_let_a_parent_in_who_ticks_a_step_and_the_person_sees_it_and_ends_it() {
    let site = TestSite::new().await;
    let (incident, ana) = ana(&site, Kind::Minor).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let made = let_in(&agent, &ana, "parent").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert!(mail_to(&site, ROSA, "helper-invitation").await.is_some());
    let told = mail_to(&site, "ana@example.org", "helper-named").await.expect("the address on the list is told");
    assert_eq!((told.values["kind"].as_str(), told.values["by"].as_str()), ("parent", "staff"));
    let (rosa, _) = come_in(&site, &ana).await;
    let page = rosa.get("/me").await.body;
    assert!(page.contains("You are helping Ana"), "{page}");
    assert!(!page.contains("/me/not-me") && !page.contains("/me/helpers") && !page.contains("/me/safety"), "{page}");
    let step = page.split("id=\"step-").nth(1).expect("a step").split('"').next().unwrap().to_owned();
    let ticked = rosa.post("/me/steps", &format!("step={step}&done=true")).await;
    assert_eq!(ticked.status, StatusCode::SEE_OTHER, "{}", ticked.body);
    site.clock.advance(Duration::from_secs(60));
    let own = site.enter(&ana).await;
    assert!(own.get("/me").await.body.contains("You, and Rosa Example."));
    let helpers = own.get("/me/helpers").await.body;
    for seen in ["Parent or guardian, since", "let in by our staff", "Here last on", "Rosa Example looked", "Rosa Example ticked"] {
        assert!(helpers.contains(seen), "{seen}: {helpers}");
    }
    assert!(!helpers.contains(ROSA), "whoever reads the page learns no address");
    let id = helpers.split("name=\"helper\" value=\"").nth(1).expect("a helper").split('"').next().unwrap().to_owned();
    assert_eq!(own.post("/me/helpers", &format!("act=end&helper={id}")).await.location(), Some("/me/helpers?done=ended"));
    assert_eq!(rosa.post("/me/steps", &format!("step={step}&done=false")).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(rosa.get("/me").await.status, StatusCode::UNAUTHORIZED);
    let acts = site.test.store.acts_about(incident.incident_id, ana.person.person_id.0, None).await.unwrap();
    let acts: Vec<&str> = acts.iter().map(|act| act.act.as_str()).filter(|act| act.starts_with("helper.")).collect();
    assert_eq!(acts, ["helper.end", "helper.look", "helper.name"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_names_a_helper_with_six_digits_from_their_own_address() {
    let site = TestSite::new().await;
    let (_, ana) = ana(&site, Kind::Adult).await;
    let own = site.enter(&ana).await;
    site.clock.advance(Duration::from_secs(1));
    let mine = own.post("/me/helpers", "act=ask&name=Rosa&email=ana%40example.org&lang=es").await;
    assert_eq!(mine.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bad = own.post("/me/helpers", "act=ask&name=+&email=nonsense&lang=es").await;
    assert!(bad.body.contains("There is no name yet") && bad.body.contains("value=\"nonsense\""), "{}", bad.body);
    assert_eq!(own.post("/me/helpers", "act=ask&name=Rosa&email=rosa%40example.org&lang=es").await.location(), Some("/me/helpers"));
    assert!(mail_to(&site, ROSA, "helper-invitation").await.is_none(), "nobody is written to before the proof");
    let code = mail_to(&site, "ana@example.org", "helper-code").await.expect("six digits").values["code"].clone();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(own.post("/me/helpers", &format!("act=code&digits={wrong}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(own.post("/me/helpers", &format!("act=code&digits={code}")).await.location(), Some("/me/helpers?done=named"));
    let invitation = mail_to(&site, ROSA, "helper-invitation").await.expect("an invitation");
    assert_eq!(invitation.lang, domain::lang::Lang::Es);
    assert!(!format!("{:?}", invitation.values).contains("Ana"), "a mistyped address learns nobody's name");
    assert_eq!(mail_to(&site, "ana@example.org", "helper-named").await.expect("told").values["by"], "person");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_helper_sees_no_addresses_messages_or_other_helpers_and_a_parent_no_other_helper_either() {
    for (kind, of, keeps) in [("helper", Kind::Adult, false), ("parent", Kind::Minor, true)] {
        let site = TestSite::new().await;
        let (incident, ana) = ana(&site, of).await;
        let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
        assert_eq!(let_in(&agent, &ana, kind).await.status, StatusCode::SEE_OTHER);
        let own = site.enter(&ana).await;
        let asked = own.post("/me/help", "message=Only+for+you&form_id=01931f4e-0000-7000-8000-000000000001").await;
        let number = asked.location().expect("a request").to_owned();
        let (rosa, _) = come_in(&site, &ana).await;
        for path in ["/me/kept", "/me/data.json"] {
            let answer = rosa.get(path).await;
            assert_eq!(answer.status == StatusCode::OK, keeps, "{kind} {path}");
            assert_eq!(answer.body.contains("ana@example.org"), keeps, "{kind} {path}");
            assert!(!answer.body.contains(ROSA), "{kind} {path}");
        }
        assert_eq!(rosa.get(&number).await.status == StatusCode::OK, keeps, "what the person asked: {kind}");
        for path in ["/me/helpers", "/me/contact", "/me/not-me", "/me/safety"] {
            let refused = rosa.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{kind} {path}");
            assert!(refused.body.contains("Only the person does this"), "{kind} {path}");
        }
        let names = rosa.post("/me/helpers", "act=ask&name=Eve&email=eve%40example.org&lang=en").await;
        assert_eq!(names.status, StatusCode::FORBIDDEN, "{kind}");
        assert_eq!(rosa.post("/me/contact", "act=ask&email=eve%40example.org&lang=en").await.status, StatusCode::FORBIDDEN, "{kind}");
        let asked = rosa.post("/me/help", "message=May+I+call&form_id=01931f4e-0000-7000-8000-000000000002").await;
        let mine = asked.location().expect("a request").to_owned();
        assert!(rosa.get(&mine).await.body.contains("May I call"), "{kind}");
        assert!(own.get(&mine).await.body.contains("Somebody who helps you asked this"), "{kind}");
        let requests = site.test.store.requests_of_person(incident.incident_id, ana.person.person_id).await.unwrap();
        let to = site.test.store.answer_address(&requests[0]).await.unwrap().unwrap();
        assert_eq!((requests[0].helper_id.is_some(), to.as_str()), (true, ROSA), "the answer goes to who asked");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capacity_that_does_not_fit_is_refused_and_ends_when_it_no_longer_fits() {
    let site = TestSite::new().await;
    let (incident, ana) = ana(&site, Kind::Minor).await;
    let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    assert_eq!(let_in(&agent, &ben, "parent").await.status, StatusCode::UNPROCESSABLE_ENTITY, "an adult has no parent here");
    assert_eq!(let_in(&agent, &ana, "executor").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let path = format!("/staff/incidents/march-2031/people/{}/helpers", ana.person.person_id);
    let unsaid = agent.post(&path, "act=add&kind=parent&name=Rosa&email=rosa%40example.org&lang=en&reason=").await;
    assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.body.contains("value=\"Rosa\""), "{}", unsaid.body);
    assert_eq!(let_in(&agent, &ana, "parent").await.status, StatusCode::SEE_OTHER);
    assert_eq!(let_in(&agent, &ana, "parent").await.status, StatusCode::UNPROCESSABLE_ENTITY, "one address once");
    let (rosa, helper) = come_in(&site, &ana).await;
    assert_eq!(rosa.get("/me").await.status, StatusCode::OK);
    let marked = agent
        .post(&format!("/staff/incidents/march-2031/people/{}", ana.person.person_id), "act=mark&mark=adult&mark_reason=Turned+18")
        .await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
    assert_eq!(rosa.get("/me").await.status, StatusCode::UNAUTHORIZED);
    assert!(!site.test.store.helper(helper.incident_id, helper.helper_id).await.unwrap().unwrap().is_active());
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_end_a_helper_or_send_the_link_again_and_say_why() {
    let site = TestSite::new().await;
    let (incident, ana) = ana(&site, Kind::Minor).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let_in(&agent, &ana, "parent").await;
    let (rosa, helper) = come_in(&site, &ana).await;
    let path = format!("/staff/incidents/march-2031/people/{}/helpers", ana.person.person_id);
    let page = agent.get(&path).await.body;
    assert!(page.contains("Rosa Example") && page.contains("r•••@e•••.org") && !page.contains(ROSA), "{page}");
    let id = helper.helper_id;
    assert_eq!(agent.post(&path, &format!("act=end&helper={id}&end_reason=")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = agent.post(&path, &format!("act=again&helper={id}&end_reason=Lost+the+mail")).await;
    assert_eq!(again.location(), Some(format!("{path}?done=again").as_str()), "{}", again.body);
    assert_eq!(rosa.get("/me").await.status, StatusCode::UNAUTHORIZED, "the link before opens nothing");
    let (rosa, _) = come_in(&site, &ana).await;
    let ended = agent.post(&path, &format!("act=end&helper={id}&end_reason=Divorced")).await;
    assert_eq!(ended.location(), Some(format!("{path}?done=ended").as_str()), "{}", ended.body);
    assert_eq!(rosa.post("/me/steps", "step=x&done=true").await.status, StatusCode::UNAUTHORIZED);
    let story = agent.get(&format!("/staff/incidents/march-2031/people/{}", ana.person.person_id)).await.body;
    assert!(story.contains("ended a helper: Parent or guardian (“Divorced”)"), "{story}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_helper_was_typing_when_the_visit_ended_is_not_shown_to_the_person() {
    let site = TestSite::new().await;
    let (incident, ana) = ana(&site, Kind::Minor).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let_in(&agent, &ana, "parent").await;
    let (rosa, _) = come_in(&site, &ana).await;
    site.clock.advance(Duration::from_secs(20 * 60));
    let kept = rosa.post("/me/help", "message=Rosa+only&form_id=01931f4e-0000-7000-8000-000000000003").await;
    assert_eq!(kept.location(), Some("/open/send"), "{}", kept.body);
    let own = site.enter(&ana).await;
    assert!(!own.get("/me/help").await.body.contains("Rosa only"));
}
