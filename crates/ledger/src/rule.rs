//! The posting rules: what each happening means for money, as one table. A rule has a number and,
//! where a happening moves several amounts, a part: `13` pays a contractor, `13h` his holdback.
//! They are this program's own, shaped by the manual's chapter on the trust fund.

use crate::{Account, Entry, Leg, entry::Dims};
use terms::{Day, Usd, codes::Financing};

/// A debit and a credit of the same amount.
pub type Move = (Account, Account);

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Number and part.
    pub code: &'static str,
    /// What happened.
    pub what: &'static str,
    /// What it moves; nothing where the happening moves no money.
    pub moves: &'static [Move],
    /// What must hold.
    pub condition: &'static str,
}

const fn at(number: &str) -> Account {
    Account::at(number)
}

const fn rule(
    code: &'static str,
    what: &'static str,
    moves: &'static [Move],
    condition: &'static str,
) -> Rule {
    Rule { code, what, moves, condition }
}

const CASH: Account = Account::CASH;
const ADVANCE: Account = Account::ADVANCE;

/// Every rule, by number.
pub const RULES: &[Rule] = &[
    rule("1", "offer accepted", &[(at("M100"), at("M900"))], "the offer has not expired"),
    rule("1b", "offer accepted: below the line", &[(at("M101"), at("M900"))], "as for 1"),
    rule("2", "payment of the purchaser", &[(CASH, ADVANCE)], "names the case"),
    rule("2u", "payment that names no case", &[(CASH, at("2315"))], "is applied later"),
    rule("3", "grant committed to the case", &[(CASH, at("2312"))], "the case is paid by a grant"),
    rule("4", "loan drawn", &[(CASH, at("2313"))], "the loan has an offer of its own"),
    rule(
        "5",
        "drawn from the purchaser's own account",
        &[(CASH, ADVANCE), (at("M940"), at("M310"))],
        "never military financing",
    ),
    rule("5m", "told to be held there", &[(at("M310"), at("M940"))], "by the bank's statement"),
    rule("6", "authority issued", &[(at("B100"), at("B900"))], "no more than the accepted value"),
    rule("7", "committed", &[(at("B200"), at("B100"))], "no more than the authority available"),
    rule("8", "obligated", &[(at("B300"), at("B200"))], "no more than was committed"),
    rule("8r", "rest of a commitment released", &[(at("B100"), at("B200"))], "as for 8"),
    rule("9", "termination reserve set", &[(ADVANCE, at("2311"))], "by the worksheet"),
    rule("9r", "termination reserve lowered", &[(at("2311"), ADVANCE)], "by the worksheet"),
    rule(
        "10",
        "progress of a contractor",
        &[(at("1410"), at("2110")), (at("B400"), at("B300"))],
        "no more than was obligated",
    ),
    rule(
        "10h",
        "progress held back",
        &[(at("1410"), at("2111")), (at("B400"), at("B300"))],
        "no more than was obligated",
    ),
    rule(
        "11",
        "service of the seller, or issue from stock",
        &[(at("1410"), at("2120")), (at("B400"), at("B300"))],
        "no more than was obligated",
    ),
    rule("12", "expenditure authority asked", &[], "available cash of the purchaser covers it"),
    rule(
        "13",
        "contractor paid",
        &[(at("2110"), CASH), (at("B500"), at("B400"))],
        "cash never falls below nothing",
    ),
    rule(
        "13h",
        "holdback paid",
        &[(at("2111"), CASH), (at("B500"), at("B400"))],
        "after final acceptance",
    ),
    rule(
        "13s",
        "seller's appropriation reimbursed",
        &[(at("2120"), CASH), (at("B500"), at("B400"))],
        "cash never falls below nothing",
    ),
    rule("14", "contract administration on a payment", &[(ADVANCE, at("2321"))], "less waivers"),
    rule("15", "delivery reported", &[(ADVANCE, at("1410"))], "within thirty days"),
    rule("16", "nonrecurring cost of what was delivered", &[(ADVANCE, at("2324"))], "by the unit"),
    rule("16o", "nonrecurring cost paid out", &[(at("2324"), CASH)], "within thirty days"),
    rule("17", "administrative surcharge earned", &[(ADVANCE, at("2320"))], "the line's rate"),
    rule("17w", "administrative surcharge, waived", &[(at("1420"), at("2320"))], "a fund pays it"),
    rule("17p", "waived surcharge received", &[(CASH, at("1420"))], "from the fund that is named"),
    rule("18p", "packing earned", &[(ADVANCE, at("2323"))], "rate of the day of the report"),
    rule("18t", "transportation earned", &[(ADVANCE, at("2322"))], "rate of the day of the report"),
    rule("19", "carrier paid", &[(at("2322"), CASH)], "from the account it was collected for"),
    rule("19p", "packer paid", &[(at("2323"), CASH)], "from the account it was collected for"),
    rule("20", "contract administration paid", &[(at("2321"), CASH)], "a claim is matched"),
    rule("21", "administrative expense paid", &[(at("2320"), CASH)], "within the yearly ceiling"),
    rule("22", "discrepancy credited", &[], "mirrors 15 to 18 at the rates of the original"),
    rule("23", "change to a lower value", &[(at("B900"), at("B100"))], "not below obligations"),
    rule("24", "moved to the holding account", &[(ADVANCE, at("2315"))], "same purchaser and fund"),
    rule("25", "refund due", &[(at("2315"), at("2318"))], "on the purchaser's instruction"),
    rule("25p", "refund paid", &[(at("2318"), CASH)], "on the purchaser's instruction"),
    rule(
        "26",
        "letter of credit accepted",
        &[(at("2311"), ADVANCE), (at("M300"), at("M930"))],
        "in place of a reserve in cash",
    ),
    rule(
        "26d",
        "letter of credit drawn",
        &[(CASH, ADVANCE), (at("M930"), at("M300"))],
        "no more than is held",
    ),
    rule("26e", "letter of credit ended", &[(at("M930"), at("M300"))], "no more than is held"),
    rule("27", "supply complete: authority drawn", &[(at("B900"), at("B100"))], "all that is free"),
    rule("27c", "supply complete: commitment drawn", &[(at("B900"), at("B200"))], "all of it"),
    rule("28", "open obligation to suspense", &[(ADVANCE, at("2316"))], "interim closure"),
    rule("28x", "excess to the holding account", &[(ADVANCE, at("2315"))], "interim closure"),
    rule(
        "29",
        "later cost of a closed case",
        &[(at("2316"), at("2110")), (at("B400"), at("B300"))],
        "no more than the suspense",
    ),
    rule("30", "suspense released", &[(at("2316"), at("2315"))], "final closure"),
    rule("30o", "obligations ended", &[(at("B900"), at("B300"))], "final closure"),
    rule("30u", "unpaid expenditure ended", &[(at("B900"), at("B400"))], "final closure"),
    rule("30p", "paid expenditure ended", &[(at("B900"), at("B500"))], "final closure"),
    rule("31", "shortfall covered from residual funds", &[(at("2315"), ADVANCE)], "same purchaser"),
    rule("32", "appropriation cancelled", &[], "no entry after the day on which it lapses"),
    rule("33", "interest", &[(ADVANCE, at("2325"))], "from the sixty-first day on"),
    rule("33o", "interest paid to Treasury receipts", &[(at("2325"), CASH)], "as collected"),
    rule("34", "rate changed for the past", &[], "new entries; the original stays as it is"),
];

impl Rule {
    /// The rule of a code.
    pub fn of(code: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.code == code)
    }

    /// The number without the part.
    pub fn number(&self) -> u8 {
        let digits = self.code.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        digits.parse().unwrap_or_default()
    }

    /// The entry of an amount; `None` where nothing moves. The advance is that of the fund that
    /// pays: a grant's money and a loan's money never mix with a purchaser's own.
    pub fn entry(&self, on: Day, dims: Dims, amount: Usd) -> Option<Entry> {
        if amount == Usd::ZERO || self.moves.is_empty() {
            return None;
        }
        let minus = Usd::ZERO.minus(amount)?;
        let own = |account| if account == ADVANCE { advance(dims.fund) } else { account };
        let legs = self.moves.iter().flat_map(|(debit, credit)| {
            let (debit, credit) = (own(*debit), own(*credit));
            [Leg { account: debit, amount }, Leg { account: credit, amount: minus }]
        });
        let legs = legs.collect();
        let entry = Entry::new(on, dims, legs).expect("INVARIANT: each move balances by itself");
        Some(entry.under(self.code))
    }
}

/// The account in which a fund's money is advanced to a case.
pub const fn advance(fund: Financing) -> Account {
    match fund {
        Financing::National | Financing::ThirdParty => Account::ADVANCE,
        Financing::Grant => Account::ADVANCE_GRANT,
        Financing::Loan => Account::ADVANCE_LOAN,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_thirty_four_rules_are_here_in_order_and_each_move_stays_in_its_ledger() {
        let numbers: BTreeSet<u8> = RULES.iter().map(Rule::number).collect();
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), (1..=34).collect::<Vec<_>>());
        assert!(RULES.is_sorted_by_key(Rule::number));
        let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len(), "a code stands once");
        for rule in RULES {
            for (debit, credit) in rule.moves {
                assert_eq!(debit.ledger(), credit.ledger(), "rule {}", rule.code);
            }
        }
    }
}
