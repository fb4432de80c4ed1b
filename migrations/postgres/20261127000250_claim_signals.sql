-- From which network and browser a claim was sent, as a keyed hash: shown to reviewers when several people share it.
alter table claims add column sent_from BYTEA;
create index claims_sent_from on claims (incident_id, sent_from) where sent_from is not null;
-- What a person was paid in a year.
create index payments_of_person on payments (incident_id, person_id, settled_at) where state = 'paid';
