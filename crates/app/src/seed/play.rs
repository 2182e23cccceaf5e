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
}

/// A script in work: what is left of it, and where it ends early.
#[derive(Debug)]
struct Scene {
    name: String,
    steps: VecDeque<(usize, Step)>,
    until: Option<(StreamId, String)>,
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
        let mut parts: Vec<VecDeque<(usize, Step)>> = vec![VecDeque::new()];
        for step in script.steps {
            if matches!(step.1, Step::Given { .. }) {
                parts.push(VecDeque::new());
            }
            parts.last_mut().context("there is a first part")?.push_back(step);
        }
        let plays = parts.into_iter().filter(|steps| !steps.is_empty());
        plays.map(|steps| Self::of(name, steps, library)).collect()
    }

    fn of(name: &str, steps: VecDeque<(usize, Step)>, library: Library) -> anyhow::Result<Self> {
        let scene = Scene { name: name.to_owned(), steps, until: None };
        let mut play = Self { scenes: vec![scene] };
        play.enter(library)?;
        Ok(play)
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
                Some((line, Step::Given { script, until, with })) => {
                    let place = format!("{}, line {line}", scene.name);
                    let given = read(&script, &with, library).context(place)?;
                    let steps = given.steps.into();
                    self.scenes.push(Scene { name: script, steps, until });
                }
                Some(step @ (_, Step::When(_))) => {
                    scene.steps.push_front(step);
                    return Ok(());
                }
                Some((line, _)) => {
                    bail!(
                        "{}, line {line}: nothing was done that this could be said of",
                        scene.name
                    )
                }
            }
        }
        Ok(())
    }
}

fn read(name: &str, with: &[(String, String)], library: Library) -> anyhow::Result<Script> {
    let text = library(name).with_context(|| format!("\"{name}\" is no script"))?;
    Script::read_with(text, with).with_context(|| name.to_owned())
}
