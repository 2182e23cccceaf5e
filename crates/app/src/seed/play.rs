//! Plays of scripts: each one hands out its deeds in order, and several are played side by side
//! in the order of their days, so that the record grows as if it had been lived.

use std::collections::VecDeque;

use anyhow::{Context as _, bail};
use case::script::{Deed, Expected, Script, Step};
use terms::{Day, StreamId};

/// A script being played, with the scripts that it is given.
#[derive(Debug)]
pub struct Play {
    scenes: Vec<Scene>,
    /// The last day on which anything is done.
    last: Option<Day>,
    /// What must hold now, each with its place.
    pub checks: Vec<(String, Step)>,
}

/// A script in work: what is left of it, and where it ends early.
#[derive(Debug)]
struct Scene {
    name: String,
    steps: VecDeque<(usize, Step)>,
    until: Option<(StreamId, String)>,
    /// What was replaced in it; what it is given inherits this.
    with: Vec<(String, String)>,
}

/// Something to do: a deed, and what must have come of it.
#[derive(Debug)]
pub struct Turn {
    /// The script and the line of it.
    pub place: String,
    /// The deed.
    pub deed: Deed,
    /// What it must lead to, each with its place.
    pub expected: Vec<(String, Expected)>,
    /// What must hold afterwards, each with its place.
    pub checks: Vec<(String, Step)>,
}

/// Finds the text of a script by its name.
pub type Library = fn(&str) -> Option<&'static str>;

impl Play {
    /// The plays of a script: one for what comes before its first `given`, and one for each
    /// `given` with what follows it.
    pub fn all_of(name: &str, library: Library) -> anyhow::Result<Vec<Self>> {
        let script = read(name, &[], library)?;
        let mut last = None;
        let mut parts: Vec<VecDeque<(usize, Step)>> = vec![VecDeque::new()];
        for step in script.steps {
            match step.1 {
                Step::Until(day) => last = Some(day),
                Step::Given { .. } => parts.push(VecDeque::from([step])),
                _ => parts.last_mut().context("there is a first part")?.push_back(step),
            }
        }
        let plays = parts.into_iter().filter(|steps| !steps.is_empty()).map(|steps| {
            let scene = Scene { name: name.to_owned(), steps, until: None, with: Vec::new() };
            let mut play = Self { scenes: vec![scene], last, checks: Vec::new() };
            play.enter(library)?;
            Ok(play)
        });
        plays.collect()
    }

    /// The day of the next deed; `None` at the end.
    pub fn day(&self) -> Option<Day> {
        let (_, step) = self.scenes.last()?.steps.front()?;
        if let Step::When(deed) = step { Some(deed.on) } else { None }
    }

    /// How many deeds are left, if nothing ends early.
    pub fn left(&self) -> u64 {
        let steps = self.scenes.iter().flat_map(|scene| &scene.steps);
        steps.filter(|(_, step)| matches!(step, Step::When(_))).count() as u64
    }

    /// The next deed with everything that is said of it.
    pub fn next(&mut self) -> Option<Turn> {
        let scene = self.scenes.last_mut()?;
        let (line, Step::When(deed)) = scene.steps.pop_front()? else { return None };
        let place = |line: usize| format!("{}, line {line}", scene.name);
        let mut turn = Turn { place: place(line), deed, expected: Vec::new(), checks: Vec::new() };
        while let Some((line, step)) = scene.steps.pop_front() {
            match step {
                Step::Then(expected) => turn.expected.push((place(line), expected)),
                Step::Stage(..) | Step::Ledger(..) | Step::Says(_) => {
                    turn.checks.push((place(line), step));
                }
                other => {
                    scene.steps.push_front((line, other));
                    break;
                }
            }
        }
        Some(turn)
    }

    /// The files and stages at which scripts in work end, outermost first.
    pub fn ends(&self) -> Vec<(usize, StreamId, String)> {
        let scenes = self.scenes.iter().enumerate();
        let ends = scenes.filter_map(|(i, scene)| {
            let (stream, stage) = scene.until.clone()?;
            Some((i, stream, stage))
        });
        ends.collect()
    }

    /// Ends a script early: it and what it was given are over.
    pub fn end(&mut self, scene: usize) {
        self.scenes.truncate(scene);
    }

    /// Goes on to the next deed: through scripts that are over, into scripts that are given.
    pub fn enter(&mut self, library: Library) -> anyhow::Result<()> {
        while let Some(scene) = self.scenes.last_mut() {
            match scene.steps.pop_front() {
                None => {
                    if let Some((stream, stage)) = &scene.until {
                        bail!("{} ends before {stream} stands at \"{stage}\"", scene.name);
                    }
                    self.scenes.pop();
                }
                Some((line, Step::Given { script, until, mut with, without })) => {
                    let place = format!("{}, line {line}", scene.name);
                    with.extend(scene.with.iter().cloned());
                    let given = read(&script, &with, library).context(place)?;
                    let steps = by_day(without_acts(given.steps, &without));
                    self.scenes.push(Scene { name: script, steps, until, with });
                }
                Some((line, Step::When(deed))) => {
                    let over = self.last.is_some_and(|last| last < deed.on);
                    scene.steps.push_front((line, Step::When(deed)));
                    if over {
                        self.stop();
                    }
                    return Ok(());
                }
                Some((line, step)) => {
                    self.checks.push((format!("{}, line {line}", scene.name), step));
                }
            }
        }
        Ok(())
    }

    /// Ends everything. What the outermost script says at its end must hold then.
    fn stop(&mut self) {
        let Some(outermost) = self.scenes.drain(..).next() else { return };
        let is_deed =
            |(_, step): &(usize, Step)| matches!(step, Step::When(_) | Step::Given { .. });
        let after = outermost.steps.iter().rposition(is_deed).map_or(0, |last| last + 1);
        let place = |line| format!("{}, line {line}", outermost.name);
        let said = outermost.steps.iter().skip(after).cloned();
        self.checks.extend(said.map(|(line, step)| (place(line), step)));
    }
}

/// Deeds in the order of their days, each with what is said of it: the days of a pattern are
/// filled in, and none of them need be later than another. Nothing passes a `given`.
fn by_day(steps: Vec<(usize, Step)>) -> VecDeque<(usize, Step)> {
    let (mut given, mut day) = (0, None);
    let mut keyed = Vec::with_capacity(steps.len());
    for step in steps {
        match &step.1 {
            Step::Given { .. } => {
                (given, day) = (given + 1, None);
                keyed.push(((given, day), step));
                given += 1;
                continue;
            }
            Step::When(deed) => day = Some(deed.on),
            _ => {}
        }
        keyed.push(((given, day), step));
    }
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, step)| step).collect()
}

/// The steps without some acts and what is said of them.
fn without_acts(steps: Vec<(usize, Step)>, without: &[String]) -> Vec<(usize, Step)> {
    let mut left_out = false;
    let kept = steps.into_iter().filter(|(_, step)| {
        match step {
            Step::When(deed) => left_out = without.contains(&deed.act),
            Step::Given { .. } | Step::Until(_) => left_out = false,
            Step::Then(_) | Step::Says(_) | Step::Stage(..) | Step::Ledger(..) => {}
        }
        !left_out
    });
    kept.collect()
}

fn read(name: &str, with: &[(String, String)], library: Library) -> anyhow::Result<Script> {
    let text = library(name).with_context(|| format!("\"{name}\" is no script"))?;
    Script::read_with(text, with).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(name: &str) -> Option<&'static str> {
        Some(match name {
            "two" => {
                "given pattern for start=2026-03-02 case=XA-P-LAB\nstage case/XA-P-LAB offered\n\
                 given pattern until case/XA-P-LAC offered for start=2026-03-03 case=XA-P-LAC\n"
            }
            "short" => "until 2026-03-05\ngiven two\nstage case/XA-P-LAC closed\n",
            "pattern" => {
                "when {start+4} case/{case} offer\nwhen {start+1} case/{case} open\n\
                 then case.opened\nstage case/{case} development\n"
            }
            _ => return None,
        })
    }

    fn days(play: &mut Play) -> Vec<String> {
        let mut days = Vec::new();
        while let Some(turn) = play.next() {
            days.push(format!("{} {}", turn.deed.on, turn.deed.act));
            play.enter(library).unwrap();
        }
        days
    }

    #[test]
    fn each_given_is_a_play_of_its_own_in_the_order_of_days() {
        let mut plays = Play::all_of("two", library).unwrap();
        assert_eq!(plays.len(), 2);
        assert_eq!(days(&mut plays[0]), ["2026-03-03 open", "2026-03-06 offer"]);
        assert_eq!(plays[0].checks[0].0, "two, line 2");
    }

    #[test]
    fn what_is_said_of_a_deed_comes_with_it() {
        let mut plays = Play::all_of("two", library).unwrap();
        let turn = plays[0].next().unwrap();
        assert_eq!(turn.place, "pattern, line 2");
        assert_eq!(turn.expected[0].0, "pattern, line 3");
        assert_eq!(turn.checks[0].0, "pattern, line 4");
    }

    #[test]
    fn a_play_ends_where_it_is_told_to() {
        let mut plays = Play::all_of("two", library).unwrap();
        let play = &mut plays[1];
        play.next().unwrap();
        play.enter(library).unwrap();
        let (scene, _, stage) = play.ends().remove(0);
        assert_eq!(stage, "offered");
        play.end(scene);
        play.enter(library).unwrap();
        assert_eq!(play.day(), None);
    }

    #[test]
    fn a_stage_that_is_never_reached_is_told() {
        let mut plays = Play::all_of("two", library).unwrap();
        let play = &mut plays[1];
        play.next().unwrap();
        play.enter(library).unwrap();
        play.next().unwrap();
        let said = play.enter(library).unwrap_err().to_string();
        assert_eq!(said, "pattern ends before case/XA-P-LAC stands at \"offered\"");
    }

    #[test]
    fn nothing_is_done_after_the_last_day() {
        let mut plays = Play::all_of("short", library).unwrap();
        let play = &mut plays[0];
        assert_eq!(days(play), ["2026-03-03 open"]);
        assert_eq!(play.checks[0].0, "short, line 3");
    }
}
