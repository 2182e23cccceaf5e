//! An offline proof: an entry's path and a checkpoint in one file, for a reader who has neither the
//! log nor a network (c2sp.org/tlog-proof, stored as `*.tlog-proof`).

use std::fmt;

use crate::{
    Checkpoint, Entry, Hash, Trust,
    proof::{PATH_MAX, ProofError, verify_inclusion},
    text::{base64, from_base64, hash_from_base64, number},
    trust::TrustError,
};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// What the file holds. Its printed form is the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfflineProof {
    /// The entry's place in the log.
    pub index: u64,
    /// Bytes of the application's own. Nothing vouches for them.
    pub extra: Option<Vec<u8>>,
    /// From the leaf's sibling up to the root's child.
    pub path: Vec<Hash>,
    /// The signed checkpoint, byte for byte, with the cosignatures it has.
    pub checkpoint: String,
}

/// Why an offline proof is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfflineError {
    /// The bytes are not UTF-8, or no blank line ends the head.
    #[error("the proof is not a text with a checkpoint behind a blank line")]
    Form,
    /// A line of the head is not what stands there.
    #[error("line {number} of the proof is not {expected}")]
    Line {
        /// Counted from 1.
        number: usize,
        /// What stands in that line.
        expected: &'static str,
    },
    /// The checkpoint in it is not believed.
    #[error("the checkpoint of the proof is not believed: {0}")]
    Trust(#[from] TrustError),
    /// The entry is not at that place.
    #[error("the entry is not in the log: {0}")]
    Proof(#[from] ProofError),
}

impl OfflineProof {
    /// Reads the file. Nothing is checked yet but its form.
    pub fn parse(raw: &[u8]) -> Result<Self, OfflineError> {
        let raw = str::from_utf8(raw).map_err(|_| OfflineError::Form)?;
        let (head, checkpoint) = raw.split_once("\n\n").ok_or(OfflineError::Form)?;
        let mut lines = (1..).zip(head.split('\n')).peekable();
        let wrong = |number, expected| OfflineError::Line { number, expected };
        lines.next_if(|(_, line)| *line == FIRST_LINE).ok_or(wrong(1, FIRST_LINE))?;
        let extra = match lines.peek().and_then(|(_, line)| line.strip_prefix("extra ")) {
            Some(extra) => Some(from_base64(extra).ok_or(wrong(2, "extra data in base64"))?),
            None => None,
        };
        lines.next_if(|_| extra.is_some());
        let (at, line) = lines.next().unwrap_or((2, ""));
        let index = line.strip_prefix("index ").and_then(number);
        let index = index.ok_or(wrong(at, "the index of the entry"))?;
        let path = lines.map(|(number, line)| {
            let hash = hash_from_base64(line).filter(|_| number <= at + PATH_MAX);
            hash.ok_or(wrong(number, "a hash of the path"))
        });
        let path = path.collect::<Result<_, _>>()?;
        Ok(Self { index, extra, path, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that the entry is in a log that the reader trusts, and answers the checkpoint that
    /// says so.
    pub fn verify(&self, entry: Entry<'_>, trust: &Trust) -> Result<Checkpoint, OfflineError> {
        let checkpoint = trust.open(self.checkpoint.as_bytes())?.checkpoint;
        verify_inclusion(self.index, &entry.leaf_hash(), &self.path, &checkpoint.head)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for OfflineProof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", base64(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(out, "{}", base64(hash.bytes()))?;
        }
        write!(out, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frontier, LogSigner};

    /// The proof of the second of two entries, and whom to trust.
    fn sample(extra: Option<Vec<u8>>) -> (OfflineProof, Trust) {
        let leaves = [b"a", b"b"].map(|bytes| Entry::new(bytes).unwrap().leaf_hash());
        let mut frontier = Frontier::new();
        for leaf in leaves {
            frontier.append(leaf);
        }
        let log = LogSigner::from_seeds("log.example/a", &[1; 32], &[2; 32]).unwrap();
        let checkpoint = log.sign(&frontier.head(), 1_700_000_000);
        let proof = OfflineProof { index: 1, extra, path: vec![leaves[0]], checkpoint };
        (proof, Trust::each_kind(log.verifiers().into()))
    }

    #[test]
    fn a_proof_is_written_read_and_verified() {
        for extra in [None, Some(Vec::new()), Some(b"context".to_vec())] {
            let (proof, trust) = sample(extra);
            let read = OfflineProof::parse(proof.to_string().as_bytes()).unwrap();
            assert_eq!(read, proof);
            let checkpoint = read.verify(Entry::new(b"b").unwrap(), &trust).unwrap();
            assert_eq!(checkpoint.head.size, 2);
            let said = read.verify(Entry::new(b"a").unwrap(), &trust).unwrap_err().to_string();
            assert!(said.starts_with("the entry is not in the log: the proof leads to"), "{said}");
        }
    }

    #[test]
    fn malformed_proofs_are_refused() {
        let (proof, _) = sample(Some(b"context".to_vec()));
        let text = proof.to_string();
        let check = |from: &str, to: &str, expected: &str| {
            let changed = text.replacen(from, to, 1);
            let said = OfflineProof::parse(changed.as_bytes()).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        };
        check("@v1", "@v2", "line 1 of the proof is not c2sp");
        check("extra Y29", "extra Y2", "line 2 of the proof is not extra data");
        check("extra ", "Extra ", "line 2 of the proof is not the index");
        check("index 1", "index 01", "line 3 of the proof is not the index");
        check("index 1\n", "index 1\n\t", "line 4 of the proof is not a hash");
        check("\n\n", "\n", "line 5 of the proof is not a hash");
        let hash = text.lines().nth(3).unwrap();
        check(hash, &[hash; 64].join("\n"), "line 67 of the proof is not a hash");
        assert_eq!(OfflineProof::parse(b"c2sp.org/tlog-proof@v1\n"), Err(OfflineError::Form));
        assert_eq!(OfflineProof::parse(b"\xff\n\n"), Err(OfflineError::Form));
    }

    #[test]
    fn any_changed_byte_refuses() {
        let (proof, trust) = sample(None);
        let text = proof.to_string().into_bytes();
        let entry = Entry::new(b"b").unwrap();
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 1;
            let held = OfflineProof::parse(&changed).and_then(|proof| proof.verify(entry, &trust));
            assert!(held.is_err(), "byte {at}");
        }
    }
}
