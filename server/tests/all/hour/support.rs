//! Staff of a test site, their browsers, and incidents on their first day.

use domain::{
    clock::Timestamp,
    exposure::CategorySet,
    ids::IncidentId,
    incident::{Incident, Stage},
    slug::Slug,
    staff::Role,
};
use http::{HeaderValue, Method, header};
use store::testing::staff::signed_in;

use crate::support::{Answer, TestSite, request};

/// A draft that was discovered now, on the site's clock.
pub async fn draft(site: &TestSite, slug: &str) -> Incident {
    let now = site.site.now();
    add(site, slug, |incident| incident.discovered_at = Some(now)).await
}

/// A draft as `change` makes it.
pub async fn add(site: &TestSite, slug: &str, change: impl FnOnce(&mut Incident)) -> Incident {
    let now = site.site.now();
    let mut incident = Incident {
        incident_id: IncidentId::new(now, &*site.site.entropy),
        slug: Slug::parse(slug).unwrap(),
        is_practice: false,
        stage: Stage::Draft,
        zone: "America/New_York".to_owned(),
        occurred_from: None,
        occurred_to: None,
        discovered_at: None,
        determined_at: None,
        contained_at: None,
        published_at: None,
        as_of: now,
        next_update_at: None,
        categories: CategorySet::default(),
        suspected_known_by: None,
        slots: Vec::new(),
    };
    change(&mut incident);
    site.test.store.add_incident(&incident, &[], now).await.unwrap();
    incident
}

/// The browser of a member of staff.
pub struct Desk<'a> {
    site: &'a TestSite,
    cookie: String,
    /// Their opaque id, as the log names them.
    pub id: String,
}

/// Signs somebody in with one role: in one incident, or in all.
pub async fn desk<'a>(site: &'a TestSite, role: Role, incident: Option<&Incident>) -> Desk<'a> {
    let now: Timestamp = site.site.now();
    let (staff, cookie) = signed_in(&site.test.store, role, incident.map(|incident| incident.incident_id), now).await;
    Desk { site, cookie: cookie.as_str().to_owned(), id: staff.to_string() }
}

impl Desk<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, form).await
    }

    async fn send(&self, method: Method, path: &str, form: &str) -> Answer {
        let mut asked = request(method, path, form);
        let headers = asked.headers_mut();
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let cookie = format!("{}={}", app::staff::COOKIE, self.cookie);
        headers.insert(header::COOKIE, HeaderValue::try_from(cookie).unwrap());
        self.site.send(asked).await
    }
}
