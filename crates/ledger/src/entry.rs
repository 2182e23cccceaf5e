//! An entry: balanced, or not built.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, LineNumber, PurchaserCode, Usd, codes::Financing};

use crate::{Account, Ledger};

/// Whose money it is and what for. Every leg of an entry carries the same dimensions; which event
/// caused it, and so who did it and when, is told by the journal in which the event stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dims {
    /// The paying nation or organisation.
    pub purchaser: PurchaserCode,
    /// The case.
    pub case: CaseId,
    /// The line, where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    /// The colour of the money.
    pub fund: Financing,
    /// The document that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The contract or requisition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
}

impl Dims {
    /// Of a case as a whole, in national funds.
    pub const fn of(purchaser: PurchaserCode, case: CaseId) -> Self {
        let fund = Financing::National;
        Self { purchaser, case, line: None, fund, document: None, contract: None }
    }
}

/// One side of an entry: positive is a debit, negative a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// The account.
    pub account: Account,
    /// The amount; a debit is positive.
    pub amount: Usd,
}

/// A balanced entry. It can be built only in balance, and is never changed: a correction is a new
/// entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Entry {
    on: Day,
    dims: Dims,
    legs: Vec<Leg>,
    /// The posting rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    rule: String,
    /// The document whose entry this one takes back, in whole or in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<String>,
}

/// An entry as it is written down; it is read back only in balance.
#[derive(Deserialize)]
struct Written {
    on: Day,
    dims: Dims,
    legs: Vec<Leg>,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    corrects: Option<String>,
}

impl TryFrom<Written> for Entry {
    type Error = Unbalanced;

    fn try_from(written: Written) -> Result<Self, Unbalanced> {
        let Written { on, dims, legs, rule, corrects } = written;
        Ok(Self { rule, corrects, ..Self::new(on, dims, legs)? })
    }
}

/// An entry that does not add up to nothing in one of its ledgers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the legs in the {ledger:?} ledger add up to {sum}, not to nothing")]
pub struct Unbalanced {
    /// The ledger that is out of balance.
    pub ledger: Ledger,
    /// What its legs add up to.
    pub sum: Usd,
}

impl Entry {
    /// Builds an entry from its legs; each ledger that they touch must add up to nothing.
    pub fn new(on: Day, dims: Dims, legs: Vec<Leg>) -> Result<Self, Unbalanced> {
        let mut sums: BTreeMap<Ledger, Usd> = BTreeMap::new();
        for leg in &legs {
            let sum = sums.entry(leg.account.ledger()).or_default();
            *sum = [*sum, leg.amount].into_iter().sum();
        }
        match sums.into_iter().find(|(_, sum)| *sum != Usd::ZERO) {
            Some((ledger, sum)) => Err(Unbalanced { ledger, sum }),
            None => Ok(Self { on, dims, legs, rule: String::new(), corrects: None }),
        }
    }

    /// The plain entry of two legs: debit one account, credit another.
    pub fn transfer(on: Day, dims: Dims, (debit, credit): (Account, Account), amount: Usd) -> Self {
        let minus = Usd::ZERO.minus(amount).expect("an amount of money can be negated");
        let legs = vec![Leg { account: debit, amount }, Leg { account: credit, amount: minus }];
        Self::new(on, dims, legs).expect("two accounts of one ledger and one amount balance")
    }

    /// Says by which rule it was posted.
    #[must_use]
    pub fn under(mut self, rule: &str) -> Self {
        rule.clone_into(&mut self.rule);
        self
    }

    /// Its exact mirror, posted on a later day under another document: the two add up to nothing.
    #[must_use]
    pub fn mirror(&self, on: Day, document: &str) -> Self {
        let minus = |leg: &Leg| Leg {
            account: leg.account,
            amount: Usd::ZERO.minus(leg.amount).expect("an amount of money can be negated"),
        };
        let dims = Dims { document: Some(document.to_owned()), ..self.dims.clone() };
        let legs = self.legs.iter().map(minus).collect();
        let corrects = self.dims.document.clone();
        Self { on, dims, legs, rule: self.rule.clone(), corrects }
    }

    /// The same amounts on the other sides, as a credit against an original document.
    #[must_use]
    pub fn credit(&self, original: &str) -> Self {
        let document = self.dims.document.as_deref().unwrap_or_default();
        Self { corrects: Some(original.to_owned()), ..self.mirror(self.on, document) }
    }

    /// Whether it rests on a document.
    pub fn is_of(&self, document: &str) -> bool {
        self.dims.document.as_deref() == Some(document)
    }

    /// The posting rule; older entries name none.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The document whose entry it takes back.
    pub fn corrects(&self) -> Option<&str> {
        self.corrects.as_deref()
    }

    /// The day it counts for.
    pub const fn on(&self) -> Day {
        self.on
    }

    /// Whose money it is.
    pub const fn dims(&self) -> &Dims {
        &self.dims
    }

    /// Its legs.
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dims() -> Dims {
        Dims::of("BN".parse().unwrap(), "BN-P-LCB".parse().unwrap())
    }

    #[test]
    fn an_entry_out_of_balance_cannot_be_built() {
        let legs = vec![
            Leg { account: Account::CASH, amount: Usd::from_cents(500) },
            Leg { account: Account::ADVANCE, amount: Usd::from_cents(-499) },
        ];
        let said = Entry::new("2026-10-05".parse().unwrap(), dims(), legs).unwrap_err();
        assert_eq!((said.ledger, said.sum), (Ledger::Proprietary, Usd::from_cents(1)));
    }

    #[test]
    fn ledgers_do_not_balance_each_other() {
        let legs = vec![
            Leg { account: Account::CASH, amount: Usd::from_cents(500) },
            Leg { account: Account::AUTHORITY, amount: Usd::from_cents(-500) },
        ];
        assert!(Entry::new("2026-10-05".parse().unwrap(), dims(), legs).is_err());
    }
}
