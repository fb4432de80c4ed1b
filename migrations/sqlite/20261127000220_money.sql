-- Where the money of a claim goes, what is owed and paid, and the books.

alter table claims add column payout BLOB; -- sealed
-- ach, iban, cheque: which payments share a file.
alter table claims add column payout_way TEXT;
-- The same destination has the same: shown to reviewers when several people share one.
alter table claims add column payout_hash BLOB;
create index claims_payout on claims (incident_id, payout_hash) where payout_hash is not null;

-- Money to one person for one claim. A payment that fails is followed by another.
create table payments (
    incident_id BLOB not null,
    payment_id BLOB not null,
    claim_id BLOB not null,
    person_id BLOB not null,
    -- What the bank gives back with a result: P and 12 symbols, no name and no number of ours.
    reference TEXT not null,
    way TEXT not null,
    cents BIGINT not null check (cents > 0),
    currency TEXT not null,
    state TEXT not null, -- waiting, batched, released, paid, failed
    batch_id BLOB,
    made_at BIGINT not null,
    settled_at BIGINT,
    -- Why it failed, as the bank's code says it.
    why TEXT,
    -- How many times its person was reminded of a cheque that nobody has paid in.
    reminded BIGINT not null default 0,
    primary key (incident_id, payment_id)
);
create unique index payments_reference on payments (reference);
create index payments_of_claim on payments (incident_id, claim_id);
create index payments_waiting on payments (incident_id, way, currency, payment_id) where state = 'waiting';
create index payments_uncashed on payments (incident_id, payment_id) where state = 'released' and way = 'cheque';
create index payments_of_batch on payments (incident_id, batch_id, payment_id) where batch_id is not null;

-- Payments that one person puts together and another releases.
create table payment_batches (
    incident_id BLOB not null,
    batch_id BLOB not null,
    way TEXT not null,
    currency TEXT not null,
    state TEXT not null, -- made, released, dropped
    payments BIGINT not null,
    cents BIGINT not null,
    made_by BLOB not null,
    made_at BIGINT not null,
    released_by BLOB,
    released_at BIGINT,
    primary key (incident_id, batch_id)
);

-- Double entry: the lines of an entry sum to nothing. Only ever added to.
create table ledger_entries (
    incident_id BLOB not null,
    entry_id BLOB not null,
    at BIGINT not null,
    what TEXT not null, -- granted, released, paid, failed
    claim_id BLOB not null,
    payment_id BLOB,
    primary key (incident_id, entry_id)
);
create table ledger_lines (
    incident_id BLOB not null,
    entry_id BLOB not null,
    account TEXT not null, -- compensation, owed, on_the_way, bank
    -- Above nothing is a debit, below nothing a credit.
    cents BIGINT not null check (cents <> 0),
    currency TEXT not null,
    primary key (incident_id, entry_id, account)
);
create trigger ledger_entries_stay before update on ledger_entries begin select raise(abort, 'the ledger is only added to'); end;
create trigger ledger_lines_stay before update on ledger_lines begin select raise(abort, 'the ledger is only added to'); end;
create trigger ledger_entries_keep before delete on ledger_entries begin select raise(abort, 'the ledger is only added to'); end;
create trigger ledger_lines_keep before delete on ledger_lines begin select raise(abort, 'the ledger is only added to'); end;
