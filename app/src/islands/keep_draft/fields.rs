//! The fields of a form, as they are sent and as they come back.

use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, NodeList, UrlSearchParams};

use crate::api::keep_draft::Fresh;

/// What is sent, and the texts in it.
pub struct Collected {
    /// As a browser would send the form.
    pub form: String,
    /// Name and text of what may be remembered once it is kept.
    pub texts: Vec<(String, String)>,
}

/// Everything below `root` that fits `selector`.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let found: Option<NodeList> = root.query_selector_all(selector).ok();
    let found = found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| list.item(at)).collect::<Vec<_>>());
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The names and texts of all text areas.
pub fn texts(form: &HtmlFormElement) -> Vec<(String, String)> {
    let areas = all(form, "textarea").into_iter().filter_map(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    areas.map(|area| (area.name(), area.value())).collect()
}

/// The form without what must not be sent: texts that stand as `known`, unless it is kept as one, and days that are half typed.
pub fn collect(form: &HtmlFormElement, known: &[(String, String)], is_whole: bool) -> Option<Collected> {
    let data = FormData::new_with_form(form).ok()?;
    let params = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    params.delete("form_token");
    let mut sent = Vec::new();
    for (name, text) in texts(form) {
        if !is_whole && known.iter().any(|(other, before)| *other == name && *before == text) {
            params.delete(&name);
        } else {
            sent.push((name, text));
        }
    }
    for input in all(form, "input").into_iter().filter_map(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        // A browser gives nothing for half a day: that is no emptied field.
        if input.validity().bad_input() {
            params.delete(&input.name());
        }
    }
    Some(Collected { form: String::from(params.to_string()), texts: sent })
}

/// Puts `value` into the hidden field `name`.
pub fn set_hidden(form: &HtmlFormElement, name: &str, value: &str) {
    if let Some(input) = by_name(form, name).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(value);
    }
}

/// What stands in the hidden field `name`.
pub fn hidden(form: &HtmlFormElement, name: &str) -> Option<String> {
    Some(by_name(form, name)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

fn by_name(form: &HtmlFormElement, name: &str) -> Option<Element> {
    form.query_selector(&format!("[name=\"{name}\"]")).ok()?
}

/// Shows a colleague's newer text, unless somebody has begun to write there.
pub fn refresh(form: &HtmlFormElement, fresh: &Fresh, known: &mut Vec<(String, String)>) {
    let Some(area) = by_name(form, &fresh.name).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let is_left_alone = known.iter().any(|(name, text)| *name == fresh.name && *text == area.value());
    let is_here = leptos::prelude::document().active_element().is_some_and(|active| active == *AsRef::<Element>::as_ref(&area));
    if is_left_alone && !is_here {
        area.set_value(&fresh.text);
        remember(known, fresh.name.clone(), area.value());
        set_hidden(form, &fresh.version_name, &fresh.version);
    }
}

/// Remembers what is kept of a text.
pub fn remember(known: &mut Vec<(String, String)>, name: String, text: String) {
    known.retain(|(other, _)| *other != name);
    known.push((name, text));
}

/// Whether `element` is what a form leaves by: a button that sends it.
pub fn as_button(element: Option<HtmlElement>) -> Option<HtmlElement> {
    element.filter(|element| element.is_connected())
}
