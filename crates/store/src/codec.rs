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

/// What opens the commitment of one event: its whole content and its salt. Whoever is given it can
/// tell that this content is behind the entry, and learns nothing of any other event.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Opening {
    /// Canonical JSON of the whole event.
    pub event: String,
    /// The salt, in hexadecimal.
    pub salt: String,
}

impl Opening {
    /// What opens the commitment of a stored event.
    pub fn of(event: &Recorded) -> Self {
        let Recorded { n, id, stream, version, kind, body, meta, at, salt, .. } = event;
        let parts = Parts { id, kind, body, meta, by: "", at: *at, salt };
        let place = Placed { n: *n, stream, version: *version, previous: "" };
        Self { event: whole(&parts, place), salt: hex::encode(salt) }
    }

    /// Whether it opens the commitment inside an entry.
    pub fn opens(&self, entry: &str) -> bool {
        let Some(salt) = hex::decode(&self.salt) else { return false };
        let commitment = salted(&salt, "event", &self.event);
        commitment_in(entry).is_some_and(|committed| committed == commitment)
    }
}

/// The commitment inside a stored entry.
pub fn commitment_in(entry: &str) -> Option<&str> {
    let after = entry.split_once("\"commit\":\"")?.1;
    after.get(..64).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn make(event: &Parts<'_>, place: Placed<'_>) -> Entry {
    let Parts { id, by, at, salt, .. } = event;
    let Placed { n, previous, .. } = place;
    let commitment = salted(salt, "event", &whole(event, place));
    let actor = salted(salt, "actor", by);
    let prev = if previous.is_empty() { String::new() } else { salted(salt, "prev", previous) };
    let text = format!(
        "{{\"actor\":\"{}\",\"at\":\"{at}\",\"commit\":\"{commitment}\",\"id\":\"{id}\",\
         \"n\":{n},\"prev\":\"{prev}\",\"v\":1}}",
        &actor[..32]
    );
    Entry { text, commitment }
}

/// The whole event. Keys in order and no white space: the canonical form, without parsing the body
/// again.
fn whole(event: &Parts<'_>, place: Placed<'_>) -> String {
    let Parts { id, kind, body, meta, at, .. } = event;
    let Placed { n, stream, version, .. } = place;
    format!(
        "{{\"at\":\"{at}\",\"body\":{body},\"id\":\"{id}\",\"kind\":\"{kind}\",\"meta\":{meta},\
         \"n\":{n},\"stream\":\"{stream}\",\"version\":{version}}}"
    )
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
    fn only_its_own_content_opens_an_entry() {
        let stream: StreamId = "case/BN-P-LCB".parse().unwrap();
        let new = event("{\"sent_to\":\"Port Amana\"}");
        let entry = entry(&new, place(&stream)).text;
        let recorded = Recorded {
            n: 1,
            id: new.id,
            stream,
            version: 1,
            kind: new.kind,
            body: new.body,
            meta: new.meta,
            at: new.at,
            salt: new.salt.to_vec(),
            entry: entry.clone(),
        };
        let opening = Opening::of(&recorded);
        assert!(opening.opens(&entry));
        let event = opening.event.replace("Amana", "Bmana");
        assert!(!Opening { event, ..opening.clone() }.opens(&entry));
        assert!(!Opening { salt: hex::encode(&[8; 32]), ..opening.clone() }.opens(&entry));
        assert!(!opening.opens("{}"));
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
