//! Every kind: its record, its lines and its bytes, each the same as ever.

use documents::{Certification, Kind, Offer, Paper, Release, Standing};
use sha2::{Digest, Sha256};

use crate::blessed;

/// The samples, and the sides of a paper that they do not show.
fn papers() -> Vec<(String, Paper, Release)> {
    let mut papers: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| {
            let (paper, release) = Paper::sample(*kind);
            (kind.to_string(), paper, release)
        })
        .collect();
    let (paper, mut release) = Paper::sample(Kind::Offer);
    release.standing = Standing::Draft;
    release.marking.as_mut().expect("the sample is marked").pre_decisional = true;
    papers.push(("loa-draft".to_owned(), paper, release));
    let (paper, mut release) = Paper::sample(Kind::Offer);
    release.marking = None;
    papers.push(("loa-unknown".to_owned(), nothing_known(paper), release));
    let (paper, release) = Paper::sample(Kind::Certification);
    papers.push(("notification-unknown".to_owned(), nothing_known(paper), release));
    papers
}

/// The same paper when hardly anything of it is known.
fn nothing_known(paper: Paper) -> Paper {
    match paper {
        Paper::Offer(mut offer) => {
            let Offer { lines, .. } = offer.as_mut();
            for line in lines {
                (line.quantity, line.unit, line.unit_cost, line.total) = (None, None, None, None);
                (line.source, line.assistance, line.release, line.term) = (None, None, None, None);
            }
            offer.nickname = None;
            offer.initial_deposit = None;
            offer.transmittals = None;
            offer.expires_on = None;
            offer.purchaser.address = None;
            offer.summary.total = documents::offer::Block::default();
            offer.references.clear();
            offer.terms.clear();
            offer.payments.clear();
            offer.notes.clear();
            offer.conditions.clear();
            Paper::Offer(offer)
        }
        Paper::Certification(notice) => Paper::Certification(Box::new(Certification {
            transmittal: None,
            paragraph: notice.paragraph,
            amends: None,
            purchaser: None,
            mde: None,
            other: None,
            total: None,
            description: None,
            items: Vec::new(),
            funding: None,
            agency: None,
            designators: Vec::new(),
            prior_cases: None,
            commission: None,
            technologies: Vec::new(),
            sensitivity: None,
            delivered_on: None,
            justification: documents::certification::Justification::default(),
            source: None,
        })),
        Paper::Acknowledgement(letter) => Paper::Acknowledgement(letter),
    }
}

#[test]
fn the_samples_are_the_records_of_their_papers() {
    for kind in Kind::ALL {
        let (paper, release) = Paper::sample(*kind);
        blessed::check(&format!("samples/{kind}.json"), &paper.record(&release));
        let read = Paper::from_record(&paper.record(&release)).expect("a record is read back");
        assert_eq!(read, (paper, release));
    }
}

#[test]
fn every_paper_says_what_it_said() {
    for (name, paper, release) in papers() {
        let text = paper.text(&release).expect("a sample can be laid out");
        blessed::check(&format!("tests/it/text/{name}.txt"), &text);
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let digests = papers().into_iter().map(|(name, paper, release)| {
        let printed = paper.print(&release).expect("a sample can be printed");
        let again = paper.print(&release).expect("a sample can be printed twice");
        assert!(printed == again, "{name} differs from itself");
        let digest = terms::hex::encode(&Sha256::digest(&printed.pdf));
        format!("{digest}  {name}, pages: {}\n", printed.pages)
    });
    blessed::check("tests/it/digests.txt", &digests.collect::<String>());
}

#[test]
fn papers_printed_at_once_do_not_mix() {
    let alone: Vec<_> = papers().into_iter().map(|(_, p, r)| p.print(&r)).collect();
    let together = std::thread::scope(|scope| {
        let threads: Vec<_> =
            papers().into_iter().map(|(_, p, r)| scope.spawn(move || p.print(&r))).collect();
        threads.into_iter().map(|t| t.join().expect("no panic")).collect::<Vec<_>>()
    });
    assert!(alone == together);
}

#[test]
fn a_paper_names_both_standards_its_language_its_title_and_its_record() {
    for (name, paper, release) in papers() {
        let pdf = paper.print(&release).expect("a sample can be printed").pdf;
        let text = String::from_utf8_lossy(&pdf);
        for expected in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "/Lang(en-US)",
            "/AFRelationship/Data",
            "record.json",
            "/Marked true",
            &release.dated.to_string(),
        ] {
            assert!(text.contains(expected), "{name}: {expected}");
        }
        assert!(text.contains(&paper.title()), "{name}: title");
    }
}

#[test]
fn a_letter_of_ordinary_length_is_acknowledged_on_one_page() {
    let (paper, release) = Paper::sample(Kind::Acknowledgement);
    assert_eq!(paper.print(&release).map(|printed| printed.pages), Ok(1));
}
