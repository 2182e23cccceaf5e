//! Entries and hashes: the two places where bytes become a hash (RFC 6962 section 2.1).

use std::fmt;

use sha2::{Digest, Sha256};

/// Bytes of a hash.
pub const HASH_LEN: usize = 32;
/// Bytes of the longest entry: its length is written in two bytes (c2sp.org/tlog-tiles).
pub const ENTRY_LEN_MAX: usize = 65_535;

/// A leaf must never pass for a node, so each kind begins with a byte of its own.
const LEAF: [u8; 1] = [0];
const NODE: [u8; 1] = [1];

/// A SHA-256 hash: of an entry, of a node, of a tree. Printed in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; HASH_LEN]);

/// The bytes of one entry, checked to fit into a bundle before they are hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a>(&'a [u8]);

/// The entry cannot be logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an entry of {len} bytes is too long for the log, which takes {ENTRY_LEN_MAX}; log a digest of \
     the payload"
)]
pub struct EntryTooLong {
    /// Bytes offered.
    pub len: usize,
}

impl Hash {
    /// The root of the tree without entries: SHA-256 of nothing.
    pub const EMPTY_ROOT: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// From its 32 bytes.
    pub const fn new(bytes: [u8; HASH_LEN]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub const fn bytes(&self) -> &[u8; HASH_LEN] {
        &self.0
    }

    /// The node above two hashes: SHA-256(0x01 || left || right).
    #[must_use]
    pub fn node(left: &Self, right: &Self) -> Self {
        let hash = Sha256::new().chain_update(NODE).chain_update(left.0).chain_update(right.0);
        Self(hash.finalize().into())
    }

    /// The hash at a position of a row: hashes one after the other, as a tile holds them.
    ///
    /// INVARIANT: the caller has checked that the row is that long.
    pub(crate) fn at(row: &[u8], position: usize) -> Self {
        let hash = row.as_chunks().0.get(position);
        Self(*hash.expect("a position within the row"))
    }
}

impl<'a> Entry<'a> {
    /// Takes the bytes of an entry, any up to [`ENTRY_LEN_MAX`].
    pub const fn new(bytes: &'a [u8]) -> Result<Self, EntryTooLong> {
        if bytes.len() <= ENTRY_LEN_MAX {
            Ok(Self(bytes))
        } else {
            Err(EntryTooLong { len: bytes.len() })
        }
    }

    /// The bytes as they were given.
    pub const fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// The leaf of the tree: SHA-256(0x00 || entry).
    pub fn leaf_hash(self) -> Hash {
        let hash = Sha256::new().chain_update(LEAF).chain_update(self.0);
        Hash(hash.finalize().into())
    }
}

impl From<[u8; HASH_LEN]> for Hash {
    fn from(bytes: [u8; HASH_LEN]) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Hash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_and_nodes_are_those_of_the_reference_tree() {
        let leaf = |bytes: &[u8]| Entry::new(bytes).unwrap().leaf_hash();
        let empty = leaf(b"");
        assert_eq!(
            empty.to_string(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(
            Hash::node(&empty, &leaf(&[0])).to_string(),
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
        );
        assert_eq!(Hash::EMPTY_ROOT, Hash(Sha256::digest([]).into()));
    }

    #[test]
    fn an_entry_has_at_most_65535_bytes() {
        let bytes = vec![7; ENTRY_LEN_MAX + 1];
        assert!(Entry::new(&bytes[1..]).is_ok());
        let said = Entry::new(&bytes).unwrap_err().to_string();
        assert!(said.contains("65536 bytes is too long"), "{said}");
    }
}
