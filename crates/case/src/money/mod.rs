//! The road of money after acceptance: commitment, obligation, cost, payment, delivery report,
//! charges, holding account, refund. Each act is a form of amounts, and each amount is posted under
//! one rule of the ledger's table; what the rules lead to stands in `books`.

mod forms;
pub mod reverse;

pub(crate) use forms::about;
pub use forms::{ABOUTS, Form, form};

use std::collections::BTreeMap;

use ledger::{Account, Rule};
use rules::Finding;
use serde::{Deserialize, Serialize};
use terms::{Day, LineNumber, Usd, codes::Financing};

use crate::{books, refusal::Refusal, sale::State, situation::Situation};

/// What a person entered: the amounts by the names of their fields.
#[derive(Debug, Clone, Deserialize)]
pub struct Given {
    on: Day,
    reference: String,
    #[serde(default)]
    line: Option<LineNumber>,
    #[serde(default)]
    contract: Option<String>,
    #[serde(default)]
    original: Option<String>,
    #[serde(flatten)]
    amounts: BTreeMap<String, Usd>,
}

/// Money moved, or the right to spend it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Posted {
    /// The day for which it counts.
    pub on: Day,
    /// The document that it rests on.
    pub reference: String,
    /// The line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineNumber>,
    /// The contract or requisition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// The document against which it is a credit: its entries are mirrored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<String>,
    /// What moved, each amount under its posting rule.
    pub amounts: Vec<Amount>,
}

/// An amount under a posting rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Amount {
    /// The rule's code.
    pub rule: String,
    /// How much.
    pub amount: Usd,
}

pub(crate) fn decide(
    case: &State,
    form: &Form,
    act: &Given,
    now: &Situation<'_>,
) -> Result<Posted, Refusal> {
    let amounts: Vec<Amount> = form
        .parts
        .iter()
        .filter_map(|(field, rule)| {
            let amount = *act.amounts.get(*field)?;
            Some(Amount { rule: (*rule).to_owned(), amount })
        })
        .collect();
    let none = amounts.is_empty().then(|| {
        now.contradiction("No amount was entered.".to_owned(), "Enter at least one amount.")
    });
    let below = amounts.iter().find(|one| one.amount <= Usd::ZERO).map(|one| {
        let sentence = format!("An amount of {} cannot be posted.", one.amount);
        now.contradiction(sentence, "Enter what moved, above nothing.")
    });
    let unknown = act.line.as_ref().filter(|line| case.agreed().line(line).is_none()).map(|line| {
        let sentence = format!("Line {line} is not in this case.");
        now.contradiction(sentence, "Name a line of the case.")
    });
    let found = [none, below, unknown, over_line(case, act, &amounts, now)];
    let colour = colour(case, &amounts, now);
    let credit = act.original.as_ref().and_then(|of| over_credit(case, of, &amounts, now));
    let when = dated(case, act.on, &act.reference, now);
    Refusal::unless_clear(found.into_iter().chain([colour, credit]).flatten().chain(when))?;
    Ok(Posted {
        on: act.on,
        reference: act.reference.clone(),
        line: act.line.clone(),
        contract: act.contract.clone(),
        credits: act.original.clone(),
        amounts,
    })
}

/// The day is past and open, and the document is not posted yet.
pub(crate) fn dated(
    case: &State,
    on: Day,
    reference: &str,
    now: &Situation<'_>,
) -> impl Iterator<Item = Finding> {
    let future = now.not_in_future("day of the posting", on);
    let closed = case.closed_on.filter(|closed| on < *closed).map(|closed| {
        let sentence = format!("The books of the case are closed up to {closed}; {on} is earlier.");
        now.contradiction(sentence, "Post it on a day from then on, and name the original.")
    });
    let twice = case.entries.iter().any(|entry| entry.is_of(reference)).then(|| {
        let sentence = format!("Something is already posted under {reference}.");
        now.contradiction(sentence, "Enter another document's reference.")
    });
    [future, closed, twice].into_iter().flatten()
}

/// A line takes no more commitments than its value.
fn over_line(
    case: &State,
    act: &Given,
    amounts: &[Amount],
    now: &Situation<'_>,
) -> Option<Finding> {
    let (line, id) = act.line.as_ref().zip(case.case())?;
    let value = case.agreed().line(line)?.total()?;
    let more = amounts.iter().find(|one| one.rule == "7")?.amount;
    let used = [Account::COMMITTED, Account::OBLIGATED, Account::UNPAID, Account::PAID];
    let used = used.into_iter().map(|account| case.books.of_line(account, id, line));
    let used: Usd = used.sum();
    (used.plus(more)? > value).then(|| {
        let sentence = format!(
            "Line {line} is worth {value}; {used} of it is committed, and {more} more is not free."
        );
        now.contradiction(sentence, "Commit no more than the line is worth.")
    })
}

/// A grant's or a loan's money is not refunded to the purchaser and not mixed with its own.
fn colour(case: &State, amounts: &[Amount], now: &Situation<'_>) -> Option<Finding> {
    let fund = books::fund(case);
    let own = matches!(fund, Financing::National | Financing::ThirdParty);
    let barred = ["5", "5m", "25", "25p"];
    let rule = amounts.iter().find(|one| !own && barred.contains(&one.rule.as_str()))?;
    let what = Rule::of(&rule.rule).map_or("", |rule| rule.what);
    let sentence = format!("The case is paid with {}: no {what}.", fund.meaning());
    Some(now.contradiction(sentence, "This is for the purchaser's own funds alone."))
}

/// A credit takes back no more than what its original posted and earlier credits left.
fn over_credit(
    case: &State,
    original: &str,
    amounts: &[Amount],
    now: &Situation<'_>,
) -> Option<Finding> {
    let left = |rule: &str| -> Usd {
        let of = |entry: &&ledger::Entry| {
            entry.rule() == rule && (entry.is_of(original) || entry.corrects() == Some(original))
        };
        let first = |entry: &ledger::Entry| entry.legs().first().map(|leg| leg.amount);
        case.entries.iter().filter(of).filter_map(first).sum()
    };
    let over = amounts.iter().find(|one| one.amount > left(&one.rule))?;
    let what = Rule::of(&over.rule).map_or("", |rule| rule.what);
    let sentence = format!(
        "{original} holds {} under \"{what}\"; {} cannot be credited.",
        left(&over.rule),
        over.amount
    );
    Some(now.contradiction(sentence, "Name the original, and credit no more than it posted."))
}

/// What a case still holds that a final closure may not leave: account, name and amount.
pub(crate) fn unsettled(case: &State) -> Vec<(Account, Usd)> {
    let Some(id) = case.case() else { return Vec::new() };
    let held = |account: &Account| (*account, case.books.balance(*account, id));
    let all = Account::SETTLED_AT_CLOSURE.iter().map(held);
    all.filter(|(_, amount)| *amount != Usd::ZERO).collect()
}

/// The books are settled: a case that closes leaves nothing unpaid, unearned or not given back.
pub(crate) fn settled(case: &State, now: &Situation<'_>) -> Option<Finding> {
    let open = unsettled(case);
    if open.is_empty() {
        return None;
    }
    let told: Vec<String> = open
        .into_iter()
        .map(|(account, amount)| {
            let (side, amount) = match Usd::ZERO.minus(amount).filter(|_| amount.is_negative()) {
                Some(credit) => ("credit", credit),
                None => ("debit", amount),
            };
            format!("{account} {} {amount} {side}", account.name())
        })
        .collect();
    let sentence = format!("The books are not settled: {}.", told.join("; "));
    Some(now.contradiction(sentence, "Pay, report, move to the holding account or refund it."))
}
