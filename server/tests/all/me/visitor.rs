//! A person whose browser holds a proven visit.

use domain::{
    clock::{Clock, Timestamp},
    exposure::{Category, CategorySet, Exposure},
    incident::Incident,
    person::{Contact, Person},
    visit::{Channel, Proof},
};
use http::{Method, Request, header};
use store::{
    invitations::Invitation,
    testing::{
        add_test_incident,
        people::{add_test_person, test_contact, test_person},
    },
};

use crate::support::{Answer, TestSite, request};

/// A site, an incident in it, and somebody who got in.
pub struct Visitor {
    pub site: TestSite,
    pub incident: Incident,
    pub person: Person,
    pub cookie: String,
}

/// A set of categories by id.
pub fn set(ids: &[&str]) -> CategorySet {
    ids.iter().map(|id| Category::parse(id).expect("a category")).collect()
}

impl Visitor {
    /// Ana, an adult of California whose Social Security number, name and e-mail address were taken.
    pub async fn ana() -> Self {
        Self::new(|person| person.contact = test_contact("Ana", Some("ana@example.org"))).await
    }

    /// Somebody whom `change` describes, with a proven visit.
    pub async fn new(change: impl FnOnce(&mut Person)) -> Self {
        let site = TestSite::new().await;
        let now = site.clock.now();
        let incident = add_test_incident(&site.test.store, "march-2031", false, now).await;
        let mut person = test_person(&site.test.store, incident.incident_id, Contact::default(), now);
        person.exposure = Exposure::new(set(&["ssn", "name", "email"]), CategorySet::default());
        change(&mut person);
        add_test_person(&site.test.store, &person, now).await;
        let cookie = proven(&site, &person, now).await;
        Self { site, incident, person, cookie }
    }

    /// Another person of the same incident, with a visit of their own: their cookie.
    pub async fn neighbour(&self) -> String {
        let now = self.site.clock.now();
        let person = test_person(&self.site.test.store, self.incident.incident_id, test_contact("Ben", None), now);
        add_test_person(&self.site.test.store, &person, now).await;
        proven(&self.site, &person, now).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_as(&self.cookie, path).await
    }

    pub async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        self.site.send(with_cookie(request(Method::GET, path, ""), cookie)).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let mut post = with_cookie(request(Method::POST, path, form), &self.cookie);
        post.headers_mut().insert("sec-fetch-site", "same-origin".parse().expect("a header"));
        post.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().expect("a header"));
        self.site.send(post).await
    }
}

async fn proven(site: &TestSite, person: &Person, now: Timestamp) -> String {
    let invitation =
        Invitation { incident_id: person.incident_id, person_id: person.person_id, channel: Channel::Email, generation: person.generation };
    let mut tx = site.test.store.write().await.expect("a write");
    let (_, cookie) = site.test.store.open_visit(&mut tx, &invitation, Some(Proof::MailCode), None, now).await.expect("a visit");
    tx.commit().await.expect("a commit");
    cookie.as_str().to_owned()
}

fn with_cookie(mut request: Request<axum::body::Body>, cookie: &str) -> Request<axum::body::Body> {
    let value = format!("__Host-candor-visit={cookie}").parse().expect("a header");
    request.headers_mut().insert(header::COOKIE, value);
    request
}

/// The value of a hidden field of the page.
pub fn hidden(page: &Answer, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&marker).unwrap_or_else(|| panic!("no field {name} in {}", page.body));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The same person, let in once more: the new cookie.
pub async fn prove_again(visitor: &Visitor) -> String {
    proven(&visitor.site, &visitor.person, visitor.site.clock.now()).await
}
