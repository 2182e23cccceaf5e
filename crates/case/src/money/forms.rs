//! The acts of money, each with its fields and the posting rule of each amount.

use terms::{Desk, Kind, LineNumber, limits};

use crate::act::{About, Field, Input, reads};

/// An act of money.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// The act.
    pub act: &'static str,
    /// Fields that are amounts, each with the code of its posting rule.
    pub parts: &'static [(&'static str, &'static str)],
}

const ON: Field = Field::must("on", "Day", Input::Day);
const REFERENCE: Field = Field::must("reference", "Document", Input::Text(limits::LINE))
    .hint("What it rests on; posted once");
const LINE: Field = Field::may("line", "Line", Input::Id("001", reads::<LineNumber>));
const CONTRACT: Field =
    Field::may("contract", "Contract or requisition", Input::Text(limits::LINE));
const ORIGINAL: Field =
    Field::must("original", "Document that is credited", Input::Text(limits::LINE));

/// Builds the act and its form from one list, so that no field is without a rule.
macro_rules! forms {
    ($($name:ident $act:literal $thing:literal $title:literal $help:literal
       $desks:expr, [$($more:expr),*], [$($field:literal $rule:literal $label:literal),+];)+) => {
        $(const $name: About = About {
            name: $act,
            thing: $thing,
            kind: Kind::Case,
            title: $title,
            help: $help,
            desks: $desks,
            fields: &[ON, REFERENCE, $($more,)* $(Field::may($field, $label, Input::Money)),+],
        };)+
        /// Every act of money, in the order of its road.
        pub const ABOUTS: &[About] = &[$($name),+];
        const FORMS: &[Form] = &[$(Form { act: $act, parts: &[$(($field, $rule)),+] }),+];
    };
}

forms! {
    COLLECT "collect-funds" "collections" "Record money from another source"
        "Keeps what the purchaser holds in an account of its own, what is drawn from it, and what \
         a fund pays in place of a waived surcharge."
        &[Desk::Finance], [],
        ["held" "5m" "Held in the purchaser's own account",
         "drawn" "5" "Drawn from that account",
         "waiver_fund" "17p" "Received from the fund that pays a waived surcharge"];
    COMMIT "commit-funds" "commitments" "Commit funds"
        "Sets authority of the case aside for an order that is to be placed."
        &[Desk::Finance, Desk::CaseManager], [LINE],
        ["amount" "7" "Amount"];
    OBLIGATE "obligate-funds" "obligations" "Obligate funds"
        "Binds committed authority by a contract or an order, and frees what is not needed."
        &[Desk::Finance], [LINE, CONTRACT],
        ["amount" "8" "Amount", "released" "8r" "Rest of the commitment that is freed"];
    RESERVE "set-reserve" "reserves" "Set the reserve for termination liability"
        "Keeps aside of the advance what ending the contracts would cost, or frees it again."
        &[Desk::Finance], [CONTRACT],
        ["raised" "9" "Raised by", "lowered" "9r" "Lowered by"];
    ACCRUE "accrue-cost" "costs" "Record a cost"
        "Keeps what was performed against an obligation: work in process, and whom it is owed to."
        &[Desk::Finance], [LINE, CONTRACT],
        ["contractor" "10" "Owed to the contractor",
         "held_back" "10h" "Held back from the contractor",
         "seller" "11" "Service of the seller, or issue from stock"];
    DISBURSE "disburse" "disbursements" "Pay what is owed"
        "Pays contractors and appropriations out of the cash of the case, and charges contract \
         administration on the payment."
        &[Desk::Finance], [LINE, CONTRACT],
        ["contractor" "13" "To the contractor",
         "held_back" "13h" "Holdback, after final acceptance",
         "seller" "13s" "To the appropriation that paid first",
         "administration" "14" "Contract administration on the payment"];
    REPORT "report-delivery" "delivery-reports" "Report a delivery for billing"
        "Charges the cost of what was delivered to the advance, with nonrecurring cost and the \
         charges that are earned by it."
        &[Desk::Finance, Desk::Logistics], [LINE],
        ["cost" "15" "Cost of what was delivered",
         "nonrecurring" "16" "Nonrecurring cost",
         "administrative" "17" "Administrative surcharge",
         "waived" "17w" "Administrative surcharge that a fund pays",
         "packing" "18p" "Packing and handling",
         "transport" "18t" "Transportation"];
    CREDIT "credit-delivery" "delivery-credits" "Credit a delivery"
        "Takes back part of a delivery report at the rates of the original."
        &[Desk::Finance], [ORIGINAL, LINE],
        ["cost" "15" "Cost of what was delivered",
         "nonrecurring" "16" "Nonrecurring cost",
         "administrative" "17" "Administrative surcharge",
         "waived" "17w" "Administrative surcharge that a fund pays",
         "packing" "18p" "Packing and handling",
         "transport" "18t" "Transportation",
         "contract_administration" "14" "Contract administration"];
    PAY "pay-charges" "charges-paid" "Pay out of the charge accounts"
        "Pays carriers, packers, contract administration and expenses, and pays nonrecurring cost \
         and interest out, each from the account it was collected for."
        &[Desk::Finance], [],
        ["carrier" "19" "Carriers",
         "packer" "19p" "Packers",
         "administration" "20" "Contract administration",
         "expense" "21" "Administrative expense",
         "nonrecurring" "16o" "Nonrecurring cost",
         "interest" "33o" "Interest"];
    CREDIT_LETTER "record-credit" "letters-of-credit" "Record a letter of credit"
        "Keeps a letter of credit that stands in for a reserve in cash, what is drawn on it, and \
         its end."
        &[Desk::Finance], [],
        ["accepted" "26" "Accepted in place of a reserve",
         "drawn" "26d" "Drawn",
         "ended" "26e" "Ended"];
    INTEREST "charge-interest" "interest" "Charge interest"
        "Charges interest on a bill that is not paid in time; it belongs to the Treasury."
        &[Desk::Finance], [LINE],
        ["amount" "33" "Amount"];
    MOVE "move-funds" "transfers" "Move funds to or from the holding account"
        "Moves what the case does not need to the purchaser's holding account, or covers a \
         shortfall from it."
        &[Desk::Finance], [],
        ["to_holding" "24" "To the holding account",
         "from_holding" "31" "From the holding account to the case"];
    REFUND "refund" "refunds" "Refund the purchaser"
        "Gives money of the holding account back on the purchaser's instruction: first as due, \
         then as paid."
        &[Desk::Finance], [],
        ["due" "25" "Due", "paid" "25p" "Paid"];
    SUSPENSE "charge-suspense" "late-costs" "Charge a late cost to suspense"
        "Keeps a cost that came after the case was closed for the time being; it is paid like any \
         other."
        &[Desk::Finance], [LINE, CONTRACT],
        ["amount" "29" "Amount"];
}

/// The form of an act.
pub fn form(act: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.act == act)
}

/// The place of an act in the list, for the table of acts.
pub(crate) const fn about(place: usize) -> About {
    ABOUTS[place]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_amount_has_a_rule_that_moves_money() {
        for form in FORMS {
            for (field, code) in form.parts {
                let rule = ledger::Rule::of(code).unwrap_or_else(|| panic!("{field}: {code}"));
                assert!(!rule.moves.is_empty(), "{field}: {code} moves nothing");
            }
        }
    }
}
