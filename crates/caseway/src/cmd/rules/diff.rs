//! `caseway rules diff`: what differs between two packs, and what the open cases would feel of it.

use std::{path::Path, process::ExitCode};

use app::{
    judge::{Compared, Otherwise, Verdict},
    pack::Law,
};
use rules::{Difference, USUAL, diff::Line};
use serde_json::json;
use terms::Day;

use super::record;
use crate::{
    args::Common,
    say::{self, Stop},
};

/// Compares two packs; exit code 1 when an open case would be decided otherwise.
pub async fn run(
    common: &Common,
    (old, new): (&str, &str),
    on: Option<Day>,
) -> anyhow::Result<ExitCode> {
    let office = record(common).await?;
    let usual = office.as_ref().map_or(USUAL, |office| office.law().pack.name());
    let (old, new) = (read(old, usual)?, read(new, usual)?);
    let rows = Difference::between(&old.pack, &new.pack);
    let compared = match &office {
        Some(office) => {
            let on = on.unwrap_or_else(|| office.today());
            Some(office.compare(&old, &new, on).await?)
        }
        None => None,
    };
    if common.json {
        say::json(&json!({
            "old": { "name": old.pack.name(), "pack": old.pack.digest() },
            "new": { "name": new.pack.name(), "pack": new.pack.digest() },
            "rows": rows,
            "cases": compared,
        }));
    } else {
        tell(&rows);
        match &compared {
            Some(compared) => tell_cases(compared),
            None => say::line("no record is here: no case was looked at"),
        }
    }
    let otherwise = compared.is_some_and(|compared| !compared.otherwise.is_empty());
    Ok(if otherwise { ExitCode::from(say::REFUSED) } else { ExitCode::SUCCESS })
}

/// A pack in a folder, or one that the program carries.
fn read(pack: &str, usual: &str) -> anyhow::Result<Law> {
    let folder = Path::new(pack);
    let law = if folder.is_dir() { Law::of_folder(folder, usual) } else { Law::named(pack) };
    law.map_err(|unread| Stop::wrong_use(format!("{unread:#}")))
}

fn tell(rows: &Difference) {
    let line = |mark: char, line: &Line| {
        say::line(format!("{mark} {:<24} {:<10} {}", line.key, line.kind, line.title));
    };
    rows.removed.iter().for_each(|row| line('-', row));
    rows.added.iter().for_each(|row| line('+', row));
    for changed in &rows.changed {
        say::line(format!("~ {:<24} {:<10} {}", changed.key, "", changed.title));
        for field in &changed.fields {
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
            say::line(format!("    {}: {} -> {}", field.name, side(&field.old), side(&field.new)));
        }
    }
    say::line(format!(
        "{} rows added, {} removed, {} changed",
        rows.added.len(),
        rows.removed.len(),
        rows.changed.len()
    ));
}

fn tell_cases(compared: &Compared) {
    for Otherwise { stream, act, rule, before, after } in &compared.otherwise {
        say::line(format!("! {stream} {act}: {rule}"));
        say::line(format!("    before: {}", verdict(before.as_ref())));
        say::line(format!("    after:  {}", verdict(after.as_ref())));
    }
    let mut cases: Vec<_> = compared.otherwise.iter().map(|other| &other.stream).collect();
    cases.dedup();
    say::line(format!(
        "{} of {} open cases would be decided otherwise on {}",
        cases.len(),
        compared.cases,
        compared.on
    ));
}

fn verdict(said: Option<&Verdict>) -> String {
    let Some(Verdict { row, outcome, sentence }) = said else {
        return "no row for that day: nothing is asked".to_owned();
    };
    let word = match outcome {
        rules::Outcome::Satisfied => "met",
        rules::Outcome::NotApplicable => "not asked",
        rules::Outcome::Noted => "noted",
        rules::Outcome::Refused => "refused",
    };
    format!("{word}, {row}: {sentence}")
}
