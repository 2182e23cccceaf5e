//! The papers of the office: each kind has a view, a template and a sample.

use serde::Serialize;
use terms::coded;

use crate::{
    Acknowledgement, Certification, Change, Offer, Printed, Release, Unprintable,
    certification::Part, render,
};

coded! {
    /// A kind of paper.
    pub enum Kind "paper" {
        /// Offer.
        Offer = "loa" "Letter of Offer and Acceptance",
        /// Notification.
        Certification = "notification" "notification under AECA section 36(b)",
        /// Acknowledgement.
        Acknowledgement = "acknowledgement" "acknowledgement of a Letter of Request",
        /// Amendment.
        Amendment = "amendment" "amendment, which the purchaser accepts",
        /// Modification.
        Modification = "modification" "modification, which takes effect without acceptance",
    }
}

/// A paper to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Paper {
    /// A Letter of Offer and Acceptance.
    Offer(Box<Offer>),
    /// A notification to Congress.
    Certification(Box<Certification>),
    /// An acknowledgement of a Letter of Request.
    Acknowledgement(Box<Acknowledgement>),
    /// An amendment of a case.
    Amendment(Box<Change>),
    /// A modification of a case.
    Modification(Box<Change>),
}

impl Kind {
    /// The sample of this kind: the record of a paper about the fictional purchaser Bandaria.
    pub const fn sample_record(self) -> &'static str {
        match self {
            Self::Offer => include_str!("../samples/loa.json"),
            Self::Certification => include_str!("../samples/notification.json"),
            Self::Acknowledgement => include_str!("../samples/acknowledgement.json"),
            Self::Amendment => include_str!("../samples/amendment.json"),
            Self::Modification => include_str!("../samples/modification.json"),
        }
    }

    /// The name of its template.
    pub(crate) const fn template(self) -> &'static str {
        match self {
            Self::Offer => "/offer.typ",
            Self::Certification => "/certification.typ",
            Self::Acknowledgement => "/acknowledgement.typ",
            Self::Amendment | Self::Modification => "/change.typ",
        }
    }
}

impl Paper {
    /// The sample of a kind, with the facts of its release.
    pub fn sample(kind: Kind) -> (Self, Release) {
        Self::from_record(kind.sample_record()).expect("INVARIANT: the samples are records")
    }

    /// Reads a paper back from its record.
    pub fn from_record(record: &str) -> Result<(Self, Release), serde_json::Error> {
        render::read_record(record)
    }

    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Offer(_) => Kind::Offer,
            Self::Certification(_) => Kind::Certification,
            Self::Acknowledgement(_) => Kind::Acknowledgement,
            Self::Amendment(_) => Kind::Amendment,
            Self::Modification(_) => Kind::Modification,
        }
    }

    /// Its record: what it says, for machines. It goes into the PDF as `record.json`.
    pub fn record(&self, release: &Release) -> String {
        render::record(self, release)
    }

    /// Its title, which also names the PDF.
    pub fn title(&self) -> String {
        match self {
            Self::Offer(offer) => {
                let restated = match offer.number {
                    0 | 1 => String::new(),
                    number => format!(", offer {number}"),
                };
                let (case, version) = (&offer.case, offer.version);
                format!("Letter of Offer and Acceptance {case}, {version}{restated}")
            }
            Self::Certification(notice) => {
                let number = notice.transmittal.as_deref().map(short);
                let number = number.as_deref().unwrap_or("number not known");
                let what = match (notice.part, &notice.growth) {
                    (Part::Package, Some(_)) => "Report",
                    (Part::Package, None) => "Notification",
                    (Part::Letter, _) => "Letter of transmittal",
                    (Part::Certification, _) => "Certification",
                    (Part::Justification, _) => "Policy justification",
                    (Part::Annex, _) => "Annex on the sensitivity of technology",
                    (Part::Offset, _) => "Statement on offsets",
                };
                format!("{what} under AECA section {}, {number}", short(&notice.paragraph))
            }
            Self::Amendment(change) | Self::Modification(change) => change.title(),
            Self::Acknowledgement(letter) => {
                format!("Acknowledgement of a Letter of Request, {}", short(&letter.file))
            }
        }
    }

    /// Prints it.
    pub fn print(&self, release: &Release) -> Result<Printed, Unprintable> {
        render::print(self, release)
    }

    /// The text of its pages as it is laid out, line by line, for tests and for comparison.
    pub fn text(&self, release: &Release) -> Result<String, Unprintable> {
        render::text(self, release)
    }
}

/// A text cut to what a title bears.
fn short(text: &str) -> String {
    const SHOWN_MAX: usize = 60;
    let mut shown: String = text.chars().take(SHOWN_MAX).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
