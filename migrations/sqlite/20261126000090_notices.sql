-- A notice that staff write on screen: to whom, in which words, how fast, in stages, and who said yes.

-- Only who has had no notice yet, and is not waiting for one.
alter table notices add column not_yet_told BIGINT not null default 0;
-- JSON of the subject in each language; null for the template's own.
alter table notices add column subjects TEXT;
-- Which of its words (notice_words) it says from now on; null says the incident's as they stand when each message is written.
alter table notices add column words_number BIGINT;
-- Messages an hour at most; 0 as many as the relay takes. And when the next is due.
alter table notices add column per_hour BIGINT not null default 0;
alter table notices add column paced_at BIGINT not null default 0;
-- From which the pace follows: calls that can be answered in an hour, and how many of a hundred call.
alter table notices add column calls_per_hour BIGINT;
alter table notices add column callers_per_hundred BIGINT;
-- How many people have a delivery; how many had one when this round began; up to how many this stage goes (null: everybody).
alter table notices add column queued BIGINT not null default 0;
alter table notices add column stage TEXT not null default 'all'; -- first, second, all
alter table notices add column stage_base BIGINT not null default 0;
alter table notices add column stage_limit BIGINT;
-- Who: staff ids. Without `written_by` it was made on the command line.
alter table notices add column written_by BLOB;
alter table notices add column asked_by BLOB;
alter table notices add column asked_at BIGINT;
alter table notices add column approved_by BLOB;
alter table notices add column approved_at BIGINT;
-- Why it stands still: staff, bounces, errors.
alter table notices add column stopped_why TEXT;
alter table notices add column stopped_at BIGINT;
create index notices_newest on notices (created_at, notice_id) where purpose = 'notice';

-- What a notice said, as it was approved or begun: whatever becomes of the incident's texts later, its messages can be written again.
create table notice_words (
    incident_id BLOB not null references incidents,
    notice_id BLOB not null,
    number BIGINT not null,
    words TEXT not null, -- JSON
    template_version TEXT not null,
    fixed_at BIGINT not null,
    primary key (incident_id, notice_id, number)
);

-- Which of them went out.
alter table deliveries add column words_number BIGINT;
