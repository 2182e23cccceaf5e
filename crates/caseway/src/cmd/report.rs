//! Reports on the command line.

use reports::write;
use terms::Day;

use crate::{
    args::Common,
    open,
    say::{self, Stop},
};

/// `caseway report [NAME]`.
pub async fn run(
    common: &Common,
    name: Option<&str>,
    format: &str,
    on: Option<Day>,
) -> anyhow::Result<()> {
    let Some(name) = name else {
        for about in reports::ALL {
            say::line(format!("{:<16} {}", about.name, about.help));
        }
        return Ok(());
    };
    let office = open::read(common).await?;
    if on.is_some() && reports::ALL.iter().any(|r| r.name == name) && !reports::is_dated(name) {
        return Err(Stop::wrong_use(format!("\"{name}\" is made as of today alone")));
    }
    let Some(table) = office.report_on(name, on).await? else {
        let known: Vec<&str> = reports::ALL.iter().map(|about| about.name).collect();
        let known = known.join(", ");
        return Err(Stop::wrong_use(format!("\"{name}\" is no report; there are: {known}")));
    };
    match format {
        _ if common.json => say::json(&write::json(&table)),
        "text" => say::line(write::text(&table).trim_end()),
        "csv" => say::line(write::csv(&table).trim_end()),
        other => return Err(Stop::wrong_use(format!("--format {other} is neither text nor csv"))),
    }
    Ok(())
}
