-- Full text search of PostgreSQL: a column made from the words, and its index.

alter table search
  add column vector tsvector generated always as (to_tsvector('simple', words)) stored;

create index search_by_words on search using gin (vector);
