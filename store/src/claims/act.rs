//! What is done with a claim after it was begun: every act by the one rule of `domain::claim`, once, by whom it belongs to.

use domain::{
    benefit::MoneyTerms,
    claim::{ClaimAct, ClaimState, Doer, next},
    clock::Timestamp,
    ids::{ClaimId, IncidentId, PersonId, StaffId},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Claim, ClaimError, ClaimRefusal,
    event::words_place,
    row::{COLUMNS, ClaimRow},
};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::Purpose,
    on,
};

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person, or who acts for them.
    Person(PersonId),
    /// A reviewer.
    Staff(StaffId),
    /// A member of staff who types in what the person sent on paper.
    Keyed(StaffId),
    /// The program.
    Program,
}

impl Who {
    const fn doer(self) -> Doer {
        match self {
            Self::Person(_) | Self::Keyed(_) => Doer::Person,
            Self::Staff(_) => Doer::Reviewer,
            Self::Program => Doer::Program,
        }
    }

    const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(staff) | Self::Keyed(staff) => Some(staff),
            Self::Person(_) | Self::Program => None,
        }
    }
}

/// One act.
#[derive(Clone, Copy, Debug)]
pub struct ClaimMove<'a> {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// With which claim.
    pub claim_id: ClaimId,
    /// By whom.
    pub who: Who,
    /// What.
    pub act: ClaimAct,
    /// The form's own id: sent again it does nothing more.
    pub form_id: Option<Uuid>,
    /// What is said with it: what is asked and why, the reason of a refusal or an appeal, an answer.
    pub words: Option<&'a str>,
    /// What is granted, in cents.
    pub granted_cents: Option<i64>,
    /// The sentence the person says yes to when they send it.
    pub attested: Option<&'a str>,
    /// The day by which somebody acts next, `YYYY-MM-DD`.
    pub promised_on: Option<&'a str>,
    /// The network and browser it is sent from. Only its hash is kept.
    pub sent_from: Option<&'a str>,
}

impl<'a> ClaimMove<'a> {
    /// An act with nothing said.
    #[must_use]
    pub const fn new(claim: &Claim, who: Who, act: ClaimAct) -> Self {
        Self {
            incident_id: claim.incident_id,
            claim_id: claim.claim_id,
            who,
            act,
            form_id: None,
            words: None,
            granted_cents: None,
            attested: None,
            promised_on: None,
            sent_from: None,
        }
    }

    /// The same with words.
    #[must_use]
    pub const fn saying(mut self, words: &'a str) -> Self {
        self.words = Some(words);
        self
    }

    fn says_something(&self) -> bool {
        self.words.is_some_and(|words| !words.trim().is_empty())
    }
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The claim as it is then.
    pub claim: Claim,
    /// Whether this did it; not when the same form had done it before.
    pub is_new: bool,
}

const fn refused(refusal: ClaimRefusal) -> ClaimError {
    ClaimError::Refused(refusal)
}

impl Store {
    /// Does it, and gives the claim as it is then. The same form again changes nothing and gives the claim as it is.
    ///
    /// # Errors
    /// Refused by [`ClaimRefusal`]; when the database fails. Nothing happened then.
    pub async fn act_on_claim(&self, tx: &mut Tx, act: ClaimMove<'_>, now: Timestamp) -> Result<Acted, ClaimError> {
        let claim = self.held_claim(tx, &act).await?;
        if act.who.doer() != act.act.doer() {
            return Err(refused(ClaimRefusal::NotTheirs));
        }
        if let Some(form_id) = act.form_id
            && self.form_did(tx, (act.incident_id, act.claim_id), (form_id, act.act)).await?
        {
            return Ok(Acted { claim, is_new: false });
        }
        let state = next(claim.state, act.act).ok_or(refused(ClaimRefusal::NotNow(claim.state)))?;
        check(&claim, &act).map_err(refused)?;
        if act.act == ClaimAct::Take && self.has_keyed(tx, &claim, act.who.staff()).await? {
            return Err(refused(ClaimRefusal::OwnKeying));
        }
        let is_of_fund = matches!(claim.terms, MoneyTerms::Share { .. });
        if is_of_fund && act.act == ClaimAct::Approve && !self.is_shared_out(tx, claim.incident_id, claim.benefit_id).await? {
            return Err(refused(ClaimRefusal::NotShared));
        }
        let before = claim.granted.map_or(0, |money| money.cents);
        let claim = self.moved(tx, &claim, &act, state, now).await?;
        self.keep_event(tx, &claim, &act, now).await?;
        if let Some(staff) = act.who.staff() {
            let (actor, what) = (staff.to_string(), format!("claim.{}", act.act.as_str()));
            let details = json!({ "number": claim.number.as_str(), "granted_cents": act.granted_cents });
            let row = Act { actor: &actor, act: &what, about: Some(claim.person_id.0), details: &details };
            self.append_audit(tx, Chain::Incident(claim.incident_id), row, now).await?;
        }
        if let ClaimAct::Approve | ClaimAct::Deny = act.act {
            self.end_holds(tx, &claim, act.act == ClaimAct::Approve).await?;
        }
        let owes_nothing_more = is_grant(act.act) && !self.owe(tx, &claim, before, now).await?;
        // An appeal that grants no more than before: what was granted may be paid already.
        let claim = if owes_nothing_more { self.paid_if_all_is(tx, claim, now).await? } else { claim };
        Ok(Acted { claim, is_new: true })
    }

    /// The claim, until the end of the transaction nobody else's to change. Another person's is not found.
    async fn held_claim(&self, tx: &mut Tx, act: &ClaimMove<'_>) -> Result<Claim, ClaimError> {
        let sql = format!("select {COLUMNS} from claims where incident_id = $1 and claim_id = $2 {}", tx.for_update());
        let row: Option<ClaimRow> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(act.incident_id.0).bind(act.claim_id.0).fetch_optional(&mut **db).await)?;
        let row = row.ok_or(refused(ClaimRefusal::NotFound))?;
        let claim = row.open(&*self.incident_keys(act.incident_id).await?)?;
        match act.who {
            Who::Person(person) if person != claim.person_id => Err(refused(ClaimRefusal::NotFound)),
            _ => Ok(claim),
        }
    }

    /// Whether this member of staff typed in what somebody sent on paper: who typed it does not decide on it.
    async fn has_keyed(&self, tx: &mut Tx, claim: &Claim, staff: Option<StaffId>) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from claim_events where incident_id = $1 and claim_id = $2 and staff_id = $3
                                  and act in ('submit', 'answer', 'appeal'))
                       or exists (select 1 from claims where incident_id = $1 and claim_id = $2 and payout_keyed_by = $3)";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(staff.map(|staff| staff.0))
            .fetch_one(&mut **db)
            .await)?)
    }

    /// What was held until a reviewer looks is held no more; what was held until they grant it, only when they did.
    async fn end_holds(&self, tx: &mut Tx, claim: &Claim, is_granted: bool) -> Result<(), StoreError> {
        let sql =
            "update payments set held = null where incident_id = $1 and claim_id = $2 and held is not null and ($3 or held = 'decision')";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(is_granted)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    async fn moved(&self, tx: &mut Tx, claim: &Claim, act: &ClaimMove<'_>, state: ClaimState, now: Timestamp) -> Result<Claim, StoreError> {
        let is_decision = matches!(act.act, ClaimAct::Approve | ClaimAct::Deny);
        let reviewer = match act.act {
            ClaimAct::Take => act.who.staff(),
            ClaimAct::AskMore | ClaimAct::Answer | ClaimAct::Redirect => claim.reviewer,
            _ => None,
        };
        let decided_by = if is_decision { act.who.staff() } else { claim.decided_by };
        let sent_at = if matches!(act.act, ClaimAct::Submit | ClaimAct::Grant) { Some(now) } else { claim.sent_at };
        let keys = self.incident_keys(claim.incident_id).await?;
        let sent_from = act.sent_from.filter(|_| act.act == ClaimAct::Submit);
        let sent_from = sent_from.map(|from| keys.lookup(Purpose::SentFrom, &[from.as_bytes()]).to_vec());
        let sql = format!(
            "update claims set state = $3, version = version + 1, round = round + $4, reviewer = $5, decided_by = $6,
                    granted_cents = coalesce($7, granted_cents), attested = coalesce($8, attested), sent_at = $9,
                    promised_on = coalesce($10, promised_on), reminded = case when $11 then 0 else reminded end,
                    sent_from = coalesce($12, sent_from)
             where incident_id = $1 and claim_id = $2 returning {COLUMNS}"
        );
        let row: ClaimRow = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(state.as_str())
            .bind(i64::from(act.act == ClaimAct::Appeal))
            .bind(reviewer.map(|staff| staff.0))
            .bind(decided_by.map(|staff| staff.0))
            .bind(act.granted_cents.filter(|_| is_grant(act.act)))
            .bind(act.attested.filter(|_| act.act == ClaimAct::Submit))
            .bind(sent_at.map(Timestamp::as_micros))
            .bind(act.promised_on)
            .bind(act.act == ClaimAct::AskMore)
            .bind(sent_from)
            .fetch_one(&mut **db)
            .await)?;
        row.open(&keys)
    }

    async fn keep_event(&self, tx: &mut Tx, claim: &Claim, act: &ClaimMove<'_>, now: Timestamp) -> Result<(), StoreError> {
        let keys = self.incident_keys(claim.incident_id).await?;
        let place = words_place(claim.claim_id, claim.version);
        let sealed = act.words.map(|words| keys.seal(place, &words, &*self.entropy)).transpose()?;
        let sql = "insert into claim_events
                       (incident_id, claim_id, version, act, state, at, staff_id, sealed, granted_cents, promised_on, form_id)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(claim.version)
            .bind(act.act.as_str())
            .bind(claim.state.as_str())
            .bind(now.as_micros())
            .bind(act.who.staff().map(|staff| staff.0))
            .bind(sealed.as_deref())
            .bind(act.granted_cents)
            .bind(act.promised_on)
            .bind(act.form_id)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}

/// What an act needs beyond the state it begins in.
fn check(claim: &Claim, act: &ClaimMove<'_>) -> Result<(), ClaimRefusal> {
    let staff = act.who.staff();
    match act.act {
        // Without a day it would stand in no queue.
        ClaimAct::Submit | ClaimAct::Appeal if act.promised_on.is_none() => Err(ClaimRefusal::Incomplete),
        ClaimAct::Redirect if is_decided(claim) && act.promised_on.is_none() => Err(ClaimRefusal::Incomplete),
        // Nothing of it is to be paid.
        ClaimAct::Redirect if !claim.can_go_elsewhere() => Err(ClaimRefusal::NotNow(claim.state)),
        ClaimAct::Submit if claim.asked.is_none() || claim.payout.is_none() || act.attested.is_none_or(str::is_empty) => {
            Err(ClaimRefusal::Incomplete)
        }
        // Taken back, another could be begun for the same benefit: what was granted would be granted twice.
        ClaimAct::Withdraw if claim.granted.is_some() => Err(ClaimRefusal::NotNow(claim.state)),
        ClaimAct::Take if claim.round > 0 && claim.decided_by == staff => Err(ClaimRefusal::SamePerson),
        ClaimAct::PutBack | ClaimAct::AskMore | ClaimAct::Approve | ClaimAct::Deny if claim.reviewer != staff => {
            Err(ClaimRefusal::NotWithYou)
        }
        ClaimAct::Grant if !matches!(claim.terms, MoneyTerms::Unasked { .. }) || claim.payout.is_none() => Err(ClaimRefusal::Incomplete),
        ClaimAct::Approve | ClaimAct::Grant if !may_be_granted(claim, act.granted_cents) => Err(ClaimRefusal::BadAmount),
        ClaimAct::AskMore | ClaimAct::Deny | ClaimAct::Answer | ClaimAct::Appeal if !act.says_something() => Err(ClaimRefusal::NoWords),
        _ => Ok(()),
    }
}

const fn is_grant(act: ClaimAct) -> bool {
    matches!(act, ClaimAct::Approve | ClaimAct::Grant)
}

const fn is_decided(claim: &Claim) -> bool {
    matches!(claim.state, ClaimState::Approved | ClaimState::Denied)
}

/// Something, no more than was asked for, and after an appeal no less than before.
fn may_be_granted(claim: &Claim, cents: Option<i64>) -> bool {
    let asked = claim.asked.map_or(0, |money| money.cents);
    let least = claim.granted.map_or(1, |money| money.cents);
    cents.is_some_and(|cents| (least..=asked).contains(&cents))
}
