-- Fewer pages a commit. An event's sequence number is the number of its row, so that the journal
-- is kept in the order in which it is written and needs no index for that order. Keys are
-- forgotten in the order in which they came, which the numbers of their rows tell.
create table event_by_number (
  shard bigint not null,
  stream text not null,
  version bigint not null,
  n bigint not null primary key,
  id text not null,
  kind text not null,
  body text not null,
  meta text not null,
  at_us bigint not null,
  salt bytea not null,
  entry text not null
);

insert into event_by_number (
  shard, stream, version, n, id, kind, body, meta, at_us, salt, entry
)
select shard, stream, version, n, id, kind, body, meta, at_us, salt, entry
from event
order by n;

drop table event;
alter table event_by_number rename to event;
create unique index event_by_version on event (shard, stream, version);

drop index command_by_age;
