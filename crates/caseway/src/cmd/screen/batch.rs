//! `caseway screen batch`: many parties at once, on several threads, answered in their order.

use std::{path::Path, process::ExitCode};

use screening::{Engine, Hit, Query, Searcher, wire};
use serde_json::{Value, json};

use super::{super::act::read_file, load};
use crate::{
    args::{Common, Lists},
    say,
};

/// Asks about each line. Exit code 1 says that a line could not be read.
pub fn batch(
    common: &Common,
    (file, threads): (&Path, Option<usize>),
    lists: &Lists,
) -> anyhow::Result<ExitCode> {
    let text = read_file(file)?;
    let lines: Vec<&[u8]> =
        text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
    let engine = load::engine(lists)?;
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.unwrap_or(most).clamp(1, 64);
    let answers = asked(&engine, &lines, threads);
    let mut faults = 0;
    for answer in &answers {
        faults += usize::from(answer.get("error").is_some());
        if common.json {
            say::line(answer);
        } else {
            tell(answer);
        }
    }
    say::doing(format!("{} asked, {faults} could not be read", answers.len()));
    Ok(ExitCode::from(if faults == 0 { 0 } else { say::REFUSED }))
}

/// Each thread takes a piece; the pieces are put together in their order, so that the number of
/// threads changes nothing.
fn asked(engine: &Engine, lines: &[&[u8]], threads: usize) -> Vec<Value> {
    let piece = lines.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = lines.chunks(piece).map(|lines| {
            scope.spawn(move || {
                let mut searcher = Searcher::default();
                lines.iter().map(|line| one(engine, line, &mut searcher)).collect::<Vec<_>>()
            })
        });
        let work: Vec<_> = work.collect();
        work.into_iter().flat_map(|work| work.join().expect("no question stops a thread")).collect()
    })
}

fn one(engine: &Engine, line: &[u8], searcher: &mut Searcher) -> Value {
    let read = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned());
    let (query, qid) = match read.and_then(wire::query) {
        Ok(read) => read,
        Err(fault) => return json!({"error": fault}),
    };
    let mut answer = match engine.ask(&query, searcher) {
        Ok(hits) => answer(engine, (&query, &hits), searcher),
        Err(fault) => json!({"query": query.name, "error": fault.to_string()}),
    };
    if let Some(qid) = qid {
        answer["qid"] = qid;
    }
    answer
}

/// Candidates with their features, and whether a person must decide.
pub fn answer(engine: &Engine, asked: (&Query, &[Hit]), searcher: &mut Searcher) -> Value {
    let (query, hits) = asked;
    let candidates = hits.iter().map(|hit| {
        let told = engine.explain(query, hit, searcher);
        json!({
            "list": told.list,
            "entry": told.entry,
            "kind": told.kind,
            "name": told.name,
            "role": told.role,
            "weak": told.weak,
            "score": score(hit.score),
            "hit": engine.is_hit(hit, query.kind),
            "features": told.features,
            "says": told.says,
        })
    });
    let candidates: Vec<Value> = candidates.collect();
    let decided = hits.iter().any(|hit| engine.is_hit(hit, query.kind));
    json!({
        "query": query.name,
        "decision": if decided { "hit" } else { "clear" },
        "candidates": candidates,
        "weights": engine.weights.version,
    })
}

/// A score as a JSON number with all of its digits.
fn score(millionths: u32) -> Value {
    serde_json::from_str(&wire::score(millionths)).unwrap_or_default()
}

fn tell(answer: &Value) {
    let word = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    if let Some(fault) = answer.get("error") {
        say::line(format!("not read: {}", word(fault)));
        return;
    }
    let best = &answer["candidates"][0];
    let best = if best.is_null() {
        String::new()
    } else {
        format!(
            "  {} {} {} {}",
            best["score"],
            word(&best["list"]),
            word(&best["entry"]),
            word(&best["name"])
        )
    };
    say::line(format!("{}  {}{best}", word(&answer["decision"]), word(&answer["query"])));
}
