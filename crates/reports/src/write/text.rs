//! A table as text: columns by width, numbers to the right.

use std::fmt::Write as _;

use crate::Table;

/// Writes a table for a terminal.
pub fn text(table: &Table) -> String {
    let printed: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(crate::Cell::printed).collect()).collect();
    let width = |i: usize| {
        let cells = printed.iter().map(|row| row[i].chars().count());
        cells.chain([table.columns[i].heading.chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let mut out = format!("{}\n\n", table.title);
    for (column, width) in table.columns.iter().zip(&widths) {
        let _ = write!(out, "{:width$}  ", column.heading);
    }
    trim(&mut out);
    for width in &widths {
        let _ = write!(out, "{:-<width$}  ", "");
    }
    trim(&mut out);
    for (row, cells) in printed.iter().zip(&table.rows) {
        for ((text, cell), width) in row.iter().zip(cells).zip(&widths) {
            let _ = if cell.is_number() {
                write!(out, "{text:>width$}  ")
            } else {
                write!(out, "{text:width$}  ")
            };
        }
        trim(&mut out);
    }
    if table.rows.is_empty() {
        out.push_str("nothing\n");
    }
    out
}

fn trim(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::column;

    #[test]
    fn numbers_stand_to_the_right() {
        let table = Table {
            title: "T".to_owned(),
            columns: vec![column("a", "A"), column("b", "Bee")],
            rows: vec![vec!["long".into(), 5.into()], vec!["x".into(), crate::Cell::Unknown]],
        };
        let lines = ["T", "", "A     Bee", "----  ---------", "long          5", "x     not known"];
        assert_eq!(text(&table), lines.join("\n") + "\n");
    }
}
