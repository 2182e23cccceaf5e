//! The yard: what a day of work on Caseway needs, as words of `cargo x`.
//! It builds, tests, checks and writes; no part of the product is in it, and none depends on it.
#![expect(clippy::disallowed_methods, reason = "tools read files, write files and time their work")]

mod cluster;
mod daily;
mod dev;
mod docs;
mod new;
mod nightly;
mod programs;
mod readme;
mod setup;
mod shell;
mod steps;
mod tidy;
mod told;

use std::{env, process::ExitCode};

use anyhow::{Result, bail};

/// A word of `cargo x`: how it is written, what it does, and the doing.
struct Word {
    usage: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const WORDS: &[Word] = &[
    Word {
        usage: "setup [run]",
        help: "install what is missing; `run` asks for less",
        run: setup::word,
    },
    Word {
        usage: "pg COMMAND ...",
        help: "run a command beside a throw-away PostgreSQL",
        run: daily::pg,
    },
    Word {
        usage: "dev SEED [ADDRESS]",
        help: "serve a small world, again after changes",
        run: dev::word,
    },
    Word {
        usage: "bless [CRATE ...]",
        help: "take what tests see for what they expect",
        run: daily::bless,
    },
    Word {
        usage: "trial WORDS ...",
        help: "kills and power cuts, as crates/trial does them",
        run: nightly::trial,
    },
    Word { usage: "bench WORDS ...", help: "measure beside the named peers", run: nightly::bench },
    Word {
        usage: "new rule|stage|report|page NAME",
        help: "write its files, lines and a failing story",
        run: new::word,
    },
    Word { usage: "readme", help: "run the commands of the README", run: daily::readme },
    Word { usage: "docs", help: "write docs/generated from the program", run: docs::word },
    Word { usage: "tidy", help: "what a reviewer said twice", run: tidy::word },
    Word { usage: "check", help: "format, lint, tidy and the core's tests", run: daily::check },
    Word { usage: "test", help: "everything, on both databases, with browser", run: daily::test },
];

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo x: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<()> {
    let Some((first, rest)) = words.split_first() else {
        help();
        return Ok(());
    };
    let named = |word: &&Word| word.usage.split(' ').next() == Some(first.as_str());
    let Some(word) = WORDS.iter().find(named) else {
        help();
        bail!("\"{first}\" is no word of cargo x");
    };
    (word.run)(rest)
}

fn help() {
    println!("The words of cargo x:\n");
    for word in WORDS {
        println!("  {:<34} {}", word.usage, word.help);
    }
}
