//! Signed notes: a text, a blank line, and signature lines (c2sp.org/signed-note).

use crate::{
    VerifierKey,
    key::{KeyId, SignatureError},
    text::{base64, from_base64, is_name},
};

/// Bytes of the longest note that is read.
pub const NOTE_LEN_MAX: usize = 1 << 20;
/// Signatures of the longest note that is read.
pub const SIGNATURES_MAX: usize = 100;
/// What a signature line begins with: an em dash and a space.
const DASH: &str = "\u{2014} ";

/// A note, read but not yet believed: only [`Note::signed_by`] says who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// Which of the keys of that name.
    pub id: KeyId,
    /// What the key made, as its kind has it.
    pub bytes: Vec<u8>,
}

/// A key whose signature on a note holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed<'k> {
    /// The key, one of those that were asked for.
    pub key: &'k VerifierKey,
    /// When it signed, in seconds since 1970; `None` for a signature without a time.
    pub time: Option<u64>,
}

/// Why a note is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Beyond [`NOTE_LEN_MAX`] or [`SIGNATURES_MAX`].
    #[error("the note is longer than {NOTE_LEN_MAX} bytes or has over {SIGNATURES_MAX} signatures")]
    TooLong,
    /// Bytes that are no text, or control characters in it.
    #[error("the note is not plain text in UTF-8")]
    NotText,
    /// No text, no signatures, or nothing between them.
    #[error("the note has no blank line before its signatures, or no newline at its end")]
    Form,
    /// A line below the blank line is not a signature.
    #[error("signature line {number} is not a dash, a key name and a signature in base64")]
    Line {
        /// Counted from 1.
        number: usize,
    },
    /// A key that the reader trusts did not make the signature that bears its name and id.
    #[error("the signature by {name} is refused: {cause}")]
    Signature {
        /// The name of the key.
        name: String,
        /// What is wrong with it.
        cause: SignatureError,
    },
}

impl Note {
    /// Reads a note.
    pub fn parse(raw: &[u8]) -> Result<Self, NoteError> {
        if raw.len() > NOTE_LEN_MAX {
            return Err(NoteError::TooLong);
        }
        let raw = str::from_utf8(raw).map_err(|_| NoteError::NotText)?;
        if raw.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::NotText);
        }
        // The last blank line, because the text may have some of its own.
        let blank = raw.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, lines) = (&raw[..=blank], &raw[blank + 2..]);
        let lines: Vec<&str> =
            lines.strip_suffix('\n').ok_or(NoteError::Form)?.split('\n').collect();
        if lines.len() > SIGNATURES_MAX {
            return Err(NoteError::TooLong);
        }
        let numbered = (1..).zip(lines);
        let read =
            numbered.map(|(number, line)| Signature::parse(line).ok_or(NoteError::Line { number }));
        Ok(Self { text: text.to_owned(), signatures: read.collect::<Result<_, _>>()? })
    }

    /// The text that is signed, with the newline at its end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, known or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Which of these keys signed, each once. A signature by none of them is passed over; one that
    /// bears the name and id of one of them and does not hold refuses the whole note.
    pub fn signed_by<'k>(&self, keys: &'k [VerifierKey]) -> Result<Vec<Signed<'k>>, NoteError> {
        let mut signed: Vec<Signed<'k>> = Vec::new();
        for signature in &self.signatures {
            let owns = |key: &&VerifierKey| (key.name(), key.id()) == signature.key();
            for key in keys.iter().filter(owns) {
                let time = key.verify(&self.text, &signature.bytes).map_err(|cause| {
                    NoteError::Signature { name: signature.name.clone(), cause }
                })?;
                if !signed.iter().any(|known| known.key == key) {
                    signed.push(Signed { key, time });
                }
            }
        }
        Ok(signed)
    }
}

impl Signature {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(DASH)?.split_once(' ')?;
        let decoded = from_base64(encoded)?;
        let (id, bytes) = decoded.split_first_chunk()?;
        let whole = is_name(name) && !bytes.is_empty();
        whole.then(|| Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }

    /// The line as it stands in a note, with the newline at its end.
    pub fn line(&self) -> String {
        let signature = base64(&[self.id.as_slice(), &self.bytes].concat());
        format!("{DASH}{} {signature}\n", self.name)
    }

    /// Name and id of the key that it bears.
    pub fn key(&self) -> (&str, KeyId) {
        (&self.name, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the signed-note reference code.
    const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const TEXT: &str = "This is an example message.\n";
    const LINE: &str = "\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXp\
                        pzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    fn parse(raw: impl AsRef<[u8]>) -> Result<Note, NoteError> {
        Note::parse(raw.as_ref())
    }

    #[test]
    fn the_example_is_read_and_signed() {
        let note = parse(format!("{TEXT}\n{LINE}")).unwrap();
        assert_eq!(note.text(), TEXT);
        assert_eq!(note.signatures()[0].line(), LINE);
        let keys = [KEY.parse().unwrap()];
        assert_eq!(note.signed_by(&keys), Ok(vec![Signed { key: &keys[0], time: None }]));
        let other = parse(format!("this is an example message.\n\n{LINE}")).unwrap();
        let said = other.signed_by(&keys).unwrap_err().to_string();
        assert!(said.starts_with("the signature by example.com/foo is refused"), "{said}");
    }

    #[test]
    fn the_text_may_have_blank_lines_and_signatures_may_be_unknown() {
        let other = LINE.replace("foo", "bar");
        let note = parse(format!("\n\n{TEXT}\n{other}{LINE}{LINE}")).unwrap();
        assert_eq!(note.text(), format!("\n\n{TEXT}"));
        assert_eq!(note.signatures().len(), 3);
        assert_eq!(parse(format!("{TEXT}\n{other}")).unwrap().signed_by(&[]), Ok(vec![]));
    }

    #[test]
    fn malformed_notes_are_refused() {
        let check = |raw: &[u8], expected| {
            assert_eq!(Note::parse(raw), Err(expected), "{}", String::from_utf8_lossy(raw));
        };
        let line = NoteError::Line { number: 1 };
        check(b"", NoteError::Form);
        check(format!("{TEXT}{LINE}").as_bytes(), NoteError::Form);
        check(format!("{TEXT}\n").as_bytes(), NoteError::Form);
        check(format!("{TEXT}\n{}", LINE.trim_end()).as_bytes(), NoteError::Form);
        check(format!("{TEXT}\n\n\n").as_bytes(), NoteError::Form);
        check(format!("{TEXT}\r\n\n{LINE}").as_bytes(), NoteError::NotText);
        check(b"\xff\n\n", NoteError::NotText);
        check(format!("{TEXT}\n{}", LINE.replace('\u{2014}', "-")).as_bytes(), line.clone());
        check(format!("{TEXT}\n{}", LINE.replace("foo ", "foo  ")).as_bytes(), line.clone());
        check(format!("{TEXT}\n{}", LINE.replace("foo", "f+o")).as_bytes(), line.clone());
        check(format!("{TEXT}\n{}", LINE.replace("M=", "M")).as_bytes(), line.clone());
        check(format!("{TEXT}\n\u{2014} a AAAAAA==\n").as_bytes(), line);
        check(format!("{TEXT}\n{LINE}x\n").as_bytes(), NoteError::Line { number: 2 });
        check(format!("{TEXT}\n{}", LINE.repeat(101)).as_bytes(), NoteError::TooLong);
        check(&vec![b'a'; NOTE_LEN_MAX + 1], NoteError::TooLong);
    }
}
