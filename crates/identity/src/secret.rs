//! Values that are never shown: links, tokens, what a browser keeps. What is kept of them here is
//! a digest, from which nobody comes back to them.

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;
use terms::hex;

/// A secret text. It is printed as dots wherever somebody prints what holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret that somebody gave.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A secret of 32 random bytes, behind a word that says what it is.
    pub fn drawn(word: &str, bytes: &[u8; 32]) -> Self {
        Self(format!("{word}{}", hex::encode(bytes)))
    }

    /// The text, for the one place that shows or sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it. A secret of 32 random bytes needs no salt and no cost.
    pub fn digest(&self) -> String {
        digest(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(...)")
    }
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes))
}

/// Whether two texts are the same, found out in a time that does not tell where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Secret::drawn("cw_", &[7; 32]);
        assert_eq!(format!("{secret:?}"), "Secret(...)");
        assert!(!secret.digest().contains("0707"));
        assert_eq!(secret.reveal().len(), 3 + 64);
    }

    #[test]
    fn texts_are_compared_whole() {
        assert!(same(b"abc", b"abc") && !same(b"abc", b"abd") && !same(b"abc", b"ab"));
    }
}
