//! How often somebody may try. Attempts are counted before anything is looked at, so that many at
//! once are not more than many in a row.

use terms::Moment;

/// Attempts on one account in a quarter of an hour.
pub const OF_ACCOUNT: i64 = 10;
/// Attempts from one address in a quarter of an hour: an office may share one.
pub const OF_SOURCE: i64 = 100;
/// How long attempts are counted together.
pub const WINDOW: i64 = 15 * 60_000_000;

/// Whether an attempt is looked at, when it is the so-manieth since a moment.
pub fn looked_at(count: i64, most: i64) -> bool {
    count <= most
}

/// Where a count begins that is kept until then.
pub fn since(at: Moment) -> i64 {
    at.micros().saturating_sub(WINDOW)
}
