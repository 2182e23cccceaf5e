//! Statements as SQLite takes them, and rows as it gives them.

use rusqlite::{Connection, types::ValueRef};

use crate::value::{Row, Stmt, V};

/// Rows of a query.
pub(super) fn select(connection: &Connection, stmt: &Stmt) -> rusqlite::Result<Vec<Row>> {
    let mut prepared = connection.prepare_cached(&stmt.sql)?;
    bind(&mut prepared, &stmt.params)?;
    let width = prepared.column_count();
    let mut rows = prepared.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let value = |column| Ok(read(row.get_ref(column)?));
        out.push(Row((0..width).map(value).collect::<rusqlite::Result<_>>()?));
    }
    Ok(out)
}

/// Runs a statement, and says how many rows it changed.
pub(super) fn execute(connection: &Connection, stmt: &Stmt) -> rusqlite::Result<usize> {
    let mut prepared = connection.prepare_cached(&stmt.sql)?;
    bind(&mut prepared, &stmt.params)?;
    prepared.raw_execute()
}

fn bind(prepared: &mut rusqlite::CachedStatement<'_>, params: &[V]) -> rusqlite::Result<()> {
    for (index, value) in (1..).zip(params) {
        match value {
            V::Null => prepared.raw_bind_parameter(index, rusqlite::types::Null)?,
            V::Int(value) => prepared.raw_bind_parameter(index, value)?,
            V::Text(value) => prepared.raw_bind_parameter(index, value)?,
            V::Blob(value) => prepared.raw_bind_parameter(index, value)?,
        }
    }
    Ok(())
}

/// A damaged page can hold a type that the schema forbids; it is carried on as it is, so that
/// verification can name it.
fn read(value: ValueRef<'_>) -> V {
    match value {
        ValueRef::Null => V::Null,
        ValueRef::Integer(value) => V::Int(value),
        ValueRef::Real(value) => V::Text(value.to_string()),
        ValueRef::Text(bytes) => V::Text(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(bytes).into_owned(),
        }),
        ValueRef::Blob(bytes) => V::Blob(bytes.to_vec()),
    }
}
