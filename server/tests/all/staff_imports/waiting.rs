//! Rows of lists that wait: looked at masked, taken in or put aside by a second person; and how many people one looks at in a day.

use domain::staff::VIEWS_PER_DAY;
use store::budgets::Decision;

use super::*;

const WAITING: &str = "/staff/incidents/march-2031/waiting";
const ROWS: &str = "external_id,given_name,email,address1,city,country,kind,categories\n\
    A-1,Ana,ana@example.org,,,US,adult,name\n\
    A-2,Benedict,ben(at)example.org,1 Row,Reno,Atlantis,adult,name\n\
    A-3,Cleo,cleo@example.org,,,US,adult,name;emial\n\
    A-4,Dan,dan@example.org,,,US\n";

/// A list that was uploaded by somebody, and whose three last rows wait.
async fn uploaded<'a>(site: &TestSite, router: &'a Router, incident: IncidentId) -> Desk<'a> {
    let sender = desk(site, router, Role::Sender, incident).await;
    let sent = sender.upload(ROWS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    finished(site, incident).await;
    sender
}

impl Desk<'_> {
    async fn settle(&self, row: &str, form: &str) -> Answer {
        self.ask(Method::POST, row, "application/x-www-form-urlencoded", form).await
    }

    /// The address of the row on this line.
    async fn row(&self, line: u32) -> String {
        let list = self.get(WAITING).await.body;
        let before = list.split(&format!("Line {line} of the list")).next().unwrap();
        before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_wait_by_reason_and_one_is_shown_masked_with_what_is_wrong() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    uploaded(&site, &router, incident).await;
    let second = desk(&site, &router, Role::Compliance, incident).await;
    let list = second.get(WAITING).await.body;
    assert!(list.contains("3 rows could not be read"), "{list}");
    for reason in ["no country", "a kind of data we do not know", "another number of values than columns"] {
        assert!(list.contains(reason), "{reason}: {list}");
    }
    assert!(!list.contains("Benedict") && !list.contains("cleo@"), "nothing of what is in them: {list}");
    let one = second.get(&format!("{WAITING}?reason=missing_country")).await.body;
    assert!(one.contains("Line 3 of the list") && !one.contains("Line 4 of the list"), "{one}");
    let page = second.get(&second.row(3).await).await.body;
    assert!(page.contains("It waits because of this: no country") && page.contains("B•••••••") && page.contains("Atlantis"), "{page}");
    assert!(!page.contains("Benedict") && !page.contains("ben(at)"), "{page}");
    let ragged = second.get(&second.row(5).await).await.body;
    assert!(ragged.contains("cannot be told apart") && !ragged.contains("value=\"take\""), "{ragged}");
    for (path, link) in [("/staff/incidents/march-2031", true), ("/staff/incidents/march-2031/imports", true), ("/staff", true)] {
        assert_eq!(second.get(path).await.body.contains(&format!("href=\"{WAITING}\"")), link, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_corrects_a_row_and_takes_it_in_and_the_log_says_which_columns() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    let sender = uploaded(&site, &router, incident).await;
    let second = desk(&site, &router, Role::Compliance, incident).await;
    let row = second.row(3).await;
    let own = sender.settle(&row, "act=take&country=US&reason=Phoned+them").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "not who uploaded it");
    let still = second.settle(&row, "act=take&empty_email=1&reason=Phoned+them").await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(still.body.contains("It cannot be taken yet: no country") && still.body.contains("value=\"Phoned them\""), "{}", still.body);
    assert_eq!(second.settle(&row, "act=take&country=US&reason=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = second.settle(&row, "act=take&country=US&empty_email=1&reason=Phoned+them").await;
    assert_eq!(taken.location(), Some(format!("{WAITING}?done=added").as_str()), "{}", taken.body);
    assert_eq!(second.settle(&row, "act=take&country=US&reason=Twice").await.status, StatusCode::NOT_FOUND, "once");
    let aside = second.settle(&second.row(5).await, "act=aside&reason=Corrected+in+the+list").await;
    assert_eq!(aside.location(), Some(format!("{WAITING}?done=aside").as_str()), "{}", aside.body);
    let import = finished(&site, incident).await;
    assert_eq!(second.accept(&import, "All+checked").await.status, StatusCode::SEE_OTHER);
    let counts = site.test.store.count_people(incident).await.unwrap();
    assert_eq!((counts.people, counts.by_letter_only, counts.quarantined), (2, 1, 1), "a letter goes to who has no address");
    let store = &site.test.store;
    let sql = "select details from audit where act = 'quarantine.release'";
    let details: String = store::on!(store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap();
    assert!(details.contains("\"corrected\":[\"country\",\"email\"]") && !details.contains("Phoned"), "{details}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_take_one_row_at_once_one_does() {
    let (site, folder) = (TestSite::new().await, tempfile::tempdir().unwrap());
    let router = with_lists(&site, folder.path());
    let incident = site.incident("march-2031").await.incident_id;
    uploaded(&site, &router, incident).await;
    let second = desk(&site, &router, Role::Compliance, incident).await;
    let row = second.row(4).await;
    let takes =
        futures::future::join_all((0..20).map(|_| second.settle(&row, "act=take&categories=name%3Bemail&reason=A+typing+mistake"))).await;
    assert_eq!(takes.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_days_number_nobody_else_is_shown_and_the_auditor_is_told_once() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    let page = format!("/staff/incidents/march-2031/people/{}", ana.person.person_id);
    for _ in 1..VIEWS_PER_DAY {
        assert_eq!(site.test.store.count_view(agent.staff, site.site.now()).await.unwrap(), Decision::Allowed);
    }
    assert_eq!(agent.get(&page).await.status, StatusCode::OK, "the last of the day");
    let auditor = site.colleague(Role::Auditor, Some(incident.incident_id)).await;
    assert!(!auditor.get("/staff").await.body.contains("reached the day"));
    for _ in 0..3 {
        let refused = agent.get(&page).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!refused.body.contains("Ana Example"));
    }
    let find = agent.post(&format!("{page}/helpers"), "act=").await;
    assert_eq!(find.status, StatusCode::SEE_OTHER, "what shows nobody is not counted");
    assert_eq!(agent.get(&format!("{page}/helpers")).await.status, StatusCode::TOO_MANY_REQUESTS);
    let home = auditor.get("/staff").await.body;
    assert_eq!(home.matches("reached the day’s limit of people looked at").count(), 1, "{home}");
    let log = auditor.get("/staff/incidents/march-2031/audit").await.body;
    assert!(log.contains("reached the day’s limit of people looked at") && log.contains("Reached the day’s limit"), "{log}");
    assert!(!agent.get("/staff").await.body.contains("reached the day’s limit"), "it is for those who read the log");
    site.clock.advance(Duration::from_secs(86_401));
    assert!(agent.get(&page).await.status != StatusCode::TOO_MANY_REQUESTS, "the next day is another");
}
