//! What is asked for: plain data, with what decides who may have it.

use terms::{Marking, PurchaserCode, coded};

coded! {
    /// What kind of thing is asked for.
    pub enum Thing "kind of thing" {
        /// A case.
        Case = "case" "case",
        /// A request.
        Request = "request" "request",
        /// A notification.
        Notification = "notification" "notification",
        /// A purchaser.
        Purchaser = "purchaser" "purchaser",
        /// A file of support after delivery.
        Support = "support" "support file",
        /// A file of the office itself.
        Office = "office" "file of the office",
        /// A document that was released.
        Document = "document" "document",
        /// An attachment.
        Attachment = "attachment" "attachment",
        /// A report.
        Report = "report" "report",
        /// The feed of all events.
        Feed = "feed" "feed",
        /// The log.
        Log = "log" "log",
        /// The rules.
        Rules = "rules" "rules",
        /// Accounts, imports and the state of the machine.
        Administration = "administration" "administration",
    }
}

/// What is asked for. What nobody knows of it is as strict as can be: no nation, not released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What kind of thing it is.
    pub thing: Thing,
    /// Its number, where it is one file.
    pub id: Option<String>,
    /// The purchasers that it concerns.
    pub nations: Vec<PurchaserCode>,
    /// The body that keeps it.
    pub body: Option<String>,
    /// The stage at which it stands.
    pub stage: Option<String>,
    /// What limits it.
    pub marking: Marking,
    /// The persons to whom it is assigned.
    pub assigned: Vec<String>,
    /// Whether it was released to its purchasers, whole.
    pub released: bool,
}

impl Resource {
    /// A thing of a kind, of which nothing more is known.
    pub fn any(thing: Thing) -> Self {
        Self {
            thing,
            id: None,
            nations: Vec::new(),
            body: None,
            stage: None,
            marking: Marking::open(),
            assigned: Vec::new(),
            released: false,
        }
    }

    /// A thing that concerns purchasers.
    #[must_use]
    pub fn of(self, nations: impl IntoIterator<Item = PurchaserCode>) -> Self {
        Self { nations: nations.into_iter().collect(), ..self }
    }

    /// A thing that was released to its purchasers.
    #[must_use]
    pub fn released(self) -> Self {
        Self { released: true, ..self }
    }

    /// A thing under a marking.
    #[must_use]
    pub fn under(self, marking: Marking) -> Self {
        Self { marking, ..self }
    }
}
