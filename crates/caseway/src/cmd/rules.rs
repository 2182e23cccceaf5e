//! The law on the command line.

use app::pack::Law;
use case::{coverage::State, gates};
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
        Rules::Coverage => coverage(common, &law)?,
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
    let all = app::stories::coverage(&law.pack)?;
    let told = all.into_iter().find(|covered| covered.rule == id);
    let (passing, refusing) = told.map(|t| (t.passing, t.refusing)).unwrap_or_default();
    if common.json {
        let items: Value = rows.iter().map(|row| app::show::rule(row)).collect();
        let stories = json!({ "passing": passing, "refusing": refusing });
        say::json(&json!({ "items": items, "checked": checked, "stories": stories }));
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
    for (stories, how) in [(passing, "lets pass"), (refusing, "refuses or notes")] {
        if !stories.is_empty() {
            say::line(format!("  {how} in: {}", stories.join(", ")));
        }
    }
    Ok(())
}

/// Every rule with its state, the stories that tell of it, and what is missing.
fn coverage(common: &Common, law: &Law) -> anyhow::Result<()> {
    let all = app::stories::coverage(&law.pack)?;
    let lacking = all.iter().filter(|covered| !covered.missing.is_empty()).count();
    if common.json {
        say::json(&json!({ "items": all, "lacking": lacking }));
        return Ok(());
    }
    for covered in &all {
        let (passing, refusing) = (covered.passing.len(), covered.refusing.len());
        let state = word(covered.state);
        say::line(format!(
            "{:<12} {state:<12} {passing:>3} pass {refusing:>3} refuse  {}",
            covered.rule, covered.title
        ));
        for missing in &covered.missing {
            say::line(format!("{:13}lacks {missing}", ""));
        }
    }
    let count = |state: State| all.iter().filter(|covered| covered.state == state).count();
    say::line(format!(
        "{} rules: {} checked, {} proposals; {} stories; {lacking} rules lack something",
        all.len(),
        count(State::Checked),
        count(State::Proposal),
        app::stories::STORIES.len(),
    ));
    Ok(())
}

const fn word(state: State) -> &'static str {
    match state {
        State::Checked => "checked",
        State::Proposal => "proposal",
        State::NotChecked => "not checked",
        State::NoRow => "no row",
    }
}
