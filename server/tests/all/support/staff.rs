//! A member of staff's way in, as a browser goes it.

use domain::{
    clock::Clock,
    email::EmailAddress,
    staff::{Grant, Role},
};
use http::{Method, StatusCode, header};
use store::staff::Invited;

use super::{Answer, TestSite, request};

/// Who signs in.
pub const EMAIL: &str = "ana@example.org";
/// Their password.
pub const PASSWORD: &str = "wet lantern over nine bridges";

/// A browser: it keeps the cookies it is given.
#[derive(Clone, Default)]
pub struct Browser(pub Vec<(String, String)>);

impl Browser {
    pub async fn send(&mut self, site: &TestSite, method: Method, path: &str, form: &str) -> Answer {
        let mut asked = request(method, path, form);
        let cookies: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        asked.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        asked.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
        asked.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        let answer = site.send(asked).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.0.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.0.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    /// Opens a page.
    pub async fn get(&mut self, site: &TestSite, path: &str) -> Answer {
        self.send(site, Method::GET, path, "").await
    }

    /// Sends a form.
    pub async fn post(&mut self, site: &TestSite, path: &str, form: &str) -> Answer {
        self.send(site, Method::POST, path, form).await
    }

    /// The same browser without one of its cookies.
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(known, _)| known != name).cloned().collect())
    }
}

/// Where a form leads.
pub fn location(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
}

/// A text as a form sends it.
pub fn encoded(text: &str) -> String {
    text.replace('%', "%25").replace('+', "%2B").replace('@', "%40").replace(' ', "+").replace('#', "%23")
}

/// Adds somebody and gives their link's code.
pub async fn invited(site: &TestSite, role: Role) -> String {
    let store = &site.test.store;
    let mut tx = store.write().await.unwrap();
    let invited = store.invite_member(&mut tx, "", &EmailAddress::parse(EMAIL).unwrap(), site.clock.now()).await.unwrap();
    let Invited::Link { staff_id, token, .. } = invited else { panic!("a link") };
    store.give_role(&mut tx, staff_id, Grant { incident: None, role }, site.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    token.as_str().to_owned()
}

/// Opens the link and chooses a password: what is left is the second factor.
pub async fn with_password(site: &TestSite, role: Role) -> Browser {
    let token = invited(site, role).await;
    let mut browser = Browser::default();
    let claimed = browser.post(site, "/staff/enrol", &format!("code={token}")).await;
    assert_eq!(location(&claimed), "/staff/enrol/password", "{}", claimed.body);
    let chosen = browser.post(site, "/staff/enrol/password", &format!("name=Ana&password={0}&again={0}", encoded(PASSWORD))).await;
    assert_eq!((chosen.status, location(&chosen)), (StatusCode::SEE_OTHER, "/staff/enrol/factor"), "{}", chosen.body);
    browser
}

/// A password from a browser that has none of our cookies.
pub async fn password_from(site: &TestSite, email: &str, password: &str) -> (Browser, Answer) {
    let mut browser = Browser::default();
    let answer = browser.post(site, "/staff/signin", &format!("email={}&password={}", encoded(email), encoded(password))).await;
    (browser, answer)
}
