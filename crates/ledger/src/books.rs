//! Balances by account and case, and the sums that must hold after every entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, LineNumber, PurchaserCode, Usd, codes::Financing};

use crate::{Account, Entry, Ledger};

/// What a balance is told apart by, inside a case.
type Place = (Account, Option<LineNumber>, Financing);

/// Balances of every account by case: the sum of all entries, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<Kept>", from = "Vec<Kept>")]
pub struct Books {
    cases: BTreeMap<CaseId, Case>,
}

/// The balances of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Case {
    purchaser: PurchaserCode,
    balances: BTreeMap<Place, Usd>,
}

/// A balance as it is written down.
#[derive(Serialize, Deserialize)]
struct Kept {
    case: CaseId,
    purchaser: PurchaserCode,
    account: Account,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<LineNumber>,
    fund: Financing,
    amount: Usd,
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
    /// An account stands on the side on which it cannot stand.
    #[error("account {account} ({}) of {case} would stand at {sum}", account.name())]
    WrongSide {
        /// The account.
        account: Account,
        /// The case.
        case: CaseId,
        /// What it holds; a debit is positive.
        sum: Usd,
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
    /// The books of some entries.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut books = Self::default();
        entries.into_iter().for_each(|entry| books.post(entry));
        books
    }

    /// The books of some entries as they stood at the end of a day.
    pub fn until<'a>(entries: impl IntoIterator<Item = &'a Entry>, day: Day) -> Self {
        Self::of(entries.into_iter().filter(|entry| entry.on() <= day))
    }

    /// Adds an entry.
    pub fn post(&mut self, entry: &Entry) {
        let dims = entry.dims();
        if !self.cases.contains_key(&dims.case) {
            let case = Case { purchaser: dims.purchaser.clone(), balances: BTreeMap::new() };
            self.cases.insert(dims.case.clone(), case);
        }
        let Some(case) = self.cases.get_mut(&dims.case) else { return };
        for leg in entry.legs() {
            let place = (leg.account, dims.line.clone(), dims.fund);
            let balance = case.balances.entry(place).or_default();
            *balance = [*balance, leg.amount].into_iter().sum();
        }
    }

    /// The balance of an account of a case.
    pub fn balance(&self, account: Account, case: &CaseId) -> Usd {
        let Some(case) = self.cases.get(case) else { return Usd::ZERO };
        case.balances.iter().filter(|((a, ..), _)| *a == account).map(|(_, sum)| *sum).sum()
    }

    /// The balance of an account of a line.
    pub fn of_line(&self, account: Account, case: &CaseId, line: &LineNumber) -> Usd {
        let Some(case) = self.cases.get(case) else { return Usd::ZERO };
        let of_line = |(a, l, _): &Place| *a == account && l.as_ref() == Some(line);
        case.balances.iter().filter(|(place, _)| of_line(place)).map(|(_, sum)| *sum).sum()
    }

    /// The balance of an account over all cases of a purchaser.
    pub fn of_purchaser(&self, account: Account, purchaser: &PurchaserCode) -> Usd {
        let cases = self.cases.values().filter(|case| case.purchaser == *purchaser);
        let balances = cases.flat_map(|case| &case.balances);
        balances.filter(|((a, ..), _)| *a == account).map(|(_, sum)| *sum).sum()
    }

    /// What may still be paid out for a purchaser: its cash, less reserves and less what was
    /// granted and is not paid yet. One case may be short while others of the same purchaser carry
    /// it; another purchaser's cash is never counted.
    pub fn available(&self, purchaser: &PurchaserCode, granted: Usd) -> Option<Usd> {
        let reserve = self.of_purchaser(Account::at("2311"), purchaser);
        self.of_purchaser(Account::CASH, purchaser).plus(reserve)?.minus(granted)
    }

    /// Every balance that was ever touched, by case and account.
    pub fn balances(&self) -> impl Iterator<Item = Balance> {
        self.cases.iter().flat_map(|(id, case)| {
            case.by_account().into_iter().map(|(account, amount)| {
                let case = id.clone();
                Balance { account, case, amount }
            })
        })
    }

    /// Every sum that must hold and does not: each ledger of each case adds up to nothing, no
    /// account stands on its wrong side, authority is within the accepted value. Since authority
    /// only moves from available to committed, obligated, expended and paid, and none of these can
    /// fall below nothing, each is within the one before it.
    pub fn breaches(&self) -> Vec<Breach> {
        self.cases.iter().flat_map(|(id, case)| case.breaches(id)).collect()
    }
}

impl Case {
    fn by_account(&self) -> BTreeMap<Account, Usd> {
        let mut sums: BTreeMap<Account, Usd> = BTreeMap::new();
        for ((account, ..), amount) in &self.balances {
            let sum = sums.entry(*account).or_default();
            *sum = [*sum, *amount].into_iter().sum();
        }
        sums
    }

    fn breaches(&self, id: &CaseId) -> Vec<Breach> {
        let sums = self.by_account();
        let mut ledgers: BTreeMap<Ledger, Usd> = BTreeMap::new();
        for (account, amount) in &sums {
            let sum = ledgers.entry(account.ledger()).or_default();
            *sum = [*sum, *amount].into_iter().sum();
        }
        let unbalanced = ledgers.into_iter().filter(|(_, sum)| *sum != Usd::ZERO);
        let unbalanced =
            unbalanced.map(|(ledger, sum)| Breach::Unbalanced { ledger, case: id.clone(), sum });
        let wrong = sums.iter().filter(|(account, sum)| account.is_wrong(**sum));
        let wrong = wrong.map(|(account, sum)| Breach::WrongSide {
            account: *account,
            case: id.clone(),
            sum: *sum,
        });
        let held = |account| sums.get(&account).copied().unwrap_or_default();
        let authority = Usd::ZERO.minus(held(Account::AUTHORITY_ISSUED)).unwrap_or_default();
        let value = [held(Account::CASE_VALUE), held(Account::at("M101"))].into_iter().sum();
        let over = (authority > value).then(|| Breach::OverAuthority {
            case: id.clone(),
            authority,
            value,
        });
        unbalanced.chain(wrong).chain(over).collect()
    }
}

impl From<Books> for Vec<Kept> {
    fn from(books: Books) -> Self {
        let kept = |(id, case): (CaseId, Case)| {
            let Case { purchaser, balances } = case;
            balances.into_iter().map(move |((account, line, fund), amount)| {
                let (case, purchaser) = (id.clone(), purchaser.clone());
                Kept { case, purchaser, account, line, fund, amount }
            })
        };
        books.cases.into_iter().flat_map(kept).collect()
    }
}

impl From<Vec<Kept>> for Books {
    fn from(kept: Vec<Kept>) -> Self {
        let mut books = Self::default();
        for one in kept {
            let Kept { case, purchaser, account, line, fund, amount } = one;
            let none = || Case { purchaser, balances: BTreeMap::new() };
            let case = books.cases.entry(case).or_insert_with(none);
            case.balances.insert((account, line, fund), amount);
        }
        books
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
        let dims = Dims::of("BN".parse().unwrap(), case());
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
