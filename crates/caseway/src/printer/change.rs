//! An amendment or a modification of a case as paper shows it.

use app::papers::{Changed, Contents, NotPrinted};
use case::change::{
    diff::{Amounts, BlockDiff, Counts, Diff, FieldDiff, LineDiff, PaymentDiff, Status},
    open::{OpenChange, Print, RequestedBy},
};
use documents::{
    Change, change as paper,
    change::{BlockChange, FieldChange, LineChange, LineStatus, Moves, PaymentChange},
    offer::Signature,
};

use super::offer;

/// The view.
pub fn view(contents: &Contents) -> Result<Change, NotPrinted> {
    let nothing = || {
        let sentence = format!("No such change of the case {} is on record.", contents.file);
        NotPrinted::Nothing(sentence)
    };
    let Changed { track, diff } = contents.change.as_ref().ok_or_else(nothing)?;
    let opened = track.opened.as_ref().ok_or_else(nothing)?;
    let mut offer = offer::view(contents)?;
    offer.version = track.version;
    let receipt = track.receipt.as_ref().map(|receipt| Signature {
        agency: Some(receipt.agency.clone()),
        name: Some(receipt.name.clone()),
        title: Some(receipt.title.clone()),
        signed_on: Some(receipt.signed_on),
    });
    let given = &opened.given;
    let change = Moves {
        against: opened.against,
        based_on: based_on(given, &contents.nation.wording.review),
        reason: given.reason.clone(),
        alters_scope: given.changes_scope,
        scope_statement: given.statement.clone(),
        restated: given.print == Print::Restated,
        lines: diff.lines.iter().map(line).collect(),
        terms: diff.terms.iter().map(field).collect(),
        blocks: blocks(diff),
        payments: diff.payments.iter().map(payment).collect(),
        receipt: receipt.unwrap_or_default(),
    };
    Ok(Change { offer, change })
}

/// The purchaser's letter; what the seller changes of itself is based on its own review.
fn based_on(given: &OpenChange, review: &str) -> String {
    match given.requested_by {
        RequestedBy::Purchaser => given.reference.clone(),
        RequestedBy::Seller => format!("{review}, {}", given.reference),
    }
}

fn line(line: &LineDiff) -> LineChange {
    let (status, fields) = match line.status {
        Status::Added => (LineStatus::Added, Vec::new()),
        Status::Deleted => (LineStatus::Deleted, Vec::new()),
        Status::Unchanged => (LineStatus::Unchanged, Vec::new()),
        Status::Changed => (LineStatus::Changed, line.fields.iter().map(field).collect()),
    };
    LineChange {
        number: line.number.clone(),
        status,
        description: line.description.clone(),
        quantity: counts(line.quantity),
        total: amounts(line.total),
        fields,
    }
}

fn field(field: &FieldDiff) -> FieldChange {
    FieldChange { label: field.label.clone(), previous: field.was(), revised: field.is() }
}

fn blocks(diff: &Diff) -> Vec<BlockChange> {
    let block = |block: &BlockDiff| BlockChange {
        block: block.block.to_owned(),
        label: block.label.to_owned(),
        amounts: amounts(block.amounts),
    };
    diff.blocks.iter().map(block).collect()
}

const fn counts(counts: Counts) -> paper::Counts {
    paper::Counts { previous: counts.previous, change: counts.change, revised: counts.revised }
}

const fn amounts(amounts: Amounts) -> paper::Amounts {
    paper::Amounts { previous: amounts.previous, change: amounts.change, revised: amounts.revised }
}

const fn payment(payment: &PaymentDiff) -> PaymentChange {
    PaymentChange { due: payment.due, amounts: amounts(payment.amounts) }
}
