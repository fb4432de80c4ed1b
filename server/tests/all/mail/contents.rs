//! What stands in a message, and that it is nobody else's.

use std::collections::BTreeSet;

use domain::{
    lang::Lang,
    mail::MailState,
    notice::NoticeState,
    person::{Contact, Kind},
};
use store::{
    outbox::{CheckAnswer, CheckFinding, OutgoingMail},
    testing::{TestClock, sqlite_store},
};

use super::{
    sink::{Mood, Sink},
    support::{Message, PUBLIC_URL, add_contact, add_incident, add_person, html_words, now, start_notice, until, words, worker},
};

const NOW: &str = "2031-03-09T14:20:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_one_message_of_their_own_in_their_language_and_for_their_kind() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|_| Mood::Takes).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    let mut people = Vec::new();
    for at in 0..120 {
        let kind = [Kind::Adult, Kind::Adult, Kind::Minor, Kind::Deceased][at % 4];
        let lang = Lang::ALL[at / 4 % 2];
        let canary = format!("Canary{at:03}x");
        people.push((add_person(&test.store, incident, &canary, kind, lang, now(&clock)).await, canary, kind, lang));
    }
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Compañía Ñandú");
    until("the notice is done", || async { test.store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done })
        .await;
    handle.stop().await;

    let taken = sink.taken();
    assert_eq!(taken.len(), people.len());
    let mut links = BTreeSet::new();
    for (person, canary, kind, lang) in &people {
        let address = format!("{}@example.org", canary.to_lowercase());
        let mine: Vec<_> = taken.iter().filter(|one| one.rcpt == [address.clone()]).collect();
        assert_eq!(mine.len(), 1, "one message, one recipient");
        let message = Message::read(mine[0]);
        assert_eq!(message.to, address);
        let others = people.iter().filter(|(_, other, ..)| other != canary);
        assert!(others.into_iter().all(|(_, other, ..)| !message.whole().to_lowercase().contains(&other.to_lowercase())));
        assert_eq!(html_words(&message.html), words(&message.text), "both parts say the same");
        assert_eq!(message.text.contains(canary.as_str()), *kind == Kind::Adult, "only an adult is greeted by name");
        assert!(!message.subject.contains(canary.as_str()));
        let opening = match (kind, lang) {
            (Kind::Adult, Lang::En) => format!("Dear {canary} Example,"),
            (Kind::Adult, Lang::Es) => format!("Buenos días, {canary} Example:"),
            (Kind::Minor, Lang::En) => "To the parent or guardian:".to_owned(),
            (Kind::Minor, Lang::Es) => "A quien ejerce la patria potestad o la tutela:".to_owned(),
            (Kind::Deceased, Lang::En) => "To the family or executor:".to_owned(),
            (Kind::Deceased, Lang::Es) => "A la familia o albacea:".to_owned(),
        };
        assert!(message.text.contains(&opening), "{opening}");
        let sorry = ["sorry for your loss", "acompañamos en su dolor"];
        let condolences: usize = sorry.iter().map(|words| message.text.matches(words).count()).sum();
        assert_eq!(condolences, usize::from(*kind == Kind::Deceased));
        // What was taken, as the catalogue calls it, and how sure we are.
        let (ssn, bank) = if *lang == Lang::En { ("Confirmed", "Suspected") } else { ("Confirmado", "Posible") };
        assert!(message.text.contains(&format!(": {ssn}")) && message.text.contains(&format!(": {bank}")));
        assert!(message.text.contains(if *lang == Lang::En { "14 March 2031" } else { "14 de marzo de 2031" }));
        // The link is the invitation's, and opens this person's page.
        let start = format!("{PUBLIC_URL}{}#", lang.path("/open"));
        let token = message.text.split_once(&start).unwrap().1.split_whitespace().next().unwrap().to_owned();
        assert!(message.html.contains(&format!("{start}{token}\"")));
        let found = test.store.find_invitation_by_link(&domain::code::LinkToken::parse(&token).unwrap()).await.unwrap();
        assert_eq!(found.unwrap().person_id, *person);
        assert!(links.insert(token));
        let code = message.text.lines().map(str::trim).find(|line| line.starts_with("E-")).unwrap();
        let found = test.store.find_invitation_by_code(&domain::code::TypedCode::parse(code).unwrap()).await.unwrap();
        assert_eq!(found.unwrap().person_id, *person);
        let delivery = &test.store.deliveries_to(incident, *person).await.unwrap()[0];
        assert_eq!(message.message_id, format!("<{}@incident.example.org>", delivery.delivery_id));
        assert_eq!(message.headers, ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]);
        assert!(mine[0].data.is_ascii() && !mine[0].data.contains("Compañía"), "headers are encoded");
        only_our_host(&message);
    }
}

pub fn only_our_host(message: &Message) {
    for part in [&message.text, &message.html] {
        for (at, _) in part.match_indices("://") {
            let start = part[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
            let address = &part[start..];
            let is_namespace = address.starts_with("http://www.w3.org/");
            assert!(is_namespace || address.starts_with(PUBLIC_URL), "{}", &address[..address.len().min(60)]);
        }
    }
    for forbidden in ["<img", "<form", "<script", "<input", "<link", "@import", "url("] {
        assert!(!message.html.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_name_holds_stays_text_and_breaks_no_header() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|_| Mood::Takes).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    let names = [
        "{{ code }}{% for x in categories %}{{ link }}{% endfor %}",
        "<b>Ana</b>&lt;<script>alert(1)</script>",
        "Ana\r\nBcc: victim@example.net\r\n\r\n.\r\nMAIL FROM:<x@example.org>",
        "=?utf-8?Q?Ana?= ${jndi:x}",
        ".",
    ];
    for (at, name) in names.iter().enumerate() {
        let contact = Contact { given_name: (*name).to_owned(), email: Some(format!("p{at}@example.org")), ..Contact::default() };
        add_contact(&test.store, incident, contact, Kind::Adult, Lang::En, now(&clock)).await;
    }
    // An address that no import lets in: the worker asks again.
    for (at, bad) in ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a@example.org>\r\nRCPT TO:<b@example.org"]
        .into_iter()
        .enumerate()
    {
        let mut contact = Contact { given_name: format!("Bad{at}"), email: Some(format!("bad{at}@example.org")), ..Contact::default() };
        contact.email = Some(bad.to_owned());
        let mut person = store::testing::people::test_person(&test.store, incident, contact, now(&clock));
        person.contact.external_id = format!("bad{at}");
        store::testing::people::add_test_person(&test.store, &person, now(&clock)).await;
        let sql = "update people set email_hash = $1 where person_id = $2";
        let mut tx = test.store.write().await.unwrap();
        store::on!(&mut tx, |db| sqlx::query(sql).bind(vec![at as u8]).bind(person.person_id.0).execute(&mut **db).await.map(|_| ()))
            .unwrap();
        tx.commit().await.unwrap();
    }
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("the notice is done", || async { test.store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done })
        .await;
    handle.stop().await;
    let taken = sink.taken();
    assert_eq!(taken.len(), names.len());
    assert_eq!(test.store.notice_counts(&notice).await.unwrap().of(MailState::Failed), 3);
    for one in &taken {
        assert_eq!(one.rcpt.len(), 1);
        let message = Message::read(one);
        assert_eq!(message.headers.len(), 8);
        let at: usize = one.rcpt[0][1..2].parse().unwrap();
        let shown = names[at].replace("\r\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(message.text.contains(&format!("Dear {shown},")), "{}", message.text);
        assert!(!message.html.contains("<script") && !message.html.contains("<b>Ana"));
        assert_eq!(html_words(&message.html), words(&message.text));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_says_what_each_mail_is_about_in_both_languages() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|_| Mood::Takes).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    let other = add_incident(&test.store, "april-2031", false, now(&clock)).await;
    let ana = add_person(&test.store, incident, "Ana", Kind::Adult, Lang::En, now(&clock)).await;
    let answers = [
        CheckAnswer { incident, finding: CheckFinding::Affected, person: Some(ana), reminds: false },
        CheckAnswer { incident: other, finding: CheckFinding::NotKnownYet, person: None, reminds: true },
    ];
    let mut tx = test.store.write().await.unwrap();
    for lang in Lang::ALL {
        for (mail, of) in [
            (OutgoingMail::one_time_code("ana@example.org", lang, "123456"), Some(incident)),
            (OutgoingMail::check_answer("ana@example.org", lang, &answers).unwrap(), None),
            (OutgoingMail::check_answer("ana@example.org", lang, &[]).unwrap(), None),
            (OutgoingMail::request_received("ana@example.org", lang, "R-4711", "12 March"), Some(incident)),
            (OutgoingMail::request_answer("ana@example.org", lang, "R-4711", "First <b>.\n\nSecond {{ code }}."), Some(incident)),
        ] {
            test.store.enqueue(&mut tx, of, &mail, None, now(&clock)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("all ten are taken", || async { sink.taken().len() == 10 }).await;
    handle.stop().await;
    assert_eq!(test.store.outbox_states().await.unwrap(), [(MailState::Sent, 10)]);
    let messages: Vec<Message> = sink.taken().iter().map(Message::read).collect();
    let with = |subject: &str| messages.iter().filter(move |message| message.subject == subject).collect::<Vec<_>>();
    for message in &messages {
        assert_eq!(html_words(&message.html), words(&message.text), "{}", message.subject);
        only_our_host(message);
    }
    for subject in ["Your sign-in code", "Su código de acceso"] {
        assert!(with(subject)[0].text.contains("123456") && !with(subject)[0].subject.contains("123456"));
    }
    let checks = with("The answer to your question");
    let full = checks.iter().find(|message| message.text.contains("Title en & more")).unwrap();
    assert!(full.text.contains("Yes.") && full.text.contains("We do not know yet.") && full.text.contains("/open#"));
    assert!(full.text.contains(&format!("{PUBLIC_URL}/incidents/april-2031")));
    assert!(checks.iter().any(|message| message.text.contains("there is nothing to report")));
    let answer = with("Our answer to your request R-4711")[0];
    assert!(answer.text.contains("First <b>.\n\nSecond {{ code }}."));
    assert!(answer.html.contains("<p>First &lt;b&gt;.</p>"));
    assert_eq!(with("Recibimos su solicitud R-4711").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_of_a_practice_incident_reaches_its_box_and_nobody() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|_| Mood::Takes).await;
    let practice = add_incident(&test.store, "practice", true, now(&clock)).await;
    let ana = add_person(&test.store, practice, "Ana", Kind::Adult, Lang::Es, now(&clock)).await;
    let notice = start_notice(&test.store, practice, now(&clock)).await;
    let mut tx = test.store.write().await.unwrap();
    let code = OutgoingMail::one_time_code("ana@example.org", Lang::En, "654321");
    test.store.enqueue(&mut tx, Some(practice), &code, None, now(&clock)).await.unwrap();
    let real = OutgoingMail::check_answer("ana@example.org", Lang::En, &[]).unwrap();
    test.store.enqueue(&mut tx, None, &real, None, now(&clock)).await.unwrap();
    tx.commit().await.unwrap();
    // Without a relay: practice goes on, what is real waits untouched.
    let handle = worker(&test.store, clock.clone(), None, "Harbour Supply");
    until("both are in the box", || async { test.store.practice_mails(practice, None, 9).await.unwrap().len() == 2 }).await;
    handle.stop().await;
    assert_eq!(test.store.outbox_states().await.unwrap(), [(MailState::Queued, 1), (MailState::Sent, 1)]);
    assert_eq!(test.store.deliveries_to(practice, ana).await.unwrap()[0].state, MailState::Sent);
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("the real one is taken", || async { sink.taken().len() == 1 }).await;
    handle.stop().await;
    assert_eq!(sink.taken().len(), 1);
    for mail in test.store.practice_mails(practice, None, 9).await.unwrap() {
        assert_eq!(mail.message.to, "ana@example.org");
        let band = if mail.message.lang == "es" { "Práctica." } else { "Practice." };
        assert!(mail.message.text.starts_with(band) && mail.message.html.contains(band));
    }
    assert_eq!(test.store.find_notice(notice.notice_id).await.unwrap().unwrap().state, NoticeState::Done);
}
