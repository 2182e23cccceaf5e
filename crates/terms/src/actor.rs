//! Who acts. A desk is a duty in the field; an actor is a person at a desk.

use std::{fmt, str::FromStr};

use crate::{Unreadable, as_text, codes::coded};

coded! {
    /// A desk: the duty at which somebody sits. Bodies and their powers are those of the manual's
    /// role table; what each is called in the nation that sells stands in its rule pack, and which
    /// desk may do which act in `case::duties`.
    pub enum Desk "desk" {
        /// Sends requests, answers questions, proposes, accepts or declines.
        PurchaserOfficial = "purchaser-official" "purchaser's requesting authority",
        /// The embassy's office abroad.
        SecurityCooperation = "security-cooperation" "security cooperation organisation",
        /// Registers what arrives.
        Intake = "intake" "implementing agency, intake",
        /// Keeps a case from request to closure.
        CaseManager = "case-manager" "implementing agency, case manager",
        /// Signs the agency's approval (MILAP).
        AgencyApprover = "agency-approver" "implementing agency, approver",
        /// Writes the final document.
        CaseWriter = "case-writer" "case writing",
        /// Country desk: routes and reviews.
        CountryDesk = "country-desk" "country desk",
        /// Reviews money, approves emergency implementation, sets the closure hold.
        Comptroller = "comptroller" "comptroller",
        /// Counsel.
        Legal = "legal" "counsel",
        /// Technology security and disclosure.
        TechnologySecurity = "technology-security" "technology security and disclosure",
        /// Policy approval, eligibility, list clearance.
        State = "state" "foreign policy authority",
        /// Sends notifications to the legislature.
        Legislative = "legislative" "liaison with the legislature",
        /// Countersigns offers.
        Countersigner = "countersigner" "countersignature",
        /// Export control, sanctions, end use, end user, release.
        Compliance = "compliance" "compliance officer",
        /// Deposits and bills.
        Finance = "finance" "sales accounting",
        /// Plans and records deliveries.
        Logistics = "logistics" "implementing agency, logistics",
        /// Inspects and accepts.
        Quality = "quality" "contract quality assurance",
        /// Courses and students.
        Training = "training" "implementing agency, training",
        /// Maintenance, spares, tickets after delivery.
        Sustainment = "sustainment" "implementing agency, sustainment",
        /// Reads everything, changes no record.
        Auditor = "auditor" "auditor",
        /// People, keys, packs, imports; no case content.
        Administrator = "administrator" "administrator",
    }
}

/// A person at a desk, printed `ada@case-manager`; a desk whose holder is not named prints as
/// `@case-manager`. Two-person duties compare the names, so that an unnamed desk is one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    name: Option<String>,
    desk: Desk,
}

impl Actor {
    /// A desk whose holder is not named.
    pub const fn at(desk: Desk) -> Self {
        Self { name: None, desk }
    }

    /// A named person at a desk.
    pub fn named(name: &str, desk: Desk) -> Result<Self, Unreadable> {
        let plain =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
        let good = (1..=40).contains(&name.len()) && name.bytes().all(plain);
        good.then(|| Self { name: Some(name.to_owned()), desk }).ok_or_else(|| {
            Unreadable::new(
                "name",
                name,
                "is not a name; write 1 to 40 small letters, digits, points or hyphens, such as ada",
            )
        })
    }

    /// The name; `None` for a desk whose holder is not named.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The desk.
    pub const fn desk(&self) -> Desk {
        self.desk
    }

    /// The person as two-person duties count: the name, or the desk where no name is known.
    pub fn person(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("@{}", self.desk))
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.name.as_deref().unwrap_or(""), self.desk)
    }
}

impl FromStr for Actor {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let (name, desk) = text.split_once('@').ok_or_else(|| {
            Unreadable::new(
                "actor",
                text,
                "is not an actor; write a name and a desk, such as ada@case-manager, or a desk alone, such as @case-manager",
            )
        })?;
        let desk = desk.parse()?;
        if name.is_empty() { Ok(Self::at(desk)) } else { Self::named(name, desk) }
    }
}

as_text!(Actor);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_prints_as_it_is_read() {
        for text in ["ada@case-manager", "@state", "j.doe-2@legal"] {
            assert_eq!(text.parse::<Actor>().unwrap().to_string(), text);
        }
        for text in ["ada", "ada@nobody", "Ada@legal", "a b@legal"] {
            assert!(text.parse::<Actor>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_person_is_one_person_at_every_desk() {
        let drafts: Actor = "ada@case-manager".parse().unwrap();
        let signs: Actor = "ada@agency-approver".parse().unwrap();
        assert_eq!(drafts.person(), signs.person());
        assert_ne!(Actor::at(Desk::Legal).person(), Actor::at(Desk::State).person());
    }
}
