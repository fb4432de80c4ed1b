-- What each claim gets of a fund, in cents, once it was shared out. Never changed afterwards.
alter table benefits add column share_cents BIGINT;
