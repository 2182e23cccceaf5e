//! The transparency log on the command line.

use std::path::Path;

use anyhow::Context as _;
use app::Office;
use serde_json::{Value, json};
use tlog::{Trust, VerifierKey};

use super::act::read_file;
use crate::{
    args::{Common, Log},
    open, progress,
    say::{self, Stop},
};

/// `caseway log …`.
pub async fn run(common: &Common, log: &Log) -> anyhow::Result<()> {
    if let Log::Check { document, proof, vkey } = log {
        return check(common, (document, proof), vkey);
    }
    let office = open::read(common).await?;
    match log {
        Log::Check { .. } => unreachable!("it needs no office"),
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
        Log::Proof { what, out, leaf } => {
            let (proof, entry, n) = proof(&office, what).await?;
            if let Some(leaf) = leaf {
                write(leaf, entry.as_bytes())?;
            }
            match out {
                Some(out) => write(out, proof.as_bytes())?,
                None if common.json => {
                    say::json(&json!({ "n": n, "entry": entry, "proof": proof }));
                }
                None => say::line(proof.trim_end()),
            }
        }
    }
    Ok(())
}

/// The proof of an event by its number, or of a released document by its code or digest.
async fn proof(office: &Office, what: &str) -> anyhow::Result<(String, String, u64)> {
    if let Some(released) = office.released(what).await? {
        let (proof, entry) = office.document_proof(&released).await?;
        return Ok((proof.to_string(), entry, released.n));
    }
    let Ok(n) = what.parse::<u64>() else {
        return Err(Stop::wrong_use(format!(
            "\"{what}\" is neither the number of an event nor the code of a released document"
        )));
    };
    let (proof, entry) = office.proof(n).await?;
    Ok((proof.to_string(), entry, n))
}

/// `caseway log check`: no data directory is looked at.
fn check(
    common: &Common,
    (document, proof): (&Path, &Path),
    keys: &[String],
) -> anyhow::Result<()> {
    let keys = keys.iter().map(|key| {
        let read = key.parse::<VerifierKey>();
        read.map_err(|error| Stop::wrong_use(format!("\"{key}\" is no key of a log: {error}")))
    });
    let trust = Trust::any_key(keys.collect::<anyhow::Result<_>>()?);
    let checked = app::papers::check(&read_file(document)?, &read_file(proof)?, &trust);
    let (event, size) = checked.map_err(|why| Stop::failed(format!("not released: {why:#}")))?;
    let body = &event["body"];
    if common.json {
        say::json(&json!({ "released": event, "size": size }));
    } else {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        say::line(format!(
            "released: {} of {}, {}, on {}; entry {} of a log of {size}",
            word(&body["what"]),
            word(&event["stream"]),
            word(&body["version"]),
            word(&event["meta"]["on"]),
            event["n"],
        ));
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the command writes the file that it was asked for")]
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
