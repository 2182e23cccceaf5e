//! The one shape of every file: `decide` may refuse and never changes, `evolve` changes and never
//! refuses.

use rules::Finding;
use schedule::Span;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use terms::{Actor, Day, Moment, StreamId, codes::Holder};

use crate::{
    Event, Refusal, Situation, act::Act, duties::Hands, gates::attested::Sale,
    statements::Statements,
};

/// The state of one kind of file, folded from its events.
pub trait Decider: Default + Clone + Send + Sync + 'static {
    /// What can be done to it.
    type Command;
    /// What can have happened to it.
    type Event: Clone + Serialize + DeserializeOwned;
    /// Where it can stand.
    type Stage: Copy + PartialEq + std::fmt::Display + 'static;

    /// Every act, in the order in which a sale meets them.
    const ACTS: &'static [Act<Self>];
    /// Whether the file is always there and needs no act that opens it.
    const ALWAYS_THERE: bool = false;
    /// Acts of the program itself, which have no form.
    const INTERNAL: &'static [&'static str] = &[];

    /// The part that every file has.
    fn head(&self) -> &Head;
    /// The part that every file has.
    fn head_mut(&mut self) -> &mut Head;
    /// Where it stands now.
    fn stage(&self) -> Self::Stage;
    /// Where a part of it stands that goes a road of its own: an open change of a case.
    fn also_at(&self) -> Option<Self::Stage> {
        None
    }
    /// What else is told of an act that comes at the wrong stage.
    fn besides(&self, _act: &str, _now: &Situation<'_>) -> Option<Finding> {
        None
    }
    /// Reads the arguments of an act that `read::clean` has checked.
    fn command(act: &str, arguments: Value) -> Result<Self::Command, serde_json::Error>;
    /// What follows from an act, or why it does not pass.
    fn decide(&self, command: &Self::Command, now: &Situation<'_>) -> Result<Outcome, Refusal>;
    /// The sale that it belongs to, for rules that concern only some sales.
    fn sale<'a>(&'a self, now: &Situation<'a>) -> Sale<'a> {
        Sale::of(now)
    }
    /// Takes in what happened.
    fn evolve(&mut self, event: &Self::Event, told: &Told<'_>);
    /// Who holds the file after an event that it has taken in, and why; `None` leaves the holder
    /// as it was.
    fn holder(&self, event: &Self::Event) -> Option<(Holder, &'static str)>;
    /// Who holds the file at a stage, where the event that led there names nobody.
    fn holder_at(_: Self::Stage) -> Option<(Holder, &'static str)> {
        None
    }
}

/// The part that every file has.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Head {
    /// How many events the file has; nought means that it was never opened.
    pub version: u64,
    /// The day of its first event.
    pub opened: Option<Day>,
    /// The moment of its last event.
    pub touched: Moment,
    /// The day of its last event.
    pub touched_on: Option<Day>,
    /// Which persons had a hand in which duty.
    pub hands: Hands,
    /// Who held it since when.
    pub spans: Vec<Span>,
    /// Statements under rules, and waivers.
    pub statements: Statements,
}

impl Head {
    /// Whether the file was opened.
    pub const fn exists(&self) -> bool {
        self.version > 0
    }

    /// Who holds the file now.
    pub fn holder(&self) -> Option<&Span> {
        self.spans.last()
    }
}

/// What an event says besides what happened: who did it, by which act, and when.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Who acted.
    pub by: &'a Actor,
    /// The act that was done.
    pub act: &'a str,
    /// On whose behalf, under delegations.
    pub behalf: &'a [String],
    /// When it was recorded.
    pub at: Moment,
    /// The office's day on which it was recorded.
    pub on: Day,
}

/// What follows from an act: events of its own file, and events that other files must take in the
/// same transaction.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Events of the file itself.
    pub own: Vec<Event>,
    /// Events of other files.
    pub elsewhere: Vec<(StreamId, Event)>,
}

impl Outcome {
    /// Adds an event of another file.
    #[must_use]
    pub fn and(mut self, stream: StreamId, event: impl Into<Event>) -> Self {
        self.elsewhere.push((stream, event.into()));
        self
    }
}

impl<E: Into<Event>> From<E> for Outcome {
    fn from(event: E) -> Self {
        Self { own: vec![event.into()], elsewhere: Vec::new() }
    }
}

/// Folds one event into a file: its state, its version, its hands and its holder.
pub fn evolve<S: Decider>(state: &mut S, event: &S::Event, told: &Told<'_>) {
    let stage = state.stage();
    state.evolve(event, told);
    let moved = (state.stage() != stage).then(|| state.stage());
    let named = state.holder(event);
    let head = state.head_mut();
    // A stage that the event charges to nobody is charged to its own holder.
    let held = head.spans.last().map(|span| span.holder);
    let own = moved.and_then(S::holder_at).filter(|(holder, _)| Some(*holder) != held);
    let holder = named.or(own);
    head.version += 1;
    head.opened.get_or_insert(told.on);
    head.touched = told.at;
    head.touched_on = Some(told.on);
    head.hands.note(told);
    if let Some((holder, reason)) = holder {
        // A clock that was set back charges no day twice.
        let from = head.spans.last().map_or(told.on, |last| told.on.max(last.from));
        head.spans.push(Span { from, holder, reason: reason.to_owned() });
    }
}
