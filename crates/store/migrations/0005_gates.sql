-- What the gates said of the next act of each case, and on which day. These columns are no part of
-- the read model of cases, which is a function of the journal alone: the law and the day of the
-- calendar decide here too. An empty day asks for the status to be told anew.
alter table case_list add column gate text;
alter table case_list add column gate_act text;
alter table case_list add column gate_holds bigint;
alter table case_list add column gate_rule text;
alter table case_list add column gate_on text not null default '';

create index case_list_by_gate on case_list ((coalesce(gate_holds, 9999)), stream);
create index case_list_by_gate_rule on case_list (gate_rule, stream);
create index case_list_by_gate_day on case_list (gate_on, stream);
