//! The board of fakes, and words of ours that were copied into them.

use candor::demo;
use domain::{clock::Timestamp, genuine::MessageKind, incident::Incident, staff::Role};
use http::StatusCode;
use store::testing::{TestEntropy, stores};

use super::{NOT_OURS, OURS, SENDER, check};
use crate::support::{NOW, TestSite, desk::Colleague};

const UPDATES: &str = "/staff/incidents/harbour-supply/updates";
const FAKE: &str = "kind=scam&audience=everybody&by_mail=on&title_en=A+text+about+a+refund&body_en=It+wants+your+card.\
                    &title_es=Un+mensaje+sobre+un+reembolso&body_es=Pide+su+tarjeta.&next_day=2031-03-20&next_hour=17:00";

async fn with_demo(site: &TestSite) -> Incident {
    let now = Timestamp::parse(NOW).unwrap();
    let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
    (new.incident.is_practice, new.incident.published_at) = (false, Some(now));
    site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
    new.incident
}

/// Proposes as an editor and approves as counsel.
async fn publish(writer: &Colleague<'_>, reader: &Colleague<'_>, path: &str, form: &str) {
    let proposed = writer.post(path, form).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    let proposal = proposed.location().unwrap().to_owned();
    let done = reader.post(&format!("{proposal}/approve"), "when=now").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, Some(proposal.as_str())), "{}", done.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posted_fake_stands_on_the_page_goes_by_mail_and_goes_when_it_is_withdrawn() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = with_demo(&site).await;
        let id = Some(incident.incident_id);
        let (writer, reader) = (site.colleague(Role::Editor, id).await, site.colleague(Role::Counsel, id).await);
        let page = writer.get("/staff/scams").await;
        let new = format!("{UPDATES}/new?kind=scam");
        assert!(page.body.contains(&new), "{}", page.body);
        let form = writer.get(&new).await;
        let chosen = form.body.split("<option").find(|option| option.contains("selected")).unwrap();
        assert!(chosen.contains("value=\"scam\""), "{chosen}");
        publish(&writer, &reader, &format!("{UPDATES}/new"), FAKE).await;
        assert!(site.get("/genuine").await.body.contains("A text about a refund"));
        assert!(site.get("/es/genuine").await.body.contains("Un mensaje sobre un reembolso"));
        let sql = "select cast(count(*) as bigint) from notices where incident_id = $1 and purpose = 'update'";
        let store = &site.test.store;
        let mailouts: i64 =
            store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(incident.incident_id.0).fetch_one(db).await).unwrap();
        assert!(mailouts > 0, "subscribers hear of it");
        let staff = writer.get("/staff/scams").await;
        assert!(staff.body.contains("A text about a refund") && staff.body.contains("/withdraw"), "{}", staff.body);
        // Counsel may not write, and sees no link to.
        assert!(!reader.get("/staff/scams").await.body.contains("/withdraw"));
        let said = site.test.store.incident_words(incident.incident_id, domain::lang::Lang::En).await.unwrap();
        let update = said.updates.iter().find(|update| update.title == "A text about a refund").unwrap().update_id;
        let why = "reason_en=It+was+ours&reason_es=Era+nuestro";
        publish(&writer, &reader, &format!("{UPDATES}/{update}/withdraw"), why).await;
        assert!(!site.get("/genuine").await.body.contains("A text about a refund"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_was_copied_is_not_trusted_until_that_is_taken_back() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await.incident_id;
        let editor = site.colleague(Role::Editor, None).await;
        let id = domain::ids::MailId::new(site.site.now(), &*site.site.entropy).0;
        let word = site.test.store.check_word(Some(incident), MessageKind::Update, id, site.site.now(), "UTC").to_string();
        let marked = editor.post("/staff/scams", &format!("act=add&word={}", word.to_lowercase())).await;
        assert_eq!((marked.status, marked.location()), (StatusCode::SEE_OTHER, Some("/staff/scams")), "{}", marked.body);
        let answer = check(&site, &word, SENDER).await;
        assert!(answer.body.contains("Do not trust this message") && !answer.body.contains(OURS), "{}", answer.body);
        assert!(editor.get("/staff/scams").await.body.contains(&word));
        let log = site.colleague(Role::Owner, None).await.get("/staff/audit").await;
        assert!(log.body.contains("Warned of a check word"), "{}", log.body);
        editor.post("/staff/scams", &format!("act=remove&word={word}")).await;
        assert!(check(&site, &word, SENDER).await.body.contains(OURS));
        for wrong in ["00000-00000", "x", ""] {
            let refused = editor.post("/staff/scams", &format!("act=add&word={wrong}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert!(check(&site, "00000-00000", SENDER).await.body.contains(NOT_OURS));
    }
}
