//! The order of a table's rows: by one column, upwards or downwards. What is not known comes last
//! either way, and totals stay at the foot.

use std::cmp::Ordering;

use crate::{Cell, Table};

/// An order that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The name of the column.
    pub by: &'static str,
    /// Whether the largest comes first.
    pub down: bool,
}

impl Order {
    /// Reads an order of a table: `value`, or `-value` with the largest first.
    pub fn read(text: &str, table: &Table) -> Option<Self> {
        let (down, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let by = table.columns.iter().find(|column| column.name == name)?.name;
        Some(Self { by, down })
    }

    /// The order that a click on a column asks for: up, and down the second time.
    pub fn next(current: Option<Self>, by: &'static str) -> Self {
        Self { by, down: current == Some(Self { by, down: false }) }
    }
}

impl std::fmt::Display for Order {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", if self.down { "-" } else { "" }, self.by)
    }
}

impl Table {
    /// Puts the rows in an order. Rows that are alike stay as the report had them.
    pub fn sort(&mut self, order: Order) {
        let Some(at) = self.columns.iter().position(|column| column.name == order.by) else {
            return;
        };
        self.rows.sort_by(|one, other| {
            let total = |row: &[Cell]| row.iter().any(|cell| matches!(cell, Cell::Total(_)));
            let unknown = |row: &[Cell]| row[at] == Cell::Unknown;
            let last = total(one).cmp(&total(other)).then(unknown(one).cmp(&unknown(other)));
            let (low, high) = if order.down { (other, one) } else { (one, other) };
            last.then_with(|| compare(&low[at], &high[at]))
        });
    }
}

/// Cells of one kind by what they say; a column that mixes kinds keeps them apart.
fn compare(one: &Cell, other: &Cell) -> Ordering {
    match (one, other) {
        (Cell::Text(a) | Cell::Total(a), Cell::Text(b) | Cell::Total(b)) => {
            a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| a.cmp(b))
        }
        (Cell::Count(a), Cell::Count(b)) => a.cmp(b),
        (Cell::Money(a), Cell::Money(b)) => a.cmp(b),
        (Cell::Day(a), Cell::Day(b)) => a.cmp(b),
        _ => kind(one).cmp(&kind(other)),
    }
}

const fn kind(cell: &Cell) -> u8 {
    match cell {
        Cell::Text(_) | Cell::Total(_) => 0,
        Cell::Count(_) => 1,
        Cell::Money(_) => 2,
        Cell::Day(_) => 3,
        Cell::Unknown => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::column;

    fn table() -> Table {
        let row = |name: &str, cases: Option<i64>| {
            vec![name.into(), cases.map_or(Cell::Unknown, Cell::from)]
        };
        let mut rows = vec![row("bn", Some(2)), row("GR", None), row("AT", Some(10))];
        rows.push(vec![Cell::Total("all".to_owned()), 12.into()]);
        let columns = vec![column("name", "Name"), column("cases", "Cases")];
        Table { title: "Cases".to_owned(), columns, rows }
    }

    #[test]
    fn rows_are_ordered_by_a_column_with_unknowns_last_and_totals_at_the_foot() {
        for (text, expected) in [
            ("name", "AT bn GR all"),
            ("-name", "GR bn AT all"),
            ("cases", "bn AT GR all"),
            ("-cases", "AT bn GR all"),
        ] {
            let mut table = table();
            let order = Order::read(text, &table).unwrap();
            assert_eq!(order.to_string(), text);
            table.sort(order);
            let names: Vec<String> = table.rows.iter().map(|row| row[0].printed()).collect();
            assert_eq!(names.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_second_click_turns_the_order_around() {
        let up = Order { by: "name", down: false };
        let down = Order { by: "name", down: true };
        for (current, next) in [(None, up), (Some(up), down), (Some(down), up)] {
            assert_eq!(Order::next(current, "name"), next);
        }
        assert_eq!(Order::next(Some(up), "cases"), Order { by: "cases", down: false });
        assert_eq!(Order::read("colour", &table()), None);
    }
}
