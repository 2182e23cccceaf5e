//! Rust's text, as far as tidy needs it: without comments and without what stands in quotes.

/// The text with comments and the content of quotes blanked; lines and columns stay.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (keep, blank) = next(rest, out.chars().next_back());
        out.push_str(&rest[..keep]);
        let hidden = &rest[keep..keep + blank];
        out.extend(hidden.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        let step = (keep + blank).max(first.len_utf8());
        if keep + blank == 0 {
            out.push(first);
        }
        rest = &rest[step..];
    }
    out
}

/// How many bytes stand as they are, and how many after them are blanked.
fn next(rest: &str, before: Option<char>) -> (usize, usize) {
    if rest.starts_with("//") {
        return (0, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (0, block(rest));
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if !in_word && let Some((open, end)) = raw(rest) {
        return (open, end - open);
    }
    if let Some(body) = rest.strip_prefix('"') {
        return (1, quoted(body, '"'));
    }
    if rest.starts_with('\'') && is_char(rest) {
        return (1, quoted(&rest[1..], '\''));
    }
    (0, 0)
}

/// The length of a comment in stars, which may hold others.
fn block(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// A raw string: where its content begins, and where its closing mark ends.
fn raw(rest: &str) -> Option<(usize, usize)> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let body = after[marks..].strip_prefix('"')?;
    let open = rest.len() - body.len();
    let close = format!("\"{}", "#".repeat(marks));
    let end = body.find(&close).map_or(body.len(), |at| at + close.len());
    Some((open, open + end))
}

/// The length of a quote's content with its closing mark.
fn quoted(body: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    body.len()
}

/// Whether a quote mark opens a character and not a lifetime.
fn is_char(rest: &str) -> bool {
    let mut after = rest[1..].chars();
    match after.next() {
        Some('\\') => true,
        Some(_) => after.next() == Some('\''),
        None => false,
    }
}

/// The part of a file that is product: everything before its tests.
pub fn product(text: &str) -> &str {
    let tests = text.find("\n#[cfg(test)]\nmod ");
    tests.map_or(text, |at| &text[..=at])
}

/// Whether a path is of a test.
pub fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The rooms of the house: crates by name, with the folder of each.
pub fn room(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text), expected);
    }

    #[test]
    fn comments_go_and_places_stay() {
        check("a // 4_000\nb", "a         \nb");
        check("/* a /* b */ c */ d", "                  d");
    }

    #[test]
    fn quotes_lose_their_content() {
        check(r#"let a = "4\"000"; b"#, "let a = \"       ; b");
        check("r#\"a \" b\"# c", "r#\"        c");
        check("let c = '\\''; d", "let c = '   ; d");
    }

    #[test]
    fn lifetimes_are_no_quotes() {
        check("fn a<'b>(c: &'b str) -> &'b str", "fn a<'b>(c: &'b str) -> &'b str");
    }

    #[test]
    fn tests_at_the_foot_are_no_product() {
        assert_eq!(product("a\n#[cfg(test)]\nmod tests {}\n"), "a\n");
    }
}
