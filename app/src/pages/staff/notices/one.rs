//! `/staff/incidents/{slug}/notices/{id}` and what is done with it below: how far it is, what was found, what everybody reads.

use domain::{
    incident::Incident,
    lang::Lang,
    notice::{NoticeStage, NoticeState},
    sms::SmsState,
    staff::Work,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::notices::{Handling, Notice};

use super::{
    act::{Act, ActForm, says},
    checks::{checks, in_the_way},
    figures::figures,
    preview::message,
};
use crate::{
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::FormState,
    mail_room::ShownMail,
    pages::staff::updates::staff_page,
    request::Request,
    site::Site,
    staff::{
        NoticeDesk, ReadDesk, Staff,
        notices::{Figures, audience_words, check, notice_of, obstacle, path_of, preflight, state_words},
        publishing::{lang_words, name_of, slug_of},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/notices/{id}`, and the acts below it.
    NoticePage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let act = Act::of(request)?;
    let (staff, incident) = match act {
        None => ReadDesk::open(site, request, slug_of(request)).await.map(|desk| (desk.staff, desk.incident))?,
        Some(_) => NoticeDesk::open(site, request, slug_of(request)).await.map(|desk| (desk.staff, desk.incident))?,
    };
    let notice = notice_of(site, request, &incident).await?;
    let words = Words(request.lang);
    let handling = site.store.notice_handling(&notice).await?;
    let (counts, left) = (site.store.notice_counts(&notice).await?, site.store.count_unqueued(&notice).await?);
    let (found, mails) = check(site, &notice).await?;
    let obstacle = obstacle(site, &incident).await?;
    let preflight = preflight(site, &incident).await;
    let texts_sent = sms_line(site, words, &notice).await?;
    let status = status(site, words, &incident, &notice, &handling).await?;
    let changed = changed(site, words, &notice).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let below = match act {
        Some(act) => {
            let says = says(words, act, &incident, &handling, left);
            let in_the_way = preflight.as_ref().map(|preflight| in_the_way(words, preflight)).unwrap_or_default();
            view! { <ActForm act notice=notice.clone() handling=handling.clone() says left is_confirmed in_the_way/> }.into_any()
        }
        None => actions(request, words, &staff, &incident, &notice, &handling),
    };
    let zone = incident.zone.clone();
    let title = act.map_or_else(|| notice.name.clone(), |act| act.title(words));
    let to = words.with("staff-notices-left-says", &[("count", &left), ("number", &words.number(left))]);
    let whom = audience_words(site, words, &notice);
    let base = request.lang.path(&path_of(&incident, notice.notice_id));
    let can_move = matches!(notice.state, NoticeState::Queueing | NoticeState::Sending | NoticeState::Held | NoticeState::Paused);
    // Pages with a form run no script: what is about to be pressed does not move.
    let moves = (can_move && act.is_none()).then(|| format!("{base}/progress"));
    let figures = figures(words, Figures::of(words, &incident, &notice, &handling, &counts, left), base.clone(), moves);
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <ErrorSummary/>
            <div class="stack">{status} <p>{whom}" "{to}</p> {texts_sent} {changed}</div>
            {below}
            {figures}
            <p class="actions"><a href=base.clone()>{words.t("staff-notices-reload")}</a><a href=format!("{base}/report.csv")>{words.t("staff-notices-report")}</a></p>
            {checks(words, &zone, obstacle, &found, preflight.as_ref())}
            {texts(words, mails)}
        </StaffFrame>
    }
    .into_any())
}

/// Who wrote, asked and approved it, in which stage it is, and why it stands still.
async fn status(site: &Site, words: Words, incident: &Incident, notice: &Notice, handling: &Handling) -> Result<AnyView, PageError> {
    let mut lines = Vec::new();
    let time = |at| words.moment(at, &incident.zone);
    match handling.written_by {
        Some(by) => {
            let name = name_of(site, &by.to_string()).await?;
            lines.push(words.with("staff-notices-written", &[("name", &name), ("time", &time(notice.created_at))]));
        }
        None => lines.push(words.with("staff-notices-made", &[("time", &time(notice.created_at))])),
    }
    if let Some((by, at)) = handling.asked {
        let name = name_of(site, &by.to_string()).await?;
        lines.push(words.with("staff-notices-asked", &[("name", &name), ("time", &time(at))]));
    }
    if let Some((by, at)) = handling.approved {
        let name = name_of(site, &by.to_string()).await?;
        lines.push(words.with("staff-notices-approved", &[("name", &name), ("time", &time(at))]));
    }
    if handling.stage_limit.is_some() && handling.approved.is_some() {
        lines.push(match handling.stage {
            NoticeStage::First => words.t("staff-notices-stage-first"),
            NoticeStage::Second => words.t("staff-notices-stage-second"),
            NoticeStage::All => words.t("staff-notices-stage-all"),
        });
    }
    let stopped = handling.stopped.as_ref().map(|(why, at)| {
        let time = time(*at);
        let text = match why.as_str() {
            "bounces" => words.with("staff-notices-stopped-bounces", &[("time", &time)]),
            "errors" => words.with("staff-notices-stopped-errors", &[("time", &time)]),
            _ => words.with("staff-notices-stopped-staff", &[("time", &time)]),
        };
        view! { <p class="note note--open" role="status">{text}</p> }.into_any()
    });
    let (class, state) = state_words(words, notice.state);
    let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p class="quiet">{line}</p> }.into_any()).collect();
    Ok(view! { <p class="stage"><span class=class>{state}</span></p> {lines} {stopped} }.into_any())
}

/// That text messages go out beside it, and how many are where.
async fn sms_line(site: &Site, words: Words, notice: &Notice) -> Result<Option<AnyView>, PageError> {
    if !notice.with_sms {
        return Ok(None);
    }
    let counts = site.store.sms_counts(notice.incident_id, notice.notice_id).await?;
    let of = |states: &[SmsState]| words.number(counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum());
    let (sent, waiting) = (of(&[SmsState::Sent]), of(&[SmsState::Queued, SmsState::Sending]));
    let (failed, none) = (of(&[SmsState::Failed]), of(&[SmsState::NoNumber]));
    let line = words.with("staff-notices-sms-counts", &[("sent", &sent), ("waiting", &waiting), ("failed", &failed), ("none", &none)]);
    Ok(Some(view! { <p>{line}</p> }.into_any()))
}

/// That the incident says something else by now than the notice.
async fn changed(site: &Site, words: Words, notice: &Notice) -> Result<Option<AnyView>, PageError> {
    let Some(number) = notice.words_number.filter(|_| !matches!(notice.state, NoticeState::Draft | NoticeState::Done)) else {
        return Ok(None);
    };
    let (now, _) = site.mail_room.words_of(notice).await?;
    let is_same = site.store.fixed_words(notice, number).await?.is_some_and(|fixed| fixed.words == now);
    Ok((!is_same).then(|| view! { <p class="note note--open">{words.t("staff-notices-changed")}</p> }.into_any()))
}

/// What this member of staff can do now. Stopping is one press.
fn actions(request: &Request, words: Words, staff: &Staff, incident: &Incident, notice: &Notice, handling: &Handling) -> AnyView {
    if !staff.may(Work::Notify, Some(incident.incident_id)) {
        return ().into_any();
    }
    let me = staff.member.staff_id;
    let is_own = handling.written_by == Some(me) || handling.asked.is_some_and(|(by, _)| by == me);
    let base = request.lang.path(&path_of(incident, notice.notice_id));
    let link = |act: Act| {
        let class = if matches!(act, Act::TakeBack | Act::Decline) { "button button--quiet" } else { "button" };
        view! { <a class=class href=format!("{base}/{}", act.path())>{act.title(words)}</a> }.into_any()
    };
    let mut acts = vec![Act::Release, Act::Resume, Act::Ask];
    acts.extend(if is_own { vec![Act::TakeBack] } else { vec![Act::Approve, Act::Decline] });
    let links: Vec<AnyView> = acts.into_iter().filter(|act| act.fits(notice.state, handling)).map(link).collect();
    let preview = view! { <a class="button button--quiet" href=format!("{base}/preview")>{words.t("staff-notices-preview")}</a> };
    let stop = Act::Stop.fits(notice.state, handling).then(|| {
        view! {
            <form method="post" action=format!("{base}/stop")>
                <FormToken/>
                <p class="actions"><button class="button" id="stop">{words.t("staff-notices-stop")}</button></p>
                <p class="quiet small">{words.t("staff-notices-stop-says")}</p>
            </form>
        }
    });
    let waits = (notice.state == NoticeState::Waiting && is_own).then(|| view! { <p class="note">{words.t("staff-notices-own")}</p> });
    view! { {waits} {stop} <p class="actions">{links}{preview}</p> }.into_any()
}

/// What everybody reads, in each language.
fn texts(words: Words, mails: Vec<(Lang, ShownMail)>) -> AnyView {
    let texts: Vec<AnyView> = mails
        .into_iter()
        .map(|(lang, mail)| {
            let name = lang_words(words, lang);
            view! {
                <details class="fold">
                    <summary>{words.with("staff-notices-text-in", &[("lang", &name)])}</summary>
                    <div class="step__body">{message(words, &words.t("staff-notices-to-anybody"), lang.as_str(), mail)}</div>
                </details>
            }
            .into_any()
        })
        .collect();
    view! { <section class="stack"><h2>{words.t("staff-notices-texts")}</h2>{texts}</section> }.into_any()
}
