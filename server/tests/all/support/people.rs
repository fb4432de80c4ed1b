//! People of a test site, and the browsers they use.

use std::cell::RefCell;

use domain::{incident::Incident, person::Person, visit::Channel};
use http::{HeaderValue, Method, StatusCode, header};
use store::{
    invitations::InvitationSecrets,
    testing::{
        add_test_incident, look,
        people::{add_test_person, invite_test_person, test_contact, test_person},
    },
};

use super::{Answer, TestSite, request};

/// A person with what the mail and the letter said.
pub struct Invited {
    pub person: Person,
    pub mail: InvitationSecrets,
    pub letter: InvitationSecrets,
}

impl Invited {
    /// The token behind `/open#`.
    pub fn token(&self) -> String {
        self.mail.link.as_ref().expect("a mail has a link").to_text()
    }
}

impl TestSite {
    /// An open, published incident that is no practice.
    pub async fn incident(&self, slug: &str) -> Incident {
        add_test_incident(&self.test.store, slug, false, self.site.now()).await
    }

    /// A person of the incident, invited by e-mail and by letter. `change` sets what the test is about.
    pub async fn person_with_invitation(
        &self,
        incident: &Incident,
        given_name: &str,
        email: Option<&str>,
        change: impl FnOnce(&mut Person),
    ) -> Invited {
        let store = &self.test.store;
        let mut person = test_person(store, incident.incident_id, test_contact(given_name, email), self.site.now());
        change(&mut person);
        add_test_person(store, &person, self.site.now()).await;
        let (_, mail) = invite_test_person(store, &person, Channel::Email).await;
        let (_, letter) = invite_test_person(store, &person, Channel::Letter).await;
        Invited { person, mail, letter }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookie: RefCell::new(None) }
    }

    /// The newest one-time code that was mailed to `email`.
    pub async fn mailed_code(&self, email: &str) -> String {
        let mails = look::mails(&self.test.store).await;
        let newest = mails.iter().rev().find(|(_, mail)| mail.to == email && mail.values.contains_key("code"));
        newest.expect("a mailed code").1.values["code"].clone()
    }

    /// A browser that went all the way from the mailed link to the person's page.
    pub async fn enter(&self, invited: &Invited) -> Browser<'_> {
        let browser = self.browser();
        browser.open(invited).await;
        browser.ask_for_code().await;
        let code = self.mailed_code(invited.person.contact.email.as_deref().expect("an address")).await;
        let entered = browser.post("/open/enter", &format!("digits={code}")).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        browser
    }
}

/// Keeps the visit's cookie as a browser does, and says that its forms come from our own pages.
pub struct Browser<'a> {
    site: &'a TestSite,
    cookie: RefCell<Option<String>>,
}

impl Browser<'_> {
    /// The value of the cookie.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.borrow().clone()
    }

    /// Puts another cookie in.
    pub fn set_cookie(&self, cookie: Option<String>) {
        *self.cookie.borrow_mut() = cookie;
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, form).await
    }

    /// Presses the button behind the mailed link.
    pub async fn open(&self, invited: &Invited) {
        let opened = self.post("/open", &format!("token={}", invited.token())).await;
        assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, Some("/open/send")), "{}", opened.body);
    }

    /// Presses "send me a code", a second later than whatever was before: mails have an order.
    pub async fn ask_for_code(&self) {
        self.site.clock.advance(std::time::Duration::from_secs(1));
        let sent = self.post("/open/send", "").await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, Some("/open/enter")), "{}", sent.body);
    }

    async fn send(&self, method: Method, path: &str, form: &str) -> Answer {
        let mut asked = request(method.clone(), path, form);
        if method == Method::POST {
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        if let Some(cookie) = self.cookie() {
            let cookie = HeaderValue::try_from(format!("{}={cookie}", app::visit::COOKIE)).expect("a cookie");
            asked.headers_mut().insert(header::COOKIE, cookie);
        }
        let answer = self.site.send(asked).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("text");
            let value = set.strip_prefix(app::visit::COOKIE).and_then(|rest| rest.strip_prefix('=')).expect("our cookie");
            let value = value.split(';').next().expect("a value");
            self.set_cookie((!value.is_empty()).then(|| value.to_owned()));
        }
        answer
    }
}

impl Answer {
    /// Where a 303 leads.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok())
    }
}
