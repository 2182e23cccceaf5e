//! Open a case for an actionable request.

use serde::{Deserialize, Serialize};
use terms::{CaseId, Day, Desk, FileId, Kind, PurchaserCode, StreamId, coded, limits};

use crate::{
    act::{About, Field, Input, reads},
    decider::Outcome,
    lor, purchaser,
    refusal::Refusal,
    sale::{self, Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "open",
    thing: "opening",
    kind: Kind::Case,
    title: "Open a case",
    help: "Opens a case for a request that is actionable. The identifier is the customer code, \
           the implementing agency's letter and a designator that was never used before.",
    desks: &[Desk::CaseManager],
    fields: &[
        Field::must("case", "Case identifier", Input::Id("BN-P-LCB", reads::<CaseId>)),
        Field::must("request", "Request", Input::Id("BN-26-0001", reads::<FileId>)),
        Field::must("nickname", "Nickname", Input::Text(NICKNAME)),
        Field::must("description", "Case description", Input::Long(limits::PARAGRAPH)),
        Field::must("form", "Kind of case", Input::Choice(CaseForm::OPTIONS)),
        Field::must("group", "Processing group", Input::Choice(Group::OPTIONS))
            .hint("Sets how many days the offer may take"),
    ],
};

/// The nickname field of the manual's document.
const NICKNAME: usize = 50;

coded! {
    /// Kind of case.
    pub enum CaseForm "kind of case" {
        /// Named items.
        Defined = "defined-order" "named items and quantities",
        /// Blanket.
        Blanket = "blanket-order" "a category of items up to a value",
        /// CLSSA.
        StockLevel = "clssa" "cooperative logistics supply support",
    }
}

coded! {
    /// Processing group of a document; each has its own standard (SAMM Table C5.T6).
    pub enum Group "processing group" {
        /// A.
        A = "A" "blanket orders, stock support, training",
        /// B.
        B = "B" "defined orders",
        /// C.
        C = "C" "defined orders unique to the purchaser",
        /// D.
        D = "D" "building partner capacity",
    }
}

impl Group {
    /// The rule that holds the group's standard.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::A => "DEV-001",
            Self::B => "DEV-002",
            Self::C => "DEV-003",
            Self::D => "DEV-004",
        }
    }
}

/// Opens a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Open {
    /// The identifier.
    pub case: CaseId,
    /// The request it answers.
    pub request: FileId,
    /// A few words.
    pub nickname: String,
    /// What is sold.
    pub description: String,
    /// Kind of case.
    pub form: CaseForm,
    /// Processing group.
    pub group: Group,
}

/// A case was opened for a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// What was entered.
    pub given: Open,
    /// The purchaser of the request.
    pub purchaser: PurchaserCode,
    /// The last day to send the offer, in calendar days from the request's completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_due: Option<Day>,
    /// The day from which they are counted: that of the request's completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<Day>,
}

pub(crate) fn decide(act: &Open, now: &Situation<'_>) -> Result<Outcome, Refusal> {
    let purchaser = act.case.purchaser();
    let request = now.facts.request.as_ref();
    let asked = request.and_then(|(_, request)| request.letter.as_ref());
    let missing = asked.is_none().then(|| {
        now.contradiction(
            format!("No request {} is on record.", act.request),
            "Receive the Letter of Request first, and name its file.",
        )
    });
    let other = asked.filter(|letter| letter.purchaser != purchaser).map(|letter| {
        now.contradiction(
            format!(
                "The case identifier names the purchaser {purchaser}; the request is of {}.",
                letter.purchaser
            ),
            "Begin the identifier with the customer code of the request.",
        )
    });
    Refusal::unless_clear(missing.into_iter().chain(other))?;
    let standard = now.row(act.group.rule()).and_then(|r| r.whole("standard_days"));
    let complete = request.and_then(|(_, request)| request.complete_on);
    let offer_due = complete.zip(standard).map(|(from, days)| from.plus_days(days));
    let counted_from = complete.filter(|_| offer_due.is_some());
    let opened =
        sale::Event::Opened(Opened { given: act.clone(), purchaser, offer_due, counted_from });
    let told = lor::Event::CaseOpened(lor::CaseOpened { case: FileId::from(&act.case) });
    let known =
        purchaser::Event::CaseOpened(purchaser::CaseOpened { case: FileId::from(&act.case) });
    Ok(Outcome::from(opened)
        .and(StreamId::new(Kind::Request, act.request.clone()), told)
        .and(StreamId::new(Kind::Purchaser, FileId::from(&act.case.purchaser())), known))
}

pub(crate) fn evolve(case: &mut State, event: &Opened) {
    let given = event.given.clone();
    case.opened = Some(sale::Opened {
        agency: Some(given.case.agency().to_string()),
        case: Some(given.case),
        purchaser: Some(event.purchaser.clone()),
        nickname: given.nickname,
        description: given.description,
        source: sale::Source::Request(given.request),
        ceiling: None,
        form: Some(given.form),
        counted_from: event.counted_from,
        offer_due: event.offer_due.map(|on| (on, given.group)),
    });
    case.offer.number = 1;
    case.go(Stage::Development);
}
