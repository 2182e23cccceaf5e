//! Codes on paper, for whoever lost the authenticator: each is good once, and what is kept of one
//! is a digest.

use crate::{code, secret};

/// How many a person gets.
pub const COUNT: usize = 10;
/// Random bytes of one: 80 bits, which no limit of attempts lets anybody guess.
pub const BYTES: usize = 10;

/// A code of random bytes, in four groups.
pub fn code(bytes: &[u8; BYTES]) -> String {
    let text = code::letters(bytes);
    let groups: Vec<&str> = (0..4).map(|at| &text[at * 4..at * 4 + 4]).collect();
    groups.join("-")
}

/// What is kept of codes: their digests, a line each.
pub fn store<'a>(codes: impl IntoIterator<Item = &'a str>) -> String {
    codes.into_iter().map(digest).collect::<Vec<_>>().join("\n")
}

/// The place of a code among those that are kept, unless it was used. All are looked at.
pub fn accepted(kept: &str, given: &str, used: i64) -> Option<usize> {
    let given = digest(given);
    let mut found = None;
    for (at, known) in kept.lines().enumerate() {
        let right = secret::same(known.as_bytes(), given.as_bytes());
        if right && used >> at & 1 == 0 {
            found = Some(at);
        }
    }
    found
}

/// How many are left.
pub fn left(kept: &str, used: i64) -> usize {
    (0..kept.lines().count()).filter(|at| used >> at & 1 == 0).count()
}

fn digest(text: &str) -> String {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    secret::digest(plain.to_ascii_lowercase().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_once_however_it_is_typed() {
        let codes = [code(&[1; BYTES]), code(&[2; BYTES])];
        let kept = store(codes.iter().map(String::as_str));
        assert_eq!(accepted(&kept, &codes[1], 0), Some(1));
        assert_eq!(accepted(&kept, &codes[1].replace('-', " ").to_uppercase(), 0), Some(1));
        assert_eq!(accepted(&kept, &codes[1], 1 << 1), None);
        assert_eq!(accepted(&kept, "", 0), None);
        assert_eq!((left(&kept, 0), left(&kept, 1 << 1)), (2, 1));
    }

    #[test]
    fn a_code_has_four_groups() {
        let code = code(&[255, 0, 17, 34, 51, 68, 85, 102, 119, 136]);
        assert_eq!(code.len(), 19);
        assert!(code.split('-').all(|group| group.len() == 4));
    }
}
