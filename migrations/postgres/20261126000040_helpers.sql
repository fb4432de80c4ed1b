-- Somebody who helps a person: a parent, an executor, or whom the person named. Link and code are derived, never stored.
create table helpers (
    incident_id UUID not null references incidents,
    helper_id UUID not null,
    person_id UUID not null,
    kind TEXT not null, -- parent, executor, helper
    -- Name and address.
    sealed BYTEA not null,
    email_hash BYTEA not null,
    lang TEXT not null,
    state TEXT not null, -- asked, active, ended
    generation BIGINT not null,
    link_hash BYTEA not null,
    code_hash BYTEA not null,
    -- A member of staff's id, or "the person".
    made_by TEXT not null,
    made_at BIGINT not null,
    since_at BIGINT,
    seen_at BIGINT,
    ended_at BIGINT,
    -- The six digits with which a person confirms whom they name.
    proof_hash BYTEA,
    proof_expires_at BIGINT,
    proof_tries BIGINT not null,
    primary key (incident_id, helper_id)
);
create index helpers_of_person on helpers (incident_id, person_id);
-- One address helps one person once at a time.
create unique index helpers_once on helpers (incident_id, person_id, email_hash) where state = 'active';
create unique index helpers_link on helpers (incident_id, link_hash);
-- Not unique, like that of invitations.
create index helpers_code on helpers (incident_id, code_hash);

-- Whose visit it is, when it is a helper's.
alter table visits add column helper_id UUID;
create index visits_of_helper on visits (incident_id, helper_id) where helper_id is not null;
-- Who ticked and who asked, when a helper did.
alter table ticks add column helper_id UUID;
alter table requests add column helper_id UUID;

-- Whether somebody reached the day's number of people looked at: asked with every opening of /staff.
create index audit_view_limit on audit (chain, at) where act = 'staff.view_limit';
