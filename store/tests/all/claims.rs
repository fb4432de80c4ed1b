//! Claims: one a benefit and person, every act by the rule, an appeal by somebody else, and no word of it open in the database.

use std::collections::HashSet;

use domain::{
    benefit::{ClaimLine, MoneyTerms},
    claim::{ClaimAct, ClaimState, Doer, next},
    clock::{Clock, Timestamp},
    ids::{BenefitId, IncidentId, PersonId, StaffId},
    lang::Lang,
    money::{Currency, Money},
    payout::{AccountKind, Payout, Routing},
    staff::Role,
};
use futures::future::join_all;
use store::{
    Store,
    claims::{Claim, ClaimError, ClaimMove, ClaimQueueEnd, ClaimRefusal, NewClaim, Who},
    on,
    testing::{
        TestClock, TestStore, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        staff::signed_in,
        stores,
    },
};
use uuid::Uuid;

const PROMISED: &str = "2031-03-16";
const TERMS: MoneyTerms = MoneyTerms::Time { per_hour: Money { cents: 2_500, currency: Currency::Usd }, most_hours: 10 };

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

/// An incident with a person and two reviewers.
struct Place<'a> {
    store: &'a Store,
    incident: IncidentId,
    person: PersonId,
    reviewers: [StaffId; 2],
}

async fn place(test: &TestStore) -> Place<'_> {
    let store = &test.store;
    let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
    let reviewers = [signed_in(store, Role::Reviewer, None, now()).await.0, signed_in(store, Role::Reviewer, None, now()).await.0];
    Place { store, incident, person: person(store, incident, "Ana").await, reviewers }
}

async fn person(store: &Store, incident: IncidentId, name: &str) -> PersonId {
    let person = test_person(store, incident, test_contact(name, None), now());
    add_test_person(store, &person, now()).await;
    person.person_id
}

fn hours(steps: i64) -> Vec<ClaimLine> {
    vec![ClaimLine::Time { what: "CANARY on the telephone".to_owned(), steps }]
}

impl Place<'_> {
    async fn begin(&self, benefit: BenefitId) -> Claim {
        let new = NewClaim { incident_id: self.incident, benefit_id: benefit, person_id: self.person, terms: &TERMS, lang: Lang::En };
        let mut tx = self.store.write().await.unwrap();
        let claim = self.store.begin_claim(&mut tx, new, now()).await.unwrap();
        tx.commit().await.unwrap();
        claim
    }

    async fn filled(&self) -> Claim {
        let claim = self.begin(BenefitId(Uuid::from_u128(rand()))).await;
        let claim = self.save(&claim, 8).await.unwrap();
        self.to(&claim, "000123456789").await
    }

    async fn to(&self, claim: &Claim, account: &str) -> Claim {
        let routing = Routing::parse("021000021").unwrap();
        let payout = Payout::Ach { name: "CANARY Ana".to_owned(), routing, account: account.to_owned(), kind: AccountKind::Checking };
        let mut tx = self.store.write().await.unwrap();
        let claim = self.store.save_payout(&mut tx, claim, &payout, None).await.unwrap();
        tx.commit().await.unwrap();
        claim
    }

    async fn save(&self, claim: &Claim, steps: i64) -> Result<Claim, ClaimError> {
        let mut tx = self.store.write().await.unwrap();
        let saved = self.store.save_claim(&mut tx, claim, &hours(steps)).await?;
        tx.commit().await.unwrap();
        Ok(saved)
    }

    async fn act(&self, act: ClaimMove<'_>) -> Result<Claim, ClaimError> {
        let mut tx = self.store.write().await.unwrap();
        let claim = self.store.act_on_claim(&mut tx, act, now()).await?.claim;
        tx.commit().await.unwrap();
        Ok(claim)
    }

    /// A good act by whom it belongs to.
    fn good<'a>(&self, claim: &Claim, act: ClaimAct) -> ClaimMove<'a> {
        let who = match act.doer() {
            Doer::Person => Who::Person(self.person),
            // The other one decides what was appealed.
            Doer::Reviewer => Who::Staff(self.reviewers[usize::from(claim.round > 0)]),
            Doer::Program => Who::Program,
        };
        ClaimMove {
            words: Some("CANARY because"),
            granted_cents: (act == ClaimAct::Approve).then(|| claim.granted.map_or(1_000, |money| money.cents)),
            attested: Some("What I write is true."),
            promised_on: Some(PROMISED),
            ..ClaimMove::new(claim, who, act)
        }
    }

    /// A new claim, brought this far.
    async fn in_state(&self, state: ClaimState) -> Claim {
        use ClaimAct as A;
        let path: &[A] = match state {
            ClaimState::Draft => &[],
            ClaimState::Submitted => &[A::Submit],
            ClaimState::InReview => &[A::Submit, A::Take],
            ClaimState::NeedsMore => &[A::Submit, A::Take, A::AskMore],
            ClaimState::Approved => &[A::Submit, A::Take, A::Approve],
            ClaimState::Denied => &[A::Submit, A::Take, A::Deny],
            ClaimState::Appealed => &[A::Submit, A::Take, A::Deny, A::Appeal],
            ClaimState::Paid => &[A::Submit, A::Take, A::Approve, A::Pay],
            ClaimState::Withdrawn => &[A::Withdraw],
        };
        let mut claim = self.filled().await;
        for act in path {
            claim = self.act(self.good(&claim, *act)).await.unwrap();
        }
        assert_eq!(claim.state, state);
        claim
    }
}

/// Another number each time: a benefit of its own for each claim of a test.
fn rand() -> u128 {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

fn refusal(result: Result<Claim, ClaimError>) -> ClaimRefusal {
    match result {
        Err(ClaimError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_every_state_every_act_does_what_the_rule_says_and_nothing_else() {
    for test in stores().await {
        let place = place(&test).await;
        for state in ClaimState::ALL {
            for act in ClaimAct::ALL {
                let claim = place.in_state(*state).await;
                let done = place.act(place.good(&claim, *act)).await;
                if (*state, *act) == (ClaimState::Draft, ClaimAct::Grant) {
                    assert_eq!(refusal(done), ClaimRefusal::Incomplete, "only what need not be asked for is granted by itself");
                    continue;
                }
                // What was refused whole goes nowhere.
                let goes_nowhere = (*state, *act) == (ClaimState::Denied, ClaimAct::Redirect);
                match next(*state, *act).filter(|_| !goes_nowhere) {
                    Some(to) => assert_eq!(done.unwrap().state, to, "{state:?} {act:?}"),
                    None => {
                        assert_eq!(refusal(done), ClaimRefusal::NotNow(*state), "{state:?} {act:?}");
                        assert_eq!(place.store.claim(place.incident, claim.claim_id).await.unwrap(), Some(claim), "nothing changed");
                    }
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_done_by_whom_it_belongs_to_and_another_persons_claim_is_not_found() {
    for test in stores().await {
        let place = place(&test).await;
        let other = person(place.store, place.incident, "Ben").await;
        for act in ClaimAct::ALL {
            let claim = place.in_state(ClaimState::InReview).await;
            let good = place.good(&claim, *act);
            for who in [Who::Person(place.person), Who::Staff(place.reviewers[0]), Who::Program] {
                if std::mem::discriminant(&who) != std::mem::discriminant(&good.who) {
                    assert_eq!(refusal(place.act(ClaimMove { who, ..good }).await), ClaimRefusal::NotTheirs, "{act:?} by {who:?}");
                }
            }
            assert_eq!(refusal(place.act(ClaimMove { who: Who::Person(other), ..good }).await), ClaimRefusal::NotFound, "{act:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_presses_at_once_begin_one_claim_and_send_and_decide_it_once() {
    for test in stores().await {
        let place = place(&test).await;
        let benefit = BenefitId(Uuid::from_u128(rand()));
        let begun = join_all((0..20).map(|_| place.begin(benefit))).await;
        assert_eq!(begun.iter().map(|claim| claim.claim_id).collect::<HashSet<_>>().len(), 1, "one claim");
        let claim = place.save(&begun[0], 8).await.unwrap();
        let claim = place.to(&claim, "000123456789").await;
        let form = |act, form: u128| ClaimMove { form_id: Some(Uuid::from_u128(form)), ..place.good(&claim, act) };
        let sent = join_all((0..20).map(|_| place.act(form(ClaimAct::Submit, 1)))).await;
        assert!(sent.iter().all(|claim| claim.as_ref().unwrap().state == ClaimState::Submitted), "the same answer to each");
        let taken = join_all((0..20).map(|_| place.act(form(ClaimAct::Take, 2)))).await;
        assert!(taken.iter().all(Result::is_ok));
        let decided = join_all((0..20).map(|_| place.act(form(ClaimAct::Approve, 3)))).await;
        assert!(decided.iter().all(|claim| claim.as_ref().unwrap().granted == Some(Money::new(1_000, Currency::Usd))));
        // Twenty forms that are not the same: one of them pays.
        let paid = join_all((10..30).map(|number| place.act(form(ClaimAct::Pay, number)))).await;
        assert_eq!(paid.iter().filter(|paid| paid.is_ok()).count(), 1);
        let claim = place.store.claim(place.incident, claim.claim_id).await.unwrap().unwrap();
        let acts: Vec<ClaimAct> = place.store.claim_events(&claim).await.unwrap().into_iter().map(|event| event.act).collect();
        assert_eq!(acts, [ClaimAct::Submit, ClaimAct::Take, ClaimAct::Approve, ClaimAct::Pay]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decided_does_not_decide_the_appeal_and_an_appeal_takes_nothing_away() {
    for test in stores().await {
        let place = place(&test).await;
        let claim = place.in_state(ClaimState::Approved).await;
        let claim = place.act(place.good(&claim, ClaimAct::Appeal)).await.unwrap();
        let back = place.act(place.good(&claim, ClaimAct::Withdraw)).await;
        assert_eq!(refusal(back), ClaimRefusal::NotNow(ClaimState::Appealed), "or the same would be granted a second time");
        assert_eq!(place.begin(claim.benefit_id).await.claim_id, claim.claim_id);
        let by = |claim: &Claim, at: usize, act| ClaimMove { who: Who::Staff(place.reviewers[at]), ..place.good(claim, act) };
        assert_eq!(refusal(place.act(by(&claim, 0, ClaimAct::Take)).await), ClaimRefusal::SamePerson);
        let taken = place.act(by(&claim, 1, ClaimAct::Take)).await.unwrap();
        let back = place.act(by(&taken, 1, ClaimAct::PutBack)).await.unwrap();
        assert_eq!(refusal(place.act(by(&back, 0, ClaimAct::Take)).await), ClaimRefusal::SamePerson, "not by way of the queue either");
        let taken = place.act(by(&back, 1, ClaimAct::Take)).await.unwrap();
        let grant = |cents| ClaimMove { granted_cents: Some(cents), ..by(&taken, 1, ClaimAct::Approve) };
        for cents in [0, -1, 999, 5_001] {
            assert_eq!(refusal(place.act(grant(cents)).await), ClaimRefusal::BadAmount, "{cents}");
        }
        assert_eq!(place.act(grant(5_000)).await.unwrap().granted, Some(Money::new(5_000, Currency::Usd)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_is_decided_by_who_has_it_and_with_words() {
    for test in stores().await {
        let place = place(&test).await;
        let claim = place.in_state(ClaimState::InReview).await;
        for act in [ClaimAct::PutBack, ClaimAct::AskMore, ClaimAct::Approve, ClaimAct::Deny] {
            let other = ClaimMove { who: Who::Staff(place.reviewers[1]), ..place.good(&claim, act) };
            assert_eq!(refusal(place.act(other).await), ClaimRefusal::NotWithYou, "{act:?}");
        }
        for act in [ClaimAct::AskMore, ClaimAct::Deny] {
            for words in [None, Some(" \n")] {
                assert_eq!(refusal(place.act(ClaimMove { words, ..place.good(&claim, act) }).await), ClaimRefusal::NoWords, "{act:?}");
            }
        }
        let denied = place.act(place.good(&claim, ClaimAct::Deny)).await.unwrap();
        let silent = ClaimMove { words: None, ..place.good(&denied, ClaimAct::Appeal) };
        assert_eq!(refusal(place.act(silent).await), ClaimRefusal::NoWords, "the reviewer has to know what to look at");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_saved_over_the_version_that_was_seen_and_sent_when_something_counts() {
    for test in stores().await {
        let place = place(&test).await;
        let claim = place.begin(BenefitId(Uuid::from_u128(rand()))).await;
        assert_eq!(refusal(place.act(place.good(&claim, ClaimAct::Submit)).await), ClaimRefusal::Incomplete, "nothing is asked for");
        let on_the_telephone = place.save(&claim, 8).await.unwrap();
        assert_eq!(on_the_telephone.asked, Some(Money::new(5_000, Currency::Usd)));
        assert_eq!(refusal(place.save(&claim, 4).await), ClaimRefusal::Stale, "the other device has an older one");
        assert_eq!(
            refusal(place.act(place.good(&claim, ClaimAct::Submit)).await),
            ClaimRefusal::Incomplete,
            "nobody said where the money goes"
        );
        place.to(&on_the_telephone, "000123456789").await;
        let no_yes = ClaimMove { attested: None, ..place.good(&claim, ClaimAct::Submit) };
        assert_eq!(refusal(place.act(no_yes).await), ClaimRefusal::Incomplete, "nobody said that it is true");
        let sent = place.act(place.good(&claim, ClaimAct::Submit)).await.unwrap();
        assert_eq!((sent.attested.as_deref(), sent.promised_on.as_deref()), (Some("What I write is true."), Some(PROMISED)));
        assert_eq!(refusal(place.save(&sent, 40).await), ClaimRefusal::Stale, "what was sent stays as it was");
        // Taken back, another can be begun.
        place.act(place.good(&sent, ClaimAct::Withdraw)).await.unwrap();
        assert_ne!(place.begin(sent.benefit_id).await.claim_id, sent.claim_id);
        assert_eq!(place.store.claims_of_person(place.incident, place.person).await.unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_is_by_promised_day_and_pages_through() {
    for test in stores().await {
        let place = place(&test).await;
        let mut expected = Vec::new();
        for day in ["2031-03-18", "2031-03-14", "2031-03-16", "2031-03-14"] {
            let claim = place.filled().await;
            let sent = place.act(ClaimMove { promised_on: Some(day), ..place.good(&claim, ClaimAct::Submit) }).await.unwrap();
            expected.push((day, sent.claim_id));
        }
        place.in_state(ClaimState::Draft).await;
        place.in_state(ClaimState::Approved).await;
        expected.sort_unstable();
        let (mut seen, mut end) = (Vec::new(), None);
        loop {
            let page = place.store.claim_queue(place.incident, end.as_ref(), 3).await.unwrap();
            let Some(last) = page.last() else { break };
            end = Some(ClaimQueueEnd { promised_on: last.promised_on.clone().unwrap(), claim_id: last.claim_id });
            seen.extend(page.iter().map(|claim| claim.claim_id));
        }
        assert_eq!(seen, expected.into_iter().map(|(_, claim)| claim).collect::<Vec<_>>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_a_claim_lies_open_and_its_life_reads_in_order() {
    for test in stores().await {
        let place = place(&test).await;
        let claim = place.in_state(ClaimState::Appealed).await;
        let sql = "select sealed from claims union all select payout from claims union all select sealed from claim_events";
        let sealed: Vec<Vec<u8>> = on!(place.store.read(), |db| sqlx::query_scalar(sql).fetch_all(db).await).unwrap();
        assert_eq!(sealed.len(), 1 + 1 + 4);
        assert!(sealed.iter().all(|sealed| !String::from_utf8_lossy(sealed).contains("CANARY")), "a word lies open");
        let events = place.store.claim_events(&claim).await.unwrap();
        let acts: Vec<(ClaimAct, ClaimState, bool)> =
            events.iter().map(|event| (event.act, event.state, event.staff_id.is_some())).collect();
        let expected = [
            (ClaimAct::Submit, ClaimState::Submitted, false),
            (ClaimAct::Take, ClaimState::InReview, true),
            (ClaimAct::Deny, ClaimState::Denied, true),
            (ClaimAct::Appeal, ClaimState::Appealed, false),
        ];
        assert_eq!(acts, expected);
        assert!(events.iter().all(|event| event.words.as_deref() == Some("CANARY because")));
        let sql = "select act from audit where chain = $1 and act like 'claim.%' order by sequence";
        let audited: Vec<String> =
            on!(place.store.read(), |db| sqlx::query_scalar(sql).bind(place.incident.0).fetch_all(db).await).unwrap();
        assert_eq!(audited, ["claim.take", "claim.deny"]);
    }
}
