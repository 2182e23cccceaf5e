//! The consonants of a word, as a script without vowels would write them.

/// What Latin and Arabic spellings of one name have in common: no vowels, no half vowels, and the
/// sounds that the transcriptions mix are one letter.
pub fn key(word: &str) -> String {
    read(word, false)
}

/// The same where `th` and `dh` are the sounds that others write s and z; none where there is
/// neither.
pub fn other_key(word: &str) -> Option<String> {
    let doubtful = word.contains("th") || word.contains("dh");
    doubtful.then(|| read(word, true))
}

fn read(word: &str, hissed: bool) -> String {
    let bytes = word.as_bytes();
    let mut key: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (read, letter) = letter(&bytes[at..], hissed);
        if let Some(letter) = letter
            && key.last() != Some(&letter)
        {
            key.push(letter);
        }
        at += read;
    }
    // The ending -a is written with an h, or without.
    if key.len() > 2 && bytes.last() == Some(&b'h') && key.last() == Some(&b'h') {
        key.pop();
    }
    String::from_utf8(key).unwrap_or_default()
}

fn letter(rest: &[u8], hissed: bool) -> (usize, Option<u8>) {
    match rest {
        [b's', b'c', b'h', ..] => (3, Some(b'x')),
        [b's' | b'c', b'h', ..] => (2, Some(b'x')),
        [b'k', b'h', ..] => (2, Some(b'h')),
        [b'g' | b'z', b'h', ..] | [b'd', b'j', ..] => (2, Some(b'g')),
        [b'p', b'h', ..] => (2, Some(b'f')),
        [b't', b'h', ..] => (2, Some(if hissed { b's' } else { b't' })),
        [b'd', b'h', ..] => (2, Some(if hissed { b'z' } else { b'd' })),
        [b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w', ..] => (1, None),
        [b'c' | b'q' | b'x', ..] => (1, Some(b'k')),
        [b'j', ..] => (1, Some(b'g')),
        [b'p', ..] => (1, Some(b'b')),
        [b'v', ..] => (1, Some(b'f')),
        _ => (1, rest.first().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_scripts_meet_in_their_consonants() {
        assert_eq!(key("mahmoud"), key("mhmwd"));
        assert_eq!(key("taher"), key("tahr"));
        assert_eq!(key("fatimah"), key("fatma"));
        assert_eq!(key("qadir"), key("kader"));
    }
}
