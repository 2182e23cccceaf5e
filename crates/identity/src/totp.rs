//! Codes by time (RFC 6238 over RFC 4226): six digits, new every thirty seconds, SHA-1, because
//! that is what every authenticator makes. A code is taken once.

use sha1::{Digest, Sha1};
use terms::Moment;

use crate::secret;

/// Bytes of a secret.
pub const BYTES: usize = 20;
/// Seconds of a step.
const STEP: i64 = 30;
const DIGITS: u32 = 6;
/// Bytes of a block of the hash.
const BLOCK: usize = 64;

/// The step of a moment.
pub fn step(at: Moment) -> i64 {
    at.micros().div_euclid(1_000_000).div_euclid(STEP)
}

/// The code of a step.
pub fn code(key: &[u8], step: i64) -> String {
    let digits = 10_u32.pow(DIGITS);
    let width = usize::try_from(DIGITS).unwrap_or_default();
    format!("{:0width$}", truncated(key, step) % digits)
}

/// The step to which a code belongs: this one, the one before or the one after, for clocks that
/// are a little apart, and none that was used or lies before one that was. All three are looked at.
pub fn accepted(key: &[u8], given: &str, (at, used): (Moment, i64)) -> Option<i64> {
    let now = step(at);
    let mut found = None;
    for candidate in now - 1..=now + 1 {
        let right = secret::same(code(key, candidate).as_bytes(), given.as_bytes());
        if right && used < candidate {
            found = Some(candidate);
        }
    }
    found
}

/// The secret as an authenticator reads it.
pub fn base32(key: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| usize::from(key[at / 8] >> (7 - at % 8) & 1);
    let bits = key.len() * 8;
    let group = |from: usize| {
        (from..from + 5).fold(0, |value, at| value << 1 | if at < bits { bit(at) } else { 0 })
    };
    (0..bits).step_by(5).map(|from| char::from(LETTERS[group(from)])).collect()
}

/// The address by which an authenticator takes the secret.
pub fn address(account: &str, key: &[u8]) -> String {
    format!("otpauth://totp/Caseway:{account}?secret={}&issuer=Caseway", base32(key))
}

/// Dynamic truncation of RFC 4226.
fn truncated(key: &[u8], step: i64) -> u32 {
    let mac = hmac(key, &step.to_be_bytes());
    let from = usize::from(mac[19] & 15);
    let four = [mac[from] & 0x7f, mac[from + 1], mac[from + 2], mac[from + 3]];
    u32::from_be_bytes(four)
}

/// HMAC-SHA-1 (RFC 2104).
fn hmac(key: &[u8], message: &[u8]) -> [u8; 20] {
    let mut block = [0; BLOCK];
    if BLOCK < key.len() {
        block[..20].copy_from_slice(&Sha1::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha1::new().chain_update(block.map(|b| b ^ 0x36)).chain_update(message).finalize();
    let outer = Sha1::new().chain_update(block.map(|b| b ^ 0x5c)).chain_update(inner).finalize();
    outer.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"12345678901234567890";

    fn second(second: i64) -> Moment {
        Moment::from_micros(second * 1_000_000)
    }

    /// The table of RFC 6238, appendix B, SHA-1: its last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(KEY, step(second(seconds))), eight[2..], "{seconds}");
        }
    }

    /// The table of RFC 4226, appendix D.
    #[test]
    fn codes_by_counter_are_those_of_the_standard() {
        let known = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (counter, expected) in (0..).zip(known) {
            assert_eq!(code(KEY, counter), expected);
        }
    }

    #[test]
    fn a_code_is_taken_once_and_near_its_time() {
        let at = second(1_000_000_000);
        let now = step(at);
        for (offset, taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let given = code(KEY, now + offset);
            assert_eq!(accepted(KEY, &given, (at, 0)).is_some(), taken, "{offset}");
        }
        let given = code(KEY, now);
        assert_eq!(accepted(KEY, &given, (at, now)), None);
        assert_eq!(accepted(KEY, &code(KEY, now - 1), (at, now)), None);
        assert_eq!(accepted(KEY, "", (at, 0)), None);
    }

    #[test]
    fn a_secret_is_read_as_rfc_4648_writes_it() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(KEY), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
