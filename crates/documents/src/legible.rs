//! Text made fit to print: every sign that a paper cannot show, or must not obey, becomes a mark
//! with its code point. It changes no meaning and drops nothing; the record keeps the text as it
//! was written.
//!
//! Marked are signs that no face of ours has, control and format characters (they would hide or
//! reorder what stands around them), right-to-left scripts (their neighbours would change places
//! on the line), and heaps of combining marks.

use std::{collections::BTreeMap, fmt::Write, sync::LazyLock};

use serde_json::Value;

use crate::{Unprintable, world};

/// A place at which a long word may break; the template turns it into nothing but a break. Being
/// of the private area it can never come from a text.
pub(crate) const BREAK: char = '\u{E000}';

/// Longer words without a natural break get places to break.
const RUN_MAX: usize = 24;
/// Characters between two such places.
const STEP: usize = 8;
/// Marks that one letter may carry.
const MARKS_MAX: usize = 2;

/// A sign that was printed as its code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// The sign.
    pub sign: char,
    /// How often.
    pub times: usize,
}

/// Counts of what was read and of what was replaced.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    replaced: BTreeMap<char, usize>,
    entries: usize,
    characters: usize,
    line_breaks: usize,
    word_breaks: usize,
}

impl Tally {
    /// What was replaced, by code point.
    pub(crate) fn replaced(&self) -> Vec<Replaced> {
        self.replaced.iter().map(|(sign, times)| Replaced { sign: *sign, times: *times }).collect()
    }

    /// What a paper takes. The limits bound the time and the memory of its layout: about a second
    /// and a few hundred megabytes where each is reached alone.
    pub(crate) fn within_limits(&self) -> Result<(), Unprintable> {
        let limits = [
            ("entries", self.entries, 50_000),
            ("characters, as printed", self.characters, 600_000),
            ("line breaks", self.line_breaks, 20_000),
            ("places inside long words at which a line may break", self.word_breaks, 10_000),
        ];
        let over = limits.into_iter().find(|(_, count, max)| count > max);
        over.map_or(Ok(()), |(what, count, max)| Err(Unprintable::TooLong { what, count, max }))
    }
}

/// Makes every text of a value legible; names of fields are ours and stay.
pub(crate) fn value(value: &mut Value, tally: &mut Tally) {
    tally.entries += 1;
    match value {
        Value::String(text) => *text = self::text(text, tally),
        Value::Array(items) => items.iter_mut().for_each(|item| self::value(item, tally)),
        Value::Object(fields) => fields.values_mut().for_each(|field| self::value(field, tally)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Makes one text legible: `‹U+0645 0635›` stands for two signs that cannot be printed.
fn text(text: &str, tally: &mut Tally) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut marking = false;
    let lines = text.replace("\r\n", "\n");
    for sign in lines.chars() {
        let sign = if sign == '\t' { ' ' } else { sign };
        marks = if is_mark(sign) { marks + 1 } else { 0 };
        let carried = marks == 0 || !marking && is_carried(&out, marks);
        let printed = carried && is_printable(sign);
        if printed {
            close(&mut out, &mut marking);
            tally.line_breaks += usize::from(sign == '\n');
            out.push(sign);
        } else {
            out.push_str(if marking { " " } else { "‹U+" });
            write!(out, "{:04X}", u32::from(sign)).expect("a text takes whatever is written");
            *tally.replaced.entry(sign).or_default() += 1;
            marking = true;
        }
    }
    close(&mut out, &mut marking);
    tally.characters += out.chars().count();
    with_breaks(&out, tally)
}

/// Gives long words places to break.
fn with_breaks(text: &str, tally: &mut Tally) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(breaks_naturally) {
        let long = word.chars().count() > RUN_MAX;
        for (i, sign) in word.chars().enumerate() {
            if long && i > 0 && i % STEP == 0 && !is_mark(sign) {
                out.push(BREAK);
                tally.word_breaks += 1;
            }
            out.push(sign);
        }
    }
    out
}

fn close(out: &mut String, marking: &mut bool) {
    if std::mem::take(marking) {
        out.push('›');
    }
}

/// A mark is printed on a letter, and no more than a few on one.
fn is_carried(out: &str, marks: usize) -> bool {
    let base = out.chars().rev().find(|sign| !is_mark(*sign));
    marks <= MARKS_MAX && base.is_some_and(char::is_alphabetic)
}

const fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}')
}

/// After these a line breaks anyway.
fn breaks_naturally(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '–' | '—')
}

fn is_printable(sign: char) -> bool {
    sign == '\n' || (' '..='~').contains(&sign) || PRINTABLE.binary_search(&sign).is_ok()
}

/// Signs that stand in one family in each of its faces, apart from those that are never printed.
pub(crate) static PRINTABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut families: BTreeMap<&str, Vec<&typst::text::Font>> = BTreeMap::new();
    for face in world::fonts() {
        families.entry(face.info().family.as_str()).or_default().push(face);
    }
    let mut signs = Vec::new();
    for faces in families.values() {
        let [first, rest @ ..] = faces.as_slice() else { continue };
        let common = first
            .info()
            .coverage
            .iter()
            .filter(|sign| rest.iter().all(|face| face.info().coverage.contains(*sign)));
        signs.extend(common.filter_map(char::from_u32).filter(|sign| !is_never_printed(*sign)));
    }
    signs.sort_unstable();
    signs.dedup();
    signs
});

/// Controls, format characters, variation selectors, private and unassigned areas, right-to-left
/// scripts, and combining marks of other blocks.
fn is_never_printed(sign: char) -> bool {
    sign.is_control()
        || matches!(u32::from(sign),
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F
            | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFF
            | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF
            | 0xFE20..=0xFE2F
            | 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE
            | 0xE000..=0xF8FF | 0x10000..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, printed: &str) {
        let found = text(written, &mut Tally::default()).replace(BREAK, "");
        assert_eq!(found, printed, "{written:?}");
    }

    #[test]
    fn what_the_fonts_have_stays_as_it_is() {
        for written in [
            "Žluťoučký kůň, Ærøskøbing, Nguyễn Văn Ước, ħ ŋ ß þ ĳ",
            "Ελληνικά, Кириллица",
            "#read(\"/etc/passwd\") $x$ *b* _i_ @r <l> `c` \\ // /* [ ] { }",
            "€ £ § © “quoted” – — … ± × ‹U+0041›",
            "two\nlines",
            "e\u{301} a\u{308}\u{304}",
        ] {
            check(written, written);
        }
    }

    #[test]
    fn what_they_lack_or_must_not_obey_is_marked() {
        check("船 Boat", "‹U+8239› Boat");
        check("سلام", "‹U+0633 0644 0627 0645›");
        check("שלום", "‹U+05E9 05DC 05D5 05DD›");
        check("a\u{202E}b\u{2066}c", "a‹U+202E›b‹U+2066›c");
        check("a\u{0}\u{7}b\u{7F}", "a‹U+0000 0007›b‹U+007F›");
        check("zero\u{200B}width\u{FEFF}", "zero‹U+200B›width‹U+FEFF›");
        check("\u{1F6A2}", "‹U+1F6A2›");
        check("\u{E000}", "‹U+E000›");
        check("a\r\nb\tc", "a\nb c");
    }

    #[test]
    fn marks_neither_heap_up_nor_stand_alone() {
        check("a\u{300}\u{301}\u{302}\u{303}", "a\u{300}\u{301}‹U+0302 0303›");
        check("\u{301}x", "‹U+0301›x");
        check("調\u{301}", "‹U+8ABF 0301›");
    }

    #[test]
    fn a_long_word_gets_places_to_break() {
        let word = "W".repeat(40);
        let printed = text(&word, &mut Tally::default());
        assert_eq!(printed.replace(BREAK, ""), word);
        assert_eq!(printed.matches(BREAK).count(), 4);
        let parts = "a-word-of-parts-that-breaks-anyway";
        assert_eq!(text(parts, &mut Tally::default()), parts);
    }

    #[test]
    fn the_tally_names_what_was_replaced() {
        let mut tally = Tally::default();
        let mut view = serde_json::json!({ "a": ["船", { "b": "船\u{202E}" }], "c": 1 });
        value(&mut view, &mut tally);
        let expected = [Replaced { sign: '\u{202E}', times: 1 }, Replaced { sign: '船', times: 2 }];
        assert_eq!(tally.replaced(), expected);
        assert_eq!((tally.characters, tally.entries), (21, 6));
    }
}
