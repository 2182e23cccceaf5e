//! A pack in a folder, such as a draft of next year's law. Nothing of it decides here: it is read
//! to be compared. The folder is somebody's, so that what is read has limits.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rules::jurisdiction::FILE;

use super::{Law, PACKS};

/// The most files that a pack has.
const FILES_MAX: usize = 500;
/// The largest file of a pack, in bytes.
const FILE_MAX: u64 = 1_024 * 1_024;
/// How deep its folders go.
const DEPTH_MAX: usize = 6;

/// Tables that are no rows.
const COUNTRIES: &str = "codes/countries.toml";
const AGENCIES: &str = "codes/agencies.toml";

impl Law {
    /// Reads a pack in a folder. What it does not say of whose law it is, and tables that it does
    /// not bring, are those of the pack that the program carries under a name. A folder inside it
    /// that says whose law it is is another pack, and is left out.
    pub fn of_folder(folder: &Path, usual: &str) -> anyhow::Result<Self> {
        let mut texts = Vec::new();
        gather(folder, String::new(), &mut texts)?;
        if !texts.iter().any(|(name, _)| !name.starts_with("codes/") && name != FILE) {
            bail!("{} holds no rows of a pack", folder.display());
        }
        let carried = carried(usual)?;
        let own = carried.files.iter().filter(|(name, _)| *name == FILE);
        let table = |name: &str, otherwise: &'static str| {
            let own = texts.iter().find(|(known, _)| known == name);
            own.map_or(otherwise, |(_, text)| text.as_str())
        };
        let rows = texts.iter().filter(|(name, _)| !name.starts_with("codes/"));
        let mut files: Vec<(&str, &str)> =
            rows.map(|(name, text)| (name.as_str(), text.as_str())).collect();
        if !files.iter().any(|(name, _)| *name == FILE) {
            files.extend(own);
        }
        let (countries, agencies) =
            (table(COUNTRIES, carried.countries), table(AGENCIES, carried.agencies));
        Self::read(&files, countries, agencies).with_context(|| folder.display().to_string())
    }
}

fn carried(name: &str) -> anyhow::Result<&'static super::Carried> {
    let named = |carried: &&super::Carried| {
        rules::Pack::read(carried.files).is_ok_and(|pack| pack.name() == name)
    };
    PACKS.iter().find(named).with_context(|| format!("the program carries no pack \"{name}\""))
}

/// Reads the files of a folder and of those inside it, by their names within the pack.
fn gather(folder: &Path, inside: String, texts: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let unread = || format!("{} cannot be read", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(unread)? {
        paths.push(entry.with_context(unread)?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kind = std::fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            let deeper = format!("{inside}{name}/");
            let depth = deeper.matches('/').count();
            if !path.join(FILE).exists() {
                if DEPTH_MAX < depth {
                    bail!("{}: a pack has no folder that deep", path.display());
                }
                gather(&path, deeper, texts)?;
            }
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "toml") {
            if FILES_MAX <= texts.len() {
                bail!("{}: a pack has at most {FILES_MAX} files", folder.display());
            }
            texts.push((format!("{inside}{name}"), text(&path)?));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a pack in a folder is files")]
fn text(path: &PathBuf) -> anyhow::Result<String> {
    let size = std::fs::metadata(path)?.len();
    if FILE_MAX < size {
        bail!("{}: a file of a pack is at most {FILE_MAX} bytes", path.display());
    }
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
