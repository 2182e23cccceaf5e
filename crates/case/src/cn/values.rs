//! What a sale is worth when it is held against thresholds: the whole programme, with every Letter
//! of Offer that belongs to it, so that no part is small because the sale was split (CN-004).

use serde::{Deserialize, Serialize};
use terms::{FileId, Usd};

use super::tier::Values;
use crate::{Decider, refusal::Refusal, sale, sale::value, situation::Situation};

/// What a programme is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// Its cases, the one that was asked for first.
    pub parts: Vec<Part>,
}

/// What one case adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The case.
    pub case: FileId,
    /// Major defense equipment with its surcharge.
    pub mde: Usd,
    /// Design and construction services with their surcharge.
    #[serde(default, skip_serializing_if = "nothing")]
    pub construction: Usd,
    /// Everything, with what stands above the line.
    pub total: Usd,
    /// Whether a line of it has no price yet, so that it will be worth more.
    #[serde(default, skip_serializing_if = "no")]
    pub open: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn no(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn nothing(amount: &Usd) -> bool {
    *amount == Usd::ZERO
}

/// The worth of a case with all that is related to it.
pub fn of(case: (&FileId, &sale::State), now: &Situation<'_>) -> Result<Worth, Refusal> {
    let related = now.facts.related.iter().map(|(file, case)| (file, &**case));
    let counted = related.filter(|(file, other)| **file != *case.0 && counts(other));
    let parts = std::iter::once(case).chain(counted).map(|(file, case)| part(file, case, now));
    Ok(Worth { parts: parts.collect::<Result<_, Refusal>>()? })
}

/// A case that ended before it became an agreement adds nothing.
fn counts(case: &sale::State) -> bool {
    !matches!(case.stage(), sale::Stage::None | sale::Stage::Declined | sale::Stage::Expired)
}

fn part(file: &FileId, case: &sale::State, now: &Situation<'_>) -> Result<Part, Refusal> {
    let ceiling = case.opened.as_ref().and_then(|opened| opened.ceiling);
    let priced = value::priced(case, now)?;
    let total = if case.answers_a_request() { priced.summary.total } else { Usd::ZERO };
    let open = case.lines.iter().any(|line| line.total().is_none());
    Ok(Part {
        case: file.clone(),
        mde: priced.mde,
        construction: priced.construction,
        total: ceiling.unwrap_or(total),
        open: open && ceiling.is_none(),
    })
}

impl Worth {
    fn sum(&self, of: impl Fn(&Part) -> Usd) -> Usd {
        self.parts.iter().map(of).sum()
    }

    /// Major defense equipment.
    pub fn mde(&self) -> Usd {
        self.sum(|part| part.mde)
    }

    /// Design and construction services.
    pub fn construction(&self) -> Usd {
        self.sum(|part| part.construction)
    }

    /// Everything.
    pub fn total(&self) -> Usd {
        self.sum(|part| part.total)
    }

    /// What is held against the thresholds.
    pub fn values(&self) -> Values {
        values(self.mde(), self.construction(), self.total())
    }

    /// Cases other than the first whose worth is not known yet.
    pub fn open(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().skip(1).filter(|part| part.open)
    }
}

/// Values against thresholds. Design and construction services have a threshold of their own; the
/// threshold of everything is for what is left.
pub fn values(mde: Usd, construction: Usd, total: Usd) -> Values {
    if construction == Usd::ZERO {
        return Values { mde: Some(mde), total: Some(total), construction: None };
    }
    let rest = total.minus(construction).unwrap_or_default();
    Values { mde: Some(mde), total: Some(rest), construction: Some(construction) }
}
