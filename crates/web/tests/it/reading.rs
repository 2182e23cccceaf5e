//! Reads pages as a person and as a machine: their text, their links, their forms.

/// The values of an attribute, in the order of the page.
pub fn attributes(page: &str, name: &str) -> Vec<String> {
    let begin = format!(" {name}=\"");
    let rest = page.split(begin.as_str()).skip(1);
    rest.filter_map(|rest| rest.split('"').next()).map(decoded).collect()
}

/// Text with its entities read.
pub fn decoded(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// What a person reads between the way to a page and its footer, one block a line; what a closed
/// part hides is read too.
pub fn text(page: &str) -> String {
    let body = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next());
    let body = body.expect("a page has a main part");
    let mut out = String::new();
    let mut rest = &body[body.find('>').expect("main is a tag") + 1..];
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = rest[at + 1..end].trim_start_matches('/');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if BLOCKS.contains(&name.as_str()) {
            out.push('\n');
        } else if CELLS.contains(&name.as_str()) {
            out.push_str(" | ");
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines = lines.map(|line| line.trim_matches(['|', ' ']).to_owned());
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    decoded(&lines.join("\n")) + "\n"
}

const BLOCKS: &[&str] = &[
    "h1", "h2", "h3", "p", "li", "tr", "caption", "dt", "dd", "section", "summary", "legend",
    "label", "button", "option", "div", "fieldset", "form", "textarea", "select", "svg", "text",
];
const CELLS: &[&str] = &["td", "th"];
