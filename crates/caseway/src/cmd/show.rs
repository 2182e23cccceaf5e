//! Files, events, what can be done and what stands in the way.

use std::process::ExitCode;

use case::{
    File,
    statements::{Owed, owed::Standing},
};
use serde_json::{Value, json};
use terms::{Day, FileId, Kind, StreamId};

use crate::{
    args::{Case, Common},
    cmd::{list, versions},
    open,
    say::{self, Stop},
};

/// `caseway case …`.
pub async fn case(common: &Common, case: &Case) -> anyhow::Result<()> {
    let stream = |file: &FileId| StreamId::new(Kind::Case, file.clone());
    match case {
        Case::List(filter) => list::run(common, "cases", filter).await,
        Case::Show { case } => file(common, &stream(case)).await,
        Case::Events { case } => events(common, &stream(case)).await,
        Case::Prices { case } => super::price::sheet(common, case).await,
        Case::Clock { case } => clock(common, &stream(case)).await,
        Case::Versions { case } => versions::list(common, case).await,
        Case::Diff { case, version, against } => {
            versions::diff(common, case, (*version, *against)).await
        }
        Case::Replay { case, on } => replay(common, &stream(case), *on).await,
    }
}

/// `caseway show`: a file as JSON; for a person the same, in lines.
pub async fn file(common: &Common, stream: &StreamId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let file = office.file(stream).await?;
    if !file.head().exists() {
        return Err(Stop::wrong_use(format!("{stream} is not on record")));
    }
    let borne = office.borne(stream, &file).await?;
    let value = app::show::whole(stream, &file, office.today(), borne.as_ref());
    if common.json {
        say::json(&value);
    } else {
        lines(&value, 0);
    }
    Ok(())
}

/// The age, the days by holder with their sum, and the clocks with theirs.
async fn clock(common: &Common, stream: &StreamId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let file = office.file(stream).await?;
    if !file.head().exists() {
        return Err(Stop::wrong_use(format!("{stream} is not on record")));
    }
    if common.json {
        say::json(&office.clock_json(stream).await?);
        return Ok(());
    }
    let today = office.today();
    let spans = &file.head().spans;
    say::line(format!("{stream}: {} calendar days old on {today}", app::clocks::age(spans, today)));
    for charge in app::clocks::charges(spans, today) {
        let (from, until, days) = (charge.from, charge.until, charge.days);
        let (holder, reason) = (charge.holder.meaning(), charge.reason);
        say::line(format!("  {from} to {until} {days:>6}  {holder}: {reason}"));
    }
    let days = app::clocks::days_by(spans, today);
    let parts: Vec<String> =
        days.iter().map(|(holder, days)| format!("{} {days}", holder.meaning())).collect();
    let all: i32 = days.values().sum();
    say::line(format!("  together {all}: {}", parts.join(", ")));
    for running in office.clocks_of(stream).await? {
        let about = running.about.as_ref().map(|about| format!(" ({about})")).unwrap_or_default();
        let rule = running.row.map_or_else(|| "agreed".to_owned(), rules::Row::key);
        let state = match (running.clock.stopped, running.late(today)) {
            (Some(on), 0) => format!("stopped on {on}, in time"),
            (Some(on), late) => format!("stopped on {on}, {late} days late"),
            (None, 0) => format!("{} days left", today.days_until(running.sum.due)),
            (None, late) => format!("{late} days late"),
        };
        say::line(format!("{}{about}: {}; {rule}; {state}", running.standard.name, running.sum));
    }
    Ok(())
}

async fn events(common: &Common, stream: &StreamId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let events = office.events(stream, 0).await?;
    if events.is_empty() {
        return Err(Stop::wrong_use(format!("{stream} is not on record")));
    }
    if common.json {
        say::json(&events.iter().map(app::show::event).collect());
        return Ok(());
    }
    for event in &events {
        let meta = event.read_meta()?;
        let (n, version, kind) = (event.n, event.version, &event.kind);
        say::line(format!("{n:>8} {version:>5} {} {kind:<32} {}", meta.on, meta.by));
    }
    Ok(())
}

/// The events up to a day with the entries that they posted, and where the file stood then.
async fn replay(common: &Common, stream: &StreamId, on: Option<Day>) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let mut file = File::new(stream.kind);
    let mut steps = Vec::new();
    for event in office.events(stream, 0).await? {
        let meta = event.read_meta()?;
        if on.is_some_and(|day| day < meta.on) {
            break;
        }
        let before = entries(&file);
        store::store::evolve(&mut file, &event)?;
        let posted: Vec<Value> = entries_of(&file).skip(before).map(entry).collect();
        if !common.json {
            say::line(format!(
                "{} {:<32} {} -> {}",
                meta.on,
                event.kind,
                meta.by,
                file.standing().0
            ));
            for entry in &posted {
                say::line(format!("             {entry}"));
            }
        }
        steps.push(json!({ "event": app::show::event(&event), "entries": posted, "stage": file.standing().0 }));
    }
    if steps.is_empty() {
        return Err(Stop::wrong_use(format!("{stream} has no event by then")));
    }
    if common.json {
        let until = on.unwrap_or_else(|| office.today());
        say::json(&json!({ "steps": steps, "file": app::show::file(stream, &file, until) }));
    }
    Ok(())
}

fn entries_of(file: &File) -> impl Iterator<Item = &ledger::Entry> {
    let entries = match file {
        File::Case(case) => case.entries.as_slice(),
        _ => &[],
    };
    entries.iter()
}

fn entries(file: &File) -> usize {
    entries_of(file).count()
}

fn entry(entry: &ledger::Entry) -> Value {
    let legs = entry
        .legs()
        .iter()
        .map(|leg| json!({ "account": leg.account.number(), "amount": leg.amount }));
    json!({ "on": entry.on(), "legs": legs.collect::<Value>() })
}

/// `caseway acts`.
pub async fn acts(common: &Common, stream: &StreamId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let all = office.readiness(stream, common.who.as_ref()).await?;
    if common.json {
        say::json(&app::show::readiness(&all));
        return Ok(());
    }
    for act in &all {
        let stops = act.findings.iter().filter(|finding| finding.refuses()).count();
        let state = if stops == 0 { "open".to_owned() } else { format!("{stops} reasons stop it") };
        say::line(format!("{:<24} {state}", act.about.name));
    }
    Ok(())
}

/// `caseway why`: exit code 1 when the act would be refused.
pub async fn why(
    common: &Common,
    (stream, act): (&StreamId, &str),
    on: Option<Day>,
) -> anyhow::Result<ExitCode> {
    let office = open::read(common).await?;
    let Some(why) = office.why(stream, act, on, common.who.as_ref()).await? else {
        return Err(Stop::wrong_use(format!(
            "\"{act}\" is not an act on this kind of file ({})",
            stream.kind.word()
        )));
    };
    if common.json {
        say::json(&app::show::one_readiness(&why));
    } else {
        say::line(format!("{}: {}", why.about.title, if why.open() { "open" } else { "refused" }));
        for finding in &why.findings {
            say::line(say::text_of(finding));
        }
        if !why.ahead.is_empty() {
            say::line("further ahead, at its own stage, the file as it stands today:");
            for finding in &why.ahead {
                say::line(say::text_of_outcome(finding));
            }
        }
        if !why.owed.is_empty() {
            say::line("rules that a statement can be made under on this file:");
            why.owed.iter().for_each(owed);
        }
    }
    Ok(if why.open() { ExitCode::SUCCESS } else { ExitCode::from(say::REFUSED) })
}

/// A rule that a statement can be made under, as a few lines for a person.
fn owed(owed: &Owed) {
    let Owed { rule, title, standing, sentence, citation, confidence, roles, acts, finding } = owed;
    say::line(format!("  {rule} {title}: {}", standing.meaning()));
    say::line(format!("      {sentence}"));
    say::line(format!("      {citation} ({})", confidence.replace('_', " ")));
    let roles: Vec<&str> = roles.iter().map(|desk| desk.code()).collect();
    say::line(format!("      stated by: {}; asked by: {}", roles.join(", "), acts.join(", ")));
    if *standing != Standing::Lacking {
        say::line(format!("      {}", finding.sentence));
    }
}

/// JSON as indented lines, for reading.
fn lines(value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                field(&indent, name, value, depth);
            }
        }
        Value::Array(items) => {
            for item in items {
                field(&indent, "-", item, depth);
            }
        }
        other => say::line(format!("{indent}{}", plain(other))),
    }
}

fn field(indent: &str, name: &str, value: &Value, depth: usize) {
    let empty = value.as_array().is_some_and(Vec::is_empty);
    if empty || value.is_object() && value.as_object().is_some_and(serde_json::Map::is_empty) {
        return;
    }
    if value.is_object() || value.is_array() {
        say::line(format!("{indent}{name}"));
        lines(value, depth + 1);
    } else {
        say::line(format!("{indent}{name}: {}", plain(value)));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "not known".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
