-- Check words of ours that were copied into fakes. Every other word is derived and stored nowhere.
create table copied_words (
    word TEXT primary key,
    added_at BIGINT not null
);
