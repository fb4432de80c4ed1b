-- The day's updates in one mail, for subscribers who asked for that: a mail-out of its own, once for each day of the incident's zone.
alter table notices add column digest_on TEXT;
-- It tells of the mail-outs made from here up to there.
alter table notices add column digest_from BIGINT;
alter table notices add column digest_to BIGINT;
create unique index notices_of_day on notices (incident_id, digest_on) where digest_on is not null;
-- A mail-out goes through subscribers without the addresses that have one for the incident itself.
create index subscribers_address on subscribers (email_hash, incident_id);
