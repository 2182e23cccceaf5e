//! Passwords: which are taken, and what is kept of them.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use terms::hex;

use crate::{Secret, secret};

/// The fewest characters.
pub const SHORTEST: usize = 15;
/// The most characters; more are not hashed.
pub const LONGEST: usize = 128;

/// Memory in KiB, passes and lanes: 19 MiB, twice, one after another.
const COST: (u32, u32, u32) = (19 * 1_024, 2, 1);
const SALT: usize = 16;

/// Words that people take first. A password that is one of them, or made of one by repeating it or
/// by adding digits, is not taken.
const COMMON: &str = include_str!("common.txt");

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It is too short.
    Short,
    /// It is too long.
    Long,
    /// It is one that many people take.
    Common,
    /// It is made of the person's own name or of words of the place.
    Own,
    /// It is one sign or one piece, again and again, or a row of signs.
    Row,
}

impl Weak {
    /// What to tell the person.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Short => "A password has 15 characters or more; a sentence is good.",
            Self::Long => "A password has at most 128 characters.",
            Self::Common => "Many people use this password; choose another.",
            Self::Own => "A password is not made of your name or of the name of this place.",
            Self::Row => "A password is not one piece repeated, nor a row of the keyboard.",
        }
    }
}

/// Whether a password is taken. Nothing is asked of its signs; length and being unexpected count.
pub fn check(password: &Secret, own: &[&str]) -> Result<(), Weak> {
    let text = password.reveal();
    let length = text.chars().count();
    if length < SHORTEST {
        return Err(Weak::Short);
    }
    if LONGEST < length {
        return Err(Weak::Long);
    }
    let plain: String = text.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
    let letters = plain.trim_matches(|sign: char| sign.is_ascii_digit());
    if is_row(&plain) || is_row(text) {
        return Err(Weak::Row);
    }
    let common = |word: &str| plain == word || made_of(letters, word);
    if COMMON.lines().map(str::trim).filter(|word| !word.is_empty()).any(common) {
        return Err(Weak::Common);
    }
    let own = own.iter().map(|word| word.to_lowercase());
    let own = own.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    if own.into_iter().any(|word| 2 < word.len() && made_of(letters, &word)) {
        return Err(Weak::Own);
    }
    Ok(())
}

/// Whether a text is a word, once or again and again.
fn made_of(text: &str, word: &str) -> bool {
    !word.is_empty() && text.replace(word, "").is_empty()
}

/// Whether a text is one piece of up to five signs again and again, or goes along a row.
fn is_row(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let repeats = (1..=5).any(|piece| {
        piece < signs.len() && (piece..signs.len()).all(|at| signs[at] == signs[at - piece])
    });
    let step = |by: i64| {
        signs
            .windows(2)
            .all(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])) == by)
    };
    repeats || (1 < signs.len() && (step(1) || step(-1)))
}

/// What is kept of a password.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    hash: String,
}

impl Kept {
    /// Of a password, with a random salt.
    pub fn of(password: &Secret, salt: [u8; SALT]) -> Self {
        let (memory, passes, lanes) = COST;
        let hash = hash(password, &salt, COST).expect("INVARIANT: the cost is one that is allowed");
        let (salt, hash) = (hex::encode(&salt), hex::encode(&hash));
        Self { memory, passes, lanes, salt, hash }
    }

    /// The stored form.
    pub fn store(&self) -> String {
        serde_json::to_string(self).expect("plain data becomes JSON")
    }

    /// Reads the stored form.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Whether it is of this password.
    pub fn is(&self, password: &Secret) -> bool {
        let Some(salt) = hex::decode(&self.salt) else { return false };
        let cost = (self.memory, self.passes, self.lanes);
        let Some(hash) = hash(password, &salt, cost) else { return false };
        secret::same(hex::encode(&hash).as_bytes(), self.hash.as_bytes())
    }

    /// Takes as long as looking at a password does, where there is none to look at.
    pub fn pretend(password: &Secret) -> bool {
        let nobody = Self {
            memory: COST.0,
            passes: COST.1,
            lanes: COST.2,
            salt: "00".repeat(SALT),
            hash: "00".repeat(32),
        };
        let is = nobody.is(password);
        debug_assert!(!is, "no password has the digest of nothing");
        false
    }
}

fn hash(
    password: &Secret,
    salt: &[u8],
    (memory, passes, lanes): (u32, u32, u32),
) -> Option<[u8; 32]> {
    let params = Params::new(memory, passes, lanes, Some(32)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = [0; 32];
    // What is longer than any password is not worth the work.
    let text: String = password.reveal().chars().take(LONGEST + 1).collect();
    argon.hash_password_into(text.as_bytes(), salt, &mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Weak> {
        check(&Secret::new(text), &["ada", "caseway"]).err()
    }

    #[test]
    fn length_and_being_unexpected_count_and_signs_do_not() {
        for (text, weak) in [
            ("short", Some(Weak::Short)),
            ("14 characters!", Some(Weak::Short)),
            ("fifteen of them", None),
            ("all small letters are fine", None),
            ("zwölf boxkämpfer", None),
            (&"x y".repeat(50), Some(Weak::Long)),
            ("passwordpassword", Some(Weak::Common)),
            ("Password Password 2026", Some(Weak::Common)),
            ("123password123456789", Some(Weak::Common)),
            ("caseway-caseway-1", Some(Weak::Own)),
            ("aaaaaaaaaaaaaaaaa", Some(Weak::Row)),
            ("abcabcabcabcabcabc", Some(Weak::Row)),
            ("abcdefghijklmnopq", Some(Weak::Row)),
            ("correcthorsebatterystaple", Some(Weak::Common)),
        ] {
            assert_eq!(said(text), weak, "{text}");
        }
    }

    #[test]
    fn what_is_kept_knows_its_password_and_no_other() {
        let kept = Kept::of(&Secret::new("a sentence of a person"), [3; 16]).store();
        let kept = Kept::read(&kept).expect("it reads");
        assert!(kept.is(&Secret::new("a sentence of a person")));
        assert!(!kept.is(&Secret::new("a sentence of a persoN")));
        assert!(!Kept::pretend(&Secret::new("a sentence of a person")));
    }

    /// Argon2id as RFC 9106 has it is the crate's own test; this one holds our parameters still.
    #[test]
    fn what_was_kept_before_is_read_still() {
        let kept = Kept::of(&Secret::new("fifteen of them"), [0; 16]);
        assert_eq!((kept.memory, kept.passes, kept.lanes), (19_456, 2, 1));
        assert_eq!(kept.hash.len(), 64);
    }
}
