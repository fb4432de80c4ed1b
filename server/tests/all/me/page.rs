use std::time::Duration;

use domain::{
    exposure::{CategorySet, Exposure},
    person::{Contact, Kind},
};
use http::{StatusCode, header};
use store::testing::people::test_contact;

use super::visitor::{Visitor, set};

const PAGES: [&str; 6] = ["/me", "/me/help", "/me/kept", "/me/not-me", "/me/print", "/me/data.json"];

#[tokio::test(flavor = "multi_thread")]
async fn the_page_greets_by_name_and_says_what_was_taken_and_what_to_do() {
    let ana = Visitor::ana().await;
    let page = ana.get("/me").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Ana, this is what was taken from you",
        "Social Security number",
        "Someone could open credit, file a tax return",
        "Your name and email address",
        "Confirmed",
        "Freeze your credit at Equifax",
        "Your steps",
        "0 of ",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("Bank account number</h2>"));
    assert!(page.body.contains("Not in the data, as far as we know on 12 March 2031: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_proven_visit_nobody_sees_any_of_it() {
    let ana = Visitor::ana().await;
    for path in PAGES {
        for cookie in ["", "AAAA"] {
            let page = ana.get_as(cookie, path).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(!page.body.contains("Ana") && !page.body.contains("Social Security"), "{path}");
            assert!(!page.body.contains("<script"), "{path}");
        }
    }
    ana.site.clock.advance(Duration::from_secs(15 * 60 + 1));
    let page = ana.get("/me").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(!page.body.contains("Ana"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cache_may_keep_any_of_it_and_no_search_engine_find_it() {
    let ana = Visitor::ana().await;
    for path in PAGES {
        let page = ana.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let kept = page.headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(kept.contains("no-store"), "{path}: {kept}");
        if path != "/me/data.json" {
            assert!(page.body.contains("noindex"), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_shown_is_not_in_the_page() {
    let ana = Visitor::new(|person| {
        person.contact = Contact {
            external_id: "canary-external".to_owned(),
            given_name: "Ana".to_owned(),
            family_name: "canary-family".to_owned(),
            email: Some("canary-mail@example.org".to_owned()),
            phone: "canary-phone".to_owned(),
            address1: "canary-street".to_owned(),
            address2: "canary-flat".to_owned(),
            city: "canary-city".to_owned(),
            region: "canary-region".to_owned(),
            postal_code: "canary-zip".to_owned(),
            language: "canary-language".to_owned(),
        };
    })
    .await;
    for path in ["/me", "/es/me", "/me/print", "/me/help", "/me/not-me"] {
        let page = ana.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("canary"), "{path}: {}", page.body);
        assert!(!page.body.contains(&ana.person.person_id.to_string()), "{path}");
        assert!(!page.body.contains("__RESOLVED_RESOURCES[0]"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_download_holds_everything_we_keep() {
    let ana = Visitor::new(|person| {
        person.contact = Contact {
            external_id: "LF-77".to_owned(),
            phone: "+1-202-555-0111".to_owned(),
            address1: "1 Example Street".to_owned(),
            address2: "Flat 2".to_owned(),
            city: "Sacramento".to_owned(),
            region: "CA".to_owned(),
            postal_code: "94203".to_owned(),
            language: "en-US".to_owned(),
            ..test_contact("Ana", Some("ana@example.org"))
        };
        person.exposure = Exposure::new(set(&["ssn"]), set(&["bank_account"]));
    })
    .await;
    ana.post("/me/steps", "step=us_freeze_equifax&done=true").await;
    let form = ana.get("/me/help").await;
    let form_id = super::visitor::hidden(&form, "form_id");
    ana.post("/me/help", &format!("form_id={form_id}&message=My+street+is+wrong")).await;
    let file = ana.get("/me/data.json").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"my-data.json\"");
    let all: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    let you = &all["you"];
    let contact = &ana.person.contact;
    for (field, value) in [
        ("external_id", &contact.external_id),
        ("given_name", &contact.given_name),
        ("family_name", &contact.family_name),
        ("email", contact.email.as_ref().unwrap()),
        ("phone", &contact.phone),
        ("address1", &contact.address1),
        ("address2", &contact.address2),
        ("city", &contact.city),
        ("region", &contact.region),
        ("postal_code", &contact.postal_code),
        ("language", &contact.language),
    ] {
        assert_eq!(you[field].as_str(), Some(value.as_str()), "{field}");
    }
    assert_eq!(all["data_taken"]["confirmed"][0]["id"], "ssn");
    assert_eq!(all["data_taken"]["suspected"][0]["label"], "Bank account number");
    assert_eq!(all["steps_done"][0]["title"], "Freeze your credit at Equifax");
    assert_eq!(all["what_you_asked"][0]["message"], "My street is wrong");
    assert_eq!(all["this_visit"]["how_you_showed_who_you_are"], "mail_code");
}

#[tokio::test(flavor = "multi_thread")]
async fn suspected_data_says_so_and_when_we_will_know() {
    let ana = Visitor::new(|person| person.exposure = Exposure::new(set(&["name"]), set(&["bank_account"]))).await;
    let page = ana.get("/me").await;
    assert!(page.body.contains("Suspected"));
    assert!(page.body.contains("We do not know yet whether this was taken. We will write to you either way."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_reads_your_child_and_an_executor_condolences_once() {
    let parent = Visitor::new(|person| {
        person.kind = Kind::Minor;
        person.contact = test_contact("Mia", Some("parent@example.org"));
    })
    .await;
    let page = parent.get("/me").await;
    assert!(
        page.body.contains("This is what was taken from Mia") && page.body.contains("Your child's information")
            || page.body.contains("Your child&#x27;s information")
    );
    assert!(page.body.contains("Name and email address") && !page.body.contains("Your name"));
    assert!(page.body.contains("id=\"step-us_child_freeze\"") && !page.body.contains("id=\"step-us_freeze_equifax\""));
    assert!(!page.body.contains("<title>Mia") && page.body.contains("<title>Your page"));

    let executor = Visitor::new(|person| {
        person.kind = Kind::Deceased;
        person.contact = test_contact("Otto", Some("family@example.org"));
    })
    .await;
    let page = executor.get("/me").await;
    assert!(page.body.contains("What we lost about Otto"));
    assert!(page.body.contains("id=\"step-us_deceased\""));
    let top = page.body.split("id=\"steps\"").next().unwrap();
    assert_eq!(top.matches("sorry for your loss").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_spanish_page_says_it_all_in_spanish_and_marks_links_that_lead_to_english() {
    let ana = Visitor::ana().await;
    let page = ana.get("/es/me").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Ana, esto es lo que se llevaron de usted",
        "Número de Seguro Social",
        "Confirmado",
        "Sus pasos",
        "AnnualCreditReport.com (en inglés)",
        "action=\"/es/me/steps\"",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("Your steps"));
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_is_offered_where_somebody_could_be_found_and_nowhere_else() {
    let ana = Visitor::ana().await;
    assert!(!ana.get("/me").await.body.contains("/me/safety"));
    assert_eq!(ana.get("/me/safety").await.status, StatusCode::NOT_FOUND);
    let found = Visitor::new(|person| person.exposure = Exposure::new(set(&["postal_address", "ssn"]), CategorySet::default())).await;
    assert!(found.get("/me").await.body.contains("href=\"/me/safety\""));
    let page = found.get("/me/safety").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Leave this page now") && page.body.contains("tel:+18007997233"));
    let (before, rest) = page.body.split_once("<details class=\"fold\"").unwrap();
    assert!(!before.contains("step-us_freeze_equifax") && rest.contains("step-us_freeze_equifax"), "the rest is folded");
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_has_every_step_and_whom_to_call() {
    let ana = Visitor::ana().await;
    let page = ana.get("/me/print").await;
    for words in
        ["Freeze your credit at Equifax", "P.O. Box 105788", "identitytheft.gov", "General guidance, not legal", "22 November 2026"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("<script"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pages_with_islands_carry_a_script() {
    let ana = Visitor::ana().await;
    assert!(ana.get("/me").await.body.contains("<leptos-island"));
    for path in ["/me/kept", "/me/print", "/me/help", "/me/not-me"] {
        assert!(!ana.get(path).await.body.contains("<script"), "{path}");
    }
}
