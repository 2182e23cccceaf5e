-- What signing in needs and no event says. Rows of `credential` and `token` count only where the
-- account's own events name them, by identifier and digest; the rest is of the running program and
-- is not carried into a restored record.
create table credential (
  account text not null,
  id text not null,
  body text not null,
  used bigint not null,
  primary key (account, id)
);

create table session (
  digest text not null primary key,
  id text not null,
  account text not null,
  strength text not null,
  source text not null,
  agent text not null,
  made_us bigint not null,
  seen_us bigint not null
);

create index session_by_account on session (account);

create table token (
  digest text not null primary key,
  id text not null,
  account text not null,
  used_us bigint not null
);

create table invitation (
  digest text not null primary key,
  account text not null,
  body text not null,
  ends_us bigint not null
);

create table attempt (
  subject text not null primary key,
  count bigint not null,
  since_us bigint not null
);
