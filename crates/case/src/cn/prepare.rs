//! Prepare the notification of a case: what AECA section 36(b)(1) asks to be certified.

use serde::{Deserialize, Serialize};
use terms::{Desk, FileId, Kind, PurchaserCode, Usd, limits};

use super::{Event, Stage, moved};
use crate::{
    act::{About, Field, Input, reads},
    decider::Outcome,
    lor::letter::Known,
    refusal::Refusal,
    sale::value,
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
    fields: &[
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
        Field::may(
            "edge",
            "Determination on the qualitative military edge",
            Input::Text(limits::LINE),
        )
        .hint("Where the law asks for one"),
    ],
};

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

pub(crate) fn decide(act: &Prepare, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let unnumbered = now.file.as_str().parse::<terms::Transmittal>().err().map(|unread| {
        now.contradiction(unread.to_string(), "Open the notification under its transmittal number.")
    });
    let case = now.facts.case.as_ref().filter(|(file, _)| *file == act.case).map(|(_, case)| case);
    let known = case.and_then(|case| Some((case, case.purchaser()?)));
    let unknown = known.is_none().then(|| {
        let sentence = format!("No case {} with a known purchaser is on record.", act.case);
        now.contradiction(sentence, "Open the case first, or name another.")
    });
    Refusal::unless_clear(unnumbered.into_iter().chain(unknown))?;
    let Some((case, purchaser)) = known else { unreachable!("refused above") };
    let priced = value::priced(case, now)?;
    let items = case.lines.iter().map(|line| Item {
        name: line.description.clone(),
        quantity: line.quantity,
        mde: line.mde,
    });
    let prepared = Prepared {
        given: act.clone(),
        purchaser: purchaser.clone(),
        mde: priced.mde,
        other: priced.summary.total.minus(priced.mde).unwrap_or_default(),
        total: priced.summary.total,
        items: items.collect(),
    };
    Ok(moved::with(Some(&act.case), Stage::Draft, Event::Prepared(prepared), now))
}
