-- Incidents whose operator agreed that everybody may see how claims are going: numbers and nobody's name.
create table scorecards (
    incident_id BLOB primary key references incidents,
    agreed_by BLOB not null,
    agreed_at BIGINT not null
);
