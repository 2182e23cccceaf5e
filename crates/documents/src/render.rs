//! From a view to the bytes of a PDF: make its texts legible, lay it out in the closed world, and
//! export it under both standards. The same view gives the same bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use terms::codes::{Financing, ResponseType, TermsOfSale};
use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    Kind, Paper, Release, Replaced, Unprintable,
    legible::{self, Tally},
    offer::Meaning,
    text, witness,
    world::Closed,
};

/// A printed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Signs that were printed as their code points, because no font has them or they would hide
    /// or reorder text.
    pub replaced: Vec<Replaced>,
}

/// Pages that a paper may have.
const PAGES_MAX: usize = 500;
/// Layouts over which what was reckoned for one paper is kept for the next.
const KEPT_LAYOUTS: usize = 2;
/// The format of the record; a change of a view's fields that old readers cannot bear raises it.
const FORMAT: u32 = 1;

/// The record that goes into a paper.
#[derive(Serialize)]
struct Record<'a> {
    paper: Kind,
    format: u32,
    title: &'a str,
    release: &'a Release,
    view: &'a Paper,
}

/// What the template reads.
#[derive(Serialize)]
struct Given<'a> {
    title: &'a str,
    release: &'a Release,
    view: &'a Paper,
    legend: Vec<Meaning>,
    words: BTreeMap<&'static str, String>,
}

pub(crate) fn print(paper: &Paper, release: &Release) -> Result<Printed, Unprintable> {
    let options = options(paper, release)?;
    let (document, replaced) = lay_out(paper, release)?;
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| faulty(&errors));
    Ok(Printed { pdf: pdf?, pages: document.pages().len(), replaced })
}

pub(crate) fn text(paper: &Paper, release: &Release) -> Result<String, Unprintable> {
    lay_out(paper, release).map(|(document, _)| text::of(&document))
}

/// Reads a record: the kind tells what the view is.
pub(crate) fn read_record(record: &str) -> Result<(Paper, Release), serde_json::Error> {
    #[derive(Deserialize)]
    struct Head {
        paper: Kind,
        release: Release,
    }
    #[derive(Deserialize)]
    struct Body<V> {
        view: Box<V>,
    }
    fn view<V: DeserializeOwned>(record: &str) -> Result<Box<V>, serde_json::Error> {
        serde_json::from_str::<Body<V>>(record).map(|body| body.view)
    }
    let head: Head = serde_json::from_str(record)?;
    let paper = match head.paper {
        Kind::Offer => Paper::Offer(view(record)?),
        Kind::Certification => Paper::Certification(view(record)?),
        Kind::Acknowledgement => Paper::Acknowledgement(view(record)?),
        Kind::Amendment => Paper::Amendment(view(record)?),
        Kind::Modification => Paper::Modification(view(record)?),
        Kind::Clarification => Paper::Clarification(view(record)?),
        Kind::RoughPrice => Paper::RoughPrice(view(record)?),
        Kind::Expiry => Paper::Expiry(view(record)?),
        Kind::Closure => Paper::Closure(view(record)?),
    };
    Ok((paper, head.release))
}

/// The record as it goes into the paper. It is written from the types and not from a map, so that
/// its fields keep their order.
pub(crate) fn record(paper: &Paper, release: &Release) -> String {
    let title = &paper.title(release);
    let record = Record { paper: paper.kind(), format: FORMAT, title, release, view: paper };
    let text = serde_json::to_string_pretty(&record);
    text.expect("INVARIANT: a view has only texts, numbers and lists") + "\n"
}

fn lay_out(
    paper: &Paper,
    release: &Release,
) -> Result<(PagedDocument, Vec<Replaced>), Unprintable> {
    let (view, tally) = view(paper, release)?;
    let record = record(paper, release).into_bytes();
    let world = Closed::new(paper.kind(), view.to_string().into_bytes(), record);
    compose(&world).map(|document| (document, tally.replaced()))
}

/// What the template reads, with every text made legible.
fn view(paper: &Paper, release: &Release) -> Result<(Value, Tally), Unprintable> {
    let legend = match paper {
        Paper::Offer(offer) => offer.legend(),
        Paper::Amendment(change) | Paper::Modification(change) => change.legend(),
        _ => Vec::new(),
    };
    let words = [TermsOfSale::OPTIONS, Financing::OPTIONS, ResponseType::OPTIONS].concat();
    // The nation calls its instruments by its own names.
    let own = |meaning: &str| meaning.replace(Kind::Offer.meaning(), &release.nation.offer);
    let words = words.into_iter().map(|(code, meaning)| (code, own(meaning))).collect();
    let view = Given { title: &paper.title(release), release, view: paper, legend, words };
    let mut view = serde_json::to_value(&view).expect("INVARIANT: as for the record");
    let mut tally = Tally::default();
    legible::value(&mut view, &mut tally);
    tally.within_limits()?;
    // The drawing is no text that is read, and the note is drawn as it was signed.
    let witness = release.proof.checkpoint.as_deref().map(witness::of).transpose()?;
    view["witness"] = serde_json::to_value(witness).expect("INVARIANT: as for the record");
    view["replaced"] = tally.replaced().iter().map(|r| r.times).sum::<usize>().into();
    Ok((view, tally))
}

fn compose(world: &Closed) -> Result<PagedDocument, Unprintable> {
    let composed = typst::compile::<PagedDocument>(world);
    typst::comemo::evict(KEPT_LAYOUTS);
    let document = composed.output.map_err(|errors| faulty(&errors))?;
    within_pages(document.pages().len())?;
    if let Some(text) = text::without_glyph(&document) {
        return Err(Unprintable::MissingGlyph(text));
    }
    // A warning means that something on the pages is not what it should be.
    if !composed.warnings.is_empty() {
        return Err(faulty(&composed.warnings));
    }
    Ok(document)
}

fn within_pages(pages: usize) -> Result<(), Unprintable> {
    if pages > PAGES_MAX {
        return Err(Unprintable::TooManyPages { pages, max: PAGES_MAX });
    }
    Ok(())
}

fn options(paper: &Paper, release: &Release) -> Result<PdfOptions, Unprintable> {
    let dated = release.dated;
    let day = dated.date();
    let at = |year| {
        let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
        Datetime::from_ymd_hms(year, month, day, 0, 0, 0)
    };
    let datetime = Some(i32::from(day.year())).filter(|year| *year > 0).and_then(at);
    let datetime = datetime.ok_or(Unprintable::Undatable(dated))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
    Ok(PdfOptions {
        ident: Smart::Custom(format!("caseway/{}/{}", paper.kind(), paper.title(release))),
        creator: Smart::Custom(Some("Caseway".to_owned())),
        timestamp: Some(Timestamp::new_utc(datetime)),
        standards: standards.expect("INVARIANT: the two standards agree"),
        ..PdfOptions::default()
    })
}

fn faulty(diagnostics: &[SourceDiagnostic]) -> Unprintable {
    let said: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
    if said.iter().any(|message| message.contains("longer than 32767 characters")) {
        return Unprintable::TitleTooLong;
    }
    Unprintable::Template(said.join("; "))
}

#[cfg(test)]
mod tests {
    use typst::{
        foundations::{NativeElement, Output},
        pdf::AttachElem,
    };

    use super::*;

    #[test]
    fn the_record_goes_into_the_paper_as_it_is() {
        for kind in Kind::ALL {
            let (paper, release) = Paper::sample(*kind);
            let (document, _) = lay_out(&paper, &release).unwrap();
            let attached = Output::introspector(&document).query(&AttachElem::ELEM.select());
            let [file] = attached.as_slice() else { panic!("{kind}: one attached file") };
            let file = file.to_packed::<AttachElem>().unwrap();
            assert_eq!(file.path.derived.as_str(), "record.json");
            assert_eq!(file.data.as_slice(), record(&paper, &release).as_bytes());
        }
    }

    #[test]
    fn a_sign_without_glyph_is_refused_and_not_left_out() {
        let (paper, release) = Paper::sample(Kind::Acknowledgement);
        let (mut view, _) = view(&paper, &release).unwrap();
        view["view"]["subject"] = "船".into();
        let world = Closed::new(paper.kind(), view.to_string().into_bytes(), Vec::new());
        assert_eq!(compose(&world).unwrap_err(), Unprintable::MissingGlyph("船".to_owned()));
    }

    #[test]
    fn every_sign_held_to_be_printable_can_be_printed_in_every_face() {
        let (Paper::Offer(mut offer), mut release) = Paper::sample(Kind::Offer) else {
            unreachable!("the sample of an offer is an offer")
        };
        let signs: Vec<String> = legible::PRINTABLE.iter().map(char::to_string).collect();
        let text = signs.join(" ");
        offer.purchaser.name = Some(text.clone());
        offer.notes[0].title.clone_from(&text);
        offer.notes[0].text.clone_from(&text);
        release.proof.short_code = Some(text);
        let printed = print(&Paper::Offer(offer), &release).unwrap();
        let marks = '\u{300}'..='\u{36F}';
        assert!(printed.replaced.iter().all(|r| marks.contains(&r.sign)), "{:?}", printed.replaced);
        assert!(signs.len() > 1_500, "{} signs", signs.len());
    }

    #[test]
    fn a_paper_has_an_end() {
        let said = within_pages(PAGES_MAX + 1).unwrap_err().to_string();
        assert!(said.starts_with("This paper would have 501 pages; a paper has 500 at most."));
        assert_eq!(within_pages(PAGES_MAX), Ok(()));
    }

    #[test]
    fn a_date_before_the_calendar_of_pdf_is_refused() {
        let (paper, mut release) = Paper::sample(Kind::Acknowledgement);
        release.dated = "2026-10-05".parse::<terms::Day>().unwrap().plus_months(-12 * 2100);
        let said = print(&paper, &release).unwrap_err();
        assert_eq!(said, Unprintable::Undatable(release.dated));
    }
}
