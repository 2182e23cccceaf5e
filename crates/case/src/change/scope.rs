//! The scope test: does a change alter what the purchaser agreed to get? What the purchaser agreed
//! to get depends on the kind of case (DSCA 24-08): named items and quantities, or a category up
//! to a value.

use terms::Version;

use super::diff::{Diff, LineDiff, Status};
use crate::loa::open::CaseForm;

/// What the differences say about the scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// What alters the scope, in words.
    pub scope: Vec<String>,
    /// What differs and leaves the scope as it is, in words.
    pub other: Vec<String>,
}

/// Fields of a line that say what a purchaser of named items agreed to get.
const ITEMS: &[&str] =
    &["description", "generic_code", "masl", "sme", "mde", "condition", "quantity", "unit"];

/// Fields of a line that say what a purchaser of a category agreed to get.
const CATEGORY: &[&str] = &["description", "generic_code", "masl"];

/// Sorts every difference: into those that alter the scope of a kind of case, and the rest.
pub fn test(diff: &Diff, form: Option<CaseForm>) -> Touched {
    let mut touched = Touched::default();
    let by_value = matches!(form, Some(CaseForm::Blanket | CaseForm::StockLevel));
    for line in &diff.lines {
        one_line(line, by_value, &mut touched);
    }
    if by_value && diff.total().change != terms::Usd::ZERO {
        let total = diff.total();
        let (was, is) = (total.previous.unwrap_or_default(), total.revised.unwrap_or_default());
        touched.scope.push(format!("the value of the case goes from {was} to {is}"));
    }
    for field in &diff.terms {
        touched.other.push(format!("terms, {}", field.label.to_lowercase()));
    }
    if diff.moves_payments() {
        touched.other.push("the payment schedule".to_owned());
    }
    touched
}

fn one_line(line: &LineDiff, by_value: bool, touched: &mut Touched) {
    let number = &line.number;
    match line.status {
        Status::Added => touched.scope.push(format!("line {number} is added")),
        Status::Deleted => touched.scope.push(format!("line {number} is deleted")),
        Status::Unchanged => {}
        Status::Changed => {
            let agreed = if by_value { CATEGORY } else { ITEMS };
            for field in &line.fields {
                let label = field.label.to_lowercase();
                if agreed.contains(&field.name.as_str()) {
                    let (was, is) = (field.was(), field.is());
                    touched.scope.push(format!("line {number}, {label}: \"{was}\" to \"{is}\""));
                } else {
                    touched.other.push(format!("line {number}, {label}"));
                }
            }
        }
    }
}

/// What a version is called in a sentence.
pub const fn instrument(version: Version) -> &'static str {
    match version {
        Version::Basic => "the basic offer",
        Version::Amendment(_) => "an amendment",
        Version::Modification(_) => "a modification",
    }
}
