-- States of long files, written down so that a file need not be folded from its first event. A
-- cache: every row can be thrown away at any time. `format` names the program text that folded,
-- `tip` is the commitment of the event at which the state stands, and `digest` is over the rest.
create table kept_state (
  stream text not null primary key,
  version bigint not null,
  format text not null,
  tip text not null,
  digest text not null,
  body bytea not null
);
