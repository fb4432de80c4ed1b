-- Whoever asked for updates; need not be on a list. The address is sealed under the installation's key and found by keyed hash.
-- Tokens (confirm, preferences, leave) are derived from subscriber and generation, never stored.
create table subscribers (
    subscriber_id BLOB primary key,
    -- The incident's, or sixteen zero bytes for every incident.
    incident_id BLOB not null,
    email_hash BLOB not null,
    sealed BLOB not null,
    lang TEXT not null,
    pace TEXT not null, -- each, daily, must_act
    -- Bit set of topics, by their positions in domain::subscriber.
    topics BIGINT not null,
    state TEXT not null, -- asked, active, left
    -- Tokens of an earlier generation are over.
    generation BIGINT not null,
    asked_at BIGINT not null,
    confirmed_at BIGINT,
    left_at BIGINT
);
create unique index subscribers_once on subscribers (incident_id, email_hash);
-- A mail-out goes through them in the order of their ids.
create index subscribers_active on subscribers (incident_id, subscriber_id) where state = 'active';
-- Whoever never confirmed goes after a while.
create index subscribers_asked on subscribers (asked_at) where state = 'asked';
