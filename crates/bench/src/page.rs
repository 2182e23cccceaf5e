//! The page of figures, in Markdown.

use std::fmt::Write as _;

use crate::{
    Args,
    figure::{Figure, short},
    machine,
};

const HEAD: &str = "# Benchmarks

Every figure is a ratio to a peer that was measured in the same run on the same machine, one after
the other, several pairs each; the middle ratio counts, and its range is shown. Both sides and the
generator of the load run at the same priority. Only equal guarantees are compared: every command
that counts was synced before it was acknowledged. Absolute values are of this machine only.

The peers are small programs in `crates/bench/peers`; PostgreSQL and Datasette are measured as they
are installed. The figure's number is its place in the list of promises.
";

/// The page.
pub fn write(
    figures: &[Figure],
    skipped: &[(String, String)],
    facts: &[String],
    args: &Args,
) -> String {
    let mut page = HEAD.to_owned();
    let _ = write!(page, "\n## Figures\n\nMade by `{}` on {}", command(args), machine::words());
    let priority = if machine::raised() { "`chrt -f 50`" } else { "the usual priority" };
    let _ = writeln!(page, "; {priority}.\n");
    for fact in facts {
        let _ = writeln!(page, "- {fact}");
    }
    let _ = writeln!(
        page,
        "- Load is the machine's over one minute, before and after the pairs of a figure.\n\n\
         | | Measure | Peer | Ours | Peer's | Unit | Ratio (range) | Pairs | Floor | Aim | Kept | \
         Load |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    for figure in figures {
        row(&mut page, figure);
    }
    notes(&mut page, figures);
    if !skipped.is_empty() {
        page.push_str("\n## Not measured here\n\n");
        for (what, why) in skipped {
            let _ = writeln!(page, "- {what}: {why}.");
        }
    }
    page
}

fn row(page: &mut String, figure: &Figure) {
    let promise = &figure.promise;
    let (low, high) = figure.range();
    let kept = match (figure.kept(), promise.aim.kept_by(figure.ratio())) {
        (false, _) => "no",
        (true, false) => "floor",
        (true, true) => "aim",
    };
    let _ = writeln!(
        page,
        "| {} | {} | {} | {} | {} | {} | **{}** ({} to {}) | {} | {} | {} | {kept} | {:.1} to {:.1} |",
        promise.id,
        promise.what,
        promise.peer,
        short(figure.ours()),
        short(figure.peer()),
        promise.unit,
        short(figure.ratio()),
        short(low),
        short(high),
        figure.pairs.len(),
        promise.floor.words(),
        promise.aim.words(),
        figure.load.0,
        figure.load.1,
    );
}

fn notes(page: &mut String, figures: &[Figure]) {
    let noted = figures.iter().filter(|figure| !figure.notes.is_empty());
    for (number, figure) in noted.enumerate() {
        if number == 0 {
            page.push_str("\n## Notes\n\n");
        }
        let _ = writeln!(page, "- {}: {}", figure.promise.id, figure.notes.join(" "));
    }
}

/// The command that makes these figures again.
fn command(args: &Args) -> String {
    let mut command = "cargo x bench".to_owned();
    for what in &args.what {
        let _ = write!(command, " {what}");
    }
    let _ = write!(
        command,
        " --pairs {} --seconds {} --cases {}",
        args.pairs, args.seconds, args.cases
    );
    command
}
