//! Every route, asked by everybody: who gets in is what the table written by hand says, and nobody else does.

mod callers;
mod table;

use std::collections::BTreeSet;

use app::{
    routes::{Caller as Rule, ROUTES},
    site::Budgets,
};
use callers::{Caller, World};
use domain::{helper::HelperKind, staff::Role};
use http::StatusCode;
use store::testing::{TestStore, stores};
use table::{Line, Who, lines};

use crate::support::{Answer, TestSite};

/// The headings of the pages that a 403 can be.
const ANOTHER_ROLE: &str = "<h1>Another role does this</h1>";
const ONLY_THE_PERSON: &str = "<h1>Only the person does this</h1>";
const CONFIRM: &str = "<h1>Show that it is you once more</h1>";
/// A name for what is not there.
const NOBODY: &str = "00000000-0000-7000-8000-000000000001";

/// What the table wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    In,
    SignIn,
    AnotherRole,
    OnlyThePerson,
    NotThere,
}

fn wanted(line: &Line, caller: Caller, is_here: bool) -> Wanted {
    let is_in = |is_in: bool| if is_in { Wanted::In } else { Wanted::SignIn };
    match (&line.who, caller) {
        (Who::Anyone | Who::Loopback, _) => Wanted::In,
        (Who::Opened, _) => is_in(matches!(caller, Caller::Opened | Caller::Person | Caller::Helper(_))),
        (Who::Person, Caller::Helper(_)) | (Who::Family, Caller::Helper(HelperKind::Helper)) => Wanted::OnlyThePerson,
        (Who::Person | Who::Family | Who::Helper, _) => is_in(matches!(caller, Caller::Person | Caller::Helper(_))),
        (Who::Over, _) => is_in(caller == Caller::Over),
        (Who::Half, _) => is_in(caller == Caller::Half),
        (Who::Staff, _) => is_in(matches!(caller, Caller::Staff { .. })),
        (Who::Roles { roles, is_enough_somewhere }, Caller::Staff { role, is_everywhere, .. }) => {
            let names_incident = line.path.contains("{slug}");
            if names_incident && !is_here && !is_everywhere {
                Wanted::NotThere
            } else if roles.contains(&role) && (names_incident || is_everywhere || *is_enough_somewhere) {
                Wanted::In
            } else {
                Wanted::AnotherRole
            }
        }
        (Who::Roles { .. }, _) => Wanted::SignIn,
    }
}

/// What is wrong with the answer, if anything is.
fn fault(line: &Line, wanted: Wanted, answer: &Answer) -> Option<String> {
    let (status, is_form) = (answer.status, line.method == "POST");
    // A server function answers with a status alone.
    let has_page = !line.path.starts_with("/api/");
    let is_another_role = status == StatusCode::FORBIDDEN && (answer.body.contains(ANOTHER_ROLE) || !has_page);
    let is_confirm = status == StatusCode::FORBIDDEN && answer.body.contains(CONFIRM);
    let is_staffs = line.path.starts_with("/staff");
    let is_right = match wanted {
        Wanted::In => match status {
            StatusCode::FORBIDDEN => is_confirm,
            // What is named in the address beside the incident is not there; what people ask for is tested elsewhere.
            StatusCode::NOT_FOUND => !is_staffs || line.path.replace("{slug}", "").contains('{'),
            StatusCode::UNAUTHORIZED | StatusCode::METHOD_NOT_ALLOWED | StatusCode::TOO_MANY_REQUESTS => false,
            _ => !status.is_server_error(),
        },
        Wanted::SignIn => {
            // A server function reads its arguments first; a form of people leads to where one gets in.
            let is_unread = line.path.starts_with("/api/") && status == StatusCode::UNPROCESSABLE_ENTITY;
            let is_led = is_form && status == StatusCode::SEE_OTHER && matches!(answer.location(), Some("/open" | "/code" | "/open/send"));
            let is_peoples = matches!(line.who, Who::Opened | Who::Over | Who::Person | Who::Family | Who::Helper);
            status == StatusCode::UNAUTHORIZED || (is_peoples && (is_unread || is_led))
        }
        Wanted::AnotherRole => is_another_role,
        Wanted::OnlyThePerson => status == StatusCode::FORBIDDEN && answer.body.contains(ONLY_THE_PERSON),
        Wanted::NotThere => status == StatusCode::NOT_FOUND,
    };
    let location = answer.location().map(|to| format!(" to {to}")).unwrap_or_default();
    (!is_right).then(|| format!("wanted {wanted:?}, got {status}{location}"))
}

/// The path with an incident, and with names of nothing for whatever else it asks for.
fn filled(path: &str, slug: &str, other: &str) -> String {
    path.replace("{slug}", slug).split('/').map(|part| if part.starts_with('{') { other } else { part }).collect::<Vec<_>>().join("/")
}

/// A site on which nobody is told to slow down: here one network asks thousands of times in a minute.
async fn world(test: TestStore) -> World {
    let budgets = Budgets { network_per_minute: i64::MAX, codes_per_hour: i64::MAX, ..Budgets::default() };
    World::on(TestSite::with_budgets(test, budgets)).await
}

#[test]
fn every_route_has_its_line_and_every_line_its_route() {
    let lines = lines();
    let theirs: BTreeSet<(&str, &str)> = ROUTES.iter().map(|rule| (rule.method, rule.path)).collect();
    let mine: BTreeSet<(&str, &str)> = lines.iter().map(|line| (line.method.as_str(), line.path.as_str())).collect();
    assert_eq!(lines.len(), mine.len(), "a route stands twice in server/tests/all/matrix/table.txt");
    let missing: Vec<_> = theirs.difference(&mine).collect();
    assert!(missing.is_empty(), "write a line in server/tests/all/matrix/table.txt for: {missing:?}");
    let stale: Vec<_> = mine.difference(&theirs).collect();
    assert!(stale.is_empty(), "no such route: {stale:?}");
}

#[test]
fn what_the_program_says_of_a_route_is_what_the_table_says() {
    for line in lines() {
        let Some(rule) = ROUTES.iter().find(|rule| (rule.method, rule.path) == (line.method.as_str(), line.path.as_str())) else {
            continue;
        };
        let agrees = match (&line.who, rule.caller) {
            (Who::Anyone | Who::Half, Rule::Anyone)
            | (Who::Loopback, Rule::Loopback)
            | (Who::Opened | Who::Over, Rule::OpenedVisit)
            | (Who::Person | Who::Family | Who::Helper, Rule::Person)
            | (Who::Staff, Rule::AnyStaff) => true,
            (Who::Roles { roles, .. }, Rule::Staff(work)) => Role::ALL.iter().all(|role| role.may(work) == roles.contains(role)),
            _ => false,
        };
        let lets = |kind: HelperKind| app::routes::lets_helper(rule.path, kind);
        let wants = |kind: HelperKind| line.who == Who::Helper || (line.who == Who::Family && kind != HelperKind::Helper);
        let is_persons = rule.caller == Rule::Person;
        assert!(!is_persons || HelperKind::ALL.iter().all(|kind| lets(*kind) == wants(*kind)), "{} {}: helpers", line.method, line.path);
        assert!(agrees, "{} {}: {:?} in the table, {:?} in the program", line.method, line.path, line.who, rule.caller);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_but_those_of_the_table() {
    let mut faults = Vec::new();
    for test in stores().await {
        let world = world(test).await;
        let kind = world.site.test.store.kind();
        for line in lines() {
            let is_scoped = matches!(line.who, Who::Roles { .. }) && line.path.contains("{slug}");
            let incidents: &[&str] = if is_scoped { &["here", "there"] } else { &["here"] };
            for slug in incidents {
                let path = filled(&line.path, slug, NOBODY);
                for caller in &world.callers {
                    let answer = world.ask(*caller, &line.method, &path).await;
                    let fault = fault(&line, wanted(&line, *caller, *slug == "here"), &answer);
                    faults.extend(fault.map(|fault| format!("{kind}: {} {path} as {caller:?}: {fault}", line.method)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} answers are not those of the table:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_incident_is_not_there() {
    let mut faults = Vec::new();
    for test in stores().await {
        let world = world(test).await;
        let strangers = objects_of_there(&world).await;
        for line in lines().iter().filter(|line| line.path.replace("{slug}", "").contains('{')) {
            let Who::Roles { roles, .. } = &line.who else { continue };
            // Somebody who may do it in every incident.
            let may = |caller: &&Caller| matches!(caller, Caller::Staff { role, is_everywhere: true, .. } if roles.contains(role));
            let caller = *world.callers.iter().find(may).expect("somebody who may");
            for object in &strangers {
                let path = filled(&line.path, world.here.slug.as_str(), object);
                let answer = world.ask(caller, &line.method, &path).await;
                let is_refused = match line.method.as_str() {
                    "GET" => answer.status == StatusCode::NOT_FOUND,
                    // An empty form may be refused for being empty first.
                    _ => answer.status.is_client_error() && answer.status != StatusCode::UNAUTHORIZED,
                };
                if !is_refused {
                    faults.push(format!("{} {path}: {}", line.method, answer.status));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Ids of what the other incident has. A part that adds a kind of thing adds one of it here.
async fn objects_of_there(world: &World) -> Vec<String> {
    let (store, now) = (&world.site.test.store, world.site.site.now());
    let mut tx = store.write().await.expect("a write");
    let notice = store.add_notice(&mut tx, world.there.incident_id, "First notice", "1", now).await.expect("a notice");
    let mut words = store.current_words(world.there.incident_id).await.expect("words");
    words.sections[0].1.en = "A heading".to_owned();
    let proposal = domain::publishing::Proposal::Texts { words: Box::new(words) };
    let proposal = store.propose(&mut tx, "somebody", world.there.incident_id, &proposal, now).await.expect("a proposal");
    tx.commit().await.expect("a commit");
    let sql = "select import_id from imports where incident_id = $1";
    let there = world.there.incident_id.0;
    let imports: Vec<uuid::Uuid> =
        store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(there).fetch_all(db).await).expect("the imports");
    let people = [world.person_there.person_id.0, notice.notice_id.0, proposal.0];
    people.into_iter().chain(imports).map(|id| id.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_a_role_an_account_or_a_session_loses_access_at_once() {
    use domain::staff::Grant;
    use store::{staff::MemberState, testing::staff::signed_in};
    for test in stores().await {
        let world = world(test).await;
        let (store, now) = (&world.site.test.store, world.site.site.now());
        let incident = Some(world.here.incident_id);
        let path = "/staff/incidents/here";
        let ask = async |cookie: &str| {
            let mut asked = crate::support::request(http::Method::GET, path, "");
            let cookie = format!("{}={cookie}", app::staff::COOKIE).parse().expect("a cookie");
            asked.headers_mut().insert(http::header::COOKIE, cookie);
            world.site.send(asked).await.status
        };
        for how in ["role", "account", "session"] {
            let (staff, cookie) = signed_in(store, Role::Editor, incident, now).await;
            assert_eq!(ask(cookie.as_str()).await, StatusCode::OK, "{how}");
            let mut tx = store.write().await.unwrap();
            match how {
                "role" => store.take_role(&mut tx, staff, Grant { incident, role: Role::Editor }).await.unwrap(),
                "account" => store.set_member_state(&mut tx, staff, MemberState::Removed, now).await.unwrap(),
                _ => store.end_staff_sessions(&mut tx, staff, now).await.unwrap(),
            }
            tx.commit().await.unwrap();
            let left = if how == "role" { StatusCode::NOT_FOUND } else { StatusCode::UNAUTHORIZED };
            assert_eq!(ask(cookie.as_str()).await, left, "{how}");
        }
    }
}
