//! Files kept beside the tests, compared or written anew.

use std::path::{Path, PathBuf};

/// Compares a text with the kept one; with `CASEWAY_BLESS=1` keeps it instead.
pub fn check(file: &str, text: &str) {
    let path = place(file);
    if std::env::var_os("CASEWAY_BLESS").is_some_and(|value| value == "1") {
        keep(&path, text);
    }
    let kept = read(&path);
    let line = kept.lines().zip(text.lines()).position(|(old, new)| old != new);
    let line = line.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    assert!(
        kept == text,
        "{file} differs from line {}:\n  kept  {:?}\n  found {:?}\nrun again with CASEWAY_BLESS=1 \
         if the change is meant, and review the difference",
        line + 1,
        kept.lines().nth(line),
        text.lines().nth(line),
    );
}

fn place(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

#[expect(clippy::disallowed_methods, reason = "a test reads what is kept beside it")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a blessing writes what is kept")]
fn keep(path: &Path, text: &str) {
    std::fs::write(path, text).expect("the folder of the tests can be written to");
}
