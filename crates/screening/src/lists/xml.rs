//! XML without DTD and without entities, an element of the list at a time, within limits.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Damaged;

/// Elements inside elements.
const DEEPEST: usize = 32;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 64;
/// Elements of one entry.
const MOST_ELEMENTS: usize = 100_000;
/// Letters of one entry.
const LONGEST: usize = 8 << 20;

/// An element with all that is in it.
#[derive(Default, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub inside: Vec<Element>,
}

impl Element {
    /// The first element of a name inside.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.inside.iter().find(|element| element.name == name)
    }

    /// All elements of a name directly inside.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.inside.iter().filter(move |element| element.name == name)
    }

    /// The text of an element inside, empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.find(name).map_or("", |element| element.text.trim())
    }

    /// An attribute, empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// Reads a document. Each element whose name is one of `wanted` is handed on when it is whole; the
/// head of the document's root is handed on as it opens.
pub fn read(
    from: impl BufRead,
    wanted: &[&str],
    mut take: impl FnMut(Element),
) -> Result<(), Damaged> {
    let mut reader = Reader::from_reader(from);
    let mut buffer = Vec::new();
    let mut walk =
        Walk { wanted, depth: 0, open: Vec::new(), elements: 0, letters: 0, rooted: false };
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let at = reader.buffer_position();
        let broken = |what: String| Damaged::Broken { at, what };
        match event.map_err(|fault| broken(fault.to_string()))? {
            Event::Eof => break,
            event => walk.event(event, &mut take).map_err(broken)?,
        }
    }
    let at = reader.buffer_position();
    if walk.depth > 0 || !walk.rooted {
        return Err(Damaged::Broken { at, what: "the document ends before its root does".into() });
    }
    Ok(())
}

struct Walk<'a> {
    wanted: &'a [&'a str],
    depth: usize,
    open: Vec<Element>,
    elements: usize,
    letters: usize,
    rooted: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, take: &mut impl FnMut(Element)) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(&start, take),
            Event::Empty(start) => {
                self.start(&start, take)?;
                self.end(take)
            }
            Event::End(_) => self.end(take),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let found = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    Ok(None) => predefined(&reference.xml10_content())?.to_owned(),
                    Err(fault) => return Err(fault.to_string()),
                };
                self.text(&found)
            }
            Event::DocType(_) => Err("a document type is declared, and none is taken".to_owned()),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(
        &mut self,
        start: &BytesStart<'_>,
        take: &mut impl FnMut(Element),
    ) -> Result<(), String> {
        if self.depth == 0 && self.rooted {
            return Err("the document has a second root".to_owned());
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("elements stand more than {DEEPEST} deep"));
        }
        let name = start.local_name().as_ref().to_owned();
        let mut element = Element { name, ..Element::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|fault| fault.to_string())?;
            if element.attributes.len() == MOST_ATTRIBUTES {
                return Err(format!("an element has more than {MOST_ATTRIBUTES} attributes"));
            }
            let value =
                quick_xml::escape::unescape(&attribute.value).map_err(|fault| fault.to_string())?;
            self.letters += value.len();
            element
                .attributes
                .push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
        if !self.rooted {
            self.rooted = true;
            take(element);
            return Ok(());
        }
        if !self.open.is_empty() || self.wanted.contains(&element.name.as_str()) {
            self.elements += 1;
            if self.elements > MOST_ELEMENTS {
                return Err(format!("an entry has more than {MOST_ELEMENTS} elements"));
            }
            self.open.push(element);
        }
        Ok(())
    }

    fn end(&mut self, take: &mut impl FnMut(Element)) -> Result<(), String> {
        self.depth = self.depth.checked_sub(1).ok_or("an element ends that never began")?;
        if let Some(done) = self.open.pop() {
            if let Some(parent) = self.open.last_mut() {
                parent.inside.push(done);
            } else {
                self.elements = 0;
                self.letters = 0;
                take(done);
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if let Some(open) = self.open.last_mut() {
            self.letters += text.len();
            if self.letters > LONGEST {
                return Err("an entry is longer than eight mebibytes".to_owned());
            }
            open.text.push_str(text);
        }
        Ok(())
    }
}

fn predefined(name: &str) -> Result<&'static str, String> {
    match name {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        other => Err(format!("the entity {other:?} is not one of the five of XML")),
    }
}
