//! Settings: what the program, its build and its tests read from their surroundings.

use clap::CommandFactory as _;

use super::{code, table};
use crate::args::Args;

/// Variables that no word of the command line stands for: name, meaning, reader.
const OTHERS: &[(&str, &str, &str)] = &[
    (
        "CASEWAY_LOG",
        "What the program logs on standard error, as `level` or `room=level`.",
        "program",
    ),
    ("CASEWAY_ASSETS", "A ready `node_modules` with the design system, in place of npm.", "build"),
    (
        "CASEWAY_FOLD",
        "Made by the build for itself: which program text folds a file, so that a kept state of \
         another is never read.",
        "build",
    ),
    (
        "CASEWAY_PRESS",
        "Made by the build for itself: which program text prints papers, so that a release says it.",
        "build",
    ),
    (
        "CASEWAY_TEST_POSTGRES",
        "The throw-away PostgreSQL of a test run; without it these tests skip.",
        "tests",
    ),
    (
        "CASEWAY_NIGHT",
        "Set to 1, the plain model is exhausted in its larger bounds and held against in full.",
        "tests",
    ),
    (
        "CASEWAY_BLESS",
        "Takes what tests see for what they expect; the diff is read like text.",
        "tests",
    ),
    (
        "CASEWAY_SHARED",
        "A folder with public notices that tests also read, in place of the one beside a checkout.",
        "tests",
    ),
    (
        "CASEWAY_BENCH_RAISED",
        "Set by the bench for itself once it has real-time priority.",
        "bench",
    ),
    (
        "CASEWAY_VERIFIER",
        "An independent verifier of logs that tests ask for a second opinion.",
        "tests",
    ),
    (
        "CASEWAY_TOOLS",
        "A folder with checkers of others that trials also ask, in place of the one beside a \
         checkout.",
        "trials",
    ),
    ("CASEWAY_IMAGES", "Where browser tests keep the pictures of the README.", "tests"),
    ("CASEWAY_SCREENSHOTS", "With 1, browser tests take the pictures of the README anew.", "tests"),
    ("CASEWAY_BIN", "The program that tests outside cargo drive.", "tests"),
    ("CASEWAY_CHROMIUM", "The browser that tests drive.", "tests"),
];

/// The chapter.
pub fn chapter() -> String {
    let program = Args::command();
    let of_commands = program.get_subcommands().flat_map(clap::Command::get_arguments);
    let words = program.get_arguments().chain(of_commands).filter_map(|arg| {
        let name = arg.get_env()?.to_string_lossy().into_owned();
        let word = arg.get_long().map(|long| code(format!("--{long}"))).unwrap_or_default();
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        Some(vec![code(name), format!("{}.", help.trim_end_matches('.')), word])
    });
    let others = OTHERS.iter().map(|(name, meaning, reader)| {
        vec![code(name), (*meaning).to_owned(), (*reader).to_owned()]
    });
    let mut rows: Vec<Vec<String>> = words.chain(others).collect();
    rows.sort();
    // Several commands may take the same word.
    rows.dedup();
    let words = "There is no file of settings: words of the command line, or variables.\n\n";
    format!("{words}{}", table(&["Variable", "Meaning", "Word, or who reads it"], rows))
}
