//! A rule that forbids an act lets it pass while a waiver of the authority that it names holds.

use rules::{Finding, Outcome, Row};
use terms::Kind;

use super::attested::of_other;
use crate::{
    situation::Situation,
    statements::{Said, Statements, Waiver},
};

/// Puts "by waiver" in place of every refusal that a waiver opens. The file's own waivers are
/// asked first, then those of the request and of the purchaser, which open all their sales.
pub fn apply(findings: &mut [Finding], own: &Statements, act: &str, now: &Situation<'_>) {
    for finding in findings.iter_mut().filter(|finding| finding.refuses()) {
        let Some(row) = row_of(finding, now).filter(|row| row.waiver.is_some()) else { continue };
        let of_others =
            [Kind::Request, Kind::Case, Kind::Purchaser].map(|kind| of_other(kind, now));
        let kept = std::iter::once(Some(own)).chain(of_others).flatten();
        let waiver = kept.into_iter().find_map(|kept| kept.waiver(&row.id, act, now.today));
        if let Some(waiver) = waiver {
            *finding = passes(finding, waiver);
        }
    }
}

fn row_of<'a>(finding: &Finding, now: &Situation<'a>) -> Option<&'a Row> {
    now.pack.history(finding.rule_id()).find(|row| row.key() == *finding.rule)
}

fn passes(finding: &Finding, waiver: &Said<Waiver>) -> Finding {
    let Waiver { authority, reason, reference, until, .. } = &waiver.what;
    let mut passes = finding.clone();
    passes.outcome = Outcome::Satisfied;
    passes.sentence = format!(
        "By waiver of {authority} until {until}: {reason} Without it: {}",
        finding.sentence
    );
    passes.remedy = String::new();
    passes.who = Vec::new();
    passes
        .fact("waived by", authority)
        .fact("waiver", reference)
        .fact("waiver recorded by", waiver.by.person())
        .fact("waived until", until)
}
