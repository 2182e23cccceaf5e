//! The text of a checkpoint: origin, size, root (c2sp.org/tlog-checkpoint), and the messages that
//! the kinds of signature sign for it.

use crate::{
    Head, Kind,
    leaf::Hash,
    text::{base64, hash_from_base64, number},
};

/// What a log states at a moment: who it is, how many entries it has, and their root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The identity of the log, such as `log.example/caseway`.
    pub origin: String,
    /// Size and root of the tree.
    pub head: Head,
    /// Further lines, which the log itself never writes: no monitor can audit them.
    pub extensions: Vec<String>,
}

/// The text is not that of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Fewer than origin, size and root, an empty line, or no newline at the end.
    #[error("the checkpoint is not three or more full lines, each ended by a newline")]
    Lines,
    /// The second line.
    #[error("the checkpoint's size is not a plain decimal number below 2^63")]
    Size,
    /// The third line.
    #[error("the checkpoint's root is not 32 bytes in base64")]
    Root,
    /// Size 0 with a root of something.
    #[error("the checkpoint of an empty log has the root of another tree")]
    EmptyRoot,
    /// A name or an origin that has to be written behind its length in one byte.
    #[error("an origin or key name longer than 255 bytes cannot be signed with ML-DSA-44")]
    NameTooLong,
}

impl Checkpoint {
    /// The text that is signed, without extension lines: three lines.
    pub fn text_of(origin: &str, head: &Head) -> String {
        format!("{origin}\n{}\n{}\n", head.size, base64(head.root.bytes()))
    }

    /// Reads the text of a checkpoint, as [`crate::Note::text`] has it.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<&str> =
            text.strip_suffix('\n').ok_or(CheckpointError::Lines)?.split('\n').collect();
        let [origin, size, root, extensions @ ..] = lines.as_slice() else {
            return Err(CheckpointError::Lines);
        };
        if lines.iter().any(|line| line.is_empty()) {
            return Err(CheckpointError::Lines);
        }
        let size = number(size).ok_or(CheckpointError::Size)?;
        let root = hash_from_base64(root).ok_or(CheckpointError::Root)?;
        if size == 0 && root != Hash::EMPTY_ROOT {
            return Err(CheckpointError::EmptyRoot);
        }
        let extensions = extensions.iter().map(|&line| line.to_owned()).collect();
        Ok(Self { origin: (*origin).to_owned(), head: Head { size, root }, extensions })
    }
}

/// What a key signs for a checkpoint's text at a time, in seconds since 1970. A plain Ed25519
/// signature has no time (c2sp.org/signed-note); the other two are c2sp.org/tlog-cosignature.
pub(crate) fn message(
    kind: Kind,
    name: &str,
    time: u64,
    text: &str,
) -> Result<Vec<u8>, CheckpointError> {
    match kind {
        Kind::Ed25519 => Ok(text.as_bytes().to_vec()),
        Kind::Cosignature => Ok(format!("cosignature/v1\ntime {time}\n{text}").into_bytes()),
        Kind::MlDsa44 => {
            let checkpoint = Checkpoint::parse(text)?;
            let mut message = b"subtree/v1\n\0".to_vec();
            push_name(&mut message, name)?;
            message.extend(time.to_be_bytes());
            push_name(&mut message, &checkpoint.origin)?;
            message.extend(0_u64.to_be_bytes());
            message.extend(checkpoint.head.size.to_be_bytes());
            message.extend(checkpoint.head.root.bytes());
            Ok(message)
        }
    }
}

fn push_name(message: &mut Vec<u8>, name: &str) -> Result<(), CheckpointError> {
    message.push(u8::try_from(name.len()).map_err(|_| CheckpointError::NameTooLong)?);
    message.extend(name.as_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    #[test]
    fn the_example_of_the_specification_is_read_and_written() {
        let text = format!("example.com/behind-the-sofa\n20852163\n{ROOT}\n");
        let checkpoint = Checkpoint::parse(&text).unwrap();
        assert_eq!(checkpoint.head.size, 20_852_163);
        assert_eq!(Checkpoint::text_of(&checkpoint.origin, &checkpoint.head), text);
        let extended = Checkpoint::parse(&format!("{text}more\n")).unwrap();
        assert_eq!(extended.extensions, ["more"]);
    }

    #[test]
    fn malformed_checkpoints_are_refused() {
        use CheckpointError::{EmptyRoot, Lines, Root, Size};
        let check = |text: String, expected| {
            assert_eq!(Checkpoint::parse(&text), Err(expected), "{text:?}");
        };
        for size in ["05", "+5", "-5", "5 ", "9223372036854775808", "x"] {
            check(format!("o\n{size}\n{ROOT}\n"), Size);
        }
        check(format!("o\n5\n{}\n", &ROOT[..40]), Root);
        check("o\n5\n!\n".to_owned(), Root);
        check(format!("o\n0\n{ROOT}\n"), EmptyRoot);
        check(format!("\n5\n{ROOT}\n"), Lines);
        check(format!("o\n5\n{ROOT}"), Lines);
        check(format!("o\n5\n{ROOT}\n\nx\n"), Lines);
        check("o\n5\n".to_owned(), Lines);
        check(String::new(), Lines);
    }

    #[test]
    fn the_subtree_message_is_laid_out_as_specified() {
        let text = format!("o\n5\n{ROOT}\n");
        let said = message(Kind::MlDsa44, "w/1", 7, &text).unwrap();
        assert_eq!(said[..27], *b"subtree/v1\n\0\x03w/1\0\0\0\0\0\0\0\x07\x01o\0");
        assert_eq!(said.len(), 12 + 4 + 8 + 2 + 8 + 8 + 32);
        let long = "n".repeat(256);
        assert_eq!(message(Kind::MlDsa44, &long, 7, &text), Err(CheckpointError::NameTooLong));
    }
}
