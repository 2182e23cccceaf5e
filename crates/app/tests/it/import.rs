//! Files of notices through the one door: what is read stays, what is odd is kept, and reading a
//! file again changes nothing.

use std::sync::Arc;

use app::{Config, Office, clock::Clock, ids::Chance, office::Place};
use case::{File, cn, sale};
use terms::{Kind, StreamId};

async fn office(folder: &tempfile::TempDir) -> Arc<Office> {
    let config = || Config {
        place: Place::Directory(folder.path().into()),
        keys: folder.path().join("keys"),
        clock: Clock::set_at("2026-10-05T09:00:00Z".parse().unwrap()),
        chance: Chance::seeded(7),
        repairing: false,
    };
    Office::init(&config(), "caseway.example/test", true).await.unwrap();
    Office::open(config()).await.unwrap()
}

async fn notification(office: &Office, file: &str) -> cn::State {
    let stream = StreamId::new(Kind::Notification, file.parse().unwrap());
    match &*office.file(&stream).await.unwrap() {
        File::Notification(state) => state.clone(),
        other => panic!("{other:?} is no notification"),
    }
}

async fn sale(office: &Office, file: &str) -> sale::State {
    let stream = StreamId::new(Kind::Case, file.parse().unwrap());
    match &*office.file(&stream).await.unwrap() {
        File::Case(state) => state.clone(),
        other => panic!("{other:?} is no case"),
    }
}

fn line(id: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"transmittal\":\"26-01\",\"paragraph\":\"36(b)(1)\",\"purchaser\":\"Greece\",\"purchaser_iso3\":\"GRC\",\"description\":\"Cargo helicopters\",{more}}}\n"
    )
}

#[tokio::test]
async fn a_notice_becomes_a_case_and_reading_it_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(&folder).await;
    let items = "\"total_usd\":150000000,\"items\":[{\"name\":\"CH-47D\",\"quantity\":10},{\"name\":\"spares\"}]";
    let file = line("cn-1", items) + "not a notice\n" + &line("cn-2", "\"total_usd\":\"$1.1B\"");
    let report = office.import_notices("a.jsonl", file.as_bytes(), |_, _| {}).await.unwrap();
    let counts =
        |r: &app::import::Report| (r.finished.new, r.finished.changed, r.finished.unchanged);
    assert_eq!(counts(&report), (2, 0, 0));
    assert_eq!(report.finished.refused.len(), 1);
    assert_eq!(report.finished.refused[0].line, 2);
    assert!(
        report.anomalies.iter().any(|(id, odd)| id == "cn-1" && odd.code == "number_used_twice")
    );

    let case = sale(&office, "cn-1").await;
    let opened = case.opened.as_ref().unwrap();
    assert_eq!(opened.purchaser.as_ref().unwrap().as_str(), "GR");
    assert_eq!(opened.ceiling.unwrap().to_string(), "150,000,000.00");
    assert_eq!(opened.case, None, "no designator is printed, so none is made up");
    assert_eq!(case.lines.len(), 2);
    assert_eq!((case.lines[0].quantity, case.lines[1].quantity), (Some(10), None));

    let head = office.store().head().await.unwrap().n;
    let again = office.import_notices("b.jsonl", file.as_bytes(), |_, _| {}).await.unwrap();
    assert_eq!(counts(&again), (0, 0, 2));
    assert_eq!(office.store().head().await.unwrap().n, head, "nothing was written");
}

#[tokio::test]
async fn other_content_makes_a_new_version_and_the_earlier_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(&folder).await;
    let read = async |more: &str| {
        let file = line("cn-1", more);
        office.import_notices("a.jsonl", file.as_bytes(), |_, _| {}).await.unwrap()
    };
    read("\"total_usd\":1000").await;
    let report = read("\"total_usd\":2000,\"items\":[{\"name\":\"CH-47D\"}]").await;
    assert_eq!((report.finished.new, report.finished.changed), (0, 1));
    let notice = notification(&office, "cn-1").await;
    let total = |published: &cn::Published| published.total.unwrap().to_string();
    assert_eq!(total(notice.published.as_ref().unwrap()), "2,000.00");
    assert_eq!(notice.earlier.iter().map(total).collect::<Vec<_>>(), ["1,000.00"]);
    let case = sale(&office, "cn-1").await;
    assert_eq!(case.opened.unwrap().ceiling.unwrap().to_string(), "2,000.00");
    assert_eq!(case.lines.len(), 1, "the lines are those of the newest version");
}

#[tokio::test]
async fn a_purchaser_that_contradicts_its_code_stays_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(&folder).await;
    let file = "{\"id\":\"cn-1\",\"paragraph\":\"36(b)(1)\",\"purchaser\":\"Greece\",\"purchaser_iso3\":\"TUR\"}\n{\"id\":\"BN-P-LCB\",\"paragraph\":\"36(b)(1)\"}\n";
    let report = office.import_notices("a.jsonl", file.as_bytes(), |_, _| {}).await.unwrap();
    assert_eq!(report.finished.new, 2);
    assert_eq!(sale(&office, "cn-1").await.opened.unwrap().purchaser, None);
    assert!(report.anomalies.iter().any(|(_, odd)| odd.code == "purchaser_contradicts_code"));
    let taken = StreamId::new(Kind::Case, "BN-P-LCB".parse().unwrap());
    assert!(!office.file(&taken).await.unwrap().head().exists(), "no case number is taken");
}

#[tokio::test]
async fn the_carried_extract_is_read_whole_and_stands_up_to_verification() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(&folder).await;
    let report = office.import_extract().await.unwrap();
    assert!(report.finished.new >= 40, "{:?}", report.finished);
    assert_eq!(report.finished.refused_count, 0);
    let again = office.import_extract().await.unwrap();
    assert_eq!((again.finished.new, again.finished.changed), (0, 0));
    let views = office.compare_views(|_, _| {}).await.unwrap();
    assert!(views.iter().all(app::rebuild::Compared::same), "{views:?}");
}
