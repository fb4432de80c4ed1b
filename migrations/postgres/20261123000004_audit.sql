-- How a chain is searched: what was done about somebody, and what somebody did.
create index audit_by_about on audit (chain, about, sequence) where about is not null;
create index audit_by_actor on audit (chain, actor, sequence);
