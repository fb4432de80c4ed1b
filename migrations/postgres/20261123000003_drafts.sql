-- What staff write before it is public. Every version stays: nothing that was typed is ever written over. lang is '-' for what all
-- languages share (dates, states, order).
create table drafts (
    incident_id UUID not null references incidents,
    part TEXT not null,
    lang TEXT not null,
    version BIGINT not null,
    body TEXT not null,
    edited_by TEXT not null,
    edited_at BIGINT not null,
    primary key (incident_id, part, lang, version)
);

-- Words of somebody who began from an older version: kept beside the others until a person has put both together.
create table draft_conflicts (
    incident_id UUID not null references incidents,
    conflict_id UUID not null,
    part TEXT not null,
    lang TEXT not null,
    based_on BIGINT not null,
    body TEXT not null,
    edited_by TEXT not null,
    edited_at BIGINT not null,
    settled_by TEXT,
    settled_at BIGINT,
    primary key (incident_id, conflict_id)
);
create index draft_conflicts_open on draft_conflicts (incident_id, edited_at) where settled_at is null;
