//! A plain model of the approvals of one case: who drafted, who approved, which bodies decided, who
//! acts for whom. It shares no line with the program; tests exhaust it and hold the program
//! against it. It knows neither files nor law, and no program uses it.

mod held;
mod words;

pub use words::{Act, Approval, Stage, Step};

/// A name under which somebody acts. The last one is a second name of the first person.
pub type Name = u8;
/// Four persons.
pub const PERSONS: Name = 4;
/// Their names: the first person has two.
pub const NAMES: Name = PERSONS + 1;
/// A set of names.
pub type Names = u8;
/// The bodies that decide, in the order of their steps: four side by side, then one.
pub const BODIES: u8 = 5;
const FIRST_STEP: u8 = 0b1111;
const ALL_BODIES: u8 = 0b1_1111;

/// The case, its hands, and the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plain {
    /// Where it stands.
    pub stage: Stage,
    /// Number of the draft.
    pub draft: u8,
    /// Number of the offer.
    pub offer: u8,
    /// Whether counsel found the present draft sound.
    pub legal: bool,
    /// Bodies that approved.
    pub seats: u8,
    /// Who drafted, in this document and those before it.
    pub drafted: Names,
    /// Who reviewed as counsel.
    pub reviewed: Names,
    /// Who approved.
    pub approved: Names,
    /// Who wrote.
    pub wrote: Names,
    /// Who decided for a body.
    pub decided: Names,
    /// Who countersigned.
    pub countersigned: Names,
    /// Who recorded the acceptance.
    pub accepted: Names,
    /// Who recorded deposits.
    pub deposited: Names,
    /// Who raised findings.
    pub raised: Names,
    /// Findings that are open.
    pub findings: u8,
    /// Who acts for whom: (from, to).
    pub delegations: Vec<(Name, Name)>,
    /// Whether the register knows the second name.
    pub known: bool,
    /// Approvals of the present document, and whether each holds.
    pub approvals: Vec<Approval>,
    /// Whether approvals are kept: exhausting leaves out what is void.
    pub keeps: bool,
}

impl Plain {
    /// A draft that nobody of these persons has touched.
    pub const fn begin(known: bool, keeps: bool) -> Self {
        Self {
            stage: Stage::Development,
            draft: 0,
            offer: 0,
            legal: false,
            seats: 0,
            drafted: 0,
            reviewed: 0,
            approved: 0,
            wrote: 0,
            decided: 0,
            countersigned: 0,
            accepted: 0,
            deposited: 0,
            raised: 0,
            findings: 0,
            delegations: Vec::new(),
            known,
            approvals: Vec::new(),
            keeps,
        }
    }

    /// The person behind a name, as far as the register knows.
    pub const fn person(&self, name: Name) -> Name {
        if self.known && name == PERSONS { 0 } else { name }
    }

    /// For whom somebody acts, along the chain of delegations.
    pub fn behalf(&self, name: Name) -> Names {
        let mut chain = 1 << self.person(name);
        loop {
            let longer = self.delegations.iter().fold(chain, |chain, (from, to)| {
                if chain & (1 << to) == 0 { chain } else { chain | 1 << from }
            });
            if longer == chain {
                return chain & !(1 << self.person(name));
            }
            chain = longer;
        }
    }

    /// Everybody who is on one side with a name: the same person, or linked by one delegation.
    fn side(&self, name: Name) -> Names {
        let person = self.person(name);
        let mut side = 1 << person;
        for (from, to) in &self.delegations {
            side |= if *from == person { 1 << to } else { 0 };
            side |= if *to == person { 1 << from } else { 0 };
        }
        side
    }

    /// Names as the persons behind them.
    fn persons(&self, names: Names) -> Names {
        let second = names & (1 << PERSONS) != 0;
        if self.known && second { names & !(1 << PERSONS) | 1 } else { names }
    }

    /// Whether somebody, or whoever they act for, is on one side with one of these.
    fn clashes(&self, by: Name, others: Names) -> bool {
        let me = 1 << by | self.behalf(by);
        let sides = (0..NAMES).filter(|name| me & (1 << name) != 0).map(|name| self.side(name));
        sides.fold(0, |all, side| all | side) & self.persons(others) != 0
    }

    /// Whether the rules let it pass.
    pub fn passes(&self, step: Step) -> bool {
        use Act as A;
        use Stage as S;
        let Step { by, act } = step;
        let fresh = |others| !self.clashes(by, others);
        match act {
            A::ChangeLine => self.stage == S::Development,
            A::ReviewLegally => self.stage == S::Development && fresh(self.drafted),
            A::Approve => {
                self.stage == S::Development
                    && self.legal
                    && self.findings == 0
                    && fresh(self.drafted)
            }
            A::ApproveStale => false,
            A::Write => {
                self.stage == S::AgencyApproved && self.findings == 0 && fresh(self.approved)
            }
            A::Decide(body) | A::Refuse(body) => {
                self.awaited() & (1 << body) != 0 && self.findings == 0 && fresh(self.drafted)
            }
            A::Countersign => {
                self.stage == S::StateListed
                    && self.findings == 0
                    && fresh(self.drafted | self.approved)
            }
            A::Offer => self.stage == S::Countersigned && self.findings == 0,
            A::CounterOffer => self.stage == S::Offered,
            A::Restate => S::AgencyApproved <= self.stage && self.stage <= S::CounterOffer,
            A::Accept => matches!(self.stage, S::Offered | S::CounterOffer),
            A::RecordDeposit => self.stage == S::Accepted && fresh(self.accepted),
            A::RaiseFinding => true,
            A::ResolveFinding => 0 < self.findings && fresh(self.raised),
            A::Delegate(to) => self.person(by) != self.person(to),
            A::RevokeDelegation => self.mine(by).is_some(),
            A::ConfirmPerson => !self.known && self.stranger(by),
        }
    }

    /// Whoever confirms a name is not the one whose name it is, and acts for neither.
    fn stranger(&self, by: Name) -> bool {
        self.side(by) & (1 | 1 << PERSONS) == 0
    }

    /// The bodies that may decide now.
    const fn awaited(&self) -> u8 {
        match self.stage {
            Stage::InReview => FIRST_STEP & !self.seats,
            Stage::Proposed => ALL_BODIES & !self.seats,
            _ => 0,
        }
    }

    fn mine(&self, by: Name) -> Option<usize> {
        let me = self.person(by);
        self.delegations.iter().position(|(from, to)| *from == me || *to == me)
    }

    /// What follows; it must pass.
    #[must_use]
    pub fn after(&self, step: Step) -> Self {
        use Act as A;
        let mut next = self.clone();
        let hands = 1 << step.by | self.behalf(step.by);
        match step.act {
            A::ChangeLine => {
                next.drafted |= hands;
                next.legal = false;
                next.reviewed = 0;
                next.redrafted();
            }
            A::ReviewLegally => {
                next.reviewed |= hands;
                next.legal = true;
                next.approve();
            }
            A::Approve | A::ApproveStale => {
                next.approved |= hands;
                next.stage = Stage::AgencyApproved;
                next.approve();
            }
            A::Write => {
                next.wrote |= hands;
                next.stage = Stage::InReview;
            }
            A::Decide(body) => {
                next.decided |= hands;
                next.seats |= 1 << body;
                next.approve();
                next.stage = match next.seats {
                    ALL_BODIES => Stage::StateListed,
                    FIRST_STEP => Stage::Proposed,
                    _ => next.stage,
                };
            }
            A::Refuse(_) => next.back(),
            A::Countersign => {
                next.countersigned |= hands;
                next.stage = Stage::Countersigned;
                next.approve();
            }
            A::Offer => next.stage = Stage::Offered,
            A::CounterOffer => next.stage = Stage::CounterOffer,
            A::Restate => {
                next.offer += 1;
                next.back();
            }
            A::Accept => {
                next.accepted |= hands;
                next.stage = Stage::Accepted;
                next.approve();
            }
            A::RecordDeposit => next.deposited |= hands,
            A::RaiseFinding => {
                next.raised |= hands;
                next.findings += 1;
            }
            A::ResolveFinding => next.findings -= 1,
            A::Delegate(to) => {
                let link = (self.person(step.by), self.person(to));
                next.delegations.push(link);
            }
            A::RevokeDelegation => {
                let at = self.mine(step.by);
                at.map(|at| next.delegations.remove(at));
            }
            A::ConfirmPerson => next.confirm(),
        }
        next
    }

    /// The document is thrown away: those who approved it may have another part in the next.
    fn back(&mut self) {
        self.stage = Stage::Development;
        self.legal = false;
        self.seats = 0;
        self.reviewed = 0;
        self.approved = 0;
        self.wrote = 0;
        self.decided = 0;
        self.countersigned = 0;
        self.redrafted();
    }

    fn redrafted(&mut self) {
        self.draft += 1;
        for approval in &mut self.approvals {
            approval.valid = false;
        }
        if !self.keeps {
            self.approvals.clear();
        }
    }

    fn approve(&mut self) {
        if self.keeps || self.approvals.is_empty() {
            self.approvals.push(Approval { draft: self.draft, valid: true });
        }
    }
}
