//! Every command with its words, from the table that reads them.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory as _};

use super::{code, table};
use crate::args::Args;

/// The chapter.
pub fn chapter() -> String {
    let mut program = Args::command();
    program.build();
    let mut out = String::from("Words that every command takes:\n\n");
    out.push_str(&words(program.get_arguments().filter(|arg| arg.is_global_set())));
    out.push_str(
        "Exit codes: 0 done, 1 refused (the reasons are printed), 2 wrong use, 3 failed.\n\n",
    );
    for command in program.get_subcommands() {
        tell(command, "caseway", &mut out);
    }
    out
}

fn tell(command: &Command, before: &str, out: &mut String) {
    if command.get_name() == "help" {
        return;
    }
    let name = format!("{before} {}", command.get_name());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let below: Vec<&Command> = command.get_subcommands().collect();
    if !below.is_empty() {
        for command in below {
            tell(command, &name, out);
        }
        return;
    }
    let usage: Vec<String> =
        std::iter::once(name.clone()).chain(command.get_positionals().map(positional)).collect();
    let (about, usage) = (about.trim_end_matches('.'), usage.join(" "));
    let _ = write!(out, "## {name}\n\n{about}.\n\n`{usage}`\n\n");
    let own: Vec<&Arg> = command.get_arguments().filter(|arg| !arg.is_global_set()).collect();
    let own = own.into_iter().filter(|arg| arg.get_id() != "help");
    out.push_str(&words(own));
}

fn words<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let rows: Vec<Vec<String>> = args
        .filter(|arg| !arg.is_hide_set())
        .map(|arg| vec![code(word(arg)), said(arg), standard(arg)])
        .collect();
    if rows.is_empty() { String::new() } else { table(&["Word", "Meaning", "When left out"], rows) }
}

fn positional(arg: &Arg) -> String {
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    let name = value(arg);
    let name = if many { format!("{name}...") } else { name };
    if arg.is_required_set() { name } else { format!("[{name}]") }
}

fn word(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("--{long} {}", value(arg)),
        Some(long) => format!("--{long}"),
        None => positional(arg),
    }
}

fn value(arg: &Arg) -> String {
    let names = arg.get_value_names().and_then(|names| names.first());
    names.map_or_else(|| arg.get_id().to_string().to_uppercase(), ToString::to_string)
}

fn said(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}

fn standard(arg: &Arg) -> String {
    let from = arg.get_env().map(|name| code(name.to_string_lossy()));
    let values = arg.get_default_values().iter().map(|value| code(value.to_string_lossy()));
    let flag = arg.get_action().takes_values();
    let values: Vec<String> = from.into_iter().chain(values.filter(|_| flag)).collect();
    values.join(", else ")
}
