//! "Is this message really from you?": the word in a mail, what the page says of it, reports, and the fakes that staff post.

mod fakes;
mod report;

use app::site::Budgets;
use domain::{genuine::MessageKind, lang::Lang, notice::NoticeState, person::Kind};
use http::StatusCode;
use store::testing::{sqlite_store, stores};

use crate::{
    mail::{
        sink::{Mood, Sink},
        support::{Message, add_incident, add_person, start_notice, until, worker},
    },
    support::{Answer, TestSite, staff::encoded},
};

const OURS: &str = "Yes, we sent this";
const NOT_OURS: &str = "This is not ours";
/// Where mail of the test site comes from.
const SENDER: &str = "incident@example.org";

async fn check(site: &TestSite, word: &str, sender: &str) -> Answer {
    site.post("/genuine", &format!("word={}&sender={}", encoded(word), encoded(sender))).await
}

/// The word in a text part, in English or Spanish.
fn word_in(text: &str) -> String {
    let after = text.split_once("check word: ").or_else(|| text.split_once("Palabra de control de este mensaje: "));
    after.expect("a check word").1.split_whitespace().next().expect("a word").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_word_in_a_mail_says_when_we_sent_it_and_about_what_and_names_nobody() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (store, now) = (&site.test.store, site.site.now());
        let incident = add_incident(store, "march-2031", false, now).await;
        add_person(store, incident, "Ana", Kind::Adult, Lang::En, now).await;
        add_person(store, incident, "Benito", Kind::Adult, Lang::Es, now).await;
        let sink = Sink::start(|_| Mood::Takes).await;
        let notice = start_notice(store, incident, now).await;
        let mailer = worker(store, site.clock.clone(), Some(&sink), "Larkspur Freight");
        until("the notice is done", || async { store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done })
            .await;
        mailer.stop().await;
        let messages: Vec<Message> = sink.taken().iter().map(Message::read).collect();
        assert_eq!(messages.len(), 2);
        for message in &messages {
            let word = word_in(&message.text);
            assert!(message.html.contains(&format!("<strong>{word}</strong>")), "both parts have the same word");
            assert!(message.text.contains("/genuine") && message.html.contains("/genuine\""));
            let answer = check(&site, &word.to_lowercase().replace('-', " "), "Larkspur Freight <Incident@example.org>").await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.contains(OURS) && answer.body.contains("12 March 2031"), "{}", answer.body);
            assert!(answer.body.contains("what happened, and what to do first") && answer.body.contains("Title en &amp; more"));
            for name in ["Ana", "Benito", "ana@", "benito@"] {
                assert!(!answer.body.contains(name), "{name} stands on the page");
            }
        }
        let answer = site.post("/es/genuine", &format!("word={}&sender={}", word_in(&messages[0].text), encoded(SENDER))).await;
        assert!(answer.body.contains("Sí, lo enviamos nosotros") && answer.body.contains("12 de marzo de 2031"), "{}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn near_misses_are_told_the_same_and_what_to_do() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await.incident_id;
    let other = domain::ids::MailId::new(site.site.now(), &*site.site.entropy).0;
    let word = site.test.store.check_word(Some(incident), MessageKind::Update, other, site.site.now(), "UTC").to_string();
    assert!(check(&site, &word, SENDER).await.body.contains(OURS));
    let last = if word.ends_with('0') { "1" } else { "0" };
    let near = format!("{}{last}", &word[..word.len() - 1]);
    let letter = site.test.store.check_word(Some(incident), MessageKind::Letter, other, site.site.now(), "UTC").to_string();
    let mut seen = Vec::new();
    for (word, sender) in [
        (near.as_str(), SENDER),
        (word.as_str(), "incident@example.net"),
        (word.as_str(), "incident@example.org.evil.test"),
        ("00000-00000", SENDER),
        ("no word", SENDER),
        (letter.as_str(), SENDER),
    ] {
        let answer = check(&site, word, sender).await;
        assert_eq!(answer.status, StatusCode::OK, "{word}, {sender}");
        assert!(answer.body.contains(NOT_OURS) && !answer.body.contains(OURS), "{word}, {sender}: {}", answer.body);
        assert!(answer.body.contains("Call your bank now") && answer.body.contains("Send my report"));
        // What was typed stands in the fields; the answer itself is the same for all.
        let start = answer.body.find("id=\"answer\"").unwrap();
        seen.push(answer.body[start..].split("</section>").next().unwrap().to_owned());
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_has_no_address_and_a_mail_needs_one() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await.incident_id;
    let id = domain::ids::MailId::new(site.site.now(), &*site.site.entropy).0;
    let word = |kind| site.test.store.check_word(Some(incident), kind, id, site.site.now(), "UTC").to_string();
    let letter = check(&site, &word(MessageKind::Letter), "").await;
    assert!(letter.body.contains(OURS) && letter.body.contains("in a letter on paper"), "{}", letter.body);
    for word in [word(MessageKind::Notice).as_str(), "00000-00000"] {
        let answer = check(&site, word, " ").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Type the address that the message came from"), "{}", answer.body);
        assert!(answer.body.contains(word), "what was typed comes back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_typed_by_mistake_is_known_as_one_and_does_not_come_back() {
    let site = TestSite::new().await;
    let code = domain::code::TypedCode::from_secret(domain::visit::Channel::Email, &[9; 32]).grouped();
    let answer = check(&site, &code, SENDER).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Give it to nobody") && !answer.body.contains(&code), "{}", answer.body);
    let empty = check(&site, "", SENDER).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("If the message has none, it is not ours"));
}

#[tokio::test(flavor = "multi_thread")]
async fn presses_are_limited_by_network_as_everywhere() {
    let budgets = Budgets { network_per_minute: 2, ..Budgets::default() };
    let site = TestSite::with_budgets(sqlite_store().await, budgets);
    for _ in 0..2 {
        assert_eq!(check(&site, "00000-00000", SENDER).await.status, StatusCode::OK);
    }
    let answer = check(&site, "00000-00000", SENDER).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key(http::header::RETRY_AFTER));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_lists_what_we_use_in_both_languages_and_runs_no_script() {
    let site = TestSite::new().await.with_settings(|settings| {
        settings.public_url = "https://incident.example.org".to_owned();
        settings.company.email = "help@mail.example.org".to_owned();
        settings.company.phone = "+1-888-555-0100".to_owned();
    });
    for (path, title) in [("/genuine", "Is this message really from us?"), ("/es/genuine", "¿Este mensaje es nuestro?")] {
        let mut asked = crate::support::request(http::Method::GET, path, "");
        asked.headers_mut().insert(http::header::HOST, "incident.example.org".parse().unwrap());
        let page = site.send(asked).await;
        assert_eq!(page.status, StatusCode::OK);
        for text in
            [title, "<code>incident.example.org</code>", "<code>mail.example.org</code>", "help@mail.example.org", "+1-888-555-0100"]
        {
            assert!(page.body.contains(text), "{path} lacks {text}");
        }
        assert!(!page.body.contains("<script"));
    }
}
