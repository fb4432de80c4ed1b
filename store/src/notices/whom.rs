//! Whom a mail-out reaches by e-mail: one condition for queueing and for counting.

use domain::{
    ids::{IncidentId, UpdateId},
    lang::Lang,
    notice::Purpose,
    publishing::UpdateAudience,
};

use crate::{
    Store, StoreError, on,
    statement::{Statement, bound},
};

/// What decides who is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// In which incident.
    pub incident_id: IncidentId,
    /// The notice reaches everybody on the list; anything else only who has been told by one.
    pub purpose: Purpose,
    /// Whom it is for.
    pub audience: UpdateAudience,
    /// The update it is about: a correction reaches whoever was sent that.
    pub update_id: Option<UpdateId>,
    /// A notice: only to who has had none yet, and is not waiting for one.
    pub not_yet_told: bool,
}

/// On an accepted list, with an address, and no double of another row.
const ON_THE_LIST: &str = "p.email_hash is not null and p.merged_into is null and exists (
    select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id and i.accepted_at is not null)";

/// A notice went out to them, by mail or by letter: nobody learns of the breach by an update.
pub(crate) const TOLD: &str = "exists (select 1 from deliveries t where t.incident_id = p.incident_id and t.recipient_id = p.person_id
    and t.state in ('sent', 'printed') and t.notice_id in (select tn.notice_id from notices tn
        where tn.incident_id = p.incident_id and tn.purpose = 'notice'))";

/// No notice went out to them, and none is about to.
const NOT_YET_TOLD: &str = "not exists (select 1 from deliveries y where y.incident_id = p.incident_id and y.recipient_id = p.person_id
    and y.state in ('queued', 'sending', 'sent', 'printed') and y.notice_id in (select yn.notice_id from notices yn
        where yn.incident_id = p.incident_id and yn.purpose = 'notice'))";

/// They did not leave, and their address takes mail.
pub(crate) const WANTS: &str =
    "not exists (select 1 from update_leaves l where l.incident_id = p.incident_id and l.person_id = p.person_id)
    and not exists (select 1 from suppressions s where s.scope = p.incident_id and s.email_hash = p.email_hash)";

impl Whom {
    /// Adds the condition on a row `p` of `people`.
    pub(crate) fn push_people(&self, sql: &mut Statement) {
        sql.sql("p.incident_id = ").id(self.incident_id.0).sql(" and ").sql(ON_THE_LIST);
        match self.purpose {
            Purpose::Notice => {
                push_audience(sql, &self.audience);
                if self.not_yet_told {
                    sql.sql(" and ").sql(NOT_YET_TOLD);
                }
            }
            Purpose::Update => {
                sql.sql(" and ").sql(TOLD).sql(" and ").sql(WANTS);
                push_audience(sql, &self.audience);
            }
            Purpose::Correction => {
                sql.sql(" and ").sql(WANTS).sql(" and ((").sql(TOLD);
                push_audience(sql, &self.audience);
                sql.sql(")");
                if let Some(update) = self.update_id {
                    sql.sql(
                        " or exists (select 1 from deliveries g where g.incident_id = p.incident_id and g.recipient_id = p.person_id
                                 and g.state in ('sent', 'sending') and g.notice_id in (select gn.notice_id from notices gn
                                     where gn.incident_id = p.incident_id and gn.update_id = ",
                    )
                    .id(update.0)
                    .sql("))");
                }
                sql.sql(")");
            }
            // Their rows are written where the answer changes; and nobody gets the mail of a day for being on a list.
            Purpose::AnswerChanged | Purpose::Digest => {
                sql.sql(" and 1 = 0");
            }
        }
    }
}

/// Adds "and they are of this audience".
pub(crate) fn push_audience(sql: &mut Statement, audience: &UpdateAudience) {
    let UpdateAudience::Affected { categories, places, langs } = audience else { return };
    if !categories.is_empty() {
        sql.sql(" and ((p.confirmed | p.suspected) & ").number(categories.bits().cast_signed()).sql(") <> 0");
    }
    if !places.is_empty() {
        sql.sql(" and (p.country in (").texts(places.iter().map(String::as_str));
        sql.sql(") or p.region in (").texts(places.iter().map(String::as_str)).sql("))");
    }
    if !langs.is_empty() {
        sql.sql(" and p.lang in (").texts(langs.iter().copied().map(Lang::as_str)).sql(")");
    }
}

impl Store {
    /// How many people of the list a mail-out for these reaches now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_reached(&self, whom: &Whom) -> Result<i64, StoreError> {
        let mut sql = Statement::new("select cast(count(*) as bigint) from people p where ");
        whom.push_people(&mut sql);
        Ok(on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_one(db).await)?)
    }
}
