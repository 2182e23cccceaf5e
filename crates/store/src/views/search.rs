//! Words by which a file is found. Both databases index the same words; accents are taken off
//! here, because only one of them would do it.

use case::{File, cn, lor, sale};
use terms::StreamId;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::View;
use crate::{
    migrate::Dialect,
    value::{Stmt, V},
};

/// The read model.
pub const VIEW: View = View { table: "search", columns: &["words"], rows, many: false };

fn rows(stream: &StreamId, file: &File) -> Vec<Vec<V>> {
    let words = words(file);
    if words.is_empty() {
        return Vec::new();
    }
    let words = format!("{} {}", stream.file, words.join(" "));
    vec![vec![V::Text(folded(&words))]]
}

/// Whether two states of a file are found by the same words, told without folding any.
pub(super) fn same(before: &File, after: &File) -> bool {
    words(before) == words(after)
}

fn words(file: &File) -> Vec<String> {
    match file {
        File::Case(case) => case_words(case),
        File::Request(request) => request_words(request),
        File::Notification(notification) => notification_words(notification),
        File::Purchaser(purchaser) => vec![purchaser.name().to_owned()],
        File::Support(_) | File::Office(_) => Vec::new(),
    }
}

fn case_words(case: &sale::State) -> Vec<String> {
    let Some(opened) = &case.opened else { return Vec::new() };
    let mut words = vec![opened.nickname.clone(), opened.description.clone()];
    words.extend(opened.purchaser.as_ref().map(ToString::to_string));
    words.extend(opened.agency.clone());
    words.extend(case.lines.iter().map(|line| line.description.clone()));
    words.extend(case.requirements.iter().map(|r| r.requirement.what.clone()));
    words.extend(case.notifications.iter().map(|linked| linked.file.to_string()));
    words
}

fn request_words(request: &lor::State) -> Vec<String> {
    let Some(letter) = &request.letter else {
        let need = request.need.iter().map(|need| &need.stated);
        return need
            .flat_map(|need| [need.subject.clone(), need.need.clone(), need.purchaser.to_string()])
            .collect();
    };
    let mut words =
        vec![letter.subject.clone(), letter.reference.clone(), letter.requester.clone()];
    words.push(letter.purchaser.to_string());
    words.extend(letter.items.iter().map(|item| item.name.clone()));
    words
}

fn notification_words(notification: &cn::State) -> Vec<String> {
    let Some(published) = &notification.published else { return Vec::new() };
    let mut words = vec![published.description.clone(), published.notice.clone()];
    words.extend(published.transmittal.clone());
    words.extend(published.purchaser_printed.clone());
    words.extend(published.designators.iter().cloned());
    words.extend(published.items.iter().map(|item| item.name.clone()));
    words
}

/// Small letters without accents; what is no letter or digit becomes a space.
fn folded(text: &str) -> String {
    let signs = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let spaced: String = if text.is_ascii() {
        text.chars().map(|c| signs(c.to_ascii_lowercase())).collect()
    } else {
        let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        plain.map(signs).collect()
    };
    let mut words = String::with_capacity(spaced.len());
    for word in spaced.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// What SQLite's index is made of; its triggers keep it word by word.
const MADE: &str = include_str!("../../migrations/0003_search.sqlite.sql");

/// The statements before all words are written anew: the index is emptied as a whole, and is not
/// kept row by row until `kept` is done.
pub(super) fn unkept(dialect: Dialect) -> Vec<Stmt> {
    if dialect == Dialect::Postgres {
        return Vec::new();
    }
    let names = triggers().filter_map(|made| made.split_whitespace().nth(2));
    let dropped = names.map(|name| format!("drop trigger if exists {name}"));
    let emptied = "insert into search_index (search_index) values ('delete-all')".to_owned();
    dropped.chain([emptied]).map(|sql| Stmt::composed(sql, Vec::new())).collect()
}

/// The statements after all words were written anew: the index is made at once, and is kept row by
/// row from then on.
pub(super) fn kept(dialect: Dialect) -> Vec<Stmt> {
    if dialect == Dialect::Postgres {
        return Vec::new();
    }
    let made = Stmt::new("insert into search_index (search_index) values ('rebuild')", Vec::new());
    [made].into_iter().chain(triggers().map(|made| Stmt::new(made, Vec::new()))).collect()
}

fn triggers() -> impl Iterator<Item = &'static str> {
    MADE.split("\n\n").filter(|part| part.starts_with("create trigger")).map(str::trim_end)
}

/// What people typed, as a query that finds files with words beginning so; `None` when nothing
/// can be looked for.
pub fn query(typed: &str, dialect: Dialect) -> Option<String> {
    const WORDS_MAX: usize = 12;
    let folded = folded(typed);
    let words: Vec<String> = folded
        .split_whitespace()
        .take(WORDS_MAX)
        .map(|word| match dialect {
            Dialect::Sqlite => format!("\"{word}\"*"),
            Dialect::Postgres => format!("{word}:*"),
        })
        .collect();
    let and = match dialect {
        Dialect::Sqlite => " ",
        Dialect::Postgres => " & ",
    };
    (!words.is_empty()).then(|| words.join(and))
}

/// The condition that a column `stream` is among the files found by parameter `$n`.
pub fn condition(column: &str, parameter: usize, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => format!(
            "{column} in (select search.stream from search_index \
             join search on search.rowid = search_index.rowid \
             where search_index match ${parameter})"
        ),
        Dialect::Postgres => format!(
            "{column} in (select stream from search \
             where vector @@ to_tsquery('simple', ${parameter}))"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_of_the_index_is_taken_away_and_made_again() {
        let names = ["search_added", "search_removed", "search_changed"];
        let (away, again) = (unkept(Dialect::Sqlite), kept(Dialect::Sqlite));
        assert_eq!((away.len(), again.len()), (names.len() + 1, names.len() + 1));
        for (at, name) in (0..).zip(names) {
            assert_eq!(away[at].sql, format!("drop trigger if exists {name}"));
            assert!(again[at + 1].sql.starts_with(&format!("create trigger {name} ")));
            assert!(again[at + 1].sql.ends_with("end;"));
        }
        assert_eq!(unkept(Dialect::Postgres).len() + kept(Dialect::Postgres).len(), 0);
    }

    #[test]
    fn words_are_found_without_accents_and_signs() {
        assert_eq!(folded("Türkiye: CH-47D (x2)"), "turkiye ch 47d x2");
        assert_eq!(folded(" CH-47D\t(x2)!"), "ch 47d x2");
        assert_eq!(query("CH-47", Dialect::Postgres).as_deref(), Some("ch:* & 47:*"));
        assert_eq!(query("\"'); drop", Dialect::Sqlite).as_deref(), Some("\"drop\"*"));
        assert_eq!(query(" -- ", Dialect::Sqlite), None);
    }
}
