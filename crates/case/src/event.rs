//! What happened, of any kind of file. Events are the only types of the core that are stored: a
//! name never changes, and each has a frozen sample in `crates/case/events`.

use serde::Serialize;
use serde_json::Value;
use terms::Kind;

use crate::{Decider, cn, lor, office, purchaser, sale, support};

/// An event of any kind of file.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "events are folded one by one; boxing buys nothing")]
pub enum Event {
    /// Of a purchaser's file.
    Purchaser(purchaser::Event),
    /// Of a request.
    Request(lor::Event),
    /// Of a case.
    Case(sale::Event),
    /// Of a notification.
    Notification(cn::Event),
    /// Of a support file.
    Support(support::Event),
    /// Of the office or of an audit file.
    Office(office::Event),
}

/// A stored event that the program cannot read: the record is damaged, or newer than the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {name} of a {kind} file cannot be read: {cause}", kind = kind.word())]
pub struct Damaged {
    /// The kind of file.
    pub kind: Kind,
    /// The event's name.
    pub name: String,
    /// What the reader said.
    pub cause: String,
}

macro_rules! wraps {
    ($($variant:ident($room:ident)),+) => {$(
        impl From<$room::Event> for Event {
            fn from(event: $room::Event) -> Self {
                Self::$variant(event)
            }
        }
    )+};
}
wraps!(
    Purchaser(purchaser),
    Request(lor),
    Case(sale),
    Notification(cn),
    Support(support),
    Office(office)
);

impl Event {
    /// The stored form: the event's name, and its body as canonical JSON (keys in order, no white
    /// space, no float: RFC 8785 for the values that events hold).
    pub fn store(&self) -> (String, String) {
        let value = serde_json::to_value(self).expect("an event is plain data and becomes JSON");
        let Value::Object(mut parts) = value else { unreachable!("events are tagged objects") };
        let name = parts.remove("kind").and_then(|k| k.as_str().map(str::to_owned));
        let body = parts.remove("body").unwrap_or(Value::Null);
        (name.expect("events are tagged with their kind"), body.to_string())
    }

    /// Reads the stored form.
    pub fn read(kind: Kind, name: &str, body: &str) -> Result<Self, Damaged> {
        fn parse<S: Decider>(text: &str) -> Result<S::Event, serde_json::Error> {
            serde_json::from_str(text)
        }
        // The tag stands first, so that the reader need not keep the body aside to find it.
        let text = format!("{{\"kind\":\"{name}\",\"body\":{body}}}");
        let read = match kind {
            Kind::Purchaser => parse::<purchaser::State>(&text).map(Self::Purchaser),
            Kind::Request => parse::<lor::State>(&text).map(Self::Request),
            Kind::Case => parse::<sale::State>(&text).map(Self::Case),
            Kind::Notification => parse::<cn::State>(&text).map(Self::Notification),
            Kind::Support => parse::<support::State>(&text).map(Self::Support),
            Kind::Audit | Kind::Office => parse::<office::State>(&text).map(Self::Office),
        };
        read.map_err(|cause| Damaged { kind, name: name.to_owned(), cause: cause.to_string() })
    }
}
