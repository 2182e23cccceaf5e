//! A stage of a case, with the act that brings a case there, its event and a story.

use anyhow::{Context as _, Result, bail};

use super::{Draft, Name};
use crate::tidy::Tree;

/// Drafts it: the act `closure/audit` and the stage `audited`.
pub fn draft<'a>(tree: &'a Tree, act: &str, stage: &str) -> Result<(Draft<'a>, String)> {
    let (room, act) =
        act.split_once('/').context("name a room and an act, such as closure/audit")?;
    let (room, act, stage) = (Name::read(room)?, Name::read(act)?, Name::read(stage)?);
    let rooms = format!("crates/case/src/{}/mod.rs", room.snake);
    if !tree.has(&rooms) {
        bail!("{rooms} is not there; a new room is a change of its own");
    }
    let fill = |text: &str| {
        let own = text.replace("{room}", &room.snake).replace("{Stage}", &stage.pascal);
        let own = own.replace("{stage}", &stage.kebab).replace("{event}", &stage.snake);
        act.fill(&own.replace("{stood}", &stage.title.to_lowercase()))
    };
    let mut draft = Draft::new(tree);
    draft.module(&rooms, &act.snake)?;
    let file = format!("crates/case/src/{}/{}.rs", room.snake, act.snake);
    draft.create(&file, fill(ACT))?;
    for (path, label, lines) in LINES {
        draft.at_marker(path, label, &fill(lines))?;
    }
    let story = format!("scenarios/{}/new-{}.case", room.kebab, act.kebab);
    draft.create(&story, fill(STORY))?;
    let next = format!(
        "Say in {file} what the act asks for; in sale/acts.rs where it can be done and under which \
         gates; in sale/holders.rs who holds the case then; in books.rs what it means for money; \
         in sale/road.rs which act carries it on. \
         Tell it in {story}. The story fails until then: cargo x check"
    );
    Ok((draft, next))
}

/// Lines by file and mark.
const LINES: &[(&str, &str, &str)] = &[
    (
        "crates/case/src/sale/stage.rs",
        "stage",
        "        /// {Title}.\n        {Stage} = \"{stage}\" \"say what it means in plain words\",",
    ),
    ("crates/case/src/sale/acts.rs", "act", "    act({room}::{snake}::ABOUT, RUNNING, FREE),"),
    ("crates/case/src/sale/commands.rs", "command", "    {Pascal}({room}::{snake}::{Stage}),"),
    (
        "crates/case/src/sale/commands.rs",
        "reader",
        "        \"{kebab}\" => Command::{Pascal}(from_value(arguments)?),",
    ),
    (
        "crates/case/src/sale/commands.rs",
        "decision",
        "        C::{Pascal}(act) => E::{Stage}(act.clone()),",
    ),
    (
        "crates/case/src/sale/events.rs",
        "event",
        "    /// The case is {stood}.\n    #[serde(rename = \"case.{event}\")]\n    {Stage}({room}::{snake}::{Stage}),",
    ),
    (
        "crates/case/src/sale/evolve.rs",
        "change",
        "        E::{Stage}(_) => {room}::{snake}::evolve(case),",
    ),
    (
        "crates/case/src/sale/holders.rs",
        "holder",
        "        E::{Stage}(_) => (Holder::Agency, \"{stood}\"),",
    ),
    ("crates/case/src/sale/road.rs", "road", "        Stage::{Stage} => &[],"),
    ("crates/case/src/books.rs", "entry", "        sale::Event::{Stage}(_) => Vec::new(),"),
];

const ACT: &str = "\
//! {Title}: say what it is in the field, and what follows.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    sale::{Stage, State},
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: \"{kebab}\",
    thing: \"{kebab}\",
    kind: Kind::Case,
    title: \"{Title}\",
    help: \"Say in a sentence or two what it does and what follows.\",
    desks: &[Desk::CaseManager],
    fields: &[Field::may(\"remarks\", \"Remarks\", Input::Long(limits::PARAGRAPH))],
};

/// The case is {stood}.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct {Stage} {
    /// Remarks.
    #[serde(default, skip_serializing_if = \"Option::is_none\")]
    pub remarks: Option<String>,
}

pub(crate) fn evolve(case: &mut State) {
    case.go(Stage::{Stage});
}
";

const STORY: &str = "\
# Say in one sentence what {kebab} does
given bases/patrol-boats until case/BN-P-LCB implemented
when 2026-06-01 case/BN-P-LCB {kebab}
then case.{event}
stage case/BN-P-LCB {stage}
when 2026-06-02 case/BN-P-LCB {kebab}
then refused {room}-rule \"say why it is not done twice\"
";
