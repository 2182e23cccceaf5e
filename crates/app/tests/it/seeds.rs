//! The seeds on every engine: what they say must hold, they must show everything that a record
//! can show, and their record must rebuild to itself.

use std::collections::BTreeSet;

use app::{Office, seed};
use case::{cn, lor, sale};
use store::views;
use terms::Kind;
use testkit::TestOffice;

async fn run(office: &Office, names: &[&str]) {
    let done = office.seed_all(names, None, |_, _| {}).await;
    done.unwrap_or_else(|error| panic!("{names:?}: {error:#}"));
}

/// The stages at which files of a kind stand, with how many stand there.
async fn stages(office: &Office, kind: Kind) -> Vec<&'static str> {
    let mut stages = Vec::new();
    let mut seen = BTreeSet::new();
    let events = office.store().follow(0, 100_000).await.unwrap();
    for event in events.into_iter().filter(|event| event.stream.kind == kind) {
        if seen.insert(event.stream.clone()) {
            let file = office.file(&event.stream).await.unwrap();
            stages.push(file.stage().0);
            // An open change goes through stages of its own while its case stays where it is.
            if let case::File::Case(case) = &*file {
                stages.extend(case.change().map(|change| change.track.stage.code()));
            }
        }
    }
    stages
}

fn lacking<'a>(all: &[&'a str], there: &[&str]) -> Vec<&'a str> {
    all.iter().filter(|stage| !there.contains(stage)).copied().collect()
}

/// No row of the usual pack asks for a statement on a notification, or lets one be waived; stories
/// of the invented nation do both.
fn only_of_another_pack(about: &case::About) -> bool {
    about.kind == Kind::Notification && ["attest", "waive"].contains(&about.name)
}

#[tokio::test]
async fn every_seed_runs_alone() {
    for (name, _) in seed::SEEDS {
        let office = TestOffice::new().await;
        run(&office, &[name]).await;
    }
}

#[tokio::test]
async fn the_busy_desk_has_files_at_every_stage() {
    let office = TestOffice::new().await;
    run(&office, &["busy-desk"]).await;
    let cases = stages(&office, Kind::Case).await;
    assert!(60 <= cases.len(), "{} cases are no busy desk", cases.len());
    // A file that was not opened has no stage; "notified" is known from a public notice only.
    let none = lacking(sale::Stage::CODES, &cases);
    assert_eq!(none, [sale::Stage::None.code(), sale::Stage::Notified.code()]);
    let none = lacking(lor::Stage::CODES, &stages(&office, Kind::Request).await);
    assert_eq!(none, [lor::Stage::None.code()]);
    let none = lacking(cn::Stage::CODES, &stages(&office, Kind::Notification).await);
    assert_eq!(none, [cn::Stage::None.code()]);
    let due = views::dues::until(office.store(), office.today().plus_days(60), 100).await.unwrap();
    let today = office.today().to_string();
    let late = due.iter().filter(|due| due.due < today).count();
    assert!(3 <= late && late + 10 <= due.len(), "{late} of {} dues are late", due.len());
    // The program itself records that offers expired, and once.
    assert_ne!(office.expire_due().await.unwrap(), 0);
    let case = office.file_at("case/XC-P-WCD").await;
    assert_eq!(case.stage().0, sale::Stage::Expired.code());
    assert_eq!(case.head().spans.last().map(|span| span.holder.code()), Some("nobody"));
    assert_eq!(office.expire_due().await.unwrap(), 0);
}

#[tokio::test]
async fn the_demonstration_does_every_act_and_rebuilds_to_itself() {
    for office in TestOffice::each().await {
        run(&office, seed::DEMO).await;
        let events = office.store().follow(0, 100_000).await.unwrap();
        let acts: BTreeSet<(Kind, String)> = events
            .iter()
            .map(|event| (event.stream.kind, event.read_meta().unwrap().act))
            .collect();
        // Notices come by an import, and documents from the program's printer.
        let elsewhere = ["publish", "issue"];
        let about = Kind::ALL.iter().flat_map(|kind| case::file::acts(*kind));
        let never = about
            .filter(|about| !elsewhere.contains(&about.name))
            .filter(|about| !only_of_another_pack(about))
            .filter(|about| !acts.contains(&(about.kind, about.name.to_owned())));
        assert_eq!(never.map(|about| about.name).collect::<Vec<_>>(), Vec::<&str>::new());
        let days = events.iter().map(|event| event.at.day());
        assert!(days.is_sorted(), "the record does not go back in time");
        let views = office.compare_views(|_, _| {}).await.unwrap();
        for view in &views {
            assert!(view.same(), "{} differs from the journal", view.table);
        }
    }
}

#[tokio::test]
async fn a_seed_that_is_none_is_told_with_those_there_are() {
    let said = TestOffice::new().await.seed("closing-year", |_, _| {}).await.unwrap_err();
    let said = said.to_string();
    assert!(said.contains("closing-year") && said.contains("first-lor, busy-desk"), "{said}");
}

#[tokio::test]
async fn the_sale_is_held_by_who_works_on_it() {
    let office = TestOffice::new().await;
    run(&office, &["first-lor"]).await;
    let file = office.file_at("case/BN-P-LCB").await;
    let held_on = |day: &str| {
        let day = day.parse().unwrap();
        let span = file.head().spans.iter().rev().find(|span| span.from <= day);
        span.map(|span| (span.holder.code(), span.reason.as_str())).unwrap()
    };
    // A payment came on 2024-03-15; the boats were in production all the same.
    assert_eq!(held_on("2024-06-20"), ("vendor", "in production"));
    assert_eq!(held_on("2025-03-10"), ("vendor", "shipment received; more to come"));
    assert_eq!(held_on("2025-09-18"), ("agency", "everything received; to be completed"));
}
