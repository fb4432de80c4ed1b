-- What people can have because of an incident. The first kind: identity protection, by activation codes.

create table benefits (
    incident_id UUID not null references incidents,
    benefit_id UUID not null,
    kind TEXT not null, -- protection, cash, expenses, time, goodwill
    state TEXT not null, -- draft, open, closed
    terms TEXT not null, -- JSON, by kind
    -- The last day on which somebody can ask for it, in the incident's zone; null while it is open.
    last_day TEXT,
    -- So many days later people still get it; nobody is told.
    grace_days BIGINT not null default 0,
    eligible TEXT not null, -- JSON: who can have it
    created_at BIGINT not null,
    -- Who wrote it, who said yes to it: staff ids.
    written_by UUID,
    opened_by UUID,
    opened_at BIGINT,
    closed_at BIGINT,
    primary key (incident_id, benefit_id)
);

-- The pool of a provider. A code is given to one person, once; what did not work is not given again.
create table activation_codes (
    incident_id UUID not null,
    code_id UUID not null,
    benefit_id UUID not null,
    sealed BYTEA not null,
    code_hash BYTEA not null,
    -- 0, unless staff took a code that stands in the file more than once.
    copy BIGINT not null default 0,
    state TEXT not null, -- free, given, bad
    person_id UUID,
    given_at BIGINT,
    -- Why it did not work: refused, used, unknown.
    why TEXT,
    primary key (incident_id, code_id)
);
create unique index activation_codes_once on activation_codes (incident_id, benefit_id, code_hash, copy);
create unique index activation_codes_of_person on activation_codes (incident_id, benefit_id, person_id) where state = 'given';
create index activation_codes_free on activation_codes (incident_id, benefit_id, code_id) where state = 'free';
create index activation_codes_bad on activation_codes (incident_id, benefit_id, person_id) where state = 'bad';

-- Who asked when there was none. First come, first served.
create table code_waiters (
    incident_id UUID not null,
    benefit_id UUID not null,
    person_id UUID not null,
    asked_at BIGINT not null,
    -- The day by which we promised to write.
    promised_on TEXT not null,
    primary key (incident_id, benefit_id, person_id)
);
create index code_waiters_first on code_waiters (incident_id, benefit_id, asked_at, person_id);
