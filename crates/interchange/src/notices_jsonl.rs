//! Reads files of notices, one JSON object a line. A line that cannot be read is refused with its
//! number and its cause, and the rest is read; a field that cannot be read is kept as it came and
//! said to be odd.

use std::collections::HashMap;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};
use terms::{Day, Usd};

use crate::{
    notice::{Item, Notice},
    printed_money,
};

/// The longest line, in bytes.
const LINE_MAX: usize = 1_024 * 1_024;
/// How deep objects and lists may stand in each other.
const DEPTH_MAX: usize = 32;

/// A line that was read, or why it could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Number of the line, from 1.
    pub number: u64,
    /// The notice, or the cause as a sentence.
    pub read: Result<Notice, String>,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// Lines with something on them, in order.
    pub lines: Vec<Line>,
    /// Lines that repeat a notice of the same file word for word.
    pub repeats: u64,
}

/// Reads every line of a file, each for itself. A mark of byte order, Windows line ends and empty
/// lines are passed over.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Line> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let ended = |line: &'_ [u8]| line.strip_suffix(b"\r").map_or(line.len(), <[u8]>::len);
    let all = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    let all = all.map(move |(number, line)| (number, &line[..ended(line)]));
    let full = all.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    full.map(|(number, line)| Line { number, read: notice(line) })
}

/// Reads a file whose notices each have an identifier of their own: a repeat is counted, and
/// another notice under a known identifier is refused.
pub fn read(bytes: &[u8]) -> File {
    let mut file = File::default();
    let mut seen: HashMap<String, (u64, Notice)> = HashMap::new();
    for Line { number, read } in lines(bytes) {
        let read = read.and_then(|notice| match seen.get(&notice.id) {
            None => {
                seen.insert(notice.id.clone(), (number, notice.clone()));
                Ok(Some(notice))
            }
            Some((_, same)) if *same == notice => Ok(None),
            Some((first, _)) => Err(format!(
                "The identifier \"{}\" stands on line {first} with other content; give each notice its own.",
                notice.id
            )),
        });
        match read {
            Ok(None) => file.repeats += 1,
            Ok(Some(notice)) => file.lines.push(Line { number, read: Ok(notice) }),
            Err(cause) => file.lines.push(Line { number, read: Err(cause) }),
        }
    }
    file
}

/// Reads one line.
fn notice(line: &[u8]) -> Result<Notice, String> {
    if LINE_MAX < line.len() {
        return Err(format!("The line has {} bytes, more than {LINE_MAX}.", line.len()));
    }
    let text = std::str::from_utf8(line).map_err(|error| {
        format!("The line is not UTF-8 from byte {} on.", error.valid_up_to() + 1)
    })?;
    let mut fields = parse(text)?;
    let mut take = Fields { fields: &mut fields, unread: Map::new() };
    let Some(id) = take.text("id")? else {
        return Err(
            "The notice has no \"id\"; each line needs one, such as \"cn-78f6f363b7\".".to_owned()
        );
    };
    let notice = Notice {
        id,
        transmittal: take.text("transmittal")?,
        paragraph: take.text("paragraph")?.unwrap_or_default(),
        purchaser: take.text("purchaser")?,
        purchaser_iso3: take.text("purchaser_iso3")?,
        mde: take.money("mde_usd"),
        other: take.money("other_usd"),
        total: take.money("total_usd"),
        description: take.text("description")?.unwrap_or_default(),
        items: take.items()?,
        agency: take.text("implementing_agency")?,
        designators: take.texts("case_designators")?.unwrap_or_default(),
        prior_cases: take.texts("prior_cases")?,
        commission: take.text("sales_commission")?,
        funding: take.text("funding_source")?,
        date: take.day("date"),
        date_basis: take.text("date_basis")?,
        delivered_on: take.day("date_delivered"),
        amends: take.text("amends")?,
        source_kind: take.text("source_kind")?,
        source_url: take.text("source_url")?,
        contractor: take.text("principal_contractor")?,
        printed_anomalies: take.texts("printed_anomalies")?.unwrap_or_default(),
        unread: std::mem::take(&mut take.unread),
        rest: Map::new(),
    };
    let rest = fields.into_iter().map(|(name, raw)| (name, exact(&raw))).collect();
    Ok(Notice { rest, ..notice })
}

type Raw = Vec<(String, Box<RawValue>)>;

/// The fields of an object as they stand, so that a number is read from its digits and no field
/// can stand twice.
fn parse(text: &str) -> Result<Raw, String> {
    struct Seed;
    impl<'de> DeserializeSeed<'de> for Seed {
        type Value = Raw;
        fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Raw, D::Error> {
            from.deserialize_map(self)
        }
    }
    impl<'de> Visitor<'de> for Seed {
        type Value = Raw;
        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("an object of one notice")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
            let mut fields = Raw::new();
            while let Some((name, raw)) = map.next_entry::<String, Box<RawValue>>()? {
                if fields.iter().any(|(known, _)| *known == name) {
                    return Err(A::Error::custom(format!("the field \"{name}\" stands twice")));
                }
                fields.push((name, raw));
            }
            Ok(fields)
        }
        fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Raw, A::Error> {
            Err(A::Error::custom("a list stands where an object of one notice is expected"))
        }
    }
    if DEPTH_MAX < depth(text) {
        return Err(format!("Objects stand in each other deeper than {DEPTH_MAX}."));
    }
    let mut from = serde_json::Deserializer::from_str(text);
    let fields = Seed.deserialize(&mut from).and_then(|fields| from.end().map(|()| fields));
    fields.map_err(|error| format!("The line is not a JSON object of one notice: {error}."))
}

/// How deep brackets stand in each other, outside of texts.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A value with its numbers kept as they are written: a number that a float would change becomes
/// a text of its digits.
fn exact(raw: &RawValue) -> Value {
    let value: Value = serde_json::from_str(raw.get()).unwrap_or(Value::Null);
    match &value {
        Value::Number(number) if number.to_string() != raw.get() => raw.get().into(),
        _ => value,
    }
}

/// Fields of a notice that are still to be read.
struct Fields<'a> {
    fields: &'a mut Raw,
    unread: Map<String, Value>,
}

impl Fields<'_> {
    fn take(&mut self, name: &str) -> Option<Box<RawValue>> {
        let at = self.fields.iter().position(|(known, _)| known == name)?;
        let (_, raw) = self.fields.remove(at);
        (raw.get() != "null").then_some(raw)
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(raw) = self.take(name) else { return Ok(None) };
        let text: String = serde_json::from_str(raw.get())
            .map_err(|_| format!("\"{name}\" is {}; a text or null is expected.", short(&raw)))?;
        if text.contains('\0') {
            return Err(format!("\"{name}\" holds the character U+0000, which cannot be kept."));
        }
        let trimmed = text.trim();
        Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
    }

    fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, String> {
        let Some(raw) = self.take(name) else { return Ok(None) };
        serde_json::from_str(raw.get())
            .map(Some)
            .map_err(|_| format!("\"{name}\" is {}; a list of texts is expected.", short(&raw)))
    }

    /// An amount as a number or as notices print it; what is no exact amount is kept unread.
    fn money(&mut self, name: &str) -> Option<Usd> {
        let raw = self.take(name)?;
        let text =
            serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
        let read = printed_money::read(&text);
        if read.is_none() {
            self.unread.insert(name.to_owned(), exact(&raw));
        }
        read
    }

    /// A day; what is none is kept unread.
    fn day(&mut self, name: &str) -> Option<Day> {
        let raw = self.take(name)?;
        let read = serde_json::from_str::<String>(raw.get()).ok().and_then(|t| t.parse().ok());
        if read.is_none() {
            self.unread.insert(name.to_owned(), exact(&raw));
        }
        read
    }

    fn items(&mut self) -> Result<Vec<Item>, String> {
        let Some(raw) = self.take("items") else { return Ok(Vec::new()) };
        let list: Vec<Box<RawValue>> = serde_json::from_str(raw.get())
            .map_err(|_| format!("\"items\" is {}; a list is expected.", short(&raw)))?;
        (1..).zip(list).map(|(number, raw)| item(number, &raw)).collect()
    }
}

fn item(number: usize, raw: &RawValue) -> Result<Item, String> {
    let mut fields = parse(raw.get()).map_err(|cause| format!("Item {number}: {cause}"))?;
    let mut take = Fields { fields: &mut fields, unread: Map::new() };
    let at = |cause: String| format!("Item {number}: {cause}");
    let name = take.text("name").map_err(at)?;
    let mut count = |name: &str| match take.take(name) {
        None => Ok(None),
        Some(raw) => whole(&raw).map(Some).ok_or_else(|| {
            at(format!("\"{name}\" is {}; a whole number or null is expected.", short(&raw)))
        }),
    };
    let (quantity, installed, spares) = (count("quantity")?, count("installed")?, count("spares")?);
    let mut flag = |name: &str| match take.take(name) {
        None => Ok(None),
        Some(raw) => serde_json::from_str::<bool>(raw.get()).map(Some).map_err(|_| {
            at(format!("\"{name}\" is {}; true, false or null is expected.", short(&raw)))
        }),
    };
    let (mde, up_to) = (flag("mde")?, flag("up_to")?);
    let name = name.ok_or_else(|| at("it has no name.".to_owned()))?;
    Ok(Item { name, quantity, mde, up_to: up_to.unwrap_or(false), installed, spares })
}

/// A whole number from nought on, as digits or as a text of digits with separators.
fn whole(raw: &RawValue) -> Option<i64> {
    let text = serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
    let digits = text.trim().replace(',', "");
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A value, cut to a length fit for a message.
fn short(raw: &RawValue) -> String {
    const SHOWN: usize = 60;
    let text = raw.get();
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
