//! What is known of a paper besides its content: its date, whether it was released, how it is
//! marked, and where it stands in the log.

use serde::{Deserialize, Serialize};
use terms::{Day, coded};

use crate::Nation;

coded! {
    /// Whether a paper binds.
    pub enum Standing "standing" {
        /// Draft.
        Draft = "draft" "a draft; it binds nobody",
        /// Released.
        Released = "released" "released",
    }
}

/// The facts of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The date printed on the paper; today is not known here.
    pub dated: Day,
    /// Draft or released.
    pub standing: Standing,
    /// How it is marked; `None` where nothing in it is controlled.
    pub marking: Option<Marking>,
    /// Whose paper it is; records of before say nothing of it.
    #[serde(default)]
    pub nation: Nation,
    /// Where it stands in the log, as far as that is known when it is printed.
    pub proof: Proof,
}

/// Controlled unclassified information (DoD Instruction 5200.48): the banner of every page, and
/// the block on the first page that says who controls it. The banner shows no category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// Component and office that control it, one a line.
    pub controlled_by: Vec<String>,
    /// Categories by their registry abbreviation.
    pub categories: Vec<String>,
    /// Distribution statement or limit on dissemination.
    pub dissemination: Option<String>,
    /// Point of contact.
    pub contact: Option<String>,
    /// Whether it was written before a decision that it prepares.
    pub pre_decisional: bool,
}

/// Where a paper can be checked against the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// A few letters and digits by which the paper is found; `None` where these are the first
    /// twelve of its file's SHA-256, which no file can hold itself. The paper then says so.
    pub short_code: Option<String>,
    /// Name of the log.
    pub origin: Option<String>,
    /// The newest entry of the log that the paper shows: it says what the record said then.
    pub entry: Option<u64>,
    /// A checkpoint of the log over that entry, as a signed note with one short signature; a
    /// released paper carries it as a QR code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
}
