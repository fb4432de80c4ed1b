-- Staff: accounts, factors, roles, sessions. E-mail addresses and names are sealed; addresses are found by keyed hash.

create table staff (
    staff_id UUID primary key,
    email_hash BYTEA not null unique,
    -- Name and e-mail address.
    sealed BYTEA not null,
    state TEXT not null, -- invited, active, removed
    -- Argon2id, in PHC's form.
    password TEXT,
    -- The seed of the authenticator app.
    sealed_totp BYTEA,
    -- The last time step that was used: a code works once (RFC 6238, 5.2).
    totp_step BIGINT,
    added_at BIGINT not null,
    removed_at BIGINT
);

-- incident_id is the incident's, or sixteen zero bytes for all incidents.
create table staff_roles (
    staff_id UUID not null references staff,
    incident_id UUID not null,
    role TEXT not null,
    given_at BIGINT not null,
    primary key (staff_id, incident_id, role)
);

-- One link each, good once and for a day; only its SHA-256 is kept.
create table staff_enrolments (
    token_hash BYTEA primary key,
    staff_id UUID not null references staff,
    made_at BIGINT not null,
    expires_at BIGINT not null,
    used_at BIGINT
);

create table staff_passkeys (
    staff_id UUID not null references staff,
    credential_hash BYTEA not null unique,
    name TEXT not null,
    sealed BYTEA not null,
    added_at BIGINT not null,
    used_at BIGINT,
    primary key (staff_id, credential_hash)
);

create table staff_recovery_codes (
    staff_id UUID not null references staff,
    position BIGINT not null,
    code TEXT not null, -- argon2id
    used_at BIGINT,
    primary key (staff_id, position)
);

-- What a passkey is asked to sign, between the question and the answer.
create table staff_challenges (
    challenge_id UUID primary key,
    staff_id UUID not null references staff,
    purpose TEXT not null, -- enrol, sign_in, confirm
    sealed BYTEA not null,
    expires_at BIGINT not null
);

-- A session before its second factor (proven_at is null) opens nothing but the page that asks for it.
create table staff_sessions (
    session_id UUID primary key,
    cookie_hash BYTEA not null unique,
    staff_id UUID not null references staff,
    opened_at BIGINT not null,
    proven_at BIGINT,
    confirmed_at BIGINT,
    seen_at BIGINT not null,
    ends_at BIGINT not null,
    ended_at BIGINT,
    -- What the browser said it is: for the list of one's own sessions.
    browser TEXT not null
);
create index staff_sessions_of on staff_sessions (staff_id, opened_at);
