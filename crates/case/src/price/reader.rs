//! Reads the fields of a question, collecting every fault.

use pricing::Exact;
use serde_json::{Map, Value};
use terms::{Day, Rate, Usd, limits};

use crate::read::Wrong;

/// What a worked example says besides its question.
const BESIDE: [&str; 8] =
    ["id", "title", "expected", "steps", "origin", "confidence", "rates_used", "note"];

/// An object of a question, with its place in it.
pub(super) struct Reader<'a, 'w> {
    fields: &'a Map<String, Value>,
    path: String,
    wrong: &'w mut Vec<Wrong>,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// A reader of an object; a fault where it is none, or has a field that nobody reads.
    pub fn new(
        value: &'a Value,
        path: &str,
        known: &[&str],
        wrong: &'w mut Vec<Wrong>,
    ) -> Option<Self> {
        let Some(fields) = value.as_object() else {
            let sentence = format!("{} is not an object of fields.", brief(value));
            wrong.push(Wrong { field: path.trim_end_matches('/').to_owned(), sentence });
            return None;
        };
        let beside: &[&str] = if path.is_empty() { &BESIDE } else { &[] };
        let read = |name: &str| known.contains(&name) || beside.contains(&name);
        for name in fields.keys().filter(|name| !read(name)) {
            let sentence = format!("\"{name}\" is no field here; they are: {}.", known.join(", "));
            wrong.push(Wrong { field: format!("{path}{name}"), sentence });
        }
        Some(Self { fields, path: path.to_owned(), wrong })
    }

    pub fn fault(&mut self, name: &str, sentence: impl Into<String>) {
        let field = format!("{}{name}", self.path);
        self.wrong.push(Wrong { field, sentence: sentence.into() });
    }

    /// A field that is there and not null.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A text, or a whole number written as one; a number with decimals may have passed through a
    /// binary float and is refused.
    pub fn text(&mut self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) if number.is_i64() => Some(number.to_string()),
            other => {
                let said = brief(other);
                self.fault(name, format!("{said} is not a text; write \"12.50\" with quotes."));
                None
            }
        }
    }

    pub fn flag(&mut self, name: &str) -> bool {
        match self.get(name) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                let said = brief(other);
                self.fault(name, format!("{said} is neither true nor false."));
                false
            }
        }
    }

    pub fn read<T: std::str::FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        let text = self.text(name)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.fault(name, format!("\"{text}\" {expected}."));
        }
        read
    }

    pub fn day(&mut self, name: &str) -> Option<Day> {
        self.read(name, "is not a day; write 2026-10-05")
    }

    pub fn money(&mut self, name: &str) -> Option<Usd> {
        let amount: Usd = self.read(name, "is not an amount; write 12500.00")?;
        self.bearable(name, amount)
    }

    fn bearable(&mut self, name: &str, amount: Usd) -> Option<Usd> {
        if amount.is_bearable() && !amount.is_negative() {
            return Some(amount);
        }
        let largest = limits::AMOUNT;
        self.fault(name, format!("{amount} is not between 0 and {largest}."));
        None
    }

    /// A decimal that is not below nothing.
    pub fn decimal(&mut self, name: &str) -> Option<Exact> {
        let decimal: Rate = self.read(name, "is not a decimal number; write 0.38")?;
        let exact = Exact::from(decimal);
        if exact.is_negative() {
            self.fault(name, format!("{decimal} is below nothing."));
            return None;
        }
        Some(exact)
    }

    /// A share from nothing to the whole.
    pub fn share(&mut self, name: &str) -> Option<Rate> {
        let share: Rate = self.read(name, "is not a share; write 0.032 for 3.2 %")?;
        let whole = Exact::from(Usd::from_cents(100));
        let exact = Exact::from(share);
        if exact.is_negative() || whole.minus(exact).is_none_or(Exact::is_negative) {
            self.fault(name, format!("{share} is not a share from 0 to 1; 3.2 % is 0.032."));
            return None;
        }
        Some(share)
    }

    /// A list, empty where it is left out.
    pub fn list(&mut self, name: &str) -> &'a [Value] {
        match self.get(name) {
            None => &[],
            Some(Value::Array(list)) => list,
            Some(other) => {
                let said = brief(other);
                self.fault(name, format!("{said} is not a list."));
                &[]
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (i, value) in self.list(name).iter().enumerate() {
            match value.as_str() {
                Some(text) => texts.push(text.trim().to_owned()),
                None => self.fault(&format!("{name}/{i}"), format!("{value} is not a text.")),
            }
        }
        texts
    }

    pub fn required(&mut self, name: &str, label: &str) {
        if self.get(name).is_none() {
            self.fault(name, format!("{label} is needed."));
        }
    }
}

/// A value as a message quotes it.
fn brief(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    format!("{}...", text.chars().take(LONGEST).collect::<String>())
}
