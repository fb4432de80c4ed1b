//! A label, a hint, what was wrong, and the field itself.

use leptos::prelude::*;

use crate::forms::use_form_state;

/// What is typed into a field: decides keyboard, completion and looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// An e-mail address.
    Email,
    /// A code of letters and digits. Never given back to the page.
    Code,
    /// Six digits from a mail. Never given back to the page.
    Digits,
    /// Six digits from an app, or a recovery code. Never given back to the page.
    SecondFactor,
    /// The password somebody has. Never given back to the page.
    Password,
    /// A password somebody chooses. Never given back to the page.
    NewPassword,
    /// A day, as the browser asks for one: `YYYY-MM-DD`.
    Day,
    /// An hour and minute: `HH:MM`.
    Hour,
}

impl FieldKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Code => "field__input field__input--code",
            Self::SecondFactor => "field__input field__input--code",
            Self::Digits => "field__input field__input--code field__input--short",
            Self::Day | Self::Hour => "field__input field__input--short",
            _ => "field__input",
        }
    }

    const fn input_type(self) -> &'static str {
        match self {
            // Not `email`: the browser's own complaint would stand in its language and not in the page's.
            Self::Line | Self::Lines | Self::Email | Self::Code | Self::Digits | Self::SecondFactor => "text",
            Self::Password | Self::NewPassword => "password",
            Self::Day => "date",
            Self::Hour => "time",
        }
    }

    const fn keyboard(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Digits => "numeric",
            _ => "text",
        }
    }

    /// ASVS and WCAG 1.3.5: what a browser may fill in.
    const fn completion(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Digits | Self::SecondFactor => "one-time-code",
            Self::Code | Self::Day | Self::Hour => "off",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            Self::Line | Self::Lines => "on",
        }
    }

    const fn is_secret(self) -> bool {
        matches!(self, Self::Code | Self::Digits | Self::SecondFactor | Self::Password | Self::NewPassword)
    }
}

/// What stands in a `<textarea>`. Leptos writes it as it is (tachys counts the element among those whose content is no markup),
/// but a browser ends the element at the first `</textarea>` in it; so it is escaped here, and a browser undoes that.
#[must_use]
pub fn in_textarea(text: &str) -> String {
    // A browser drops a line's end at the very beginning.
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// One field of a form. What was typed and what was wrong come from the form's state.
#[component]
pub fn TextField(
    /// `name` and `id`.
    name: &'static str,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer; may be left out.
    #[prop(optional, into)]
    hint: String,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// What stands in it when nothing was typed yet.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let state = use_form_state();
    let mistake = state.mistake(name).map(str::to_owned);
    let value = match state.typed.get(name) {
        _ if kind.is_secret() => String::new(),
        Some(typed) => typed.clone(),
        None => value,
    };
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = [(!hint.is_empty()).then(|| hint_id.clone()), mistake.is_some().then(|| error_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let is_wrong = mistake.is_some().then_some("true");
    let class = if mistake.is_some() { "field field--wrong" } else { "field" };
    let input = if kind == FieldKind::Lines {
        view! {
            <textarea class=kind.class() id=name name=name rows="6" aria-describedby=described aria-invalid=is_wrong>{in_textarea(&value)}</textarea>
        }
        .into_any()
    } else {
        view! {
            <input class=kind.class() id=name name=name type=kind.input_type() value=value inputmode=kind.keyboard()
                autocomplete=kind.completion() spellcheck="false" autocapitalize="none"
                aria-describedby=described aria-invalid=is_wrong/>
        }
        .into_any()
    };
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <span class="field__hint" id=hint_id>{hint}</span> })}
            {mistake.map(|words| view! { <span class="field__error" id=error_id>{words}</span> })}
            {input}
        </div>
    }
    // One type for all, so that a page's type stays small.
    .into_any()
}
