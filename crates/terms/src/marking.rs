//! How a content is marked: whether it is controlled, in which categories, who abroad may read it,
//! and whether it may go to the purchaser.
//!
//! Markings form a lattice. `join` is the least marking that is as strict as two others, and what
//! is made of several parts carries the join of theirs. Strictness goes part by part: controlled is
//! above not controlled; categories and limits unite; lists of nations meet, until nobody abroad is
//! left; what is kept from the purchaser in one part is kept from it in the whole.

use std::{collections::BTreeSet, fmt, str::FromStr};

use crate::{PurchaserCode, Unreadable, as_text, codes::coded};

coded! {
    /// A category of controlled unclassified information, by its registry abbreviation.
    pub enum Category "category" {
        /// Technical information.
        Technical = "CTI" "controlled technical information",
        /// Export control.
        Export = "EXPT" "export controlled",
        /// International agreements.
        Agreements = "INTL" "international agreements",
        /// Legal.
        Legal = "LEGAL" "legal",
        /// Operations security.
        Operations = "OPSEC" "operations security",
        /// Physical security.
        Physical = "PHYS" "physical security",
        /// Acquisition.
        Acquisition = "PROCURE" "procurement and acquisition",
        /// Proprietary.
        Proprietary = "PROPIN" "proprietary business information",
        /// Privacy.
        Privacy = "PRVCY" "privacy",
        /// Source selection.
        SourceSelection = "SSEL" "source selection",
    }
}

coded! {
    /// A limit on dissemination besides those that name nations.
    pub enum Limit "limit on dissemination" {
        /// Display only.
        Display = "DISPLAY ONLY" "may be shown and not handed over",
        /// List only.
        List = "DL ONLY" "only to those of a list",
        /// Federal.
        Federal = "FED ONLY" "only to federal employees",
        /// Federal and contractors.
        Contractors = "FEDCON" "only to federal employees and their contractors",
        /// No contractors.
        NoContractors = "NOCON" "not to contractors",
    }
}

/// Who abroad may read a content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Abroad {
    /// Nothing is said of nations.
    Open,
    /// These nations and no others; at least one.
    Only(BTreeSet<PurchaserCode>),
    /// Nobody.
    Nobody,
}

/// How a content is marked. The text form is `U`, `CUI`, or these with what they are limited to:
/// `CUI//CTI/EXPT//REL TO USA, BN//PRE-DECISIONAL`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Marking {
    controlled: bool,
    categories: BTreeSet<Category>,
    limits: BTreeSet<Limit>,
    abroad: Abroad,
    pre_decisional: bool,
    inside: bool,
}

const UNCONTROLLED: &str = "U";
const CONTROLLED: &str = "CUI";
const NO_FOREIGN: &str = "NOFORN";
const RELEASABLE: &str = "REL TO ";
const OWN: &str = "USA";
const PRE_DECISIONAL: &str = "PRE-DECISIONAL";
const INTERNAL: &str = "INTERNAL";

impl Marking {
    /// Unclassified and not controlled; it may go to the purchaser. The lowest of all.
    pub const fn open() -> Self {
        Self {
            controlled: false,
            categories: BTreeSet::new(),
            limits: BTreeSet::new(),
            abroad: Abroad::Open,
            pre_decisional: false,
            inside: false,
        }
    }

    /// Controlled, and no more than that.
    pub fn controlled() -> Self {
        Self { controlled: true, ..Self::open() }
    }

    /// Adds a category, which controls it.
    #[must_use]
    pub fn of(mut self, category: Category) -> Self {
        self.controlled = true;
        self.categories.insert(category);
        self
    }

    /// Adds a limit, which controls it.
    #[must_use]
    pub fn limited(mut self, limit: Limit) -> Self {
        self.controlled = true;
        self.limits.insert(limit);
        self
    }

    /// Keeps it from everybody abroad, which controls it.
    #[must_use]
    pub fn no_foreign(mut self) -> Self {
        self.controlled = true;
        self.abroad = Abroad::Nobody;
        self
    }

    /// Keeps it from all nations but these, which controls it; no nation is everybody abroad.
    #[must_use]
    pub fn only_to(mut self, nations: impl IntoIterator<Item = PurchaserCode>) -> Self {
        let nations: BTreeSet<PurchaserCode> = nations.into_iter().collect();
        self.controlled = true;
        self.abroad = self.abroad.join(&Abroad::of(nations));
        self
    }

    /// Written before a decision that it prepares.
    #[must_use]
    pub const fn pre_decisional(mut self) -> Self {
        self.pre_decisional = true;
        self
    }

    /// Kept from the purchaser.
    #[must_use]
    pub const fn kept_in(mut self) -> Self {
        self.inside = true;
        self
    }

    /// The least marking that is as strict as both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            controlled: self.controlled || other.controlled,
            categories: &self.categories | &other.categories,
            limits: &self.limits | &other.limits,
            abroad: self.abroad.join(&other.abroad),
            pre_decisional: self.pre_decisional || other.pre_decisional,
            inside: self.inside || other.inside,
        }
    }

    /// What carries all of these.
    pub fn join_all<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        parts.into_iter().fold(Self::open(), |whole, part| whole.join(part))
    }

    /// Whether it is as strict as another, or stricter.
    pub fn covers(&self, other: &Self) -> bool {
        self.join(other) == *self
    }

    /// Whether it is controlled unclassified information.
    pub const fn is_controlled(&self) -> bool {
        self.controlled
    }

    /// Whether it was written before a decision that it prepares.
    pub const fn is_pre_decisional(&self) -> bool {
        self.pre_decisional
    }

    /// Whether it may go to the purchaser: it is not kept from it, and its nation may read it.
    pub fn may_go_to(&self, purchaser: Option<&PurchaserCode>) -> bool {
        let read = match (&self.abroad, purchaser) {
            (Abroad::Open, _) => true,
            (Abroad::Only(nations), Some(purchaser)) => nations.contains(purchaser),
            (Abroad::Only(_), None) | (Abroad::Nobody, _) => false,
        };
        read && !self.inside
    }

    /// The banner of a page: one word, and none where nothing is controlled.
    pub const fn banner(&self) -> Option<&'static str> {
        if self.controlled { Some(CONTROLLED) } else { None }
    }

    /// Its categories, by their abbreviations.
    pub fn categories(&self) -> Vec<&'static str> {
        self.categories.iter().map(|category| category.code()).collect()
    }

    /// Its limits on dissemination as one text, where there are any.
    pub fn dissemination(&self) -> Option<String> {
        let limits = self.limits.iter().map(|limit| limit.code().to_owned());
        let all: Vec<String> = self.abroad.text().into_iter().chain(limits).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// What it means, in plain words.
    pub fn words(&self) -> String {
        let controlled = if self.controlled {
            "controlled unclassified information"
        } else {
            "unclassified, not controlled"
        };
        let mut words = vec![controlled.to_owned()];
        words.extend(self.categories.iter().map(|category| category.meaning().to_owned()));
        words.extend(self.limits.iter().map(|limit| limit.meaning().to_owned()));
        words.extend(match &self.abroad {
            Abroad::Open => None,
            Abroad::Only(_) => self.abroad.text().map(|text| format!("abroad only {text}")),
            Abroad::Nobody => Some("not to anybody abroad".to_owned()),
        });
        words
            .extend(self.pre_decisional.then(|| "before the decision that it prepares".to_owned()));
        words.extend(self.inside.then(|| "kept from the purchaser".to_owned()));
        words.join("; ")
    }
}

impl Default for Marking {
    fn default() -> Self {
        Self::open()
    }
}

impl Abroad {
    fn of(nations: BTreeSet<PurchaserCode>) -> Self {
        if nations.is_empty() { Self::Nobody } else { Self::Only(nations) }
    }

    fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Nobody, _) | (_, Self::Nobody) => Self::Nobody,
            (Self::Open, stricter) | (stricter, Self::Open) => stricter.clone(),
            (Self::Only(a), Self::Only(b)) => Self::of(a & b),
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::Open => None,
            Self::Only(nations) => {
                let nations: Vec<&str> = nations.iter().map(PurchaserCode::as_str).collect();
                let own = OWN;
                Some(format!("{RELEASABLE}{own}, {}", nations.join(", ")))
            }
            Self::Nobody => Some(NO_FOREIGN.to_owned()),
        }
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits: Vec<&str> = self.limits.iter().map(|limit| limit.code()).collect();
        let parts = [
            (!self.categories.is_empty()).then(|| self.categories().join("/")),
            self.abroad.text(),
            (!limits.is_empty()).then(|| limits.join("/")),
            self.pre_decisional.then(|| PRE_DECISIONAL.to_owned()),
            self.inside.then(|| INTERNAL.to_owned()),
        ];
        out.write_str(if self.controlled { CONTROLLED } else { UNCONTROLLED })?;
        parts.into_iter().flatten().try_for_each(|part| write!(out, "//{part}"))
    }
}

impl FromStr for Marking {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let wrong = || {
            let words = "is no marking; write U or CUI, and behind // what limits it, such as \
                         CUI//CTI//REL TO USA, BN";
            Unreadable::new("marking", text, words)
        };
        let mut parts = text.split("//");
        let controlled = match parts.next() {
            Some(UNCONTROLLED) => false,
            Some(CONTROLLED) => true,
            _ => return Err(wrong()),
        };
        let mut marking = Self { controlled, ..Self::open() };
        for item in parts.flat_map(|part| part.split('/')) {
            marking = marking.with(item).ok_or_else(wrong)?;
        }
        if marking.controlled == controlled { Ok(marking) } else { Err(wrong()) }
    }
}

impl Marking {
    /// Adds one item of the text form; `None` where it is none.
    fn with(self, item: &str) -> Option<Self> {
        Some(match item {
            NO_FOREIGN => self.no_foreign(),
            PRE_DECISIONAL => self.pre_decisional(),
            INTERNAL => self.kept_in(),
            _ => match item.strip_prefix(RELEASABLE) {
                Some(nations) => {
                    let nations = nations.split(',').map(str::trim).filter(|n| *n != OWN);
                    let nations: Result<Vec<PurchaserCode>, _> = nations.map(str::parse).collect();
                    self.only_to(nations.ok().filter(|nations| !nations.is_empty())?)
                }
                None => match item.parse::<Category>() {
                    Ok(category) => self.of(category),
                    Err(_) => self.limited(item.parse::<Limit>().ok()?),
                },
            },
        })
    }
}

as_text!(Marking);

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are the same at every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % end as u64).unwrap()
        }

        fn one_in(&mut self, n: usize) -> bool {
            self.below(n) == 0
        }

        fn marking(&mut self) -> Marking {
            let nations = ["BN", "JA", "UK", "AT"];
            let mut marking = Marking { controlled: self.one_in(2), ..Marking::open() };
            for category in Category::ALL.iter().filter(|_| self.one_in(5)) {
                marking = marking.of(*category);
            }
            for limit in Limit::ALL.iter().filter(|_| self.one_in(6)) {
                marking = marking.limited(*limit);
            }
            match self.below(4) {
                0 => marking = marking.no_foreign(),
                1 | 2 => {
                    let mut named = vec![nations[self.below(4)]];
                    named.extend(nations.iter().filter(|_| self.one_in(2)));
                    marking = marking.only_to(named.into_iter().map(|n| n.parse().unwrap()));
                }
                _ => {}
            }
            marking.pre_decisional = self.one_in(4);
            marking.inside = self.one_in(4);
            marking
        }
    }

    #[test]
    fn markings_are_a_lattice_and_a_whole_is_never_below_a_part() {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let nations: Vec<PurchaserCode> =
            ["BN", "JA", "UK", "AT"].iter().map(|n| n.parse().unwrap()).collect();
        for _ in 0..100_000 {
            let (a, b, c) = (numbers.marking(), numbers.marking(), numbers.marking());
            let whole = a.join(&b).join(&c);
            assert_eq!(whole, a.join(&b.join(&c)), "associative: {a}, {b}, {c}");
            assert_eq!(a.join(&b), b.join(&a), "commutative: {a}, {b}");
            assert_eq!(a.join(&a), a, "idempotent: {a}");
            assert_eq!(Marking::open().join(&a), a, "the lowest: {a}");
            assert!([&a, &b, &c].iter().all(|part| whole.covers(part)), "{whole}: {a}, {b}, {c}");
            assert_eq!(Marking::join_all([&c, &a, &b]), whole, "order does not matter");
            // Monotone: what is stricter makes a whole that is stricter.
            assert!(a.join(&b).join(&c).covers(&a.join(&c)), "monotone: {a}, {b}, {c}");
            // Least: whatever is as strict as both is as strict as their join.
            if c.covers(&a) && c.covers(&b) {
                assert!(c.covers(&a.join(&b)), "least: {c} over {a}, {b}");
            }
            for nation in nations.iter().map(Some).chain([None]) {
                let parts = [&a, &b, &c].iter().all(|part| part.may_go_to(nation));
                assert_eq!(whole.may_go_to(nation), parts, "{whole}: {a}, {b}, {c} to {nation:?}");
            }
        }
    }

    #[test]
    fn the_text_of_a_marking_reads_back() {
        let mut numbers = Numbers(7);
        for _ in 0..2_000 {
            let marking = numbers.marking();
            assert_eq!(marking.to_string().parse(), Ok(marking));
        }
    }

    #[test]
    fn parts_make_a_whole() {
        let table = [
            ("U", "U", "U"),
            ("U", "CUI", "CUI"),
            ("CUI//CTI", "CUI//EXPT", "CUI//CTI/EXPT"),
            ("CUI//REL TO USA, BN, JA", "CUI//REL TO USA, JA, UK", "CUI//REL TO USA, JA"),
            ("CUI//REL TO USA, BN", "CUI//REL TO USA, JA", "CUI//NOFORN"),
            ("CUI//REL TO USA, BN", "CUI", "CUI//REL TO USA, BN"),
            ("CUI//NOFORN", "CUI//REL TO USA, BN", "CUI//NOFORN"),
            ("CUI//FEDCON", "U//INTERNAL", "CUI//FEDCON//INTERNAL"),
            ("U//PRE-DECISIONAL", "U", "U//PRE-DECISIONAL"),
        ];
        for (a, b, whole) in table {
            let (a, b): (Marking, Marking) = (a.parse().unwrap(), b.parse().unwrap());
            assert_eq!(a.join(&b).to_string(), whole, "{a} with {b}");
        }
    }

    #[test]
    fn what_is_no_marking_is_told() {
        for text in
            ["", "SECRET", "U//CTI", "U//NOFORN", "CUI//", "CUI//REL TO USA", "CUI//ABC", "cui"]
        {
            assert!(text.parse::<Marking>().is_err(), "{text}");
        }
    }
}
