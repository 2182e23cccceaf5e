//! Making, filling, copying and restoring a place.

use std::path::Path;

use app::{Founding, Office};
use serde_json::json;
use terms::Desk;

use crate::{
    args::{Common, Restore},
    open, printer, progress,
    say::{self, Stop},
};

/// `caseway init`.
pub async fn init(common: &Common, founding: &Founding<'_>, sign_in: bool) -> anyhow::Result<()> {
    let Founding { origin, sandbox, pack } = *founding;
    let packs = app::pack::Law::all()?;
    if !packs.iter().any(|(known, _)| known == pack) {
        let known: Vec<&str> = packs.iter().map(|(known, _)| known.as_str()).collect();
        return Err(Stop::wrong_use(format!(
            "the program carries no pack \"{pack}\"; it carries: {}",
            known.join(", ")
        )));
    }
    Office::found(&open::config(common), founding).await?;
    let office = open::own(common).await?;
    if sign_in {
        office.require_sign_in().await?;
    }
    let key = &office.verifier_keys()[0];
    let staff = office.least_staff();
    if common.json {
        say::json(&json!({
            "origin": origin, "sandbox": sandbox, "pack": pack, "vkey": key.to_string(),
            "named_persons": !sandbox, "least_staff": staff,
        }));
        return Ok(());
    }
    let kind = if sandbox { "sandbox" } else { "record" };
    say::line(format!("a new {kind} is ready; its log is verified by"));
    say::line(key);
    if !sandbox {
        people(&staff);
    }
    Ok(())
}

/// How many persons a record needs, and at which desks they can sit.
fn people(staff: &[Vec<Desk>]) {
    let number = staff.len();
    say::line(format!(
        "every act needs a person of its register; a whole sale needs {number} at least, such as"
    ));
    for (number, desks) in (1..).zip(staff) {
        let desks: Vec<&str> = desks.iter().map(|desk| desk.code()).collect();
        say::line(format!("{number}: {}", desks.join(", ")));
    }
    say::line("\"caseway office check\" says who is lacking");
}

/// `caseway seed NAME`.
pub async fn seed(common: &Common, name: &str) -> anyhow::Result<()> {
    let known: Vec<&str> = app::seed::SEEDS.iter().map(|(known, _)| *known).collect();
    if !known.contains(&name) {
        let known = known.join(", ");
        return Err(Stop::wrong_use(format!("\"{name}\" is no seed; there are: {known}")));
    }
    let config = app::seed::config(open::config(common));
    let office = Office::open(config).await?;
    let bar = progress::bar("seeding");
    let tell = |done, of| progress::at(&bar, done, of);
    let acts = office.seed_all(&[name], Some(&printer::printer()), tell).await?;
    bar.finish_and_clear();
    office.checkpoint().await?;
    if common.json {
        say::json(&json!({ "seed": name, "acts": acts }));
    } else {
        say::line(format!("{name}: {acts} acts"));
    }
    Ok(())
}

/// `caseway backup FILE`.
pub async fn backup(common: &Common, file: &Path) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let bar = progress::bar("copying");
    let backup = office.backup(file, |done, of| progress::at(&bar, done, of)).await?;
    bar.finish_and_clear();
    if common.json {
        say::json(&json!(backup));
    } else {
        say::line(format!("{}: {} events, root {}", file.display(), backup.size, backup.root));
    }
    Ok(())
}

/// `caseway restore FILE`.
pub async fn restore(common: &Common, restore: &Restore) -> anyhow::Result<()> {
    let latest = restore.latest.as_deref().map(super::act::read_file).transpose()?;
    let wanted = app::backup::Restore {
        file: restore.file.clone(),
        latest,
        succession: restore.succession.clone(),
        keys_from: restore.keys_from.clone().unwrap_or_else(|| open::keys(common)),
    };
    let bar = progress::bar("restoring");
    let tell = |done, of| progress::at(&bar, done, of);
    let restored = Office::restore(open::config(common), wanted, tell).await?;
    bar.finish_and_clear();
    if common.json {
        say::json(&json!(restored));
    } else {
        say::line(format!(
            "restored {} events; the log goes on as {}",
            restored.size, restored.origin
        ));
    }
    Ok(())
}
