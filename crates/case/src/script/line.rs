//! One line of a script, by its first word.

use super::{Deed, Expected, Said, Step, blank};

/// Reads a line that is no comment and no value of an act.
pub(super) fn step(line: &str) -> Result<Step, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "given" => given(rest),
        "until" => read(rest.trim()).map(Step::Until),
        "when" => when(rest).map(Step::When),
        "then" => then(rest).map(Step::Then),
        "says" => says(rest).map(Step::Says),
        "stage" => {
            let (stream, stage) = rest.split_once(' ').ok_or("stage FILE STAGE")?;
            Ok(Step::Stage(read(stream)?, stage.trim().to_owned()))
        }
        "ledger" => {
            let (left, amount) = rest.split_once('=').ok_or("ledger CASE ACCOUNT = AMOUNT")?;
            let (case, account) =
                left.trim().split_once(' ').ok_or("ledger CASE ACCOUNT = AMOUNT")?;
            Ok(Step::Ledger(read(case)?, account.trim().to_owned(), read(amount.trim())?))
        }
        _ => Err("begins with none of: pack, given, until, when, then, says, stage, ledger, #"
            .to_owned()),
    }
}

const GIVEN: &str = "given SCRIPT [until FILE STAGE] [with OLD=NEW ...] [for KEY=VALUE ...] \
                     [without ACT ...]";

fn given(rest: &str) -> Result<Step, String> {
    let mut words = rest.split_whitespace();
    let script = words.next().ok_or(GIVEN)?.to_owned();
    let (mut until, mut with, mut without, mut section) = (None, Vec::new(), Vec::new(), "");
    while let Some(word) = words.next() {
        match (word, section) {
            ("until", _) => {
                let stream = read(words.next().ok_or("until FILE STAGE")?)?;
                until = Some((stream, words.next().ok_or("until FILE STAGE")?.to_owned()));
            }
            ("with" | "for" | "without", _) => section = word,
            (act, "without") => without.push(act.to_owned()),
            (pair, "with") => {
                // The longer arrow is for words that hold an equals sign themselves.
                let arrow = pair.split_once("=>").or_else(|| pair.split_once('='));
                let (old, new) = arrow.ok_or("with OLD=NEW or OLD=>NEW")?;
                with.push((old.to_owned(), new.to_owned()));
            }
            (pair, "for") => {
                let (key, value) = pair.split_once('=').ok_or("for KEY=VALUE")?;
                with.push((blank(key), value.to_owned()));
            }
            _ => return Err(GIVEN.to_owned()),
        }
    }
    Ok(Step::Given { script, until, with, without })
}

fn when(rest: &str) -> Result<Deed, String> {
    let mut words = rest.split_whitespace();
    let form = "when DAY [WHO] FILE ACT";
    let on = read(words.next().ok_or(form)?)?;
    let second = words.next().ok_or(form)?;
    let (who, stream) = if second.contains('@') {
        (Some(read(second)?), words.next().ok_or(form)?)
    } else {
        (None, second)
    };
    let act = words.next().ok_or(form)?.to_owned();
    let pairs = words.map(|pair| {
        let pair = pair.split_once('=').ok_or("not key=value")?;
        Ok((pair.0.to_owned(), pair.1.to_owned()))
    });
    Ok(Deed { on, who, stream: read(stream)?, act, pairs: pairs.collect::<Result<_, String>>()? })
}

fn then(rest: &str) -> Result<Expected, String> {
    let (word, more) = rest.split_once(' ').unwrap_or((rest, ""));
    let (rule, words) = more.split_once(' ').unwrap_or((more, ""));
    let (rule, words) = (rule.trim().to_owned(), words.trim().trim_matches('"'));
    let words = (!words.is_empty()).then(|| words.to_owned());
    let expected = match word {
        "refused" => Expected::Refused(rule, words),
        "satisfied" => Expected::Satisfied(rule, words),
        "noted" => Expected::Noted(rule, words),
        "unnoted" => Expected::Unnoted(rule),
        "absent" => Expected::Absent(rule),
        "invalid" => return Ok(Expected::Invalid(more.trim().to_owned())),
        _ => return Ok(Expected::Events(rest.split_whitespace().map(str::to_owned).collect())),
    };
    let named = expected.rule().is_some_and(|rule| !rule.is_empty());
    named.then_some(expected).ok_or_else(|| format!("then {word} RULE"))
}

fn says(rest: &str) -> Result<Said, String> {
    let form = "says EVENT FIELD = VALUE [by RULE]";
    let (left, right) = rest.split_once('=').ok_or(form)?;
    let (event, path) = left.trim().split_once(' ').ok_or(form)?;
    let is_rule = |word: &&str| {
        let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        word.contains('-') && word.bytes().all(plain)
    };
    let named = right.rsplit_once(" by ").map(|(value, rule)| (value, rule.trim()));
    let (value, by) = match named.filter(|(_, rule)| is_rule(rule)) {
        Some((value, rule)) => (value, Some(rule.to_owned())),
        None => (right, None),
    };
    let (event, path) = (event.to_owned(), path.trim().to_owned());
    Ok(Said { event, path, value: value.trim().to_owned(), by })
}

fn read<T: std::str::FromStr<Err = terms::Unreadable>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: terms::Unreadable| error.to_string())
}
