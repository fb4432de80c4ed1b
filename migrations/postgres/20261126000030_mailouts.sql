-- A mail-out is a row of notices, whatever it is for.

alter table notices add column purpose TEXT not null default 'notice'; -- notice, update, correction, answer_changed
-- JSON of whom it is for; null for everybody.
alter table notices add column audience TEXT;
-- The update it is about, and the revision whose words it says.
alter table notices add column update_id UUID;
alter table notices add column revision BIGINT;
-- The import that changed the answers it tells of.
alter table notices add column import_id UUID;
-- What it says is corrected or withdrawn since: what is not sent of it is never sent.
alter table notices add column replaced_at BIGINT;
-- Which of its recipients are being queued: 0 people, 1 subscribers of the incident, 2 subscribers of every incident.
alter table notices add column queued_part BIGINT not null default 0;
-- However many publish, one change is mailed once; one import tells its changes once.
create unique index notices_of_revision on notices (incident_id, revision) where revision is not null;
create unique index notices_of_import on notices (incident_id, import_id) where import_id is not null;
create index notices_of_update on notices (incident_id, update_id) where update_id is not null;

alter table deliveries rename column person_id to recipient_id;
alter table deliveries add column recipient TEXT not null default 'person'; -- person, subscriber

-- People on the list who left update mails. With the hash of their address, so that a subscription of the same address is over too.
create table update_leaves (
    incident_id UUID not null references incidents,
    person_id UUID not null,
    email_hash BYTEA,
    left_at BIGINT not null,
    primary key (incident_id, person_id)
);
create index update_leaves_email on update_leaves (incident_id, email_hash) where email_hash is not null;

-- Addresses that take no mail but what the law wants: found by keyed hash, once under the key of each incident (so that nothing has
-- to be opened to ask), and once under the installation's (scope is sixteen zero bytes), for incidents to come and subscribers.
create table suppressions (
    scope UUID not null,
    email_hash BYTEA not null,
    reason TEXT not null, -- bounced, complained
    suppressed_at BIGINT not null,
    primary key (scope, email_hash)
);

-- What a newer list changed about somebody who had been told: kinds of data only, as on their row.
create table answer_changes (
    incident_id UUID not null references incidents,
    notice_id UUID not null,
    person_id UUID not null,
    confirmed_before BIGINT not null,
    suspected_before BIGINT not null,
    kind_before TEXT not null,
    confirmed_after BIGINT not null,
    suspected_after BIGINT not null,
    kind_after TEXT not null,
    primary key (incident_id, notice_id, person_id)
);
