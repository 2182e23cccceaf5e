//! Every kind: its record, its lines and its bytes, each the same as ever.

use documents::{
    Certification, Kind, Offer, Paper, Release, Standing,
    certification::{Growth, Part},
    offer::Signature,
};
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
    papers.extend(parts());
    papers.extend(changes());
    papers
}

/// Each part of a package by itself; and a report on a sale that grew.
fn parts() -> Vec<(String, Paper, Release)> {
    let sample = || match Paper::sample(Kind::Certification) {
        (Paper::Certification(notice), release) => (*notice, release),
        _ => unreachable!("the sample of a notification is one"),
    };
    let single = [
        (Part::Letter, "notification-letter"),
        (Part::Certification, "notification-certification"),
        (Part::Justification, "notification-justification"),
        (Part::Annex, "notification-annex"),
        (Part::Offset, "notification-offset"),
    ];
    let mut all: Vec<(String, Paper, Release)> = Vec::new();
    for (part, name) in single {
        let (mut notice, release) = sample();
        (notice.part, notice.source) = (part, None);
        all.push((name.to_owned(), Paper::Certification(Box::new(notice)), release));
    }
    let (mut report, release) = sample();
    report.transmittal = Some("26-1C".to_owned());
    report.amends = Some("26-99".to_owned());
    "36(b)(5)(C)".clone_into(&mut report.paragraph);
    (report.source, report.technologies) = (None, Vec::new());
    report.growth = Some(Growth {
        certified_on: Some("2026-09-14".parse().expect("a day")),
        changes: "Two radars more.".to_owned(),
        significance: "The boats can be refitted in turn.".to_owned(),
        justification: "Bandaria asked for spares that are ready to be built in.".to_owned(),
    });
    report.emergency = None;
    all.push(("report".to_owned(), Paper::Certification(Box::new(report)), release));
    all
}

/// Changes of which only what changes is printed, one of them accepted and one received.
fn changes() -> Vec<(String, Paper, Release)> {
    let signed = Signature {
        agency: Some("Ministry of Defence".to_owned()),
        name: Some("A. Kessel".to_owned()),
        title: Some("Permanent Secretary".to_owned()),
        signed_on: Some("2027-07-01".parse().expect("a day")),
    };
    let mut all = Vec::new();
    let kinds =
        [("amendment-changes", Kind::Amendment), ("modification-changes", Kind::Modification)];
    for (name, kind) in kinds {
        let (mut paper, mut release) = Paper::sample(kind);
        let (Paper::Amendment(change) | Paper::Modification(change)) = &mut paper else {
            unreachable!("the sample of a change is one")
        };
        change.change.restated = false;
        if kind == Kind::Amendment {
            change.offer.acceptance.signature = signed.clone();
        } else {
            change.change.receipt = signed.clone();
            release.standing = Standing::Draft;
        }
        all.push((name.to_owned(), paper, release));
    }
    all
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
            part: notice.part,
            paragraph: notice.paragraph,
            ..Certification::default()
        })),
        same => same,
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
        assert!(text.contains(&paper.title(&release)), "{name}: title");
    }
}

#[test]
fn a_letter_of_ordinary_length_is_acknowledged_on_one_page() {
    let (paper, release) = Paper::sample(Kind::Acknowledgement);
    assert_eq!(paper.print(&release).map(|printed| printed.pages), Ok(1));
}
