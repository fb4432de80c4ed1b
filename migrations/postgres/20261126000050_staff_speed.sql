-- Pages of staff at a million people: what they count and search for stands in an index.

-- Where the people of each list can be written to. What is only looked at is no part of the order, so that rows of one list go to
-- its end.
create index people_counted on people (incident_id, merged_into, import_id, has_postal_address) include (email_hash);
-- Who has been told.
create index deliveries_told on deliveries (incident_id, recipient_id, notice_id, state) where state in ('sent', 'printed');
-- One kind of act in a long log.
create index audit_by_act on audit (chain, act, sequence);
-- The same as audit_by_about, made twice.
drop index audit_of_about;
