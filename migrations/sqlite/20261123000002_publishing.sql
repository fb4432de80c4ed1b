-- Publishing: what one person proposes and a second one approves, and every published change as a revision.

create table proposals (
    incident_id BLOB not null references incidents,
    proposal_id BLOB not null,
    kind TEXT not null, -- publish_incident, update, correct_update, withdraw_update, texts
    -- JSON of the proposal. Never changed: what was read is what becomes public.
    body TEXT not null,
    state TEXT not null, -- waiting, scheduled, published, declined, taken_back
    proposed_by TEXT not null,
    proposed_at BIGINT not null,
    -- Who approved, declined, released or took it back, and when.
    decided_by TEXT,
    decided_at BIGINT,
    -- Why it was declined.
    decline_reason TEXT,
    -- Why one person released it alone.
    emergency_reason TEXT,
    -- Why it could not become public when its time came, and waits again.
    stuck_reason TEXT,
    publish_at BIGINT,
    published_at BIGINT,
    primary key (incident_id, proposal_id)
);
create index proposals_by_time on proposals (incident_id, proposed_at);
create index proposals_due on proposals (publish_at) where state = 'scheduled';

-- Every published change, numbered within its incident. Nothing here is ever changed.
create table revisions (
    incident_id BLOB not null references incidents,
    number BIGINT not null,
    at BIGINT not null,
    kind TEXT not null, -- as in proposals
    -- The update it is about.
    update_id BLOB,
    -- The proposal it comes from; none for what the command line did.
    proposal_id BLOB,
    -- The role of who approved or released it, or `command line`.
    by_role TEXT not null,
    is_emergency BOOLEAN not null,
    -- Whether everybody may read it; the others are about updates for some.
    is_public BOOLEAN not null,
    before_json TEXT not null,
    after_json TEXT not null,
    primary key (incident_id, number)
);

-- JSON of whom an update is for; null for everybody.
alter table updates add column audience TEXT;
alter table updates add column withdrawn_at BIGINT;

-- What an update said before its nth correction.
create table update_corrections (
    incident_id BLOB not null,
    update_id BLOB not null,
    number BIGINT not null,
    lang TEXT not null,
    at BIGINT not null,
    what_changed TEXT not null,
    earlier_title TEXT not null,
    earlier_body TEXT not null,
    primary key (incident_id, update_id, number, lang),
    foreign key (incident_id, update_id) references updates (incident_id, update_id)
);

create table update_withdrawals (
    incident_id BLOB not null,
    update_id BLOB not null,
    lang TEXT not null,
    reason TEXT not null,
    primary key (incident_id, update_id, lang),
    foreign key (incident_id, update_id) references updates (incident_id, update_id)
);
