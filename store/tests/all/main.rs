//! The store's tests, on SQLite and, where `TEST_POSTGRES_URL` is set, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod audit;
mod audit_manipulated;
mod benefits;
mod bounces;
mod budgets;
mod checks;
mod claims;
mod drafts;
mod genuine;
mod helpers;
mod imports;
mod incidents;
mod invitations;
mod keys;
mod letters;
mod mailouts;
mod mailouts_subscribers;
mod money;
mod notices;
mod notices_desk;
mod one_time_codes;
mod outbox;
mod people;
mod people_desk;
mod plan;
mod publishing;
mod requests;
mod staff;
mod staff_factors;
mod staff_passkeys;
mod subscribers;
mod ticks;
mod update_drafts;
mod visits;
mod webhooks;
