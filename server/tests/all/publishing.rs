//! Publish, correct, withdraw, schedule, late: through the forms of staff, seen on the public page in both languages.

use std::time::Duration;

use candor::{
    demo,
    http::{files::StaticFiles, front::FrontSettings, page_cache::PageCache, router_with_pages},
};
use domain::{
    clock::Timestamp,
    ids::{IncidentId, ProposalId},
    incident::Incident,
    person::Person,
    staff::Role,
};
use http::{HeaderValue, Method, StatusCode, header};
use store::testing::{TestEntropy, staff::signed_in, stores};

use crate::support::{Answer, NOW, TestSite, request, send};

const PAGE: &str = "/incidents/harbour-supply";
const ES: &str = "/es/incidents/harbour-supply";
const STAFF: &str = "/staff/incidents/harbour-supply/updates";
const WORDS: &str =
    "title_en=Old+invoices+were+taken&body_en=We+know+**more**+now.&title_es=Se+llevaron+recibos&body_es=Sabemos+**m%C3%A1s**.";
const NEXT: &str = "next_day=2031-03-20&next_hour=17:00";

/// A site with the demonstration as a real, public incident.
struct Desk {
    site: TestSite,
    incident: Incident,
}

/// A member of staff's browser.
struct Browser<'a> {
    desk: &'a Desk,
    cookie: String,
}

impl Desk {
    async fn on(site: TestSite) -> Self {
        let now = Timestamp::parse(NOW).unwrap();
        let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
        (new.incident.is_practice, new.incident.published_at) = (false, Some(now));
        site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
        Self { site, incident: new.incident }
    }

    async fn new() -> Self {
        Self::on(TestSite::new().await).await
    }

    async fn staff(&self, role: Role) -> Browser<'_> {
        let (_, cookie) = signed_in(&self.site.test.store, role, Some(self.incident.incident_id), self.site.site.now()).await;
        Browser { desk: self, cookie: format!("{}={}", app::staff::COOKIE, cookie.as_str()) }
    }

    /// Proposes with one form of an editor and approves with the form of another.
    async fn publish(&self, path: &str, form: &str) {
        let (writer, reader) = (self.staff(Role::Editor).await, self.staff(Role::Counsel).await);
        let proposal = writer.propose(path, form).await;
        let done = reader.post(&format!("{proposal}/approve"), "when=now").await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, Some(proposal.as_str())), "{}", done.body);
    }

    async fn publish_update(&self) -> String {
        self.publish(&format!("{STAFF}/new"), &format!("kind=facts&audience=everybody&{WORDS}&{NEXT}")).await;
        let words = self.site.test.store.incident_words(self.incident.incident_id, domain::lang::Lang::En).await.unwrap();
        words.updates.first().unwrap().update_id.to_string()
    }

    async fn body(&self, path: &str) -> String {
        let page = self.site.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.body
    }
}

impl Browser<'_> {
    async fn ask(&self, method: Method, path: &str, form: &str) -> Answer {
        let mut asked = request(method.clone(), path, form);
        if method == Method::POST {
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        asked.headers_mut().insert(header::COOKIE, HeaderValue::try_from(&self.cookie).unwrap());
        self.desk.site.send(asked).await
    }

    async fn get(&self, path: &str) -> String {
        let page = self.ask(Method::GET, path, "").await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.body
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, form).await
    }

    /// Sends a form that becomes a proposal; gives the proposal's path.
    async fn propose(&self, path: &str, form: &str) -> String {
        let answer = self.post(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_publish_everybody_reads_in_both_languages() {
    let desk = Desk::new().await;
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Counsel).await);
    let form = format!("kind=facts&audience=everybody&{WORDS}&{NEXT}");
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    // Whoever wrote it reads that somebody else must press, and cannot press.
    let own = writer.get(&proposal).await;
    assert!(own.contains("You proposed this.") && !own.contains(&format!("{proposal}/approve")), "{own}");
    let refused = writer.post(&format!("{proposal}/approve"), "when=now").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Somebody else has to approve it."));
    assert!(!desk.body(PAGE).await.contains("Old invoices were taken"));
    // The other reads it in both languages as the public will, and what the press does.
    let asked = reader.get(&format!("{proposal}/approve")).await;
    for said in
        ["Old invoices were taken", "Sabemos <strong>más</strong>", "Everybody can read it within two seconds", "20 March 2031, 17:00"]
    {
        assert!(asked.contains(said), "{said}");
    }
    assert!(desk.staff(Role::Editor).await.get("/staff").await.contains("“Old invoices were taken” waits for a second person"));
    let done = reader.post(&format!("{proposal}/approve"), "when=now").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = desk.body(PAGE).await;
    assert!(page.contains("Old invoices were taken") && page.contains("Next update by 20 March 2031, 17:00"));
    assert!(desk.body(ES).await.contains("Se llevaron recibos"));
    let revisions = desk.body(&format!("{PAGE}/revisions")).await;
    assert!(revisions.contains("New update") && revisions.contains("Old invoices were taken"));
    assert!(desk.body(&format!("{ES}/revisions")).await.contains("Nueva actualización"));
    assert!(reader.get(&proposal).await.contains("Public since"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_says_when_and_what_and_keeps_the_old_words_in_a_fold() {
    let desk = Desk::new().await;
    let id = desk.publish_update().await;
    desk.site.clock.advance(Duration::from_secs(300));
    let form = "based_on=0&what_changed_en=Not+old+orders%3A+all.&what_changed_es=No+eran+antiguos%3A+todos.&title_en=All+orders+were+taken&body_en=All+of+them.&title_es=Se+llevaron+todo&body_es=Todos.";
    desk.publish(&format!("{STAFF}/{id}/correct"), form).await;
    let page = desk.body(&format!("{PAGE}/updates/{id}")).await;
    for said in [
        "All orders were taken",
        "Corrected on 12 March 2031, 05:05",
        "Not old orders: all.",
        "What we wrote before",
        "Old invoices were taken",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = desk.body(&format!("{ES}/updates/{id}")).await;
    for said in ["Corregida el 12 de marzo de 2031", "No eran antiguos: todos.", "Lo que escribimos antes", "Se llevaron recibos"] {
        assert!(page.contains(said), "{said}");
    }
    assert!(desk.body(PAGE).await.contains("Corrected on 12 March 2031"));
    assert!(desk.body(&format!("{PAGE}/revisions")).await.contains("Update corrected"));
    // Written from words that were corrected meanwhile: refused at the second person's press.
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Counsel).await);
    let stale = writer.propose(&format!("{STAFF}/{id}/correct"), form).await;
    let refused = reader.post(&format!("{stale}/approve"), "when=now").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Somebody published another change"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_update_leaves_a_dated_marker_and_none_of_its_words() {
    let desk = Desk::new().await;
    let id = desk.publish_update().await;
    desk.publish(&format!("{STAFF}/{id}/withdraw"), "reason_en=It+was+wrong.&reason_es=Estaba+mal.").await;
    for (path, said) in [
        (format!("{PAGE}/updates/{id}"), ["This update was withdrawn", "Withdrawn on 12 March 2031", "It was wrong."]),
        (format!("{ES}/updates/{id}"), ["Retiramos esta actualización", "Retirada el 12 de marzo de 2031", "Estaba mal."]),
    ] {
        let page = desk.body(&path).await;
        assert!(said.iter().all(|said| page.contains(said)), "{page}");
        assert!(!page.contains("Old invoices") && !page.contains("Se llevaron recibos"));
    }
    let (page, revisions) = (desk.body(PAGE).await, desk.body(&format!("{PAGE}/revisions")).await);
    assert!(page.contains("Withdrawn on 12 March 2031") && !page.contains("Old invoices"));
    assert!(revisions.contains("Update withdrawn") && !revisions.contains("Old invoices"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_scheduled_appears_at_its_time_on_every_server_and_the_promise_passes_by_itself() {
    for test in stores().await {
        let desk = Desk::on(TestSite::on(test)).await;
        let (answers, pages) = router_with_pages(desk.site.site.clone(), FrontSettings::default(), StaticFiles::embedded());
        let (other_answers, other_pages) = router_with_pages(desk.site.site.clone(), FrontSettings::default(), StaticFiles::embedded());
        let servers = [(answers.router, pages), (other_answers.router, other_pages)];
        look(&servers).await;
        let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Owner).await);
        let form = format!("kind=facts&audience=everybody&{WORDS}&{NEXT}");
        let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
        let missing = reader.post(&format!("{proposal}/approve"), "when=later&publish_day=&publish_hour=").await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let at = "when=later&publish_day=2031-03-12&publish_hour=08:00";
        assert_eq!(reader.post(&format!("{proposal}/approve"), at).await.status, StatusCode::SEE_OTHER);
        assert!(reader.get(&proposal).await.contains("Becomes public by itself: 12 March 2031, 08:00"));
        desk.site.clock.advance(Duration::from_secs(3 * 3600 - 1));
        assert_eq!(desk.site.test.store.publish_due(desk.site.site.now()).await.unwrap(), 0);
        desk.site.clock.advance(Duration::from_secs(1));
        let (store, now) = (&desk.site.test.store, desk.site.site.now());
        let (one, two) = tokio::join!(store.publish_due(now), store.publish_due(now));
        assert_eq!(one.unwrap() + two.unwrap(), 1, "two servers publish once");
        look(&servers).await;
        for (router, _) in &servers {
            assert!(send(router, request(Method::GET, PAGE, "")).await.body.contains("Old invoices were taken"));
            assert!(send(router, request(Method::GET, ES, "")).await.body.contains("Se llevaron recibos"));
        }
        // Nobody publishes anything; the promised time passes, and every server says so.
        desk.site.clock.advance(Duration::from_secs(9 * 24 * 3600));
        look(&servers).await;
        for (router, _) in &servers {
            assert!(send(router, request(Method::GET, PAGE, "")).await.body.contains("It is late, and that is our fault."));
            assert!(send(router, request(Method::GET, ES, "")).await.body.contains("Está atrasada, y es culpa nuestra."));
        }
        let staff = desk.staff(Role::Editor).await.get(STAFF).await;
        assert!(staff.contains("The public page says that we are late."));
    }
}

async fn look(servers: &[(axum::Router, std::sync::Arc<PageCache>)]) {
    for (_, pages) in servers {
        pages.look().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_alone_needs_a_reason_and_everybody_on_staff_reads_it() {
    let desk = Desk::new().await;
    let writer = desk.staff(Role::Editor).await;
    let form = format!("kind=scam&audience=everybody&{WORDS}&{NEXT}");
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    assert_eq!(writer.post(&format!("{proposal}/release"), "reason=+").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let released = writer.post(&format!("{proposal}/release"), "reason=A+scam+runs+now").await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.body);
    assert!(desk.body(PAGE).await.contains("Old invoices were taken"));
    assert!(!desk.body(&format!("{PAGE}/revisions")).await.contains("scam runs"));
    let seen = desk.staff(Role::Auditor).await.get(&proposal).await;
    assert!(seen.contains("alone, in an emergency") && seen.contains("A scam runs now"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_second_factor_lately_nothing_goes_out_and_nothing_typed_is_lost() {
    let desk = Desk::new().await;
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Editor).await);
    let form = format!("kind=facts&audience=everybody&{WORDS}&{NEXT}");
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    desk.site.clock.advance(Duration::from_secs(11 * 60));
    let page = reader.get(&format!("{proposal}/approve")).await;
    assert!(page.contains(&format!("/staff/confirm?next={proposal}/approve")) && !page.contains("Approve it</button>"));
    assert_eq!(reader.post(&format!("{proposal}/approve"), "when=now").await.status, StatusCode::FORBIDDEN);
    let kept = writer.post(&format!("{proposal}/release"), "reason=A+scam+runs").await;
    assert!(kept.status == StatusCode::UNPROCESSABLE_ENTITY && kept.body.contains("A scam runs"));
    assert!(!desk.body(PAGE).await.contains("Old invoices were taken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_update_tells_why_and_can_be_written_anew_from_its_words() {
    let desk = Desk::new().await;
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Counsel).await);
    let form = format!("kind=facts&audience=everybody&{WORDS}&{NEXT}");
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    assert_eq!(reader.post(&format!("{proposal}/decline"), "reason=The+number+is+wrong").await.status, StatusCode::SEE_OTHER);
    let told = writer.get(&proposal).await;
    assert!(told.contains("The number is wrong"));
    let id = proposal.rsplit('/').next().unwrap();
    assert!(told.contains(&format!("/updates/new?from={id}")));
    let anew = writer.get(&format!("{STAFF}/new?from={id}")).await;
    for kept in ["value=\"Old invoices were taken\"", "Sabemos **más**.", "value=\"2031-03-20\"", "value=\"17:00\""] {
        assert!(anew.contains(kept), "{kept}: {anew}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_mistakes_comes_back_with_what_was_typed() {
    let desk = Desk::new().await;
    let writer = desk.staff(Role::Editor).await;
    let form = "kind=facts&audience=affected&places=US-CA,Atlantis&title_en=Kept&next_day=2031-03-01&next_hour=10:00";
    let back = writer.post(&format!("{STAFF}/new"), form).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "value=\"Kept\"",
        "“Heading in Spanish” is empty.",
        "no country or region “Atlantis”",
        "This time has passed",
        "value=\"2031-03-01\"",
    ] {
        assert!(back.body.contains(said), "{said}");
    }
    assert!(!desk.body(PAGE).await.contains("Kept"));
    let list = writer.get(STAFF).await;
    assert!(list.contains("Nothing waits and nothing is scheduled.") && list.contains("Nothing was proposed yet."));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_for_some_stands_on_their_pages_and_on_no_other() {
    let desk = Desk::new().await;
    let site = &desk.site;
    let invite = async |name: &str, region: &str| {
        let region = region.to_owned();
        let set = move |person: &mut Person| person.region = Some(region);
        site.person_with_invitation(&desk.incident, name, Some(&format!("{name}@example.org")), set).await
    };
    let (here, elsewhere) = (invite("ada", "US-CA").await, invite("ben", "US-NY").await);
    let form = format!("kind=deadline&audience=affected&places=US-CA&{WORDS}");
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Counsel).await);
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    let asked = reader.get(&format!("{proposal}/approve")).await;
    assert!(asked.contains("on the personal page of 1 person"), "{asked}");
    assert_eq!(reader.post(&format!("{proposal}/approve"), "when=now").await.status, StatusCode::SEE_OTHER);
    site.clock.advance(Duration::from_secs(3));
    let (theirs, other) = (site.enter(&here).await, site.enter(&elsewhere).await);
    assert!(theirs.get("/me").await.body.contains("Old invoices were taken"));
    assert!(theirs.get("/es/me").await.body.contains("Se llevaron recibos"));
    assert!(!other.get("/me").await.body.contains("Old invoices were taken"));
    for path in [PAGE, ES] {
        assert!(!desk.body(path).await.contains("Old invoices"));
        assert!(!desk.body(&format!("{path}/revisions")).await.contains("New update"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_of_another_incident_is_not_there() {
    let desk = Desk::new().await;
    let other = desk.site.incident("other").await;
    let proposal = proposed_in(&desk, other.incident_id).await;
    let owner = desk.staff(Role::Owner).await;
    for below in ["", "/approve", "/decline", "/release", "/take-back", "/correct", "/withdraw"] {
        let path = format!("{STAFF}/{proposal}{below}");
        assert_eq!(owner.ask(Method::GET, &path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(owner.post(&format!("{STAFF}/{proposal}/approve"), "when=now").await.status, StatusCode::NOT_FOUND);
}

async fn proposed_in(desk: &Desk, incident: IncidentId) -> ProposalId {
    let (store, now) = (&desk.site.test.store, desk.site.site.now());
    let mut words = store.current_words(incident).await.unwrap();
    words.sections[0].1.en = "A heading".to_owned();
    let proposal = domain::publishing::Proposal::Texts { words: Box::new(words) };
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, "somebody", incident, &proposal, now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_texts_are_read_before_they_are_public_and_the_old_ones_after() {
    let desk = Desk::new().await;
    let id = proposed_in(&desk, desk.incident.incident_id).await;
    let reader = desk.staff(Role::Counsel).await;
    let path = format!("{STAFF}/{id}");
    let page = reader.get(&format!("{path}/approve")).await;
    assert!(page.contains("A heading") && page.contains("What changes") && page.contains("The press changes the public page"));
    assert_eq!(reader.post(&format!("{path}/approve"), "when=now").await.status, StatusCode::SEE_OTHER);
    assert!(desk.body(PAGE).await.contains("<h1>A heading</h1>"));
    let revisions = desk.body(&format!("{PAGE}/revisions")).await;
    assert!(revisions.contains("The page changed") && revisions.contains("What we wrote before"));
    assert!(desk.body(&format!("{ES}/revisions")).await.contains("La página cambió"));
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_of_staff_is_text_on_every_page_about_updates() {
    let desk = Desk::new().await;
    let hostile = "%3Cscript%3Ealert(1)%3C/script%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+[a](javascript:alert(1))";
    let form = format!("kind=facts&audience=everybody&title_en={hostile}&body_en={hostile}&title_es={hostile}&body_es={hostile}&{NEXT}");
    let (writer, reader) = (desk.staff(Role::Editor).await, desk.staff(Role::Owner).await);
    let proposal = writer.propose(&format!("{STAFF}/new"), &form).await;
    let approve = format!("{proposal}/approve");
    let mut pages = vec![writer.get(STAFF).await, writer.get(&proposal).await, reader.get(&approve).await, reader.get("/staff").await];
    assert_eq!(reader.post(&approve, "when=now").await.status, StatusCode::SEE_OTHER);
    pages.extend([desk.body(PAGE).await, desk.body(&format!("{PAGE}/revisions")).await]);
    for page in pages {
        for never in ["<script", "<img", "href=\"javascript"] {
            assert!(!page.contains(never), "{never}: {page}");
        }
    }
}
