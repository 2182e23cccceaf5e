//! Public notices, judged on the command line: one object a line, no record, and exit codes that
//! scripts act on.
#![expect(clippy::disallowed_methods, reason = "a test makes files")]

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const GOOD: &str = "{\"id\":\"cn-1\",\"paragraph\":\"36(b)(1)\",\"purchaser_iso3\":\"SWE\",\
    \"mde_usd\":770000000,\"total_usd\":930000000,\"date_delivered\":\"2026-03-10\"}\n";

/// Checks a file in a folder that holds nothing else.
fn check(content: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notices.jsonl");
    std::fs::write(&file, content).unwrap();
    let done = run(folder.path(), &file);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "nothing is made beside the file");
    done
}

fn run(folder: &Path, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_caseway"))
        .env_remove("CASEWAY_DATABASE_URL")
        .current_dir(folder)
        .args(["notice", "check", "--json"])
        .arg(file)
        .output()
        .expect("the program starts")
}

#[test]
fn a_notice_is_answered_by_one_object_a_line() {
    let done = check(&format!("{GOOD}{}", GOOD.replace("cn-1", "cn-2")));
    assert_eq!(done.status.code(), Some(0));
    let said = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let first = &lines[0];
    assert_eq!(first["id"], "cn-1");
    assert_eq!(first["tier"], "nato_plus");
    assert_eq!(first["mde_limit_usd"], 25_000_000);
    assert_eq!(first["total_limit_usd"], 100_000_000);
    assert_eq!(first["design_construction_limit_usd"], 300_000_000);
    assert_eq!(first["formal_days"], 15);
    assert_eq!(first["required"], true);
    assert_eq!(first["earliest_offer"], "2026-03-26");
    assert!(first["anomalies"].is_array());
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_are_answered() {
    let done = check(&format!("not a notice\n{GOOD}"));
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(String::from_utf8(done.stdout).unwrap().lines().count(), 1);
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("line 1: The line is not a JSON object of one notice"), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &folder.path().join("none.jsonl"));
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8(done.stderr).unwrap().contains("none.jsonl cannot be read"));
}
