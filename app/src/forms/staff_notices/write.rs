//! `POST /staff/incidents/{slug}/notices/new`.

use domain::{
    notice::{CallPlan, Purpose},
    publishing::PerLang,
};
use store::notices::{NewNotice, Whom};

use super::{Counted, Done, FormState, Refused, Typed, refused};
use crate::{
    forms::staff_updates::Reader,
    request::Request,
    site::Site,
    staff::{NoticeDesk, notices::path_of, publishing::slug_of},
    visit::see_other,
    words::Words,
};

/// The longest name of a notice.
const LONGEST_NAME: usize = 200;
/// The longest subject: what a mail program shows of one, and more.
const LONGEST_SUBJECT: usize = 150;

pub(super) async fn new(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let desk = NoticeDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let is_count = typed.get("do").is_some_and(|what| what == "count");
    let mut reader = Reader { words, typed: &typed, mistakes: Vec::new() };
    let name = if is_count { reader.field("name") } else { name(&mut reader) };
    let audience = reader.audience();
    let plan = plan(&mut reader);
    let subjects = subjects(&mut reader);
    let mistakes = reader.mistakes;
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let incident = desk.incident.incident_id;
    let not_yet_told = typed.contains_key("untold");
    if is_count {
        let whom = Whom { incident_id: incident, purpose: Purpose::Notice, audience, update_id: None, not_yet_told };
        let people = site.store.count_reached(&whom).await?;
        return Ok(Done::Counted(Counted { people, per_hour: plan.map_or(0, CallPlan::per_hour) }, typed));
    }
    let with_sms = site.settings.sends_sms && typed.contains_key("sms");
    let new = NewNotice { name, audience, not_yet_told, subjects, plan, with_sms };
    let (by, now) = (desk.staff.member.staff_id, site.now());
    let mut tx = site.store.write().await?;
    // Its words and the version of its templates are fixed when a second person is asked.
    match site.store.write_notice(&mut tx, by, incident, &new, "", now).await {
        Ok(notice) => {
            tx.commit().await?;
            Ok(Done::There(see_other(request, &path_of(&desk.incident, notice))))
        }
        Err(error) => Err(refused(words, typed, "name", error)),
    }
}

fn name(reader: &mut Reader<'_>) -> String {
    let name = reader.field("name");
    let length = name.chars().count();
    if name.is_empty() || name.chars().any(char::is_control) {
        reader.wrong("name", reader.words.t("staff-notices-no-name"));
    } else if length > LONGEST_NAME {
        reader.wrong("name", reader.words.with("ask-too-long", &[("most", &LONGEST_NAME), ("length", &length)]));
    }
    name
}

/// From how many calls can be answered; nothing when that is left open.
fn plan(reader: &mut Reader<'_>) -> Option<CallPlan> {
    let (calls, callers) = (reader.field("calls"), reader.field("callers"));
    if calls.is_empty() {
        return None;
    }
    let number = |text: &str| text.replace([',', ' '], "").parse::<i64>().ok();
    let Some(calls) = number(&calls).filter(|calls| (1..=CallPlan::MOST_CALLS).contains(calls)) else {
        reader.wrong("calls", reader.words.t("staff-notices-no-calls"));
        return None;
    };
    let plan = number(&callers).and_then(|callers| CallPlan::new(calls, callers));
    if plan.is_none() {
        reader.wrong("callers", reader.words.t("staff-notices-no-callers"));
    }
    plan
}

/// Both, or neither: then the template's own.
fn subjects(reader: &mut Reader<'_>) -> Option<PerLang<String>> {
    let subjects = PerLang { en: reader.field("subject_en"), es: reader.field("subject_es") };
    if subjects.en.is_empty() && subjects.es.is_empty() {
        return None;
    }
    for (field, subject) in [("subject_en", &subjects.en), ("subject_es", &subjects.es)] {
        let length = subject.chars().count();
        if subject.is_empty() || subject.chars().any(char::is_control) {
            reader.wrong(field, reader.words.t("staff-notices-both-subjects"));
        } else if length > LONGEST_SUBJECT {
            reader.wrong(field, reader.words.with("ask-too-long", &[("most", &LONGEST_SUBJECT), ("length", &length)]));
        }
    }
    Some(subjects)
}
