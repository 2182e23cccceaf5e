//! Prices on the command line: no record, the figures on standard output, doubts beside them.
#![expect(clippy::disallowed_methods, reason = "a test makes files")]

use std::process::{Command, Output};

use serde_json::Value;

const LINE: &str = "{\"lines\": [{\"qty\": \"1000000\", \"base_unit\": \"0.38\", \"source\": \"P\", \
                    \"nc_unit\": \"0.04\"}], \"admin_rate\": \"0.032\"}";

fn run(words: &[&str], content: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("asked.json");
    std::fs::write(&file, content).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_caseway"))
        .env_remove("CASEWAY_DATABASE_URL")
        .current_dir(folder.path())
        .args(words)
        .arg(&file)
        .output()
        .expect("the program starts");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is made beside it");
    done
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_quotation_is_priced_as_json_and_for_a_person() {
    let done = run(&["--json", "price"], LINE);
    assert_eq!(done.status.code(), Some(0));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["lines"][0]["cas_total"], "3800.00");
    assert_eq!(said["lines"][0]["all_in"], "437361.60");
    assert!(text(&done.stderr).starts_with("cas.2020 (Contract administration services) is a"));
    let done = run(&["price"], LINE);
    let said = text(&done.stdout);
    assert!(said.contains("001"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("(13)") && line.ends_with("437361.60")));
}

#[test]
fn a_schedule_is_told_in_each_way() {
    let asked = "{\"implemented\": \"2026-02-10\", \"case_value\": \"10.00\", \
                 \"monthly_expenditure\": {\"2026-02\": \"10.00\"}, \"sblc_amount\": \"1.00\"}";
    let done = run(&["payment-schedule", "--json"], asked);
    assert_eq!(done.status.code(), Some(0));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["with_sblc"][0]["payment"], "10.00");
    let said = text(&run(&["payment-schedule"], asked).stdout);
    assert!(said.contains("Risk assessed") && said.contains("initial deposit"), "{said}");
}

#[test]
fn a_question_that_cannot_be_read_is_wrong_use() {
    for asked in ["{", "[]", "{}", "{\"lines\": []}", "{\"lines\": [{\"qty\": 1.5}]}"] {
        let done = run(&["price"], asked);
        assert_eq!(done.status.code(), Some(2), "{asked}: {}", text(&done.stderr));
        assert!(done.stdout.is_empty());
    }
}
