//! Reports on the command line.

use reports::write;

use crate::{
    args::Common,
    open,
    say::{self, Stop},
};

/// `caseway report [NAME]`.
pub async fn run(common: &Common, name: Option<&str>, format: &str) -> anyhow::Result<()> {
    let Some(name) = name else {
        for about in reports::ALL {
            say::line(format!("{:<16} {}", about.name, about.help));
        }
        return Ok(());
    };
    let office = open::read(common).await?;
    let Some(table) = office.report(name).await? else {
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
