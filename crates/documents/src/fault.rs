//! Why a paper could not be printed. All but the last three lie in the view and can be
//! mended there.

/// Why a paper could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// More text than a paper takes.
    #[error(
        "This paper has {count} {what}; a paper takes {max} at most. Shorten it, or move the longest \
         part to an attachment."
    )]
    TooLong {
        /// What there is too much of.
        what: &'static str,
        /// How much.
        count: usize,
        /// What a paper takes.
        max: usize,
    },
    /// More pages than a paper takes.
    #[error(
        "This paper would have {pages} pages; a paper has {max} at most. Shorten its texts, or \
         divide the sale."
    )]
    TooManyPages {
        /// Pages as laid out.
        pages: usize,
        /// What a paper has at most.
        max: usize,
    },
    /// A heading longer than a PDF can hold.
    #[error(
        "A title on this paper is longer than a PDF can hold (32,767 characters, a sign printed as \
         its code point counting several). Shorten the title and move the rest into the text."
    )]
    TitleTooLong,
    /// A date that a PDF cannot hold.
    #[error("The date {0} cannot stand on a paper; it must lie in the years 1 to 9999.")]
    Undatable(terms::Day),
    /// A checkpoint that is none, or that is too long to be drawn.
    #[error(
        "The checkpoint of the log cannot be drawn as a QR code. This is a fault of the program."
    )]
    Checkpoint,
    /// A sign without a glyph.
    #[error("No font has a glyph for every sign of \"{0}\". This is a fault of the program.")]
    MissingGlyph(String),
    /// A template that does not do what it should.
    #[error("The template of this paper is faulty: {0}. This is a fault of the program.")]
    Template(String),
}
