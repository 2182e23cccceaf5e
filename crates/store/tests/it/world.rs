//! Events of a few files, as the one door would hand them to the journal.

use std::sync::atomic::{AtomicU64, Ordering};

use case::{Event, File, Told};
use serde_json::{Value, json};
use store::{Append, Appended, Batch, Key, NewEvent, NotAppended, Receipt, Store, views};
use terms::{Actor, Moment, StreamId};

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// The moment of everything that a test does not date.
pub(crate) fn noon() -> Moment {
    "2026-10-05T12:00:00Z".parse().unwrap()
}

pub(crate) fn stream(text: &str) -> StreamId {
    text.parse().unwrap()
}

/// An event of a file, from its name and its body.
pub(crate) fn event(stream: &StreamId, name: &str, body: &Value) -> Event {
    Event::read(stream.kind, name, &body.to_string()).unwrap()
}

/// A purchaser is registered.
pub(crate) fn registered(of: &StreamId, name: &str) -> Event {
    event(of, "purchaser.registered", &json!({ "code": "BN", "name": name, "fictional": true }))
}

/// A case is opened.
pub(crate) fn opened(of: &StreamId, nickname: &str, description: &str) -> Event {
    let given = json!({
        "case": of.file, "request": "BN-26-0001", "nickname": nickname,
        "description": description, "form": "defined-order", "group": "B",
    });
    event(of, "case.opened", &json!({ "given": given, "purchaser": "BN" }))
}

/// A line of a case, at a price.
pub(crate) fn line(of: &StreamId, unit_cost: &str) -> Event {
    let body = json!({
        "number": "001", "description": "patrol boat", "sme": "no", "mde": "no",
        "quantity": 1, "unit_cost": unit_cost,
    });
    event(of, "loa.line_added", &body)
}

/// A file under way: its stream and its state so far.
#[derive(Clone)]
pub(crate) struct Hand {
    pub(crate) stream: StreamId,
    pub(crate) file: File,
    pub(crate) at: Moment,
}

impl Hand {
    pub(crate) fn on(text: &str) -> Self {
        let stream = stream(text);
        let file = File::new(stream.kind);
        Self { stream, file, at: noon() }
    }

    pub(crate) fn version(&self) -> u64 {
        self.file.head().version
    }

    /// What the door would append: the events, and the rows that follow from them.
    pub(crate) fn append(&self, events: &[Event]) -> (Append, File) {
        let by: Actor = "ada@case-manager".parse().unwrap();
        let told = Told { by: &by, act: "test", behalf: &[], at: self.at, on: self.at.day() };
        let mut after = self.file.clone();
        let stored = events.iter().map(|event| {
            after.evolve(event, &told);
            new_event(event, self.at, &by)
        });
        let events = stored.collect();
        let views = views::changes(&self.stream, &self.file, &after);
        let expected = Some(self.version());
        (Append { stream: self.stream.clone(), expected, events, views }, after)
    }

    /// Appends, and goes on from there when it was written.
    pub(crate) async fn add(
        &mut self,
        store: &Store,
        events: &[Event],
    ) -> Result<Receipt, NotAppended> {
        let (append, after) = self.append(events);
        let done = store.append(batch(vec![append])).await?;
        let Appended::New(receipt) = done else { panic!("{done:?} without a key") };
        self.file = after;
        Ok(receipt)
    }
}

fn new_event(event: &Event, at: Moment, by: &Actor) -> NewEvent {
    let drawn = DRAWN.fetch_add(1, Ordering::Relaxed);
    let mut salt = [0; 32];
    salt[..8].copy_from_slice(&drawn.to_be_bytes());
    let (kind, body) = event.store();
    let meta = json!({ "act": "test", "by": by, "on": at.day(), "pack": "" }).to_string();
    NewEvent { id: format!("{drawn:032x}"), kind, body, meta, by: by.to_string(), at, salt }
}

pub(crate) fn batch(appends: Vec<Append>) -> Batch {
    Batch { key: None, appends, unmoved: Vec::new(), answer: Value::Null, at: noon() }
}

pub(crate) fn keyed(key: &str, digest: &str, appends: Vec<Append>) -> Batch {
    let key = Key { key: key.to_owned(), digest: digest.to_owned() };
    Batch { key: Some(key), ..batch(appends) }
}
