//! What must hold in every state, and what the register changes in it.

use crate::{ALL_BODIES, PERSONS, Plain, Stage};

impl Plain {
    /// Whether nobody has a part that must be kept apart from another of theirs, in the document
    /// as it stands.
    pub fn sides_are_apart(&self) -> bool {
        let [drafted, reviewed, approved] =
            [self.drafted, self.reviewed, self.approved].map(|names| self.persons(names));
        let [wrote, decided, countersigned] =
            [self.wrote, self.decided, self.countersigned].map(|names| self.persons(names));
        let [accepted, deposited] = [self.accepted, self.deposited].map(|n| self.persons(n));
        drafted & (reviewed | approved | decided | countersigned) == 0
            && approved & (wrote | countersigned) == 0
            && accepted & deposited == 0
    }

    /// Whether every approval that holds is of the present draft.
    pub fn approvals_hold_for_the_present(&self) -> bool {
        self.approvals.iter().all(|approval| !approval.valid || approval.draft == self.draft)
    }

    /// Whether an offer that left the office was approved, written, decided and countersigned.
    pub fn nothing_leaves_unsigned(&self) -> bool {
        let out = Stage::Countersigned <= self.stage;
        let signed = [self.approved, self.wrote, self.decided, self.countersigned];
        !out || (self.legal && self.seats == ALL_BODIES && signed.iter().all(|names| *names != 0))
    }

    /// The register knows the second name from here on, also in what was delegated before.
    pub(crate) fn confirm(&mut self) {
        self.known = true;
        for (from, to) in &mut self.delegations {
            for end in [from, to] {
                *end = if *end == PERSONS { 0 } else { *end };
            }
        }
    }
}
