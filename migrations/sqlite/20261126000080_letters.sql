-- Letters for a print house: batches, who is in which, and the files that were made of them.

create table letter_batches (
    incident_id BLOB not null references incidents,
    batch_id BLOB not null,
    -- From 1: what staff and the print house call it.
    number BIGINT not null,
    paper TEXT not null, -- a4, letter
    -- Letters in one PDF at most.
    per_file BIGINT not null,
    letters BIGINT not null,
    made_at BIGINT not null,
    -- A member of staff; empty on the command line.
    made_by BLOB,
    -- When its files were there. Until then whoever comes by may make them.
    printed_at BIGINT,
    primary key (incident_id, batch_id)
);
create unique index letter_batches_number on letter_batches (incident_id, number);

-- Whoever makes a batch holds this row until the end of the transaction: nobody chooses at the same time.
create table letter_numbers (
    incident_id BLOB primary key references incidents,
    last BIGINT not null
);

create table letters (
    incident_id BLOB not null,
    letter_id BLOB not null,
    notice_id BLOB not null,
    delivery_id BLOB not null,
    person_id BLOB not null,
    batch_id BLOB not null,
    position BIGINT not null,
    -- Of the invitation whose code it carries.
    generation BIGINT not null,
    returned_at BIGINT,
    primary key (incident_id, letter_id)
);
-- A delivery has one letter, in one batch; another only when that came back and the address is right again.
create unique index letters_once on letters (incident_id, delivery_id) where returned_at is null;
create unique index letters_position on letters (incident_id, batch_id, position);
create index letters_of_person on letters (incident_id, person_id, generation);

-- The files themselves lie sealed in the data folder, by their id.
create table letter_files (
    incident_id BLOB not null,
    batch_id BLOB not null,
    -- 0 is the manifest.
    number BIGINT not null,
    file_id BLOB not null,
    name TEXT not null,
    -- Of the file as it is downloaded.
    sha256 BLOB not null,
    bytes BIGINT not null,
    primary key (incident_id, batch_id, number)
);

-- Who is reached by letter alone.
create index people_by_letter on people (incident_id, person_id) where email_hash is null and has_postal_address;
-- Letters that nobody has printed, or that came back.
create index deliveries_to_print on deliveries (incident_id, recipient_id) where channel = 'letter' and state in ('queued', 'returned');
