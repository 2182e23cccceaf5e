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
//! says cn.notified period_days = 30 by CN-001
//! stage case/BN-P-LCB state-listed
//! ledger BN-P-LCB 1010 = 0.00
//! ```
//!
//! A script can be a pattern: `given` replaces words of it (`with`), and fills its blanks, in the
//! same line (`for`) or in indented lines below it. `{start+12}` is the twelfth day after the
//! blank's day, or the Monday after it where that is no working day. A line `usual KEY = VALUE` of
//! the pattern fills a blank that the `given` leaves open. A line `until DAY` ends a script on that
//! day: nothing later is done. A line `pack NAME` at the head lets all of it happen under another
//! rule pack than the usual one.
//!
//! ```text
//! given sale until case/XA-P-LAB offered with BN=XA for start=2026-03-02
//!   what = Coastal radar, two stations
//! ```

mod line;

use std::fmt::Write as _;

use terms::{Actor, CaseId, Day, StreamId, Usd};

/// A script: its title and its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The first line, without its mark.
    pub title: String,
    /// The rule pack under which it happens; `None` is the usual one.
    pub pack: Option<String>,
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
        /// Words to replace by others in every line of it, as `Script::read_with` takes them:
        /// another case, another purchaser.
        with: Vec<(String, String)>,
        /// Acts to leave out.
        without: Vec<String>,
    },
    /// The last day of the script: what it dates later is not done.
    Until(Day),
    /// Do an act.
    When(Deed),
    /// What the last act must have led to.
    Then(Expected),
    /// What an event of the last act must say.
    Says(Said),
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
    /// A rule that was held against the file and let the act pass, and words of its sentence.
    Satisfied(String, Option<String>),
    /// A rule that a review found something under, without stopping the act, and words of it.
    Noted(String, Option<String>),
    /// A rule under which a review found nothing.
    Unnoted(String),
    /// A rule that has no row in force on the day of the act.
    Absent(String),
    /// Arguments that cannot be taken, with this field among the wrong ones.
    Invalid(String),
}

/// What an event must say: `says loa.approved expires_on = 2026-12-29 by OED-001`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The event, by name: of the act's own file or of another one that it touched.
    pub event: String,
    /// The field, with points between its parts: `summary.total`.
    pub path: String,
    /// What stands there; a text is written without quotes.
    pub value: String,
    /// The rule whose number it is.
    pub by: Option<String>,
}

impl Expected {
    /// The rule that it names, where it names one.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::Refused(rule, _)
            | Self::Satisfied(rule, _)
            | Self::Noted(rule, _)
            | Self::Unnoted(rule)
            | Self::Absent(rule) => Some(rule),
            Self::Events(_) | Self::Invalid(_) => None,
        }
    }
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
    /// Reads a script after replacing words of it, those of a `given` that names it.
    pub fn read_with(text: &str, with: &[(String, String)]) -> Result<Self, Unreadable> {
        let (mut replaced, mut with) = (String::with_capacity(text.len()), with.to_vec());
        for (line, raw) in (1..).zip(text.lines()) {
            let bad = |cause: String| Unreadable { line, cause, text: raw.to_owned() };
            let mut written = replace(raw, &with).map_err(bad)?;
            if let Some(usual) = written.strip_prefix("usual ") {
                let usual = usual.split_once('=').ok_or("usual KEY = VALUE".to_owned());
                let (key, value) = usual.map_err(bad)?;
                with.push((blank(key.trim()), value.trim().to_owned()));
                written.clear();
            }
            let _ = writeln!(replaced, "{written}");
        }
        Self::read(&replaced)
    }

    /// Reads a script.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut script = Self { title: String::new(), pack: None, steps: Vec::new() };
        for (line, raw) in (1..).zip(text.lines()) {
            let bad = |cause: String| Unreadable { line, cause, text: raw.to_owned() };
            let trimmed = raw.trim();
            if let Some(comment) = trimmed.strip_prefix('#') {
                if script.title.is_empty() {
                    comment.trim().clone_into(&mut script.title);
                }
            } else if raw.starts_with([' ', '\t']) && !trimmed.is_empty() {
                let pair = trimmed.split_once('=').ok_or_else(|| bad("not key = value".into()))?;
                let (key, value) = (pair.0.trim().to_owned(), pair.1.trim().to_owned());
                match script.steps.last_mut() {
                    Some((_, Step::When(deed))) => deed.pairs.push((key, value)),
                    Some((_, Step::Given { with, .. })) => with.push((blank(&key), value)),
                    _ => return Err(bad("a value without an act before it".into())),
                }
            } else if let Some(pack) = trimmed.strip_prefix("pack ") {
                if !script.steps.is_empty() || script.pack.is_some() {
                    return Err(bad("the pack is named once, before anything is done".into()));
                }
                script.pack = Some(pack.trim().to_owned());
            } else if !trimmed.is_empty() {
                script.steps.push((line, line::step(trimmed).map_err(bad)?));
            }
        }
        Ok(script)
    }
}

/// How a blank of a pattern is written.
fn blank(name: &str) -> String {
    format!("{{{name}}}")
}

/// Replaces words of a line, all at once, so that what was put in is not replaced again.
fn replace(line: &str, with: &[(String, String)]) -> Result<String, String> {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = with.iter().find(|(old, _)| !old.is_empty() && rest.starts_with(old.as_str()));
        if let Some((old, new)) = word {
            out.push_str(new);
            rest = &rest[old.len()..];
        } else if first == '{' {
            let end = rest.find('}').ok_or("a blank does not end")?;
            let later = later(&rest[1..end], with);
            out.push_str(&later.ok_or_else(|| format!("nothing fills {}", &rest[..=end]))?);
            rest = &rest[end + 1..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    Ok(out)
}

/// `start+12`: a working day that many days after the day of a blank.
fn later(text: &str, with: &[(String, String)]) -> Option<String> {
    let (name, days) = text.split_once('+')?;
    let (_, day) = with.iter().find(|(old, _)| *old == blank(name))?;
    let day: Day = day.parse().ok()?;
    let day = day.plus_days(days.parse().ok()?);
    let to_monday = match day.date().weekday().to_monday_zero_offset() {
        5 => 2,
        6 => 1,
        _ => 0,
    };
    Some(day.plus_days(to_monday).to_string())
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
    fn what_follows_from_an_act_is_told_apart_by_its_first_word() {
        let one = |text: &str| Script::read(text).unwrap().steps.remove(0).1;
        let words = |text: &str| Some(text.to_owned());
        let rule = || "CN-001".to_owned();
        assert_eq!(
            one("then refused CN-001 \"16,000,000.00 of\""),
            Step::Then(Expected::Refused(rule(), words("16,000,000.00 of")))
        );
        assert_eq!(one("then satisfied CN-001"), Step::Then(Expected::Satisfied(rule(), None)));
        assert_eq!(one("then absent CN-001"), Step::Then(Expected::Absent(rule())));
        assert_eq!(
            one("then loa.written"),
            Step::Then(Expected::Events(vec!["loa.written".to_owned()]))
        );
        let Step::Says(said) = one("says cn.notified period_days = 30 by CN-001") else {
            panic!("it says something")
        };
        assert_eq!((said.path.as_str(), said.value.as_str()), ("period_days", "30"));
        assert_eq!(said.by, Some(rule()));
        assert!(Script::read("then refused").is_err());
    }

    #[test]
    fn a_pattern_is_filled_and_its_words_replaced() {
        let given =
            Script::read("# t\ngiven sale with BN=XA for start=2026-03-02\n  what = Radar, two\n");
        let Step::Given { with, .. } = given.unwrap().steps.remove(0).1 else { panic!("given") };
        let pattern = "usual who = ada\nusual what = Nothing\n\
                       when {start+4} {who}@legal case/BN-P-LCB open\n  a = {what} for BN\n";
        let script = Script::read_with(pattern, &with).unwrap();
        assert_eq!(script.steps[0].0, 3);
        let Step::When(deed) = &script.steps[0].1 else { panic!("an act") };
        assert_eq!(deed.who.as_ref().unwrap().to_string(), "ada@legal");
        assert_eq!(deed.on.to_string(), "2026-03-06");
        assert_eq!(deed.stream.to_string(), "case/XA-P-LCB");
        assert_eq!(deed.pairs[0].1, "Radar, two for XA");
        let saturday = Script::read_with("when {start+5} case/BN-P-LCB open", &with).unwrap();
        let Step::When(deed) = &saturday.steps[0].1 else { panic!("an act") };
        assert_eq!(deed.on.to_string(), "2026-03-09");
        let unfilled = Script::read_with("# t\n# {who}", &with).unwrap_err().to_string();
        assert_eq!(unfilled, "line 2: nothing fills {who}: \"# {who}\"");
    }

    #[test]
    fn a_story_of_another_pack_says_so_before_anything_is_done() {
        let script = Script::read("# A sale elsewhere\npack sandbox\ngiven first-lor\n").unwrap();
        assert_eq!((script.pack.as_deref(), script.steps.len()), (Some("sandbox"), 1));
        let late = Script::read("# t\ngiven first-lor\npack sandbox\n").unwrap_err().to_string();
        assert!(late.starts_with("line 3: the pack is named once"), "{late}");
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let said = |text: &str| Script::read(text).unwrap_err().to_string();
        assert!(said("# t\nwhen yesterday x y").starts_with("line 2: date"));
        assert!(said("  a = b").contains("without an act"));
        assert!(said("perhaps").contains("begins with none of"));
    }
}
