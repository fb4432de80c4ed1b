use std::time::Duration;

use domain::{
    clock::Timestamp,
    exposure::{Category, CategorySet, Exposure},
    ids::IncidentId,
    import::{Column, ImportState, ListedPerson, Quarantine, ReadOptions, Report},
    notice::{NoticeState, Purpose},
    person::Kind,
    visit::Channel,
};
use store::{
    Store,
    audit::Chain,
    imports::{Begun, Chunk, Import, ImportError, LEASE, Lease},
    invitations::Invitation,
    notices::Queued,
    quarantine::{ReleaseError, Released},
    testing::{add_test_incident, listed::listed_person, stores},
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

use uuid::Uuid;

type Row = Result<ListedPerson, &'static [u8]>;

fn people(ids: std::ops::Range<u32>) -> Vec<Row> {
    ids.map(|id| Ok(listed_person(&format!("C-{id}"), Some(&format!("p{id}@example.org"))))).collect()
}

fn moved(id: u32, city: &str) -> Row {
    let mut person = listed_person(&format!("C-{id}"), Some(&format!("p{id}@example.org")));
    person.contact.city = city.to_owned();
    Ok(person)
}

async fn begin(store: &Store, incident: IncidentId, file: u8) -> Lease {
    let begun = Begun { incident, file_sha256: [file; 32], file_bytes: 1000, options: ReadOptions::default(), to_accept: false };
    let import = store.begin_import(&begun, now()).await.unwrap();
    store.lease_import(import, now()).await.unwrap()
}

async fn leased(store: &Store, incident: IncidentId, file: u8) -> (Import, Uuid) {
    match begin(store, incident, file).await {
        Lease::Yours(import, token) => (import, token),
        other => panic!("no lease: {other:?}"),
    }
}

/// A chunk as the reader would make it; each row stands for ten bytes and one line.
async fn chunk(store: &Store, import: &Import, rows: &[Row]) -> Chunk {
    let columns = Column::ALL.iter().map(|column| column.as_str().to_owned()).collect();
    let builder = store.chunk_builder(import.incident_id, columns).await.unwrap();
    let mut chunk = Chunk::default();
    for (line, row) in (import.next_line..).zip(rows) {
        match row {
            Ok(person) => builder.push_person(&mut chunk, person.clone(), now()).unwrap(),
            Err(raw) => builder.push_quarantined(&mut chunk, line, Quarantine::RaggedRow, raw).unwrap(),
        }
    }
    chunk.next_byte = import.next_byte + 10 * rows.len() as u64;
    chunk.next_line = import.next_line + rows.len() as u64;
    chunk
}

async fn write(store: &Store, import: &mut Import, token: Uuid, rows: &[Row]) {
    let chunk = chunk(store, import, rows).await;
    store.write_chunk(import, token, &chunk, now()).await.unwrap();
}

/// A whole list, read to its end and not accepted.
async fn read_list(store: &Store, incident: IncidentId, file: u8, rows: &[Row]) -> Import {
    let (mut import, token) = leased(store, incident, file).await;
    write(store, &mut import, token, rows).await;
    store.finish_import(import.import_id, token, now()).await.unwrap();
    import
}

async fn accept(store: &Store, import: &Import) -> Import {
    store.accept_import(import.import_id, "command line", Some("checked"), now()).await.unwrap()
}

async fn visible(store: &Store, incident: IncidentId) -> i64 {
    store.count_people(incident).await.unwrap().people
}

fn four(report: &Report) -> (u64, u64, u64, u64) {
    assert!(report.adds_up());
    (report.accepted, report.changed, report.duplicate, report.quarantined_total)
}

#[tokio::test]
async fn nobody_is_visible_until_the_import_is_accepted() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let import = read_list(store, incident, 1, &people(0..300)).await;
        assert_eq!(four(&import.report), (300, 0, 0, 0));
        assert_eq!(visible(store, incident).await, 0);
        let email = domain::email::EmailAddress::parse("p7@example.org").unwrap();
        assert!(store.people_by_email(incident, &email).await.unwrap().is_empty());
        assert!(store.people_after(incident, None, 10).await.unwrap().is_empty());

        let accepted = accept(store, &import).await;
        assert_eq!((accepted.state, accepted.accept_reason.as_deref()), (ImportState::Accepted, Some("checked")));
        assert_eq!(visible(store, incident).await, 300);
        let found = store.people_by_email(incident, &email).await.unwrap();
        assert_eq!(found[0].contact.external_id, "C-7");
        assert_eq!(found[0].exposure, listed_person("C-7", None).exposure);
        assert_eq!(store.verify_audit(Chain::Incident(incident)).await.unwrap().rows, 1);
    }
}

#[tokio::test]
async fn the_same_list_again_changes_nothing_and_its_quarantine_is_stored_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let mut rows = people(0..150);
        rows.extend([Err(b"x,x".as_slice()), Err(b"x,x".as_slice()), Ok(listed_person("C-3", Some("p3@example.org")))]);
        let first = read_list(store, incident, 1, &rows).await;
        assert_eq!(four(&first.report), (150, 0, 1, 2));
        accept(store, &first).await;
        let again = read_list(store, incident, 1, &rows).await;
        assert_ne!(again.import_id, first.import_id);
        assert_eq!(four(&again.report), (0, 0, 151, 2));
        assert_eq!(store.count_people(incident).await.unwrap().quarantined, 2);
        accept(store, &again).await;
        assert_eq!(visible(store, incident).await, 150);
    }
}

#[tokio::test]
async fn a_changed_row_is_seen_only_after_its_import_is_accepted() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        accept(store, &read_list(store, incident, 1, &people(0..1200)).await).await;
        let rows: Vec<Row> = (0..1200).map(|id| moved(id, if id < 700 { "Lakeside" } else { "Springfield" })).collect();
        let second = read_list(store, incident, 2, &rows).await;
        assert_eq!(four(&second.report), (0, 700, 500, 0));
        let cities = async || {
            let people = store.people_after(incident, None, 2000).await.unwrap();
            people.iter().filter(|person| person.contact.city == "Lakeside").count()
        };
        assert_eq!(cities().await, 0);
        let before: Vec<_> = store.people_after(incident, None, 2000).await.unwrap().iter().map(|person| person.person_id).collect();
        assert_eq!(accept(store, &second).await.state, ImportState::Accepted);
        assert_eq!(cities().await, 700);
        let after: Vec<_> = store.people_after(incident, None, 2000).await.unwrap().iter().map(|person| person.person_id).collect();
        assert_eq!(before, after, "everybody keeps their id and with it their invitation");
    }
}

#[tokio::test]
async fn the_last_row_about_a_person_counts_also_within_one_list_and_over_chunks() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let (mut import, token) = leased(store, incident, 1).await;
        write(store, &mut import, token, &[moved(1, "Springfield"), moved(2, "Springfield"), moved(2, "Lakeside"), moved(1, "Lakeside")])
            .await;
        // Back to what is stored: nothing waits for person 1 any more. Person 2 is named with what waits.
        write(store, &mut import, token, &[moved(1, "Springfield"), moved(2, "Lakeside")]).await;
        store.finish_import(import.import_id, token, now()).await.unwrap();
        assert_eq!(four(&import.report), (2, 3, 1, 0));
        accept(store, &import).await;
        let people = store.people_after(incident, None, 10).await.unwrap();
        let mut cities: Vec<_> = people.iter().map(|person| (person.contact.external_id.as_str(), person.contact.city.as_str())).collect();
        cities.sort_unstable();
        assert_eq!(cities, [("C-1", "Springfield"), ("C-2", "Lakeside")]);
    }
}

#[tokio::test]
async fn a_list_whose_people_came_with_one_that_is_not_accepted_must_wait_for_it() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let first = read_list(store, incident, 1, &people(0..10)).await;
        let second = read_list(store, incident, 2, &people(5..20)).await;
        assert_eq!(four(&second.report), (10, 0, 5, 0));
        let refused = store.accept_import(second.import_id, "command line", Some("checked"), now()).await;
        assert!(matches!(refused, Err(ImportError::RestsOn(other)) if other == first.import_id));
        assert_eq!(visible(store, incident).await, 0);
        accept(store, &first).await;
        accept(store, &second).await;
        assert_eq!(visible(store, incident).await, 20);
    }
}

#[tokio::test]
async fn outside_practice_accepting_needs_a_reason_and_a_whole_list() {
    for test in stores().await {
        let store = &test.store;
        let real = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let practice = add_test_incident(store, "practice", true, now()).await.incident_id;
        let (begun, _) = leased(store, real, 9).await;
        let refused = store.accept_import(begun.import_id, "command line", Some("checked"), now()).await;
        assert!(matches!(refused, Err(ImportError::NotFinished(_))));
        let import = read_list(store, real, 1, &people(0..1)).await;
        for reason in [None, Some("  ")] {
            let refused = store.accept_import(import.import_id, "command line", reason, now()).await;
            assert!(matches!(refused, Err(ImportError::ReasonNeeded)));
        }
        let import = read_list(store, practice, 1, &people(0..1)).await;
        assert!(store.accept_import(import.import_id, "command line", None, now()).await.is_ok());
    }
}

#[tokio::test]
async fn a_reader_that_lost_its_lease_writes_nothing_and_the_next_goes_on_where_it_was() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let (mut slow, old) = leased(store, incident, 1).await;
        write(store, &mut slow, old, &people(0..10)).await;
        assert!(matches!(begin(store, incident, 1).await, Lease::HeldUntil(until) if until == now().plus(LEASE)));

        let later = now().plus(LEASE + Duration::from_micros(1));
        let Lease::Yours(mut next, new) = store.lease_import(slow.import_id, later).await.unwrap() else { panic!("no lease") };
        assert_eq!((next.next_byte, next.next_line, four(&next.report)), (100, 11, (10, 0, 0, 0)));
        let late = chunk(store, &slow, &people(10..20)).await;
        assert!(matches!(store.write_chunk(&mut slow, old, &late, later).await, Err(ImportError::LeaseLost)));
        assert!(matches!(store.finish_import(slow.import_id, old, later).await, Err(ImportError::LeaseLost)));
        write(store, &mut next, new, &people(10..20)).await;
        store.finish_import(next.import_id, new, later).await.unwrap();
        assert_eq!(four(&next.report), (20, 0, 0, 0));
        accept(store, &next).await;
        assert_eq!(visible(store, incident).await, 20);
    }
}

#[tokio::test]
async fn a_chunk_is_written_whole_or_not_at_all() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let (mut import, token) = leased(store, incident, 1).await;
        write(store, &mut import, token, &people(0..10)).await;
        // The same chunk once more, as a reader would who did not hear that it was written: it stands at the old place.
        let mut behind = Import { next_byte: 0, next_line: 1, report: Report::default(), ..import.clone() };
        let twice = chunk(store, &behind, &people(0..10)).await;
        assert!(matches!(store.write_chunk(&mut behind, token, &twice, now()).await, Err(ImportError::LeaseLost)));
        let stored = store.import(import.import_id).await.unwrap().unwrap();
        assert_eq!((stored.next_byte, four(&stored.report)), (100, (10, 0, 0, 0)));
    }
}

#[tokio::test]
async fn two_lists_with_the_same_people_at_once_make_each_of_them_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let (mut a, token_a) = leased(store, incident, 1).await;
        let (mut b, token_b) = leased(store, incident, 2).await;
        let mut backwards = people(0..400);
        backwards.reverse();
        let (chunk_a, chunk_b) = (chunk(store, &a, &people(0..400)).await, chunk(store, &b, &backwards).await);
        let (done_a, done_b) =
            futures::join!(store.write_chunk(&mut a, token_a, &chunk_a, now()), store.write_chunk(&mut b, token_b, &chunk_b, now()));
        done_a.unwrap();
        done_b.unwrap();
        assert_eq!(a.report.accepted + b.report.accepted, 400);
        assert_eq!(a.report.duplicate + b.report.duplicate, 400);
    }
}

#[tokio::test]
async fn a_released_row_becomes_a_person_once_and_one_set_aside_none() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let import = read_list(store, incident, 1, &[Err(b"first row"), Err(b"second row"), Err(b"third row")]).await;
        accept(store, &import).await;
        let waiting = store.quarantined_after(incident, None, 10).await.unwrap();
        assert_eq!(waiting.len(), 3);
        let first = waiting.iter().find(|row| row.content.raw == b"first row").unwrap();
        assert_eq!((first.line, first.reason), (1, Quarantine::RaggedRow));

        let person = listed_person("C-1", None);
        let by = ("command line", "spoke to the shop");
        let released = store.release_quarantined(incident, &waiting[0], Some(&person), by, now()).await.unwrap();
        assert!(matches!(released, Released::Added(_)));
        let again = store.release_quarantined(incident, &waiting[0], Some(&person), by, now()).await;
        assert!(matches!(again, Err(ReleaseError::NotThere)));
        let mut other = person.clone();
        other.contact.city = "Lakeside".to_owned();
        let refused = store.release_quarantined(incident, &waiting[1], Some(&other), by, now()).await;
        assert!(matches!(refused, Err(ReleaseError::OtherContent)));
        assert_eq!(store.release_quarantined(incident, &waiting[1], Some(&person), by, now()).await.unwrap(), Released::Duplicate);
        assert_eq!(store.release_quarantined(incident, &waiting[2], None, by, now()).await.unwrap(), Released::PutAside);

        let counts = store.count_people(incident).await.unwrap();
        assert_eq!((counts.people, counts.quarantined), (1, 0));
        assert_eq!(store.verify_audit(Chain::Incident(incident)).await.unwrap().rows, 4);
        // The same list again: what was released stays released.
        read_list(store, incident, 1, &[Err(b"first row"), Err(b"second row"), Err(b"third row")]).await;
        assert_eq!(store.count_people(incident).await.unwrap().quarantined, 0);
    }
}

#[tokio::test]
async fn a_dry_run_reports_what_the_import_would_and_writes_nothing() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        accept(store, &read_list(store, incident, 1, &people(0..10)).await).await;
        let mut rows = people(5..15);
        rows.extend([moved(3, "Lakeside"), moved(12, "Lakeside"), moved(12, "Lakeside"), Err(b"x,x".as_slice())]);
        let mut dry = store.dry_run(incident).await.unwrap();
        let counted = rows.iter().map(|row| row.clone().map_err(|_| Quarantine::RaggedRow)).collect();
        dry.count(counted).await.unwrap();
        assert_eq!(visible(store, incident).await, 10);
        assert_eq!(store.list_imports(incident).await.unwrap().len(), 1);
        assert_eq!(dry.report, read_list(store, incident, 2, &rows).await.report);
    }
}

#[tokio::test]
async fn a_list_that_changes_an_answer_tells_who_had_been_told_or_had_asked_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let first = read_list(store, incident, 1, &people(0..6)).await;
        accept(store, &first).await;
        // Told: 0, 1, 2 and 3. Person 4 asked at /check and knows their page; 5 knows nothing yet.
        let listed = store.people_after(incident, None, 10).await.unwrap();
        let person = |id: u32| listed.iter().find(|person| person.contact.external_id == format!("C-{id}")).unwrap().clone();
        let mut tx = store.write().await.unwrap();
        let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
        let sql = "insert into deliveries (incident_id, notice_id, delivery_id, recipient_id, channel, generation, state, attempts, due_at)
                   values ($1, $2, $3, $3, 'email', 1, 'sent', 1, 0)";
        for id in 0..4 {
            store::on!(&mut tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(notice.notice_id.0)
                .bind(person(id).person_id.0)
                .execute(&mut **db)
                .await
                .map(|_| ()))
            .unwrap();
        }
        let asked = Invitation { incident_id: incident, person_id: person(4).person_id, channel: Channel::Email, generation: 1 };
        store.invite(&mut tx, &asked).await.unwrap();
        store.leave_updates(&mut tx, incident, person(2).person_id, now()).await.unwrap();
        tx.commit().await.unwrap();

        let set = |ids: &[&str]| ids.iter().map(|id| Category::parse(id).unwrap()).collect::<CategorySet>();
        let changed = |id: u32| {
            let mut person = listed_person(&format!("C-{id}"), Some(&format!("p{id}@example.org")));
            person.exposure = Exposure::new(set(&["name", "bank_account"]), set(&["ssn"]));
            Ok(person)
        };
        // Only the city of 1 is another; 3 turns out to be a child.
        let mut child = listed_person("C-3", Some("p3@example.org"));
        child.kind = Kind::Minor;
        let rows = [changed(0), moved(1, "Lakeside"), changed(2), Ok(child), changed(4), changed(5)];
        let second = read_list(store, incident, 2, &rows).await;
        assert!(store.notices_under_way().await.unwrap().is_empty(), "nothing before it is accepted");
        accept(store, &second).await;
        accept(store, &second).await;
        let under_way = store.notices_under_way().await.unwrap();
        assert_eq!(under_way.len(), 1);
        let mailout = &under_way[0];
        assert_eq!((mailout.purpose, mailout.import_id), (Purpose::AnswerChanged, Some(second.import_id)));
        assert_eq!(store.queue_chunk(mailout, now()).await.unwrap(), Queued::All);
        let leased = store.lease_deliveries(mailout, Uuid::from_u128(7), 10, now()).await.unwrap();
        let mut told: Vec<_> =
            leased.iter().map(|one| (one.person.as_ref().unwrap().contact.external_id.clone(), one.change.unwrap())).collect();
        told.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(told.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["C-0", "C-3", "C-4"]);
        let before = listed_person("C-0", None).exposure;
        assert_eq!((told[0].1.before, told[0].1.kind_changed), (before, false));
        assert_eq!(told[0].1.after, Exposure::new(set(&["name", "bank_account"]), set(&["ssn"])));
        assert_eq!((told[1].1.after, told[1].1.kind_changed), (before, true));
        assert_eq!(store.find_notice(mailout.notice_id).await.unwrap().unwrap().state, NoticeState::Sending);

        // The same list once more changes nothing and tells nobody.
        accept(store, &read_list(store, incident, 2, &rows).await).await;
        assert_eq!(store.notices_under_way().await.unwrap().len(), 1);
        assert_eq!(store.notice_counts(mailout).await.unwrap().all(), 3);
    }
}
