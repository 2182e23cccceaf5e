//! What the program says: results on standard output, everything else on standard error, and the
//! exit code that scripts act on.

use std::{fmt::Write as _, io::Write as _, process::ExitCode};

use app::{ActError, NotFounded};
use rules::{Finding, Outcome};
use serde_json::{Value, json};

use crate::args::Args;

/// The act was understood and forbidden.
pub const REFUSED: u8 = 1;
/// The command cannot be read, or names what is not there.
pub const WRONG_USE: u8 = 2;
/// The world failed.
pub const FAILED: u8 = 3;

/// A result that is not a failure but not done either, such as a difference that was found.
#[derive(Debug, thiserror::Error)]
#[error("{sentence}")]
pub struct Stop {
    /// The exit code.
    pub code: u8,
    /// What to tell.
    pub sentence: String,
}

impl Stop {
    /// Wrong use of the command.
    pub fn wrong_use(sentence: impl Into<String>) -> anyhow::Error {
        Self { code: WRONG_USE, sentence: sentence.into() }.into()
    }

    /// Something does not hold.
    pub fn failed(sentence: impl Into<String>) -> anyhow::Error {
        Self { code: FAILED, sentence: sentence.into() }.into()
    }
}

/// Logs of the program go to standard error; `CASEWAY_LOG` says how much.
pub fn start_logging() {
    let filter = std::env::var("CASEWAY_LOG").unwrap_or_else(|_| "warn".to_owned());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Prints a line of the result. A reader that went away (`| head`) is no failure.
pub fn line(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints a JSON result.
pub fn json(value: &Value) {
    line(serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Tells what the program is doing.
pub fn doing(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Tells a failure and gives its exit code.
pub fn failed(error: &anyhow::Error) -> ExitCode {
    doing(format!("caseway: {error:#}"));
    ExitCode::from(FAILED)
}

/// Tells an error and gives its exit code.
pub fn error(args: &Args, error: &anyhow::Error) -> ExitCode {
    let code = code(error);
    if args.common.json {
        json(&document(error));
    }
    match error.downcast_ref::<ActError>() {
        Some(ActError::Refused(refusal)) => {
            doing("refused; nothing was changed:");
            refusal.findings.iter().for_each(finding);
        }
        Some(ActError::Invalid(wrong)) => {
            doing("these arguments cannot be taken; nothing was changed:");
            for fault in wrong {
                doing(format!("  {}: {}", fault.field, fault.sentence));
            }
        }
        _ => doing(format!("caseway: {error:#}")),
    }
    ExitCode::from(code)
}

/// A finding, as a few lines for a person.
pub fn finding(finding: &Finding) {
    doing(text_of(finding));
}

/// A finding as text.
pub fn text_of(finding: &Finding) -> String {
    let mut text = format!("  {}: {}\n      {}", finding.rule, finding.sentence, finding.citation);
    if finding.confidence != "confirmed" {
        let _ = write!(text, " ({})", finding.confidence.replace('_', " "));
    }
    if let Some(as_of) = &finding.as_of {
        let _ = write!(text, "; held {}", as_of.sentence());
    }
    for fact in &finding.facts {
        let _ = write!(text, "; {}: {}", fact.name, fact.value);
    }
    if finding.refuses() && !finding.remedy.is_empty() {
        let _ = write!(text, "\n      would open it: {}", finding.remedy);
        let desks: Vec<&str> = finding.who.iter().map(|desk| desk.code()).collect();
        if !desks.is_empty() {
            let _ = write!(text, " ({})", desks.join(", "));
        }
    }
    text
}

/// A finding as text, with a word for what it means.
pub fn text_of_outcome(finding: &Finding) -> String {
    let word = match finding.outcome {
        Outcome::Refused => "stops it",
        Outcome::Noted => "to note",
        Outcome::Satisfied => "met",
        Outcome::NotApplicable => "not asked",
    };
    format!("  [{word}]\n{}", text_of(finding))
}

fn code(error: &anyhow::Error) -> u8 {
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return stop.code;
    }
    if error.is::<NotFounded>() {
        return WRONG_USE;
    }
    match error.downcast_ref::<ActError>() {
        Some(ActError::Refused(_) | ActError::Conflict { .. }) => REFUSED,
        Some(
            ActError::Unknown { .. }
            | ActError::Invalid(_)
            | ActError::KeyReused(_)
            | ActError::BadKey,
        ) => WRONG_USE,
        _ => FAILED,
    }
}

fn document(error: &anyhow::Error) -> Value {
    match error.downcast_ref::<ActError>() {
        Some(ActError::Refused(refusal)) => {
            json!({ "code": "refused", "findings": refusal.findings })
        }
        Some(ActError::Invalid(wrong)) => json!({ "code": "invalid", "fields": wrong }),
        Some(ActError::Conflict { stream, current }) => {
            json!({ "code": "conflict", "stream": stream, "current_version": current })
        }
        _ => json!({ "code": "failed", "detail": format!("{error:#}") }),
    }
}
