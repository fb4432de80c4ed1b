-- Where the money of a claim that was sent goes is changed: proven with six digits, told to the address on file, done after 48 hours.

create table payout_changes (
    incident_id UUID not null references incidents,
    change_id UUID not null,
    claim_id UUID not null,
    person_id UUID not null,
    sealed BYTEA not null,
    state TEXT not null, -- asked, waiting, done, stopped
    asked_at BIGINT not null,
    code_hash BYTEA not null,
    code_expires_at BIGINT not null,
    tries BIGINT not null,
    -- What the address on file is sent to stop it; only its hash.
    stop_hash BYTEA,
    stop_code_hash BYTEA,
    takes_effect_at BIGINT,
    ended_at BIGINT,
    primary key (incident_id, change_id)
);
create index payout_changes_of_claim on payout_changes (incident_id, claim_id, asked_at);
create unique index payout_changes_one on payout_changes (incident_id, claim_id) where state = 'waiting';
create index payout_changes_due on payout_changes (takes_effect_at) where state = 'waiting';
create unique index payout_changes_stop on payout_changes (stop_hash) where stop_hash is not null;
create index payout_changes_stop_code on payout_changes (stop_code_hash) where stop_code_hash is not null;

-- Set while a change of where it goes waits: it is in no batch, also after that time, until the change was done or stopped.
alter table payments add column held_until BIGINT;
-- Where it went, sealed, from the day it was put in a batch: what the rest of a claim does afterwards changes no file.
alter table payments add column payout BYTEA;
-- And for so long as a reviewer has not looked: until they decide (decision), or until they grant (approval).
alter table payments add column held TEXT;

-- How many times its person was reminded of a question.
alter table claims add column reminded BIGINT not null default 0;
create index claims_unanswered on claims (promised_on, claim_id) where state = 'needs_more';
