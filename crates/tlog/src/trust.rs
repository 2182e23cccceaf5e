//! Trust: the log keys that a reader was given by other means than the log, and what a checkpoint
//! must bear to be believed. A key found beside the log proves nothing.

use crate::{
    Checkpoint, Kind, Note, VerifierKey,
    checkpoint::CheckpointError,
    note::{NoteError, Signed},
};

/// The keys of a log and how many of them must have signed.
#[derive(Debug, Clone)]
pub struct Trust {
    keys: Vec<VerifierKey>,
    rule: Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    AnyKey,
    EachKind,
}

/// A checkpoint that is believed, with the note it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What the log states.
    pub checkpoint: Checkpoint,
    /// The text and all its signatures, those of witnesses too.
    pub note: Note,
}

/// Why a checkpoint is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It is no note, or a trusted key's signature on it does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// It is a note about something else.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No trusted key of the log signed it.
    #[error("no trusted key of the log {origin} has signed it")]
    Unsigned {
        /// Who it says it is from.
        origin: String,
    },
    /// A signature of a kind that the log uses is missing.
    #[error("the log {origin} has not signed it with its {kind:?} key")]
    KindMissing {
        /// Who it is from.
        origin: String,
        /// The kind of signature that was expected.
        kind: Kind,
    },
}

impl Trust {
    /// One signature by any of these keys is enough, as the C2SP formats ask.
    pub const fn any_key(keys: Vec<VerifierKey>) -> Self {
        Self { keys, rule: Rule::AnyKey }
    }

    /// A signature is needed of each kind of which there is a key among these. Ed25519 alone is
    /// then not enough for a log with both kinds, and a log may still change its keys.
    pub const fn each_kind(keys: Vec<VerifierKey>) -> Self {
        Self { keys, rule: Rule::EachKind }
    }

    /// Reads a checkpoint and demands the log's signatures, by keys whose name is the origin. A
    /// trusted key's signature that does not hold refuses it, whatever else it bears.
    pub fn open(&self, raw: &[u8]) -> Result<Opened, TrustError> {
        let note = Note::parse(raw)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        let origin = || checkpoint.origin.clone();
        let mut signed = note.signed_by(&self.keys)?;
        signed.retain(|signed| signed.key.name() == checkpoint.origin);
        if signed.is_empty() {
            return Err(TrustError::Unsigned { origin: origin() });
        }
        if self.rule == Rule::EachKind {
            self.check_each_kind(&signed, &checkpoint.origin)?;
        }
        Ok(Opened { checkpoint, note })
    }

    fn check_each_kind(&self, signed: &[Signed<'_>], origin: &str) -> Result<(), TrustError> {
        for key in self.keys.iter().filter(|key| key.name() == origin) {
            let kind = key.kind();
            if signed.iter().all(|signed| signed.key.kind() != kind) {
                return Err(TrustError::KindMissing { origin: origin.to_owned(), kind });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frontier, LogSigner};

    fn log(origin: &str, seed: u8) -> LogSigner {
        LogSigner::from_seeds(origin, &[seed; 32], &[seed + 1; 32]).unwrap()
    }

    fn sign(log: &LogSigner) -> String {
        log.sign(&Frontier::new().head(), 1_700_000_000)
    }

    /// The checkpoint without its last signature, that of ML-DSA-44.
    fn stripped(raw: &str) -> String {
        let end = raw.rfind('\u{2014}').unwrap();
        raw[..end].to_owned()
    }

    #[test]
    fn one_signature_is_enough_or_each_kind_is_needed() {
        let log = log("log.example/a", 1);
        let raw = sign(&log);
        let (any, each) =
            (Trust::any_key(log.verifiers().into()), Trust::each_kind(log.verifiers().into()));
        assert_eq!(any.open(raw.as_bytes()).unwrap().checkpoint.origin, "log.example/a");
        assert!(each.open(raw.as_bytes()).is_ok());
        assert!(any.open(stripped(&raw).as_bytes()).is_ok());
        assert_eq!(
            each.open(stripped(&raw).as_bytes()).unwrap_err().to_string(),
            "the log log.example/a has not signed it with its MlDsa44 key"
        );
    }

    #[test]
    fn keys_may_change_over_the_life_of_a_log() {
        let (old, new) = (log("log.example/a", 1), log("log.example/a", 11));
        let trust = Trust::each_kind([old.verifiers(), new.verifiers()].concat());
        assert!(trust.open(sign(&old).as_bytes()).is_ok());
        assert!(trust.open(sign(&new).as_bytes()).is_ok());
    }

    #[test]
    fn strangers_and_other_logs_are_not_believed() {
        let (ours, theirs, other) =
            (log("log.example/a", 1), log("log.example/a", 11), log("log.example/b", 1));
        let trust = Trust::any_key([ours.verifiers(), other.verifiers()].concat());
        let said = trust.open(sign(&theirs).as_bytes()).unwrap_err().to_string();
        assert_eq!(said, "no trusted key of the log log.example/a has signed it");
        // A key that is trusted for one log must not speak for another.
        let text = Checkpoint::text_of("log.example/a", &Frontier::new().head());
        let lines = sign(&other).split_once("\n\n").unwrap().1.lines().next().unwrap().to_owned();
        assert!(trust.open(format!("{text}\n{lines}\n").as_bytes()).is_err());
    }
}
