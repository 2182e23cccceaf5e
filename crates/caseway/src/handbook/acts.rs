//! Acts and stages, from the tables by which the core decides.

use std::fmt::Write as _;

use case::{About, Act, Decider, Field, Input, Need, cn, lor, purchaser, sale, support};
use terms::Kind;

use super::{code, table};

/// The chapter of acts.
pub fn chapter() -> String {
    let mut out = String::from(
        "Each act is one row of a table in the core. The form, the API and the command line are \
         made from it: `caseway act FILE ACT FIELD=VALUE ...`.\n\n",
    );
    of::<purchaser::State>(Kind::Purchaser, &mut out);
    of::<lor::State>(Kind::Request, &mut out);
    of::<sale::State>(Kind::Case, &mut out);
    of::<cn::State>(Kind::Notification, &mut out);
    of::<support::State>(Kind::Support, &mut out);
    out
}

fn of<S: Decider>(kind: Kind, out: &mut String) {
    let _ = write!(out, "## Of a {}\n\n", kind.word());
    for act in S::ACTS {
        tell(kind, act, out);
    }
}

fn tell<S: Decider>(kind: Kind, act: &Act<S>, out: &mut String) {
    let About { name, thing, title, help, desks, fields, .. } = act.about;
    let _ = write!(out, "### {kind} {name}\n\n{title}. {help}\n\n", kind = kind.word());
    let desks: Vec<String> = desks.iter().map(code).collect();
    let stages: Vec<String> = act.stages.iter().map(code).collect();
    let rules = act.gate.iter().copied().flatten().map(|check| code(check.rule));
    let rules: Vec<String> = rules.collect();
    let when = match (act.opens, stages.is_empty()) {
        (true, _) => "opens the file".to_owned(),
        (false, true) => "at any stage".to_owned(),
        (false, false) => format!("at {}", stages.join(", ")),
    };
    let address = format!("POST /api/v1/{}/{{id}}/{thing}", kind.plural());
    let _ = write!(out, "- When: {when}\n- Desks: {}\n- API: `{address}`\n", desks.join(", "));
    if !rules.is_empty() {
        let _ = writeln!(out, "- Must pass: {}", rules.join(", "));
    }
    out.push('\n');
    if !fields.is_empty() {
        out.push_str(&table(&["Field", "Holds", "Needed", "Meaning"], rows("", fields)));
    }
}

fn rows(before: &str, fields: &[Field]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for field in fields {
        let name = format!("{before}{}", field.name);
        let need = if field.need == Need::Must { "yes" } else { "" };
        let meaning = [field.label, field.help].join(". ");
        let meaning = meaning.trim_end_matches([' ', '.']).to_owned();
        all.push(vec![code(&name), holds(&field.input), need.to_owned(), meaning]);
        if let Input::Records(inner) = field.input {
            all.extend(rows(&format!("{name}.N."), inner));
        }
    }
    all
}

fn holds(input: &Input) -> String {
    match input {
        Input::Text(most) => format!("text, {most} characters at most"),
        Input::Long(most) => format!("lines of text, {most} characters at most"),
        Input::Day => "a day".to_owned(),
        Input::Money => "an amount with two decimals".to_owned(),
        Input::Count(least, most) => format!("a whole number, {least} to {most}"),
        Input::Flag => "yes or no".to_owned(),
        Input::Choice(options) => {
            let codes: Vec<String> = options.iter().map(|(option, _)| code(option)).collect();
            codes.join(", ")
        }
        Input::Id(example, _) => format!("a number such as {}", code(example)),
        Input::Upload => "the digest of a kept file".to_owned(),
        Input::Many(example, _) => format!("several, such as {}", code(example)),
        Input::Records(_) => "a repeated group".to_owned(),
    }
}

/// The chapter of stages.
pub fn stages() -> String {
    let kinds: [(&str, &[(&str, &str)]); 5] = [
        ("purchaser", purchaser::Stage::OPTIONS),
        ("request", lor::Stage::OPTIONS),
        ("case", sale::Stage::OPTIONS),
        ("notification", cn::Stage::OPTIONS),
        ("support", support::Stage::OPTIONS),
    ];
    let mut out = String::from("Where a file can stand.\n\n");
    for (kind, options) in kinds {
        let rows = options.iter().map(|(stage, means)| vec![code(stage), (*means).to_owned()]);
        let _ = write!(out, "## Of a {kind}\n\n{}", table(&["Stage", "Meaning"], rows));
    }
    out
}
