//! Who the leaders are who review a sale: the rule names them.

use crate::{refusal::Refusal, situation::Situation};

/// The rule that names the leaders.
const RULE: &str = "CN-005";

/// Whether two names are one.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// The leader of a name, as the rule writes it; any name where the rule names none.
pub(super) fn leader(given: &str, now: &Situation<'_>) -> Result<String, Refusal> {
    let row = now.row(RULE);
    let known = row.map(|row| row.words("leaders")).unwrap_or_default();
    if known.is_empty() {
        return Ok(given.to_owned());
    }
    match known.iter().find(|name| same(name, given)) {
        Some(name) => Ok((*name).to_owned()),
        None => Err(now
            .contradiction(
                format!("\"{given}\" is none of the leaders who review: {}.", known.join(", ")),
                "Name one of them.",
            )
            .into()),
    }
}
