//! Subscribers for tests.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::SubscriberId,
    lang::Lang,
    subscriber::{Preferences, Scope, TokenUse},
};
use sqlx::QueryBuilder;

use crate::{
    Store,
    keys::Place,
    on,
    subscribers::{Asked, Confirmed, Subscriber},
};

/// Asks for updates with this address.
///
/// # Panics
/// When the database fails.
pub async fn ask_for_updates(store: &Store, scope: Scope, email: &str, lang: Lang, now: Timestamp) -> Asked {
    let email = EmailAddress::parse(email).expect("an address");
    let mut tx = store.write().await.expect("a transaction");
    let asked = store.ask_subscription(&mut tx, scope, &email, lang, now).await.expect("an asking");
    tx.commit().await.expect("a commit");
    asked
}

/// A subscriber who has asked and confirmed.
///
/// # Panics
/// When the database fails, or they were active before.
pub async fn add_subscriber(store: &Store, scope: Scope, email: &str, lang: Lang, now: Timestamp) -> Subscriber {
    let asked = ask_for_updates(store, scope, email, lang, now).await;
    let token = store.subscriber_token(TokenUse::Confirm, asked.key);
    match store.confirm_subscription(&token, now).await.expect("a confirmation") {
        Some(Confirmed::Now(subscriber)) => subscriber,
        other => panic!("not confirmed now: {other:?}"),
    }
}

/// Many subscribers at once who asked and confirmed: `s<n>@example.org` from `first` on.
///
/// # Panics
/// When the database fails.
pub async fn fill_subscribers(store: &Store, scope: Scope, count: usize, first: usize, now: Timestamp) {
    let chosen = Preferences::new(Lang::En);
    for start in (first..first + count).step_by(1000) {
        let rows: Vec<_> = (start..(start + 1000).min(first + count))
            .map(|at| {
                let (id, email) = (SubscriberId::new(now, &*store.entropy), format!("s{at}@example.org"));
                let sealed = store.system_keys().seal(Place { table: "subscribers", row: id.0 }, &email, &*store.entropy).expect("a seal");
                let hash = store.subscriber_hash(&EmailAddress::parse(&email).expect("an address"));
                (id, sealed, hash, if at % 4 == 0 { Lang::Es } else { Lang::En })
            })
            .collect();
        let mut tx = store.write().await.expect("a transaction");
        on!(&mut tx, |db| {
            let mut sql = QueryBuilder::new(
                "insert into subscribers (subscriber_id, incident_id, email_hash, sealed, lang, pace, topics, state, generation, asked_at, confirmed_at) ",
            );
            sql.push_values(&rows, |mut row, (id, sealed, hash, lang)| {
                row.push_bind(id.0).push_bind(scope.column()).push_bind(hash.to_vec()).push_bind(sealed).push_bind(lang.as_str());
                row.push_bind(chosen.pace.as_str()).push_bind(chosen.topics.bits()).push("'active', 1");
                row.push_bind(now.as_micros()).push_bind(now.as_micros());
            });
            sql.build().execute(&mut **db).await.map(|_| ())
        })
        .expect("subscribers");
        tx.commit().await.expect("a commit");
    }
}
