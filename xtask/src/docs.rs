//! `cargo x docs`: the papers of `docs/generated`, from the program's tables and its text.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{
    daily::no_words,
    shell,
    tidy::Tree,
    told::{self, FOLDER},
};

/// Writes every paper.
pub fn word(words: &[String]) -> Result<()> {
    no_words("docs", words)?;
    for (path, text) in told::papers(&Tree::read()?)? {
        write(&path, &text)?;
    }
    shell::run(&mut shell::cargo(&["build", "--locked", "--package", "caseway"]))?;
    let program = shell::built("caseway").display().to_string();
    let chapters = shell::ask(&mut shell::command(&program, &["handbook"]))?;
    for name in chapters.lines().filter_map(|line| line.split_whitespace().next()) {
        let text = shell::ask(&mut shell::command(&program, &["handbook", name]))?;
        write(&format!("{FOLDER}/{name}.md"), &text)?;
    }
    Ok(())
}

fn write(path: &str, text: &str) -> Result<()> {
    println!("  {path}");
    let file = shell::root().join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, text).with_context(|| format!("{path} cannot be written"))
}
