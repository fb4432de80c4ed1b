//! A claim on paper: support makes the form, a reviewer types in what comes back, another decides, and its person sees the same page as everybody.

use domain::{claim::ClaimState, staff::Role};
use http::{StatusCode, header};
use store::testing::stores;

use super::{CASH, CLAIMS, EXPENSES, TIME, TO_A_BANK, ana, form_id, mailed, offered, only_claim, reviewer, seen, staff_path};
use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_it_on_paper_gets_a_form_and_what_comes_back_is_a_claim_like_all_others() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let support = site.colleague(Role::Agent, Some(incident.incident_id)).await;
        let person = format!("/staff/incidents/march-2031/people/{}", invited.person.person_id);
        assert!(support.get(&person).await.body.contains("Make the form"));
        for _ in 0..2 {
            let made = support.post(&person, &format!("act=paper&paper={benefit}")).await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        }
        let claim = only_claim(&site, &invited).await;
        let form = format!("{person}/paper/{}", claim.number.as_str().to_lowercase());
        let page = support.get(&person).await;
        assert!(page.body.contains(&form) && page.body.contains("made a claim form on paper"), "{}", page.body);
        let pdf = support.get(&form).await;
        assert_eq!((pdf.status, &pdf.headers[header::CONTENT_TYPE]), (StatusCode::OK, &"application/pdf".parse().unwrap()));
        assert!(pdf.body.starts_with("%PDF-"));

        let (types, decides) = (reviewer(&site, &incident).await, reviewer(&site, &incident).await);
        let found = types.get(&format!("{CLAIMS}?number={}", claim.number.as_str().to_lowercase())).await;
        let path = app::claims::path_of(&claim.number);
        let (review, paper) = (staff_path(&path), format!("{}/paper", staff_path(&path)));
        assert!(found.body.contains(&paper), "{}", found.body);
        assert!(types.get(&format!("{CLAIMS}?number=C-0000-0000")).await.body.contains("No claim of this incident has this number"));
        let version = |body: &str| seen(body);
        let page = types.get(&paper).await;
        assert!(page.body.contains("A claim of Ana Example"), "{}", page.body);
        let bad = types.post(&paper, &format!("act=add&seen={}&what=&hours=2", version(&page.body))).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let added = types.post(&paper, &format!("act=add&seen={}&what=calls+to+my+bank&hours=2", version(&page.body))).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let page = types.get(&paper).await;
        let kept = types.post(&paper, &format!("seen={}&{TO_A_BANK}", version(&page.body))).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let unsigned = types.post(&paper, &format!("act=send&form_id={}", form_id(1))).await;
        assert!(
            unsigned.status == StatusCode::UNPROCESSABLE_ENTITY && unsigned.body.contains("if the form is signed"),
            "{}",
            unsigned.body
        );
        for _ in 0..2 {
            let sent = types.post(&paper, &format!("act=send&form_id={}&attest=on", form_id(1))).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        let claim = only_claim(&site, &invited).await;
        assert_eq!((claim.state, claim.asked.unwrap().cents), (ClaimState::Submitted, 5_000));
        assert_eq!(mailed(&site, "received").await, 1, "its person hears of it once");

        // Whoever typed in the account, and whoever pressed, leave the decision to others.
        let own = types.post(&review, &format!("act=take&form_id={}", form_id(2))).await;
        assert!(own.status == StatusCode::UNPROCESSABLE_ENTITY && own.body.contains("You typed in what this person sent"), "{}", own.body);
        assert_eq!(decides.post(&review, &format!("act=take&form_id={}", form_id(3))).await.status, StatusCode::SEE_OTHER);
        let ask = format!("act=ask&form_id={}&ask_what=the+dates&ask_why=to+count&ask_example=March+10", form_id(4));
        assert_eq!(decides.post(&review, &ask).await.status, StatusCode::SEE_OTHER);
        let nothing = types.post(&paper, &format!("act=answer&form_id={}&words=", form_id(5))).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = types.post(&paper, &format!("act=answer&form_id={}&words=the+tenth", form_id(6))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let browser = site.enter(&invited).await;
        let page = browser.get(&path).await;
        assert!(page.body.contains("You sent it, on paper") && page.body.contains("the tenth"), "{}", page.body);
        // What was sent needs no form.
        assert_eq!(support.get(&form).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get(&format!("{path}/paper.pdf")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_gets_their_own_form_in_their_language_and_nobody_elses() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let (spent, sum) = (offered(&site, &incident, EXPENSES).await, offered(&site, &incident, CASH).await);
    let invited = ana(&site, &incident).await;
    let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
    let (browser, other) = (site.enter(&invited).await, site.enter(&ben).await);
    let mut forms = Vec::new();
    for (prefix, benefit) in [("", &spent), ("/es", &sum)] {
        let begun = browser.post(&format!("{prefix}/me/claims"), &format!("benefit={benefit}")).await;
        let path = begun.location().unwrap().trim_end_matches("/payout").to_owned();
        assert!(browser.get(&path).await.body.contains("paper.pdf"));
        let form = format!("{path}/paper.pdf");
        let pdf = browser.get(&form).await;
        assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.body);
        assert_eq!(pdf.body, browser.get(&form).await.body, "the same claim is the same form");
        assert_eq!(other.get(&form).await.status, StatusCode::NOT_FOUND);
        forms.push(pdf.body);
    }
    assert_ne!(forms[0], forms[1]);
    let claims = site.test.store.claims_of_person(invited.person.incident_id, invited.person.person_id).await.unwrap();
    let says = claims
        .iter()
        .map(|claim| app::claims::paper_form(&site.site, &incident, claim, &invited.person, Some("2031-06-30")))
        .collect::<Vec<_>>();
    let of = |title: &str| says.iter().find(|form| form.title.contains(title)).unwrap_or_else(|| panic!("{title}: {says:?}"));
    let (english, spanish) = (of("What you spent"), of("Formulario de reclamación"));
    assert!(english.lead.iter().any(|line| line == "Post it on 30 June 2031 at the latest."), "{:?}", english.lead);
    let table = english.parts.iter().find_map(|part| part.table.as_ref()).unwrap();
    assert_eq!(table.columns.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(), ["What you paid for", "Kind", "Day", "Amount"]);
    assert!(spanish.parts.iter().all(|part| part.table.is_none()), "a sum has nothing to fill in");
    assert!(
        says.iter().flat_map(|form| &form.parts).flat_map(|part| &part.choices).any(|choice| choice.label.contains("Example gift card"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_reviewers_type_in_and_only_support_makes_forms() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let (support, staff) = (site.colleague(Role::Agent, Some(incident.incident_id)).await, reviewer(&site, &incident).await);
    let person = format!("/staff/incidents/march-2031/people/{}", invited.person.person_id);
    assert_eq!(staff.post(&person, &format!("act=paper&paper={benefit}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(support.post(&person, &format!("act=paper&paper={benefit}")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(support.post(&person, "act=paper&paper=none").await.status, StatusCode::NOT_FOUND);
    let paper = format!("{}/paper", staff_path(&app::claims::path_of(&only_claim(&site, &invited).await.number)));
    assert_eq!(support.get(&paper).await.status, StatusCode::FORBIDDEN);
    assert_eq!(support.post(&paper, TO_A_BANK).await.status, StatusCode::FORBIDDEN);
    assert_eq!(staff.get(&paper.replace("/paper", "/evidence")).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_on_whatever_the_incident_is_called_and_a_share_promises_a_day_after_the_last() {
    let site = TestSite::new().await;
    let incident = site.incident("paper-evidence").await;
    let invited = ana(&site, &incident).await;
    let (writer, owner) = (site.colleague(Role::Compliance, Some(incident.incident_id)).await, site.colleague(Role::Owner, None).await);
    let share = "kind=share&amount=125&fund=10000&currency=USD&most_hours=10&last_day=2031-06-30&grace_days=0";
    let offer = writer.post("/staff/incidents/paper-evidence/benefits/money", share).await.location().unwrap().to_owned();
    assert_eq!(owner.post(&offer, "act=open").await.status, StatusCode::SEE_OTHER);
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let person = format!("/staff/incidents/paper-evidence/people/{}", invited.person.person_id);
    let made = agent.post(&person, &format!("act=paper&paper={}", offer.rsplit('/').next().unwrap())).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let staff = reviewer(&site, &incident).await;
    let number = only_claim(&site, &invited).await.number.as_str().to_lowercase();
    let claim = format!("/staff/incidents/paper-evidence/claims/{number}");
    let page = staff.get(&format!("{claim}/paper")).await;
    assert!(page.body.contains(&format!("href=\"{claim}/evidence\"")), "{}", page.body);
    let scans = staff.get(&format!("{claim}/evidence")).await;
    assert!(scans.body.contains(&format!("href=\"{claim}/paper\"")), "{}", scans.body);
    let paper = format!("{claim}/paper");
    assert_eq!(staff.post(&paper, &format!("seen={}&{TO_A_BANK}", seen(&page.body))).await.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.post(&paper, &format!("act=send&form_id={}&attest=on", form_id(1))).await.status, StatusCode::SEE_OTHER);
    let promised = only_claim(&site, &invited).await.promised_on.unwrap();
    assert!(promised.as_str() > "2031-07-10", "ten working days after the last day: {promised}");
}
