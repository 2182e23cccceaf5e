//! Documents and uploads on the command line.

use std::path::Path;

use anyhow::Context as _;
use app::{Order, Target};
use case::sale::issue::DocumentKind;
use serde_json::json;
use terms::{FileId, Kind, StreamId};

use super::{act::read_file, log::write};
use crate::{
    args::Common,
    open, printer,
    say::{self, Stop},
};

/// `caseway doc KIND CASE --out FILE`.
pub async fn run(
    common: &Common,
    (kind, case): (&str, &FileId),
    out: &Path,
    release: bool,
) -> anyhow::Result<()> {
    let what: DocumentKind = kind.parse().map_err(|_| {
        let known = DocumentKind::CODES.join(", ");
        Stop::wrong_use(format!("\"{kind}\" is no document; there are: {known}"))
    })?;
    let office = if release { open::own(common).await? } else { open::read(common).await? };
    let printer = printer::printer();
    let paper = if release {
        let order = Order {
            target: Target::File(StreamId::new(Kind::Case, case.clone())),
            act: "issue".to_owned(),
            arguments: json!({ "what": what }),
            who: common.who.clone(),
            expected: None,
            key: None,
        };
        office.issue(&printer, order).await?.1
    } else {
        let paper = office.print(&printer, what, case, false).await?;
        paper.ok_or_else(|| Stop::wrong_use(format!("case/{case} is not on record")))?
    };
    write(out, &paper.bytes)?;
    if common.json {
        let file = out.display().to_string();
        say::json(&json!({ "file": file, "sha256": paper.sha256, "size": paper.bytes.len() }));
    } else {
        say::line(format!(
            "{}: {} bytes, SHA-256 {}",
            out.display(),
            paper.bytes.len(),
            paper.sha256
        ));
    }
    Ok(())
}

/// `caseway upload FILE`.
pub async fn upload(common: &Common, file: &Path) -> anyhow::Result<()> {
    let office = open::own(common).await?;
    let bytes = read_file(file)?;
    let size = bytes.len();
    let sha256 = office.store().keep(bytes, office.now()).await.context("it cannot be kept")?;
    if common.json {
        say::json(&json!({ "sha256": sha256, "size": size }));
    } else {
        say::line(sha256);
    }
    Ok(())
}
