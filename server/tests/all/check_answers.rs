//! What `/check` answers by mail.

use candor::workers::check::{answer_some, tell_who_waits};
use domain::{ids::IncidentId, lang::Lang};
use store::{
    outbox::{CheckAnswer, CheckFinding, OutgoingMail},
    testing::{add_test_incident, look},
};

use crate::support::TestSite;

type Sent = (Option<IncidentId>, OutgoingMail, Vec<CheckAnswer>);

async fn ask(site: &TestSite, form: &str) {
    let answer = site.post("/check", form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// All mails so far, with what they say.
async fn sent(site: &TestSite) -> Vec<Sent> {
    let mails = look::mails(&site.test.store).await;
    mails
        .into_iter()
        .map(|(incident, mail)| {
            let answers = serde_json::from_str(&mail.values["answers"]).unwrap();
            (incident, mail, answers)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mail_answers_and_the_question_is_gone() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    ask(&site, "email=Ana@Example.org").await;
    assert!(sent(&site).await.is_empty(), "the request itself writes to nobody");
    assert_eq!(answer_some(&site.site).await.unwrap(), 1);
    assert_eq!(answer_some(&site.site).await.unwrap(), 0);
    let sent = sent(&site).await;
    let [(None, mail, answers)] = sent.as_slice() else { panic!("{} mails", sent.len()) };
    assert_eq!((mail.to.as_str(), mail.lang), ("ana@example.org", Lang::En));
    let expected =
        CheckAnswer { incident: incident.incident_id, finding: CheckFinding::Affected, person: Some(ana.person.person_id), reminds: false };
    assert_eq!(*answers, [expected]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_on_no_list_is_told_so_as_far_as_we_know_today() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let answer = site.post("/es/check", "email=nobody@example.org&remind=yes").await;
    assert_eq!(answer.status, 303);
    answer_some(&site.site).await.unwrap();
    let sent = sent(&site).await;
    assert_eq!((sent.len(), sent[0].1.lang), (1, Lang::Es));
    assert_eq!(sent[0].2[0].finding, CheckFinding::NotAffected);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_before_there_is_a_list_is_written_to_again_when_there_is_one() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    ask(&site, "email=ana@example.org&remind=yes").await;
    ask(&site, "email=ben@example.org").await;
    answer_some(&site.site).await.unwrap();
    let first: Vec<_> = sent(&site).await.into_iter().map(|(_, mail, answers)| (mail.to, answers[0].finding, answers[0].reminds)).collect();
    assert!(first.contains(&("ana@example.org".to_owned(), CheckFinding::NotKnownYet, true)));
    assert!(first.contains(&("ben@example.org".to_owned(), CheckFinding::NotKnownYet, false)), "no promise that was not asked for");
    assert_eq!(tell_who_waits(&site.site).await.unwrap(), 0, "there is still no list");
    site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    site.clock.advance(std::time::Duration::from_secs(60));
    assert_eq!(tell_who_waits(&site.site).await.unwrap(), 1);
    assert_eq!(tell_who_waits(&site.site).await.unwrap(), 0, "once");
    let last = sent(&site).await.pop().unwrap();
    assert_eq!((last.1.to.as_str(), last.2[0].finding), ("ana@example.org", CheckFinding::Affected));
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_share_an_address_get_a_mail_each_and_never_see_each_other() {
    let site = TestSite::new().await;
    let (march, april) = (site.incident("march-2031").await, site.incident("april-2031").await);
    for (incident, name) in [(&march, "Ana"), (&march, "Ben"), (&april, "Cleo")] {
        site.person_with_invitation(incident, name, Some("family@example.org"), |_| ()).await;
    }
    ask(&site, "email=family@example.org").await;
    answer_some(&site.site).await.unwrap();
    let sent = sent(&site).await;
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|(_, _, answers)| answers.iter().filter(|answer| answer.person.is_some()).count() == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_answers_into_its_own_box_and_only_about_reserved_addresses() {
    let site = TestSite::new().await;
    let practice = add_test_incident(&site.test.store, "practice", true, site.site.now()).await;
    ask(&site, "email=ana@example.org").await;
    ask(&site, "email=somebody@a-real-domain.net").await;
    answer_some(&site.site).await.unwrap();
    let first = sent(&site).await;
    assert_eq!(
        first.iter().map(|(incident, mail, _)| (*incident, mail.to.as_str())).collect::<Vec<_>>(),
        [(Some(practice.incident_id), "ana@example.org")]
    );
    site.incident("march-2031").await;
    site.clock.advance(std::time::Duration::from_secs(60));
    ask(&site, "email=other@a-real-domain.net").await;
    answer_some(&site.site).await.unwrap();
    let last = sent(&site).await.pop().unwrap();
    assert_eq!((last.0, last.2.len()), (None, 1), "the real incident answers, practice does not");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_without_an_incident_answers_too() {
    let site = TestSite::new().await;
    ask(&site, "email=ana@example.org").await;
    answer_some(&site.site).await.unwrap();
    let sent = sent(&site).await;
    assert_eq!((sent.len(), sent[0].2.len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_at_once_answer_each_question_once() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    for at in 0..30 {
        ask(&site, &format!("email=person{at}@example.org")).await;
    }
    let (first, second) = tokio::join!(answer_some(&site.site), answer_some(&site.site));
    first.unwrap();
    second.unwrap();
    while answer_some(&site.site).await.unwrap() > 0 {}
    assert_eq!(sent(&site).await.len(), 30);
}
