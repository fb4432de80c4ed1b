-- Who said no to a gift. They can still change their mind.
create table goodwill_refusals (
    incident_id BLOB not null,
    benefit_id BLOB not null,
    person_id BLOB not null,
    refused_at BIGINT not null,
    primary key (incident_id, benefit_id, person_id)
);
