//! The tree: how its size splits it into subtrees, their roots, and the frontier that lets it grow
//! without being read (RFC 6962 section 2.1).

use crate::leaf::{HASH_LEN, Hash};

/// Sizes stay below this, as c2sp.org/tlog-checkpoint readers expect.
pub const SIZE_MAX: u64 = (1 << 63) - 1;

/// What a checkpoint states of the tree: its size and its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Entries in the tree.
    pub size: u64,
    /// The Merkle tree hash of these entries.
    pub root: Hash,
}

/// The right-hand edge of a growing tree: the roots of its perfect subtrees, largest first, one for
/// each one-bit of the size. Everything the tree needs in order to grow and to name its root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The bytes are not those of a frontier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{len} bytes are no frontier: it has 8 bytes of size and 32 for each one-bit of the size")]
pub struct NoFrontier {
    /// Bytes offered.
    pub len: usize,
}

impl Frontier {
    /// The tree without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Entries in the tree.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf: one node hash on average, as many as the size has trailing one-bits at worst.
    pub fn append(&mut self, leaf: Hash) {
        self.append_seeing(leaf, |_, _| ());
    }

    /// Adds a leaf and shows each subtree that it completes: the height and the root, from the leaf
    /// itself upwards.
    pub(crate) fn append_seeing(&mut self, leaf: Hash, mut seen: impl FnMut(u32, Hash)) {
        assert!(self.size < SIZE_MAX, "a log has fewer than 2^63 entries");
        let completed = self.size.trailing_ones();
        let mut root = leaf;
        seen(0, root);
        for height in 1..=completed {
            let left = self.peaks.pop().expect("a peak for each one-bit of the size");
            root = Hash::node(&left, &root);
            seen(height, root);
        }
        self.peaks.push(root);
        self.size += 1;
    }

    /// The root of the tree: one node hash for each peak but the first.
    pub fn root(&self) -> Hash {
        let folded =
            self.peaks.iter().rev().copied().reduce(|right, left| Hash::node(&left, &right));
        folded.unwrap_or(Hash::EMPTY_ROOT)
    }

    /// Size and root together.
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root() }
    }

    /// The size as 8 bytes, big-endian, then the peaks, largest first: at most 2,024 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.peaks.iter().flat_map(Hash::bytes));
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote; refuses any other length.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NoFrontier> {
        let refused = NoFrontier { len: bytes.len() };
        let Some((size, peaks)) = bytes.split_first_chunk() else { return Err(refused) };
        let size = u64::from_be_bytes(*size);
        let (peaks, rest) = peaks.as_chunks();
        if !rest.is_empty() || !fits(size, peaks.len()) || size > SIZE_MAX {
            return Err(refused);
        }
        Ok(Self { size, peaks: peaks.iter().copied().map(Hash::new).collect() })
    }

    /// INVARIANT: one peak for each one-bit of the size, largest first.
    pub(crate) fn from_peaks(size: u64, peaks: Vec<Hash>) -> Self {
        assert!(fits(size, peaks.len()), "a peak for each one-bit of the size");
        Self { size, peaks }
    }
}

/// A perfect subtree: `2^height` leaves from `index * 2^height` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subtree {
    /// Levels of nodes above the leaves.
    pub height: u32,
    /// Which of the subtrees of this height, from the left.
    pub index: u64,
}

impl Subtree {
    /// The first leaf.
    pub(crate) const fn start(self) -> u64 {
        self.index << self.height
    }
}

/// The perfect subtrees that a tree of this size consists of, from the left, largest first.
pub(crate) fn peaks(size: u64) -> impl DoubleEndedIterator<Item = Subtree> {
    let heights = (0..u64::BITS).rev().filter(move |height| (size >> height) & 1 == 1);
    heights.map(move |height| Subtree { height, index: ((size >> height) - 1) })
}

/// Where a tree of two or more leaves splits: the largest power of two below the size.
pub(crate) const fn split_point(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The root over a row of hashes, 32 bytes each, as a tile holds them (`MTH` of RFC 6962).
///
/// The row holds any number of hashes, but whole ones; a part of a hash stops the program.
pub fn root_of_row(row: &[u8]) -> Hash {
    assert!(row.len().is_multiple_of(HASH_LEN), "a row holds whole hashes");
    match row.len() / HASH_LEN {
        0 => Hash::EMPTY_ROOT,
        1 => Hash::at(row, 0),
        count => {
            let (left, right) = row.split_at((count.next_power_of_two() / 2) * HASH_LEN);
            Hash::node(&root_of_row(left), &root_of_row(right))
        }
    }
}

fn fits(size: u64, peaks: usize) -> bool {
    u32::try_from(peaks) == Ok(size.count_ones())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::Entry;

    /// The entries and roots of the eight-leaf tree of the Certificate Transparency reference code.
    const ENTRIES: [&[u8]; 8] = [
        &[],
        &[0],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
            0x6e, 0x6f,
        ],
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    /// Distinct leaves for tests, the same in each run.
    pub(crate) fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| Entry::new(&i.to_be_bytes()).unwrap().leaf_hash()).collect()
    }

    /// The definition of RFC 6962 section 2.1 word by word: the oracle of the other tests.
    pub(crate) fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::EMPTY_ROOT,
            [leaf] => *leaf,
            _ => {
                let mut k = 1;
                while k * 2 < leaves.len() {
                    k *= 2;
                }
                Hash::node(&by_definition(&leaves[..k]), &by_definition(&leaves[k..]))
            }
        }
    }

    #[test]
    fn roots_are_those_of_the_reference_tree() {
        let mut frontier = Frontier::new();
        assert_eq!(frontier.root(), Hash::EMPTY_ROOT);
        for (entry, root) in ENTRIES.iter().zip(ROOTS) {
            frontier.append(Entry::new(entry).unwrap().leaf_hash());
            assert_eq!(frontier.root().to_string(), root);
        }
    }

    #[test]
    fn peaks_cover_the_tree_from_the_left() {
        let seen: Vec<_> = peaks(0b1011).map(|peak| (peak.start(), 1 << peak.height)).collect();
        assert_eq!(seen, [(0, 8), (8, 2), (10, 1)]);
        assert_eq!(peaks(0).count(), 0);
        assert_eq!(peaks(SIZE_MAX).count(), 63);
        assert_eq!([2, 3, 4, 5, 9].map(split_point), [1, 2, 2, 4, 8]);
    }

    #[test]
    fn only_the_bytes_of_a_frontier_are_read() {
        let bytes = Frontier::from_peaks(5, leaves(2)).to_bytes();
        assert_eq!(bytes.len(), 8 + 2 * 32);
        assert!(Frontier::from_bytes(&bytes[..71]).is_err());
        assert!(Frontier::from_bytes(&bytes[..40]).is_err());
        assert!(Frontier::from_bytes(&[]).is_err());
        assert!(Frontier::from_bytes(&(1_u64 << 63).to_be_bytes()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn the_frontier_leads_to_the_root_by_definition(size in 0_u64..600) {
            let leaves = leaves(size);
            let mut frontier = Frontier::new();
            for leaf in &leaves {
                frontier.append(*leaf);
            }
            let row: Vec<u8> = leaves.iter().flat_map(Hash::bytes).copied().collect();
            proptest::prop_assert_eq!(frontier.root(), by_definition(&leaves));
            proptest::prop_assert_eq!(root_of_row(&row), by_definition(&leaves));
            let again = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
            proptest::prop_assert_eq!(again, frontier);
        }
    }
}
