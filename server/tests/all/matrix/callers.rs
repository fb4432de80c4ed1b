//! Everybody who may ask: strangers, people with a visit, staff of every role in one incident and in all.

use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    helper::HelperKind,
    ids::{IncidentId, StaffId},
    incident::Incident,
    person::Person,
    staff::Role,
    visit::{Channel, Proof},
};
use http::{HeaderValue, Method, header};
use store::{
    Store,
    helpers::WayIn,
    invitations::Invitation,
    testing::{
        add_test_incident,
        helpers::add_test_helper,
        people::{add_test_person, test_contact, test_person},
        staff::signed_in,
    },
};

use crate::support::{Answer, TestSite, request};

/// So long ago that the second factor no longer counts for what goes out, and not so long that the session has ended.
const A_WHILE: Duration = Duration::from_secs(11 * 60);

/// Longer than a visit goes on by itself, and not so long that its page is forgotten.
const A_VISIT: Duration = Duration::from_secs(20 * 60);

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    Stranger,
    Opened,
    Person,
    Helper(HelperKind),
    Over,
    Half,
    Staff { id: StaffId, role: Role, is_everywhere: bool },
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stranger => f.write_str("a stranger"),
            Self::Opened => f.write_str("who opened an invitation"),
            Self::Person => f.write_str("a person"),
            Self::Helper(kind) => write!(f, "a person's {}", kind.as_str()),
            Self::Over => f.write_str("a person whose visit ran out"),
            Self::Half => f.write_str("staff without the second factor"),
            Self::Staff { role, is_everywhere, .. } => write!(f, "{} of {}", role.as_str(), if *is_everywhere { "all" } else { "here" }),
        }
    }
}

/// A site with two incidents, somebody affected in each, and staff.
pub struct World {
    pub site: TestSite,
    pub here: Incident,
    pub there: Incident,
    pub person_here: Person,
    pub person_there: Person,
    pub callers: Vec<Caller>,
    half: StaffId,
}

impl World {
    pub async fn on(site: TestSite) -> Self {
        let (store, now) = (&site.test.store, site.clock.now());
        let here = add_test_incident(store, "here", false, now).await;
        let there = add_test_incident(store, "there", false, now).await;
        let person_here = somebody(store, here.incident_id, "Ana", now).await;
        let person_there = somebody(store, there.incident_id, "Ben", now).await;
        let mut callers = vec![Caller::Stranger, Caller::Opened, Caller::Person, Caller::Over, Caller::Half];
        callers.extend(HelperKind::ALL.iter().map(|kind| Caller::Helper(*kind)));
        for role in Role::ALL.iter().copied() {
            for incident in [Some(here.incident_id), None] {
                let (id, _) = signed_in(store, role, incident, now).await;
                callers.push(Caller::Staff { id, role, is_everywhere: incident.is_none() });
            }
        }
        let (half, _) = signed_in(store, Role::Owner, None, now).await;
        Self { here, there, person_here, person_there, callers, half, site }
    }

    /// Asks with a session or visit made for this question: a form may end it.
    pub async fn ask(&self, caller: Caller, method: &str, path: &str) -> Answer {
        let cookie = self.cookie(caller).await;
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut asked = request(method.clone(), path, "");
        if method == Method::POST {
            let kind = if path.starts_with("/api/") { "application/json" } else { "application/x-www-form-urlencoded" };
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        if let Some(cookie) = cookie {
            asked.headers_mut().insert(header::COOKIE, HeaderValue::try_from(cookie).expect("a cookie"));
        }
        self.site.send(asked).await
    }

    async fn cookie(&self, caller: Caller) -> Option<String> {
        let (store, now) = (&self.site.test.store, self.site.clock.now());
        let mut tx = store.write().await.expect("a write");
        let cookie = match caller {
            Caller::Stranger => None,
            Caller::Opened | Caller::Person | Caller::Over => {
                let person = &self.person_here;
                let (incident_id, person_id) = (person.incident_id, person.person_id);
                let invitation = Invitation { incident_id, person_id, channel: Channel::Email, generation: person.generation };
                let proof = (caller != Caller::Opened).then_some(Proof::MailCode);
                let opened_at = if caller == Caller::Over { now.minus(A_VISIT) } else { now };
                let (_, cookie) = store.open_visit(&mut tx, &invitation, proof, None, opened_at).await.expect("a visit");
                Some(format!("{}={}", app::visit::COOKIE, cookie.as_str()))
            }
            Caller::Helper(kind) => {
                let helper = add_test_helper(store, &mut tx, &self.person_here, kind, now).await;
                let way = WayIn::Helper(helper.invitation());
                let (_, cookie) = store.open_visit_by(&mut tx, &way, Some(Proof::MailCode), None, now).await.expect("a visit");
                Some(format!("{}={}", app::visit::COOKIE, cookie.as_str()))
            }
            Caller::Half => {
                let opened = store.open_staff_session(&mut tx, self.half, "", now).await.expect("a session");
                Some(format!("{}={}", app::staff::COOKIE, opened.cookie.as_str()))
            }
            Caller::Staff { id, .. } => {
                let began = now.minus(A_WHILE);
                let opened = store.open_staff_session(&mut tx, id, "", began).await.expect("a session");
                let cookie = store.prove_staff_session(&mut tx, opened.session_id, began).await.expect("a proven session");
                Some(format!("{}={}", app::staff::COOKIE, cookie.as_str()))
            }
        };
        tx.commit().await.expect("a commit");
        cookie
    }
}

async fn somebody(store: &Store, incident: IncidentId, name: &str, now: Timestamp) -> Person {
    let email = format!("{}@example.org", name.to_lowercase());
    let person = test_person(store, incident, test_contact(name, Some(&email)), now);
    add_test_person(store, &person, now).await;
    person
}
