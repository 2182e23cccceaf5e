//! Checks on registering a purchaser.

use super::either;
use crate::{act::Check, purchaser::State};

/// The code must be known, and an invented nation stays in the sandbox.
pub const KNOWN: &[Check<State>] = &[
    Check {
        rule: "CODE-001",
        run: |_, now, row| {
            let country = now.facts.country.as_ref();
            let code = now.file;
            let yes = country.map(|c| format!("{code} is {} in the country table.", c.name));
            let no = format!("{code} is not a customer code of the country table.");
            either(row, country.is_some(), yes.unwrap_or_default(), no).remedy(
                "Use the customer code of the manual's table; it is never an ISO code.",
                &[],
            )
        },
    },
    Check {
        rule: "CODE-002",
        run: |_, now, row| {
            let invented = now.facts.country.as_ref().is_some_and(|c| c.fictional);
            either(
                row,
                !invented || now.facts.sandbox,
                "The nation is real, or this is a sandbox.",
                format!("{} is an invented nation, and this record is not a sandbox.", now.file),
            )
            .remedy("Register it in a data directory made with init --sandbox.", &[])
        },
    },
];
