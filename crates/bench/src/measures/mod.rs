//! Every figure: what is promised, and the runs that measure it.

mod backup;
mod commands;
mod fold;
mod log;
mod memory;
mod open;
mod start;

use std::path::PathBuf;

use crate::{
    Args,
    figure::{Figure, Pair, Promise},
    machine, page, record,
};

/// What the measures share.
pub struct Bench<'a> {
    /// What was asked.
    pub args: &'a Args,
    /// The record, made once and never written.
    record: Option<PathBuf>,
    /// Figures so far.
    figures: Vec<Figure>,
    /// What could not be measured here, and why.
    skipped: Vec<(String, String)>,
    /// What else a reader must know, such as versions.
    facts: Vec<String>,
}

/// A group of figures that are measured together.
struct Measure {
    ids: &'static [&'static str],
    run: fn(&mut Bench<'_>) -> anyhow::Result<()>,
}

const MEASURES: &[Measure] = &[
    Measure { ids: &["P1"], run: commands::one_client },
    Measure { ids: &["P2", "P3"], run: commands::many_clients },
    Measure { ids: &["P4"], run: commands::syncs },
    Measure { ids: &["P5"], run: commands::on_postgres },
    Measure { ids: &["P6"], run: open::lists },
    Measure { ids: &["P9"], run: fold::rebuild },
    Measure { ids: &["P10"], run: open::long_case },
    Measure { ids: &["P15", "P16"], run: log::tree },
    Measure { ids: &["P17"], run: log::verification },
    Measure { ids: &["P19"], run: start::first_answer },
    Measure { ids: &["P21"], run: memory::idle },
    Measure { ids: &["P22"], run: memory::binary },
    Measure { ids: &["P23"], run: backup::rate },
];

/// Runs what was asked; whether every floor is kept.
pub fn run(args: &Args) -> anyhow::Result<bool> {
    std::fs::create_dir_all(&args.work)?;
    let mut bench =
        Bench { args, record: None, figures: Vec::new(), skipped: Vec::new(), facts: Vec::new() };
    let asked = |id: &str| {
        let all = args.what.is_empty() || args.what.iter().any(|what| what == "all");
        all || args.what.iter().any(|what| what.eq_ignore_ascii_case(id))
    };
    for measure in MEASURES.iter().filter(|measure| measure.ids.iter().any(|id| asked(id))) {
        eprintln!("measuring {}", measure.ids.join(", "));
        if let Err(error) = (measure.run)(&mut bench) {
            bench.skip(&measure.ids.join(", "), format!("it failed: {error:#}"));
        }
    }
    let text = page::write(&bench.figures, &bench.skipped, &bench.facts, args);
    println!("{text}");
    if let Some(out) = &args.out {
        std::fs::write(out, &text)?;
    }
    Ok(bench.skipped.is_empty() && bench.figures.iter().all(Figure::kept))
}

impl Bench<'_> {
    /// The record, made at the first call.
    pub fn record(&mut self) -> anyhow::Result<PathBuf> {
        if let Some(record) = &self.record {
            return Ok(record.clone());
        }
        let args = self.args;
        let made = record::make(&args.caseway, &args.work, args.cases, args.fresh)?;
        self.record = Some(made.clone());
        Ok(made)
    }

    /// A copy of the record that may be written, in a folder of its own.
    pub fn copy(&mut self, name: &str) -> anyhow::Result<PathBuf> {
        let record = self.record()?;
        let copy = self.args.work.join(name);
        record::copy(&record, &copy)?;
        Ok(copy)
    }

    /// Measures pairs, one after the other: ours, then the peer's.
    pub fn pairs(
        &mut self,
        promise: Promise,
        mut pair: impl FnMut(u32) -> anyhow::Result<Pair>,
    ) -> anyhow::Result<()> {
        let before = machine::load();
        let pairs = (0..self.args.pairs).map(&mut pair).collect::<anyhow::Result<_>>()?;
        let load = (before, machine::load());
        self.keep(Figure { promise, pairs, load, notes: Vec::new() });
        Ok(())
    }

    /// Keeps a figure.
    pub fn keep(&mut self, figure: Figure) {
        let (low, high) = figure.range();
        eprintln!(
            "  {}: {:.3} ({low:.3} to {high:.3}), ours {:.3}, peer {:.3} {}, load {:.1}",
            figure.promise.id,
            figure.ratio(),
            figure.ours(),
            figure.peer(),
            figure.promise.unit,
            figure.load.1,
        );
        self.figures.push(figure);
    }

    /// Adds a note to the newest figure.
    pub fn note(&mut self, note: impl Into<String>) {
        if let Some(figure) = self.figures.last_mut() {
            figure.notes.push(note.into());
        }
    }

    /// Notes a fact for the page's head.
    pub fn fact(&mut self, fact: impl Into<String>) {
        let fact = fact.into();
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }

    /// Says what could not be measured, and why.
    pub fn skip(&mut self, what: &str, why: impl Into<String>) {
        let why = why.into();
        eprintln!("  {what} is skipped: {why}");
        self.skipped.push((what.to_owned(), why));
    }
}
