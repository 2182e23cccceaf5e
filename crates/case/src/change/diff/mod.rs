//! What differs between two versions of a document: line by line, field by field, block by block.
//! Applied to the previous version, a difference gives the revised one.

mod fields;

use pricing::{Payment, Summary};
use serde::Serialize;
use terms::{Day, LineNumber, Usd, coded};

pub use fields::FieldDiff;

use crate::loa::{Line, Terms, line, set_terms};

/// What a version says, as far as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Lines, by number.
    pub lines: &'a [Line],
    /// Terms.
    pub terms: Option<&'a Terms>,
    /// Estimated cost summary.
    pub summary: Summary,
    /// Payment schedule.
    pub payments: &'a [Payment],
}

/// What differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Every line of either version, by number.
    pub lines: Vec<LineDiff>,
    /// Fields of the terms that differ.
    pub terms: Vec<FieldDiff>,
    /// Blocks (8) to (13) of the estimated cost summary.
    pub blocks: Vec<BlockDiff>,
    /// Payments of either schedule; the one due with acceptance stands first.
    pub payments: Vec<PaymentDiff>,
}

coded! {
    /// What became of a line.
    pub enum Status "status" {
        /// Not in the previous version.
        Added = "added" "not in the previous version",
        /// In both, and not the same.
        Changed = "changed" "in both versions, and not the same",
        /// In the previous version only.
        Deleted = "deleted" "in the previous version only",
        /// The same in both.
        Unchanged = "unchanged" "the same in both versions",
    }
}

/// A line in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineDiff {
    /// Its number.
    pub number: LineNumber,
    /// What became of it.
    pub status: Status,
    /// Its description: the revised one, or that of a deleted line.
    pub description: String,
    /// Quantity.
    pub quantity: Counts,
    /// Total cost.
    pub total: Amounts,
    /// Fields that differ: all that it has for a line that is added or deleted.
    pub fields: Vec<FieldDiff>,
}

/// A number in two versions; `None` where a version does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Before.
    pub previous: Option<i64>,
    /// What is added, below nothing for what is taken away.
    pub change: i64,
    /// After.
    pub revised: Option<i64>,
}

/// An amount in two versions; `None` where a version does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Amounts {
    /// Before.
    pub previous: Option<Usd>,
    /// What is added, below nothing for what is taken away.
    pub change: Usd,
    /// After.
    pub revised: Option<Usd>,
}

/// A block of the estimated cost summary in two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BlockDiff {
    /// Its number: `(8)`.
    pub block: &'static str,
    /// What it is.
    pub label: &'static str,
    /// What it holds.
    pub amounts: Amounts,
}

/// A payment in two schedules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PaymentDiff {
    /// The day it is due; `None` for what is due with acceptance.
    pub due: Option<Day>,
    /// What is due.
    pub amounts: Amounts,
}

impl Counts {
    fn of(previous: Option<i64>, revised: Option<i64>) -> Self {
        let change = revised.unwrap_or_default().saturating_sub(previous.unwrap_or_default());
        Self { previous, change, revised }
    }
}

impl Amounts {
    fn of(previous: Option<Usd>, revised: Option<Usd>) -> Self {
        let change = revised.unwrap_or_default().minus(previous.unwrap_or_default());
        // Amounts of a record are far from the ends of the range, so that none is lost here.
        Self { previous, change: change.unwrap_or_default(), revised }
    }
}

impl Diff {
    /// What differs between two versions.
    pub fn between(previous: Content<'_>, revised: Content<'_>) -> Self {
        let terms = fields::between(
            set_terms::ABOUT.fields,
            &fields::of(previous.terms),
            &fields::of(revised.terms),
        );
        Self {
            lines: lines(previous.lines, revised.lines),
            terms,
            blocks: blocks(&previous.summary, &revised.summary),
            payments: payments(previous.payments, revised.payments),
        }
    }

    /// Whether nothing differs in what the purchaser reads: lines, terms, costs and payments.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.status == Status::Unchanged)
            && self.terms.is_empty()
            && self.blocks.iter().all(|block| block.amounts.change == Usd::ZERO)
            && !self.moves_payments()
    }

    /// Whether the payment schedule differs.
    pub fn moves_payments(&self) -> bool {
        self.payments.iter().any(|payment| payment.amounts.previous != payment.amounts.revised)
    }

    /// The total in both versions.
    pub fn total(&self) -> Amounts {
        let total = self.blocks.last().map(|block| block.amounts);
        total.unwrap_or_else(|| Amounts::of(None, None))
    }

    /// How many lines have a status.
    pub fn count(&self, status: Status) -> usize {
        self.lines.iter().filter(|line| line.status == status).count()
    }

    /// The previous lines with the difference applied: the revised lines.
    pub fn apply(&self, previous: &[Line]) -> Result<Vec<Line>, serde_json::Error> {
        let mut revised = Vec::new();
        for line in &self.lines {
            let held = previous.iter().find(|held| held.number == line.number);
            match line.status {
                Status::Deleted => {}
                Status::Unchanged => revised.extend(held.cloned()),
                Status::Added | Status::Changed => {
                    revised.push(fields::apply(&fields::of(held), &line.fields)?);
                }
            }
        }
        Ok(revised)
    }

    /// The previous terms with the difference applied: the revised terms.
    pub fn apply_terms(
        &self,
        previous: Option<&Terms>,
    ) -> Result<Option<Terms>, serde_json::Error> {
        if self.terms.is_empty() {
            return Ok(previous.cloned());
        }
        fields::apply(&fields::of(previous), &self.terms).map(Some)
    }
}

fn lines(previous: &[Line], revised: &[Line]) -> Vec<LineDiff> {
    let mut numbers: Vec<&LineNumber> =
        previous.iter().chain(revised).map(|line| &line.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let find = |lines: &'_ [Line], number: &LineNumber| -> Option<Line> {
        lines.iter().find(|line| line.number == *number).cloned()
    };
    numbers
        .into_iter()
        .filter_map(|number| one_line(find(previous, number), find(revised, number)))
        .collect()
}

fn one_line(previous: Option<Line>, revised: Option<Line>) -> Option<LineDiff> {
    let named = revised.as_ref().or(previous.as_ref())?;
    let (number, description) = (named.number.clone(), named.description.clone());
    let status = match (&previous, &revised) {
        (None, _) => Status::Added,
        (_, None) => Status::Deleted,
        (Some(before), Some(after)) if before == after => Status::Unchanged,
        _ => Status::Changed,
    };
    let quantity = |line: &Option<Line>| line.as_ref().and_then(|line| line.quantity);
    let total = |line: &Option<Line>| line.as_ref().and_then(Line::total);
    Some(LineDiff {
        number,
        status,
        description,
        quantity: Counts::of(quantity(&previous), quantity(&revised)),
        total: Amounts::of(total(&previous), total(&revised)),
        fields: fields::between(
            line::FIELDS,
            &fields::of(previous.as_ref()),
            &fields::of(revised.as_ref()),
        ),
    })
}

fn blocks(previous: &Summary, revised: &Summary) -> Vec<BlockDiff> {
    let block = |block, label, of: fn(&Summary) -> Usd| BlockDiff {
        block,
        label,
        amounts: Amounts::of(Some(of(previous)), Some(of(revised))),
    };
    vec![
        block("(8)", "Net estimated cost", |summary| summary.net),
        block("(9)", "Packing, crating and handling", |summary| summary.packing),
        block("(10)", "Administrative charge", |summary| summary.administrative),
        block("(11)", "Transportation", |summary| summary.transportation),
        block("(12)", "Other", |summary| summary.other),
        block("(13)", "Total estimated cost", |summary| summary.total),
    ]
}

fn payments(previous: &[Payment], revised: &[Payment]) -> Vec<PaymentDiff> {
    let mut days: Vec<Option<Day>> = previous.iter().chain(revised).map(|p| p.due).collect();
    days.sort_unstable();
    days.dedup();
    let on = |payments: &[Payment], due: Option<Day>| {
        let mut of_day = payments.iter().filter(|payment| payment.due == due).peekable();
        of_day.peek()?;
        Usd::total(of_day.map(|payment| payment.amount))
    };
    let both = |due| PaymentDiff { due, amounts: Amounts::of(on(previous, due), on(revised, due)) };
    days.into_iter().map(both).collect()
}
