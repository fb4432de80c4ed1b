-- Who said no to a gift. They can still change their mind.
create table goodwill_refusals (
    incident_id UUID not null,
    benefit_id UUID not null,
    person_id UUID not null,
    refused_at BIGINT not null,
    primary key (incident_id, benefit_id, person_id)
);
