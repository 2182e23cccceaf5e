-- The journal and what is written with it in one transaction. One dialect for both engines: for
-- SQLite, bigint becomes integer, bytea becomes blob, and each table becomes strict.

create table setting (
  name text not null primary key,
  value text not null
);

-- n counts events from 1 without a gap, in the order of their commits. It is moved by
-- compare-and-swap, so that two servers can never extend one log differently.
create table log_head (
  shard bigint not null primary key,
  n bigint not null,
  root bytea not null
);

create table event (
  shard bigint not null,
  stream text not null,
  version bigint not null,
  n bigint not null,
  id text not null,
  kind text not null,
  body text not null,
  meta text not null,
  at_us bigint not null,
  salt bytea not null,
  entry text not null,
  primary key (shard, stream, version)
);

create unique index event_by_n on event (shard, n);

-- Hashes of the log by tile. Level 0 holds full tiles only: its last hashes are made from the
-- events. A tile of a higher level is replaced while it grows, once in 256 events.
create table log_tile (
  shard bigint not null,
  level bigint not null,
  tile bigint not null,
  hashes bytea not null,
  primary key (shard, level, tile)
);

create table checkpoint (
  shard bigint not null,
  size bigint not null,
  note text not null,
  at_us bigint not null,
  primary key (shard, size)
);

-- Answers by idempotency key, kept for 30 days.
create table command (
  key text not null primary key,
  digest text not null,
  answer text not null,
  at_us bigint not null
);

create index command_by_age on command (at_us);

create table blob (
  sha256 text not null primary key,
  size bigint not null,
  bytes bytea not null,
  at_us bigint not null
);
