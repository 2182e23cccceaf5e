//! The transparency log on the command line.

use anyhow::Context as _;
use serde_json::json;

use crate::{
    args::{Common, Log},
    open, progress, say,
};

/// `caseway log …`.
pub async fn run(common: &Common, log: &Log) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    match log {
        Log::Export { dir } => {
            let bar = progress::bar("exporting the log");
            let exported = office.export_log(dir, |done, of| progress::at(&bar, done, of)).await?;
            bar.finish_and_clear();
            if common.json {
                say::json(&json!(exported));
            } else {
                say::line(format!(
                    "{}: log of {} entries, {} files written",
                    dir.display(),
                    exported.size,
                    exported.files
                ));
            }
        }
        Log::Vkey { all } => {
            let keys = office.verifier_keys().map(|key| key.to_string());
            if common.json {
                say::json(&json!({ "origin": office.keys().origin(), "keys": keys }));
            } else {
                let shown = if *all { keys.len() } else { 1 };
                keys.iter().take(shown).for_each(say::line);
            }
        }
        Log::Proof { n, out, leaf } => {
            let (proof, entry) = office.proof(*n).await?;
            if let Some(leaf) = leaf {
                write(leaf, entry.as_bytes())?;
            }
            match out {
                Some(out) => write(out, proof.to_string().as_bytes())?,
                None if common.json => {
                    say::json(&json!({ "n": n, "entry": entry, "proof": proof.to_string() }));
                }
                None => say::line(proof.to_string().trim_end()),
            }
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the command writes the file that it was asked for")]
pub(super) fn write(path: &std::path::Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
