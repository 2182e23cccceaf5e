//! Versions of a case on the command line, and what one changes of another.

use case::{
    File,
    change::{
        Shown,
        diff::{Amounts, Counts, Diff, LineDiff},
    },
    sale::State,
};
use terms::{FileId, Kind, StreamId, Version};

use crate::{
    args::Common,
    open,
    say::{self, Stop},
};

/// `caseway case versions CASE`.
pub async fn list(common: &Common, case: &FileId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    if common.json {
        let all = office.versions_json(case).await?.ok_or_else(|| missing(case))?;
        say::json(&all);
        return Ok(());
    }
    let file = office.file(&StreamId::new(Kind::Case, case.clone())).await?;
    let state = opened(&file, case)?;
    for shown in state.all_versions() {
        say::line(one_line(&shown));
    }
    Ok(())
}

/// `caseway case diff CASE VERSION [--against VERSION]`.
pub async fn diff(
    common: &Common,
    case: &FileId,
    (version, against): (Version, Option<Version>),
) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    if common.json {
        let told = office.version_json(case, version, against).await?;
        say::json(&told.ok_or_else(|| no_version(case, version))?);
        return Ok(());
    }
    let file = office.file(&StreamId::new(Kind::Case, case.clone())).await?;
    let state = opened(&file, case)?;
    let shown = state.shown(version).ok_or_else(|| no_version(case, version))?;
    let Some(against) = against.or(shown.track.against) else {
        return Err(Stop::wrong_use(format!(
            "{version} changes no other version; name one with --against"
        )));
    };
    let diff = office.difference(case, state, (against, version)).await?;
    let diff = diff.ok_or_else(|| no_version(case, against))?;
    say::line(format!("{case}: {version} against {against}"));
    print(&diff);
    Ok(())
}

fn opened<'a>(file: &'a File, case: &FileId) -> anyhow::Result<&'a State> {
    match file {
        File::Case(state) if state.opened.is_some() => Ok(state),
        _ => Err(missing(case)),
    }
}

fn missing(case: &FileId) -> anyhow::Error {
    Stop::wrong_use(format!("case/{case} is not on record"))
}

fn no_version(case: &FileId, version: Version) -> anyhow::Error {
    Stop::wrong_use(format!("case/{case} has no version {version} to compare"))
}

fn one_line(shown: &Shown<'_>) -> String {
    let track = &shown.track;
    let began = track.opened_on.map(|on| on.to_string()).unwrap_or_default();
    let value = shown.document.offer.approved.as_ref();
    let value = value.map(|approved| approved.summary.total.to_string());
    let value = value.unwrap_or_else(|| "not approved".to_owned());
    let (version, standing, stage) =
        (track.version.to_string(), shown.standing.meaning(), shown.state().to_owned());
    format!("{version:<6} {began:<11} {value:>18}  {stage:<18} {standing}")
}

fn print(diff: &Diff) {
    for line in &diff.lines {
        print_line(line);
    }
    for field in &diff.terms {
        say::line(format!("terms, {}: {} -> {}", field.label, field.was(), field.is()));
    }
    for block in &diff.blocks {
        say::line(format!("{:<5} {:<28} {}", block.block, block.label, money(block.amounts)));
    }
    for payment in &diff.payments {
        let due = payment.due.map_or_else(|| "with acceptance".to_owned(), |day| day.to_string());
        say::line(format!("payment {due:<16} {}", money(payment.amounts)));
    }
}

fn print_line(line: &LineDiff) {
    let (number, status, description) = (&line.number, line.status.code(), &line.description);
    say::line(format!("line {number} {status}: {description}"));
    if line.fields.is_empty() {
        return;
    }
    say::line(format!("  quantity {}", counted(line.quantity)));
    say::line(format!("  total    {}", money(line.total)));
    for field in &line.fields {
        say::line(format!("  {}: {} -> {}", field.label, field.was(), field.is()));
    }
}

fn counted(counts: Counts) -> String {
    let told = |count: Option<i64>| count.map_or_else(|| "none".to_owned(), |n| n.to_string());
    format!("{} {:+} -> {}", told(counts.previous), counts.change, told(counts.revised))
}

fn money(amounts: Amounts) -> String {
    let told = |amount: Option<terms::Usd>| {
        amount.map_or_else(|| "none".to_owned(), |amount| amount.to_string())
    };
    let sign = if amounts.change.is_negative() { "" } else { "+" };
    let (previous, revised) = (told(amounts.previous), told(amounts.revised));
    format!("{previous} {sign}{} -> {revised}", amounts.change)
}
