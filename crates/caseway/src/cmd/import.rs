//! `caseway import`: files of others.

use app::import::Report;
use serde_json::json;

use super::act::read_file;
use crate::{
    args::{Common, Import},
    forward, open, progress, say,
};

/// Runs it.
pub async fn run(common: &Common, import: &Import) -> anyhow::Result<()> {
    let Import::Notices { file } = import;
    let bytes = read_file(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let report = if open::in_use(common) {
        by_server(common, &name, bytes).await?
    } else {
        alone(common, &name, &bytes).await?
    };
    if common.json {
        say::json(&json!(report));
        return Ok(());
    }
    tell(&name, &report);
    Ok(())
}

async fn alone(common: &Common, name: &str, bytes: &[u8]) -> anyhow::Result<Report> {
    let office = open::own(common).await?;
    let bar = progress::bar("reading notices");
    let report =
        office.import_notices(name, bytes, |done, of| progress::at(&bar, done, of)).await?;
    bar.finish_and_clear();
    office.checkpoint().await?;
    Ok(report)
}

/// The server that has the record reads the file in.
async fn by_server(common: &Common, name: &str, bytes: Vec<u8>) -> anyhow::Result<Report> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let name: String = name.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    say::doing("the server reads the notices");
    let path = format!("/api/v1/imports?name={name}");
    let report = forward::content(&open::server(common)?, &path, bytes).await?;
    Ok(serde_json::from_value(report)?)
}

fn tell(name: &str, report: &Report) {
    let finished = &report.finished;
    say::line(format!(
        "{name}: {} lines, {} new, {} changed, {} unchanged, {} refused, {} oddities",
        finished.lines,
        finished.new,
        finished.changed,
        finished.unchanged,
        finished.refused_count,
        finished.anomalies
    ));
    for refused in &finished.refused {
        say::line(format!("  line {}: {}", refused.line, refused.cause));
    }
    for (notice, anomaly) in &report.anomalies {
        say::line(format!("  {notice}: {} ({})", anomaly.sentence, anomaly.code));
    }
}
