//! Read models: tables that are functions of the folded files. A file's rows are made from its
//! state alone; they are written in the transaction of the events that changed the state, and
//! `rebuild` makes the same rows from the journal.

pub mod anomalies;
pub mod cases;
pub mod documents;
pub mod dues;
pub mod gates;
pub mod ledger;
pub mod notifications;
pub mod page;
pub mod purchasers;
pub mod requests;
pub mod search;
pub mod streams;

use std::{fmt::Write as _, sync::LazyLock};

use case::File;
use terms::StreamId;

use crate::{
    migrate::Dialect,
    value::{Stmt, V, text},
};

/// A read model: a table whose rows are made from files.
pub struct View {
    /// The table. Its key is the stream and a number within it, but for `search`.
    pub table: &'static str,
    /// Columns after the key.
    pub columns: &'static [&'static str],
    /// The rows of a file, without the key.
    pub rows: fn(&StreamId, &File) -> Vec<Vec<V>>,
    /// Whether a file can have more than one row.
    many: bool,
}

/// Every read model.
pub static VIEWS: &[View] = &[
    cases::VIEW,
    requests::VIEW,
    purchasers::VIEW,
    notifications::VIEW,
    dues::VIEW,
    documents::VIEW,
    anomalies::VIEW,
    ledger::VIEW,
    search::VIEW,
];

struct Sql {
    insert: String,
    clear: String,
}

static SQL: LazyLock<Vec<Sql>> = LazyLock::new(|| VIEWS.iter().map(View::sql).collect());

impl View {
    /// Whether its key has a number besides the stream.
    pub const fn is_many(&self) -> bool {
        self.many
    }

    fn sql(&self) -> Sql {
        let Self { table, columns, many, .. } = self;
        let key: &[&str] = if *many { &["stream", "seq"] } else { &["stream"] };
        let names: Vec<&str> = key.iter().chain(*columns).copied().collect();
        let places: Vec<String> = (1..=names.len()).map(|i| format!("${i}")).collect();
        let names = names.join(", ");
        Sql {
            insert: format!("insert into {table} ({names}) values ({})", places.join(", ")),
            clear: format!("delete from {table}"),
        }
    }

    /// The rows of a file. One that was never written has none, whatever an empty state shows.
    fn rows_of(&self, stream: &StreamId, file: &File) -> Vec<Vec<V>> {
        if file.head().exists() { (self.rows)(stream, file) } else { Vec::new() }
    }

    /// The statement that writes what changed of a row; none when nothing did.
    fn update(&self, stream: &StreamId, seq: i64, (old, new): (&[V], &[V])) -> Option<Stmt> {
        let changed = self.columns.iter().zip(old.iter().zip(new));
        let changed = changed.filter(|(_, (old, new))| old != new);
        let (mut set, mut params) = (Vec::new(), Vec::new());
        for (column, (_, new)) in changed {
            params.push(new.clone());
            set.push(format!("{column} = ${}", params.len()));
        }
        if set.is_empty() {
            return None;
        }
        params.push(text(stream));
        let mut key = format!("stream = ${}", params.len());
        if self.many {
            params.push(V::Int(seq));
            let _ = write!(key, " and seq = ${}", params.len());
        }
        let sql = format!("update {} set {} where {key}", self.table, set.join(", "));
        Some(Stmt::composed(sql, params))
    }

    /// The statement that takes the rows of a file away from a number on.
    fn cut(&self, stream: &StreamId, from: usize) -> Stmt {
        let key = if self.many { "stream = $1 and seq >= $2" } else { "stream = $1" };
        let sql = format!("delete from {} where {key}", self.table);
        let from = self.many.then(|| from.into());
        Stmt::composed(sql, [text(stream)].into_iter().chain(from).collect())
    }

    fn keyed(&self, stream: &StreamId, rows: Vec<Vec<V>>) -> impl Iterator<Item = Vec<V>> {
        let name = text(stream);
        let many = self.many;
        (0_i64..).zip(rows).map(move |(seq, row)| {
            let mut keyed = vec![name.clone()];
            keyed.extend(many.then_some(V::Int(seq)));
            keyed.extend(row);
            keyed
        })
    }
}

/// The statements that bring the read models from one state of a file to the next. Rows and
/// columns that did not change are left alone, and with them the indexes over them.
pub fn changes(stream: &StreamId, before: &File, after: &File) -> Vec<Stmt> {
    let mut stmts = Vec::new();
    for (view, sql) in VIEWS.iter().zip(SQL.iter()) {
        // Most acts change no word, and folding all of them would cost more than the act.
        if view.table == search::VIEW.table && before.head().exists() && search::same(before, after)
        {
            continue;
        }
        let old = view.rows_of(stream, before);
        let new = view.rows_of(stream, after);
        if new.len() < old.len() {
            stmts.push(view.cut(stream, new.len()));
        }
        for (seq, (old, new)) in (0_i64..).zip(old.iter().zip(&new)) {
            stmts.extend(view.update(stream, seq, (old, new)));
        }
        let added = view.keyed(stream, new).skip(old.len());
        stmts.extend(added.map(|row| Stmt::new(&sql.insert, row)));
    }
    stmts
}

/// The statements that write all rows of a file into empty tables.
pub fn fill(stream: &StreamId, file: &File) -> Vec<Stmt> {
    let rows = VIEWS.iter().zip(SQL.iter()).flat_map(|(view, sql)| {
        let rows = (view.rows)(stream, file);
        view.keyed(stream, rows).map(|row| Stmt::new(&sql.insert, row))
    });
    rows.collect()
}

/// The rows that the tables must hold for a file: (table, row with its key).
pub fn expected(stream: &StreamId, file: &File) -> Vec<(&'static str, Vec<V>)> {
    let rows = VIEWS.iter().flat_map(|view| {
        let rows = (view.rows)(stream, file);
        view.keyed(stream, rows).map(|row| (view.table, row))
    });
    rows.collect()
}

/// The statements that empty every table, before all of them are filled anew.
pub fn clear(dialect: Dialect) -> Vec<Stmt> {
    let cleared = SQL.iter().map(|sql| Stmt::new(&sql.clear, Vec::new()));
    search::unkept(dialect).into_iter().chain(cleared).collect()
}

/// The statements after every table was filled anew.
pub fn filled(dialect: Dialect) -> Vec<Stmt> {
    search::kept(dialect)
}
