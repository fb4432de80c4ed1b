//! The page as it would be, in a frame that runs no script and leads nowhere.

use leptos::{prelude::window, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, HtmlFormElement, HtmlIFrameElement, Response, SupportedType};

use super::fields::{all, hidden};

/// Shows in every frame below `place` what the server makes of the page now.
pub async fn show_all(place: &Element, form: &HtmlFormElement) {
    for frame in all(place, "iframe[data-page]").into_iter().filter_map(|frame| frame.dyn_into::<HtmlIFrameElement>().ok()) {
        let Some(address) = frame.get_attribute("data-page").map(|address| filled(&address, form)) else { continue };
        if let Some(html) = page_at(&address).await {
            show(&frame, &html);
        }
    }
}

/// The address with a field of the form in the place of `{NAME}`.
fn filled(address: &str, form: &HtmlFormElement) -> String {
    let Some((before, rest)) = address.split_once('{') else { return address.to_owned() };
    let Some((name, after)) = rest.split_once('}') else { return address.to_owned() };
    format!("{before}{}{after}", hidden(form, name).unwrap_or_default())
}

async fn page_at(address: &str) -> Option<String> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The first time as a document of its own; then only its body, so that it does not jump while somebody types.
fn show(frame: &HtmlIFrameElement, html: &str) {
    let Some(page) = DomParser::new().ok().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml).ok()) else { return };
    let (Some(root), Some(body)) = (page.document_element(), page.body()) else { return };
    // Our pages may stand in no frame, so a link in one would lead to an error.
    for link in all(&root, "a[href], form") {
        let _ = link.remove_attribute("href");
        let _ = link.remove_attribute("action");
    }
    let shown: Option<Document> = frame.content_document().filter(|_| frame.has_attribute("srcdoc"));
    match shown.and_then(|shown| shown.body()) {
        Some(old) => old.set_inner_html(&body.inner_html()),
        None => frame.set_srcdoc(&format!("<!DOCTYPE html>{}", root.outer_html())),
    }
}
