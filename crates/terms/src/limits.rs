//! How long texts of the record may be, in characters. They bound memory and pages; they are the
//! record's own and not the law's.

/// A name, a reference, a place.
pub const LINE: usize = 200;
/// A few sentences.
pub const PARAGRAPH: usize = 2_000;
/// The text of a letter.
pub const LETTER: usize = 20_000;
/// The largest quantity of one line.
pub const QUANTITY: i64 = 9_999_999;
