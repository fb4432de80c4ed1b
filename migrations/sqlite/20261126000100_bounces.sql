-- What comes back of our mail, and the letters that go instead.

-- A report names its message by id alone.
create index deliveries_by_id on deliveries (delivery_id);
-- The enhanced status of a report (RFC 3463), "5.1.1"; never a server's text, which may hold the address.
alter table deliveries add column status_code TEXT;
alter table outbox add column status_code TEXT;

-- A letter that waits is queued too, and is not for the mail worker: it must not have to go past a hundred thousand of them.
drop index deliveries_due;
create index deliveries_due on deliveries (incident_id, notice_id, due_at) where state in ('queued', 'sending') and channel = 'email';
-- Whose e-mail did not arrive.
create index deliveries_lost on deliveries (incident_id, recipient_id, notice_id)
    where channel = 'email' and recipient = 'person' and state in ('bounced', 'failed', 'suppressed');
create index deliveries_letters on deliveries (incident_id, notice_id, recipient_id) where channel = 'letter';

-- Reports that were read: the same one again changes nothing.
create table bounces (
    -- The incident's, or sixteen zero bytes for mail that belongs to none.
    incident_id BLOB not null,
    -- SHA-256 over the message's id and what names the report.
    report_sha256 BLOB not null,
    -- The delivery, or the mail of the outbox.
    message_id BLOB not null,
    returned TEXT not null, -- refused, given_up, delayed
    status_code TEXT not null,
    read_at BIGINT not null,
    primary key (incident_id, report_sha256)
);
create index bounces_of_message on bounces (incident_id, message_id);

-- The shape of a large incident for the new indexes (see 20261126000050).
insert into sqlite_stat1 (tbl, idx, stat) values
    ('deliveries', 'deliveries_by_id', '1000000 1'),
    ('deliveries', 'deliveries_due', '1000000 500000 250000 100'),
    ('deliveries', 'deliveries_lost', '20000 10000 1 1'),
    ('deliveries', 'deliveries_letters', '100000 50000 25000 1');
analyze sqlite_schema;
