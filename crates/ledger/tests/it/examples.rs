//! Worked examples: a case through twenty-two happenings, holdback, expenditure authority by
//! country, a retroactive waiver, a waived surcharge.

use ledger::{Account, Books, Breach, Dims, Rule};
use terms::{CaseId, Usd};

fn usd(text: &str) -> Usd {
    text.parse().unwrap()
}

fn dims(case: &str) -> Dims {
    Dims::of("BN".parse().unwrap(), case.parse().unwrap())
}

fn post(books: &mut Books, case: &str, code: &str, amount: &str) {
    let entry =
        Rule::of(code).unwrap().entry("2026-10-05".parse().unwrap(), dims(case), usd(amount));
    books.post(&entry.unwrap());
    assert_eq!(books.breaches(), [], "after rule {code} of {amount}");
}

fn case() -> CaseId {
    "BN-P-LCB".parse().unwrap()
}

fn holds(books: &Books, wanted: &[(&str, &str)]) {
    for (account, amount) in wanted {
        let account: Account = account.parse().unwrap();
        assert_eq!(books.balance(account, &case()), usd(amount), "{account}");
    }
    let touched = books.balances().filter(|balance| balance.amount != Usd::ZERO);
    assert_eq!(touched.count(), wanted.len(), "no other account holds anything");
}

#[test]
fn a_case_through_the_ledger_ends_at_the_trial_balance_worked_by_hand() {
    let mut books = Books::default();
    for (code, amount) in [
        ("1", "999800.00"),
        ("1b", "79993.60"),
        ("2", "400000.00"),
        ("6", "980000.00"),
        ("7", "900000.00"),
        ("8", "880000.00"),
        ("8r", "20000.00"),
        ("9", "120000.00"),
        ("10", "190000.00"),
        ("10h", "10000.00"),
        ("13", "190000.00"),
        ("14", "1900.00"),
        ("2", "350000.00"),
        ("15", "200000.00"),
        ("16", "2000.00"),
        ("17", "6524.80"),
        ("18t", "9600.00"),
        ("19", "8450.00"),
        ("16o", "2000.00"),
        ("15", "-10000.00"),
        ("17", "-320.00"),
        ("9r", "70000.00"),
        ("26", "50000.00"),
        ("24", "60000.00"),
        ("25", "25000.00"),
        ("25p", "25000.00"),
        ("26d", "30000.00"),
    ] {
        post(&mut books, "BN-P-LCB", code, amount);
    }
    holds(
        &books,
        &[
            ("1010", "554550.00"),
            ("1410", "10000.00"),
            ("2111", "-10000.00"),
            ("2310", "-510295.20"),
            ("2315", "-35000.00"),
            ("2320", "-6204.80"),
            ("2321", "-1900.00"),
            ("2322", "-1150.00"),
            ("B100", "100000.00"),
            ("B300", "680000.00"),
            ("B400", "10000.00"),
            ("B500", "190000.00"),
            ("B900", "-980000.00"),
            ("M100", "999800.00"),
            ("M101", "79993.60"),
            ("M300", "20000.00"),
            ("M900", "-1079793.60"),
            ("M930", "-20000.00"),
        ],
    );
}

#[test]
fn a_holdback_is_paid_on_final_acceptance_and_the_gross_was_on_deposit() {
    let mut books = Books::default();
    for code in ["1", "2", "6", "7", "8"] {
        post(&mut books, "BN-P-LCB", code, "1775000.33");
    }
    for (paid, held) in
        [("380000.00", "20000.00"), ("617500.00", "32500.00"), ("688750.31", "36250.02")]
    {
        post(&mut books, "BN-P-LCB", "10", paid);
        post(&mut books, "BN-P-LCB", "10h", held);
        post(&mut books, "BN-P-LCB", "13", paid);
    }
    assert_eq!(books.balance(Account::at("2111"), &case()), usd("-88750.02"));
    assert_eq!(books.balance(Account::PAID, &case()), usd("1686250.31"));
    post(&mut books, "BN-P-LCB", "13h", "88750.02");
    assert_eq!(books.balance(Account::PAID, &case()), usd("1775000.33"));
    assert_eq!(books.balance(Account::CASH, &case()), Usd::ZERO);
}

#[test]
fn expenditure_authority_counts_the_cash_of_the_country_and_no_other() {
    let mut books = Books::default();
    post(&mut books, "BN-P-AAA", "2", "100000.00");
    post(&mut books, "BN-P-BBB", "2", "900000.00");
    post(&mut books, "BN-P-BBB", "9", "250000.00");
    let mut other = dims("XA-P-CCC");
    other.purchaser = "XA".parse().unwrap();
    let on = "2026-10-05".parse().unwrap();
    books.post(&Rule::of("2").unwrap().entry(on, other, usd("5000000.00")).unwrap());
    let bandaria = "BN".parse().unwrap();
    let first = books.available(&bandaria, usd("150000.00")).unwrap();
    assert_eq!(first, usd("600000.00"));
    assert!(usd("300000.00") <= first, "the first request is granted");
    let second = books.available(&bandaria, usd("450000.00")).unwrap();
    assert_eq!(second, usd("300000.00"));
    assert!(usd("350000.00") > second, "the second is held");
}

#[test]
fn a_retroactive_waiver_is_new_entries_at_the_original_rates() {
    let mut books = Books::default();
    post(&mut books, "BN-P-LCB", "2", "3000000.00");
    for (cas, admin) in [("4061.73", "142.16"), ("7250.00", "253.75"), ("1666.67", "58.33")] {
        post(&mut books, "BN-P-LCB", "14", cas);
        post(&mut books, "BN-P-LCB", "17", admin);
    }
    let charged = books.clone();
    assert_eq!(charged.balance(Account::at("2321"), &case()), usd("-12978.40"));
    assert_eq!(charged.balance(Account::at("2320"), &case()), usd("-454.24"));
    assert_eq!(charged.balance(Account::ADVANCE, &case()), usd("-2986567.36"));
    post(&mut books, "BN-P-LCB", "14", "-12978.40");
    post(&mut books, "BN-P-LCB", "17", "-454.24");
    holds(&books, &[("1010", "3000000.00"), ("2310", "-3000000.00")]);
}

#[test]
fn a_waived_surcharge_is_owed_by_the_fund_that_is_named() {
    let mut books = Books::default();
    post(&mut books, "BN-P-LCB", "17w", "38553.60");
    holds(&books, &[("1420", "38553.60"), ("2320", "-38553.60")]);
}

#[test]
fn a_shortfall_takes_residual_funds_first_and_the_rest_is_billed() {
    let mut books = Books::default();
    post(&mut books, "BN-P-LCB", "2", "1000000.00");
    post(&mut books, "BN-P-LCB", "2u", "8000.00");
    post(&mut books, "BN-P-LCB", "17", "1010250.75");
    assert_eq!(books.balance(Account::ADVANCE, &case()), usd("10250.75"));
    post(&mut books, "BN-P-LCB", "31", "8000.00");
    assert_eq!(books.balance(Account::ADVANCE, &case()), usd("2250.75"));
}

#[test]
fn what_is_paid_twice_is_a_breach() {
    let mut books = Books::default();
    for code in ["1", "2", "6", "7", "8", "10"] {
        post(&mut books, "BN-P-LCB", code, "100.00");
    }
    post(&mut books, "BN-P-LCB", "13", "100.00");
    let on = "2026-10-06".parse().unwrap();
    books.post(&Rule::of("13").unwrap().entry(on, dims("BN-P-LCB"), usd("100.00")).unwrap());
    let wrong: Vec<Account> = books
        .breaches()
        .into_iter()
        .filter_map(|breach| match breach {
            Breach::WrongSide { account, .. } => Some(account),
            _ => None,
        })
        .collect();
    let wanted = [Account::CASH, Account::at("2110"), Account::UNPAID];
    assert_eq!(wrong, wanted);
}
