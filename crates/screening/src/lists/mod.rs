//! Lists in their publishers' forms, a file each, read as a stream: an entry is handed on as soon
//! as it is whole. What cannot be read is named with its place; a file that is damaged as a whole
//! is refused, so that no list is silently shorter than its publisher's.

mod bis_dpl;
mod ca_sema;
mod ch_seco;
mod csl;
mod days;
mod eu_fsf;
mod eu_journal;
mod ftm;
mod ofac_csv;
mod ofac_xml;
mod own;
mod rows;
mod sink;
mod uk_conlist;
mod un;
mod xml;

use std::io::{BufRead, Read};

use crate::party::Entity;
use sink::Sink;

/// A file larger than this is no list.
const LARGEST: u64 = 1 << 30;

/// The forms that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The OFAC files with commas: the primary file, and perhaps its aliases and addresses.
    OfacCsv,
    /// The OFAC file with tags.
    OfacXml,
    /// The consolidated screening list of the United States.
    Csl,
    /// The denied persons of BIS.
    BisDpl,
    /// The list of the Security Council.
    Un,
    /// The autonomous sanctions of Canada.
    CaSema,
    /// The consolidated list of the European Union.
    EuFsf,
    /// Designations transcribed from the Official Journal.
    EuJournal,
    /// The consolidated list of the United Kingdom.
    UkConlist,
    /// The Swiss list.
    ChSeco,
    /// Entities of followthemoney, a JSON object a line.
    Ftm,
    /// Targets with commas, as followthemoney exports them.
    FtmTargets,
    /// A list of the office itself, or a transcription: named columns.
    Own,
    /// Entries as `caseway screen stream` takes them.
    Jsonl,
}

const WORDS: [(&str, Form); 14] = [
    ("ofac-csv", Form::OfacCsv),
    ("ofac-xml", Form::OfacXml),
    ("csl-csv", Form::Csl),
    ("bis-dpl", Form::BisDpl),
    ("un-xml", Form::Un),
    ("ca-sema-xml", Form::CaSema),
    ("eu-fsf-xml", Form::EuFsf),
    ("eu-journal-csv", Form::EuJournal),
    ("uk-conlist-csv", Form::UkConlist),
    ("ch-seco-xml", Form::ChSeco),
    ("ftm-json", Form::Ftm),
    ("ftm-targets-csv", Form::FtmTargets),
    ("own-csv", Form::Own),
    ("jsonl", Form::Jsonl),
];

impl Form {
    /// The form of a word.
    pub fn read(word: &str) -> Option<Form> {
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, form)| *form)
    }

    /// The words of all forms.
    pub fn words() -> [&'static str; WORDS.len()] {
        WORDS.map(|(word, _)| word)
    }
}

/// One file of a list.
pub struct Part<'a> {
    /// Its name; where a list has several files, the name tells them apart.
    pub name: String,
    /// Its bytes.
    pub from: Box<dyn BufRead + 'a>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries were handed on.
    pub entries: usize,
    /// The publisher's date, where the file says one.
    pub published: Option<String>,
    /// What could not be read.
    pub losses: Vec<Loss>,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Loss {
    /// The line, row or entry.
    pub place: String,
    /// What was lost and why.
    pub what: String,
}

/// The file as a whole cannot be trusted.
#[derive(Debug, thiserror::Error)]
pub enum Damaged {
    /// It is not well-formed.
    #[error("byte {at}: {what}; the list is refused, nothing of it counts")]
    Broken {
        /// Where.
        at: u64,
        /// What is wrong.
        what: String,
    },
    /// It is not this form.
    #[error("{0}; the list is refused")]
    OtherForm(String),
    /// It holds nothing.
    #[error("the file holds no entry; an empty list is refused")]
    Empty,
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
}

/// Reads a list, and hands each entry on.
pub fn read(
    form: Form,
    parts: Vec<Part<'_>>,
    take: &mut dyn FnMut(Entity),
) -> Result<Report, Damaged> {
    let mut sink = Sink::new(take);
    let parts: Vec<Part<'_>> = parts.into_iter().map(limited).collect();
    if form == Form::OfacCsv {
        ofac_csv::read(parts, &mut sink)?;
    } else {
        for part in parts {
            one(form, part, &mut sink)?;
        }
    }
    if sink.report.entries == 0 {
        return Err(Damaged::Empty);
    }
    Ok(sink.report)
}

fn one(form: Form, part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    match form {
        Form::OfacCsv => ofac_csv::read(vec![part], sink),
        Form::OfacXml => ofac_xml::read(part, sink),
        Form::Csl => csl::read(part, sink),
        Form::BisDpl => bis_dpl::read(part, sink),
        Form::Un => un::read(part, sink),
        Form::CaSema => ca_sema::read(part, sink),
        Form::EuFsf => eu_fsf::read(part, sink),
        Form::EuJournal => eu_journal::read(part, sink),
        Form::UkConlist => uk_conlist::read(part, sink),
        Form::ChSeco => ch_seco::read(part, sink),
        Form::Ftm => ftm::entities(part, sink),
        Form::FtmTargets => ftm::targets(part, sink),
        Form::Own => own::table(part, sink),
        Form::Jsonl => own::lines(part, sink),
    }
}

fn limited(part: Part<'_>) -> Part<'_> {
    let Part { name, from } = part;
    Part { name, from: Box::new(std::io::BufReader::new(from.take(LARGEST))) }
}
