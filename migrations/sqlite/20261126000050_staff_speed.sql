-- Pages of staff at a million people: what they count and search for stands in an index.

-- Where the people of each list can be written to. Rows of one list go to the end of a few groups, so that an import writes few pages.
create index people_counted on people (incident_id, merged_into, import_id, (email_hash is null), has_postal_address);
-- Who has been told.
create index deliveries_told on deliveries (incident_id, recipient_id, notice_id, state) where state in ('sent', 'printed');
-- One kind of act in a long log.
create index audit_by_act on audit (chain, act, sequence);
-- The same as audit_by_about, made twice.
drop index audit_of_about;

-- SQLite takes an incident for a handful of rows unless it is told otherwise, and then walks through a million people in the order of
-- their ids to find one address. This is the shape of a large incident: rows in the index, then how many share its first column, its
-- first two, and so on. ANALYZE puts what is really there in its place.
analyze;
delete from sqlite_stat1 where tbl in ('people', 'deliveries', 'invitations', 'audit');
insert into sqlite_stat1 (tbl, idx, stat) values
    ('people', 'sqlite_autoindex_people_1', '1000000 500000 1'),
    ('people', 'people_external_id', '1000000 500000 1'),
    ('people', 'people_email', '900000 450000 2'),
    ('people', 'people_merged', '1000 500 2'),
    ('people', 'people_counted', '1000000 500000 500000 250000 200000 100000'),
    ('deliveries', 'sqlite_autoindex_deliveries_1', '1000000 500000 250000 1'),
    ('deliveries', 'deliveries_once', '1000000 500000 250000 2 1'),
    ('deliveries', 'deliveries_due', '1000000 500000 250000 100'),
    ('deliveries', 'deliveries_of_person', '1000000 500000 2'),
    ('deliveries', 'deliveries_told', '1000000 500000 2 1 1'),
    ('invitations', 'sqlite_autoindex_invitations_1', '1000000 500000 2 2 1'),
    ('invitations', 'invitations_link', '1000000 500000 1'),
    ('invitations', 'invitations_code', '1000000 500000 1'),
    ('audit', 'sqlite_autoindex_audit_1', '1000000 500000 1'),
    ('audit', 'audit_by_about', '900000 450000 10 1'),
    ('audit', 'audit_by_actor', '1000000 500000 25000 1'),
    ('audit', 'audit_by_act', '1000000 500000 15000 1');
-- What was written is read at once.
analyze sqlite_schema;
