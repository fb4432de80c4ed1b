//! A person changes how we reach them.

use std::time::Duration;

use domain::lang::Lang;
use futures::future::join_all;
use http::StatusCode;
use store::{outbox::OutgoingMail, testing::look};

use crate::support::{
    TestSite,
    people::{Browser, Invited},
};

const NEW: &str = "act=ask&email=new%40example.org&address1=1+New+Street&city=Reno&region=US-NV&postal_code=89501&lang=es";

async fn one<'a>(site: &'a TestSite, lang: Lang) -> (Invited, Browser<'a>) {
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| person.lang = lang).await;
    let browser = site.enter(&ana).await;
    site.clock.advance(Duration::from_secs(1));
    (ana, browser)
}

async fn mail_to(site: &TestSite, to: &str, template: &str) -> Option<OutgoingMail> {
    let mails = look::mails(&site.test.store).await;
    mails.into_iter().rev().map(|(_, mail)| mail).find(|mail| mail.to == to && mail.template.as_str() == template)
}

async fn asked_and_proven(site: &TestSite, browser: &Browser<'_>, lang: Lang) {
    let path = lang.path("/me/contact");
    assert_eq!(browser.post(&path, NEW).await.location(), Some(path.as_str()));
    let code = mail_to(site, "new@example.org", "contact-code").await.expect("six digits").values["code"].clone();
    assert!(mail_to(site, "ana@example.org", "contact-change").await.is_none(), "nothing is told before the proof");
    let wrong = browser.post(&path, &format!("act=code&digits={}", if code == "000000" { "000001" } else { "000000" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let waits = browser.post(&path, &format!("act=code&digits={code}")).await;
    assert_eq!(waits.location(), Some(format!("{path}?done=waits").as_str()), "{}", waits.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_waits_seventy_two_hours_and_then_a_new_link_goes_to_the_new_address() {
    for lang in Lang::ALL {
        let site = TestSite::new().await;
        let (ana, browser) = one(&site, lang).await;
        asked_and_proven(&site, &browser, lang).await;
        let told = mail_to(&site, "ana@example.org", "contact-change").await.expect("the old address is told at once");
        assert_eq!(told.lang, lang);
        let page = browser.get(&lang.path("/me/contact")).await.body;
        assert!(page.contains(if lang == Lang::Es { "Su cambio espera" } else { "Your change waits" }), "{page}");
        let store = &site.test.store;
        let (incident, id) = (ana.person.incident_id, ana.person.person_id);
        site.clock.advance(Duration::from_secs(72 * 3600 - 1));
        assert_eq!(store.do_due_contact_changes(site.site.now()).await.unwrap(), 0);
        site.clock.advance(Duration::from_secs(1));
        assert_eq!(store.do_due_contact_changes(site.site.now()).await.unwrap(), 1);
        assert_eq!(store.do_due_contact_changes(site.site.now()).await.unwrap(), 0, "once");
        let changed = store.person(incident, id).await.unwrap().unwrap();
        assert_eq!((changed.contact.email.as_deref(), changed.contact.city.as_str()), (Some("new@example.org"), "Reno"));
        assert_eq!((changed.lang, changed.generation, changed.region.as_deref()), (Lang::Es, 2, Some("US-NV")));
        assert!(mail_to(&site, "new@example.org", "invitation-again").await.is_some());
        assert_ne!(site.browser().post("/open", &format!("token={}", ana.token())).await.status, StatusCode::SEE_OTHER);
        let acts: Vec<String> = store.acts_about(incident, id.0, None).await.unwrap().into_iter().map(|act| act.act).collect();
        assert_eq!(acts, ["contact.change", "contact.ask"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_address_stops_a_change_by_its_link_or_its_code_without_signing_in() {
    for field in ["token", "code"] {
        let site = TestSite::new().await;
        let (ana, browser) = one(&site, Lang::En).await;
        asked_and_proven(&site, &browser, Lang::En).await;
        let told = mail_to(&site, "ana@example.org", "contact-change").await.expect("told");
        let stranger = site.browser();
        assert!(stranger.get("/contact/stop").await.body.contains("Code from the e-mail"));
        let nothing = stranger.post("/contact/stop", "code=E-0000-0000-0000").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let secret = &told.values[if field == "token" { "stop_token" } else { "stop_code" }];
        let stopped =
            join_all((0..20).map(|_| stranger.post("/contact/stop", Box::leak(format!("{field}={secret}").into_boxed_str())))).await;
        assert_eq!(stopped.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
        site.clock.advance(Duration::from_secs(73 * 3600));
        assert_eq!(site.test.store.do_due_contact_changes(site.site.now()).await.unwrap(), 0);
        let person = site.test.store.person(ana.person.incident_id, ana.person.person_id).await.unwrap().unwrap();
        assert_eq!(person.contact.email.as_deref(), Some("ana@example.org"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_stops_it_on_their_page_and_five_wrong_codes_end_it() {
    let site = TestSite::new().await;
    let (_, browser) = one(&site, Lang::En).await;
    asked_and_proven(&site, &browser, Lang::En).await;
    assert_eq!(browser.post("/me/contact", NEW).await.location(), Some("/me/contact"), "a second one has to wait");
    assert!(browser.get("/me/contact").await.body.contains("Your change waits"));
    assert_eq!(browser.post("/me/contact", "act=stop").await.location(), Some("/me/contact?done=stopped"));
    assert!(browser.get("/me/contact?done=stopped").await.body.contains("Stopped. Nothing was changed."));
    site.clock.advance(Duration::from_secs(1));
    browser.post("/me/contact", NEW).await;
    let code = mail_to(&site, "new@example.org", "contact-code").await.expect("six digits").values["code"].clone();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(browser.post("/me/contact", &format!("act=code&digits={wrong}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let late = browser.post("/me/contact", &format!("act=code&digits={code}")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "the right one comes too late");
    assert!(
        browser.post("/me/contact", "act=ask&email=ana%40example.org&lang=en").await.status == StatusCode::UNPROCESSABLE_ENTITY,
        "no change"
    );
    let bad = browser.post("/me/contact", "act=ask&email=nonsense&city=Reno&lang=en").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
}
