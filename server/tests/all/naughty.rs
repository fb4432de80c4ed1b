//! Names and words that try to be something else: markup, formulas, templates, SQL. Everywhere they are text.

mod claims;
mod look;
mod staff;

use std::sync::Arc;

use app::site::Budgets;
use candor::{
    import::{Job, ListFile, run},
    machine::SystemClock,
};
use domain::{
    import::ReadOptions,
    incident::{Incident, Section},
    lang::Lang,
    notice::NoticeState,
    slug::Slug,
    staff::Role,
    visit::Channel,
};
use http::StatusCode;
use look::{one_line, skeleton, unescaped};
use store::{incidents::IncidentWords, testing::people::invite_test_person};

use crate::{
    mail::support::{add_incident, start_notice, until, worker},
    support::{TestSite, people::Invited},
};

/// The strings: the first is a plain name, by which the others are measured.
pub fn strings() -> Vec<String> {
    serde_json::from_str(include_str!("naughty/strings.json")).expect("a list of strings")
}

/// A site on which nobody is told to slow down.
pub async fn site() -> TestSite {
    let most = i64::MAX;
    let budgets = Budgets { network_per_minute: most, codes_per_hour: most, check_mails_per_day: most };
    TestSite::with_budgets(store::testing::sqlite_store().await, budgets)
}

/// A list whose people are called as the strings say.
fn list() -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["external_id", "given_name", "family_name", "email", "address1", "city", "country", "language", "categories"])
        .unwrap();
    for (at, string) in strings().iter().enumerate() {
        let (id, email) = (format!("X-{at}"), format!("person{at}@example.org"));
        csv.write_record([&id, string, string, &email, string, string, "US", "en", "name"]).unwrap();
    }
    csv.into_inner().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_a_list_are_text_in_every_mail_and_on_every_page_of_their_people() {
    let site = site().await;
    let (store, now) = (&site.test.store, site.site.now());
    let incident = add_incident(store, "march-2031", true, now).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    std::fs::write(&path, list()).unwrap();
    let options = ReadOptions::new(&[], false);
    let file = ListFile::look_at(&path, &options).unwrap();
    let incident = store.incident(incident).await.unwrap();
    let job = Job { store: store.clone(), clock: Arc::new(SystemClock), incident: incident.clone(), file, options, to_accept: true };
    let import = run(&job, &mut ()).await.unwrap();
    store.accept_import(import.import_id, "command line", Some("a test"), now).await.unwrap();
    let notice = start_notice(store, incident.incident_id, now).await;
    let mailer = worker(store, site.clock.clone(), None, "Larkspur Freight");
    until("the notice is done", || async { store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done }).await;
    mailer.stop().await;

    let mails = store.practice_mails(incident.incident_id, None, 1000).await.unwrap();
    let mut plain: Option<(Vec<String>, Vec<Vec<String>>)> = None;
    let mut seen = 0;
    for (at, string) in strings().iter().enumerate() {
        // What cannot be read as a name waits in quarantine.
        let Some(mail) = mails.iter().find(|mail| mail.message.to.starts_with(&format!("person{at}@"))) else { continue };
        seen += 1;
        let (mail_shape, page_shapes) = (skeleton(&mail.message.html), pages(&site, at, string).await);
        let name = one_line(string);
        assert!(mail.message.text.contains(&name), "{string:?} is not in the mail's text");
        assert!(one_line(&unescaped(&mail.message.html)).contains(&name), "{string:?} is not in the mail's HTML");
        assert!(!mail.message.subject.chars().any(char::is_control), "{string:?}");
        match &plain {
            None => plain = Some((mail_shape, page_shapes)),
            Some((mail, pages)) => {
                assert_eq!(&mail_shape, mail, "{string:?} is markup in its mail");
                assert_eq!(&page_shapes, pages, "{string:?} is markup on a page");
            }
        }
    }
    assert!(seen >= strings().len() - 4, "{seen} of {} were read", strings().len());
}

/// The shapes of all pages of a person.
async fn pages(site: &TestSite, at: usize, string: &str) -> Vec<Vec<String>> {
    let store = &site.test.store;
    let incident = store.find_incident(&domain::slug::Slug::parse("march-2031").unwrap()).await.unwrap().unwrap();
    let email = domain::email::EmailAddress::parse(&format!("person{at}@example.org")).unwrap();
    let person = store.people_by_email(incident.incident_id, &email).await.unwrap().remove(0);
    let (_, mail) = invite_test_person(store, &person, Channel::Email).await;
    let (_, letter) = invite_test_person(store, &person, Channel::Letter).await;
    let browser = site.enter(&Invited { person, mail, letter }).await;
    let asked = browser.post("/me/help", &form(&[("message", string), ("form_id", &uuid::Uuid::from_u128(at as u128).to_string())])).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{string:?}: {}", asked.body);
    let request = asked.location().unwrap().to_owned();
    let mut shapes = Vec::new();
    for path in ["/me", "/me/kept", "/me/print", "/me/help", "/me/not-me", &request] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        if path == request {
            assert!(one_line(&unescaped(&page.body)).contains(&one_line(string)), "{string:?} is not what was asked");
        }
        shapes.push(skeleton(&page.body));
    }
    let data = browser.get("/me/data.json").await;
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap_or_else(|_| panic!("{string:?} breaks the person's file"));
    assert_eq!(data["you"]["given_name"].as_str().map(one_line), Some(one_line(string)));
    shapes
}

/// A site with an incident for each of `titles`.
async fn called(titles: &[String]) -> TestSite {
    let site = site().await;
    let (store, now) = (&site.test.store, site.site.now());
    let bare = site.incident("bare").await;
    for (at, title) in titles.iter().enumerate() {
        let incident_id = domain::ids::IncidentId(uuid::Uuid::from_u128(at as u128 + 1));
        let incident = Incident { incident_id, slug: Slug::parse(&format!("incident-{at}")).unwrap(), ..bare.clone() };
        let words = IncidentWords { sections: [(Section::Title, title.clone())].into(), ..IncidentWords::default() };
        store.add_incident(&incident, &Lang::ALL.map(|lang| (lang, words.clone())), now).await.unwrap();
    }
    site
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_incident_is_called_is_text() {
    let naughty = strings();
    let (here, there) = (called(&naughty).await, called(&vec!["Ana".to_owned(); naughty.len()]).await);
    let (owner, plain_owner) = (here.colleague(Role::Owner, None).await, there.colleague(Role::Owner, None).await);
    assert_eq!(skeleton(&here.get("/").await.body), skeleton(&there.get("/").await.body));
    for (at, string) in naughty.iter().enumerate() {
        let (public, staffs) = (format!("/incidents/incident-{at}"), format!("/staff/incidents/incident-{at}"));
        let pages = [(here.get(&public).await, there.get(&public).await), (owner.get(&staffs).await, plain_owner.get(&staffs).await)];
        for (page, plain) in pages {
            assert_eq!((page.status, plain.status), (StatusCode::OK, StatusCode::OK));
            assert!(one_line(&unescaped(&page.body)).contains(&one_line(string)), "{string:?} is lost");
            assert_eq!(skeleton(&page.body), skeleton(&plain.body), "{string:?} is markup");
        }
    }
}

/// Leptos writes what stands in these elements as it is.
#[test]
fn nothing_stands_in_a_textarea_that_was_not_escaped() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    files(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src"), &mut found);
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let source: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        let fields: Vec<&str> = source.split("</textarea>").collect();
        for field in &fields[..fields.len() - 1] {
            let content = field.rsplit('>').next().unwrap_or_default().trim();
            let is_escaped = content.is_empty() || content.starts_with("{in_textarea(");
            assert!(is_escaped, "{}: a textarea wants {{in_textarea(..)}}, not {content}", path.display());
        }
        assert!(!source.contains("<noscript") && !source.contains("<style"), "{}", path.display());
    }
}

/// A form's body.
pub fn form(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_with_a_mistake_is_text() {
    let site = site().await;
    site.incident("march-2031").await;
    let owner = site.colleague(Role::Owner, None).await;
    let mut plain: Option<Vec<Vec<String>>> = None;
    for string in strings() {
        let (email, help) =
            (form(&[("email", &format!("{string} <>"))]), form(&[("message", &string), ("name", &string), ("incident", "march-2031")]));
        let audit = form(&[("about", &string), ("act", &string), ("from", &string), ("staff", &string)]);
        let answers =
            [site.post("/check", &email).await, site.post("/help", &help).await, owner.get(&format!("/staff/audit?{audit}")).await];
        assert!(one_line(&unescaped(&answers[1].body)).contains(&one_line(&string)), "{string:?} is lost");
        let shapes: Vec<_> = answers.iter().map(|answer| skeleton(&answer.body)).collect();
        assert!(answers[2].body.contains("This is no id."), "{string:?}: {}", answers[2].body);
        let first = plain.get_or_insert_with(|| shapes.clone());
        assert_eq!(&shapes, first, "{string:?} is markup");
    }
}
