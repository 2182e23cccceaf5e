//! The law on the command line: packs, a rule in full, and two packs compared, with exit codes
//! that scripts act on.
#![expect(clippy::disallowed_methods, reason = "a test makes files")]

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

fn caseway(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_caseway"))
        .env_remove("CASEWAY_DATABASE_URL")
        .current_dir(data)
        .arg("--data")
        .arg(data.join("record"))
        .args(words)
        .output()
        .expect("the program starts")
}

fn json(done: &Output) -> Value {
    serde_json::from_slice(&done.stdout).unwrap_or_else(|_| {
        panic!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
    })
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr)
}

#[test]
fn a_record_is_made_under_a_pack_and_explains_the_rules_of_that_one() {
    let folder = tempfile::tempdir().unwrap();
    let no = caseway(folder.path(), &["init", "--sandbox", "--pack", "atlantis"]);
    assert_eq!(no.status.code(), Some(2), "{}", said(&no));
    let real = caseway(folder.path(), &["init", "--pack", "sandbox"]);
    assert_eq!(real.status.code(), Some(2), "{}", said(&real));
    assert!(said(&real).contains("add --sandbox"), "{}", said(&real));
    let made = caseway(folder.path(), &["init", "--sandbox", "--pack", "sandbox", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    assert_eq!(json(&made)["pack"], "sandbox");
    let again = caseway(folder.path(), &["init", "--sandbox"]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    let calendar = ["calendar", "finance-oficer", "--out", "x.ics"];
    let empty = caseway(folder.path(), &calendar);
    assert_eq!(empty.status.code(), Some(0), "{}", said(&empty));
    assert!(said(&empty).contains("x.ics: 0 entries"), "{}", said(&empty));
    assert!(said(&empty).contains("\"finance-oficer\" is no desk"), "{}", said(&empty));
    let told = caseway(folder.path(), &["explain", "CN-001", "--json"]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    let told = json(&told);
    assert_eq!(told["items"][1]["params"]["total_krc"], "20000000");
    assert_eq!(told["holds"]["looked_at"], 0);
    let same = caseway(folder.path(), &["rules", "explain", "CN-001", "--json"]);
    assert_eq!(json(&same), told);
    let usual = caseway(folder.path(), &["explain", "CN-001", "--pack", "us"]);
    assert!(said(&usual).contains("mde_usd = 14000000"), "{}", said(&usual));
    assert_eq!(caseway(folder.path(), &["explain", "CN-999"]).status.code(), Some(2));
}

#[test]
fn two_packs_are_compared_row_by_row_without_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let same = caseway(folder.path(), &["rules", "diff", "us", "us", "--json"]);
    assert_eq!(same.status.code(), Some(0), "{}", said(&same));
    let told = json(&same);
    assert!(told["cases"].is_null() && told["rows"]["changed"].as_array().unwrap().is_empty());
    let other = json(&caseway(folder.path(), &["rules", "diff", "us", "sandbox", "--json"]));
    let added = other["rows"]["added"].as_array().unwrap();
    assert!(added.iter().any(|row| row["key"] == "CN-001@2025-07-01"), "{added:?}");
    let no = caseway(folder.path(), &["rules", "diff", "us", "no-such-folder"]);
    assert_eq!(no.status.code(), Some(2), "{}", said(&no));
}

#[test]
fn open_cases_that_another_pack_decides_otherwise_give_exit_code_one() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("draft");
    std::fs::create_dir(&draft).unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let text = std::fs::read_to_string(rules.join("samm/requests.toml")).unwrap();
    std::fs::write(draft.join("requests.toml"), text).unwrap();
    for words in [&["init", "--sandbox"][..], &["seed", "busy-desk"]] {
        let done = caseway(folder.path(), words);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    }
    let same = caseway(folder.path(), &["rules", "diff", "us", "us", "--json"]);
    assert_eq!(same.status.code(), Some(0), "{}", said(&same));
    assert!(json(&same)["cases"]["cases"].as_u64().unwrap() > 10);
    let other = caseway(folder.path(), &["rules", "diff", "us", "draft", "--json"]);
    assert_eq!(other.status.code(), Some(1), "{}", said(&other));
    let told = json(&other);
    let one = &told["cases"]["otherwise"][0];
    assert_eq!(one["before"]["outcome"], "refused");
    assert!(one["after"].is_null(), "the draft has no row: {one}");
    let words = said(&caseway(folder.path(), &["rules", "diff", "us", "draft"]));
    assert!(words.contains("no row for that day: nothing is asked"), "{words}");
    assert!(words.contains("open cases would be decided otherwise on"), "{words}");
}
