//! Joins the paper engine to the office: the record's state becomes the views that paper knows.
//! What the record does not say stays unknown; nothing is added to it on the way.

mod acknowledgement;
mod certification;
mod change;
mod clarification;
mod closure;
mod expiry;
mod offer;
mod rough_price;

use std::sync::Arc;

use app::papers::{Contents, NotPrinted, Printer};
use case::{
    lor::{self, Letter, letter::Known},
    sale::issue::DocumentKind,
};
use documents::{
    Marking, Nation, Paper, Proof, Release, Standing, Unprintable, acknowledgement::Office,
    certification::Part, nation, offer::Purchaser,
};
use rules::wording;
use terms::FileId;

/// The program text that prints: crate texts, rows of the law and the engine.
const PROGRAM: &str = env!("CASEWAY_PRESS");

/// The printer of this program.
pub fn printer() -> Arc<dyn Printer> {
    Arc::new(Press)
}

struct Press;

impl Printer for Press {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        let (paper, release) = paper(what, contents)?;
        paper.print(&release).map(|printed| printed.pdf).map_err(not_printed)
    }

    fn program(&self) -> &'static str {
        PROGRAM
    }
}

/// The paper that contents make.
pub fn paper(what: DocumentKind, contents: &Contents) -> Result<(Paper, Release), NotPrinted> {
    let paper = match what {
        DocumentKind::Offer => Paper::Offer(Box::new(offer::view(contents)?)),
        DocumentKind::Certification | DocumentKind::Report => package(contents, Part::Package)?,
        DocumentKind::Transmittal => package(contents, Part::Letter)?,
        DocumentKind::Fields => package(contents, Part::Certification)?,
        DocumentKind::Justification => package(contents, Part::Justification)?,
        DocumentKind::Annex => package(contents, Part::Annex)?,
        DocumentKind::Offset => package(contents, Part::Offset)?,
        DocumentKind::Amendment => Paper::Amendment(Box::new(change::view(contents)?)),
        DocumentKind::Modification => Paper::Modification(Box::new(change::view(contents)?)),
        DocumentKind::Acknowledgement => {
            Paper::Acknowledgement(Box::new(acknowledgement::view(contents)?))
        }
        DocumentKind::Clarification => {
            Paper::Clarification(Box::new(clarification::view(contents)?))
        }
        DocumentKind::RoughPrice => Paper::RoughPrice(Box::new(rough_price::view(contents)?)),
        DocumentKind::Expiry => Paper::Expiry(Box::new(expiry::view(contents)?)),
        DocumentKind::Closure => Paper::Closure(Box::new(closure::view(contents)?)),
    };
    Ok((paper, release(contents)))
}

fn package(contents: &Contents, part: Part) -> Result<Paper, NotPrinted> {
    Ok(Paper::Certification(Box::new(certification::view(contents, part)?)))
}

fn release(contents: &Contents) -> Release {
    Release {
        dated: contents.shown.on,
        standing: if contents.released { Standing::Released } else { Standing::Draft },
        marking: marking(contents),
        nation: nation_of(&contents.nation),
        proof: Proof {
            short_code: None,
            origin: Some(contents.origin.clone()),
            entry: Some(contents.shown.n),
            checkpoint: contents.checkpoint.clone(),
        },
    }
}

/// The banner and the block of what it carries; none where nothing in it is controlled.
fn marking(contents: &Contents) -> Option<Marking> {
    let carried = &contents.carried;
    carried.marking.banner()?;
    let nation = &contents.nation;
    let contact = carried.contact.as_ref().map(|who| {
        let name = who.name().unwrap_or_default();
        format!("{name}, {}", nation.desk(who.desk()))
    });
    let categories = carried.marking.categories();
    Some(Marking {
        controlled_by: carried.controllers(agency(contents).as_deref(), nation),
        categories: categories.into_iter().map(str::to_owned).collect(),
        dissemination: carried.marking.dissemination(),
        contact,
        pre_decisional: carried.marking.is_pre_decisional(),
    })
}

/// The nation that sells, as its papers name it.
fn nation_of(pack: &rules::Jurisdiction) -> Nation {
    let words = &pack.wording;
    Nation {
        seller: words.seller.clone(),
        law: words.law.clone(),
        goods: words.goods.clone(),
        offer: words.offer.clone(),
        request: words.request.clone(),
        notification: pack.legislature.notification.clone(),
        currency: nation::Currency {
            code: pack.currency.code.clone(),
            sign: words.sign.clone(),
            name: pack.currency.name.clone(),
            units: words.units.clone(),
        },
        sheet: match words.sheet {
            wording::Sheet::UsLetter => nation::Sheet::UsLetter,
            wording::Sheet::A4 => nation::Sheet::A4,
        },
        region: match words.region {
            wording::Region::Us => nation::Region::Us,
            wording::Region::Gb => nation::Region::Gb,
        },
        invented: pack.invented,
    }
}

/// Faults that lie in the record's texts are told as such; the others are bugs.
fn not_printed(fault: Unprintable) -> NotPrinted {
    match fault {
        Unprintable::MissingGlyph(_) | Unprintable::Template(_) => NotPrinted::Failed(fault.into()),
        mendable => NotPrinted::Unfit(mendable.to_string()),
    }
}

/// The purchaser's name: as registered, else as the country table has it.
fn purchaser_name(contents: &Contents) -> Option<String> {
    let registered = contents.purchaser.as_ref().and_then(|file| file.registered.as_ref());
    let listed = || contents.country.as_ref().map(|country| country.name.clone());
    registered.map(|registered| registered.name.clone()).or_else(listed)
}

/// The purchaser, under the code that the case has; the address is that of the request.
fn purchaser(contents: &Contents) -> Option<Purchaser> {
    let letter = contents.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let asking = || letter.map(|letter| &letter.purchaser);
    Some(Purchaser {
        code: contents.case.purchaser().or_else(asking)?.clone(),
        name: purchaser_name(contents),
        address: letter.map(|letter| letter.requester_address.clone()),
    })
}

/// The implementing agency of a case that was opened here: its letter in the case identifier, and
/// its name where that is known.
fn agency(contents: &Contents) -> Option<String> {
    let letter = contents.case.case()?.agency();
    Some(match &contents.agency {
        Some(name) => format!("{name} (implementing agency {letter})"),
        None => format!("Implementing agency {letter}"),
    })
}

/// The body that writes: the implementing agency of the case, or before there is one the seller.
fn office(contents: &Contents) -> Office {
    let seller = || contents.nation.seller.clone();
    Office { name: Some(agency(contents).unwrap_or_else(seller)), address: None, contact: None }
}

/// The request of the file, with its letter.
fn letter_of(contents: &Contents) -> Result<(&FileId, &lor::State, &Letter), NotPrinted> {
    let request = contents.request.as_ref();
    let found =
        request.and_then(|(file, request)| Some((file, &**request, request.letter.as_ref()?)));
    found.ok_or_else(|| {
        let sentence = format!("No Letter of Request belongs to the case {}.", contents.file);
        NotPrinted::Nothing(sentence)
    })
}

const fn yes_or_no(known: Known) -> Option<bool> {
    match known {
        Known::Yes => Some(true),
        Known::No => Some(false),
        Known::Unknown => None,
    }
}
