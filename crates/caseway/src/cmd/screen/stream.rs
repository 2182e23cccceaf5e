//! `caseway screen stream`: a line in, a line out.

use std::{
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use screening::{Builder, Engine, Searcher, wire};

use super::load;
use crate::say;

/// A question longer than this is no name.
const LONGEST: usize = 1 << 20;

/// Loads, says that it is ready, and answers until standard input ends.
pub fn stream(file: &Path, weights: Option<&Path>, explain: bool) -> anyhow::Result<ExitCode> {
    let engine = Engine { index: entries(file)?, weights: load::weights(weights)? };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    writeln!(out, "ready")?;
    out.flush()?;
    let mut from = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut searcher = Searcher::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let answer = answer(&engine, &line, (explain, &mut searcher));
        out.write_all(answer.as_bytes())?;
        out.write_all(b"\n")?;
        // Who waits for an answer gets it at once; who sends many gets many together.
        if !from.buffer().contains(&b'\n') {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn answer(engine: &Engine, line: &[u8], (explain, searcher): (bool, &mut Searcher)) -> String {
    if line.len() > LONGEST {
        return wire::fault("the line is longer than a mebibyte");
    }
    let Ok(line) = std::str::from_utf8(line) else {
        return wire::fault("the line is not UTF-8");
    };
    let query = match wire::query(line) {
        Ok((query, _)) => query,
        Err(fault) => return wire::fault(&fault),
    };
    match engine.ask(&query, searcher) {
        Err(fault) => wire::fault(&fault.to_string()),
        Ok(hits) if explain => {
            let told = hits.iter().map(|hit| engine.explain(&query, hit, searcher));
            let told: Vec<_> = told.collect();
            wire::answer(engine, &hits, Some(&told))
        }
        Ok(hits) => wire::answer(engine, &hits, None),
    }
}

/// The entries of a file; a line that is none is told with its number, and the rest is read.
fn entries(file: &Path) -> anyhow::Result<screening::Index> {
    let mut from = load::open(file)?;
    let mut builder = Builder::default();
    let mut line = Vec::new();
    let mut number = 0_usize;
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let told = |fault: &str| say::doing(format!("{}:{number}: {fault}", file.display()));
        let text = std::str::from_utf8(&line).map_err(|_| "the line is not UTF-8".to_owned());
        match text.and_then(wire::entity) {
            Ok((entity, losses)) => {
                for loss in &losses {
                    told(loss);
                }
                if builder.push(&entity) > 0 {
                    told("a name holds no letter and cannot be found");
                }
            }
            Err(fault) => told(&fault),
        }
    }
    Ok(builder.finish())
}
