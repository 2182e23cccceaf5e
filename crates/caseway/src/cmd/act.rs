//! `caseway act`: one act on one file, alone or through the server that has the record.

use std::{io::Read as _, path::Path};

use anyhow::Context as _;
use app::{Order, Target};
use case::{file, read};
use serde_json::{Value, json};
use terms::{Kind, PurchaserCode, StreamId};

use crate::{
    args::{Act, Common},
    forward, open, printer,
    say::{self, Stop},
};

/// Runs it.
pub async fn run(common: &Common, act: &Act) -> anyhow::Result<()> {
    let target = target(&act.stream)?;
    let kind = match &target {
        Target::File(stream) => stream.kind,
        Target::NewRequest(_) => Kind::Request,
    };
    let about = file::acts(kind).into_iter().find(|about| about.name == act.act);
    let Some(about) = about.filter(|about| about.name != "publish") else {
        let known: Vec<&str> = file::acts(kind).iter().map(|about| about.name).collect();
        let (act, known) = (&act.act, known.join(", "));
        return Err(Stop::wrong_use(format!(
            "\"{act}\" is not an act on this kind of file ({}); its acts are: {}",
            kind.word(),
            if known.is_empty() { "none; the program writes it" } else { &known }
        )));
    };
    if open::in_use(common) {
        return forwarded(common, act, &target, about).await;
    }
    let office = open::own(common).await?;
    let keep = async |path: &str| {
        let bytes = read_file(Path::new(path))?;
        Ok(office.store().keep(bytes, office.now()).await?)
    };
    let arguments = arguments(act, about.fields, keep).await?;
    let order = Order {
        target,
        act: act.act.clone(),
        arguments,
        who: common.who.clone(),
        expected: act.expect,
        key: act.idempotency_key.clone(),
    };
    let receipt = if act.act == "issue" {
        office.issue(&printer::printer(), order).await?.0
    } else {
        office.act(order).await?
    };
    // The event is under a checkpoint before the command ends.
    office.checkpoint().await?;
    let value = serde_json::to_value(&receipt)?;
    tell(common, &value);
    Ok(())
}

async fn forwarded(
    common: &Common,
    act: &Act,
    target: &Target,
    about: &case::About,
) -> anyhow::Result<()> {
    let server = open::server(common)?;
    let keep = async |path: &str| forward::keep(&server, read_file(Path::new(path))?).await;
    let arguments = arguments(act, about.fields, keep).await?;
    let path = match target {
        Target::File(stream) => forward::path(stream, about.thing),
        Target::NewRequest(_) => forward::new_request(),
    };
    let mut headers = Vec::new();
    headers.extend(act.idempotency_key.clone().map(|key| ("idempotency-key", key)));
    headers.extend(act.expect.map(|version| ("if-match", format!("\"{version}\""))));
    headers.extend(common.who.as_ref().map(|who| ("caseway-actor", who.to_string())));
    let order = forward::Order { path, arguments: &arguments, headers };
    let value = forward::send(&server, order).await?;
    tell(common, &value);
    Ok(())
}

fn tell(common: &Common, receipt: &Value) {
    if common.json {
        return say::json(receipt);
    }
    let stream = receipt["stream"].as_str().unwrap_or_default();
    let events = receipt["events"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let events: Vec<&str> = events.collect();
    let events = if events.is_empty() { "nothing to change".to_owned() } else { events.join(", ") };
    say::line(format!("{stream} version {}: {events}", receipt["version"]));
}

fn target(text: &str) -> anyhow::Result<Target> {
    if let Some(code) = text.strip_prefix("request/new:") {
        let code: PurchaserCode = code.parse().map_err(|e| Stop::wrong_use(format!("{e}")))?;
        return Ok(Target::NewRequest(code));
    }
    let stream: StreamId = text.parse().map_err(|e| Stop::wrong_use(format!("{e}")))?;
    Ok(Target::File(stream))
}

/// Arguments from a file or from pairs; a value `@FILE` of an upload field is kept first.
async fn arguments(
    act: &Act,
    fields: &[case::Field],
    keep: impl AsyncFn(&str) -> anyhow::Result<String>,
) -> anyhow::Result<Value> {
    if let Some(path) = &act.file {
        let text = if path.as_os_str() == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        } else {
            String::from_utf8(read_file(path)?).context("the arguments are not UTF-8")?
        };
        let read = serde_json::from_str(&text);
        return read.map_err(|e| Stop::wrong_use(format!("{}: not JSON: {e}", path.display())));
    }
    let mut pairs = Vec::new();
    for pair in &act.pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Stop::wrong_use(format!("\"{pair}\" is not key=value")));
        };
        let value = match value.strip_prefix('@') {
            Some(path) if is_upload(fields, name) => keep(path).await?,
            _ => value.to_owned(),
        };
        pairs.push((name.to_owned(), value));
    }
    if pairs.is_empty() {
        return Ok(json!({}));
    }
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Ok(read::from_pairs(fields, pairs))
}

fn is_upload(fields: &[case::Field], name: &str) -> bool {
    fields.iter().any(|f| f.name == name && matches!(f.input, case::Input::Upload))
}

#[expect(clippy::disallowed_methods, reason = "the command reads the file that it was given")]
pub(super) fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}
