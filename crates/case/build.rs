//! Names the program text that folds files: states that another text folded are not read.
#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// The crates whose text decides what a fold makes of events, and how a state is written.
const ROOMS: [&str; 6] = ["case", "ledger", "pricing", "rules", "schedule", "terms"];

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut hash = DefaultHasher::new();
    for room in ROOMS {
        let folder = here.join("..").join(room).join("src");
        for file in texts(&folder)? {
            let name = file.strip_prefix(&folder).map_err(io::Error::other)?;
            (room, name).hash(&mut hash);
            fs::read(&file)?.hash(&mut hash);
        }
    }
    println!("cargo::rustc-env=CASEWAY_FOLD={:016x}", hash.finish());
    Ok(())
}

/// Every program text below a folder, in the order of their paths.
fn texts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
