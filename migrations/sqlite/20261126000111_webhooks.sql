-- Systems of the company that hear of events. The secret is derived and not stored.
create table webhooks (
    webhook_id BLOB primary key,
    -- What staff call it, and its address.
    sealed BLOB not null,
    -- The events it hears of, as bits.
    events BIGINT not null,
    state TEXT not null, -- active, paused
    created_at BIGINT not null
);

-- One event for one of them.
create table webhook_calls (
    call_id BLOB primary key,
    webhook_id BLOB not null references webhooks on delete cascade,
    event TEXT not null,
    -- What it is about; null for a test.
    incident_id BLOB references incidents,
    update_id BLOB,
    revision BIGINT,
    made_at BIGINT not null,
    state TEXT not null, -- queued, sending, sent, failed
    attempts BIGINT not null,
    due_at BIGINT not null,
    lease_token BLOB,
    -- How the last try went: the status, or a word for why there was none.
    tried_at BIGINT,
    status BIGINT,
    problem TEXT
);
create index webhook_calls_due on webhook_calls (due_at) where state in ('queued', 'sending');
create index webhook_calls_of on webhook_calls (webhook_id, made_at);
