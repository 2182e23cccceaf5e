//! Every day of every file of every seed has one holder, every clock of the field has its rule, and
//! desks and people find in their calendars what they can bring to an end.

use std::collections::BTreeMap;

use app::{Office, clocks, seed};
use case::{File, duties};
use serde_json::json;
use store::views;
use terms::{Day, Kind, codes::Holder};
use testkit::TestOffice;

async fn seeded(name: &str) -> TestOffice {
    let office = TestOffice::new().await;
    let done = Office::seed_all(&office, &[name], None, |_, _| {}).await;
    done.unwrap_or_else(|error| panic!("{name}: {error:#}"));
    office
}

#[tokio::test]
async fn the_days_of_all_holders_are_the_age_of_the_file_in_every_seed() {
    for (name, _) in seed::SEEDS {
        let office = seeded(name).await;
        let mut files = 0;
        for kind in [Kind::Request, Kind::Case, Kind::Notification] {
            for stream in views::streams::of(office.store(), kind).await.unwrap() {
                let file = office.file(&stream).await.unwrap();
                let (spans, today) = (&file.head().spans, office.today());
                let first = spans.first().unwrap_or_else(|| panic!("nobody holds {stream}"));
                assert_eq!(Some(first.from), file.head().opened, "{stream}");
                let held: i32 = clocks::days_by(spans, today).values().sum();
                assert_eq!(held, clocks::age(spans, today), "{stream}");
                files += 1;
            }
        }
        assert!(2 < files, "{name} has {files} files");
        let table = office.report("days-by-holder").await.unwrap().unwrap();
        let mut days: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for row in reports::write::json(&table).as_array().unwrap() {
            let file = days.entry(row["file"].as_str().unwrap().to_owned()).or_default();
            file.0 += row["days"].as_i64().unwrap();
            file.1 = row["age"].as_i64().unwrap();
        }
        for (file, (days, age)) in days {
            assert_eq!(days, age, "{file}");
        }
    }
}

#[test]
fn every_clock_of_the_field_has_its_rule_and_its_act() {
    let law = testkit::law::Law::of_repository();
    let known: Vec<String> =
        Kind::ALL.into_iter().flat_map(case::file::acts).map(duties::full_name).collect();
    for standard in clocks::standards().all() {
        let runs = standard.awaits.is_none();
        for rule in &standard.rules {
            let row = law.pack.history(rule).last();
            let row = row.unwrap_or_else(|| panic!("{}: no row {rule}", standard.id));
            let known = row.params.contains_key(&standard.param);
            assert!(known, "{rule} has no {}", standard.param);
            assert!(!runs || row.whole(&standard.param).is_some(), "{rule}");
        }
        let ends = standard.act.is_some() || standard.of_itself;
        assert_eq!(runs, ends, "{} runs and is not stopped", standard.id);
        assert!(standard.act.iter().all(|act| known.contains(act)), "{:?}", standard.act);
    }
    let calendars = clocks::calendars();
    let day = |text: &str| text.parse::<Day>().unwrap();
    let us = calendars.of("US").expect("the seller has a calendar");
    let off = |text: &str| us.off(day(text)).map(|off| off.why);
    assert_eq!(off("2026-07-03").as_deref(), Some("Independence Day"));
    assert_eq!(off("2021-06-18").as_deref(), Some("Juneteenth National Independence Day"));
    assert_eq!(off("2020-06-19"), None, "it was no holiday before its law");
    assert_eq!(off("1977-10-24").as_deref(), Some("Veterans Day"));
    assert_eq!(off("2027-12-31").as_deref(), Some("New Year's Day"));
    let guessed = |c: &&schedule::Calendar| !["US", "KX"].contains(&c.code.as_str());
    assert!(calendars.all().iter().filter(guessed).all(|c| c.holidays_from.is_none()));
}

/// Who holds the case of the patrol boats, and why.
async fn held(office: &TestOffice) -> String {
    let file = office.file_at("case/BN-P-LCB").await;
    let span = file.head().holder().cloned().expect("somebody holds it");
    format!("{}: {}", span.holder, span.reason)
}

/// Brings the notification of the patrol boats before the committees' leaders.
async fn before_the_leaders(office: &TestOffice) {
    let draft = "notification/26-99";
    let prepared = json!({
        "case": "BN-P-LCB", "offset": "no", "justification": "It guards a coast",
        "sensitivity": "None", "military_effect": "None on readiness",
    });
    office.on("2026-02-12");
    office.as_usual().act(draft, "prepare", prepared).await;
    office.as_usual().act(draft, "submit", json!({ "remarks": "Complete" })).await;
    office.on("2026-02-16");
    office.as_officer("lee@country-desk").act(draft, "pass-review", json!({})).await;
    office.on("2026-02-17");
    office.as_usual().act(draft, "begin-review", json!({ "on": "2026-02-17" })).await;
}

#[tokio::test]
async fn days_of_the_committees_review_are_the_legislatures() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB state-listed").await;
    let before = held(&office).await;
    assert!(before.starts_with("reviewer: "), "{before}");
    before_the_leaders(&office).await;
    assert_eq!(held(&office).await, "legislature: informal review");
    office.on("2026-02-20");
    let why = json!({ "reason": "Say more of the radar" });
    office.as_usual().act("notification/26-99", "return-draft", why).await;
    assert_eq!(held(&office).await, "reviewer: to be countersigned");
    let file = office.file_at("case/BN-P-LCB").await;
    let (spans, today) = (&file.head().spans, "2026-02-25".parse().unwrap());
    let days = clocks::days_by(spans, today);
    assert_eq!(days[&Holder::Legislature], 3, "from the 17th up to the 20th");
    assert_eq!(days.values().sum::<i32>(), clocks::age(spans, today));
}

#[tokio::test]
async fn a_case_that_only_the_legislature_keeps_is_the_legislatures() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB proposed").await;
    before_the_leaders(&office).await;
    let last = json!({ "decision": "approve", "justification": "Policy" });
    office.on("2026-02-18");
    office.as_usual().act("case/BN-P-LCB", "decide-authorisation", last).await;
    assert_eq!(held(&office).await, "legislature: informal review", "the bodies have decided");
}

#[tokio::test]
async fn a_hold_moves_the_last_day_and_the_sum_says_so() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB loa.terms_set").await;
    let stream = "case/BN-P-LCB".parse().unwrap();
    let before = office.clock_json(&stream).await.unwrap();
    let due = |value: &serde_json::Value| value["clocks"][0]["due"].as_str().unwrap().to_owned();
    assert_eq!(before["clocks"][0]["id"], "processing");
    let fixed: Day = due(&before).parse().unwrap();
    office.on("2026-02-01");
    let hold = json!({
        "blocker": "clarification", "statement": "Which radar", "expected_end": "2026-02-20",
    });
    office.as_usual().act("case/BN-P-LCB", "hold-draft", hold).await;
    office.on("2026-02-11");
    let held = office.clock_json(&stream).await.unwrap();
    assert_eq!(due(&held), fixed.plus_days(10).to_string());
    assert!(held["clocks"][0]["sentence"].as_str().unwrap().contains("stands still"));
    office.as_usual().act("case/BN-P-LCB", "release-draft", json!({ "settled": "Named" })).await;
    office.on("2026-03-30");
    let after = office.clock_json(&stream).await.unwrap();
    let sentence = after["clocks"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains(" + 10 days paused = "), "{sentence}");
    let File::Case(case) = &*office.file_at("case/BN-P-LCB").await else { panic!("a case") };
    assert_eq!(case.dues()[0].on.to_string(), due(&after), "the list of dues says the same");
}

#[tokio::test]
async fn a_calendar_holds_what_a_desk_or_a_person_can_end() {
    let office = seeded("busy-desk").await;
    let ics = |name: &'static str| {
        let office = &office;
        async move { office.calendar(&name.parse().unwrap()).await.unwrap() }
    };
    let manager = ics("case-manager").await;
    assert!(manager.starts_with("BEGIN:VCALENDAR\r\n") && manager.ends_with("END:VCALENDAR\r\n"));
    let entries = manager.matches("BEGIN:VEVENT").count();
    assert!(3 <= entries, "{entries} entries");
    assert_eq!(manager, ics("case-manager").await, "the same record makes the same calendar");
    assert!(manager.contains("TRIGGER:-P5D"), "the office's steps remind");
    assert_eq!(ics("sam").await.matches("BEGIN:VEVENT").count(), entries, "sam sits at that desk");
    assert_eq!(ics("auditor").await.matches("BEGIN:VEVENT").count(), 0);
    let told = office.dues(office.today(), 100).await.unwrap();
    assert!(told.iter().any(|due| !due.told.is_empty()), "nobody was told of what is late");
}

/// A clock of a file today.
async fn clock_of(office: &TestOffice, stream: &str, id: &str) -> serde_json::Value {
    let all = office.clock_json(&stream.parse().unwrap()).await.unwrap();
    let clocks = all["clocks"].as_array().unwrap();
    clocks.iter().find(|clock| clock["id"] == id).unwrap_or_else(|| panic!("no {id}")).clone()
}

#[tokio::test]
async fn the_copy_and_the_assessment_of_a_request_run_until_they_are_recorded() {
    let office = TestOffice::given("bases/patrol-boats until request/BN-26-0001 received").await;
    let request = "request/BN-26-0001";
    let copy = clock_of(&office, request, "lor-copy").await;
    let due: Day = copy["due"].as_str().unwrap().parse().unwrap();
    assert_eq!((&copy["late_days"], &copy["stopped"]), (&json!(0), &json!(null)), "{copy}");
    assert!(copy["rule"].as_str().unwrap().starts_with("LOR-005"), "{copy}");
    assert!(
        office.dues(due, 100).await.unwrap().iter().any(|told| told.row.due == due.to_string())
    );
    office.on(&due.plus_days(1).to_string());
    assert_eq!(clock_of(&office, request, "lor-copy").await["late_days"], 1);
    let ics = office.calendar(&"intake".parse().unwrap()).await.unwrap();
    assert!(ics.contains("Send DSCA a copy"), "{ics}");
    let sent = json!({ "sent_on": due, "sent_to": "Directorate" });
    office.as_usual().act(request, "send-copy", sent).await;
    let copy = clock_of(&office, request, "lor-copy").await;
    assert_eq!((&copy["late_days"], &copy["stopped"]), (&json!(0), &json!(due)), "{copy}");

    let given = json!({ "reference": "CTA-4", "dated_on": "2026-01-02", "agrees": true });
    office.as_usual().act(request, "record-country-assessment", given).await;
    office.on("2027-01-02");
    let age = clock_of(&office, request, "assessment-age").await;
    assert_eq!((&age["due"], &age["late_days"]), (&json!("2027-01-02"), &json!(0)), "{age}");
    office.on("2027-01-03");
    assert_eq!(clock_of(&office, request, "assessment-age").await["late_days"], 1);
}
