//! `caseway verify` and `caseway rebuild`.

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use app::{
    papers::Reprinted,
    verify::{self, Known},
};
use serde_json::json;

use crate::{
    args::Common,
    open, printer, progress,
    say::{self, Stop},
};

/// Verifies the record, against checkpoints that were kept where there are some.
pub async fn verify(
    common: &Common,
    old: &[std::path::PathBuf],
    (state, papers): (Option<&Path>, bool),
) -> anyhow::Result<()> {
    let mut known = Known::default();
    for path in old {
        known.take(path)?;
    }
    if let Some(path) = state {
        known.old.extend(verify::read_memory(path)?);
    }
    let bar = progress::bar("verifying");
    let tell = |done, of| progress::at(&bar, done, of);
    // A record in use is verified as a copy, so that it stands still meanwhile.
    let copy = if open::in_use(common) { Some(open::copy(common).await?) } else { None };
    let office = if let Some(copy) = &copy {
        copy.office().await?
    } else {
        // A record that is not whole is opened all the same: its first fault is to be named.
        let config = app::Config { repairing: true, ..open::config(common) };
        app::Office::open_still(config).await?
    };
    let verified = office.verify(&known, tell).await;
    bar.finish_and_clear();
    let verified = verified.map_err(|error| Stop::failed(format!("does not hold: {error:#}")))?;
    let papers = if papers { Some(verify_papers(&office).await?) } else { None };
    let checkpoint = office.checkpoint().await?;
    if let Some(path) = state {
        verify::keep_memory(path, &checkpoint.note)?;
    }
    if common.json {
        let mut said = json!(verified);
        if let Some(papers) = papers {
            said["papers"] = json!(papers);
        }
        say::json(&said);
    } else {
        say::line(format!(
            "holds: {} events in {} files, {} checkpoints, {} ledger entries, {} kept files, {} read models",
            verified.events,
            verified.files,
            verified.checkpoints,
            verified.entries,
            verified.blobs,
            verified.tables.len()
        ));
        say::line(format!("root {}", verified.root));
        verified.successions.iter().for_each(say::line);
        verified.unusable_states.iter().for_each(say::line);
        if let Some(Reprinted { printed, same, otherwise }) = papers {
            say::line(format!("{printed} released papers printed again, {same} byte for byte"));
            otherwise.iter().for_each(say::line);
        }
    }
    Ok(())
}

/// Prints every released paper again.
async fn verify_papers(office: &app::Office) -> anyhow::Result<Reprinted> {
    let bar = progress::bar("printing");
    let tell = |done| progress::at(&bar, done, done);
    let printed = office.verify_papers(&printer::printer(), tell).await;
    bar.finish_and_clear();
    printed.map_err(|error| Stop::failed(format!("does not hold: {error:#}")))
}

/// What a rebuild says once the read models are whole.
const MADE_ANEW: &str = "the read models were made anew";

/// Rebuilds the read models, or says whether they are what the journal says.
pub async fn rebuild(common: &Common, check: bool) -> anyhow::Result<ExitCode> {
    let bar = progress::bar(if check { "folding" } else { "rebuilding" });
    let tell = |done, of| progress::at(&bar, done, of);
    if check {
        let office = open::still(common).await?;
        let compared = office.compare_views(tell).await?;
        bar.finish_and_clear();
        if common.json {
            say::json(&json!(compared));
        }
        for table in compared.iter().filter(|_| !common.json) {
            let same = if table.same() { "same" } else { "DIFFERENT" };
            let (name, folded) = (&table.table, &table.folded);
            say::line(format!("{name:<20} {:>9} {} {same}", folded.rows, folded.digest));
        }
        let same = compared.iter().all(app::rebuild::Compared::same);
        return Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(say::FAILED) });
    }
    let config = app::Config { repairing: true, ..open::config(common) };
    let office = app::Office::open(config).await.context("the record cannot be opened")?;
    office.rebuild_views(tell).await?;
    bar.finish_and_clear();
    say::doing(MADE_ANEW);
    let told = office.renew_gates().await?;
    say::doing(format!("what the gates say was told anew for {told} cases"));
    Ok(ExitCode::SUCCESS)
}
