-- Requests at the desk, what staff do with people, and what people change themselves.

-- Who has a request (a member of staff), who answered it and when it was closed.
alter table requests add column taken_by BLOB;
alter table requests add column taken_at BIGINT;
alter table requests add column answered_by BLOB;
alter table requests add column closed_at BIGINT;

-- Why staff did something, in their words. Sealed, because words can name somebody; the log has only the id.
create table staff_reasons (
    incident_id BLOB not null references incidents,
    reason_id BLOB not null,
    sealed BLOB not null,
    primary key (incident_id, reason_id)
);

-- A person's own rows of the log: what staff did, and who looked.
create index audit_of_about on audit (chain, about, sequence) where about is not null;

-- What stands here since then is not changed by a list any more: staff said so, or the person did.
alter table people add column kind_set_at BIGINT;
alter table people add column contact_set_at BIGINT;
-- No letter goes to the postal address since then.
alter table people add column moved_at BIGINT;
-- The row of the same person that is kept; this one is nobody's any more, and its invitations open that one.
alter table people add column merged_into BLOB;
create index people_merged on people (incident_id, merged_into) where merged_into is not null;

-- Whose mail it is, where it is a person's of the list.
alter table outbox add column person_id BLOB;
create index outbox_of_person on outbox (incident_id, person_id) where person_id is not null;

-- A change of contact that a person asked for: proven with six digits, told to the old address, done after 72 hours.
create table contact_changes (
    incident_id BLOB not null references incidents,
    change_id BLOB not null,
    person_id BLOB not null,
    sealed BLOB not null,
    state TEXT not null, -- asked, waiting, done, stopped
    asked_at BIGINT not null,
    code_hash BLOB not null,
    code_expires_at BIGINT not null,
    tries BIGINT not null,
    -- What the old address is sent to stop it; only its hash.
    stop_hash BLOB,
    stop_code_hash BLOB,
    takes_effect_at BIGINT,
    ended_at BIGINT,
    primary key (incident_id, change_id)
);
create index contact_changes_of_person on contact_changes (incident_id, person_id, asked_at);
create index contact_changes_due on contact_changes (takes_effect_at) where state = 'waiting';

create unique index contact_changes_stop on contact_changes (stop_hash) where stop_hash is not null;
create index contact_changes_stop_code on contact_changes (stop_code_hash) where stop_code_hash is not null;

-- Who uploaded a list on screen: another must accept it. Empty for one read by the command line.
alter table imports add column uploaded_by BLOB;
