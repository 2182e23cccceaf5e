//! A table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula begins with an
//! apostrophe, so that it is read as text.

use crate::Table;

/// Writes a table as CSV with a line of column names.
pub fn csv(table: &Table) -> String {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    let names = table.columns.iter().map(|column| column.name);
    out.write_record(names).expect("writing into memory does not fail");
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            crate::Cell::Text(text) => harmless(text),
            other => other.plain(),
        });
        out.write_record(cells).expect("every row has a cell for every column");
    }
    let bytes = out.into_inner().expect("writing into memory does not fail");
    String::from_utf8(bytes).expect("texts are UTF-8")
}

fn harmless(text: &str) -> String {
    const STARTS: &[char] =
        &['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if text.starts_with(STARTS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::column;

    #[test]
    fn formulas_become_texts_and_amounts_stay_plain() {
        let table = Table {
            title: String::new(),
            columns: vec![column("a", "A"), column("b", "B")],
            rows: vec![
                vec!["=1+1".into(), terms::Usd::from_cents(-123_456).into()],
                vec!["x,\"y\"".into(), crate::Cell::Unknown],
            ],
        };
        assert_eq!(csv(&table), "a,b\r\n'=1+1,-1234.56\r\n\"x,\"\"y\"\"\",\r\n");
    }
}
