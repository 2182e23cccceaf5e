//! `caseway explain`: a rule in full.

use app::{
    explain::{Explained, Story, standing},
    judge::Holds,
};
use rules::{Row, RowKind};
use terms::Day;

use super::{law, record, word};
use crate::{
    args::{Common, Explain},
    say::{self, Stop},
};

/// A rule in full; what it holds is told where there is a record under that pack.
pub async fn explain(common: &Common, asked: &Explain) -> anyhow::Result<()> {
    let law = law(common, asked.pack.as_deref()).await?;
    let told = law.explain(&asked.id)?.ok_or_else(|| {
        Stop::wrong_use(format!(
            "{} is not a rule of the pack {}; see `caseway rules list`",
            asked.id,
            law.pack.name()
        ))
    })?;
    let office = record(common).await?.filter(|o| o.law().pack.name() == law.pack.name());
    let holds = match &office {
        Some(office) => Some(office.held_by(told.id, usize::MAX).await?),
        None => None,
    };
    if common.json {
        say::json(&app::show::explained(&told, holds.as_ref()));
        return Ok(());
    }
    let today = office.map(|office| office.today());
    for row in &told.rows {
        tell(row, today);
    }
    say::line(format!("  held: {}", word(told.state)));
    if let Some(place) = told.place {
        say::line(format!("  in the program: {place}"));
    }
    for (stories, how) in [(&told.passing, "lets pass"), (&told.refusing, "refuses or notes")] {
        tell_stories(how, stories);
    }
    match &holds {
        Some(holds) => tell_holds(&told, holds),
        None => say::line("  no record of this pack is here: what it holds is not known"),
    }
    Ok(())
}

fn tell(row: &Row, today: Option<Day>) {
    let until = row.until.map_or("open".to_owned(), |day| day.to_string());
    let from = row.from.map_or("open".to_owned(), |day| day.to_string());
    let stands = today.map(|today| format!(", {}", standing(row, today))).unwrap_or_default();
    say::line(format!("{} ({from} to {until}{stands}): {}", row.id, row.title));
    say::line(format!("  {}", row.rule));
    let seen = row.confidence.caution().unwrap_or("read in the public source");
    say::line(format!("  governed by {}", row.governed_by()));
    say::line(format!("  {}; {seen}, {}", row.citation, row.read_on));
    for (name, value) in &row.params {
        say::line(format!("  {name} = {value}"));
    }
    if row.kind == RowKind::Proposal {
        say::line("  a proposal: shown, never enforced");
    }
    if let Some(asked) = &row.attestation {
        let roles: Vec<String> = asked.roles.iter().map(ToString::to_string).collect();
        say::line(format!("  stated by {} on the file of the {}", roles.join(" or "), asked.file));
    }
    if let Some(waiver) = &row.waiver {
        say::line(format!("  waived by {}", waiver.authority));
    }
}

fn tell_stories(how: &str, stories: &[Story]) {
    if stories.is_empty() {
        return;
    }
    say::line(format!("  {how} in {}:", stories.len()));
    for story in stories {
        say::line(format!("    {}: {}", story.path, story.title));
    }
}

fn tell_holds(told: &Explained<'_>, holds: &Holds) {
    for hold in &holds.items {
        say::line(format!("  holds {} {}: {}", hold.stream, hold.act, hold.sentence));
    }
    say::line(format!(
        "  {} stops {} acts of {} open files today",
        told.id,
        holds.items.len(),
        holds.looked_at
    ));
}
