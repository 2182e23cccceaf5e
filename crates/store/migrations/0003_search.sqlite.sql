-- Full text search of SQLite: an index beside the table of words, kept by triggers.

create virtual table search_index using fts5 (
  words, content='search', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2'
);

create trigger search_added after insert on search begin
  insert into search_index (rowid, words) values (new.rowid, new.words);
end;

create trigger search_removed after delete on search begin
  insert into search_index (search_index, rowid, words) values ('delete', old.rowid, old.words);
end;

create trigger search_changed after update on search begin
  insert into search_index (search_index, rowid, words) values ('delete', old.rowid, old.words);
  insert into search_index (rowid, words) values (new.rowid, new.words);
end;
