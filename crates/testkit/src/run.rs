//! Runs a story in a world, and holds what follows against what the story says. What differs is
//! told by file and line with both sides, or kept as what is expected.

mod against;
mod bless;
mod words;

use std::fmt;

use case::script::{Deed, Expected, Said, Step};
use ledger::{Account, Books};
use rules::Finding;
use terms::{CaseId, Kind, StreamId, Usd};

pub use bless::blessed;

use against::Instead;
use words::{at_path, found, plain, refused_line};

use crate::{
    law::Law,
    story::{Library, Start, Story},
    world::{Done, World},
};

/// A line of a story that is not what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The story's file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What the story says.
    pub expected: String,
    /// What happened.
    pub found: String,
    /// The lines that would say what happened, in place of this one; `None` where a person must
    /// decide.
    pub instead: Option<Vec<String>>,
}

impl Failure {
    /// A story that cannot begin.
    pub fn at_start(story: &Story, found: String) -> Self {
        let (file, expected) = (story.file.clone(), "the story to begin".to_owned());
        Self { file, line: 1, expected, found, instead: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, expected, found, .. } = self;
        write!(out, "{file}:{line}\n  expected {expected}\n  found    {found}")
    }
}

/// A story in the middle of its telling.
struct Telling<'a, W> {
    world: &'a mut W,
    story: &'a Story,
    last: Option<Last>,
    failures: Vec<Failure>,
}

/// The act that was done last, and what is still to be told of it.
struct Last {
    line: usize,
    deed: Deed,
    done: Done,
    why: Vec<Finding>,
    /// Findings of a refusal that no line of the story has named yet.
    untold: Vec<Finding>,
    /// Whether the story says anything of what it led to.
    told: bool,
}

/// Brings a world to where a story begins: all of a script, or until a file stands at a stage or
/// an event of that name has happened to it.
pub async fn begin(world: &mut impl World, library: &Library, start: &Start) -> Result<(), String> {
    let story = library.script(&start.script, &start.with)?;
    let pack = if start.pack.is_empty() { rules::USUAL } else { &start.pack };
    if story.pack() != pack {
        return Err(format!("{} happens under the pack {}, not {pack}", story.file, story.pack()));
    }
    if let Some(start) = story.start() {
        Box::pin(begin(world, library, &start)).await?;
    }
    let stands =
        |file: &case::File, stage: &str| file.stage().0 == stage || file.standing().0 == stage;
    for (line, step) in &story.script.steps {
        let Step::When(deed) = step else { continue };
        // Documents are printed by the program; a story begins without them.
        if start.without.contains(&deed.act) || deed.act == "issue" {
            continue;
        }
        let place = || format!("{}:{line}: {} {}", story.file, deed.stream, deed.act);
        let done = world.act(deed).await.map_err(|error| format!("{}: {error:#}", place()))?;
        if matches!(done, Done::Invalid(_) | Done::Unknown(_)) {
            return Err(format!("{}: {}", place(), found(&done)));
        }
        if let Some((stream, end)) = &start.until {
            let file = world.file(stream).await.map_err(|error| format!("{error:#}"))?;
            let happened = deed.stream == *stream && done.events().any(|event| event.name == *end);
            if stands(&file, end) || happened {
                return Ok(());
            }
        }
    }
    match &start.until {
        None => Ok(()),
        Some((stream, stage)) => Err(format!("{}: {stream} never comes to {stage}", story.file)),
    }
}

/// Tells a story in a world that stands where it begins. What differs is in the answer.
pub async fn tell(world: &mut impl World, story: &Story) -> Vec<Failure> {
    let mut telling = Telling { world, story, last: None, failures: Vec::new() };
    for (line, step) in &story.script.steps {
        match step {
            Step::Given { .. } | Step::Until(_) => {}
            Step::When(deed) => telling.when(*line, deed).await,
            Step::Then(expected) => telling.then(*line, expected),
            Step::Says(said) => telling.says(*line, said),
            Step::Stage(stream, stage) => telling.stage(*line, stream, stage).await,
            Step::Ledger(case, account, amount) => {
                telling.ledger(*line, case, (account, *amount)).await;
            }
        }
    }
    telling.end_of_act();
    telling.failures
}

impl<W: World> Telling<'_, W> {
    async fn when(&mut self, line: usize, deed: &Deed) {
        self.end_of_act();
        let why = self.world.why(deed).await.unwrap_or_default();
        match self.world.act(deed).await {
            Ok(done) => {
                let untold = match &done {
                    Done::Refused(findings) => findings.clone(),
                    _ => Vec::new(),
                };
                let deed = deed.clone();
                self.last = Some(Last { line, deed, done, why, untold, told: false });
            }
            Err(error) => self.fail(line, "an answer", (format!("{error:#}"), None)),
        }
    }

    /// Everything that refuses must be told, and an act that nothing is told of must pass.
    fn end_of_act(&mut self) {
        let Some(last) = self.last.take() else { return };
        if !last.untold.is_empty() {
            let missing: Vec<String> = last.untold.iter().map(refused_line).collect();
            let expected = if last.told { "no other reason" } else { "the act to pass" };
            let mut lines = vec![String::new()];
            lines.extend(missing.iter().cloned());
            self.fail(last.line, expected, (missing.join("; "), Some(lines)));
        } else if !last.told && !matches!(last.done, Done::Events(_)) {
            self.fail(last.line, "the act to pass", (found(&last.done), None));
        }
    }

    fn then(&mut self, line: usize, expected: &Expected) {
        let Some(last) = &mut self.last else {
            return self.fail(line, "an act before this line", ("none".to_owned(), None));
        };
        if let Some((found, instead)) = last.against(expected) {
            let expected = self.line(line);
            self.fail(line, expected, (found, instead));
        }
    }

    fn says(&mut self, line: usize, said: &Said) {
        let Some(last) = &self.last else {
            return self.fail(line, "an act before this line", ("none".to_owned(), None));
        };
        let events = || last.done.events().filter(|event| event.name == said.event);
        let values: Vec<String> =
            events().filter_map(|event| at_path(&event.body, &said.path)).map(plain).collect();
        let law = Law::named(self.story.pack());
        let ruled = said.by.as_ref().is_none_or(|rule| law.pack.on(rule, last.deed.on).is_some());
        let expected = self.line(line);
        if !ruled {
            return self.fail(line, expected, ("no row is in force on that day".to_owned(), None));
        }
        let absent = said.value == "nothing" && values.is_empty() && events().next().is_some();
        if absent || values.contains(&said.value) {
            return;
        }
        let by = said.by.as_ref().map(|rule| format!(" by {rule}")).unwrap_or_default();
        let instead = values
            .first()
            .map(|value| vec![format!("says {} {} = {value}{by}", said.event, said.path)]);
        let nothing = || {
            let bodies: Vec<String> = events().map(|event| event.body.to_string()).collect();
            if bodies.is_empty() { found(&last.done) } else { bodies.join("; ") }
        };
        let found = values.first().cloned().unwrap_or_else(nothing);
        self.fail(line, expected, (found, instead));
    }

    async fn stage(&mut self, line: usize, stream: &StreamId, stage: &str) {
        let expected = self.line(line);
        match self.world.file(stream).await {
            Ok(file) if file.stage().0 == stage || file.standing().0 == stage => {}
            Ok(file) => {
                let found = format!("stage {stream} {}", file.stage().0);
                self.fail(line, expected, (found.clone(), Some(vec![found])));
            }
            Err(error) => self.fail(line, expected, (format!("{error:#}"), None)),
        }
    }

    async fn ledger(&mut self, line: usize, case: &CaseId, (account, amount): (&str, Usd)) {
        let expected = self.line(line);
        let number: Account = match account.parse() {
            Ok(number) => number,
            Err(unread) => return self.fail(line, expected, (format!("{unread}"), None)),
        };
        let stream = StreamId::new(Kind::Case, terms::FileId::from(case));
        match self.world.file(&stream).await {
            Ok(file) => {
                let mut books = Books::default();
                if let case::File::Case(state) = &*file {
                    state.entries.iter().for_each(|entry| books.post(entry));
                }
                let balance = books.balance(number, case);
                if balance != amount {
                    let found = format!("ledger {case} {account} = {balance}");
                    self.fail(line, expected, (found.clone(), Some(vec![found])));
                }
            }
            Err(error) => self.fail(line, expected, (format!("{error:#}"), None)),
        }
    }

    /// A line of the story as it is written.
    fn line(&self, line: usize) -> String {
        self.story.text.lines().nth(line - 1).unwrap_or_default().trim().to_owned()
    }

    fn fail(&mut self, line: usize, expected: impl Into<String>, (found, instead): Instead) {
        let (file, expected) = (self.story.file.clone(), expected.into());
        self.failures.push(Failure { file, line, expected, found, instead });
    }
}
