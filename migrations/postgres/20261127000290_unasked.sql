-- Who proved who they are, and since when: their visits are forgotten after a day.
create table verified_people (
    incident_id UUID not null references incidents,
    person_id UUID not null,
    first_at BIGINT not null,
    primary key (incident_id, person_id)
);
insert into verified_people (incident_id, person_id, first_at)
    select incident_id, person_id, min(opened_at) from visits where proof is not null and helper_id is null group by incident_id, person_id;

-- Verified people for whom nobody has looked yet whether there is money they need not ask for.
create table unasked_todo (
    incident_id UUID not null references incidents,
    person_id UUID not null,
    primary key (incident_id, person_id)
);

-- When a draft is granted by itself; empty for all that people begin.
alter table claims add column grant_at BIGINT;
create index claims_grant_at on claims (grant_at, claim_id) where state = 'draft' and grant_at is not null;
