//! The office itself: its people, whether there are enough of them, and their calendars.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use app::clocks::Whose;
use serde_json::json;

use crate::{
    args::{Common, Staff},
    open, say,
};

/// `caseway office …`.
pub async fn run(common: &Common, staff: &Staff) -> anyhow::Result<ExitCode> {
    match staff {
        Staff::Check => check(common).await,
        Staff::Show => {
            let stream = case::office::register_stream();
            let office = open::read(common).await?;
            let value = app::show::file(&stream, &*office.file(&stream).await?, office.today());
            say::json(&value);
            Ok(ExitCode::SUCCESS)
        }
        Staff::Duties => {
            duties(common).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// What the register lacks.
async fn check(common: &Common) -> anyhow::Result<ExitCode> {
    let office = open::read(common).await?;
    let lacks = office.lacks().await?;
    if common.json {
        say::json(&json!({ "healthy": lacks.is_empty(), "lacks": lacks }));
    } else if lacks.is_empty() {
        say::line("There are people enough for every pair of acts and for a whole sale.");
    }
    for lack in lacks.iter().filter(|_| !common.json) {
        let desks: Vec<&str> = lack.desks.iter().map(|desk| desk.code()).collect();
        let desks =
            if desks.is_empty() { String::new() } else { format!(" ({})", desks.join(", ")) };
        say::line(format!("{}{desks}", lack.sentence));
    }
    Ok(if lacks.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(say::REFUSED) })
}

/// Bodies by step, and desks by act.
async fn duties(common: &Common) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let duties = app::duties::json(&office);
    if common.json {
        say::json(&duties);
        return Ok(());
    }
    for line in app::duties::lines(&office) {
        say::line(line);
    }
    Ok(())
}

/// `caseway calendar WHOSE --out FILE`.
#[expect(clippy::disallowed_methods, reason = "a command writes the file that it was asked for")]
pub async fn calendar(common: &Common, whose: &Whose, out: &Path) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let text = office.calendar(whose).await?;
    let entries = text.matches("BEGIN:VEVENT").count();
    std::fs::write(out, text).with_context(|| format!("{} cannot be written", out.display()))?;
    let out = out.display();
    if common.json {
        say::json(&json!({ "out": out.to_string(), "entries": entries }));
        return Ok(());
    }
    say::line(format!("{out}: {entries} entries"));
    if let (0, Whose::Person(name)) = (entries, whose) {
        say::line(format!(
            "\"{name}\" is no desk; a person's calendar holds what the desks that the register \
             gives to the person have to do"
        ));
    }
    Ok(())
}
