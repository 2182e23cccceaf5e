//! How fast the core says what stands in the way of every act of a case, and how fast it folds one:
//! `cargo bench -p case`. Files and facts are in memory, so that nothing but the core is measured.

use std::{hint::black_box, sync::Arc};

use case::{Check, Decider, File, sale};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use terms::{Day, StreamId};
use testkit::{
    memory::{Memory, at_once},
    run,
    story::{Library, Start},
};

/// The program's own memory, so that what is measured is what runs.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A sale of two patrol boats, as it waits for its countersignature.
fn sale() -> (Memory, StreamId, Day) {
    let stream: StreamId = "case/BN-P-LCB".parse().expect("a file");
    let until = Some((stream.clone(), "state-listed".to_owned()));
    let start = Start { script: "bases/patrol-boats".to_owned(), until, ..Start::default() };
    let mut memory = Memory::default();
    at_once(run::begin(&mut memory, &Library::of_repository(), &start)).expect("the sale runs");
    let last = memory.journal.last().expect("it has events").at.day();
    (memory, stream, last)
}

/// The gates of all acts on a case; one that several acts share stands once.
fn distinct() -> Vec<&'static [Check<sale::State>]> {
    let mut gates: Vec<&[Check<sale::State>]> = Vec::new();
    for gate in <sale::State as Decider>::ACTS.iter().flat_map(|act| act.gate.iter().copied()) {
        if gates.iter().all(|known| !std::ptr::eq(*known, gate)) {
            gates.push(gate);
        }
    }
    gates
}

/// Every gate of a case.
fn gates(criterion: &mut Criterion) {
    let (memory, stream, on) = sale();
    let file: Arc<File> = memory.file_of(&stream);
    memory.in_situation(&stream, on, |now| {
        let findings: usize = file.readiness(now).iter().map(|act| act.findings.len()).sum();
        let mut group = criterion.benchmark_group("gates");
        group.throughput(Throughput::Elements(1));
        group.bench_function(format!("of a case, {findings} findings"), |bench| {
            bench.iter(|| black_box(file.readiness(black_box(now))));
        });
        if let File::Case(case) = &*file {
            let gates = distinct();
            let told: usize =
                gates.iter().map(|gate| case::gates::run(gate, case, now).len()).sum();
            group.bench_function(format!("each gate once, {told} findings"), |bench| {
                bench.iter(|| {
                    for gate in &gates {
                        black_box(case::gates::run(gate, case, black_box(now)));
                    }
                });
            });
        }
        group.bench_function("of its countersignature", |bench| {
            bench.iter(|| black_box(file.why(black_box("countersign"), now)));
        });
        group.finish();
    });
}

/// A case folded from its stored events.
fn fold(criterion: &mut Criterion) {
    let (memory, stream, _) = sale();
    let events: Vec<_> = memory.journal.iter().filter(|entry| entry.stream == stream).collect();
    let mut group = criterion.benchmark_group("fold");
    group.throughput(Throughput::Elements(events.len() as u64));
    group.bench_function("events of a case", |bench| {
        bench.iter(|| {
            let mut file = File::new(stream.kind);
            for entry in &events {
                entry.fold_into(&mut file);
            }
            black_box(file)
        });
    });
    group.finish();
}

criterion_group!(benches, gates, fold);
criterion_main!(benches);
