//! A sale to print papers of, and a printer that gives the text of a paper in place of its PDF.

use std::sync::Arc;

use app::papers::{Contents, NotPrinted, Printer};
use case::{
    act::{Field, Input},
    file,
    sale::issue::DocumentKind,
    script::{Deed, Script, Step},
};
use terms::FileId;
use testkit::TestOffice;

use crate::printer;

/// The case of the sale.
pub const CASE: &str = "BN-P-LCB";

/// Papers of a change, which this sale has none of.
pub const CHANGES: [DocumentKind; 2] = [DocumentKind::Amendment, DocumentKind::Modification];

/// Papers that this sale has none of.
const ABSENT: [DocumentKind; 7] = [
    DocumentKind::Amendment,
    DocumentKind::Modification,
    DocumentKind::Report,
    DocumentKind::Clarification,
    DocumentKind::RoughPrice,
    DocumentKind::Expiry,
    DocumentKind::Closure,
];

/// The papers of this sale.
pub fn papers() -> impl Iterator<Item = DocumentKind> {
    DocumentKind::ALL.iter().copied().filter(|what| !ABSENT.contains(what))
}

/// An office in which the sale has come as far as an act, that act included.
pub async fn office_until(act: &str) -> TestOffice {
    let office = TestOffice::new().await;
    play(&office, act, |_, value| value.to_owned()).await;
    office
}

/// The same on each database that is there.
pub async fn offices_until(act: &str) -> Vec<TestOffice> {
    let offices = TestOffice::each().await;
    for office in &offices {
        play(office, act, |_, value| value.to_owned()).await;
    }
    offices
}

/// Does the acts of the sale up to one, with every value as `change` makes it.
pub async fn play(
    office: &TestOffice,
    until: &str,
    change: impl Fn(Option<&Field>, &str) -> String,
) {
    for deed in deeds() {
        office.on(&deed.on.to_string());
        let stream = deed.stream.to_string();
        let about = file::acts(deed.stream.kind).into_iter().find(|about| about.name == deed.act);
        let fields = about.expect("an act of the sale is one").fields;
        let pairs: Vec<(&str, String)> = deed
            .pairs
            .iter()
            .map(|(name, value)| (name.as_str(), change(field(fields, name), value)))
            .collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, v)| (*name, v.as_str())).collect();
        let officer = match &deed.who {
            Some(who) => office.as_officer(&who.to_string()),
            None => office.as_usual(),
        };
        officer.act_with(&stream, &deed.act, &pairs).await;
        if deed.act == until {
            return;
        }
    }
    panic!("the sale has no act {until}");
}

/// Every text that is entered in the sale, with the name of its field and the room that it has.
pub fn texts() -> Vec<(String, String, usize)> {
    let of = |deed: Deed| {
        let about = file::acts(deed.stream.kind).into_iter().find(|about| about.name == deed.act);
        let fields = about.expect("an act of the sale is one").fields;
        deed.pairs.into_iter().filter_map(move |(name, value)| {
            let room = room(field(fields, &name))?;
            Some((format!("{}, {name}", deed.act), value, room))
        })
    };
    deeds().into_iter().flat_map(|deed| of(deed).collect::<Vec<_>>()).collect()
}

/// How many characters a field takes, where it takes any text.
pub fn room(field: Option<&Field>) -> Option<usize> {
    match field?.input {
        Input::Text(longest) | Input::Long(longest) => Some(longest),
        _ => None,
    }
}

/// The acts of the sale.
pub fn deeds() -> Vec<Deed> {
    let script = Script::read(include_str!("sale.case")).expect("the sale can be read");
    let deeds = script.steps.into_iter().filter_map(|(_, step)| match step {
        Step::When(deed) => Some(deed),
        _ => None,
    });
    deeds.collect()
}

/// The field of a form that a name such as `notes.0.title` means. What an answer brings to fields
/// of the letter is read as those fields are, and is left alone.
fn field<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    let (head, rest) = name.split_once('.').unwrap_or((name, ""));
    if head == "facts" {
        return None;
    }
    let field = fields.iter().find(|field| field.name == head)?;
    match (field.input, rest.split_once('.')) {
        (Input::Records(fields), Some((_, name))) => fields.iter().find(|f| f.name == name),
        _ => Some(field),
    }
}

/// The text of a paper of a case, as a draft.
pub async fn text(office: &TestOffice, what: DocumentKind, case: &str) -> String {
    let printer: Arc<dyn Printer> = Arc::new(Reader);
    let paper = office.print(&printer, what, &id(case)).await;
    let bytes = paper.unwrap_or_else(|why| panic!("{what} of {case}: {why}")).bytes;
    String::from_utf8(bytes).expect("the text of a paper is text")
}

/// A file number.
pub fn id(text: &str) -> FileId {
    text.parse().expect("a file number")
}

/// Gives the text of a paper's pages.
pub struct Reader;

impl Printer for Reader {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        let (paper, release) = printer::paper(what, contents)?;
        let text = paper.text(&release).map_err(anyhow::Error::from)?;
        Ok(text.into_bytes())
    }

    fn program(&self) -> &'static str {
        "the text alone"
    }
}
