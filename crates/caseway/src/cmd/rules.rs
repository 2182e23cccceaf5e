//! The law on the command line.

mod diff;
mod explain;

use std::process::ExitCode;

use app::{Office, office::Place, pack::Law};
use case::coverage::State;
use serde_json::{Value, json};

pub use explain::explain;

use crate::{
    args::{Common, Rules},
    open,
    say::{self, Stop},
};

/// `caseway rules …`.
pub async fn run(common: &Common, rules: &Rules) -> anyhow::Result<ExitCode> {
    match rules {
        Rules::Packs => packs(common)?,
        Rules::List { pack } => list(common, &law(common, pack.as_deref()).await?),
        Rules::Show(asked) | Rules::Explain(asked) => explain(common, asked).await?,
        Rules::Coverage { pack } => coverage(common, &law(common, pack.as_deref()).await?)?,
        Rules::Diff { old, new, on } => return diff::run(common, (old, new), *on).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// The record, where there is one.
async fn record(common: &Common) -> anyhow::Result<Option<std::sync::Arc<Office>>> {
    match open::place(common) {
        Place::Directory(dir) if !store::sqlite::is_there(&dir) => Ok(None),
        _ => open::read(common).await.map(Some),
    }
}

/// The pack that is asked for: by name, or that of the record, or else the usual one.
async fn law(common: &Common, name: Option<&str>) -> anyhow::Result<Law> {
    match name {
        Some(name) => Law::named(name).map_err(|unknown| Stop::wrong_use(unknown.to_string())),
        None => match record(common).await? {
            Some(office) => Ok(office.law().clone()),
            None => Law::carried(),
        },
    }
}

fn packs(common: &Common) -> anyhow::Result<()> {
    let all = Law::all()?;
    if common.json {
        let items = all.iter().map(|(name, title)| json!({ "name": name, "title": title }));
        say::json(&json!({ "items": items.collect::<Value>() }));
        return Ok(());
    }
    for (name, title) in all {
        say::line(format!("{name:<12} {title}"));
    }
    Ok(())
}

fn list(common: &Common, law: &Law) {
    if common.json {
        let items: Value = law.pack.rows().iter().map(app::show::rule).collect();
        return say::json(
            &json!({ "name": law.pack.name(), "pack": law.pack.digest(), "items": items }),
        );
    }
    for row in law.pack.rows() {
        say::line(format!("{:<24} {:<10} {}", row.key(), row.kind.word(), row.title));
    }
}

/// Every rule with its state, the stories that tell of it, and what is missing.
fn coverage(common: &Common, law: &Law) -> anyhow::Result<()> {
    let mut all = app::stories::coverage(&law.pack)?;
    let nation = law.pack.jurisdiction();
    let idle = all.iter().filter(|covered| covered.state == State::NoRow).count();
    if !nation.whole {
        // A check without a row asks nothing of the sales of such a pack.
        all.retain(|covered| covered.state != State::NoRow);
    }
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
        "{} rules: {} checked, {} attested, {} definitions, {} duties, {} proposals; {} stories; \
         {lacking} rules lack something",
        all.len(),
        count(State::Checked),
        count(State::Attested),
        count(State::Definition),
        count(State::Duty),
        count(State::Proposal),
        app::stories::STORIES.len(),
    ));
    if !nation.whole {
        say::line(format!("{idle} checks of the program have no row here and ask nothing"));
    }
    Ok(())
}

/// The word of a state.
pub(super) const fn word(state: State) -> &'static str {
    match state {
        State::Checked => "checked",
        State::Attested => "attested",
        State::Definition => "definition",
        State::Duty => "duty",
        State::Proposal => "proposal",
        State::NotChecked => "not checked",
        State::NoRow => "no row",
    }
}
