//! Dates as lists print them.

use crate::party::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// All dates in a text: `12 Dec 1985`, `circa 1961`, `1961-02-03`, `28/09/1955`, `11.8.1960`,
/// `1965 to 1970` (its ends). Empty where there is none.
pub fn dates(text: &str) -> Vec<Date> {
    let text = text.to_lowercase();
    let splits = |c: char| matches!(c, ';' | ',') || c == '\n';
    text.split(splits)
        .flat_map(|piece| piece.split(" to "))
        .flat_map(|piece| piece.split(" or "))
        .filter_map(one)
        .collect()
}

fn one(text: &str) -> Option<Date> {
    let part = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = text.split(part).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| year(word).is_some())?;
    let found = year(words[at])?;
    let number = |at: usize| words.get(at).and_then(|word| day_or_month(word));
    // The year first: year, month, day. The year last: day, month, year; the month may be a word.
    if at == 0 {
        let month = number(1).or_else(|| words.get(1).and_then(|word| month(word)));
        return Date::of(found, month.unwrap_or(0), number(2).unwrap_or(0))
            .or_else(|| Date::of(found, 0, 0));
    }
    let before = at.checked_sub(1).and_then(|at| number(at).or_else(|| month(words[at])));
    let day = at.checked_sub(2).and_then(number).unwrap_or(0);
    Date::of(found, before.unwrap_or(0), day)
        .or_else(|| Date::of(found, day, before.unwrap_or(0)))
        .or_else(|| Date::of(found, 0, 0))
}

fn year(word: &str) -> Option<u16> {
    let found = word.parse().ok()?;
    (word.len() == 4 && (1000..=2999).contains(&found)).then_some(found)
}

fn day_or_month(word: &str) -> Option<u16> {
    let found: u16 = word.parse().ok()?;
    (word.len() <= 2 && found <= 31).then_some(found)
}

fn month(word: &str) -> Option<u16> {
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_lists_are_read() {
        let day = |year, month, day| Date::of(year, month, day).unwrap();
        assert_eq!(dates("12 Dec 1985"), [day(1985, 12, 12)]);
        assert_eq!(dates("circa 1961"), [day(1961, 0, 0)]);
        assert_eq!(dates("1961-02-03"), [day(1961, 2, 3)]);
        assert_eq!(dates("28/09/1955"), [day(1955, 9, 28)]);
        assert_eq!(dates("06/19/2003"), [day(2003, 6, 19)]);
        assert_eq!(dates("6.3.1955 or 15.3.1955"), [day(1955, 3, 6), day(1955, 3, 15)]);
        assert_eq!(dates("1965 to 1970"), [day(1965, 0, 0), day(1970, 0, 0)]);
        assert_eq!(dates("Dec 1985"), [day(1985, 12, 0)]);
        assert_eq!(dates("00/00/1977"), [day(1977, 0, 0)]);
        assert_eq!(dates("unknown"), []);
    }
}
