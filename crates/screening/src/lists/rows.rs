//! Tables with named columns, read row by row.

use std::io::BufRead;

use csv::{ByteRecord, ReaderBuilder};

use super::{Damaged, Part, Sink};

/// A cell longer than this is damage: a quotation mark that never closes.
const LONGEST: usize = 1 << 20;

/// A row with the names of its columns.
pub struct Row<'a> {
    heads: &'a [String],
    cells: Vec<String>,
    /// The line on which it begins.
    pub line: u64,
}

impl Row<'_> {
    /// The cell of a column, empty where there is none.
    pub fn get(&self, head: &str) -> &str {
        let at = self.heads.iter().position(|known| known == head);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// The first of several columns that is not empty.
    pub fn first(&self, heads: &[&str]) -> &str {
        heads.iter().map(|head| self.get(head)).find(|cell| !cell.is_empty()).unwrap_or("")
    }

    /// Where the row is.
    pub fn place(&self) -> String {
        format!("line {}", self.line)
    }
}

/// Text that is meant as UTF-8; other bytes are read as the Latin alphabet of the West.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// How a table is written.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    /// What stands between cells.
    pub between: u8,
    /// Columns that must be there.
    pub needs: &'a [&'a str],
    /// Rows before the names of the columns.
    pub before: usize,
}

/// Reads a table. Repeated names of columns are passed over; rows of another width are told.
pub fn read(
    part: Part<'_>,
    shape: Shape<'_>,
    sink: &mut Sink<'_>,
    mut take: impl FnMut(&Row<'_>, &mut Sink<'_>),
) -> Result<(), Damaged> {
    let mut reader = open(part.from, shape.between);
    let mut record = ByteRecord::new();
    let mut heads: Vec<String> = Vec::new();
    for _ in 0..=shape.before {
        if !next(&mut reader, &mut record)? {
            return Err(Damaged::Empty);
        }
    }
    for cell in &record {
        heads.push(text(cell).trim_start_matches('\u{feff}').trim().to_owned());
    }
    for need in shape.needs {
        if !heads.iter().any(|head| head == need) {
            return Err(Damaged::OtherForm(format!("the column {need:?} is missing")));
        }
    }
    while next(&mut reader, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        if ends(&record) {
            continue;
        }
        let cells: Vec<String> = record.iter().map(text).collect();
        let same = |(cell, head): (&String, &String)| cell.trim().eq_ignore_ascii_case(head);
        if cells.len() == heads.len() && cells.iter().zip(&heads).all(same) {
            sink.loss(format!("line {line}"), "repeats the names of the columns; passed over");
            continue;
        }
        let row = Row { heads: &heads, cells, line };
        if row.cells.len() != heads.len() {
            let (is, wants) = (row.cells.len(), heads.len());
            sink.loss(
                row.place(),
                format!("has {is} cells and not {wants}; read as far as it goes"),
            );
        }
        take(&row, sink);
    }
    Ok(())
}

/// A reader of rows of any width.
pub fn open<R: BufRead>(from: R, between: u8) -> csv::Reader<R> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).from_reader(from)
}

/// The next row; false at the end.
pub fn next<R: BufRead>(
    reader: &mut csv::Reader<R>,
    record: &mut ByteRecord,
) -> Result<bool, Damaged> {
    let more = reader.read_byte_record(record).map_err(|fault| Damaged::Broken {
        at: reader.position().byte(),
        what: fault.to_string(),
    })?;
    if record.iter().any(|cell| cell.len() > LONGEST) {
        let what = "a cell is longer than a mebibyte: a quotation mark never closes".to_owned();
        return Err(Damaged::Broken { at: reader.position().byte(), what });
    }
    Ok(more)
}

/// The mark with which old systems end a file, or an empty line.
pub fn ends(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty() || cell == b"\x1a")
}
