-- The response plan, the checklist of each incident, and the score sheets of drills.

-- Every version is kept. Sealed: it names people and their private numbers.
create table plan_versions (
    version BIGINT primary key,
    sealed BLOB not null,
    saved_by TEXT not null,
    saved_at BIGINT not null
);

-- A checklist is copied from one version of the plan; whoever makes this row copies it. Version 0 is the plan to begin with.
create table checklists (
    incident_id BLOB primary key references incidents,
    plan_version BIGINT not null,
    begun_at BIGINT not null
);

create table checklist_items (
    incident_id BLOB not null references incidents,
    item_id BLOB not null,
    position BIGINT not null,
    -- What is done and who does it.
    sealed BLOB not null,
    -- By when: minutes from the discovery, or a time of its own.
    minutes BIGINT,
    due_at BIGINT,
    done_at BIGINT,
    done_by TEXT,
    primary key (incident_id, item_id)
);

-- How a practice run went, as JSON: times and counts, nothing personal.
create table drills (
    incident_id BLOB primary key references incidents,
    score TEXT not null,
    ended_at BIGINT not null
);
