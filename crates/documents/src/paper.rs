//! The papers of the office: each kind has a view, a template and a sample.

use serde::Serialize;
use terms::coded;

use crate::{
    Acknowledgement, Certification, Change, Clarification, ClosureCertificate, ExpiryNotice, Offer,
    Printed, Release, RoughPrice, Unprintable, certification::Part, closure::Finality, render,
    rough_price::Answer,
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
        /// Request for clarification.
        Clarification = "clarification-request" "request for clarification",
        /// Price for planning.
        RoughPrice = "rom-letter" "letter with a price for planning",
        /// Expiry.
        Expiry = "expiry-notice" "notice that an offer expired",
        /// Closure.
        Closure = "closure-certificate" "closure certificate",
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
    /// A request for clarification.
    Clarification(Box<Clarification>),
    /// A letter with a price for planning.
    RoughPrice(Box<RoughPrice>),
    /// A notice that an offer expired.
    Expiry(Box<ExpiryNotice>),
    /// A closure certificate.
    Closure(Box<ClosureCertificate>),
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
            Self::Clarification => include_str!("../samples/clarification-request.json"),
            Self::RoughPrice => include_str!("../samples/rom-letter.json"),
            Self::Expiry => include_str!("../samples/expiry-notice.json"),
            Self::Closure => include_str!("../samples/closure-certificate.json"),
        }
    }

    /// The name of its template.
    pub(crate) const fn template(self) -> &'static str {
        match self {
            Self::Offer => "/offer.typ",
            Self::Certification => "/certification.typ",
            Self::Acknowledgement => "/acknowledgement.typ",
            Self::Amendment | Self::Modification => "/change.typ",
            Self::Clarification => "/clarification.typ",
            Self::RoughPrice => "/rough-price.typ",
            Self::Expiry => "/expiry.typ",
            Self::Closure => "/closure.typ",
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
            Self::Clarification(_) => Kind::Clarification,
            Self::RoughPrice(_) => Kind::RoughPrice,
            Self::Expiry(_) => Kind::Expiry,
            Self::Closure(_) => Kind::Closure,
        }
    }

    /// Its record: what it says, for machines. It goes into the PDF as `record.json`.
    pub fn record(&self, release: &Release) -> String {
        render::record(self, release)
    }

    /// Its title, which also names the PDF.
    pub fn title(&self, release: &Release) -> String {
        let nation = &release.nation;
        match self {
            Self::Offer(offer) => {
                let restated = match offer.number {
                    0 | 1 => String::new(),
                    number => format!(", offer {number}"),
                };
                let (case, version) = (&offer.case, offer.version);
                format!("{} {case}, {version}{restated}", nation.offer)
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
            Self::Amendment(change) | Self::Modification(change) => change.title(nation),
            Self::Acknowledgement(letter) => {
                format!("Acknowledgement of a {}, {}", nation.request, short(&letter.file))
            }
            Self::Clarification(letter) => {
                format!(
                    "Request for clarification, {}, round {}",
                    short(&letter.file),
                    letter.round
                )
            }
            Self::RoughPrice(letter) => {
                let name = match letter.answer {
                    Answer::PriceAndAvailability => "Price and availability",
                    Answer::RoughOrderOfMagnitude => "Rough order of magnitude price",
                };
                format!("{name}, {}", short(&letter.file))
            }
            Self::Expiry(notice) => format!("Notice that an offer expired, {}", notice.what()),
            Self::Closure(certificate) => {
                let how = match certificate.finality {
                    Finality::Interim => "for the time being",
                    Finality::Final => "for good",
                };
                format!("Closure certificate {}, closed {how}", certificate.case)
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
