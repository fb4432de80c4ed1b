-- What people ask for under a benefit, and what became of it.

create table claims (
    incident_id UUID not null references incidents,
    claim_id UUID not null,
    number TEXT not null,
    benefit_id UUID not null,
    person_id UUID not null,
    state TEXT not null,
    -- 0 at first; one more with each appeal.
    round BIGINT not null default 0,
    -- One more with every change: who saw an older one changes nothing.
    version BIGINT not null default 0,
    terms TEXT not null, -- JSON: those of the day it was begun
    sealed BYTEA not null, -- what is asked for, line by line
    currency TEXT not null,
    asked_cents BIGINT,
    granted_cents BIGINT,
    -- The sentence the person said yes to, as it read.
    attested TEXT,
    lang TEXT not null,
    -- Staff: who has it, and who decided last.
    reviewer UUID,
    decided_by UUID,
    made_at BIGINT not null,
    sent_at BIGINT,
    -- The day by which somebody acts, YYYY-MM-DD.
    promised_on TEXT,
    primary key (incident_id, claim_id)
);
create unique index claims_number on claims (number);
create unique index claims_of_person on claims (incident_id, person_id, benefit_id) where state <> 'withdrawn';
create index claims_queue on claims (incident_id, promised_on, claim_id) where state in ('submitted', 'appealed', 'in_review', 'needs_more');

-- Its life, in order. Nothing here is changed or taken away.
create table claim_events (
    incident_id UUID not null,
    claim_id UUID not null,
    -- The claim's version after it.
    version BIGINT not null,
    act TEXT not null,
    state TEXT not null, -- where it led
    at BIGINT not null,
    staff_id UUID, -- null when the person or the program did it
    sealed BYTEA, -- what was said
    granted_cents BIGINT,
    promised_on TEXT,
    -- The form's own id: one press, one act.
    form_id UUID,
    primary key (incident_id, claim_id, version)
);
create unique index claim_events_form on claim_events (incident_id, claim_id, form_id) where form_id is not null;
