//! Takes the design system from npm, once per lock file, and makes a table of the few files that
//! pages use: each with its compressed form, all under one address that changes with the content.
//! Nothing is written outside the build folder; `CASEWAY_ASSETS` names a ready `node_modules`.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

fn main() -> Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for watched in ["build.rs", "package.json", "package-lock.json", "static"] {
        println!("cargo::rerun-if-changed={}", here.join(watched).display());
    }
    println!("cargo::rerun-if-env-changed=CASEWAY_ASSETS");
    let modules = match env::var_os("CASEWAY_ASSETS") {
        Some(ready) => PathBuf::from(ready),
        None => install(&here, &out)?,
    };
    let dist = modules.join("@uswds/uswds/dist");
    let mut files = Vec::new();
    let style = fs::read_to_string(dist.join("css/uswds.min.css"))
        .with_context(|| format!("the design system is not in {}", modules.display()))?;
    for name in referenced(&style) {
        files.push((name.clone(), fs::read(dist.join(&name)).with_context(|| name)?));
    }
    files.push(("css/uswds.min.css".to_owned(), style.into_bytes()));
    for name in ["js/uswds.min.js", "js/uswds-init.min.js"] {
        files.push((name.to_owned(), fs::read(dist.join(name)).context(name)?));
    }
    for entry in fs::read_dir(here.join("static"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a file name")?;
        files.push((name.to_owned(), fs::read(&path)?));
    }
    files.sort();
    write_table(&out, &files)
}

/// `npm ci` in the build folder, unless the same lock file was installed there.
fn install(here: &Path, out: &Path) -> Result<PathBuf> {
    let folder = out.join("npm");
    let lock = fs::read(here.join("package-lock.json"))?;
    let done = folder.join("installed-lock.json");
    let modules = folder.join("node_modules");
    if fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(here.join(name), folder.join(name)).context(name)?;
    }
    let npm = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .output()
        .context("npm is needed to take the design system from its registry; install Node 20")?;
    if !npm.status.success() {
        bail!("npm ci failed: {}", String::from_utf8_lossy(&npm.stderr));
    }
    fs::write(&done, lock)?;
    Ok(modules)
}

/// The fonts and images that the style sheet names and a page of ours can show.
fn referenced(style: &str) -> BTreeSet<String> {
    let named = style.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let plain = named.map(|name| name.trim_matches(['"', '\'']));
    let below = plain.filter_map(|name| name.strip_prefix("../"));
    let shown = below.filter(|name| match ending(name) {
        "woff2" => true,
        "svg" => !name.contains("/file"),
        _ => false,
    });
    shown.map(str::to_owned).collect()
}

fn write_table(out: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let mut all = Sha256::new();
    for (name, bytes) in files {
        all.update(name);
        all.update(bytes);
    }
    let mut digest = String::new();
    for byte in all.finalize().iter().take(8) {
        write!(digest, "{byte:02x}")?;
    }
    let folder = out.join("assets");
    fs::create_dir_all(&folder)?;
    let mut table = format!("const DIGEST: &str = \"{digest}\";\n");
    table.push_str("static FILES: &[Asset] = &[\n");
    for (number, (name, bytes)) in files.iter().enumerate() {
        let plain = folder.join(format!("{number}"));
        let packed = folder.join(format!("{number}.gz"));
        fs::write(&plain, bytes)?;
        let squeezable = ending(name) != "woff2";
        if squeezable {
            let mut gz = GzEncoder::new(Vec::new(), Compression::best());
            gz.write_all(bytes)?;
            fs::write(&packed, gz.finish()?)?;
        }
        let gz = if squeezable {
            format!("Some(include_bytes!({:?}))", packed.to_string_lossy())
        } else {
            "None".to_owned()
        };
        let kind = kind(name)?;
        let plain = plain.to_string_lossy();
        writeln!(
            table,
            "    Asset {{ name: {name:?}, kind: {kind:?}, plain: include_bytes!({plain:?}), \
             packed: {gz} }},"
        )?;
    }
    table.push_str("];\n");
    Ok(fs::write(out.join("assets.rs"), table)?)
}

/// What stands after the last point of a name.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn kind(name: &str) -> Result<&'static str> {
    Ok(match ending(name) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "ico" => "image/x-icon",
        _ => bail!("{name} is of no kind that pages use"),
    })
}
