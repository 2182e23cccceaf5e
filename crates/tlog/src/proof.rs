//! Proofs checked: that an entry is in a tree, and that a tree only grew. Neither needs the log,
//! only two heads and the hashes of the proof.

use crate::{Head, leaf::Hash};

/// Hashes of the longest path: that in a tree of 2^63 - 1 entries.
pub const PATH_MAX: usize = 63;

/// What a proof does not prove.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// There is no such entry.
    #[error("entry {index} is outside a tree of {size} entries")]
    Outside {
        /// The entry.
        index: u64,
        /// The tree.
        size: u64,
    },
    /// The newer tree is the smaller one.
    #[error("the tree shrinks from {old} to {new} entries; a log only grows")]
    Backwards {
        /// Entries of the older tree.
        old: u64,
        /// Entries of the newer tree.
        new: u64,
    },
    /// The proof has more or fewer hashes than the sizes ask for.
    #[error("the proof has {found} hashes, which is not the number that these sizes ask for")]
    Length {
        /// Hashes given.
        found: usize,
    },
    /// The hashes lead elsewhere.
    #[error("the proof leads to another root than {root} of the tree of {size} entries")]
    Root {
        /// Entries of the tree.
        size: u64,
        /// Its root.
        root: Hash,
    },
}

/// Checks that the leaf is entry `index` of the tree (RFC 9162 section 2.1.3.2). The path goes from
/// the leaf's sibling up to the root's child.
pub fn verify_inclusion(
    index: u64,
    leaf: &Hash,
    path: &[Hash],
    tree: &Head,
) -> Result<(), ProofError> {
    if index >= tree.size {
        return Err(ProofError::Outside { index, size: tree.size });
    }
    let wrong_length = ProofError::Length { found: path.len() };
    let mut climb = Climb { node: index, last: tree.size - 1 };
    let mut root = *leaf;
    for hash in path {
        root = match climb.step().ok_or_else(|| wrong_length.clone())? {
            Sibling::Left => Hash::node(hash, &root),
            Sibling::Right => Hash::node(&root, hash),
        };
    }
    if !climb.at_the_top() {
        return Err(wrong_length);
    }
    leads_to(&root, tree)
}

/// Checks that the new tree begins with the entries of the old one (RFC 9162 section 2.1.4.2).
/// Between equal trees and from the empty tree the proof is empty.
pub fn verify_consistency(old: &Head, new: &Head, path: &[Hash]) -> Result<(), ProofError> {
    if old.size > new.size {
        return Err(ProofError::Backwards { old: old.size, new: new.size });
    }
    let wrong_length = ProofError::Length { found: path.len() };
    if old.size == new.size || old.size == 0 {
        let expected = if old.size == 0 { &Hash::EMPTY_ROOT } else { &new.root };
        return if path.is_empty() { leads_to(expected, old) } else { Err(wrong_length) };
    }
    // A perfect old tree is itself the first hash, which the proof then leaves out.
    let (first, path) = match path.split_first() {
        _ if old.size.is_power_of_two() => (old.root, path),
        Some((first, rest)) => (*first, rest),
        None => return Err(wrong_length),
    };
    let mut climb = Climb { node: old.size - 1, last: new.size - 1 };
    climb.rise(climb.node.trailing_ones());
    let (mut old_root, mut new_root) = (first, first);
    for hash in path {
        match climb.step().ok_or_else(|| wrong_length.clone())? {
            Sibling::Left => {
                old_root = Hash::node(hash, &old_root);
                new_root = Hash::node(hash, &new_root);
            }
            Sibling::Right => new_root = Hash::node(&new_root, hash),
        }
    }
    if !climb.at_the_top() {
        return Err(wrong_length);
    }
    leads_to(&old_root, old)?;
    leads_to(&new_root, new)
}

fn leads_to(root: &Hash, tree: &Head) -> Result<(), ProofError> {
    let Head { size, root: stated } = *tree;
    if *root == stated { Ok(()) } else { Err(ProofError::Root { size, root: stated }) }
}

/// The way from a node to the root: the positions of the node and of the last node in its row,
/// which RFC 9162 calls `fn` and `sn`.
struct Climb {
    node: u64,
    last: u64,
}

/// On which side the next hash of the proof stands.
enum Sibling {
    Left,
    Right,
}

impl Climb {
    /// One hash of the proof upwards; `None` when the root is reached already.
    fn step(&mut self) -> Option<Sibling> {
        if self.at_the_top() {
            return None;
        }
        if self.node & 1 == 0 && self.node < self.last {
            self.rise(1);
            return Some(Sibling::Right);
        }
        // The last node of a row may have no sibling; it then rises alone to where it has one.
        // INVARIANT: an even node here is the last, and not 0, or this were the top.
        self.rise(self.node.trailing_zeros() + 1);
        Some(Sibling::Left)
    }

    fn rise(&mut self, rows: u32) {
        self.node = self.node.checked_shr(rows).unwrap_or(0);
        self.last = self.last.checked_shr(rows).unwrap_or(0);
    }

    const fn at_the_top(&self) -> bool {
        self.last == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::{by_definition, leaves};

    fn head(leaves: &[Hash]) -> Head {
        Head { size: leaves.len() as u64, root: by_definition(leaves) }
    }

    #[test]
    fn trivial_cases_hold_with_an_empty_proof_only() {
        let (empty, one, two) = (head(&[]), head(&leaves(1)), head(&leaves(2)));
        let stray = [one.root];
        assert_eq!(verify_inclusion(0, &one.root, &[], &one), Ok(()));
        assert!(verify_inclusion(0, &one.root, &stray, &one).is_err());
        assert!(verify_inclusion(1, &one.root, &[], &one).is_err());
        assert!(verify_inclusion(0, &one.root, &[], &empty).is_err());
        assert_eq!(verify_consistency(&empty, &two, &[]), Ok(()));
        assert_eq!(verify_consistency(&empty, &empty, &[]), Ok(()));
        assert_eq!(verify_consistency(&two, &two, &[]), Ok(()));
        assert!(verify_consistency(&empty, &two, &stray).is_err());
        assert!(verify_consistency(&two, &two, &stray).is_err());
        assert!(verify_consistency(&two, &head(&leaves(3)), &[]).is_err());
        assert_eq!(
            verify_consistency(&two, &one, &[]),
            Err(ProofError::Backwards { old: 2, new: 1 })
        );
        let other = Head { size: 0, root: one.root };
        assert!(verify_consistency(&other, &two, &[]).is_err());
        assert!(verify_consistency(&Head { size: 2, root: one.root }, &two, &[]).is_err());
    }

    #[test]
    fn a_proof_at_the_largest_size_ends() {
        let tree = Head { size: u64::MAX, root: Hash::EMPTY_ROOT };
        let path = vec![Hash::EMPTY_ROOT; 64];
        assert!(verify_inclusion(u64::MAX - 1, &tree.root, &path, &tree).is_err());
        let old = Head { size: 1 << 63, ..tree };
        assert!(verify_consistency(&old, &tree, &path).is_err());
    }
}
