-- The whole of step one. Times are BIGINT microseconds since 1970 UTC, dates TEXT YYYY-MM-DD, sealed columns are opaque.
-- Keys lead with the incident and nothing joins across incidents, so that a partitioned database can carry growth.

-- One row: proves at start that the master key is the right one, and holds the wrapped key of what belongs to no incident.
create table installation (
    id BIGINT primary key check (id = 1),
    key_wrapped BLOB not null,
    created_at BIGINT not null
);

-- Bumped in the transaction of whatever changes a public page; every server looks at it once a second.
create table publication (
    id BIGINT primary key check (id = 1),
    revision BIGINT not null
);
insert into publication (id, revision) values (1, 1);

create table incidents (
    incident_id BLOB primary key,
    slug TEXT not null unique,
    is_practice BOOLEAN not null,
    stage TEXT not null,
    zone TEXT not null,
    occurred_from TEXT,
    occurred_to TEXT,
    discovered_at BIGINT,
    determined_at BIGINT,
    contained_at BIGINT,
    published_at BIGINT,
    as_of BIGINT not null,
    next_update_at BIGINT,
    categories BIGINT not null,
    suspected_known_by TEXT,
    -- JSON object: slot of the guidance catalogue -> address or text. Nothing personal.
    slots TEXT not null,
    key_wrapped BLOB not null,
    created_at BIGINT not null
);

create table incident_texts (
    incident_id BLOB not null references incidents,
    lang TEXT not null,
    section TEXT not null,
    body TEXT not null,
    primary key (incident_id, lang, section)
);

create table facts (
    incident_id BLOB not null references incidents,
    fact_id BLOB not null,
    position BIGINT not null,
    state TEXT not null,
    expected_on TEXT,
    corrected_on TEXT,
    primary key (incident_id, fact_id)
);
create table fact_texts (
    incident_id BLOB not null,
    fact_id BLOB not null,
    lang TEXT not null,
    body TEXT not null,
    earlier_body TEXT,
    primary key (incident_id, fact_id, lang),
    foreign key (incident_id, fact_id) references facts (incident_id, fact_id)
);

create table fixes (
    incident_id BLOB not null references incidents,
    fix_id BLOB not null,
    position BIGINT not null,
    state TEXT not null,
    on_date TEXT,
    primary key (incident_id, fix_id)
);
create table fix_texts (
    incident_id BLOB not null,
    fix_id BLOB not null,
    lang TEXT not null,
    body TEXT not null,
    primary key (incident_id, fix_id, lang),
    foreign key (incident_id, fix_id) references fixes (incident_id, fix_id)
);

create table updates (
    incident_id BLOB not null references incidents,
    update_id BLOB not null,
    kind TEXT not null,
    published_at BIGINT not null,
    primary key (incident_id, update_id)
);
create table update_texts (
    incident_id BLOB not null,
    update_id BLOB not null,
    lang TEXT not null,
    title TEXT not null,
    body TEXT not null,
    primary key (incident_id, update_id, lang),
    foreign key (incident_id, update_id) references updates (incident_id, update_id)
);

-- One reading of one file. Nobody in it is visible until accepted_at is set.
create table imports (
    incident_id BLOB not null references incidents,
    import_id BLOB not null,
    file_sha256 BLOB not null,
    file_bytes BIGINT not null,
    -- JSON of how the file was asked to be read (columns left out, strict ids): part of what makes two readings the same.
    reading TEXT not null,
    state TEXT not null, -- reading, finished, applying, accepted
    -- Checkpoint: the next byte and line to read, and the counts so far (JSON of the report).
    next_byte BIGINT not null,
    next_line BIGINT not null,
    report TEXT not null,
    started_at BIGINT not null,
    finished_at BIGINT,
    accepted_at BIGINT,
    accept_reason TEXT,
    -- JSON array of the imports, not accepted when this one met their people, that must be accepted before it.
    rests_on TEXT not null,
    -- Only one process reads: whoever holds the lease.
    lease_token BLOB,
    lease_until BIGINT,
    primary key (incident_id, import_id)
);

-- However many start on one file at once, one reading begins and the others wait for it.
create unique index imports_reading on imports (incident_id, file_sha256, reading) where state = 'reading';

create table people (
    incident_id BLOB not null,
    person_id BLOB not null,
    import_id BLOB not null,
    external_id_hash BLOB not null,
    content_mac BLOB not null,
    email_hash BLOB,
    sealed BLOB not null,
    confirmed BIGINT not null,
    suspected BIGINT not null,
    country TEXT not null,
    region TEXT,
    lang TEXT not null,
    kind TEXT not null,
    has_postal_address BOOLEAN not null,
    generation BIGINT not null,
    primary key (incident_id, person_id)
);
create unique index people_external_id on people (incident_id, external_id_hash);
create index people_email on people (incident_id, email_hash) where email_hash is not null;

-- A known person with other content waits here until the import is accepted, then replaces the row in chunks.
create table people_changes (
    incident_id BLOB not null,
    import_id BLOB not null,
    person_id BLOB not null,
    content_mac BLOB not null,
    email_hash BLOB,
    sealed BLOB not null,
    confirmed BIGINT not null,
    suspected BIGINT not null,
    country TEXT not null,
    region TEXT,
    lang TEXT not null,
    kind TEXT not null,
    has_postal_address BOOLEAN not null,
    primary key (incident_id, import_id, person_id)
);

-- Rows a person has to look at, sealed. The same line with the same bytes is stored once for an incident.
create table quarantine (
    incident_id BLOB not null,
    row_mac BLOB not null,
    import_id BLOB not null,
    line BIGINT not null,
    reason TEXT not null,
    sealed BLOB not null,
    quarantined_at BIGINT not null,
    released_at BIGINT,
    release_reason TEXT,
    primary key (incident_id, row_mac)
);

-- How one person reaches their page by one channel. Link and code are derived, never stored; only their look-up hashes are.
create table invitations (
    incident_id BLOB not null,
    person_id BLOB not null,
    channel TEXT not null,
    generation BIGINT not null,
    link_hash BLOB,
    code_hash BLOB not null,
    primary key (incident_id, person_id, channel, generation)
);
create unique index invitations_link on invitations (incident_id, link_hash) where link_hash is not null;
-- Not unique: of a hundred million 55-bit codes two may fall together; then neither opens, and their links still do.
create index invitations_code on invitations (incident_id, code_hash);

create table notices (
    incident_id BLOB not null references incidents,
    notice_id BLOB not null,
    name TEXT not null,
    template TEXT not null,
    template_version TEXT not null,
    state TEXT not null, -- draft, queueing, sending, paused, done
    -- Everybody up to this person has a delivery: queueing goes on from here after a crash.
    queued_up_to BLOB,
    created_at BIGINT not null,
    started_at BIGINT,
    finished_at BIGINT,
    primary key (incident_id, notice_id)
);

create table deliveries (
    incident_id BLOB not null,
    notice_id BLOB not null,
    delivery_id BLOB not null,
    person_id BLOB not null,
    channel TEXT not null,
    generation BIGINT not null,
    state TEXT not null, -- queued, sending, sent, bounced, failed, suppressed, printed, returned
    attempts BIGINT not null,
    -- When somebody may take it next; while somebody has it, when their lease ends.
    due_at BIGINT not null,
    -- Who has it (fencing token): only they may record what became of it. Empty when nobody has it.
    lease_token BLOB,
    -- When it was first begun: giving up is counted from here.
    begun_at BIGINT,
    sent_at BIGINT,
    -- SHA-256 of the bytes that went out.
    message_sha256 BLOB,
    -- The SMTP reply code that ended it or put it off; never the server's text, which may hold the address.
    reply_code BIGINT,
    primary key (incident_id, notice_id, delivery_id)
);
create unique index deliveries_once on deliveries (incident_id, notice_id, person_id, channel);
create index deliveries_due on deliveries (incident_id, notice_id, due_at) where state in ('queued', 'sending');
create index deliveries_of_person on deliveries (incident_id, person_id);

-- Mail that is no notice: one-time codes, answers to /check, answers to requests. Written in the transaction of its cause.
create table outbox (
    mail_id BLOB primary key,
    -- Empty for mail that belongs to no incident (an answer of /check).
    incident_id BLOB,
    kind TEXT not null,
    -- Address and values, sealed under the incident's key or the installation's.
    sealed BLOB not null,
    state TEXT not null, -- queued, sending, sent, bounced, failed
    attempts BIGINT not null,
    created_at BIGINT not null,
    -- As in deliveries.
    due_at BIGINT not null,
    -- Not worth sending after this (a one-time code).
    expires_at BIGINT,
    lease_token BLOB,
    begun_at BIGINT,
    sent_at BIGINT,
    message_sha256 BLOB,
    reply_code BIGINT
);
create index outbox_due on outbox (due_at) where state in ('queued', 'sending');

-- The sealed box of a practice incident, instead of SMTP.
create table practice_mail (
    incident_id BLOB not null references incidents,
    message_id BLOB not null,
    sealed BLOB not null,
    put_at BIGINT not null,
    primary key (incident_id, message_id)
);
create index practice_mail_newest on practice_mail (incident_id, put_at);

-- A browser that holds a cookie. Opened by an invitation, proven by a code; the cookie changes at the proof.
create table visits (
    visit_id BLOB primary key,
    cookie_hash BLOB not null unique,
    incident_id BLOB not null,
    person_id BLOB not null,
    channel TEXT not null,
    generation BIGINT not null,
    proof TEXT, -- empty until proven
    opened_at BIGINT not null,
    seen_at BIGINT not null,
    ends_at BIGINT not null,
    ended_at BIGINT
);
create index visits_of_person on visits (incident_id, person_id);

create table one_time_codes (
    code_id BLOB primary key,
    visit_id BLOB not null references visits,
    code_hash BLOB not null,
    created_at BIGINT not null,
    expires_at BIGINT not null,
    tries BIGINT not null,
    used_at BIGINT
);
create index one_time_codes_of_visit on one_time_codes (visit_id, created_at);

-- What was typed into a form after the visit had ended: kept an hour, sealed, given back after a new code.
create table kept_forms (
    kept_id BLOB primary key,
    incident_id BLOB not null,
    person_id BLOB not null,
    path TEXT not null,
    sealed BLOB not null,
    kept_until BIGINT not null
);
create unique index kept_forms_of_person on kept_forms (incident_id, person_id, path);
create index kept_forms_over on kept_forms (kept_until);

-- Limits: how often a keyed hash of something (a network, an address, an invitation) was counted in a window.
create table budgets (
    bucket BLOB primary key,
    window_ends_at BIGINT not null,
    spent BIGINT not null
);
create index budgets_over on budgets (window_ends_at);

-- Questions put to /check; a worker asks each incident, sends one mail, and removes the row.
create table checks (
    check_id BLOB primary key,
    -- The address and whether to write again when we know, sealed under the installation's key.
    sealed BLOB not null,
    lang TEXT not null,
    asked_at BIGINT not null
);
create index checks_oldest on checks (asked_at);

-- "Write to me when you know": somebody who asked before there was a list. Goes when they are told.
create table check_reminders (
    incident_id BLOB not null references incidents,
    email_hash BLOB not null,
    sealed BLOB not null,
    lang TEXT not null,
    asked_at BIGINT not null,
    primary key (incident_id, email_hash)
);

create table ticks (
    incident_id BLOB not null,
    person_id BLOB not null,
    action_id TEXT not null,
    ticked_at BIGINT not null,
    primary key (incident_id, person_id, action_id)
);

create table requests (
    incident_id BLOB not null references incidents,
    request_id BLOB not null,
    -- What the person is given to name it by; says nothing about how many there are.
    number TEXT not null unique,
    person_id BLOB,
    kind TEXT not null,
    lang TEXT not null,
    -- Name, address to answer to, message.
    sealed BLOB not null,
    state TEXT not null, -- open, answered, closed
    made_at BIGINT not null,
    promised_on TEXT not null,
    answered_at BIGINT,
    sealed_answer BLOB,
    -- One press, one request: the form's own id.
    form_id BLOB not null unique,
    primary key (incident_id, request_id)
);
create index requests_open on requests (incident_id, state, made_at);
create index requests_of_person on requests (incident_id, person_id);

-- Every act of staff, appended last in its transaction; one chain per incident and one for the installation (chain is the
-- incident's id, or sixteen zero bytes). Opaque ids only, so that purge removes people and keeps the chain.
create table audit (
    chain BLOB not null,
    sequence BIGINT not null,
    at BIGINT not null,
    actor TEXT not null,
    act TEXT not null,
    about BLOB,
    details TEXT not null,
    mac BLOB not null,
    primary key (chain, sequence)
);
