//! Statements as SQLite takes them, and rows as it gives them.

use rusqlite::{Connection, types::ValueRef};

use crate::{
    backend::Look,
    value::{Lent, Row, Stmt, V},
};

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

/// Looks at the rows of a query, without a copy of any.
pub(super) fn look_at(connection: &Connection, stmt: &Stmt, look: &mut Look) -> anyhow::Result<()> {
    let mut prepared = connection.prepare_cached(&stmt.sql)?;
    bind(&mut prepared, &stmt.params)?;
    let width = prepared.column_count();
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next()? {
        let value = |column| Ok(lend(row.get_ref(column)?));
        look(&(0..width).map(value).collect::<rusqlite::Result<Vec<_>>>()?)?;
    }
    Ok(())
}

/// Runs statements in their order; one that follows its like is not looked up again.
pub(super) fn execute_all<'a>(
    connection: &Connection,
    stmts: impl Iterator<Item = &'a Stmt>,
) -> rusqlite::Result<()> {
    let mut last: Option<(&str, rusqlite::CachedStatement<'_>)> = None;
    for Stmt { sql, params } in stmts {
        let same = last.take().filter(|(text, _)| text == sql);
        let prepared = match same {
            Some((_, prepared)) => prepared,
            None => connection.prepare_cached(sql)?,
        };
        let (_, prepared) = last.insert((sql, prepared));
        bind(prepared, params)?;
        prepared.raw_execute()?;
    }
    Ok(())
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

fn lend(value: ValueRef<'_>) -> Lent<'_> {
    match value {
        ValueRef::Null | ValueRef::Real(_) => Lent::Null,
        ValueRef::Integer(value) => Lent::Int(value),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or(Lent::Blob(bytes), Lent::Text),
        ValueRef::Blob(bytes) => Lent::Blob(bytes),
    }
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
