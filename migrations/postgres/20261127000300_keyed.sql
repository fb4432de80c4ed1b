-- Who of staff typed in from paper where the money goes; empty when its person said so themselves.
alter table claims add column payout_keyed_by UUID;
