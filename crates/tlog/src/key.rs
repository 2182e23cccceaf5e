//! Verifier keys: who may sign, and whether a signature holds (c2sp.org/signed-note, "verifier
//! keys"; c2sp.org/tlog-cosignature).
//!
//! A vkey is `name+id+key`: the id is eight hexadecimal digits, the key base64 of a type byte and
//! the public key.

use std::{fmt, str::FromStr};

use ml_dsa::{EncodedVerifyingKey, MlDsa44};
use sha2::{Digest, Sha256};

use crate::{
    checkpoint::{self, CheckpointError},
    text::{base64, from_base64, is_name},
};

/// Bytes of the time before a timestamped signature.
const TIME_LEN: usize = 8;

/// The kinds of signature, by the type byte in the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 0x01: Ed25519 over the text of the note, as logs sign.
    Ed25519,
    /// 0x04: Ed25519 with a time, as witnesses sign.
    Cosignature,
    /// 0x06: ML-DSA-44 with a time, as logs and witnesses sign; safe from quantum computers.
    MlDsa44,
}

/// Who signs, and the public key to check it with.
#[derive(Clone)]
pub struct VerifierKey {
    name: String,
    id: KeyId,
    /// Type byte and public key, as the vkey holds them.
    encoded: Vec<u8>,
    public: Public,
}

/// The first four bytes of SHA-256(name || newline || type byte || public key). An identifier, not
/// a proof of anything.
pub type KeyId = [u8; 4];

#[derive(Clone)]
enum Public {
    Ed25519(ed25519_dalek::VerifyingKey),
    MlDsa44(Box<ml_dsa::VerifyingKey<MlDsa44>>),
}

/// The text or the bytes are not a verifier key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not three parts.
    #[error("a verifier key is name+id+key, the id in eight small hexadecimal digits")]
    Form,
    /// The name could not stand in a signature line.
    #[error("a key name is not empty and has no spaces, plus signs or control characters")]
    Name,
    /// The last part.
    #[error("the key is not canonical base64")]
    Base64,
    /// The id belongs to another key or name.
    #[error("the key id does not belong to this name and key")]
    Id,
    /// A type byte other than 0x01, 0x04 and 0x06, or none.
    #[error("the key's signature type is not one of 0x01, 0x04 and 0x06")]
    Kind,
    /// A public key of another length, or no point of the curve.
    #[error("the public key is not one of its signature type")]
    Public,
}

/// A signature that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Shorter or longer than signatures of its kind, or with a time beyond 2^63.
    #[error("it is malformed")]
    Malformed,
    /// The text is not one that this kind of signature can be for.
    #[error("{0}")]
    Text(#[from] CheckpointError),
    /// It is for another text, time or key.
    #[error("it does not belong to this text and key")]
    Wrong,
}

impl Kind {
    /// The byte that stands before a public key of this kind.
    pub const fn type_byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
            Self::MlDsa44 => 0x06,
        }
    }

    fn from_type_byte(byte: u8) -> Option<Self> {
        let kinds = [Self::Ed25519, Self::Cosignature, Self::MlDsa44];
        kinds.into_iter().find(|kind| kind.type_byte() == byte)
    }
}

impl VerifierKey {
    /// A key from its parts; `public` is 32 bytes for Ed25519, 1,312 for ML-DSA-44.
    pub fn new(kind: Kind, name: &str, public: &[u8]) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name);
        }
        let encoded = [&[kind.type_byte()], public].concat();
        let hash = Sha256::new().chain_update(name).chain_update("\n").chain_update(&encoded);
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        let public = Public::decode(kind, public).ok_or(KeyError::Public)?;
        Ok(Self { name: name.to_owned(), id: [a, b, c, d], encoded, public })
    }

    /// The same key under another name: that of the log before or after this one.
    pub fn named(&self, name: &str) -> Result<Self, KeyError> {
        Self::new(self.kind(), name, &self.encoded[1..])
    }

    /// The name in signature lines; for a log its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id in signature lines.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The kind of signature that the key checks.
    pub fn kind(&self) -> Kind {
        Kind::from_type_byte(self.encoded[0]).expect("a key begins with the byte of its kind")
    }

    /// Checks a signature, without its key id, on the text of a note. Answers the time of a
    /// timestamped signature, in seconds since 1970.
    pub fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, SignatureError> {
        let (time, signature) = match self.kind() {
            Kind::Ed25519 => (None, signature),
            Kind::Cosignature | Kind::MlDsa44 => {
                let (time, signature) =
                    signature.split_first_chunk::<TIME_LEN>().ok_or(SignatureError::Malformed)?;
                (Some(u64::from_be_bytes(*time)), signature)
            }
        };
        if time.is_some_and(|time| time >= 1 << 63) {
            return Err(SignatureError::Malformed);
        }
        let message = checkpoint::message(self.kind(), &self.name, time.unwrap_or(0), text)?;
        self.public.verify(&message, signature)?;
        Ok(time)
    }
}

impl Public {
    fn decode(kind: Kind, bytes: &[u8]) -> Option<Self> {
        match kind {
            Kind::Ed25519 | Kind::Cosignature => {
                ed25519_dalek::VerifyingKey::try_from(bytes).ok().map(Self::Ed25519)
            }
            Kind::MlDsa44 => {
                let encoded = EncodedVerifyingKey::<MlDsa44>::try_from(bytes).ok()?;
                Some(Self::MlDsa44(Box::new(ml_dsa::VerifyingKey::decode(&encoded))))
            }
        }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let holds = match self {
            Self::Ed25519(key) => {
                let signature = ed25519_dalek::Signature::from_slice(signature)
                    .map_err(|_| SignatureError::Malformed)?;
                key.verify_strict(message, &signature).is_ok()
            }
            Self::MlDsa44(key) => {
                let signature = ml_dsa::Signature::<MlDsa44>::try_from(signature)
                    .map_err(|_| SignatureError::Malformed)?;
                key.verify_with_context(message, &[], &signature)
            }
        };
        if holds { Ok(()) } else { Err(SignatureError::Wrong) }
    }
}

/// The vkey.
impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id);
        write!(out, "{}+{id:08x}+{}", self.name, base64(&self.encoded))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    /// Reads a vkey; white space around it, as a file has it, is left away.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let encoded = from_base64(key).ok_or(KeyError::Base64)?;
        let (kind, public) = encoded.split_first().ok_or(KeyError::Kind)?;
        let kind = Kind::from_type_byte(*kind).ok_or(KeyError::Kind)?;
        let key = Self::new(kind, name, public)?;
        let expected = format!("{:08x}", u32::from_be_bytes(key.id));
        if id == expected { Ok(key) } else { Err(KeyError::Id) }
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.encoded == other.encoded
    }
}

impl Eq for VerifierKey {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the signed-note reference code.
    pub(crate) const FOO: &str =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    #[test]
    fn a_vkey_is_read_and_written() {
        let key: VerifierKey = format!("{FOO}\n").parse().unwrap();
        assert_eq!(key.name(), "example.com/foo");
        assert_eq!(key.kind(), Kind::Ed25519);
        assert_eq!(key.id(), [0x53, 0x0d, 0x90, 0x3a]);
        assert_eq!(key.to_string(), FOO);
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        let check = |text: &str, expected| {
            assert_eq!(text.parse::<VerifierKey>().unwrap_err(), expected, "{text}");
        };
        check("example.com/foo", KeyError::Form);
        check(&FOO.replace("foo+", "bar+"), KeyError::Id);
        check(&FOO.replace("530d", "530D"), KeyError::Id);
        check(&FOO.replace("+530d", "+0530d"), KeyError::Id);
        check(&FOO.replace("example.com/foo", "a b"), KeyError::Name);
        check(&FOO.replace("example.com/foo", ""), KeyError::Name);
        check(&FOO.replace("U2k", "U2"), KeyError::Base64);
        check(&FOO.replace("+Aek", "+Bek"), KeyError::Kind);
        check("a+00000000+", KeyError::Kind);
        check("a+00000000+AQAA", KeyError::Public);
        check("a+00000000+BgAA", KeyError::Public);
    }
}
