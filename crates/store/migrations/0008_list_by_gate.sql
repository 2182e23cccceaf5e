-- Lists of cases by what the gates say, alone and within a state: a page is read from the index and
-- not looked for among all cases.
create index case_list_by_stage_and_gate on case_list (stage, gate, stream);
create index case_list_by_gate_word on case_list (gate, stream);
