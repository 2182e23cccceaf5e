//! Statements and rows as data: what both databases understand, and nothing else.

use std::borrow::Cow;

/// A value of a column or of a parameter. A portable schema needs no other type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum V {
    /// SQL null.
    Null,
    /// `bigint`.
    Int(i64),
    /// `text`.
    Text(String),
    /// `bytea`.
    Blob(Vec<u8>),
}

/// A statement with its parameters, `$1` being the first. Parameters must stand in the text in
/// their order, because SQLite numbers them by first use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stmt {
    /// SQL text; one for both databases.
    pub sql: Cow<'static, str>,
    /// Parameters.
    pub params: Vec<V>,
}

impl Stmt {
    /// From a text of the program.
    pub const fn new(sql: &'static str, params: Vec<V>) -> Self {
        Self { sql: Cow::Borrowed(sql), params }
    }

    /// From a text put together from texts of the program; values never go into it.
    pub const fn composed(sql: String, params: Vec<V>) -> Self {
        Self { sql: Cow::Owned(sql), params }
    }
}

/// A row, by the order of the columns asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<V>);

/// A value as a database lends it while its row is looked at; what cannot be read as a text or a
/// number is bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lent<'a> {
    /// SQL null, or of a type that the schema forbids.
    Null,
    /// `bigint`.
    Int(i64),
    /// `text`.
    Text(&'a str),
    /// `bytea`.
    Blob(&'a [u8]),
}

impl<'a> Lent<'a> {
    /// A number, or nothing.
    pub const fn int(self) -> Option<i64> {
        if let Self::Int(value) = self { Some(value) } else { None }
    }

    /// A text, or nothing.
    pub const fn text(self) -> Option<&'a str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }
}

impl V {
    /// Lends it.
    pub fn lend(&self) -> Lent<'_> {
        match self {
            Self::Null => Lent::Null,
            Self::Int(value) => Lent::Int(*value),
            Self::Text(value) => Lent::Text(value),
            Self::Blob(value) => Lent::Blob(value),
        }
    }
}

impl Row {
    /// A number. A column of another type is a bug of the query.
    pub fn int(&self, column: usize) -> i64 {
        match &self.0[column] {
            V::Int(value) => *value,
            other => panic!("column {column} is {other:?}, not a number"),
        }
    }

    /// A text.
    pub fn text(&self, column: usize) -> &str {
        match &self.0[column] {
            V::Text(value) => value,
            other => panic!("column {column} is {other:?}, not a text"),
        }
    }

    /// Bytes.
    pub fn blob(&self, column: usize) -> &[u8] {
        match &self.0[column] {
            V::Blob(value) => value,
            other => panic!("column {column} is {other:?}, not bytes"),
        }
    }

    /// A number, or nothing when the column holds something else.
    pub fn try_int(&self, column: usize) -> Option<i64> {
        match self.0.get(column)? {
            V::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A text, or nothing when the column holds something else.
    pub fn try_text(&self, column: usize) -> Option<&str> {
        match self.0.get(column)? {
            V::Text(value) => Some(value),
            _ => None,
        }
    }

    /// Bytes, or nothing when the column holds something else.
    pub fn try_blob(&self, column: usize) -> Option<&[u8]> {
        match self.0.get(column)? {
            V::Blob(value) => Some(value),
            _ => None,
        }
    }

    /// A number that may be null.
    pub fn maybe_int(&self, column: usize) -> Option<i64> {
        (self.0[column] != V::Null).then(|| self.int(column))
    }

    /// A text that may be null.
    pub fn maybe_text(&self, column: usize) -> Option<&str> {
        (self.0[column] != V::Null).then(|| self.text(column))
    }
}

impl From<i64> for V {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u64> for V {
    /// INVARIANT: sequence numbers and sizes stay far below 2^63.
    fn from(value: u64) -> Self {
        Self::Int(i64::try_from(value).expect("numbers of the journal stay below 2^63"))
    }
}

impl From<usize> for V {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

impl From<u32> for V {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl From<bool> for V {
    fn from(value: bool) -> Self {
        Self::Int(value.into())
    }
}

impl From<&str> for V {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for V {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for V {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl<T: Into<V>> From<Option<T>> for V {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The printed form of a value of the field: a day, a code, an identifier.
pub fn text(value: impl ToString) -> V {
    V::Text(value.to_string())
}

/// The printed form of a value that may be unknown.
pub fn maybe(value: Option<impl ToString>) -> V {
    value.map_or(V::Null, text)
}
