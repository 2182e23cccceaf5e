//! The programs of the machine that tests use, and where each is found.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::shell;

/// Where Debian keeps the programs of its PostgreSQL versions.
const POSTGRES: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `pg_ctl`: the newest version's, or that of the search path.
pub fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir(POSTGRES).into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.parse().ok()?;
            Some((number, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, bin)| bin);
    newest.or_else(|| shell::found("initdb").and_then(|file| file.parent().map(Path::to_owned)))
}

/// Debian's Chromium, or what is called so.
pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(shell::found)
}

/// Whether `cargo nextest` is there; without it `cargo test` does the same work, slower.
pub fn nextest() -> bool {
    shell::found("cargo-nextest").is_some()
}
