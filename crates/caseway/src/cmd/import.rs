//! `caseway import`: files of others.

use serde_json::json;

use super::act::read_file;
use crate::{
    args::{Common, Import},
    open, progress, say,
};

/// Runs it.
pub async fn run(common: &Common, import: &Import) -> anyhow::Result<()> {
    let Import::Notices { file } = import;
    let office = open::own(common).await?;
    let bytes = read_file(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bar = progress::bar("reading notices");
    let report =
        office.import_notices(&name, &bytes, |done, of| progress::at(&bar, done, of)).await?;
    bar.finish_and_clear();
    office.checkpoint().await?;
    if common.json {
        say::json(&json!(report));
        return Ok(());
    }
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
    Ok(())
}
