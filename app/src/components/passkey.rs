//! The button that asks for a passkey. It shows only where `public/passkey.js` runs; everybody else reads what to do instead.

use leptos::prelude::*;

use crate::{components::form::FormToken, forms::use_form_state, request::use_words, site::use_site, staff::passkeys::Question};

/// A plain form: the script puts the browser's answer into a hidden field and sends it.
#[component]
pub fn PasskeyForm(
    /// What is asked.
    question: Question,
    /// Whether a new passkey is made; otherwise one is used.
    #[prop(optional)]
    is_new: bool,
    /// Where the answer goes.
    action: String,
    /// What the button says.
    button: String,
    /// What stands in the form's place without script, or in a browser that knows no passkeys.
    without: String,
    /// Where to go on.
    #[prop(optional)]
    next: Option<String>,
    /// More fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (site, words, state) = (use_site(), use_words(), use_form_state());
    let mistake = state.mistake("passkey").map(str::to_owned);
    let described = mistake.is_some().then_some("passkey-error");
    let failed = if is_new { words.t("staff-passkey-failed-new") } else { words.t("staff-passkey-failed") };
    view! {
        <form class="stack" method="post" action=action data-passkey=if is_new { "create" } else { "get" } data-options=question.options hidden>
            <FormToken/>
            <input type="hidden" name="challenge" value=question.id.to_string()/>
            <input type="hidden" name="answer" value="" autocomplete="off"/>
            {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
            {children.map(|children| children())}
            {mistake.map(|words| view! { <p class="field__error" id="passkey-error">{words}</p> })}
            <p class="field__error" role="alert" data-passkey-says data-cancelled=words.t("staff-passkey-cancelled")
                data-known=words.t("staff-passkey-known") data-lock=words.t("staff-passkey-no-lock") data-failed=failed hidden></p>
            <p class="actions"><button class="button" id="passkey" aria-describedby=described>{button}</button></p>
        </form>
        <p data-passkey-without>{without}</p>
        <script src=site.assets.passkey_js.clone()></script>
    }
    .into_any()
}
