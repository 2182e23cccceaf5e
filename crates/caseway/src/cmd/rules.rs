//! The law on the command line.

use app::pack::Law;
use case::gates;
use rules::RowKind;
use serde_json::{Value, json};

use crate::{
    args::{Common, Rules},
    say::{self, Stop},
};

/// `caseway rules …`.
pub fn run(common: &Common, rules: &Rules) -> anyhow::Result<()> {
    let law = Law::carried()?;
    match rules {
        Rules::List => list(common, &law),
        Rules::Show { id } | Rules::Explain { id } => explain(common, &law, id)?,
        Rules::Coverage => coverage(common, &law),
    }
    Ok(())
}

fn list(common: &Common, law: &Law) {
    if common.json {
        let items: Value = law.pack.rows().iter().map(app::show::rule).collect();
        return say::json(&json!({ "pack": law.pack.digest(), "items": items }));
    }
    for row in law.pack.rows() {
        say::line(format!("{:<24} {:<10} {}", row.key(), row.kind.word(), row.title));
    }
}

fn explain(common: &Common, law: &Law, id: &str) -> anyhow::Result<()> {
    let rows: Vec<_> = law.pack.history(id).collect();
    if rows.is_empty() {
        return Err(Stop::wrong_use(format!(
            "{id} is not a rule of the pack; see `caseway rules list`"
        )));
    }
    let checked = gates::checked().contains(&id);
    if common.json {
        let items: Value = rows.iter().map(|row| app::show::rule(row)).collect();
        say::json(&json!({ "items": items, "checked": checked }));
        return Ok(());
    }
    for row in rows {
        let until = row.until.map_or("open".to_owned(), |day| day.to_string());
        let from = row.from.map_or("open".to_owned(), |day| day.to_string());
        say::line(format!("{} ({from} to {until}): {}", row.id, row.title));
        say::line(format!("  {}", row.rule));
        let seen = row.confidence.caution().unwrap_or("read in the public source");
        say::line(format!("  {}; {seen}, {}", row.citation, row.read_on));
        for (name, value) in &row.params {
            say::line(format!("  {name} = {value}"));
        }
        if row.kind == RowKind::Proposal {
            say::line("  a proposal: shown, never enforced");
        }
    }
    let how = if checked {
        "a check of the program holds it"
    } else {
        "no check of the program holds it"
    };
    say::line(format!("  {how}"));
    Ok(())
}

fn coverage(common: &Common, law: &Law) {
    let checked = gates::checked();
    let rows: Vec<(&str, &str)> = law
        .pack
        .ids()
        .into_iter()
        .map(|id| {
            let proposal = law.pack.history(id).all(|row| row.kind == RowKind::Proposal);
            let state = match (proposal, checked.contains(&id)) {
                (true, _) => "proposal",
                (false, true) => "checked",
                (false, false) => "not checked",
            };
            (id, state)
        })
        .collect();
    if common.json {
        let items: Value =
            rows.iter().map(|(id, state)| json!({ "rule": id, "state": state })).collect();
        return say::json(&json!({ "items": items }));
    }
    for (id, state) in &rows {
        say::line(format!("{id:<12} {state}"));
    }
    let count = |state: &str| rows.iter().filter(|(_, is)| *is == state).count();
    say::line(format!(
        "{} rules: {} checked, {} proposals, {} not checked",
        rows.len(),
        count("checked"),
        count("proposal"),
        count("not checked")
    ));
}
