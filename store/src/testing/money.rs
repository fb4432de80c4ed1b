//! Claims, decisions, appeals, payments and failures at random, for the test and the proof that the books agree after every step.

use domain::{
    benefit::{ClaimLine, MoneyTerms},
    claim::{ClaimAct, Doer},
    clock::{Entropy, Timestamp, random},
    ids::{BenefitId, ClaimId, IncidentId, PersonId, StaffId},
    lang::Lang,
    money::{Currency, Money},
    payment::{BatchState, PaymentReference},
    payout::{AccountKind, Iban, Payout, Routing, Way},
    staff::Role,
};
use uuid::Uuid;

use super::{
    TestEntropy, add_test_incident,
    people::{add_test_person, test_contact, test_person},
    staff::signed_in,
};
use crate::{
    Store,
    claims::{Claim, ClaimMove, NewClaim, Who},
    money::{Answered, BankAnswer, PaymentBatch},
};

/// People who claim.
const PEOPLE: usize = 8;

/// What a walk did: steps that did something, by what they did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Claims begun and sent.
    pub claims: u64,
    /// Acts done with a claim.
    pub acts: u64,
    /// Acts that a rule refused.
    pub refused: u64,
    /// Batches put together.
    pub batches: u64,
    /// Batches released.
    pub released: u64,
    /// Payments that arrived.
    pub paid: u64,
    /// Payments that came back.
    pub came_back: u64,
    /// Answers of the bank that were read once more.
    pub answered_again: u64,
}

/// A random walk over the money of one incident.
pub struct MoneyWalk<'a> {
    store: &'a Store,
    entropy: std::sync::Arc<TestEntropy>,
    incident: IncidentId,
    people: Vec<PersonId>,
    staff: [StaffId; 3],
    claims: Vec<ClaimId>,
    batches: Vec<domain::ids::PaymentBatchId>,
    references: Vec<PaymentReference>,
    now: Timestamp,
    /// What it did so far.
    pub walked: Walked,
}

impl<'a> MoneyWalk<'a> {
    /// An incident of its own with people and staff.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn new(store: &'a Store, now: Timestamp) -> MoneyWalk<'a> {
        let incident = add_test_incident(store, "money-2031", false, now).await.incident_id;
        let mut people = Vec::new();
        for at in 0..PEOPLE {
            let person = test_person(store, incident, test_contact(&format!("Person {at}"), None), now);
            add_test_person(store, &person, now).await;
            people.push(person.person_id);
        }
        let mut staff = [StaffId(Uuid::nil()); 3];
        for member in &mut staff {
            *member = signed_in(store, Role::Reviewer, None, now).await.0;
        }
        let (claims, batches, references) = (Vec::new(), Vec::new(), Vec::new());
        Self { store, entropy: TestEntropy::fresh(), incident, people, staff, claims, batches, references, now, walked: Walked::default() }
    }

    /// The incident it walks in.
    #[must_use]
    pub const fn incident(&self) -> IncidentId {
        self.incident
    }

    fn below(&self, end: usize) -> usize {
        let number = u32::from_le_bytes(random(&*self.entropy));
        usize::try_from(number).unwrap_or(0) % end.max(1)
    }

    fn one_of<T: Copy>(&self, all: &[T]) -> Option<T> {
        all.get(self.below(all.len())).copied()
    }

    /// One step: something random is tried, and done or refused.
    ///
    /// # Panics
    /// When the store fails.
    pub async fn step(&mut self) {
        self.now = self.now.plus(std::time::Duration::from_secs(60));
        match self.below(100) {
            0..10 => self.begin().await,
            10..65 => self.act().await,
            65..75 => self.batch().await,
            75..83 => self.settle_batch().await,
            _ => self.answer().await,
        }
    }

    fn payout(&self) -> Payout {
        let name = "Ana Example".to_owned();
        match self.below(3) {
            0 => Payout::Ach {
                name,
                routing: Routing::parse("021000021").expect("a routing number"),
                account: format!("{:08}", self.below(99_999_999)),
                kind: AccountKind::Checking,
            },
            1 => Payout::Iban { name, iban: Iban::parse("DE89370400440532013000").expect("an IBAN") },
            _ => Payout::Cheque { name, address: "1 Main St".to_owned() },
        }
    }

    async fn begin(&mut self) {
        let currency = if self.below(4) == 0 { Currency::Eur } else { Currency::Usd };
        let terms = MoneyTerms::Time { per_hour: Money::new(2_501, currency), most_hours: 40 };
        let person_id = self.people[self.below(self.people.len())];
        let mut benefit = [0_u8; 16];
        self.entropy.fill(&mut benefit);
        let benefit_id = BenefitId(Uuid::from_bytes(benefit));
        let new = NewClaim { incident_id: self.incident, benefit_id, person_id, terms: &terms, lang: Lang::En };
        let lines = [ClaimLine::Time { what: "calls".to_owned(), steps: i64::try_from(self.below(60)).unwrap_or(0) + 1 }];
        let payout = self.payout();
        let mut tx = self.store.write().await.expect("a write");
        let claim = self.store.begin_claim(&mut tx, new, self.now).await.expect("a claim");
        let claim = self.store.save_claim(&mut tx, &claim, &lines).await.expect("lines");
        let claim = self.store.save_payout(&mut tx, &claim, &payout, None).await.expect("a payout");
        let send = ClaimMove { attested: Some("true"), ..self.good(&claim, ClaimAct::Submit, 0) };
        self.store.act_on_claim(&mut tx, send, self.now).await.expect("a claim sent");
        tx.commit().await.expect("a commit");
        self.claims.push(claim.claim_id);
        self.walked.claims += 1;
    }

    fn good(&self, claim: &Claim, act: ClaimAct, granted: i64) -> ClaimMove<'static> {
        let who = match act.doer() {
            Doer::Person => Who::Person(claim.person_id),
            Doer::Reviewer => Who::Staff(claim.reviewer.unwrap_or_else(|| self.staff[self.below(3)])),
            Doer::Program => Who::Program,
        };
        let granted_cents = (act == ClaimAct::Approve).then_some(granted);
        ClaimMove { words: Some("because"), granted_cents, promised_on: Some("2031-03-26"), ..ClaimMove::new(claim, who, act) }
    }

    /// Any act with any claim, the program's own left out.
    async fn act(&mut self) {
        const ACTS: [ClaimAct; 9] = [
            ClaimAct::Take,
            ClaimAct::Take,
            ClaimAct::Approve,
            ClaimAct::Approve,
            ClaimAct::Deny,
            ClaimAct::Appeal,
            ClaimAct::AskMore,
            ClaimAct::Answer,
            ClaimAct::Withdraw,
        ];
        let Some(id) = self.one_of(&self.claims) else { return };
        let claim = self.store.claim(self.incident, id).await.expect("an answer").expect("a claim");
        let act = ACTS[self.below(ACTS.len())];
        let asked = usize::try_from(claim.asked.map_or(1, |money| money.cents)).unwrap_or(1);
        // Sometimes more than was asked for, which is refused.
        let granted = i64::try_from(self.below(asked + asked / 8 + 1)).unwrap_or(0);
        let doing = self.good(&claim, act, granted);
        let mut tx = self.store.write().await.expect("a write");
        match self.store.act_on_claim(&mut tx, doing, self.now).await {
            Ok(_) => {
                tx.commit().await.expect("a commit");
                self.walked.acts += 1;
            }
            Err(crate::claims::ClaimError::Refused(_)) => self.walked.refused += 1,
            Err(error) => panic!("{error}"),
        }
    }

    async fn batch(&mut self) {
        let way = Way::ALL[self.below(Way::ALL.len())];
        let currency = if self.below(3) == 0 { Currency::Eur } else { Currency::Usd };
        let by = self.staff[self.below(3)];
        let mut tx = self.store.write().await.expect("a write");
        match self.store.make_batch(&mut tx, by, self.incident, (way, currency), self.now).await {
            Ok(id) => {
                tx.commit().await.expect("a commit");
                self.batches.push(id);
                self.walked.batches += 1;
            }
            Err(crate::money::MoneyError::Refused(_)) => self.walked.refused += 1,
            Err(error) => panic!("{error}"),
        }
    }

    /// A batch is released, or taken apart.
    async fn settle_batch(&mut self) {
        let Some(id) = self.one_of(&self.batches) else { return };
        let batch: PaymentBatch = self.store.payment_batch(self.incident, id).await.expect("an answer").expect("a batch");
        let by = self.staff[self.below(3)];
        let drops = self.below(5) == 0;
        let mut tx = self.store.write().await.expect("a write");
        let done = if drops {
            self.store.drop_batch(&mut tx, by, &batch, self.now).await
        } else {
            self.store.release_batch(&mut tx, by, &batch, self.now).await
        };
        match done {
            Ok(()) => tx.commit().await.expect("a commit"),
            Err(crate::money::MoneyError::Refused(_)) => {
                self.walked.refused += 1;
                return;
            }
            Err(error) => panic!("{error}"),
        }
        let batch = self.store.payment_batch(self.incident, id).await.expect("an answer").expect("a batch");
        if batch.state == BatchState::Released {
            self.walked.released += 1;
            let lines = self.store.payment_lines(&batch).await.expect("payments");
            self.references.extend(lines.into_iter().map(|line| line.payment.reference));
        }
    }

    /// The bank says something of a payment that was released, perhaps not for the first time.
    async fn answer(&mut self) {
        if self.references.is_empty() {
            return;
        }
        let reference = self.references[self.below(self.references.len())].clone();
        let answer = if self.below(4) == 0 { BankAnswer::Failed("R03") } else { BankAnswer::Paid };
        let mut tx = self.store.write().await.expect("a write");
        match self.store.bank_answers(&mut tx, self.incident, &reference, answer, self.now).await.expect("an answer") {
            Answered::Now(_) => {
                tx.commit().await.expect("a commit");
                *(if answer == BankAnswer::Paid { &mut self.walked.paid } else { &mut self.walked.came_back }) += 1;
            }
            Answered::Before | Answered::NotOnItsWay => self.walked.answered_again += 1,
        }
    }
}
