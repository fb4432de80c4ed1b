-- Text messages: beside a mail or letter of a notice that has gone out, never instead of one.

-- Whether who is told by this notice gets a text message too.
alter table notices add column with_sms BIGINT not null default 0;

create table sms_messages (
    incident_id UUID not null references incidents,
    -- That of the delivery it stands beside; the provider knows it by this too.
    sms_id UUID not null,
    notice_id UUID not null,
    person_id UUID not null,
    state TEXT not null, -- queued, sending, sent, failed, no_number
    attempts BIGINT not null,
    -- When somebody may take it next; while somebody has it, when their lease ends.
    due_at BIGINT not null,
    lease_token UUID,
    -- The status of the provider's last answer.
    status BIGINT,
    made_at BIGINT not null,
    sent_at BIGINT,
    primary key (incident_id, sms_id)
);
create unique index sms_once on sms_messages (incident_id, notice_id, person_id);
create index sms_due on sms_messages (due_at) where state in ('queued', 'sending');
