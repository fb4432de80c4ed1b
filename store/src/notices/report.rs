//! What a regulator asks of a notice: to how many, where, when. Numbers only.

use domain::{clock::Timestamp, lang::Lang, mail::MailState};

use super::Notice;
use crate::{Store, StoreError, on};

/// How many messages to people of one place, in one language, became what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// ISO 3166-1.
    pub country: String,
    /// ISO 3166-2, where it is known.
    pub region: Option<String>,
    /// The language of the message.
    pub lang: Lang,
    /// By which channel.
    pub channel: String,
    /// What became of them.
    pub state: MailState,
    /// How many.
    pub count: i64,
}

/// The numbers of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOf {
    /// By place, language, channel and state.
    pub lines: Vec<ReportLine>,
    /// How many the relay took in each hour that has any, by the hour's beginning.
    pub by_hour: Vec<(Timestamp, i64)>,
    /// Messages to people who are no longer on the list.
    pub purged: i64,
}

const HOUR: i64 = 3_600_000_000;

impl Store {
    /// The numbers of a notice's report.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn notice_report(&self, notice: &Notice) -> Result<ReportOf, StoreError> {
        type Line = (String, Option<String>, String, String, String, i64);
        let sql = "select p.country, p.region, p.lang, d.channel, d.state, cast(count(*) as bigint) from deliveries d
                   join people p on p.incident_id = d.incident_id and p.person_id = d.recipient_id
                   where d.incident_id = $1 and d.notice_id = $2
                   group by p.country, p.region, p.lang, d.channel, d.state order by p.country, p.region, p.lang, d.channel, d.state";
        let lines: Vec<Line> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_all(db).await)?;
        let lines: Vec<ReportLine> = lines
            .into_iter()
            .map(|(country, region, lang, channel, state, count)| {
                let state = MailState::parse(&state).ok_or(StoreError::Nonsense { table: "deliveries", column: "state" })?;
                Ok(ReportLine { country, region, lang: Lang::from_tag(&lang), channel, state, count })
            })
            .collect::<Result<_, StoreError>>()?;
        let sql = format!(
            "select sent_at / {HOUR}, cast(count(*) as bigint) from deliveries where incident_id = $1 and notice_id = $2
             and state = 'sent' and sent_at is not null group by sent_at / {HOUR} order by sent_at / {HOUR}"
        );
        let hours: Vec<(i64, i64)> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_all(db).await)?;
        let all = self.notice_counts(notice).await?.all();
        let known: i64 = lines.iter().map(|line| line.count).sum();
        let by_hour = hours.into_iter().map(|(hour, count)| (Timestamp::from_micros(hour * HOUR), count)).collect();
        Ok(ReportOf { lines, by_hour, purged: (all - known).max(0) })
    }
}
