//! Lists and weights from files. What of a list could not be read is told, each loss by name.

use std::{fs::File, io::BufReader, path::Path};

use anyhow::Context as _;
use screening::{Builder, Engine, Entity, Weights, lists};

use crate::{args::Lists, say};

/// The engine over the lists that were asked for.
pub fn engine(asked: &Lists) -> anyhow::Result<Engine> {
    if asked.lists.is_empty() {
        let forms = lists::Form::words().join(", ");
        return Err(say::Stop::wrong_use(format!(
            "no list is named: --list FORM=FILE, where FORM is one of {forms}"
        )));
    }
    let mut builder = Builder::default();
    for list in &asked.lists {
        one(list, &mut builder)?;
    }
    Ok(Engine { index: builder.finish(), weights: weights(asked.weights.as_deref())? })
}

/// The program's weights, or those of a file.
pub fn weights(file: Option<&Path>) -> anyhow::Result<Weights> {
    let Some(file) = file else { return Ok(Weights::shipped()) };
    let bytes = super::super::act::read_file(file)?;
    let text =
        String::from_utf8(bytes).with_context(|| format!("{} is no text", file.display()))?;
    Weights::read(&text).map_err(|fault| say::Stop::wrong_use(fault.to_string()))
}

/// A file, read in large pieces.
pub fn open(file: &Path) -> anyhow::Result<BufReader<File>> {
    let opened = File::open(file).map_err(|error| {
        say::Stop::wrong_use(format!("{} cannot be opened: {error}", file.display()))
    })?;
    Ok(BufReader::with_capacity(1 << 18, opened))
}

fn one(list: &str, builder: &mut Builder) -> anyhow::Result<()> {
    let (form, files) = list
        .split_once('=')
        .ok_or_else(|| say::Stop::wrong_use(format!("{list:?} is not FORM=FILE[,FILE]")))?;
    let form = lists::Form::read(form).ok_or_else(|| {
        let forms = lists::Form::words().join(", ");
        say::Stop::wrong_use(format!("{form:?} is no form of a list; known are {forms}"))
    })?;
    let mut parts = Vec::new();
    for file in files.split(',') {
        parts.push(lists::Part { name: file.to_owned(), from: Box::new(open(Path::new(file))?) });
    }
    let mut unreadable = 0;
    let mut take = |entity: Entity| unreadable += builder.push(&entity);
    let report = lists::read(form, parts, &mut take)
        .map_err(|fault| say::Stop::failed(format!("{files}: {fault}")))?;
    for loss in &report.losses {
        say::doing(format!("{files}: {loss}"));
    }
    if unreadable > 0 {
        say::doing(format!("{files}: {unreadable} names hold no letter and cannot be found"));
    }
    say::doing(format!("{files}: {} entries, {} losses", report.entries, report.losses.len()));
    Ok(())
}
