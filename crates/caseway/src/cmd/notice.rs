//! `caseway notice`: public notices, judged by the law of their day. No record is opened.

use std::process::ExitCode;

use app::{
    notices::{self, Said},
    pack::Law,
};

use super::act::read_file;
use crate::{
    args::{Common, Notice},
    say,
};

/// Runs it.
pub fn run(common: &Common, notice: &Notice) -> anyhow::Result<ExitCode> {
    let Notice::Check { file } = notice;
    let checked = notices::check(&read_file(file)?, &Law::carried()?);
    for said in &checked.items {
        if common.json {
            say::line(serde_json::to_string(said)?);
        } else {
            tell(said);
        }
    }
    for refused in &checked.refused {
        say::doing(format!("line {}: {}", refused.line, refused.cause));
    }
    let code = if checked.refused.is_empty() { 0 } else { say::REFUSED };
    Ok(ExitCode::from(code))
}

/// One line for a person.
fn tell(said: &Said) {
    let tier = said.tier.as_deref().unwrap_or("tier not known");
    let required = match said.required {
        Some(true) => format!("required ({})", said.tripped.join(", ")),
        Some(false) => "not required".to_owned(),
        None => "not known whether required".to_owned(),
    };
    let earliest = said.earliest_offer.map_or("not known".to_owned(), |day| day.to_string());
    let rule = said.rule.as_deref().unwrap_or("no rule");
    say::line(format!("{:<16} {tier:<14} {required}; offer from {earliest}; {rule}", said.id));
    if !said.anomalies.is_empty() {
        say::line(format!("  {}", said.anomalies.join(", ")));
    }
}
