//! Who asks: plain data, made by whoever knows how the person came in.

use serde::{Deserialize, Serialize};
use terms::{Desk, PurchaserCode, coded};

coded! {
    /// What kind of reader or actor somebody is.
    pub enum Kind "kind of principal" {
        /// Somebody of the office or of a body that takes part.
        Official = "official" "official",
        /// Somebody of a purchaser.
        Purchaser = "purchaser" "purchaser's official",
        /// An agent whom a purchaser hired to receive and export.
        Forwarder = "forwarder" "freight forwarder",
        /// A program.
        Service = "service" "service",
        /// Anybody.
        Public = "public" "public",
    }
}

coded! {
    /// How strongly it is known who somebody is.
    pub enum Strength "strength of sign-in" {
        /// Nobody proved anything.
        Nothing = "nothing" "not signed in",
        /// A sandbox believes what it is told.
        OpenDesk = "open-desk" "open desk of a sandbox",
        /// A token; nobody sits there.
        Token = "token" "token",
        /// A password and a code.
        TwoFactors = "two-factors" "password and code",
        /// A passkey.
        Passkey = "passkey" "passkey",
        /// Having the machine and the files of the record.
        Console = "console" "console",
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// The person, as the register knows them.
    pub person: String,
    /// What kind of reader or actor they are.
    pub kind: Kind,
    /// The desks at which they sit.
    pub desks: Vec<Desk>,
    /// The body to which they belong.
    pub body: Option<String>,
    /// The purchaser for whom they act.
    pub nation: Option<PurchaserCode>,
    /// How strongly it is known that they are who they say.
    pub strength: Strength,
}

impl Principal {
    /// Anybody who asks without a name.
    pub fn public() -> Self {
        Self::signed_in("public", Kind::Public, []).by(Strength::Nothing)
    }

    /// A person who signed in with a password and a code.
    pub fn signed_in(person: &str, kind: Kind, desks: impl IntoIterator<Item = Desk>) -> Self {
        Self {
            person: person.to_owned(),
            kind,
            desks: desks.into_iter().collect(),
            body: None,
            nation: None,
            strength: Strength::TwoFactors,
        }
    }

    /// The same person, known in another way.
    #[must_use]
    pub fn by(self, strength: Strength) -> Self {
        Self { strength, ..self }
    }

    /// The same person, acting for a purchaser.
    #[must_use]
    pub fn of_nation(self, nation: Option<PurchaserCode>) -> Self {
        Self { nation, ..self }
    }
}
