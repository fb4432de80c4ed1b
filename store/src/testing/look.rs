//! Looks behind the store: the mails that wait, and everything that is stored.

use domain::ids::IncidentId;
use uuid::Uuid;

use crate::{Db, Store, keys::Place, on, outbox::OutgoingMail};

/// Every mail ever queued that is no notice, oldest first, opened.
///
/// # Panics
/// When one does not open.
pub async fn mails(store: &Store) -> Vec<(Option<IncidentId>, OutgoingMail)> {
    let sql = "select mail_id, incident_id, sealed from outbox order by created_at, mail_id";
    let rows: Vec<(Uuid, Option<Uuid>, Vec<u8>)> = on!(store.read(), |db| sqlx::query_as(sql).fetch_all(db).await).expect("the outbox");
    let mut mails = Vec::new();
    for (row, incident, sealed) in rows {
        let place = Place { table: "outbox", row };
        let mail = match incident {
            Some(incident) => store.incident_keys(IncidentId(incident)).await.expect("an incident").open(place, &sealed),
            None => store.system_keys().open(place, &sealed),
        };
        mails.push((incident.map(IncidentId), mail.expect("a mail that opens")));
    }
    mails
}

/// Every row of every table, as text: two of them are equal when nothing changed. SQLite only.
///
/// # Panics
/// On PostgreSQL, and when the database fails.
pub async fn dump(store: &Store) -> String {
    let Db::Sqlite { read, .. } = store.read() else { panic!("only SQLite is dumped") };
    let tables: Vec<String> =
        sqlx::query_scalar("select name from sqlite_master where type = 'table' order by name").fetch_all(read).await.expect("the tables");
    let mut dump = String::new();
    for table in tables {
        let columns: Vec<String> =
            sqlx::query_scalar("select name from pragma_table_info($1)").bind(&table).fetch_all(read).await.expect("the columns");
        let columns: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("select {} as line from \"{table}\" order by line", columns.join(" || ',' || "));
        let lines: Vec<String> = sqlx::query_scalar(&sql).fetch_all(read).await.expect("the rows");
        dump += &format!("{table}\n{}\n", lines.join("\n"));
    }
    dump
}
