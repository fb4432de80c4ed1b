//! What is done with a notice: each from a page of its own that says first what it does.

use domain::{notice::NoticeState, preflight::Verdict, request::LONGEST_MESSAGE};
use store::notices::{Notice, NoticeError, Regardless};

use super::{Done, Refused, Typed, not_now, refused, wrong};
use crate::{
    error::PageError,
    request::Request,
    site::Site,
    staff::{
        NoticeDesk,
        notices::{blocks, check, notice_of, obstacle, path_of, preflight},
        publishing::slug_of,
    },
    visit::see_other,
    words::Words,
};

/// A desk and the notice on it.
async fn on_desk(site: &Site, request: &Request) -> Result<(NoticeDesk, Notice), Refused> {
    let desk = NoticeDesk::open(site, request, slug_of(request)).await?;
    let notice = notice_of(site, request, &desk.incident).await?;
    Ok((desk, notice))
}

/// To the notice's own page, which says what happened and what comes next.
fn done(request: &Request, desk: &NoticeDesk, notice: &Notice) -> Done {
    Done::There(see_other(request, &path_of(&desk.incident, notice.notice_id)))
}

/// Nothing goes out while something stands in its way, or a check stops it.
async fn may_go(site: &Site, words: Words, desk: &NoticeDesk, notice: &Notice, typed: &Typed) -> Result<(), Refused> {
    if obstacle(site, &desk.incident).await?.is_some() {
        return Err(wrong(typed.clone(), "press", words.t("staff-notices-obstacle")));
    }
    if blocks(&check(site, notice).await?.0) {
        return Err(wrong(typed.clone(), "press", words.t("staff-notices-blocked")));
    }
    Ok(())
}

pub(super) async fn ask(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let words = Words(request.lang);
    // What is looked at is what it will say from now on, and not what it said before.
    let as_draft = Notice { state: NoticeState::Draft, ..notice.clone() };
    may_go(site, words, &desk, &as_draft, &typed).await?;
    let people = site.store.count_unqueued(&notice).await?;
    let (says, version) = site.mail_room.words_of(&notice).await?;
    let mut tx = site.store.write().await?;
    let by = desk.staff.member.staff_id;
    match site.store.ask_notice(&mut tx, by, &notice, (&says, &version), people, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "press", error)),
    }
    Ok(done(request, &desk, &notice))
}

pub(super) async fn take_back(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    unask(site, request, typed, false).await
}

pub(super) async fn decline(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    unask(site, request, typed, true).await
}

async fn unask(site: &Site, request: &Request, typed: Typed, is_declined: bool) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let mut tx = site.store.write().await?;
    match site.store.unask_notice(&mut tx, desk.staff.member.staff_id, &notice, is_declined, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(Words(request.lang), typed, "press", error)),
    }
    Ok(done(request, &desk, &notice))
}

pub(super) async fn approve(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let words = Words(request.lang);
    confirmed(site, &desk)?;
    may_go(site, words, &desk, &notice, &typed).await?;
    let number = |field: &str| typed.get(field).and_then(|number| number.parse::<i64>().ok()).unwrap_or(-1);
    let people = site.store.count_unqueued(&notice).await?;
    // The page said to how many; to more it does not go without saying so.
    if people > number("people") {
        return Err(wrong(typed, "press", words.with("staff-notices-more-people", &[("number", &words.number(people))])));
    }
    let regardless = regardless(site, words, &desk, &typed).await?;
    let mut tx = site.store.write().await?;
    let said = (number("words"), people);
    match site.store.approve_notice(&mut tx, desk.staff.member.staff_id, &notice, said, regardless.as_ref(), site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "press", error)),
    }
    Ok(done(request, &desk, &notice))
}

/// What the sender's records say against it, and why it goes out all the same. People must be told even where the DNS is out of our hands:
/// it takes a reason, which is in the log.
async fn regardless(site: &Site, words: Words, desk: &NoticeDesk, typed: &Typed) -> Result<Option<Regardless>, Refused> {
    let found = preflight(site, &desk.incident).await.map(|preflight| preflight.findings).unwrap_or_default();
    let against: Vec<&'static str> =
        found.iter().filter(|finding| finding.verdict() == Verdict::Block).map(|finding| finding.check().as_str()).collect();
    if against.is_empty() {
        return Ok(None);
    }
    let reason = typed.get("regardless").map(|reason| reason.trim()).unwrap_or_default();
    let length = reason.chars().count();
    if length > LONGEST_MESSAGE {
        let words = words.with("ask-too-long", &[("most", &LONGEST_MESSAGE), ("length", &length)]);
        return Err(wrong(typed.clone(), "regardless", words));
    }
    if reason.is_empty() {
        return Err(wrong(typed.clone(), "regardless", words.t("staff-notices-no-reason")));
    }
    Ok(Some(Regardless { reason: reason.to_owned(), against }))
}

pub(super) async fn release(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let words = Words(request.lang);
    confirmed(site, &desk)?;
    may_go(site, words, &desk, &notice, &typed).await?;
    let left = site.store.count_unqueued(&notice).await?;
    // Pressed twice, it would release two stages.
    let stage = site.store.notice_handling(&notice).await?.stage;
    if typed.get("stage").is_none_or(|shown| shown != stage.as_str()) {
        return Err(not_now(words, typed));
    }
    let mut tx = site.store.write().await?;
    match site.store.release_notice(&mut tx, desk.staff.member.staff_id, &notice, (stage, left), site.now()).await {
        Ok(_) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "press", error)),
    }
    Ok(done(request, &desk, &notice))
}

/// Without the second factor and without a question: whoever stops a notice is in a hurry, and nothing goes out by it.
pub(super) async fn stop(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let mut tx = site.store.write().await?;
    match site.store.stop_notice(&mut tx, desk.staff.member.staff_id, &notice, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(NoticeError::Refused(_)) => return Err(not_now(Words(request.lang), typed)),
        Err(NoticeError::Store(error)) => return Err(error.into()),
    }
    Ok(done(request, &desk, &notice))
}

pub(super) async fn resume(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let (desk, notice) = on_desk(site, request).await?;
    let words = Words(request.lang);
    confirmed(site, &desk)?;
    may_go(site, words, &desk, &notice, &typed).await?;
    let mut tx = site.store.write().await?;
    match site.store.go_on_with_notice(&mut tx, desk.staff.member.staff_id, &notice, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "press", error)),
    }
    Ok(done(request, &desk, &notice))
}

fn confirmed(site: &Site, desk: &NoticeDesk) -> Result<(), PageError> {
    desk.confirmed(site).map(|_| ())
}
