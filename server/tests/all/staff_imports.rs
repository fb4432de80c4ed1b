//! Lists of people on screen: uploaded by one, read in the background, accepted by another.

mod waiting;

use std::{path::Path, time::Duration};

use axum::Router;
use candor::http::{Lists, files::StaticFiles, front::FrontSettings, router_with};
use domain::{ids::IncidentId, import::ImportState, staff::Role};
use http::{Method, StatusCode, header};
use store::{imports::Import, testing::staff::signed_in};

use crate::support::{Answer, TestSite, request, send};

const IMPORTS: &str = "/staff/incidents/march-2031/imports";
const LIST: &str = "external_id,given_name,email,country,categories\n\
    A-1,Ana,ana@example.org,US,name\nA-2,Ben,,US,name;ssn\nA-3,Cleo,cleo@example.org,,name\n";

struct Desk<'a> {
    router: &'a Router,
    cookie: String,
}

impl Desk<'_> {
    async fn ask(&self, method: Method, path: &str, kind: &str, body: &str) -> Answer {
        let mut asked = request(method, path, body);
        let headers = asked.headers_mut();
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        headers.insert(header::COOKIE, format!("{}={}", app::staff::COOKIE, self.cookie).parse().unwrap());
        send(self.router, asked).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "text/plain", "").await
    }

    async fn upload(&self, content: &str) -> Answer {
        let body = format!(
            "--BOUNDARY\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx\r\n--BOUNDARY\r\nContent-Disposition: form-data; \
             name=\"list\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n--BOUNDARY--\r\n"
        );
        self.ask(Method::POST, IMPORTS, "multipart/form-data; boundary=BOUNDARY", &body).await
    }

    async fn accept(&self, import: &Import, reason: &str) -> Answer {
        let form = format!("reason={reason}");
        self.ask(Method::POST, &format!("{IMPORTS}/{}", import.import_id), "application/x-www-form-urlencoded", &form).await
    }
}

fn with_lists(site: &TestSite, folder: &Path) -> Router {
    let lists = Lists::in_folder(folder, site.test.address.clone(), site.test.master.clone(), 1).unwrap();
    router_with(site.site.clone(), FrontSettings { lists: Some(lists), ..FrontSettings::default() }, StaticFiles::embedded())
}

async fn desk<'a>(site: &TestSite, router: &'a Router, role: Role, incident: IncidentId) -> Desk<'a> {
    let (_, cookie) = signed_in(&site.test.store, role, Some(incident), site.site.now()).await;
    Desk { router, cookie: cookie.as_str().to_owned() }
}

async fn finished(site: &TestSite, incident: IncidentId) -> Import {
    for _ in 0..200 {
        if let Some(import) =
            site.test.store.list_imports(incident).await.unwrap().pop().filter(|import| import.state == ImportState::Finished)
        {
            return import;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the list was not read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_uploaded_by_one_and_accepted_by_another_and_its_file_goes() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    let sender = desk(&site, &router, Role::Sender, incident).await;
    let sent = sender.upload(LIST).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let import = finished(&site, incident).await;
    assert_eq!(sent.location(), Some(format!("{IMPORTS}/{}", import.import_id).as_str()));
    let report = sender.get(&format!("{IMPORTS}/{}", import.import_id)).await;
    assert!(report.body.contains("2 people become visible") && report.body.contains("no country"), "{}", report.body);
    assert!(report.body.contains("a second person has to accept it"));
    assert_eq!(sender.accept(&import, "All+checked").await.status, StatusCode::UNPROCESSABLE_ENTITY, "not who uploaded it");
    assert_eq!(site.test.store.count_people(incident).await.unwrap().people, 0);
    let second = desk(&site, &router, Role::Compliance, incident).await;
    assert_eq!(second.accept(&import, "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
    assert_eq!(second.accept(&import, "All+checked").await.status, StatusCode::SEE_OTHER);
    let counts = site.test.store.count_people(incident).await.unwrap();
    assert_eq!((counts.people, counts.quarantined), (2, 1));
    let acts: Vec<String> = {
        let sql = "select act from audit where chain = $1 order by sequence";
        let store = &site.test.store;
        store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_all(db).await).unwrap()
    };
    assert_eq!(acts, ["import.upload", "import.accept"]);
    for _ in 0..100 {
        if std::fs::read_dir(folder.path().join("uploads")).unwrap().next().is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the uploaded file is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_stores_nothing_and_says_why() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    let sender = desk(&site, &router, Role::Sender, incident).await;
    let large = format!("{LIST}{}", "A-9,Dan,dan@example.org,US,name\n".repeat(40_000));
    for (content, words) in [
        ("external_id,country,ssn\nA-1,US,1\n", "not read: ssn"),
        ("given_name\nAna\n", "header row cannot be used"),
        ("", "There is no file yet"),
        (large.as_str(), "larger than 1 MB"),
    ] {
        let refused = sender.upload(content).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    assert_eq!(site.test.store.list_imports(incident).await.unwrap(), []);
    assert!(std::fs::read_dir(folder.path().join("uploads")).unwrap().next().is_none(), "no file stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_uploads_and_another_incidents_list_is_not_there() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    site.incident("april-2031").await;
    let stranger = Desk { router: &router, cookie: "nobody".to_owned() };
    assert_eq!(stranger.upload(LIST).await.status, StatusCode::UNAUTHORIZED);
    let compliance = desk(&site, &router, Role::Compliance, incident).await;
    assert_eq!(compliance.upload(LIST).await.status, StatusCode::FORBIDDEN);
    let owner = signed_in(&site.test.store, Role::Owner, None, site.site.now()).await.1;
    let owner = Desk { router: &router, cookie: owner.as_str().to_owned() };
    assert_eq!(owner.upload(LIST).await.status, StatusCode::SEE_OTHER);
    let import = finished(&site, incident).await;
    let elsewhere = owner.get(&format!("/staff/incidents/april-2031/imports/{}", import.import_id)).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert!(owner.get(IMPORTS).await.body.contains("Waits for a second person"));
}
