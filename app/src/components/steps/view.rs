//! Steps in the reader's language, with nothing on them that is not shown.

use domain::{
    guidance::{Action, Block, LinkKind, Progress, Slot, StepList},
    lang::Lang,
};

use crate::{
    me::{Mine, slot_address},
    words::Words,
};

/// A way out of a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkView {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// One step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Why.
    pub why: String,
    /// How, one by one.
    pub how: Vec<String>,
    /// What to have ready.
    pub need: Option<String>,
    /// What costs money.
    pub cost_note: Option<String>,
    /// "4 min, free · today".
    pub note: String,
    /// Where to go, best first.
    pub links: Vec<LinkView>,
    /// Whether it is ticked.
    pub is_done: bool,
}

/// A person's list as it is shown.
#[derive(Clone, Debug, Default)]
pub struct ListView {
    /// Offered before everything else.
    pub safety: Option<StepView>,
    /// The first screen.
    pub first: Vec<StepView>,
    /// What concerns everybody.
    pub strip: Vec<StepView>,
    /// More protection.
    pub more: Vec<StepView>,
    /// If somebody used the data.
    pub if_misused: Vec<StepView>,
    /// What the law lets a person ask for.
    pub rights: Vec<StepView>,
    /// Help at any time.
    pub beside: Vec<StepView>,
    /// How far the person is with the first screen.
    pub progress: Progress,
}

impl ListView {
    /// `list` for the person of `mine`.
    #[must_use]
    pub fn of(list: &StepList<'_>, mine: &Mine, lang: Lang) -> Self {
        let views = |actions: &[&Action]| actions.iter().map(|action| StepView::of(action, mine, lang)).collect();
        let blocks =
            |blocks: &[Block<'_>]| blocks.iter().flat_map(|block| &block.actions).map(|action| StepView::of(action, mine, lang)).collect();
        Self {
            safety: list.safety.map(|action| StepView::of(action, mine, lang)),
            first: blocks(&list.first),
            strip: views(&list.strip),
            more: blocks(&list.more),
            if_misused: views(&list.if_misused),
            rights: views(&list.rights),
            beside: views(&list.beside),
            progress: list.progress(|id| mine.has_ticked(id)),
        }
    }
}

impl StepView {
    /// `action` for the person of `mine`, in `lang`.
    #[must_use]
    pub fn of(action: &Action, mine: &Mine, lang: Lang) -> Self {
        let words = Words(lang);
        let own = action.slot.and_then(|slot| {
            let url = slot_address(slot, mine.incident(), lang)?;
            Some(LinkView { label: slot_label(slot, words), url })
        });
        // What can be done on a page stands before what needs a call.
        let (calls, pages): (Vec<_>, Vec<_>) = action.links.iter().partition(|link| link.kind == LinkKind::Phone);
        let links = pages.into_iter().chain(calls).map(|link| LinkView { label: link.label(lang), url: link.url(lang).to_owned() });
        let deadline = lower_first(action.deadline.label.get(lang));
        let note = if action.is_paid {
            words.with("steps-note-paid", &[("minutes", &action.minutes), ("deadline", &deadline)])
        } else {
            words.with("steps-note-free", &[("minutes", &action.minutes), ("deadline", &deadline)])
        };
        Self {
            id: action.id.clone(),
            title: action.title.get(lang).to_owned(),
            why: action.why.get(lang).to_owned(),
            how: action.steps(lang).to_vec(),
            need: action.need.as_ref().map(|need| need.get(lang).to_owned()),
            cost_note: action.cost_note.as_ref().map(|note| note.get(lang).to_owned()),
            note,
            links: own.into_iter().chain(links).collect(),
            is_done: mine.has_ticked(&action.id),
        }
    }
}

fn slot_label(slot: Slot, words: Words) -> String {
    match slot {
        Slot::IncidentPage => words.t("steps-slot-incident"),
        Slot::MonitoringEnrollment => words.t("steps-slot-monitoring"),
        Slot::PasswordReset => words.t("steps-slot-password"),
        Slot::PrivacyRequest => words.t("steps-slot-privacy"),
        Slot::OfficialContacts => words.t("steps-slot-contacts"),
        Slot::ChecklistPrint => words.t("steps-slot-print"),
    }
}

/// `Today` within a line: `today`. What is a name keeps its capital: `Social Security number`, `DNA or genetic information`.
pub(crate) fn lower_first(text: &str) -> String {
    let second_word = text.split(' ').nth(1).unwrap_or_default();
    if second_word.starts_with(char::is_uppercase) || text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What every step of a page shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepsContext {
    /// Where the tick's form goes.
    pub action: String,
    /// The language of the page.
    pub lang: Lang,
    /// The token of its forms.
    pub form_token: String,
}

#[cfg(test)]
mod tests {
    use super::lower_first;

    #[test]
    fn a_word_loses_its_capital_within_a_line_and_a_name_keeps_it() {
        assert_eq!(lower_first("Today"), "today");
        assert_eq!(lower_first("Número de teléfono"), "número de teléfono");
        assert_eq!(lower_first("Social Security number"), "Social Security number");
        assert_eq!(lower_first("DNA or genetic information"), "DNA or genetic information");
        assert_eq!(lower_first(""), "");
    }
}
