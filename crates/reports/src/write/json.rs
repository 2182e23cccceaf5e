//! A table as JSON: an object a row, by the names of the columns; null where it is not known.

use serde_json::{Map, Value};

use crate::{Cell, Table};

/// The rows of a table.
pub fn json(table: &Table) -> Value {
    let row = |cells: &Vec<Cell>| {
        let fields = table.columns.iter().zip(cells);
        let fields = fields.map(|(column, cell)| (column.name.to_owned(), value(cell)));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    Value::Array(table.rows.iter().map(row).collect())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Count(count) => (*count).into(),
        Cell::Unknown => Value::Null,
        other => other.plain().into(),
    }
}
