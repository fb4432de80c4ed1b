-- Passkeys of staff. The table of before was never written to: here is room for the counter, and names are sealed like every
-- other free text.

drop table staff_passkeys;

create table staff_passkeys (
    -- The credential's id by keyed hash: no passkey belongs to two accounts.
    passkey_id UUID primary key,
    staff_id UUID not null references staff,
    -- What its owner calls it.
    sealed_name BYTEA not null,
    -- Its public key, and what goes with it.
    sealed BYTEA not null,
    -- How often it had signed when it was used last; 0 before, and if it does not count. Never less than before.
    counter BIGINT not null,
    added_at BIGINT not null,
    used_at BIGINT
);
create index staff_passkeys_of on staff_passkeys (staff_id, added_at);

-- The session, or the account that is being set up, that was asked; null for an app that waits for its first code.
alter table staff_challenges add column bound_to UUID;
create index staff_challenges_of on staff_challenges (staff_id, purpose);
