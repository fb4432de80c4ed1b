//! Requests at the desk: asked by a person, answered by staff, read by the person.

use std::time::Duration;

use domain::{ids::IncidentId, incident::Incident, lang::Lang, person::Person, staff::Role};
use futures::future::join_all;
use http::StatusCode;
use store::{audit::Chain, testing::look};

use crate::support::{TestSite, people::Browser};

async fn asked(browser: &Browser<'_>, lang: Lang, message: &str) -> String {
    let form = format!(
        "message={message}&form_id={}",
        domain::ids::new_uuid(domain::clock::Timestamp::from_micros(0), &candor::machine::SystemEntropy)
    );
    let made = browser.post(&lang.path("/me/help"), &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.location().expect("a place").rsplit('/').next().expect("a number").to_owned()
}

async fn acts(site: &TestSite, incident: IncidentId) -> Vec<String> {
    let sql = "select act from audit where chain = $1 order by sequence";
    let store = &site.test.store;
    let acts = store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_all(db).await).expect("the log");
    assert_eq!(store.verify_audit(Chain::Incident(incident)).await.expect("a verdict").first_bad, None);
    acts
}

async fn one_asks<'a>(site: &'a TestSite, lang: Lang) -> (Incident, Person, Browser<'a>, String) {
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| person.lang = lang).await;
    let browser = site.enter(&ana).await;
    let number = asked(&browser, lang, "My+street+is+wrong").await;
    (incident, ana.person, browser, number)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_asks_for_help_somebody_answers_and_the_person_reads_it_in_both_languages() {
    for lang in Lang::ALL {
        let site = TestSite::new().await;
        let (incident, ana, browser, number) = one_asks(&site, lang).await;
        let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
        let queue = agent.get(&lang.path("/staff/incidents/march-2031/requests")).await;
        assert_eq!(queue.status, StatusCode::OK, "{}", queue.body);
        assert!(queue.body.contains(&number.to_uppercase()) && !queue.body.contains("street"), "a queue shows nothing of what was written");
        let path = lang.path(&format!("/staff/incidents/march-2031/requests/{number}"));
        let shown = agent.get(&path).await;
        assert!(shown.body.contains("My street is wrong") && shown.body.contains("Ana Example"), "{}", shown.body);
        assert!(!shown.body.contains("ana@example.org"), "the address is masked");
        assert!(shown.body.contains(if lang == Lang::Es { "español" } else { "English" }));

        assert_eq!(agent.post(&path, "act=take").await.location(), Some(format!("{path}?done=taken").as_str()));
        let form = "act=answer&answer=We+changed+it.%0A%0AThank+you.";
        assert_eq!(agent.post(&path, form).await.location(), Some(format!("{path}?done=mailed").as_str()));
        assert_eq!(agent.post(&path, form).await.location(), Some(format!("{path}?done=mailed").as_str()), "twice says the same");
        assert!(agent.get(&format!("{path}?done=mailed")).await.body.contains("We changed it."));

        let mails = look::mails(&site.test.store).await;
        let answers: Vec<_> = mails.iter().filter(|(_, mail)| mail.values.contains_key("answer")).collect();
        assert_eq!(answers.len(), 1, "and is mailed once");
        assert_eq!((answers[0].1.to.as_str(), answers[0].1.lang), ("ana@example.org", lang));
        let read = browser.get(&lang.path(&format!("/me/requests/{number}"))).await;
        assert!(read.body.contains("We changed it.") && read.body.contains("Thank you."), "{}", read.body);
        let story = site.test.store.mails_to(incident.incident_id, ana.person_id).await.unwrap();
        assert!(story.iter().any(|mail| mail.template.as_str() == "request-answer"));
        assert_eq!(acts(&site, incident.incident_id).await, ["person.view", "request.take", "request.answer", "person.view"]);
        let kept = browser.get(&lang.path("/me/kept")).await;
        assert!(kept.body.contains(if lang == Lang::Es { "Quién miró sus datos" } else { "Who looked at your data" }), "{}", kept.body);
        assert!(!kept.body.contains("agent 1") && !kept.body.contains(&agent.staff.to_string()), "the role and not the name");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_take_a_request_at_once_one_has_it_and_of_twenty_answers_one_goes_out() {
    let site = TestSite::new().await;
    let (incident, _, _, number) = one_asks(&site, Lang::En).await;
    let path = format!("/staff/incidents/march-2031/requests/{number}");
    let mut agents = Vec::new();
    for _ in 0..20 {
        agents.push(site.colleague(Role::Agent, Some(incident.incident_id)).await);
    }
    let answered = join_all(agents.iter().enumerate().map(|(at, agent)| {
        let (path, form) = (&path, format!("act=answer&answer=Answer+{at}"));
        async move { agent.post(path, &form).await }
    }))
    .await;
    let sent: Vec<_> = answered.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).collect();
    assert_eq!(sent.len(), 1);
    let lost: Vec<_> = answered.iter().enumerate().filter(|(_, answer)| answer.status == StatusCode::UNPROCESSABLE_ENTITY).collect();
    assert_eq!(lost.len(), 19);
    let mails = look::mails(&site.test.store).await;
    assert_eq!(mails.iter().filter(|(_, mail)| mail.values.contains_key("answer")).count(), 1);

    let browser_number = {
        let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
        asked(&site.enter(&ben).await, Lang::En, "Please+call").await
    };
    let path = format!("/staff/incidents/march-2031/requests/{browser_number}");
    let taken = join_all(agents.iter().map(|agent| agent.post(&path, "act=take&seen="))).await;
    assert_eq!(taken.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
    let acts = acts(&site, incident.incident_id).await;
    assert_eq!(acts.iter().filter(|act| *act == "request.take").count(), 1);
    assert_eq!(acts.iter().filter(|act| *act == "request.answer").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_incidents_request_is_not_there_and_other_roles_see_none() {
    let site = TestSite::new().await;
    let (incident, _, _, number) = one_asks(&site, Lang::En).await;
    let other = site.incident("april-2031").await;
    let agent = site.colleague(Role::Agent, None).await;
    let path = format!("/staff/incidents/april-2031/requests/{number}");
    assert_eq!(agent.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(agent.post(&path, "act=take").await.status, StatusCode::NOT_FOUND);
    let here = format!("/staff/incidents/march-2031/requests/{number}");
    let theirs = site.colleague(Role::Agent, Some(other.incident_id)).await;
    assert_eq!(theirs.get(&here).await.status, StatusCode::NOT_FOUND);
    let auditor = site.colleague(Role::Auditor, Some(incident.incident_id)).await;
    assert_eq!(auditor.get(&here).await.status, StatusCode::FORBIDDEN);
    assert_eq!(auditor.get("/staff/incidents/march-2031/requests").await.status, StatusCode::FORBIDDEN);
    assert_eq!(acts(&site, incident.incident_id).await, Vec::<String>::new(), "nobody saw anything");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_when_the_second_factor_is_asked_for_and_nothing_goes_out() {
    let site = TestSite::new().await;
    let (incident, ana, _, number) = one_asks(&site, Lang::En).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let path = format!("/staff/incidents/march-2031/requests/{number}");
    site.clock.advance(Duration::from_secs(11 * 60));
    let asked_first = agent.get(&path).await;
    assert!(asked_first.body.contains("/staff/confirm?next=/staff/incidents/march-2031/requests/"), "{}", asked_first.body);
    for (form, text) in [("act=answer&answer=My+long+text", "My long text"), ("act=reissue&reissue_reason=Letter+lost", "Letter lost")] {
        let kept = agent.post(&path, form).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(kept.body.contains(text), "{}", kept.body);
    }
    assert_eq!(agent.post(&path, "act=close").await.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
    let person = site.test.store.person(incident.incident_id, ana.person_id).await.unwrap().unwrap();
    assert_eq!(person.generation, 1);
    assert_eq!(agent.post(&path, "act=close&close_reason=Done").await.status, StatusCode::SEE_OTHER);
    assert!(agent.get("/staff/incidents/march-2031/requests").await.body.contains("No request is open."));
    assert!(agent.get("/staff/incidents/march-2031/requests?show=answered").await.body.contains(&number.to_uppercase()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_invitation_shuts_the_old_ones_and_is_mailed() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let browser = site.enter(&ana).await;
    let number = asked(&browser, Lang::En, "I+lost+it").await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let path = format!("/staff/incidents/march-2031/requests/{number}");
    let again = agent.post(&path, "act=reissue&reissue_reason=Letter+lost").await;
    assert_eq!(again.location(), Some(format!("{path}?done=reissued").as_str()), "{}", again.body);
    assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED, "their open visit ended");
    let old = site.browser().post("/open", &format!("token={}", ana.token())).await;
    assert_ne!(old.status, StatusCode::SEE_OTHER, "the old link opens nothing");
    let mails = look::mails(&site.test.store).await;
    let is_sent = mails.iter().any(|(_, mail)| (mail.template.as_str(), mail.to.as_str()) == ("invitation-again", "ana@example.org"));
    assert!(is_sent, "a new one is queued");
    assert!(acts(&site, incident.incident_id).await.contains(&"invitation.reissue".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_overdue_the_day_after_the_promised_one() {
    let site = TestSite::new().await;
    let (incident, _, _, number) = one_asks(&site, Lang::En).await;
    // Asked on a Wednesday, promised for Friday.
    for (days, is_overdue) in [(2, false), (1, true)] {
        site.clock.advance(Duration::from_secs(days * 24 * 3600));
        let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
        let queue = agent.get("/staff/incidents/march-2031/requests").await.body;
        assert_eq!(queue.contains("Overdue"), is_overdue, "{queue}");
        assert!(queue.contains(&number.to_uppercase()));
    }
}
