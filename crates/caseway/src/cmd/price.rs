//! `caseway price` and `caseway payment-schedule`: prices before there is a case. No record is
//! opened and nothing is kept.

use std::{path::Path, process::ExitCode};

use app::{ActError, pack::Law};
use case::{
    price::{self, Answer},
    read::Wrong,
};
use serde_json::Value;
use terms::FileId;

use super::act::read_file;
use crate::{args::Common, open, say};

/// Prices what a file asks for.
pub fn price(common: &Common, file: &Path) -> anyhow::Result<ExitCode> {
    let asked = asked(file)?;
    let law = Law::carried()?;
    let today = open::config(common).clock.now().day();
    let answer = price::answer(&asked, law.pack.rates(), today).map_err(invalid)?;
    if common.json {
        say::json(&answer.json);
    } else {
        tell(&answer);
    }
    for doubt in &answer.doubts {
        say::doing(doubt.sentence());
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the payment schedule of what a file spends month by month.
pub fn schedule(common: &Common, file: &Path) -> anyhow::Result<ExitCode> {
    let json = price::schedule(&asked(file)?).map_err(invalid)?;
    if common.json {
        say::json(&json);
    } else {
        for (way, title) in [
            ("standard", "Standard"),
            ("raps", "Risk assessed"),
            ("with_sblc", "With a standby letter of credit"),
        ] {
            if let Some(rows) = json[way].as_array() {
                say::line(title);
                table(rows, &["due", "covers", "requirement", "payment", "cumulative_payment"]);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// `caseway case prices CASE`.
pub async fn sheet(common: &Common, case: &FileId) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let missing = || say::Stop::wrong_use(format!("no case {case} is on record"));
    if common.json {
        say::json(&office.prices_json(case).await?.ok_or_else(missing)?);
        return Ok(());
    }
    let sheet = office.prices(case).await?.ok_or_else(missing)?;
    for line in &sheet.lines {
        let total = line.line.map_or_else(|| "not known".to_owned(), |total| total.to_string());
        say::line(format!("line {} {}: {total}", line.number, line.description));
        for figure in line.build_up.iter().flat_map(|built| &built.figures) {
            let rates: Vec<String> = figure
                .rates
                .iter()
                .map(|rate| format!("{} ({}, {})", rate.id, rate.citation, rate.confidence))
                .collect();
            let spared = figure.spared.as_ref().map_or(String::new(), |why| format!("; {why}"));
            let (charge, formula) = (figure.charge.meaning(), &figure.formula);
            let amount = figure.amount.to_string();
            say::line(format!("  {charge:<42} {amount:>20}  {formula}{spared}"));
            if !rates.is_empty() {
                say::line(format!("  {:<42} {:>20}  by {}", "", "", rates.join("; ")));
            }
        }
        let rate = line.surcharge_rate.percent();
        let surcharge = line.surcharge.to_string();
        say::line(format!(
            "  {:<42} {surcharge:>20}  {rate} of the line",
            "administrative surcharge"
        ));
    }
    say::line(format!("total estimated cost {}", sheet.summary.total));
    for applied in &sheet.unconfirmed {
        say::doing(format!("{} is not confirmed ({})", applied.id, applied.confidence));
    }
    Ok(())
}

fn asked(file: &Path) -> anyhow::Result<Value> {
    serde_json::from_slice(&read_file(file)?)
        .map_err(|error| say::Stop::wrong_use(format!("{} is not JSON: {error}", file.display())))
}

fn invalid(wrong: Vec<Wrong>) -> anyhow::Error {
    ActError::Invalid(wrong).into()
}

/// Prices for a person: a table of lines, and the summary below it.
fn tell(answer: &Answer) {
    const COLUMNS: [&str; 9] = [
        "line",
        "base_total",
        "cas_total",
        "nc_total",
        "line_total",
        "pch",
        "transport",
        "admin",
        "all_in",
    ];
    for (list, first) in [("lines", "line"), ("variants", "variant")] {
        if let Some(rows) = answer.json[list].as_array() {
            let columns: Vec<&str> =
                COLUMNS.iter().map(|name| if *name == "line" { first } else { name }).collect();
            table(rows, &columns);
        }
    }
    if let Some(rows) = answer.json["rows"].as_array() {
        let on = rows.iter().flat_map(|row| row.as_object().into_iter().flat_map(|row| row.keys()));
        let on = on.map(String::as_str).find(|name| name.starts_with("admin_on_"));
        table(rows, &["date", "basis", "kind", "rate", on.unwrap_or("admin")]);
    }
    if let Some(rows) = answer.json["scml"].as_array() {
        table(rows, &["net", "admin", "scml", "admin_plus_scml"]);
    }
    let whole = answer.json.as_object().into_iter().flatten();
    for (_, summary) in whole.filter(|(name, _)| name.starts_with("summary")) {
        let blocks = summary.as_object().into_iter().flatten();
        for (block, amount) in blocks.filter(|(_, amount)| amount.is_string()) {
            let (number, name) = block.split_once('_').unwrap_or(("", block));
            say::line(format!("({number}) {:<28} {:>20}", name.replace('_', " "), text(amount)));
        }
    }
}

/// A table whose columns are as wide as their longest cell.
fn table(rows: &[Value], columns: &[&str]) {
    let kept: Vec<&&str> =
        columns.iter().filter(|name| rows.iter().any(|row| row.get(**name).is_some())).collect();
    let width = |name: &str| {
        let cells = rows.iter().map(|row| text(&row[name]).chars().count());
        cells.chain([name.len()]).max().unwrap_or_default()
    };
    let print = |cell: &dyn Fn(&str) -> String| {
        let cells: Vec<String> = kept
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let (cell, wide) = (cell(name), width(name));
                if i == 0 { format!("{cell:<wide$}") } else { format!("{cell:>wide$}") }
            })
            .collect();
        say::line(cells.join("  ").trim_end());
    };
    print(&|name| name.replace('_', " "));
    for row in rows {
        print(&|name| text(&row[name]));
    }
    say::line("");
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
