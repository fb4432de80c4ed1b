-- Updates, corrections and withdrawals that are being written. what is 'new', 'correct ID' or 'withdraw ID'; fields are those of the
-- form. Whoever began from an older version makes a draft of their own.
create table update_drafts (
    incident_id BLOB not null references incidents,
    draft_id BLOB not null,
    what TEXT not null,
    version BIGINT not null,
    fields TEXT not null,
    saved_by TEXT not null,
    saved_at BIGINT not null,
    primary key (incident_id, draft_id)
);
