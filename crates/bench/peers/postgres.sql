-- What the least durable command writes on PostgreSQL: an event, its idempotency key, a row of a
-- read model, a leaf of a log.
create table event (
  n bigint generated always as identity primary key,
  stream text not null,
  version bigint not null,
  kind text not null,
  body text not null,
  meta text not null,
  at_us bigint not null
);
create unique index event_by_stream on event (stream, version);
create table command (key text primary key, n bigint not null);
create table case_list (stream text primary key, version bigint not null, touched_us bigint not null);
create table leaf (n bigint primary key, hash bytea not null);
insert into case_list
select 'case/' || i, 0, 0 from generate_series(1, 2000) i;
