//! Random bytes as letters that are not taken for one another on paper.

/// Crockford's letters: no i, l, o or u.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Five bits a letter; bits that are left over are dropped.
pub fn letters(bytes: &[u8]) -> String {
    let bit = |at: usize| usize::from(bytes[at / 8] >> (7 - at % 8) & 1);
    let group = |from: usize| (from..from + 5).fold(0, |value, at| value << 1 | bit(at));
    let groups = bytes.len() * 8 / 5;
    (0..groups).map(|at| char::from(LETTERS[group(at * 5)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_bits_make_a_letter() {
        assert_eq!(letters(&[0, 0, 0, 0, 0]), "00000000");
        assert_eq!(letters(&[255, 255, 255, 255, 255]), "zzzzzzzz");
        assert_eq!(letters(&[8, 66, 16, 132, 33]), "11111111");
    }
}
