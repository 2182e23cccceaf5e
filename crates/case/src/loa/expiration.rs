//! How long an offer stays open: the days of its rule, or a date that has its own reasons.

use rules::{Finding, Governing, Outcome, Row};
use terms::{Day, Desk};

use crate::{loa::open::Group, refusal::Refusal, sale::State, situation::Situation};

/// Another date than that of the rule, and why.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The last day.
    pub on: Option<Day>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// The rule that says how many days an offer of this case stays open, and the name of the number.
pub fn rule(case: &State) -> (&'static str, &'static str) {
    let group = case.opened.as_ref().and_then(|opened| opened.offer_due).map(|(_, group)| group);
    if group == Some(Group::D) { ("OED-004", "days") } else { ("OED-001", "days_from_milap") }
}

/// The expiration date of an offer that is approved today.
pub(crate) fn decide(case: &State, wish: Wish<'_>, now: &Situation<'_>) -> Result<Day, Refusal> {
    let (rule, name) = rule(case);
    let approved = now.with(Governing::Approved, now.today);
    let days = approved.row(rule).and_then(|row| row.whole(name));
    let Some(days) = days else {
        let sentence = "No rule says how long an offer stays open today.".to_owned();
        let remedy = format!("Add a row {rule} for today to the pack.");
        return Err(now.contradiction(sentence, &remedy).into());
    };
    let usual = now.today.plus_days(days);
    let Some(on) = wish.on.filter(|on| *on != usual) else { return Ok(usual) };
    let past = (on < now.today).then(|| {
        now.contradiction(
            format!("The offer would expire on {on}, before it is approved."),
            "Enter a day after today.",
        )
    });
    let other = if on < usual {
        now.under("OED-002", |row| short(case, wish, (row, usual)))
    } else {
        now.under("OED-003", |row| long(wish, (row, usual), now))
    };
    Refusal::unless_clear(past.into_iter().chain(other))?;
    Ok(on)
}

/// Shorter: a need of the seller, and the one note that says so.
fn short(case: &State, wish: Wish<'_>, (row, usual): (&Row, Day)) -> Finding {
    let wanted = row.text("note").unwrap_or_default().to_lowercase();
    let notes = case.terms.iter().flat_map(|terms| &terms.notes);
    let noted = notes.filter(|note| note.title.to_lowercase().contains(&wanted)).count() == 1;
    if noted && wish.reason.is_some() {
        return Finding::under(row, Outcome::Satisfied, "The note of the short date stands.");
    }
    let no = format!(
        "An offer that expires before {usual} needs its reason and one note titled \"{wanted}\"."
    );
    Finding::under(row, Outcome::Refused, no).remedy(
        "Add the note to the terms, and say why.",
        &[Desk::CaseManager, Desk::AgencyApprover],
    )
}

/// Longer: the purchaser asked, and a remark says why.
fn long(wish: Wish<'_>, (row, usual): (&Row, Day), now: &Situation<'_>) -> Finding {
    let letter = now.facts.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let asked = letter.and_then(|letter| letter.expiration_wishes.as_ref());
    if asked.is_some() && wish.reason.is_some() {
        return Finding::under(row, Outcome::Satisfied, "The purchaser asked for a longer date.");
    }
    let no = format!(
        "An offer that expires after {usual} needs a wish of the purchaser's letter and a remark."
    );
    Finding::under(row, Outcome::Refused, no).remedy(
        "Take the purchaser's wish in, and say why.",
        &[Desk::CaseManager, Desk::AgencyApprover],
    )
}
