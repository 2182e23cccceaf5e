//! Holds what an act led to against one line of a story.

use case::script::Expected;
use rules::{Finding, Outcome};

use super::{
    Last,
    words::{found, found_of, in_short},
};
use crate::{law::Law, world::Done};

/// What was found instead, and the lines that would say so.
pub(super) type Differs = Option<Instead>;

/// What was found, and the lines that would say so.
pub(super) type Instead = (String, Option<Vec<String>>);

impl Last {
    /// Holds what happened against one line.
    pub(super) fn against(&mut self, expected: &Expected) -> Differs {
        let events = matches!(self.done, Done::Events(_));
        match expected {
            Expected::Events(names) => self.events(names),
            Expected::Refused(rule, words) => self.refused(rule, words.as_deref()),
            Expected::Satisfied(rule, words) => {
                let satisfied = self.satisfied(rule, words.as_deref());
                (!satisfied).then(|| (found_of(&self.why, rule), None))
            }
            Expected::Noted(rule, words) => {
                let noted = self.done.noted();
                if noted.iter().any(|finding| is_of(finding, rule, words.as_deref())) {
                    return None;
                }
                let other = noted.iter().find(|finding| finding.rule_id() == rule);
                let line = |f: &Finding| format!("then noted {rule} \"{}\"", in_short(&f.sentence));
                Some((found_of(&noted, rule), other.map(|finding| vec![line(finding)])))
            }
            Expected::Unnoted(rule) => {
                let noted = self.done.noted();
                let none = !noted.iter().any(|finding| is_of(finding, rule, None));
                (!events || !none).then(|| (found_of(&noted, rule), None))
            }
            Expected::Absent(rule) => {
                let law = Law::of_repository();
                let row = law.pack.on(rule, self.deed.on);
                let known = law.pack.history(rule).next().is_some();
                let found = match row {
                    Some(row) => format!("the row {} is in force", row.key()),
                    None => format!("the pack knows no rule {rule}"),
                };
                (row.is_some() || !known).then_some((found, None))
            }
            Expected::Invalid(field) => {
                self.told = true;
                let wrong = match &self.done {
                    Done::Invalid(wrong) => &wrong[..],
                    _ => &[],
                };
                let named = wrong.iter().any(|wrong| wrong.field == *field);
                (!named).then(|| (found(&self.done), None))
            }
        }
    }

    fn events(&mut self, names: &[String]) -> Differs {
        self.told = true;
        let Done::Events(happened) = &self.done else {
            return Some((found(&self.done), Some(Vec::new())));
        };
        let own: Vec<&str> = happened.own.iter().map(|event| event.name.as_str()).collect();
        let instead = || vec![format!("then {}", own.join(" "))];
        (own != *names).then(|| (found(&self.done), Some(instead())))
    }

    fn refused(&mut self, rule: &str, words: Option<&str>) -> Differs {
        self.told = true;
        match self.untold.iter().position(|finding| is_of(finding, rule, words)) {
            Some(at) => {
                self.untold.remove(at);
                None
            }
            None => Some((found(&self.done), Some(Vec::new()))),
        }
    }

    /// Whether a rule was held against the file and let the act pass. Where the act was done, its
    /// record decides; an office that cannot tell the sentence without the arguments says nothing.
    fn satisfied(&self, rule: &str, words: Option<&str>) -> bool {
        let met =
            |finding: &&Finding| finding.outcome == Outcome::Satisfied && finding.rule_id() == rule;
        let said = self.why.iter().find(met).map(|finding| is_of(finding, rule, words));
        match &self.done {
            Done::Events(happened) => {
                let of_rule = |key: &String| key.split('@').next() == Some(rule);
                happened.rows.iter().any(of_rule) && said.unwrap_or(true)
            }
            _ => said.unwrap_or(false),
        }
    }
}

fn is_of(finding: &Finding, rule: &str, words: Option<&str>) -> bool {
    finding.rule_id() == rule && words.is_none_or(|words| finding.sentence.contains(words))
}
