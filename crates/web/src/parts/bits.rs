//! Small things that every page shows the same way.

use maud::{Markup, html};
use terms::{Day, Moment, Usd, codes::Holder};

/// What is not known is said, never left blank.
pub fn unknown() -> Markup {
    html! { span class="cw-unknown" { "not known" } }
}

/// A value, or that it is not known.
pub fn or_unknown(value: Option<impl ToString>) -> Markup {
    match value {
        Some(value) => html! { (value.to_string()) },
        None => unknown(),
    }
}

/// An amount in the currency of the record.
pub fn money(amount: Usd) -> Markup {
    html! { span class="cw-number" { (amount) } }
}

/// An amount in cents, as lists have it.
pub fn cents(cents: Option<i64>) -> Markup {
    match cents {
        Some(cents) => money(Usd::from_cents(cents)),
        None => unknown(),
    }
}

/// A day.
pub fn day(day: Day) -> Markup {
    html! { time class="cw-day" datetime=(day) { (day) } }
}

/// A day as lists have it.
pub fn day_text(day: Option<&str>) -> Markup {
    match day {
        Some(day) => html! { time class="cw-day" datetime=(day) { (day) } },
        None => unknown(),
    }
}

/// A moment, to the minute, in UTC.
pub fn moment(at: Moment) -> Markup {
    let text = at.to_string();
    let minute = text.get(..16).unwrap_or(&text).replace('T', " ");
    html! { time class="cw-day" datetime=(text) { (minute) " UTC" } }
}

/// A stage, as a tag with its meaning.
pub fn stage(code: &str, meaning: &str) -> Markup {
    html! { span class="usa-tag" title=(meaning) { (code.replace('-', " ")) } }
}

/// A holder, from its code.
pub fn holder(code: &str) -> Markup {
    match code.parse::<Holder>() {
        Ok(holder) => html! { (holder.meaning()) },
        Err(_) => html! { (code) },
    }
}

/// Lines of text as they were written.
pub fn kept(text: &str) -> Markup {
    html! { span class="cw-kept" { (text) } }
}

/// Text for machines, that a person may copy.
pub fn code(text: &str) -> Markup {
    html! {
        pre class="cw-mono cw-kept font-body-2xs bg-base-lightest padding-1" tabindex="0" { (text) }
    }
}

/// Pairs of a name and a value.
pub fn facts(pairs: &[(&str, Markup)]) -> Markup {
    html! {
        dl class="cw-facts" {
            @for (name, value) in pairs {
                dt { (name) }
                dd { (value) }
            }
        }
    }
}

/// A message in a box: kind is `info`, `success`, `warning` or `error`.
pub fn alert(kind: &str, heading: &str, text: &Markup) -> Markup {
    html! {
        div class={ "usa-alert usa-alert--" (kind) } role="status" {
            div class="usa-alert__body" {
                h2 class="usa-alert__heading" { (heading) }
                div class="usa-alert__text" { (text) }
            }
        }
    }
}

/// What a page says when a list has nothing, with what to do.
pub fn empty(text: &str) -> Markup {
    html! { p class="cw-empty" { (text) } }
}

/// Something to be said in a low voice.
pub fn quiet(text: &str) -> Markup {
    html! { p class="text-base-dark" { (text) } }
}

/// A link to a file of the record by its number.
pub fn link(href: &str, text: &str) -> Markup {
    html! { a class="usa-link" href=(href) { (text) } }
}

/// A link to an address outside, as somebody else wrote it: one that a browser would run or that
/// is none stays text.
pub fn outside(address: &str) -> Markup {
    let lower = address.trim().to_lowercase();
    let plain = lower.starts_with("https://") || lower.starts_with("http://");
    html! {
        @if plain {
            a class="usa-link usa-link--external" href=(address) rel="noreferrer" { (address) }
        } @else { (address) }
    }
}

/// A link to a rule, by its id or by the key of one of its rows, which says the row's first day.
pub fn rule(id: &str) -> Markup {
    let href = match id.split_once('@') {
        Some((plain, from)) => format!("/rules/{plain}?on={from}"),
        None => format!("/rules/{id}"),
    };
    html! { a class="usa-link" href=(href) { (id) } }
}

/// Ways to the parts of a long page.
pub fn contents(parts: &[(&str, &str)]) -> Markup {
    html! {
        nav class="cw-contents" aria-label="On this page" {
            ul {
                @for (id, name) in parts {
                    li { a class="usa-link" href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

/// A section with its heading.
pub fn section(id: &str, heading: &str, body: &Markup) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            (body)
        }
    }
}

/// The address of a file.
pub fn href(stream: &str) -> String {
    match stream.split_once('/') {
        Some(("case", file)) => format!("/cases/{file}"),
        Some(("request", file)) => format!("/requests/{file}"),
        Some(("purchaser", file)) => format!("/purchasers/{file}"),
        Some(("notification", file)) => format!("/notifications/{file}"),
        Some(("support", file)) => format!("/support/{file}"),
        Some(("office", _)) => "/imports".to_owned(),
        _ => "/audit".to_owned(),
    }
}

/// How many days from a day to another, in words.
pub fn days_left(today: Day, due: &str) -> String {
    let Ok(due) = due.parse::<Day>() else { return String::new() };
    match today.days_until(due) {
        0 => "today".to_owned(),
        1 => "in 1 calendar day".to_owned(),
        days if days > 0 => format!("in {days} calendar days"),
        -1 => "1 calendar day late".to_owned(),
        days => format!("{} calendar days late", -days),
    }
}
