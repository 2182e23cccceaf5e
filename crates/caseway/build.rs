//! Names the program text that prints papers: a paper that another text released may print anew
//! with other bytes, and then that is said.
#![allow(clippy::disallowed_methods, reason = "a build script reads files")]

use std::{
    env, fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// The texts that decide what a paper says and how it is set, beside this crate.
const ROOMS: [&str; 10] = [
    "src/printer",
    "../app/src/papers",
    "../case/src",
    "../documents/src",
    "../documents/templates",
    "../ledger/src",
    "../pricing/src",
    "../rules/src",
    "../terms/src",
    "../../rules",
];
/// The engine that sets papers, among the packages of the lock file.
const ENGINES: [&str; 2] = ["name = \"typst", "name = \"krilla"];

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut hash = DefaultHasher::new();
    for room in ROOMS {
        let folder = here.join(room);
        for file in texts(&folder)? {
            let name = file.strip_prefix(&folder).map_err(io::Error::other)?;
            (room, name).hash(&mut hash);
            fs::read(&file)?.hash(&mut hash);
        }
    }
    let lock = here.join("../../Cargo.lock");
    println!("cargo::rerun-if-changed={}", lock.display());
    let lock = fs::read_to_string(lock)?;
    let is_engine = |package: &&str| ENGINES.iter().any(|engine| package.contains(engine));
    lock.split("[[package]]").filter(is_engine).for_each(|package| package.hash(&mut hash));
    println!("cargo::rustc-env=CASEWAY_PRESS={:016x}", hash.finish());
    Ok(())
}

/// Every text below a folder, in the order of their paths.
fn texts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
