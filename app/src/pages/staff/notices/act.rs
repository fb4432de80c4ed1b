//! One press about a notice, on a page of its own that says first what it does and to how many.

use domain::{
    incident::Incident,
    notice::{NoticeStage, NoticeState},
};
use leptos::prelude::*;
use store::notices::{Handling, Notice};

use crate::{
    components::form::{FieldKind, FormToken, TextField},
    error::PageError,
    pages::staff::confirm::ConfirmOr,
    request::{Request, use_request, use_words},
    words::{Variable, Words},
};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A second person is asked.
    Ask,
    /// What waits is a draft again.
    TakeBack,
    /// The second person says yes.
    Approve,
    /// The second person says no.
    Decline,
    /// The next stage goes out.
    Release,
    /// It stops.
    Stop,
    /// It goes on.
    Resume,
}

impl Act {
    /// The act the path names below the notice; nothing when it names the notice alone.
    pub fn of(request: &Request) -> Result<Option<Self>, PageError> {
        Ok(Some(match request.path.split('/').nth(6) {
            None => return Ok(None),
            Some("ask") => Self::Ask,
            Some("take-back") => Self::TakeBack,
            Some("approve") => Self::Approve,
            Some("decline") => Self::Decline,
            Some("release") => Self::Release,
            Some("stop") => Self::Stop,
            Some("resume") => Self::Resume,
            Some(_) => return Err(PageError::NotFound),
        }))
    }

    /// Its name in the address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::TakeBack => "take-back",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Release => "release",
            Self::Stop => "stop",
            Self::Resume => "resume",
        }
    }

    /// What a link to it says, and its page's heading.
    pub fn title(self, words: Words) -> String {
        match self {
            Self::Ask => words.t("staff-notices-ask"),
            Self::TakeBack => words.t("staff-notices-take-back"),
            Self::Approve => words.t("staff-notices-approve"),
            Self::Decline => words.t("staff-notices-decline"),
            Self::Release => words.t("staff-notices-release"),
            Self::Stop => words.t("staff-notices-stop"),
            Self::Resume => words.t("staff-notices-resume"),
        }
    }

    /// Whether something goes out by it.
    const fn is_outward(self) -> bool {
        matches!(self, Self::Approve | Self::Release | Self::Resume)
    }

    /// Whether it can be done with a notice that is so far.
    pub const fn fits(self, state: NoticeState, handling: &Handling) -> bool {
        match self {
            Self::Ask => {
                handling.written_by.is_some()
                    && matches!(state, NoticeState::Draft | NoticeState::Paused | NoticeState::Held | NoticeState::Done)
            }
            Self::TakeBack | Self::Approve | Self::Decline => matches!(state, NoticeState::Waiting),
            // What the relay put off may still be under way while somebody lets the next stage go.
            Self::Release => {
                matches!(state, NoticeState::Held) || (matches!(state, NoticeState::Sending) && handling.stage_limit.is_some())
            }
            Self::Stop => matches!(state, NoticeState::Queueing | NoticeState::Sending),
            Self::Resume => matches!(state, NoticeState::Paused),
        }
    }
}

/// What stands in a sentence.
type Values<'a> = [(&'static str, &'a dyn Variable)];

/// What a press would do.
pub(super) fn says(words: Words, act: Act, incident: &Incident, handling: &Handling, left: i64) -> String {
    let counted = |count: i64, say: &dyn Fn(&Values<'_>) -> String| say(&[("count", &count), ("number", &words.number(count))]);
    let first = |stage: NoticeStage| stage.reaches(left).unwrap_or(left).min(left);
    let said = match act {
        Act::Ask => counted(left, &|values| words.with("staff-notices-ask-says", values)),
        Act::TakeBack => words.t("staff-notices-take-back-says"),
        Act::Decline => words.t("staff-notices-decline-says"),
        Act::Approve => {
            let now = words.number(first(NoticeStage::First));
            counted(left, &|values| {
                let mut all = values.to_vec();
                all.push(("now", &now));
                words.with("staff-notices-approve-says", &all)
            })
        }
        Act::Release => match handling.stage.next() {
            Some(NoticeStage::All) | None => counted(left, &|values| words.with("staff-notices-release-all-says", values)),
            Some(stage) => {
                let limit = stage.reaches(handling.queued + left).unwrap_or(left);
                counted((limit - handling.queued).clamp(1, left.max(1)), &|values| words.with("staff-notices-release-says", values))
            }
        },
        Act::Stop => words.t("staff-notices-stop-says"),
        Act::Resume => counted(rest(handling, left), &|values| words.with("staff-notices-resume-says", values)),
    };
    if incident.is_practice && act.is_outward() { format!("{said} {}", words.t("staff-notices-practice")) } else { said }
}

/// How many more the stage goes to.
fn rest(handling: &Handling, left: i64) -> i64 {
    handling.stage_limit.map_or(left, |limit| (limit - handling.queued).clamp(0, left))
}

/// The form, after what it does. Done before, it is not there.
#[component]
pub(super) fn ActForm(
    /// What is to be done.
    act: Act,
    /// With which notice.
    notice: Notice,
    /// How it is handled.
    handling: Handling,
    /// What a press would do.
    says: String,
    /// How many people it would reach.
    left: i64,
    /// Whether the second factor was given lately.
    is_confirmed: bool,
    /// What the sender's records say against it: whoever approves goes on with a reason, or not.
    in_the_way: Vec<String>,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    if !act.fits(notice.state, &handling) {
        return view! { <p class="note" id="press">{words.t("staff-notices-refused-not-now")}</p> }.into_any();
    }
    let regardless = (act == Act::Approve && !in_the_way.is_empty()).then(|| {
        let lines: Vec<AnyView> = in_the_way.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
        view! {
            <div class="note note--open stack"><p>{words.t("staff-notices-regardless-lead")}</p><ul>{lines}</ul></div>
            <TextField name="regardless" label=words.t("staff-notices-regardless") hint=words.t("staff-notices-regardless-hint") kind=FieldKind::Lines/>
        }
    });
    let number = notice.words_number.unwrap_or_default().to_string();
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="people" value=left.to_string()/>
            <input type="hidden" name="words" value=number/>
            <input type="hidden" name="stage" value=handling.stage.as_str()/>
            <p><strong>{says}</strong></p>
            {regardless}
            <ConfirmOr is_confirmed={is_confirmed || !act.is_outward()}><button class="button" id="press">{act.title(words)}</button></ConfirmOr>
        </form>
    }
    .into_any()
}
