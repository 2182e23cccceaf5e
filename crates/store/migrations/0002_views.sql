-- Read models. Each is a function of the folded files; `caseway rebuild` makes the same rows.

create table case_list (
  stream text not null,
  seq bigint not null,
  file text not null,
  case_id text,
  purchaser text,
  nickname text not null,
  agency text,
  source text not null,
  stage text not null,
  holder text not null,
  holder_since text not null,
  value_cents bigint,
  next_due text,
  next_due_what text,
  notification text,
  open_findings bigint not null,
  open_reviews bigint not null,
  suspended bigint not null,
  opened text not null,
  touched_us bigint not null,
  primary key (stream, seq)
);

create index case_list_by_stage on case_list (stage, stream);
create index case_list_by_purchaser on case_list (purchaser, stream);
create index case_list_by_touched on case_list (touched_us, stream);
create index case_list_by_due on case_list ((coalesce(next_due, '9999-12-31')), stream);
create index case_list_by_value on case_list ((coalesce(value_cents, -1)), stream);

create table request_list (
  stream text not null,
  seq bigint not null,
  file text not null,
  purchaser text not null,
  requester text not null,
  reference text not null,
  subject text not null,
  response text not null,
  stage text not null,
  received text not null,
  acknowledge_by text,
  acknowledged text,
  percent bigint not null,
  missing bigint not null,
  cases text not null,
  touched_us bigint not null,
  primary key (stream, seq)
);

create index request_list_by_stage on request_list (stage, stream);
create index request_list_by_purchaser on request_list (purchaser, stream);

create table purchaser_list (
  stream text not null,
  seq bigint not null,
  code text not null,
  name text not null,
  fictional bigint not null,
  stage text not null,
  eligible bigint,
  valid_from text,
  valid_until text,
  interest text,
  contacts bigint not null,
  changes bigint not null,
  touched_us bigint not null,
  primary key (stream, seq)
);

create table notification_list (
  stream text not null,
  seq bigint not null,
  file text not null,
  transmittal text,
  case_file text,
  purchaser text,
  purchaser_printed text,
  paragraph text not null,
  stage text not null,
  total_cents bigint,
  delivered text,
  period_ends text,
  amends text,
  anomalies bigint not null,
  description text not null,
  touched_us bigint not null,
  primary key (stream, seq)
);

create index notification_list_by_stage on notification_list (stage, stream);
create index notification_list_by_transmittal on notification_list (transmittal, stream);

create table due_list (
  stream text not null,
  seq bigint not null,
  what text not null,
  due text not null,
  counts text not null,
  rule text,
  holder text not null,
  primary key (stream, seq)
);

create index due_list_by_day on due_list (due, stream, seq);

create table document_list (
  stream text not null,
  seq bigint not null,
  sha256 text not null,
  code text not null,
  what text not null,
  version text not null,
  size bigint not null,
  primary key (stream, seq)
);

create index document_list_by_digest on document_list (sha256);
create index document_list_by_code on document_list (code);

create table anomaly_list (
  stream text not null,
  seq bigint not null,
  notice text not null,
  code text not null,
  sentence text not null,
  printed bigint not null,
  primary key (stream, seq)
);

create index anomaly_list_by_code on anomaly_list (code, stream, seq);

create table ledger_entry (
  stream text not null,
  seq bigint not null,
  case_id text not null,
  purchaser text not null,
  entry bigint not null,
  day text not null,
  account text not null,
  amount_cents bigint not null,
  primary key (stream, seq)
);

create index ledger_entry_by_account on ledger_entry (account, case_id);

create table search (
  stream text not null primary key,
  words text not null
);
