//! The clocks of a file: each with its rule, the sum that makes its last day, where it stood still
//! and who has been told.

use case::clocks::Running;
use maud::{Markup, html};
use schedule::Step;
use terms::Day;

use super::{bits, table};

/// The clocks as a table.
pub fn show(clocks: &[Running<'_>], steps: &[Step], today: Day) -> Markup {
    if clocks.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = clocks.iter().map(|one| row(one, steps, today)).collect();
    let headings =
        ["Clock", "Due", "How it was counted", "State", "Holder", "Set by"].map(table::words);
    table::table("Clocks of the file, with the sum of each last day", &headings, &rows)
}

fn row(running: &Running<'_>, steps: &[Step], today: Day) -> Vec<Markup> {
    let (clock, sum) = (&running.clock, &running.sum);
    let told: Vec<&str> = running.told(steps, today).iter().map(|s| s.step.tell.as_str()).collect();
    vec![
        html! {
            (running.standard.name)
            @if let Some(about) = &running.about { " (" (about) ")" }
        },
        bits::day(sum.due),
        html! {
            (sum)
            @for pause in &clock.pauses {
                br; "Paused from " (bits::day(pause.from))
                @if let Some(until) = pause.until { " to " (bits::day(until)) }
                ": " (pause.cause) " (" (pause.holder.meaning()) ")"
            }
        },
        html! {
            @match (clock.stopped, running.late(today)) {
                (Some(on), 0) => { "stopped " (bits::day(on)) ", in time" }
                (Some(on), late) => { "stopped " (bits::day(on)) ", " (late) " days late" }
                (None, 0) if clock.is_paused() => { "stands still" }
                (None, 0) => { "runs, " (today.days_until(sum.due)) " days left" }
                (None, late) => { strong { (late) " days late" } }
            }
            @if !told.is_empty() { br; "Told: " (told.join(", ")) }
        },
        html! { (running.standard.holder.meaning()) },
        running.row.map_or_else(|| html! { "agreed" }, |row| bits::rule(&row.id)),
    ]
}
