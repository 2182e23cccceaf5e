//! Entry bundles: the entries of a level-0 tile one after the other, each behind its length in two
//! bytes, big-endian (c2sp.org/tlog-tiles, "Log entries").

use crate::leaf::Entry;

/// The bytes do not divide into whole entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bundle is cut short in its entry number {position}, counted from 0")]
pub struct CutShort {
    /// Which entry of the bundle is not whole.
    pub position: usize,
}

/// The bundle of these entries; the caller gives at most 256.
pub fn encode<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Vec<u8> {
    let mut bundle = Vec::new();
    for entry in entries {
        push(&mut bundle, entry);
    }
    bundle
}

/// Adds an entry at the end of a bundle.
pub fn push(bundle: &mut Vec<u8>, entry: Entry<'_>) {
    let len = u16::try_from(entry.bytes().len()).expect("an entry has at most 65,535 bytes");
    bundle.extend(len.to_be_bytes());
    bundle.extend(entry.bytes());
}

/// The entries of a bundle, in their order.
pub fn split(bundle: &[u8]) -> Result<Vec<Entry<'_>>, CutShort> {
    let mut entries = Vec::new();
    let mut rest = bundle;
    while !rest.is_empty() {
        let (entry, after) = first(rest).ok_or(CutShort { position: entries.len() })?;
        entries.push(entry);
        rest = after;
    }
    Ok(entries)
}

fn first(bundle: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let (len, rest) = bundle.split_first_chunk()?;
    let (bytes, rest) = rest.split_at_checked(u16::from_be_bytes(*len).into())?;
    Some((Entry::new(bytes).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf::ENTRY_LEN_MAX;

    #[test]
    fn a_bundle_is_lengths_and_entries() {
        let long = vec![7; ENTRY_LEN_MAX];
        let entries = [b"ab".as_slice(), b"", &long].map(|bytes| Entry::new(bytes).unwrap());
        let bundle = encode(entries);
        assert_eq!(bundle[..8], [0, 2, b'a', b'b', 0, 0, 255, 255]);
        assert_eq!(split(&bundle), Ok(entries.to_vec()));
        assert_eq!(split(&bundle[..5]), Err(CutShort { position: 1 }));
        assert_eq!(split(&bundle[..9]), Err(CutShort { position: 2 }));
        assert_eq!(split(&[]), Ok(Vec::new()));
    }
}
