//! The log's entry of an event: a salted commitment, so that the log shows nothing of the content
//! and content can be destroyed without breaking the log.
//!
//! Commitment: SHA-256 over the 32 bytes of salt and the canonical JSON of the whole event. Entry:
//! canonical JSON of sequence number, identifier, time, commitment, actor and predecessor, where
//! actor and predecessor are salted too: another nation sees that something was recorded, and
//! neither what nor by whom nor in which file.

use sha2::{Digest, Sha256};
use terms::{Moment, StreamId, hex};

use crate::journal::{NewEvent, Recorded};

/// What is known of an event once its place in the journal is.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Sequence number.
    pub n: u64,
    /// The stream.
    pub stream: &'a StreamId,
    /// The file's version after it.
    pub version: u64,
    /// Commitment of the event before it in the same file, in hexadecimal; empty for the first.
    pub previous: &'a str,
}

/// An entry of the log, and the commitment in it, by which the file's next event names this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Canonical JSON; at most 65,535 bytes, in practice about 350.
    pub text: String,
    /// The commitment, in hexadecimal.
    pub commitment: String,
}

struct Parts<'a> {
    id: &'a str,
    kind: &'a str,
    body: &'a str,
    meta: &'a str,
    by: &'a str,
    at: Moment,
    salt: &'a [u8],
}

/// The entry of an event that is about to be written.
pub fn entry(event: &NewEvent, place: Placed<'_>) -> Entry {
    let NewEvent { id, kind, body, meta, by, at, salt } = event;
    make(&Parts { id, kind, body, meta, by, at: *at, salt }, place)
}

/// The entry that a stored event must have; `previous` is the commitment of the event before it
/// in its file. `None` when its meta cannot be read.
pub fn entry_of(event: &Recorded, previous: &str) -> Option<Entry> {
    let Recorded { n, id, stream, version, kind, body, meta, at, salt, .. } = event;
    let by = event.read_meta().ok()?.by.to_string();
    let place = Placed { n: *n, stream, version: *version, previous };
    Some(make(&Parts { id, kind, body, meta, by: &by, at: *at, salt }, place))
}

/// The commitment inside a stored entry.
pub fn commitment_in(entry: &str) -> Option<&str> {
    let after = entry.split_once("\"commit\":\"")?.1;
    after.get(..64).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn make(event: &Parts<'_>, place: Placed<'_>) -> Entry {
    let Parts { id, kind, body, meta, by, at, salt } = event;
    let Placed { n, stream, version, previous } = place;
    // Keys in order and no white space: the canonical form, without parsing the body again.
    let whole = format!(
        "{{\"at\":\"{at}\",\"body\":{body},\"id\":\"{id}\",\"kind\":\"{kind}\",\"meta\":{meta},\
         \"n\":{n},\"stream\":\"{stream}\",\"version\":{version}}}"
    );
    let commitment = salted(salt, "event", &whole);
    let actor = salted(salt, "actor", by);
    let prev = if previous.is_empty() { String::new() } else { salted(salt, "prev", previous) };
    let text = format!(
        "{{\"actor\":\"{}\",\"at\":\"{at}\",\"commit\":\"{commitment}\",\"id\":\"{id}\",\
         \"n\":{n},\"prev\":\"{prev}\",\"v\":1}}",
        &actor[..32]
    );
    Entry { text, commitment }
}

/// SHA-256 over the salt, a word that keeps the three uses apart, a nought, and the content.
fn salted(salt: &[u8], word: &str, content: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(word.as_bytes());
    hash.update([0]);
    hash.update(content.as_bytes());
    hex::encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(body: &str) -> NewEvent {
        NewEvent {
            id: "0197".to_owned(),
            kind: "loa.offered".to_owned(),
            body: body.to_owned(),
            meta: "{\"act\":\"offer\",\"by\":\"ada@case-manager\",\"on\":\"2026-10-05\",\"pack\":\"\"}"
                .to_owned(),
            by: "ada@case-manager".to_owned(),
            at: Moment::from_micros(1_000_000),
            salt: [7; 32],
        }
    }

    fn place(stream: &StreamId) -> Placed<'_> {
        Placed { n: 1, stream, version: 1, previous: "" }
    }

    #[test]
    fn every_part_of_an_event_is_in_its_commitment() {
        let stream: StreamId = "case/BN-P-LCB".parse().unwrap();
        let first = entry(&event("{}"), place(&stream));
        assert_ne!(first.commitment, entry(&event("{\"a\":1}"), place(&stream)).commitment);
        let later = Placed { n: 2, ..place(&stream) };
        assert_ne!(first.commitment, entry(&event("{}"), later).commitment);
        let salted = NewEvent { salt: [8; 32], ..event("{}") };
        assert_ne!(first.commitment, entry(&salted, place(&stream)).commitment);
        assert_eq!(commitment_in(&first.text), Some(first.commitment.as_str()));
    }

    #[test]
    fn an_entry_shows_nothing_of_the_content() {
        let stream: StreamId = "case/BN-P-LCB".parse().unwrap();
        let text = entry(&event("{\"sent_to\":\"Port Amana\"}"), place(&stream)).text;
        for word in ["BN-P-LCB", "ada", "offered", "Amana"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}
