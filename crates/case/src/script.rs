//! Stories and seeds as text that a case officer can read: who did what on which day, and what
//! followed. This file reads the text; runners of stories and seeds are elsewhere.
//!
//! ```text
//! # An offer over the threshold waits for Congress
//! given first-lor until case/BN-P-LCB state-listed
//! when 2023-10-05 case/BN-P-LCB countersign
//! then refused OFFER-002 "a notification must be complete"
//! when 2023-10-06 ada@legislative notification/26-99 notify
//!   delivered_on = 2023-10-06
//! then cn.notified
//! stage case/BN-P-LCB state-listed
//! ledger BN-P-LCB 1010 = 0.00
//! ```

use terms::{Actor, CaseId, Day, StreamId, Usd};

/// A script: its title and its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The first line, without its mark.
    pub title: String,
    /// Steps, in order, with the number of the line on which each begins.
    pub steps: Vec<(usize, Step)>,
}

/// One step of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Run another script until a file stands at a stage.
    Given {
        /// The script's name.
        script: String,
        /// The file and the stage at which to stop; `None` runs all of it.
        until: Option<(StreamId, String)>,
        /// Words to replace by others in every line of it: another case, another purchaser.
        with: Vec<(String, String)>,
    },
    /// Do an act.
    When(Deed),
    /// What the last act must have led to.
    Then(Expected),
    /// Where a file must stand.
    Stage(StreamId, String),
    /// What an account of a case must hold.
    Ledger(CaseId, String, Usd),
}

/// An act to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The office's day.
    pub on: Day,
    /// Who acts; `None` is the desk whose duty the act is.
    pub who: Option<Actor>,
    /// The file.
    pub stream: StreamId,
    /// The act.
    pub act: String,
    /// Arguments, as the command line takes them.
    pub pairs: Vec<(String, String)>,
}

/// What an act must have led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Exactly these events of its own file, by name.
    Events(Vec<String>),
    /// A refusal with this rule, and words of its sentence where given.
    Refused(String, Option<String>),
    /// Arguments that cannot be taken, with this field among the wrong ones.
    Invalid(String),
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {cause}: \"{text}\"")]
pub struct Unreadable {
    /// Number of the line, from 1.
    pub line: usize,
    /// What was expected.
    pub cause: String,
    /// The line.
    pub text: String,
}

impl Script {
    /// Reads a script.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut script = Self { title: String::new(), steps: Vec::new() };
        for (line, raw) in (1..).zip(text.lines()) {
            let bad = |cause: String| Unreadable { line, cause, text: raw.to_owned() };
            let trimmed = raw.trim();
            if let Some(comment) = trimmed.strip_prefix('#') {
                if script.title.is_empty() {
                    comment.trim().clone_into(&mut script.title);
                }
            } else if raw.starts_with([' ', '\t']) && !trimmed.is_empty() {
                let pair = trimmed.split_once('=').ok_or_else(|| bad("not key = value".into()))?;
                let Some((_, Step::When(deed))) = script.steps.last_mut() else {
                    return Err(bad("a value without an act before it".into()));
                };
                deed.pairs.push((pair.0.trim().to_owned(), pair.1.trim().to_owned()));
            } else if !trimmed.is_empty() {
                script.steps.push((line, step(trimmed).map_err(bad)?));
            }
        }
        Ok(script)
    }
}

fn step(line: &str) -> Result<Step, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "given" => given(rest),
        "when" => when(rest).map(Step::When),
        "then" => then(rest).map(Step::Then),
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
        _ => Err("begins with none of: given, when, then, stage, ledger, #".to_owned()),
    }
}

fn given(rest: &str) -> Result<Step, String> {
    let mut words = rest.split_whitespace();
    let script = words.next().ok_or("given SCRIPT [until FILE STAGE] [with OLD=NEW ...]")?;
    let (mut until, mut with) = (None, Vec::new());
    while let Some(word) = words.next() {
        match word {
            "until" => {
                let stream = read(words.next().ok_or("until FILE STAGE")?)?;
                until = Some((stream, words.next().ok_or("until FILE STAGE")?.to_owned()));
            }
            "with" => {}
            pair => {
                let (old, new) = pair.split_once('=').ok_or("with OLD=NEW")?;
                with.push((old.to_owned(), new.to_owned()));
            }
        }
    }
    Ok(Step::Given { script: script.to_owned(), until, with })
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
    if let Some(refused) = rest.strip_prefix("refused ") {
        let (rule, words) = refused.split_once(' ').unwrap_or((refused, ""));
        let words = words.trim().trim_matches('"');
        let words = (!words.is_empty()).then(|| words.to_owned());
        return Ok(Expected::Refused(rule.to_owned(), words));
    }
    if let Some(field) = rest.strip_prefix("invalid ") {
        return Ok(Expected::Invalid(field.trim().to_owned()));
    }
    Ok(Expected::Events(rest.split_whitespace().map(str::to_owned).collect()))
}

fn read<T: std::str::FromStr<Err = terms::Unreadable>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: terms::Unreadable| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_reads_as_it_is_written() {
        let text = "# One idea\ngiven first-lor until case/BN-P-LCB offered with BN=XA\n\
                    when 2026-10-05 ada@legal case/BN-P-LCB review-legally view=sound\n  \
                    remarks = in order, all of it\nthen loa.legally_reviewed\n\
                    stage case/BN-P-LCB development\nledger BN-P-LCB 1010 = 5.00\n";
        let script = Script::read(text).unwrap();
        assert_eq!(script.title, "One idea");
        assert_eq!(script.steps.len(), 5);
        let Step::When(deed) = &script.steps[1].1 else { panic!("the second step is an act") };
        assert_eq!(deed.pairs[1], ("remarks".to_owned(), "in order, all of it".to_owned()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let said = |text: &str| Script::read(text).unwrap_err().to_string();
        assert!(said("# t\nwhen yesterday x y").starts_with("line 2: date"));
        assert!(said("  a = b").contains("without an act"));
        assert!(said("perhaps").contains("begins with none of"));
    }
}
