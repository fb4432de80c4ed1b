//! Staff close and open the sign-up, and see numbers.

use domain::{lang::Lang, staff::Role, subscriber::Scope};
use store::{
    audit::{Chain, Filter},
    testing::{
        look, stores,
        subscribers::{add_subscriber, ask_for_updates},
    },
};

use super::{newest, sign_up};
use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_sign_up_goes_on_serving_those_who_have_signed_up() {
    for test in stores().await {
        let site = TestSite::on(test);
        let march = site.incident("march-2031").await;
        let scope = Scope::Incident(march.incident_id);
        add_subscriber(&site.test.store, scope, "ana@example.org", Lang::En, site.site.now()).await;
        let asked = ask_for_updates(&site.test.store, scope, "ben@example.org", Lang::En, site.site.now()).await;
        let editor = site.colleague(Role::Editor, Some(march.incident_id)).await;
        let closed = editor.post("/staff/incidents/march-2031/subscribers", "signup=close").await;
        assert_eq!((closed.status.as_u16(), closed.location()), (303, Some("/staff/incidents/march-2031/subscribers")));
        // A second press is no second act.
        editor.post("/staff/incidents/march-2031/subscribers", "signup=close").await;
        let acts = site.test.store.audit_entries(Chain::Incident(march.incident_id), &Filter::default(), None, 100).await.unwrap();
        assert_eq!(
            acts.iter().map(|entry| entry.act.as_str()).filter(|act| act.starts_with("signup")).collect::<Vec<_>>(),
            ["signup.close"]
        );

        let page = site.get("/subscribe?incident=march-2031").await;
        assert!(page.body.contains("is closed") && page.body.contains("goes on getting updates"), "{}", page.body);
        assert!(page.body.contains("href=\"/incidents/march-2031\"") && page.body.contains("mailto:"), "how else to be kept informed");
        assert!(!page.body.contains("value=\"march-2031\"") && page.body.contains("value=\"every\""));
        let refused = site.post("/subscribe", "scope=march-2031&email=cleo@example.org").await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("was closed a moment ago"), "{}", refused.body);

        // Who had asked before still confirms, and who is active is still there.
        let token = site.test.store.subscriber_token(domain::subscriber::TokenUse::Confirm, asked.key).to_text();
        let confirmed = site.post("/subscriptions/confirm", &format!("token={token}")).await;
        assert_eq!(confirmed.location(), Some("/subscriptions?done=confirmed"));
        assert_eq!(site.test.store.subscriber_counts(scope).await.unwrap().active, 2);

        let opened = editor.post("/staff/incidents/march-2031/subscribers", "signup=open").await;
        assert_eq!(opened.status, 303);
        assert!(site.get("/subscribe?incident=march-2031").await.body.contains("value=\"march-2031\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asking_that_waited_while_the_sign_up_was_closed_writes_only_to_who_is_signed_up() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    let scope = Scope::Incident(march.incident_id);
    add_subscriber(&site.test.store, scope, "ana@example.org", Lang::En, site.site.now()).await;
    for email in ["ana@example.org", "cleo@example.org"] {
        assert_eq!(site.post("/subscribe", &format!("scope=march-2031&email={email}")).await.status, 303);
    }
    let mut tx = site.test.store.write().await.unwrap();
    assert!(site.test.store.set_signup(&mut tx, march.incident_id, false, site.site.now()).await.unwrap());
    tx.commit().await.unwrap();
    candor::workers::subscribe::do_some(&site.site).await.unwrap();
    let mails = look::mails(&site.test.store).await;
    assert_eq!(
        mails.iter().map(|(_, mail)| (mail.to.as_str(), mail.template.as_str())).collect::<Vec<_>>(),
        [("ana@example.org", "subscriber-link")]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_numbers_and_no_address_and_only_who_publishes_has_the_button() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    let scope = Scope::Incident(march.incident_id);
    for at in 0..3 {
        add_subscriber(&site.test.store, scope, &format!("canary{at}@example.org"), Lang::Es, site.site.now()).await;
    }
    ask_for_updates(&site.test.store, scope, "canary9@example.org", Lang::En, site.site.now()).await;
    let editor = site.colleague(Role::Editor, Some(march.incident_id)).await;
    let agent = site.colleague(Role::Agent, Some(march.incident_id)).await;
    for path in ["/staff/incidents/march-2031", "/staff/incidents/march-2031/subscribers"] {
        let page = editor.get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(!page.body.contains("canary"), "{path}");
    }
    let page = editor.get("/staff/incidents/march-2031/subscribers").await;
    let row = |what: &str| {
        let at = page.body.find(what).unwrap_or_else(|| panic!("no row {what}"));
        page.body[at..].split("<td>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    assert_eq!(
        [row("Get updates<"), row("of these in Spanish"), row("of these in English"), row("not confirmed yet")],
        ["3", "3", "0", "1"]
    );
    assert!(page.body.contains("name=\"signup\""));
    assert!(!agent.get("/staff/incidents/march-2031/subscribers").await.body.contains("name=\"signup\""));
    assert_eq!(agent.post("/staff/incidents/march-2031/subscribers", "signup=close").await.status, 403);
    assert_eq!(editor.post("/staff/incidents/march-2031/subscribers", "").await.status, 422);
    let line = editor.get("/staff/incidents/march-2031").await;
    assert!(line.body.contains("3 people get them."), "{}", line.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_that_is_over_takes_nobody() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    let mut tx = site.test.store.write().await.unwrap();
    let sql = "update incidents set stage = 'closed' where incident_id = $1";
    store::on!(&mut tx, |db| sqlx::query(sql).bind(march.incident_id.0).execute(&mut **db).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
    assert!(!site.get("/incidents/march-2031").await.body.contains("/subscribe?incident="));
    assert!(site.get("/subscribe?incident=march-2031").await.body.contains("is closed"));
    sign_up(&site, "every", "ana@example.org").await;
    assert_eq!(newest(&site).await.1.to, "ana@example.org");
}
