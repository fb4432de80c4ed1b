-- What was put to /subscribe and waits for the worker. The sealed part holds the address and what was asked: a new subscription, or
-- "send me my link".
create table subscriber_asks (
    ask_id BLOB primary key,
    sealed BLOB not null,
    lang TEXT not null,
    asked_at BIGINT not null
);
create index subscriber_asks_oldest on subscriber_asks (asked_at);
-- Everything that one address asked for: "send me my link".
create index subscribers_by_address on subscribers (email_hash);
-- Staff see counts; a million rows are counted from this alone.
create index subscribers_counted on subscribers (incident_id, state, lang, pace);
-- Whoever left goes after a while.
create index subscribers_left on subscribers (left_at) where state = 'left';
-- Staff closed the sign-up of an incident; those who had signed up go on being served.
alter table incidents add column signup_closed_at BIGINT;
