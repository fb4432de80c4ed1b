-- Files with a claim: what they are. Their pages lie sealed in the folder `evidence`.

create table evidence (
    incident_id BLOB not null,
    evidence_id BLOB not null,
    claim_id BLOB not null,
    person_id BLOB not null,
    state TEXT not null, -- kept, quarantined, removed
    kind TEXT not null, -- jpeg, png, pdf: by its content
    sealed BLOB not null, -- what its person called it
    pages BIGINT not null,
    bytes BIGINT not null,
    -- The same file has the same, whoever sends it.
    content_hash BLOB not null,
    made_at BIGINT not null,
    primary key (incident_id, evidence_id)
);
create unique index evidence_once on evidence (incident_id, claim_id, content_hash) where state <> 'removed';
create index evidence_content on evidence (incident_id, content_hash);
create index evidence_quarantined on evidence (made_at, evidence_id) where state = 'quarantined';
