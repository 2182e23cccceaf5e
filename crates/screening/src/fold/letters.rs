//! Single letters: which script, which Latin letters stand for them.

use super::Reading;

/// Signs inside a word that part nothing.
pub fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '′' | 'ʹ' | '·')
}

/// Signs that are nothing at all: joiners, marks of direction, the stretched line of Arabic.
pub fn is_ignored(c: char) -> bool {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    turns || matches!(c, '\u{640}' | '\u{feff}' | '\u{ad}')
}

/// Hangul syllables.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Signs that are a syllable each.
pub fn is_syllable(c: char) -> bool {
    is_hangul(c)
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}')
}

/// Letters of scripts that mostly leave vowels out.
pub fn is_consonantal(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Cyrillic and Greek.
pub fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}')
}

/// The Latin letter that looks the same.
pub fn twin(c: char) -> Option<char> {
    const PAIRS: (&str, &str) =
        ("аеорсухіјѕԁһԛԝвнкмтαοερνικτυχз", "aeopcyxijsdhqwbhkmtaoepvikтuxe");
    let at = PAIRS.0.chars().position(|pair| pair == c)?;
    PAIRS.1.chars().nth(at).map(|twin| if twin == 'т' { 't' } else { twin })
}

/// The Cyrillic letter that looks the same.
pub fn cyrillic_twin(c: char) -> Option<char> {
    const PAIRS: (&str, &str) = ("aeopcyxijskmhtb", "аеорсухіјѕкмнтв");
    let at = PAIRS.0.chars().position(|pair| pair == c)?;
    PAIRS.1.chars().nth(at)
}

/// The Latin spelling of a chunk.
pub fn latin(chunk: &[char]) -> String {
    let mut text = String::with_capacity(chunk.len() + 4);
    for (at, letter) in chunk.iter().enumerate() {
        if letter.is_ascii() {
            text.push(*letter);
        } else if let Some(known) = cyrillic(*letter) {
            text.push_str(known);
        } else if let Some(known) = abjad(*letter, at) {
            // A breath after a consonant would look like one of the sounds that two letters write.
            if known == "h" && text.ends_with(['s', 'k', 'g', 't', 'd', 'z', 'c', 'p']) {
                text.push('a');
            }
            text.push_str(known);
        } else if let Some(known) = special(*letter) {
            text.push_str(known);
        } else {
            let plain = any_ascii::any_ascii_char(*letter);
            let kept = plain.chars().filter(char::is_ascii_alphanumeric);
            text.extend(kept.map(|c| c.to_ascii_lowercase()));
        }
    }
    text
}

/// Latin letters that are no letter with a mark.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ə' => "a",
        _ => return None,
    })
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' | 'ы' => "y",
        'ј' => "j",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' | 'ү' | 'ұ' => "u",
        'ф' => "f",
        'х' | 'ҳ' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ђ' => "dj",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        _ => return None,
    })
}

/// Arabic, Persian, Urdu and Hebrew letters; a weak letter at the head of a word is a vowel.
fn abjad(c: char, at: usize) -> Option<&'static str> {
    Some(match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'א' => "a",
        'ء' | 'ئ' | 'ؤ' | 'ع' | 'ע' => "",
        'ب' | 'ב' => "b",
        'پ' | 'פ' | 'ף' => "p",
        'ت' | 'ط' | 'ة' | 'ט' | 'ת' | 'ٹ' => {
            if c == 'ة' {
                "h"
            } else {
                "t"
            }
        }
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' | 'ہ' | 'ھ' | 'ה' => "h",
        'خ' | 'ח' => "kh",
        'د' | 'ض' | 'ד' | 'ڈ' => "d",
        'ذ' | 'ظ' => "dh",
        'ر' | 'ר' | 'ڑ' => "r",
        'ز' | 'ז' => "z",
        'ژ' => "zh",
        'س' | 'ص' | 'ס' => "s",
        'ش' | 'ש' => "sh",
        'צ' | 'ץ' => "ts",
        'غ' => "gh",
        'ف' => "f",
        'ق' | 'ק' => "q",
        'ك' | 'ک' | 'כ' | 'ך' => "k",
        'گ' | 'ג' => "g",
        'ل' | 'ל' => "l",
        'م' | 'מ' | 'ם' => "m",
        'ن' | 'ں' | 'נ' | 'ן' => "n",
        'و' | 'ו' => "w",
        'ي' | 'ی' | 'ے' | 'י' => {
            if at == 0 {
                "y"
            } else {
                "i"
            }
        }
        _ => return None,
    })
}

/// What stands after the Arabic article, or everything.
pub fn without_article(chunk: &[char]) -> &[char] {
    match chunk {
        ['ا', 'ل', rest @ ..] if rest.len() >= 3 => rest,
        all => all,
    }
}

/// The Latin spelling of a sign that is a syllable.
pub fn syllable(c: char, reading: Reading, first: bool) -> String {
    if is_hangul(c) {
        return hangul(c, reading, first);
    }
    let plain = any_ascii::any_ascii_char(c);
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A Hangul syllable from its place in the table of the standard: head, vowel, foot.
fn hangul(c: char, reading: Reading, first: bool) -> String {
    const HEADS: [&str; 19] = [
        "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
        "p", "h",
    ];
    const SECOND_HEADS: [&str; 19] = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
        "p", "h",
    ];
    const VOWELS: [&str; 21] = [
        "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we", "wi", "yu", "u", "ui", "i",
    ];
    const SECOND_VOWELS: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we", "wi", "yu", "eu", "ui", "i",
    ];
    const FEET: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
        "p", "t", "t", "ng", "t", "t", "k", "t", "p", "h",
    ];
    // Family names that both standards write in their own way.
    match (c, first, reading) {
        ('이' | '리', true, Reading::First) => return "ri".to_owned(),
        ('이' | '리', true, Reading::Second) => return "lee".to_owned(),
        ('박', true, Reading::Second) => return "park".to_owned(),
        ('김', true, _) => return "kim".to_owned(),
        ('최', true, _) => return "choe".to_owned(),
        _ => {}
    }
    let place = u32::from(c) - 0xac00;
    let (head, vowel, foot) = (place / 588, place % 588 / 28, place % 28);
    let (heads, vowels) = match reading {
        Reading::First => (&HEADS, &VOWELS),
        Reading::Second => (&SECOND_HEADS, &SECOND_VOWELS),
    };
    [heads[head as usize], vowels[vowel as usize], FEET[foot as usize]].concat()
}
