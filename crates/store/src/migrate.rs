//! Brings a database to this program's schema. One text serves both engines; where they cannot
//! agree, a step has a text for each.

use sha2::{Digest, Sha256};
use terms::hex;

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// One step of the schema's history.
pub struct Step {
    /// Number, from 1.
    pub number: i64,
    /// Name.
    pub name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const fn both(number: i64, name: &'static str, sql: &'static str) -> Step {
    Step { number, name, sqlite: sql, postgres: sql }
}

/// Every step, oldest first. A step that was released never changes.
pub const STEPS: &[Step] = &[
    both(1, "journal", include_str!("../migrations/0001_journal.sql")),
    both(2, "views", include_str!("../migrations/0002_views.sql")),
    Step {
        number: 3,
        name: "search",
        sqlite: include_str!("../migrations/0003_search.sqlite.sql"),
        postgres: include_str!("../migrations/0003_search.postgres.sql"),
    },
    Step {
        number: 4,
        name: "by_number",
        sqlite: include_str!("../migrations/0004_by_number.sqlite.sql"),
        postgres: include_str!("../migrations/0004_by_number.postgres.sql"),
    },
    both(5, "gates", include_str!("../migrations/0005_gates.sql")),
    both(6, "states", include_str!("../migrations/0006_states.sql")),
    both(7, "accounts", include_str!("../migrations/0007_accounts.sql")),
    both(8, "list-by-gate", include_str!("../migrations/0008_list_by_gate.sql")),
];

/// Where the history of steps is kept; the same text on both engines.
pub const HISTORY: &str = "
create table if not exists migration (
  number bigint not null primary key,
  name text not null,
  digest text not null
)";

/// What the history of a database says against opening it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A newer program made it.
    #[error(
        "the database has schema {found}, and this program knows schemas up to {known}; \
         use the newer program that wrote it"
    )]
    Newer {
        /// The database's schema.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A step was made from another text.
    #[error("step {number} of the schema was made from another text than this program's")]
    Changed {
        /// The step.
        number: i64,
    },
}

impl Step {
    /// The text for a database.
    pub fn sql(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::Sqlite => for_sqlite(self.sqlite),
            // Texts compare by their bytes on both engines, so that pages and digests agree.
            Dialect::Postgres => self.postgres.replace(" text", " text collate \"C\""),
        }
    }

    /// Digest of the text, kept in the history.
    pub fn digest(&self, dialect: Dialect) -> String {
        hex::encode(&Sha256::digest(self.sql(dialect)))
    }
}

/// The steps that are still to be done, from the steps that were: (number, digest).
pub fn pending(done: &[(i64, String)], dialect: Dialect) -> Result<Vec<&'static Step>, Unfit> {
    let known = STEPS.last().map_or(0, |step| step.number);
    let found = done.iter().map(|(number, _)| *number).max().unwrap_or(0);
    if known < found {
        return Err(Unfit::Newer { found, known });
    }
    for (number, digest) in done {
        let same = STEPS.iter().any(|s| s.number == *number && s.digest(dialect) == *digest);
        if !same {
            return Err(Unfit::Changed { number: *number });
        }
    }
    Ok(STEPS.iter().filter(|step| found < step.number).collect())
}

/// SQLite's words for the three that differ.
fn for_sqlite(sql: &str) -> String {
    let typed = sql.replace(" bigint", " integer").replace(" bytea", " blob");
    let mut out = String::with_capacity(typed.len() + 64);
    let mut in_table = false;
    for line in typed.lines() {
        in_table |= line.starts_with("create table");
        if in_table && line == ");" {
            out.push_str(") strict;");
            in_table = false;
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_gets_its_own_words_and_strict_tables() {
        let sql = "create table a (\n  b bigint not null,\n  c bytea\n);\ncreate index d on a (b);";
        let made = for_sqlite(sql);
        assert_eq!(
            made,
            "create table a (\n  b integer not null,\n  c blob\n) strict;\ncreate index d on a (b);\n"
        );
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let last = STEPS.last().unwrap().number;
        let newer = [(last + 1, String::new())];
        let said = pending(&newer, Dialect::Sqlite).err();
        assert_eq!(said, Some(Unfit::Newer { found: last + 1, known: last }));
    }

    #[test]
    fn a_changed_step_is_refused_and_the_rest_is_pending() {
        let first = STEPS[0].digest(Dialect::Sqlite);
        let rest = pending(&[(1, first)], Dialect::Sqlite).unwrap();
        assert_eq!(rest.len(), STEPS.len() - 1);
        assert!(pending(&[(1, "x".to_owned())], Dialect::Sqlite).is_err());
    }
}
