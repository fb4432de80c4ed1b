//! What is not allowed is refused with words: each state, each act, each role, one's own claim and another's.

use domain::{
    claim::{ClaimAct, ClaimState, Doer, next},
    staff::Role,
};
use http::StatusCode;

use super::{BENEFITS, TIME, ana, filled, form_id, offered, reviewer, staff_path, stands_at};
use crate::support::{
    TestSite,
    desk::Colleague,
    people::{Browser, Invited},
};

/// One person's claims in every state, and everybody who might press.
struct Cast<'a> {
    site: &'a TestSite,
    benefit: String,
    invited: &'a Invited,
    owner: &'a Browser<'a>,
    reviewers: &'a [Colleague<'a>; 2],
    presses: &'a std::cell::Cell<u128>,
}

impl Cast<'_> {
    fn fresh(&self) -> String {
        self.presses.set(self.presses.get() + 1);
        form_id(self.presses.get())
    }

    fn form(&self, act: ClaimAct) -> String {
        let id = self.fresh();
        let name = match act {
            ClaimAct::PutBack => "put-back",
            ClaimAct::AskMore => "ask",
            other => other.as_str(),
        };
        format!(
            "act={name}&form_id={id}&words=because&granted=50&approve_words=&deny_words=because&ask_what=a&ask_why=b&ask_example=c&attest=on"
        )
    }

    /// A new claim of the person, brought this far by the forms of the site.
    async fn in_state(&self, state: ClaimState) -> String {
        use ClaimAct as A;
        let acts: &[A] = match state {
            ClaimState::Draft => &[],
            ClaimState::Submitted => &[A::Submit],
            ClaimState::InReview => &[A::Submit, A::Take],
            ClaimState::NeedsMore => &[A::Submit, A::Take, A::AskMore],
            ClaimState::Approved | ClaimState::Paid => &[A::Submit, A::Take, A::Approve],
            ClaimState::Denied => &[A::Submit, A::Take, A::Deny],
            ClaimState::Appealed => &[A::Submit, A::Take, A::Deny, A::Appeal],
            ClaimState::Withdrawn => &[A::Withdraw],
        };
        let path = filled(self.owner, &self.benefit).await;
        for act in acts {
            let answer = self.press(&path, *act).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act:?} on the way to {state:?}: {}", answer.body);
        }
        if state == ClaimState::Paid {
            self.pay(&path).await;
        }
        path
    }

    async fn pay(&self, path: &str) {
        let [one, other] = self.reviewers;
        let batch = one.post(super::PAYMENTS, "act=batch&way=ach&currency=USD").await;
        let batch = batch.location().unwrap().to_owned();
        assert_eq!(other.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
        let claim = self.claim(path).await;
        let payments = self.site.test.store.payments_of_claim(claim.incident_id, claim.claim_id).await.unwrap();
        let read = one.post(super::PAYMENTS, &format!("act=results&results={}+paid", payments[0].reference)).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.body);
    }

    async fn claim(&self, path: &str) -> store::claims::Claim {
        let number = domain::claim::ClaimNumber::parse(path.rsplit('/').next().unwrap()).unwrap();
        self.site.test.store.claim_by_number(self.invited.person.incident_id, &number).await.unwrap().unwrap()
    }

    /// The press by whom the act belongs to.
    async fn press(&self, path: &str, act: ClaimAct) -> crate::support::Answer {
        match act.doer() {
            Doer::Person => self.press_as(self.owner, path, act).await,
            _ => {
                // The other reviewer where the first one decided.
                let round = usize::try_from(self.claim(path).await.round).unwrap();
                self.reviewers[round.min(1)].post(&staff_path(path), &self.form(act)).await
            }
        }
    }

    async fn press_as(&self, browser: &Browser<'_>, path: &str, act: ClaimAct) -> crate::support::Answer {
        let end = if act == ClaimAct::Submit { "/send" } else { "" };
        browser.post(&format!("{path}{end}"), &self.form(act)).await
    }
}

const ACTS: [ClaimAct; 9] = [
    ClaimAct::Submit,
    ClaimAct::Take,
    ClaimAct::PutBack,
    ClaimAct::AskMore,
    ClaimAct::Answer,
    ClaimAct::Approve,
    ClaimAct::Deny,
    ClaimAct::Appeal,
    ClaimAct::Withdraw,
];

#[tokio::test(flavor = "multi_thread")]
async fn in_each_state_each_act_is_done_or_refused_with_words_and_nothing_changes() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let invited = ana(&site, &incident).await;
    let other = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
    let (owner, stranger) = (site.enter(&invited).await, site.enter(&other).await);
    let reviewers = [reviewer(&site, &incident).await, reviewer(&site, &incident).await];
    let presses = std::cell::Cell::new(100);
    for state in ClaimState::ALL.iter().copied() {
        for act in ACTS {
            // One benefit has one claim of a person: each pair has a benefit of its own.
            let benefit = offered(&site, &incident, TIME).await;
            let (invited, owner, stranger, reviewers, presses) = (&invited, &owner, &stranger, &reviewers, &presses);
            let cast = Cast { site: &site, benefit, invited, owner, reviewers, presses };
            let path = cast.in_state(state).await;
            let before = cast.claim(&path).await;
            assert_eq!(before.state, state);
            let stranger = cast.press_as(stranger, &path, act).await;
            assert_eq!(stranger.status, StatusCode::NOT_FOUND, "another person's claim is not there");
            let answer = cast.press(&path, act).await;
            let after = stands_at(&site, invited, before.claim_id).await;
            match next(state, act) {
                Some(expected) => {
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{state:?} {act:?}: {}", answer.body);
                    assert_eq!(after.state, expected, "{state:?} {act:?}");
                }
                None => {
                    let is_draft_for_staff = before.sent_at.is_none() && act.doer() == Doer::Reviewer;
                    let expected = if is_draft_for_staff { StatusCode::NOT_FOUND } else { StatusCode::UNPROCESSABLE_ENTITY };
                    assert_eq!(answer.status, expected, "{state:?} {act:?}: {}", answer.body);
                    assert_eq!(after, before, "{state:?} {act:?} changed something");
                    assert!(is_draft_for_staff || answer.body.contains("field__error"), "{state:?} {act:?}: no words");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_without_the_work_and_staff_of_another_incident_change_nothing() {
    let site = TestSite::new().await;
    let (incident, elsewhere) = (site.incident("march-2031").await, site.incident("april-2031").await);
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let path = super::sent(&browser, &benefit).await;
    let form = format!("act=take&form_id={}", form_id(7));
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Reviewer) {
        let desk = site.colleague(role, Some(incident.incident_id)).await;
        assert_eq!(desk.post(&staff_path(&path), &form).await.status, StatusCode::FORBIDDEN, "{role:?}");
        assert_eq!(desk.get(&staff_path(&path)).await.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    let stranger = site.colleague(Role::Reviewer, Some(elsewhere.incident_id)).await;
    assert_eq!(stranger.post(&staff_path(&path), &form).await.status, StatusCode::NOT_FOUND);
    let by_other_path = staff_path(&path).replace("march-2031", "april-2031");
    assert_eq!(stranger.post(&by_other_path, &form).await.status, StatusCode::NOT_FOUND, "a claim of another incident");
    assert_eq!(reviewer(&site, &incident).await.post(BENEFITS, TIME).await.status, StatusCode::FORBIDDEN);
    let claim = super::only_claim(&site, &invited).await;
    assert_eq!(claim.state, ClaimState::Submitted);
}
