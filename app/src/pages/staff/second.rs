//! The ways to give a second factor: a passkey where script is there and the account has one, and a code.

use leptos::prelude::*;

use crate::{
    components::{
        form::{FieldKind, FormToken, TextField},
        passkey::PasskeyForm,
    },
    request::use_words,
    staff::passkeys::Question,
};

/// How an account can give its second factor.
#[derive(Clone, Debug)]
pub struct Ways {
    /// What a passkey is asked, if there is one.
    pub question: Option<Question>,
    /// Whether there is an app; recovery codes always are.
    pub has_app: bool,
}

/// The forms, the passkey first.
#[component]
pub fn SecondFactor(
    /// How it can be given.
    ways: Ways,
    /// Where it goes.
    action: String,
    /// What the button below the code says.
    button: String,
    /// Where to go on.
    next: String,
    /// The way back.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let Ways { question, has_app } = ways;
    let has_passkey = question.is_some();
    let (label, hint) = if has_app {
        (words.t("staff-second-label"), words.t("staff-second-hint"))
    } else {
        (words.t("staff-second-recovery-label"), words.t("staff-second-recovery-hint"))
    };
    let without = if has_app { words.t("staff-second-without") } else { words.t("staff-second-without-app") };
    let passkey = question.map(|question| {
        let (action, button, next) = (action.clone(), words.t("staff-second-passkey-button"), next.clone());
        view! {
            <section class="stack">
                <h2>{words.t("staff-second-passkey")}</h2>
                <PasskeyForm question action button without next/>
            </section>
        }
    });
    view! {
        {passkey}
        <section class="stack">
            {has_passkey.then(|| view! { <h2>{if has_app { words.t("staff-second-code") } else { words.t("staff-second-recovery") }}</h2> })}
            <form class="stack" method="post" action=action>
                <FormToken/>
                <input type="hidden" name="next" value=next/>
                <TextField name="code" kind=FieldKind::SecondFactor label hint/>
                <p class="actions">
                    <button class=if has_passkey { "button button--quiet" } else { "button" }>{button}</button>
                    {children()}
                </p>
            </form>
        </section>
    }
    .into_any()
}
