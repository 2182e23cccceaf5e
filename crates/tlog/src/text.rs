//! The two spellings that the text formats share. Each value has exactly one: a second spelling of
//! the same value would let two texts pass for one.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{leaf::Hash, tree::SIZE_MAX};

/// Standard base64 with padding (RFC 4648 section 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads canonical base64: padded, without foreign characters and without loose bits at the end.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A hash in base64.
pub(crate) fn hash_from_base64(text: &str) -> Option<Hash> {
    from_base64(text)?.try_into().ok().map(Hash::new)
}

/// A size or an index: digits without a sign or leading zeroes, below 2^63.
pub(crate) fn number(text: &str) -> Option<u64> {
    let value: u64 = text.parse().ok().filter(|value| *value <= SIZE_MAX)?;
    (value.to_string() == text).then_some(value)
}

/// A key name: not empty, without spaces, plus signs or ASCII control characters
/// (c2sp.org/signed-note).
pub(crate) fn is_name(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && c >= ' ' && c != '+';
    !text.is_empty() && text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_one_spelling() {
        assert_eq!(from_base64("AAE="), Some(vec![0, 1]));
        for text in ["AAE", "AAF=", "AA E=", "AAE=\n", "AA_-", "="] {
            assert_eq!(from_base64(text), None, "{text}");
        }
        assert_eq!(number("9223372036854775807"), Some(SIZE_MAX));
        for text in ["", "01", "+1", "-1", " 1", "1 ", "9223372036854775808", "1e3"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert!(is_name("log.example/caseway"));
        for text in ["", "a b", "a+b", "a\u{2003}b", "a\u{1}"] {
            assert!(!is_name(text), "{text:?}");
        }
    }
}
