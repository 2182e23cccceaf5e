//! Code lists of the field: the code as printed, its meaning in plain words. Lists here are
//! closed by the manual; lists that change with time live in `rules/codes`.

/// Writes a closed code list as an enum with its codes and meanings beside each other.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident $what:literal {
        $($(#[$doc:meta])* $variant:ident = $code:literal $meaning:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every code as printed, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];
            /// Every code with its meaning, for forms and for the API's description.
            pub const OPTIONS: &'static [(&'static str, &'static str)] =
                &[$(($code, $meaning)),+];

            /// The code as printed.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What the code means, in plain words.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.pad(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Unreadable;

            fn from_str(text: &str) -> Result<Self, $crate::Unreadable> {
                Self::ALL.iter().copied().find(|code| code.code() == text).ok_or_else(|| {
                    $crate::Unreadable::new($what, text, concat!("is none of: ", $($code, " "),+))
                })
            }
        }

        $crate::as_text!($name);
    };
}
pub use crate::coded;

coded! {
    /// Source code of a line: where it comes from (LOA column 5).
    pub enum SourceCode "source code" {
        /// Stock.
        Stock = "S" "DoD stock or DoD personnel",
        /// Procurement.
        Procurement = "P" "new procurement",
        /// Repair.
        Repair = "R" "rebuild, repair or modification by the seller",
        /// Mixed.
        Mixed = "X" "mixed or not yet decided",
        /// Excess.
        Excess = "E" "excess article as it is",
        /// Fund.
        Fund = "F" "special defence acquisition fund",
    }
}

coded! {
    /// Type of assistance of a line (LOA column 5).
    pub enum Assistance "type of assistance" {
        /// AECA s.21(b).
        StockSale = "3" "stock sale, s.21(b)",
        /// Undetermined.
        Undetermined = "4" "s.21(b), 22(a), 29 or not yet decided",
        /// AECA s.22(a).
        Procurement = "5" "procurement, s.22(a)",
        /// AECA s.21(d).
        OnDelivery = "6" "payment on delivery, s.21(d)",
        /// AECA s.22(b).
        Dependable = "7" "dependable undertaking with 120 days, s.22(b)",
        /// AECA s.21(d), stock.
        StockLater = "8" "stock with 120 days, s.21(d)",
        /// FAA s.516.
        GrantExcess = "A" "grant of excess defence articles",
        /// MAP.
        Merger = "M" "MAP merger",
        /// Grant.
        GrantCredit = "N" "credit that is not repaid",
        /// CLSSA.
        StockLevelOne = "U" "CLSSA, FMSO I",
        /// CLSSA.
        StockLevelTwo = "V" "CLSSA, FMSO II",
        /// Credit.
        Credit = "Z" "FMS credit",
    }
}

impl Assistance {
    /// The pairs of source and assistance that the code list allows; `None` where it is silent.
    pub fn fits(self, source: SourceCode) -> Option<bool> {
        use SourceCode::{Excess, Mixed, Procurement, Repair, Stock};
        match self {
            Self::StockSale | Self::OnDelivery | Self::StockLater => {
                Some(matches!(source, Stock | Repair | Excess))
            }
            Self::Procurement | Self::Dependable => Some(source == Procurement),
            Self::Undetermined => Some(source == Mixed),
            _ => None,
        }
    }
}

coded! {
    /// Offer release code: how a shipment is announced (LOA column 6).
    pub enum OfferRelease "offer release code" {
        /// No notice.
        Automatic = "A" "release without notice",
        /// Notice, then automatic.
        NoticeThenShip = "Y" "notice; ships when no answer comes in time",
        /// Notice and release.
        NoticeAndWait = "Z" "notice; ships only after release",
        /// No forwarder.
        NoForwarder = "X" "no forwarder, or the seller handles the shipment",
    }
}

coded! {
    /// Delivery term code: how far the seller is responsible (LOA column 7).
    pub enum DeliveryTerm "delivery term code" {
        /// Inland.
        InlandPoint = "2" "to an inland point in the seller's country",
        /// Alongside.
        Alongside = "3" "alongside vessel or aircraft at the port of exit",
        /// Origin.
        Origin = "4" "at origin; the forwarder collects",
        /// Port of exit.
        PortOfExit = "5" "to the port of exit or the forwarder",
        /// Overseas port.
        OverseasOnBoard = "6" "to the overseas port, on board",
        /// Overseas inland.
        OverseasInland = "7" "to an overseas inland point",
        /// On board.
        OnBoard = "8" "on board at the port of exit",
        /// Discharged.
        Discharged = "9" "discharged at the overseas port",
    }
}

coded! {
    /// Terms of sale (LOA first page).
    pub enum TermsOfSale "terms of sale" {
        /// Cash.
        CashWithAcceptance = "cash-with-acceptance" "cash with acceptance",
        /// Cash before delivery.
        CashPriorToDelivery = "cash-prior-to-delivery" "cash prior to delivery",
        /// Dependable undertaking.
        DependableUndertaking = "dependable-undertaking" "dependable undertaking",
        /// Cash flow.
        CashFlow = "cash-flow-financing" "cash flow financing",
        /// Credit.
        Credit = "credit" "credit",
        /// On delivery.
        OnDelivery = "payment-on-delivery" "payment on delivery",
        /// FMF.
        Financing = "foreign-military-financing" "foreign military financing",
    }
}

coded! {
    /// How a purchaser got in touch.
    pub enum Channel "channel" {
        /// Embassy to ministry.
        Diplomatic = "diplomatic" "diplomatic channel",
        /// Letter.
        Letter = "letter" "letter",
        /// Attaché.
        Attache = "defence-attache" "defence attaché",
        /// Meeting.
        Meeting = "meeting" "meeting, with a written record",
        /// Mail.
        Mail = "e-mail" "e-mail",
        /// Message.
        Message = "message" "official message",
        /// Proposal.
        Proposal = "request-for-proposal" "request for proposal",
    }
}

coded! {
    /// The answer that a Letter of Request wants.
    pub enum ResponseType "response type" {
        /// Offer.
        Offer = "loa" "Letter of Offer and Acceptance",
        /// Planning price.
        Rough = "rom" "rough order of magnitude price",
        /// Amendment.
        Amendment = "amendment" "amendment of a case",
        /// Modification.
        Modification = "modification" "modification of a case",
    }
}

coded! {
    /// Where the purchaser's money comes from.
    pub enum Financing "financing" {
        /// Own.
        National = "national-funds" "national funds",
        /// Grant.
        Grant = "fmf-grant" "foreign military financing, grant",
        /// Loan.
        Loan = "fmf-loan" "foreign military financing, loan",
        /// Third party.
        ThirdParty = "third-party" "paid by a third party",
    }
}

coded! {
    /// Who holds a file on a day: every day of a case is charged to exactly one of these.
    pub enum Holder "holder" {
        /// The buying government.
        Purchaser = "purchaser" "purchaser",
        /// The implementing agency.
        Agency = "agency" "implementing agency",
        /// A body that reviews or signs.
        Reviewer = "reviewer" "reviewing body",
        /// Congress.
        Legislature = "legislature" "legislature",
        /// A contractor.
        Vendor = "vendor" "vendor",
        /// Not known: the record has no act that tells.
        Unknown = "not-known" "not known",
        /// Nobody: the file is closed.
        Nobody = "nobody" "nobody; the file is closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_prints_as_it_is_read_and_says_what_it_means() {
        assert_eq!("P".parse::<SourceCode>().unwrap().meaning(), "new procurement");
        assert_eq!(DeliveryTerm::OverseasInland.to_string(), "7");
        let said = "Q".parse::<OfferRelease>().unwrap_err().to_string();
        assert_eq!(said, "offer release code: \"Q\" is none of: A Y Z X ");
    }

    #[test]
    fn source_and_assistance_are_checked_together() {
        assert_eq!(Assistance::Procurement.fits(SourceCode::Procurement), Some(true));
        assert_eq!(Assistance::Procurement.fits(SourceCode::Stock), Some(false));
        assert_eq!(Assistance::Undetermined.fits(SourceCode::Mixed), Some(true));
        assert_eq!(Assistance::Credit.fits(SourceCode::Stock), None);
    }
}
