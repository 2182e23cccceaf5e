//! Balances by account and case, and the sums that must hold after every entry.

use std::collections::BTreeMap;

use terms::{CaseId, Usd};

use crate::{Account, Entry, Ledger};

/// Balances of every account by case: the sum of all entries, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Books {
    balances: BTreeMap<(Account, CaseId), Usd>,
}

/// One balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// The case.
    pub case: CaseId,
    /// The balance; a debit balance is positive.
    pub amount: Usd,
}

/// A sum that must hold and does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// A ledger does not add up to nothing.
    #[error("the {ledger:?} ledger of {case} adds up to {sum}, not to nothing")]
    Unbalanced {
        /// The ledger.
        ledger: Ledger,
        /// The case.
        case: CaseId,
        /// Its sum.
        sum: Usd,
    },
    /// More cash went out of a case than came in.
    #[error("the cash of {case} is {cash}, below nothing")]
    NoCash {
        /// The case.
        case: CaseId,
        /// Its cash.
        cash: Usd,
    },
    /// More authority than the purchaser accepted.
    #[error("{case} has authority for {authority}, more than its accepted value of {value}")]
    OverAuthority {
        /// The case.
        case: CaseId,
        /// Authority issued.
        authority: Usd,
        /// Accepted value.
        value: Usd,
    },
}

impl Books {
    /// Adds an entry.
    pub fn post(&mut self, entry: &Entry) {
        for leg in entry.legs() {
            let key = (leg.account, entry.dims().case.clone());
            let balance = self.balances.entry(key).or_default();
            *balance = [*balance, leg.amount].into_iter().sum();
        }
    }

    /// The balance of an account of a case.
    pub fn balance(&self, account: Account, case: &CaseId) -> Usd {
        self.balances.get(&(account, case.clone())).copied().unwrap_or_default()
    }

    /// Every balance that was ever touched, by account and case.
    pub fn balances(&self) -> impl Iterator<Item = Balance> {
        self.balances.iter().map(|((account, case), amount)| Balance {
            account: *account,
            case: case.clone(),
            amount: *amount,
        })
    }

    /// Every sum that must hold and does not: each ledger of each case adds up to nothing, cash is
    /// not below nothing, authority is within the accepted value.
    pub fn breaches(&self) -> Vec<Breach> {
        let mut sums: BTreeMap<(&CaseId, Ledger), Usd> = BTreeMap::new();
        for ((account, case), amount) in &self.balances {
            let sum = sums.entry((case, account.ledger())).or_default();
            *sum = [*sum, *amount].into_iter().sum();
        }
        let unbalanced =
            sums.iter().filter(|(_, sum)| **sum != Usd::ZERO).map(|((case, ledger), sum)| {
                Breach::Unbalanced { ledger: *ledger, case: (*case).clone(), sum: *sum }
            });
        let mut cases: Vec<&CaseId> = self.balances.keys().map(|(_, case)| case).collect();
        cases.sort_unstable();
        cases.dedup();
        unbalanced.chain(cases.into_iter().flat_map(|case| self.case_breaches(case))).collect()
    }

    fn case_breaches(&self, case: &CaseId) -> Vec<Breach> {
        let cash = self.balance(Account::CASH, case);
        let authority = self.balance(Account::AUTHORITY, case);
        let value = self.balance(Account::CASE_VALUE, case);
        let mut found = Vec::new();
        if cash.is_negative() {
            found.push(Breach::NoCash { case: case.clone(), cash });
        }
        if authority > value {
            found.push(Breach::OverAuthority { case: case.clone(), authority, value });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dims;

    fn case() -> CaseId {
        "BN-P-LCB".parse().unwrap()
    }

    fn entry(pair: (Account, Account), cents: i64) -> Entry {
        let dims = Dims { purchaser: "BN".parse().unwrap(), case: case() };
        Entry::transfer("2026-10-05".parse().unwrap(), dims, pair, Usd::from_cents(cents))
    }

    #[test]
    fn a_deposit_is_cash_and_what_is_owed_to_the_purchaser() {
        let mut books = Books::default();
        books.post(&entry((Account::CASH, Account::ADVANCE), 500));
        assert_eq!(books.balance(Account::CASH, &case()), Usd::from_cents(500));
        assert_eq!(books.balance(Account::ADVANCE, &case()), Usd::from_cents(-500));
        assert_eq!(books.breaches(), []);
    }

    #[test]
    fn authority_beyond_the_accepted_value_is_a_breach() {
        let mut books = Books::default();
        books.post(&entry((Account::AUTHORITY, Account::AUTHORITY_ISSUED), 1));
        assert!(matches!(books.breaches()[..], [Breach::OverAuthority { .. }]));
        books.post(&entry((Account::CASE_VALUE, Account::CASE_VALUE_CONTRA), 1));
        assert_eq!(books.breaches(), []);
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_entries_does_not_change_balances(
            amounts in proptest::collection::vec(-1_000_000i64..1_000_000, 0..20)
        ) {
            let entries: Vec<Entry> =
                amounts.iter().map(|c| entry((Account::CASH, Account::ADVANCE), *c)).collect();
            let (mut forward, mut backward) = (Books::default(), Books::default());
            for entry in &entries {
                forward.post(entry);
            }
            for entry in entries.iter().rev() {
                backward.post(entry);
            }
            proptest::prop_assert_eq!(&forward, &backward);
            let all: Usd = forward.balances().map(|b| b.amount).sum();
            proptest::prop_assert_eq!(all, Usd::ZERO);
        }
    }
}
