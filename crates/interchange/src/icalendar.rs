//! iCalendar (RFC 5545), written: whole days on which something falls due. The lines are folded at
//! 75 octets and end in CRLF; the same entries always make the same bytes.

use std::fmt::Write as _;

use terms::{Day, Moment};

/// Something that falls due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// An identifier that stays the same for as long as the thing does, whatever its day becomes.
    pub uid: String,
    /// When the record last changed.
    pub stamp: Moment,
    /// The day.
    pub day: Day,
    /// One line.
    pub summary: String,
    /// More of it.
    pub description: String,
    /// Days from the due day on which to be reminded: before it when negative.
    pub alarms: Vec<i32>,
}

/// The longest line in octets, without its end.
const LINE_MAX: usize = 75;

/// A calendar with its entries, as the text of an `.ics` file.
pub fn write(name: &str, entries: &[Entry]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Caseway//What falls due//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        event(&mut out, entry);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, entry: &Entry) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&entry.uid)));
    line(out, &format!("DTSTAMP:{}", moment(entry.stamp)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", day(entry.day)));
    line(out, &format!("DTEND;VALUE=DATE:{}", day(entry.day.plus_days(1))));
    line(out, &format!("SUMMARY:{}", escaped(&entry.summary)));
    line(out, &format!("DESCRIPTION:{}", escaped(&entry.description)));
    line(out, "TRANSP:TRANSPARENT");
    for days in &entry.alarms {
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", escaped(&entry.summary)));
        let sign = if *days < 0 { "-" } else { "" };
        line(out, &format!("TRIGGER:{sign}P{}D", days.unsigned_abs()));
        line(out, "END:VALARM");
    }
    line(out, "END:VEVENT");
}

/// One line, folded where it is longer than a line may be, never inside a character.
fn line(out: &mut String, text: &str) {
    let mut room = LINE_MAX;
    for c in text.chars() {
        if room < c.len_utf8() {
            out.push_str("\r\n ");
            room = LINE_MAX - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Text with the marks of the format escaped; other control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn day(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn moment(at: Moment) -> String {
    let mut out = String::new();
    let text = at.to_string();
    let whole = text.split('.').next().unwrap_or(&text).trim_end_matches('Z');
    let _ = write!(out, "{}Z", whole.replace(['-', ':'], ""));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(summary: &str, description: &str) -> Entry {
        let on: Day = "2026-12-31".parse().unwrap();
        Entry {
            uid: "processing.case.BN-P-LCB@caseway.example".to_owned(),
            stamp: Moment::midday("2026-10-05".parse().unwrap()),
            day: on,
            summary: summary.to_owned(),
            description: description.to_owned(),
            alarms: vec![-5],
        }
    }

    #[test]
    fn a_due_day_is_a_whole_day_with_its_reminder() {
        let text = write("Desk", &[entry("Send the offer; BN-P-LCB", "Two\nlines")]);
        for wanted in [
            "DTSTAMP:20261005T120000Z\r\n",
            "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n",
            "SUMMARY:Send the offer\\; BN-P-LCB\r\n",
            "DESCRIPTION:Two\\nlines\r\n",
            "TRIGGER:-P5D\r\n",
        ] {
            assert!(text.contains(wanted), "{wanted} is not in {text}");
        }
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_written(summary in ".{0,200}") {
            let text = write("Desk", &[entry(&summary, &summary)]);
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= LINE_MAX, "{line}");
                prop_assert!(!line.contains(['\r', '\n']), "{line}");
            }
            let unfolded = text.replace("\r\n ", "");
            let wanted = format!("\r\nSUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(unfolded.contains(&wanted));
        }
    }
}
