//! A table: what every report becomes, and what every writer writes.

use std::borrow::Cow;

use terms::{Day, Usd};

/// A report's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Title.
    pub title: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in JSON and CSV.
    pub name: &'static str,
    /// The heading.
    pub heading: Cow<'static, str>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount.
    Money(Usd),
    /// A day.
    Day(Day),
    /// The word at the head of a row of totals.
    Total(String),
    /// Not known, and shown as such.
    Unknown,
}

/// Names a column.
pub const fn column(name: &'static str, heading: &'static str) -> Column {
    Column { name, heading: Cow::Borrowed(heading) }
}

/// How the heading of a column of amounts ends, before the record says in which money it counts.
const USUAL: &str = ", USD";

impl Table {
    /// Names the currency of the record at the head of every column of amounts.
    #[must_use]
    pub fn in_currency(mut self, code: &str) -> Self {
        for column in &mut self.columns {
            if let Some(words) = column.heading.strip_suffix(USUAL) {
                column.heading = Cow::Owned(format!("{words}, {code}"));
            }
        }
        self
    }
}

impl Cell {
    /// As people read it.
    pub fn printed(&self) -> String {
        match self {
            Self::Text(text) | Self::Total(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Money(amount) => amount.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Unknown => "not known".to_owned(),
        }
    }

    /// As programs read it: amounts without separators, nothing where it is not known.
    pub fn plain(&self) -> String {
        match self {
            Self::Money(amount) => format!("{amount:#}"),
            Self::Unknown => String::new(),
            other => other.printed(),
        }
    }

    /// Whether it is a number that stands at the right.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Money(_))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<Usd> for Cell {
    fn from(amount: Usd) -> Self {
        Self::Money(amount)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}
