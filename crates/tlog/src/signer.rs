//! Signing keys, made from seeds, and the pair of them with which a log signs its checkpoints.
//!
//! Each checkpoint bears two signatures by the log: Ed25519, which every reader of the format
//! knows, and ML-DSA-44, which still holds when Ed25519 no longer does.

use std::fmt;

use ml_dsa::{Keypair, MlDsa44, Signer};

use crate::{
    Checkpoint, Head, Kind, VerifierKey,
    checkpoint::{self, CheckpointError},
    key::KeyError,
    note::Signature,
};

/// Bytes of the secret that a key is made from.
pub const SEED_LEN: usize = 32;

/// A key that signs checkpoints. Its secret leaves neither as text nor as bytes.
pub struct SigningKey {
    verifier: VerifierKey,
    secret: Secret,
}

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey<MlDsa44>>),
}

/// The two keys of a log, whose name is the log's origin.
#[derive(Debug)]
pub struct LogSigner {
    keys: [SigningKey; 2],
}

impl SigningKey {
    /// The key of this kind and name whose secret is the seed. The seed must be drawn at random,
    /// and for one kind only.
    pub fn from_seed(kind: Kind, name: &str, seed: &[u8; SEED_LEN]) -> Result<Self, KeyError> {
        let (secret, public) = match kind {
            Kind::Ed25519 | Kind::Cosignature => {
                let key = Box::new(ed25519_dalek::SigningKey::from_bytes(seed));
                let public = key.verifying_key().to_bytes().to_vec();
                (Secret::Ed25519(key), public)
            }
            Kind::MlDsa44 => {
                let key = Box::new(ml_dsa::SigningKey::from_seed(&(*seed).into()));
                let public = key.verifying_key().encode().to_vec();
                (Secret::MlDsa44(key), public)
            }
        };
        Ok(Self { verifier: VerifierKey::new(kind, name, &public)?, secret })
    }

    /// The public half, to be told to those who verify.
    pub const fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs the text of a checkpoint. The time, in seconds since 1970, enters the signature of the
    /// timestamped kinds. The same text and time give the same signature.
    pub fn sign(&self, text: &str, time: u64) -> Result<Signature, CheckpointError> {
        assert!(time < 1 << 63, "a time of signing is below 2^63 seconds");
        let kind = self.verifier.kind();
        let message = checkpoint::message(kind, self.verifier.name(), time, text)?;
        let mut bytes = match kind {
            Kind::Ed25519 => Vec::new(),
            Kind::Cosignature | Kind::MlDsa44 => time.to_be_bytes().to_vec(),
        };
        match &self.secret {
            Secret::Ed25519(key) => bytes.extend(key.sign(&message).to_bytes()),
            Secret::MlDsa44(key) => bytes.extend(key.sign(&message).encode()),
        }
        Ok(Signature { name: self.verifier.name().to_owned(), id: self.verifier.id(), bytes })
    }
}

/// Secrets are not printed.
impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("SigningKey").field(&self.verifier).finish()
    }
}

impl LogSigner {
    /// The signer of the log of this origin: at most 255 bytes, without spaces, plus signs and
    /// control characters. The two seeds are drawn apart: no seed serves two algorithms.
    pub fn from_seeds(
        origin: &str,
        ed25519: &[u8; SEED_LEN],
        ml_dsa_44: &[u8; SEED_LEN],
    ) -> Result<Self, KeyError> {
        if u8::try_from(origin.len()).is_err() {
            return Err(KeyError::Name);
        }
        let keys = [
            SigningKey::from_seed(Kind::Ed25519, origin, ed25519)?,
            SigningKey::from_seed(Kind::MlDsa44, origin, ml_dsa_44)?,
        ];
        Ok(Self { keys })
    }

    /// The identity of the log.
    pub fn origin(&self) -> &str {
        self.keys[0].verifier.name()
    }

    /// The keys to verify with: Ed25519, then ML-DSA-44.
    pub fn verifiers(&self) -> [VerifierKey; 2] {
        self.keys.each_ref().map(|key| key.verifier.clone())
    }

    /// The checkpoint of a tree, signed with both keys: the bytes of the file `checkpoint`. The
    /// time is that of signing, in seconds since 1970.
    ///
    /// INVARIANT: a log signs only heads that it has stored, each an extension of the one before;
    /// two signed heads that disagree would end its credit.
    pub fn sign(&self, head: &Head, time: u64) -> String {
        let text = Checkpoint::text_of(self.origin(), head);
        let lines = self.sign_text(&text, time);
        format!("{text}\n{}", lines.expect("a log's own head and origin make a checkpoint"))
    }

    /// The signature lines of both keys under a text that has the form of a checkpoint, which may
    /// be another log's with lines that extend it.
    pub fn sign_text(&self, text: &str, time: u64) -> Result<String, CheckpointError> {
        self.keys.iter().map(|key| key.sign(text, time).map(|signature| signature.line())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hash, Note, note::Signed};

    fn head(size: u64) -> Head {
        Head { size, root: Hash::new([size.to_be_bytes()[7]; 32]) }
    }

    #[test]
    fn a_checkpoint_bears_both_signatures_of_its_log() {
        let log = LogSigner::from_seeds("log.example/a", &[1; 32], &[2; 32]).unwrap();
        let raw = log.sign(&head(5), 1_700_000_000);
        let note = Note::parse(raw.as_bytes()).unwrap();
        let checkpoint = Checkpoint::parse(note.text()).unwrap();
        assert_eq!((checkpoint.origin.as_str(), checkpoint.head), (log.origin(), head(5)));
        let keys = log.verifiers();
        let expected = [
            Signed { key: &keys[0], time: None },
            Signed { key: &keys[1], time: Some(1_700_000_000) },
        ];
        assert_eq!(note.signed_by(&keys).unwrap(), expected);
        assert_eq!(log.sign(&head(5), 1_700_000_000), raw, "signing draws no number");
    }

    #[test]
    fn a_signature_holds_for_its_text_time_and_key_only() {
        let text = Checkpoint::text_of("log.example/a", &head(5));
        for kind in [Kind::Ed25519, Kind::Cosignature, Kind::MlDsa44] {
            let key = SigningKey::from_seed(kind, "witness.example/w", &[3; 32]).unwrap();
            let again: VerifierKey = key.verifier().to_string().parse().unwrap();
            let signature = key.sign(&text, 1_700_000_000).unwrap().bytes;
            let time = (kind != Kind::Ed25519).then_some(1_700_000_000);
            assert_eq!(again.verify(&text, &signature), Ok(time));
            let other = Checkpoint::text_of("log.example/a", &head(6));
            assert!(again.verify(&other, &signature).is_err());
            assert!(again.verify(&text, &signature[1..]).is_err());
            assert!(again.verify(&text, &[]).is_err());
            let stranger = SigningKey::from_seed(kind, "witness.example/w", &[4; 32]).unwrap();
            assert!(stranger.verifier().verify(&text, &signature).is_err());
            for at in [0, 7, 8, signature.len() - 1] {
                let mut changed = signature.clone();
                changed[at] ^= 1;
                assert!(again.verify(&text, &changed).is_err(), "{kind:?}, byte {at}");
            }
        }
    }

    #[test]
    fn an_origin_fits_into_both_signatures() {
        let made = |origin: &str| LogSigner::from_seeds(origin, &[1; 32], &[2; 32]).map(|_| ());
        assert_eq!(made(&"o".repeat(255)), Ok(()));
        assert_eq!(made(&"o".repeat(256)), Err(KeyError::Name));
        assert_eq!(made("two words"), Err(KeyError::Name));
        assert_eq!(made(""), Err(KeyError::Name));
    }

    #[test]
    fn a_secret_is_not_printed() {
        let key = SigningKey::from_seed(Kind::Ed25519, "n", &[0xab; 32]).unwrap();
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.verifier()));
    }
}
