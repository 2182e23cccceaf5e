//! Prepare the notification of a case, and draft it anew: what AECA section 36(b)(1) asks to be
//! certified. Values are those of the whole programme as it stands on that day.

use serde::{Deserialize, Serialize};
use terms::{Desk, FileId, Kind, PurchaserCode, Transmittal, Usd, limits};

use super::{
    Event, Stage, State, moved,
    values::{self, Part},
};
use crate::{
    act::{About, Field, Input, reads},
    decider::Outcome,
    lor::letter::Known,
    refusal::Refusal,
    sale,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "prepare",
    thing: "preparation",
    kind: Kind::Notification,
    title: "Prepare a notification",
    help: "Drafts the certification for a case. Values and items are taken from the case as it \
           stands; the file's number is the transmittal number.",
    desks: &[Desk::CountryDesk, Desk::CaseManager, Desk::Legislative],
    fields: FIELDS,
};

/// How the next draft describes itself.
pub const REDRAFT: About = About {
    name: "redraft",
    thing: "redraft",
    kind: Kind::Notification,
    title: "Draft it anew",
    help: "Writes the draft again: values and items are taken from the case and its programme as \
           they stand today.",
    desks: &[Desk::CountryDesk, Desk::CaseManager, Desk::Legislative],
    fields: FIELDS,
};

const FIELDS: &[Field] = &[
    Field::must("case", "Case", Input::Id("BN-P-LCB", reads::<FileId>)),
    Field::must("justification", "Policy justification", Input::Long(limits::LETTER)),
    Field::must("sensitivity", "Sensitivity of technology", Input::Long(limits::PARAGRAPH)),
    Field::must(
        "military_effect",
        "Effect on readiness and region",
        Input::Long(limits::PARAGRAPH),
    ),
    Field::must("offset", "Offset agreement proposed", Input::Choice(Known::OPTIONS)),
    Field::may("offset_text", "Description of the offset", Input::Long(limits::PARAGRAPH)),
    Field::may("commission", "Sales commission or fee", Input::Text(limits::LINE)),
    Field::may("prior_cases", "Prior related cases", Input::Text(limits::LINE)),
    Field::may("contractors", "Principal contractors", Input::Text(limits::LINE)),
    Field::may("edge", "Determination on the qualitative military edge", Input::Text(limits::LINE))
        .hint("Where the law asks for one"),
    Field::may("statement", "Statement on this purchaser", Input::Long(limits::PARAGRAPH))
        .hint("Where the law asks for one more, as of sales to Greece or Turkey"),
    Field::may("need", "Need, and ability to absorb", Input::Long(limits::PARAGRAPH)),
    Field::may("personnel", "People to be sent", Input::Long(limits::PARAGRAPH))
        .hint("How many, where and for how long"),
    Field::may("duration", "Duration of the programme", Input::Text(limits::LINE)),
    Field::may("users", "Users", Input::Text(limits::LINE)),
    Field::may("supersedes", "Takes the place of", Input::Id("26-99", reads::<FileId>))
        .hint("An earlier notification of the same sale, of lower value or capability"),
    Field::may("technologies", "Sensitive technologies", Input::Records(TECHNOLOGY)),
];

const TECHNOLOGY: &[Field] = &[
    Field::must("name", "Technology", Input::Text(limits::LINE)),
    Field::may("description", "Description", Input::Long(limits::PARAGRAPH)),
    Field::may("classification", "Highest classification", Input::Text(limits::LINE)),
    Field::may("harm", "If it were lost", Input::Long(limits::PARAGRAPH)),
    Field::may("release", "Finding on its release", Input::Long(limits::PARAGRAPH)),
    Field::may("protection", "Protection by the purchaser", Input::Long(limits::PARAGRAPH)),
];

/// Prepares a notification.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Prepare {
    pub case: FileId,
    pub justification: String,
    pub sensitivity: String,
    pub military_effect: String,
    pub offset: Known,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_cases: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contractors: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personnel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<FileId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub technologies: Vec<Technology>,
}

/// A sensitive technology of the annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Technology {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<String>,
}

/// A notification was drafted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Prepared {
    /// What was entered.
    pub given: Prepare,
    /// The purchaser.
    pub purchaser: PurchaserCode,
    /// Value of major defense equipment, with its share of everything above the line.
    pub mde: Usd,
    /// Everything else.
    pub other: Usd,
    /// Estimated total.
    pub total: Usd,
    /// Items: name, quantity, whether major defense equipment.
    pub items: Vec<Item>,
    /// The part of design and construction services; nought where no line is marked as such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub construction: Option<Usd>,
    /// What each case of the programme adds, where there is more than one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// An item of a notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Name.
    pub name: String,
    /// How many, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// Major defense equipment.
    pub mde: Known,
}

impl Prepared {
    /// Whether it was made for a case.
    pub fn covers(&self, case: &FileId) -> bool {
        self.given.case == *case || self.parts.iter().any(|part| part.case == *case)
    }
}

pub(crate) fn decide(act: &Prepare, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let number = now.file.as_str().parse::<Transmittal>();
    let unnumbered = number.as_ref().err().map(|unread| {
        now.contradiction(unread.to_string(), "Open the notification under its transmittal number.")
    });
    let of_report = number.is_ok_and(|number| number.is_change()).then(|| {
        now.contradiction(
            format!("{} is a number of reports on a notified sale.", now.file),
            "Number a notification by year and digits, such as 26-99.",
        )
    });
    let findings = unnumbered.into_iter().chain(of_report);
    let prepared = prepared(act, findings, now)?;
    let event = Event::Prepared(prepared);
    Ok(moved::to(Some(&act.case), Stage::Draft, event, now))
}

pub(crate) fn redraft(
    file: &State,
    act: &Prepare,
    now: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let other = file.case.as_ref().filter(|case| **case != act.case).map(|case| {
        let sentence = format!("The draft is of the case {case}, and not of {}.", act.case);
        now.contradiction(sentence, "Prepare a notification of its own for another case.")
    });
    let prepared = prepared(act, other, now)?;
    Ok(moved::with(file, Stage::Draft, Event::Redrafted(prepared), now))
}

fn prepared(
    act: &Prepare,
    findings: impl IntoIterator<Item = rules::Finding>,
    now: &Situation<'_>,
) -> Result<Prepared, Refusal> {
    let case = now.facts.case.as_ref().filter(|(file, _)| *file == act.case);
    let known = case.and_then(|(file, case)| Some((file, &**case, case.purchaser()?)));
    let unknown = known.is_none().then(|| {
        let sentence = format!("No case {} with a known purchaser is on record.", act.case);
        now.contradiction(sentence, "Open the case first, or name another.")
    });
    let all = findings.into_iter().chain(unknown).chain(superseding(act, now));
    Refusal::unless_clear(all)?;
    let Some((file, case, purchaser)) = known else { unreachable!("refused above") };
    let worth = values::of((file, case), now)?;
    let (mde, total) = (worth.mde(), worth.total());
    let construction = worth.values().construction;
    let several = worth.parts.len() > 1;
    let parts = if several { worth.parts } else { Vec::new() };
    let related =
        now.facts.related.iter().filter(|(file, _)| parts.iter().any(|p| p.case == *file));
    let items = items(case).chain(related.flat_map(|(_, case)| items(case))).collect();
    Ok(Prepared {
        given: act.clone(),
        purchaser: purchaser.clone(),
        mde,
        other: total.minus(mde).unwrap_or_default(),
        total,
        items,
        construction,
        parts,
    })
}

/// What it takes the place of is a notification of the same sale that was delivered.
fn superseding(act: &Prepare, now: &Situation<'_>) -> Option<rules::Finding> {
    let old = act.supersedes.as_ref()?;
    let known = now.facts.notifications.iter().find(|(file, _)| file == old);
    let same = known.is_some_and(|(_, notification)| {
        notification.is_notified() && notification.case.as_ref() == Some(&act.case)
    });
    (!same || *old == *now.file).then(|| {
        now.contradiction(
            format!("{old} is no notification of {} that was delivered.", act.case),
            "Name an earlier notification of the same case.",
        )
    })
}

fn items(case: &sale::State) -> impl Iterator<Item = Item> {
    case.lines.iter().map(|line| Item {
        name: line.description.clone(),
        quantity: line.quantity,
        mde: line.mde,
    })
}
