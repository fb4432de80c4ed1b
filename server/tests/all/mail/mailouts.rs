//! Updates, corrections and changed answers, as they arrive.

use std::time::Duration;

use domain::{
    exposure::{Category, CategorySet, Exposure},
    ids::IncidentId,
    incident::UpdateKind,
    lang::Lang,
    leave::LeaveToken,
    mail::MailState,
    notice::NoticeState,
    person::Kind,
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience, Withdrawal},
};
use store::{
    Store,
    notices::Notice,
    testing::{TestClock, sqlite_store},
};

use super::{
    contents::only_our_host,
    sink::{Mood, Sink},
    support::{Message, PUBLIC_URL, add_incident, add_person, html_words, now, start_notice, until, words, worker},
};

const NOW: &str = "2031-03-09T14:20:00Z";
const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";
const HEADERS: [&str; 8] = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];

async fn is_done(store: &Store, notice: &Notice) -> bool {
    store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done
}

async fn publish(store: &Store, incident: IncidentId, clock: &TestClock, proposal: Proposal) -> Notice {
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, ANA, incident, &proposal, now(clock)).await.unwrap();
    store.approve_proposal(&mut tx, BEN, incident, id, None, now(clock)).await.unwrap();
    tx.commit().await.unwrap();
    store.mailout_of_proposal(incident, id).await.unwrap().unwrap()
}

fn both(en: &str, es: &str) -> PerLang<String> {
    PerLang { en: en.to_owned(), es: es.to_owned() }
}

fn texts() -> PerLang<PostText> {
    let text = |title: &str, body: &str| PostText { title: title.to_owned(), body: body.to_owned() };
    PerLang {
        en: text("Bank accounts <too>", "We know *more*.\n\n- one\n- [two](https://incident.example.org/x)"),
        es: text("También cuentas bancarias", "Sabemos *más*.\n\n- una\n- dos"),
    }
}

/// The token of the one address to leave at, which stands in the text as well.
fn leave_token(message: &Message, lang: Lang) -> LeaveToken {
    let start = format!("{PUBLIC_URL}{}", lang.path("/subscriptions/leave/"));
    let token = message.text.split_once(&start).unwrap().1.split_whitespace().next().unwrap();
    assert!(message.html.contains(&format!("href=\"{start}{token}\"")), "and in the HTML");
    assert_eq!(message.leave, format!("<{start}{token}>"), "and in the header, in one piece");
    assert_eq!(message.one_click, "List-Unsubscribe=One-Click");
    LeaveToken::parse(token).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_its_correction_and_its_withdrawal_arrive_in_the_readers_language_with_the_way_to_leave() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let (store, sink) = (&test.store, Sink::start(|_| Mood::Takes).await);
    let incident = add_incident(store, "march-2031", false, now(&clock)).await;
    let mut people = Vec::new();
    for (at, kind) in [Kind::Adult, Kind::Minor, Kind::Deceased].into_iter().enumerate() {
        for lang in Lang::ALL {
            let name = format!("Canary{at}{}", lang.as_str());
            people.push((add_person(store, incident, &name, kind, lang, now(&clock)).await, name.to_lowercase(), kind, lang));
        }
    }
    let handle = worker(store, clock.clone(), Some(&sink), "Harbour Supply");
    let notice = start_notice(store, incident, now(&clock)).await;
    until("the notice is done", || is_done(store, &notice)).await;
    for message in sink.taken().iter().map(Message::read) {
        assert_eq!((message.headers.as_slice(), message.leave.as_str()), (&HEADERS.map(str::to_owned)[..], ""), "nobody leaves the notice");
    }
    let update = NewUpdate {
        kind: UpdateKind::Facts,
        texts: texts(),
        next_update_at: Some(now(&clock).plus(Duration::from_secs(86_400))),
        audience: UpdateAudience::Everybody,
        by_mail: true,
    };
    let update = publish(store, incident, &clock, Proposal::Update(update)).await;
    let update_id = update.update_id.unwrap();
    until("the update is done", || is_done(store, &update)).await;
    let fixed = Correction { update_id, texts: texts(), what_changed: both("It was *less*.", "Fue *menos*."), based_on: 0 };
    let fixed = publish(store, incident, &clock, Proposal::CorrectUpdate(fixed)).await;
    until("the correction is done", || is_done(store, &fixed)).await;
    let gone = Withdrawal { update_id, reason: both("It was false.", "Era falso.") };
    let gone = publish(store, incident, &clock, Proposal::WithdrawUpdate(gone)).await;
    until("the withdrawal is done", || is_done(store, &gone)).await;
    handle.stop().await;

    let taken: Vec<Message> = sink.taken().iter().map(Message::read).collect();
    assert_eq!(taken.len(), 4 * people.len());
    for (person, name, kind, lang) in &people {
        let mine: Vec<_> = taken.iter().filter(|message| message.to == format!("{name}@example.org")).collect();
        let (subjects, said) = if *lang == Lang::En {
            let subjects = ["News about our data breach", "Correction: what we wrote about our data breach"];
            (subjects, ["We know more.", "It was less.", "It was false.", "10 March 2031", "Bank accounts <too>"])
        } else {
            let subjects =
                ["Novedades sobre nuestra filtración de datos", "Corrección: lo que escribimos sobre nuestra filtración de datos"];
            (subjects, ["Sabemos más.", "Fue menos.", "Era falso.", "10 de marzo de 2031", "También cuentas bancarias"])
        };
        let theirs: Vec<_> = mine.iter().map(|message| message.subject.as_str()).collect();
        assert_eq!(theirs[1..], [subjects[0], subjects[1], subjects[1]], "a subject names no kind of data");
        for (at, message) in mine[1..].iter().enumerate() {
            assert_eq!(html_words(&message.html), words(&message.text), "both parts say the same");
            only_our_host(message);
            assert!(message.text.contains(said[at]) && message.text.contains(said[4]), "{}", message.text);
            assert_eq!(message.text.contains(said[3]), at == 0, "only the update promises the next");
            assert!(!message.text.to_lowercase().contains(name.as_str()), "nobody is named");
            let opening = match (kind, lang) {
                (Kind::Adult, Lang::En) => "Hello,",
                (Kind::Adult, Lang::Es) => "Buenos días:",
                (Kind::Minor, Lang::En) => "To the parent or guardian:",
                (Kind::Minor, Lang::Es) => "A quien ejerce la patria potestad o la tutela:",
                (Kind::Deceased, Lang::En) => "To the family or executor:",
                (Kind::Deceased, Lang::Es) => "A la familia o albacea:",
            };
            assert!(message.text.lines().any(|line| line == opening), "{opening}");
            assert!(message.text.contains(&format!("{}/updates/{update_id}", lang.path("/incidents/march-2031"))));
            let token = message.text.split_once("/open#").unwrap().1.split_whitespace().next().unwrap();
            let found = store.find_invitation_by_link(&domain::code::LinkToken::parse(token).unwrap()).await.unwrap();
            assert_eq!(found.unwrap().person_id, *person);
            assert_eq!(store.find_leaver(&leave_token(message, *lang)).await.unwrap(), Some((incident, *person)));
            let mut headers = message.headers.clone();
            headers.retain(|name| !name.starts_with("List-Unsubscribe"));
            assert_eq!((headers, message.headers.len()), (HEADERS.map(str::to_owned).to_vec(), 10));
        }
    }
    assert_eq!(store.find_notice(update.notice_id).await.unwrap().unwrap().template_version.len(), 12, "known since it began");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_answer_says_what_changed_and_an_address_without_a_mailbox_hears_no_more() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let store = &test.store;
    let sink = Sink::start(|to| if to.starts_with("gone") { Mood::RefusesRecipient("550 5.1.1 no such user") } else { Mood::Takes }).await;
    let incident = add_incident(store, "march-2031", false, now(&clock)).await;
    let mut people = Vec::new();
    for (name, lang) in [("Ana", Lang::En), ("Eva", Lang::Es), ("Gone", Lang::En)] {
        people.push(add_person(store, incident, name, Kind::Adult, lang, now(&clock)).await);
    }
    let handle = worker(store, clock.clone(), Some(&sink), "Harbour Supply");
    let notice = start_notice(store, incident, now(&clock)).await;
    until("the notice is done", || is_done(store, &notice)).await;
    assert!(store.is_suppressed(&domain::email::EmailAddress::parse("gone@example.org").unwrap()).await.unwrap());
    let set = |ids: &[&str]| ids.iter().map(|id| Category::parse(id).unwrap()).collect::<CategorySet>();
    // ssn was confirmed and bank_account suspected: now the account is sure, the number is not any more, and a passport is new.
    let mailout = store::testing::answers::change_answers(
        store,
        incident,
        &people,
        Exposure::new(set(&["bank_account"]), set(&["ssn", "passport"])),
        now(&clock),
    )
    .await;
    until("the changes are told", || is_done(store, &mailout)).await;
    handle.stop().await;
    let counts = store.notice_counts(&mailout).await.unwrap();
    assert_eq!((counts.of(MailState::Sent), counts.all()), (2, 2));
    let taken: Vec<Message> = sink.taken().iter().skip(2).map(Message::read).collect();
    let catalogue = domain::guidance::Catalogue::bundled();
    for (message, lang) in [("ana", Lang::En), ("eva", Lang::Es)]
        .map(|(name, lang)| (taken.iter().find(|message| message.to == format!("{name}@example.org")).unwrap(), lang))
    {
        let label = |id| catalogue.category(Category::parse(id).unwrap()).label.get(lang).to_owned();
        let (subject, suspected, surer, doubted) = if lang == Lang::En {
            ("Your page about our data breach has news", "Suspected", "Now we know that it was in the data:", "We are no longer sure")
        } else {
            (
                "Hay novedades en su página sobre nuestra filtración de datos",
                "Posible",
                "Ahora sabemos que estaba en los archivos:",
                "Ya no estamos seguros",
            )
        };
        assert_eq!(message.subject, subject);
        let after = |words: &str| message.text.split_once(words).unwrap().1.to_owned();
        assert!(message.text.contains(&format!("- {}: {suspected}", label("passport"))), "{}", message.text);
        assert!(after(surer).starts_with(&format!("\n\n- {}\n", label("bank_account"))), "{}", message.text);
        assert!(after(doubted).contains(&format!("- {}\n", label("ssn"))), "{}", message.text);
        assert_eq!(html_words(&message.html), words(&message.text));
        only_our_host(message);
        leave_token(message, lang);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_of_a_practice_incident_goes_into_its_box() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let store = &test.store;
    let practice = add_incident(store, "practice", true, now(&clock)).await;
    add_person(store, practice, "Ana", Kind::Adult, Lang::En, now(&clock)).await;
    let handle = worker(store, clock.clone(), None, "Harbour Supply");
    let notice = start_notice(store, practice, now(&clock)).await;
    until("the notice is done", || is_done(store, &notice)).await;
    let update =
        NewUpdate { kind: UpdateKind::Holding, texts: texts(), next_update_at: None, audience: UpdateAudience::Everybody, by_mail: true };
    let update = NewUpdate { next_update_at: Some(now(&clock).plus(Duration::from_secs(3600))), ..update };
    let update = publish(store, practice, &clock, Proposal::Update(update)).await;
    until("the update is done", || is_done(store, &update)).await;
    handle.stop().await;
    let box_of = store.practice_mails(practice, None, 9).await.unwrap();
    assert!(box_of.iter().any(|mail| mail.message.subject == "News about our data breach" && mail.message.text.starts_with("Practice.")));
}
