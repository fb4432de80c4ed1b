//! Shows how far a file is on its way, and stops it.

use leptos::prelude::*;

/// Beside a form with a file: while it is sent a bar moves, and a press stops it. Without script the browser sends the form by itself.
#[island]
pub fn UploadProgress(
    /// The id of the form.
    form: String,
    /// What is said while the file is on its way.
    sending: String,
    /// What is said when all of it has arrived and is looked at.
    looking: String,
    /// What the button that stops it says.
    stop: String,
    /// What is said when it was stopped.
    stopped: String,
    /// What is said when it broke off.
    broke: String,
) -> impl IntoView {
    // Of a hundred; nothing while no file is on its way.
    let percent = RwSignal::new(None::<f64>);
    let said = RwSignal::new(String::new());
    let label = sending.clone();
    #[cfg(feature = "hydrate")]
    let halt = {
        let upload = browser::Upload::new(browser::Says { sending, looking, stopped, broke }, percent, said);
        Effect::new(move || upload.watch(&form));
        move |_| upload.stop()
    };
    #[cfg(not(feature = "hydrate"))]
    let halt = {
        let _ = (form, sending, looking, stopped, broke);
        |_: leptos::ev::MouseEvent| ()
    };
    view! {
        <div class="stack">
            <p role="status">{move || said.get()}</p>
            <div class="stack" hidden=move || percent.get().is_none()>
                <progress class="meter" max="100" value=move || percent.get().unwrap_or_default().to_string() aria-label=label></progress>
                <p class="actions"><button class="button button--quiet" type="button" on:click=halt>{stop}</button></p>
            </div>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        prelude::*,
        wasm_bindgen::{JsCast, JsValue, closure::Closure},
    };
    use web_sys::{Document, DomParser, FormData, HtmlElement, HtmlFormElement, ProgressEvent, SubmitEvent, SupportedType, XmlHttpRequest};

    /// What is said when.
    pub struct Says {
        pub sending: String,
        pub looking: String,
        pub stopped: String,
        pub broke: String,
    }

    /// What is on its way, if anything is.
    #[derive(Clone, Copy)]
    pub struct Upload {
        says: StoredValue<Says>,
        request: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
        percent: RwSignal<Option<f64>>,
        said: RwSignal<String>,
    }

    impl Upload {
        pub fn new(says: Says, percent: RwSignal<Option<f64>>, said: RwSignal<String>) -> Self {
            Self { says: StoredValue::new(says), request: StoredValue::new_local(None), percent, said }
        }

        /// From now on the form is sent from here. Where the browser cannot, it sends it by itself.
        pub fn watch(self, form: &str) {
            let form = document().get_element_by_id(form).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = form else { return };
            let sent = form.clone();
            let pressed = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| {
                // Pressed again, the first goes on.
                if self.percent.get_untracked().is_some() || self.send(&sent).is_ok() {
                    event.prevent_default();
                }
            });
            let _ = form.add_event_listener_with_callback("submit", pressed.as_ref().unchecked_ref());
            // It lives as long as the page.
            pressed.forget();
        }

        pub fn stop(self) {
            self.request.with_value(|request| request.as_ref().map(XmlHttpRequest::abort));
        }

        fn send(self, form: &HtmlFormElement) -> Result<(), JsValue> {
            let request = XmlHttpRequest::new()?;
            request.open("POST", &form.action())?;
            let moved = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| self.moved(&event));
            request.upload()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
            let answer = request.clone();
            let id = form.id();
            let arrived = Closure::<dyn Fn()>::new(move || self.arrived(&answer, &id));
            request.set_onload(Some(arrived.as_ref().unchecked_ref()));
            let stopped = Closure::<dyn Fn()>::new(move || self.ended(self.says.with_value(|says| says.stopped.clone())));
            request.set_onabort(Some(stopped.as_ref().unchecked_ref()));
            let broke = Closure::<dyn Fn()>::new(move || self.ended(self.says.with_value(|says| says.broke.clone())));
            request.set_onerror(Some(broke.as_ref().unchecked_ref()));
            request.send_with_opt_form_data(Some(&FormData::new_with_form(form)?))?;
            moved.forget();
            arrived.forget();
            stopped.forget();
            broke.forget();
            self.request.set_value(Some(request));
            // What was wrong with the file before is not said of this one.
            for past in [".summary", "#file-error"] {
                if let Ok(Some(said)) = document().query_selector(past) {
                    said.remove();
                }
            }
            self.percent.set(Some(0.0));
            self.said.set(self.says.with_value(|says| says.sending.clone()));
            Ok(())
        }

        fn moved(self, event: &ProgressEvent) {
            let part = if event.length_computable() { event.loaded() / event.total().max(1.0) } else { 0.0 };
            self.percent.set(Some((part * 100.0).floor()));
            if part >= 1.0 {
                self.said.set(self.says.with_value(|says| says.looking.clone()));
            }
        }

        fn ended(self, said: String) {
            self.percent.set(None);
            self.said.set(said);
        }

        /// It was taken: the page that the server leads to. It was not: what the server says of it.
        fn arrived(self, request: &XmlHttpRequest, form: &str) {
            if request.status().is_ok_and(|status| status == 200) {
                let _ = window().location().assign(&request.response_url());
                return;
            }
            let page = request.response_text().ok().flatten().unwrap_or_default();
            let page = DomParser::new().and_then(|parser| parser.parse_from_string(&page, SupportedType::TextHtml));
            match page.ok().and_then(|page| shown(&page, form)) {
                Some(()) => {
                    self.ended(String::new());
                    self.watch(form);
                }
                None => self.ended(self.says.with_value(|says| says.broke.clone())),
            }
        }
    }

    /// Takes the form with its mistakes from the server's page into this one, above it what is wrong; another page as a whole. Nothing when it is
    /// no page of ours.
    fn shown(page: &Document, form: &str) -> Option<()> {
        let here = document();
        let (old, new) = (here.get_element_by_id(form)?, page.get_element_by_id(form));
        let Some(new) = new else {
            let main = here.get_element_by_id("main")?;
            return main.replace_with_with_node_1(page.get_element_by_id("main")?.as_ref()).ok();
        };
        if let Some(said) = here.query_selector(".summary").ok().flatten() {
            said.remove();
        }
        if let Some(said) = page.query_selector(".summary").ok().flatten() {
            old.parent_element()?.before_with_node_1(&said).ok()?;
            let _ = said.dyn_into::<HtmlElement>().map(|said| said.focus());
        }
        old.replace_with_with_node_1(&new).ok()
    }
}
