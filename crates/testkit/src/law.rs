//! The law of the repository, read from `rules/`, for tests that have no office.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use case::Country;
use interchange::countries::Countries;
use rules::{Pack, USUAL, jurisdiction::FILE};
use schedule::Calendars;
use terms::PurchaserCode;

/// Working days by country, as they stand in the repository; read once.
pub fn calendars() -> Calendars {
    static READ: OnceLock<Calendars> = OnceLock::new();
    let all = || {
        let files = files_under(&root().join("rules"), "toml");
        let is_calendar = |path: &&PathBuf| path.parent().is_some_and(|p| p.ends_with("calendars"));
        let texts: Vec<String> = files.iter().filter(is_calendar).map(|path| read(path)).collect();
        let named: Vec<(&str, &str)> = texts.iter().map(|text| ("calendars", &**text)).collect();
        Calendars::read(&named).expect("the calendars of the repository can be read")
    };
    READ.get_or_init(all).clone()
}

/// The rules and the table of purchasers.
pub struct Law {
    /// The rules.
    pub pack: Pack,
    countries: Countries,
}

impl Law {
    /// The usual law as it stands in the repository; read once.
    pub fn of_repository() -> Arc<Self> {
        Self::named(USUAL)
    }

    /// A pack of the repository by its name; all are read once.
    pub fn named(name: &str) -> Arc<Self> {
        static LAWS: OnceLock<BTreeMap<String, Arc<Law>>> = OnceLock::new();
        let laws = LAWS.get_or_init(|| {
            let owns = files_under(&root().join("rules"), "toml");
            let folders = owns.iter().filter(|path| path.ends_with(FILE));
            let read = |own: &PathBuf| Self::read(own.parent().expect("it stands in a folder"));
            folders.map(read).map(|law| (law.pack.name().to_owned(), Arc::new(law))).collect()
        });
        Arc::clone(laws.get(name).unwrap_or_else(|| panic!("rules/ holds no pack {name}")))
    }

    /// The names of all packs of the repository.
    pub fn names() -> Vec<String> {
        let owns = files_under(&root().join("rules"), "toml");
        let own = |path: &&PathBuf| path.ends_with(FILE);
        let name = |own: &PathBuf| {
            let pack = Pack::read(&[(FILE, &read(own))]).expect("a pack says whose law it is");
            pack.name().to_owned()
        };
        owns.iter().filter(own).map(name).collect()
    }

    fn read(folder: &Path) -> Self {
        let tables = folder.join("codes");
        let other = |path: &Path| {
            let mut above = path.ancestors().skip(1).take_while(|above| *above != folder);
            above.any(|above| above.join(FILE).exists())
        };
        let files: Vec<(String, String)> = files_under(folder, "toml")
            .into_iter()
            .filter(|path| !path.starts_with(&tables) && !other(path))
            .map(|path| (name_in(folder, &path), read(&path)))
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let pack = Pack::read(&files).expect("the rules of the repository are a pack");
        let countries = Countries::read(&read(&tables.join("countries.toml")));
        Self { pack, countries: countries.expect("the table of purchasers can be read") }
    }

    /// A row of the country table, as the core takes it.
    pub fn country(&self, code: &PurchaserCode) -> Option<Country> {
        let row = self.countries.by_code(code)?;
        Some(Country {
            code: code.clone(),
            name: row.name.clone(),
            fictional: row.fictional,
            members: row.members.iter().map(|m| (m.of.clone(), m.from)).collect(),
        })
    }
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the crate stands in crates/").to_owned()
}

/// Every file of an ending under a folder, in the order of their paths.
pub fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files_under(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text of a file of the repository.
#[expect(clippy::disallowed_methods, reason = "tests read the repository")]
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file of the repository: only when somebody blesses what was found.
#[expect(clippy::disallowed_methods, reason = "blessing writes the repository")]
pub fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder of the repository can be made");
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Whether what is found is to be kept as what is expected: `cargo x bless` asks for it.
pub fn blessing() -> bool {
    std::env::var_os("CASEWAY_BLESS").is_some_and(|value| value == "1")
}

/// The path of a file inside a folder, with `/` between its parts.
pub fn name_in(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
