-- Incidents whose operator agreed that everybody may see how claims are going: numbers and nobody's name.
create table scorecards (
    incident_id UUID primary key references incidents,
    agreed_by UUID not null,
    agreed_at BIGINT not null
);
