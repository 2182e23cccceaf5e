//! How long somebody stays signed in.

use terms::{Desk, Moment};

const MINUTE: i64 = 60_000_000;
/// A session ends so long after it began, whatever happens in it: 12 hours.
pub const ABSOLUTE: i64 = 12 * 60 * MINUTE;
/// Nothing is heard from an approver or an administrator for so long: 15 minutes.
pub const IDLE_STRICT: i64 = 15 * MINUTE;
/// Nothing is heard from anybody else for so long: 30 minutes.
pub const IDLE: i64 = 30 * MINUTE;
/// That somebody was seen is written down no more often than this, so that reading does not write.
/// A session may therefore end by so much earlier, and never later.
pub const SEEN_EVERY: i64 = MINUTE;
/// A link by which a person sets up an account is good for three days.
pub const INVITATION: i64 = 3 * 24 * 60 * MINUTE;
/// The link to the first account is good for an hour.
pub const FIRST: i64 = 60 * MINUTE;

/// Desks whose acts bind the office or give others their rights.
pub const STRICT: &[Desk] = &[
    Desk::AgencyApprover,
    Desk::Comptroller,
    Desk::State,
    Desk::Legislative,
    Desk::Countersigner,
    Desk::Administrator,
];

/// How long somebody who sits at these desks may be silent.
pub fn idle(desks: &[Desk]) -> i64 {
    if desks.iter().any(|desk| STRICT.contains(desk)) { IDLE_STRICT } else { IDLE }
}

/// Whether a session has ended by itself.
pub fn over((made, seen): (Moment, Moment), now: Moment, desks: &[Desk]) -> bool {
    let age = now.micros().saturating_sub(made.micros());
    let silent = now.micros().saturating_sub(seen.micros());
    ABSOLUTE <= age || idle(desks) <= silent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minutes: i64) -> Moment {
        Moment::from_micros(minutes * MINUTE)
    }

    #[test]
    fn a_session_ends_by_age_and_by_silence() {
        let manager: &[Desk] = &[Desk::CaseManager];
        let approver: &[Desk] = &[Desk::CaseManager, Desk::AgencyApprover];
        for (made, seen, now, desks, ended) in [
            (0, 0, 29, manager, false),
            (0, 0, 30, manager, true),
            (0, 0, 14, approver, false),
            (0, 0, 15, approver, true),
            (0, 719, 719, manager, false),
            (0, 719, 720, manager, true),
            (0, 719, 720, approver, true),
        ] {
            let times = (minute(made), minute(seen));
            assert_eq!(over(times, minute(now), desks), ended, "{made} {seen} {now}");
        }
    }
}
