//! Updates to subscribers, as they arrive: each at once, or one mail a day.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    ids::IncidentId,
    incident::UpdateKind,
    lang::Lang,
    notice::{NoticeState, Purpose},
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience},
    subscriber::{Pace, Preferences, Scope, SubscriberToken, TokenUse, Topic, TopicSet},
};
use store::{
    Store,
    notices::Notice,
    testing::{TestClock, sqlite_store, subscribers::add_subscriber},
};

use super::{
    contents::only_our_host,
    sink::{Mood, Sink},
    support::{Message, PUBLIC_URL, add_incident, html_words, now, until, words, worker},
};

const NOW: &str = "2031-03-09T14:20:00Z";
const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";

async fn is_done(store: &Store, notice: &Notice) -> bool {
    store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done
}

async fn publish(store: &Store, incident: IncidentId, proposal: Proposal, at: Timestamp) -> Notice {
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, ANA, incident, &proposal, at).await.unwrap();
    store.approve_proposal(&mut tx, BEN, incident, id, None, at).await.unwrap();
    tx.commit().await.unwrap();
    store.mailout_of_proposal(incident, id).await.unwrap().unwrap()
}

fn texts(en: &str, es: &str) -> PerLang<PostText> {
    let text = |title: &str| PostText { title: title.to_owned(), body: format!("{title}: *more*.\n\n- one\n- two") };
    PerLang { en: text(en), es: text(es) }
}

fn update(kind: UpdateKind, en: &str, es: &str, at: Timestamp) -> Proposal {
    let next_update_at = Some(at.plus(Duration::from_secs(500_000)));
    Proposal::Update(NewUpdate { kind, texts: texts(en, es), next_update_at, audience: UpdateAudience::Everybody, by_mail: true })
}

async fn subscriber(store: &Store, incident: IncidentId, name: &str, chosen: Preferences, at: Timestamp) {
    let subscriber = add_subscriber(store, Scope::Incident(incident), &format!("{name}@example.org"), Lang::En, at).await;
    assert!(store.choose_preferences(subscriber.key, chosen).await.unwrap());
}

/// What every message to a subscriber has: both parts alike, our host only, the way to leave and the way to choose, nobody's page.
async fn check(store: &Store, message: &Message, lang: Lang, at: Timestamp) {
    assert_eq!(html_words(&message.html), words(&message.text), "{}", message.subject);
    only_our_host(message);
    assert!(!message.text.lines().any(|line| line.trim().starts_with("E-")), "no code of anybody's page");
    let start = format!("{PUBLIC_URL}{}", lang.path("/subscriptions/leave/"));
    let token = message.text.split_once(&start).unwrap().1.split_whitespace().next().unwrap();
    assert_eq!((message.leave.clone(), message.one_click.as_str()), (format!("<{start}{token}>"), "List-Unsubscribe=One-Click"));
    let leaves = SubscriberToken::parse(token).unwrap();
    let found = store.find_subscriber(TokenUse::Leave, &leaves, at).await.unwrap().unwrap();
    assert_eq!(found.email.as_str(), message.to);
    assert!(store.find_subscriber(TokenUse::Preferences, &leaves, at).await.unwrap().is_none(), "it leaves and does nothing else");
    let start = format!("{PUBLIC_URL}{}#", lang.path("/subscriptions/open"));
    let token = message.text.split_once(&start).unwrap().1.split_whitespace().next().unwrap();
    let chooses = store.find_subscriber(TokenUse::Preferences, &SubscriberToken::parse(token).unwrap(), at).await.unwrap().unwrap();
    assert_eq!(chooses.email, found.email);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subscriber_reads_an_update_in_their_language_and_can_leave_or_choose() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let (store, sink) = (&test.store, Sink::start(|_| Mood::Takes).await);
    let incident = add_incident(store, "march-2031", false, now(&clock)).await;
    for (name, lang) in [("ana", Lang::En), ("eva", Lang::Es)] {
        subscriber(store, incident, name, Preferences::new(lang), now(&clock)).await;
    }
    let handle = worker(store, clock.clone(), Some(&sink), "Harbour Supply");
    let first = publish(store, incident, update(UpdateKind::Facts, "We know more", "Sabemos más", now(&clock)), now(&clock)).await;
    until("the update is done", || is_done(store, &first)).await;
    let what_changed = PerLang { en: "It was less.".to_owned(), es: "Fue menos.".to_owned() };
    let update_id = first.update_id.unwrap();
    let fixed = Correction { update_id, texts: texts("We know more", "Sabemos más"), what_changed, based_on: 0 };
    let second = publish(store, incident, Proposal::CorrectUpdate(fixed), now(&clock)).await;
    until("the correction is done", || is_done(store, &second)).await;
    handle.stop().await;
    let taken: Vec<Message> = sink.taken().iter().map(Message::read).collect();
    assert_eq!(taken.len(), 4);
    for (name, lang, said) in
        [("ana", Lang::En, ["We know more: more.", "It was less."]), ("eva", Lang::Es, ["Sabemos más: more.", "Fue menos."])]
    {
        let mine: Vec<_> = taken.iter().filter(|message| message.to == format!("{name}@example.org")).collect();
        assert_eq!(mine.len(), 2);
        for message in &mine {
            check(store, message, lang, now(&clock)).await;
            assert!(message.text.contains(&format!("{}/updates/{update_id}", lang.path("/incidents/march-2031"))));
        }
        assert!(mine[0].text.contains(said[0]) && mine[1].text.contains(said[1]), "{}", mine[1].text);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_mail_a_day_holds_the_days_updates_of_the_topics_that_were_chosen() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let (store, sink) = (&test.store, Sink::start(|_| Mood::Takes).await);
    let incident = add_incident(store, "march-2031", false, now(&clock)).await;
    let daily = |lang, topics| Preferences { lang, pace: Pace::Daily, topics };
    subscriber(store, incident, "ana", daily(Lang::En, TopicSet::ALL), now(&clock)).await;
    subscriber(store, incident, "eva", daily(Lang::Es, [Topic::Fixes].into_iter().collect()), now(&clock)).await;
    let handle = worker(store, clock.clone(), Some(&sink), "Harbour Supply");
    for (kind, en, es) in [(UpdateKind::Facts, "We know more", "Sabemos más"), (UpdateKind::Fixes, "We closed it", "Lo cerramos")] {
        let update = publish(store, incident, update(kind, en, es, now(&clock)), now(&clock)).await;
        until("it is done", || is_done(store, &update)).await;
    }
    assert!(sink.taken().is_empty(), "nobody wanted to hear at once");
    clock.advance(Duration::from_secs(8 * 3600));
    let (day, at) = domain::digest::digest_due("America/New_York", now(&clock)).unwrap();
    assert!(store.make_digest(incident, &day, at, now(&clock)).await.unwrap());
    let digest = store.notices_under_way().await.unwrap().into_iter().find(|notice| notice.purpose == Purpose::Digest).unwrap();
    until("the day's mail is done", || is_done(store, &digest)).await;
    handle.stop().await;
    let taken: Vec<Message> = sink.taken().iter().map(Message::read).collect();
    assert_eq!(taken.len(), 2);
    let to = |name: &str| taken.iter().find(|message| message.to == format!("{name}@example.org")).unwrap();
    for (name, lang, subject) in [
        ("ana", Lang::En, "The day's news about our data breach"),
        ("eva", Lang::Es, "Novedades del día sobre nuestra filtración de datos"),
    ] {
        check(store, to(name), lang, now(&clock)).await;
        assert_eq!(to(name).subject, subject);
    }
    let (ana, eva) = (&to("ana").text, &to("eva").text);
    let at = |text: &str, words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    assert!(at(ana, "We know more") < at(ana, "We closed it"), "the oldest first");
    assert!(eva.contains("Lo cerramos") && !eva.contains("Sabemos"), "{eva}");
}
