//! Work for the night, and its small share of every test run: killing the server, cutting its power.

use anyhow::Result;

use crate::shell;

/// So many kills of a working server, each followed by the whole check.
pub fn kills(count: u32, postgres: &str) -> Result<()> {
    let program = shell::built("trial").display().to_string();
    let mut command = shell::command(&program, &["kill", "--kills", &count.to_string()]);
    shell::run(command.env("CASEWAY_TEST_POSTGRES", postgres))
}
