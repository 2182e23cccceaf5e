//! How long texts of the record may be, in characters, and how large its numbers. They bound
//! memory, pages and sums; they are the record's own and not the law's.

/// A name, a reference, a place.
pub const LINE: usize = 200;
/// A few sentences.
pub const PARAGRAPH: usize = 2_000;
/// The text of a letter.
pub const LETTER: usize = 20_000;
/// The largest amount that is entered and the largest value of a case, in whole dollars. Ninety
/// thousand of them still add up within the range of money.
pub const AMOUNT: i64 = 1_000_000_000_000;
/// The largest quantity of one line.
pub const QUANTITY: i64 = 9_999_999;
/// The most lines, variants, days or months of one question about prices.
pub const QUESTION: usize = 10_000;
