//! The runner of stories must fail where a story is wrong, and say where and how; what it blesses
//! must then pass.

use testkit::{
    memory::{Memory, at_once},
    run::{self, Failure},
    story::{Library, Story},
};

fn told(text: &str) -> (Story, Vec<Failure>) {
    let story = Story::read("scenarios/a-story.case", text).unwrap();
    let mut memory = Memory::default();
    if let Some(start) = story.start() {
        at_once(run::begin(&mut memory, &Library::of_repository(), &start)).unwrap();
    }
    let failures = at_once(run::tell(&mut memory, &story));
    (story, failures)
}

/// The lines at which a story is wrong.
fn wrong(text: &str) -> Vec<usize> {
    told(text).1.iter().map(|failure| failure.line).collect()
}

const OFFERED: &str = "# A title\ngiven bases/patrol-boats until case/BN-P-LCB offered\n";

fn after_offer(more: &str) -> String {
    format!("{OFFERED}{more}")
}

#[test]
fn a_right_story_passes() {
    let text = after_offer(
        "when 2026-04-28 case/BN-P-LCB expire\nthen refused FILE-001 \"until 2026-04-28\"\n\
         when 2026-04-29 case/BN-P-LCB expire\nthen loa.expired\nsays loa.expired expired_on = \
         2026-04-28\nstage case/BN-P-LCB expired\nledger BN-P-LCB 1010 = 0.00\n",
    );
    assert_eq!(told(&text).1, []);
}

#[test]
fn every_kind_of_wrong_line_is_found_at_its_place() {
    let refused = "when 2026-04-28 case/BN-P-LCB expire\n";
    let done = "when 2026-04-29 case/BN-P-LCB expire\n";
    let lines = |more: &str| wrong(&after_offer(more));
    assert_eq!(lines(refused), [3], "a refusal that nobody tells");
    assert_eq!(lines(&format!("{refused}then loa.expired\n")), [4, 3]);
    assert_eq!(lines(&format!("{refused}then refused OED-001\n")), [4, 3], "another rule");
    assert_eq!(lines(&format!("{refused}then refused FILE-001 \"other words\"\n")), [4, 3]);
    assert_eq!(lines(&format!("{done}then refused FILE-001\n")), [4], "it passed");
    assert_eq!(lines(&format!("{done}then loa.declined\n")), [4]);
    assert_eq!(lines(&format!("{done}then invalid on\n")), [4]);
    assert_eq!(lines(&format!("{done}then satisfied CN-001\n")), [4]);
    assert_eq!(lines(&format!("{done}then satisfied STAGE-001 \"other words\"\n")), [4]);
    assert_eq!(lines(&format!("{done}then noted LOR-001\n")), [4]);
    assert_eq!(lines(&format!("{refused}then refused FILE-001\nthen unnoted LOR-001\n")), [5]);
    assert_eq!(lines(&format!("{done}then absent CN-001\n")), [4], "it is in force");
    assert_eq!(lines(&format!("{done}then absent CN-999\n")), [4], "it never was");
    assert_eq!(lines(&format!("{done}says loa.expired expired_on = 2026-04-29\n")), [4]);
    assert_eq!(lines(&format!("{done}says loa.expired other = 1\n")), [4]);
    assert_eq!(lines("when 2026-04-29 case/BN-P-LCB frown\n"), [3], "no act");
    assert_eq!(lines("stage case/BN-P-LCB accepted\nledger BN-P-LCB 1010 = 0.01\n"), [3, 4]);
    assert_eq!(lines("ledger BN-P-LCB 9999 = 0.00\nthen loa.expired\n"), [3, 4]);
}

#[test]
fn a_number_of_a_rule_that_is_not_in_force_is_found() {
    let text = after_offer(
        "when 2026-04-29 case/BN-P-LCB expire\nsays loa.expired expired_on = 2026-04-28 by CN-006\n",
    );
    assert_eq!(wrong(&text), [4]);
}

#[test]
fn a_story_that_cannot_begin_says_why() {
    let begin = |given: &str| {
        let story = Story::read("a", &format!("# t\n{given}\n")).unwrap();
        let start = story.start().unwrap();
        at_once(run::begin(&mut Memory::default(), &Library::of_repository(), &start))
    };
    assert!(begin("given bases/no-such").unwrap_err().contains("no script bases/no-such"));
    let never = begin("given bases/patrol-boats until case/BN-P-LCB declined").unwrap_err();
    assert!(never.contains("never comes to declined"), "{never}");
    let gone = begin("given bases/patrol-boats with quarters=thirds").unwrap_err();
    assert!(gone.contains("\"thirds\" is not a field"), "{gone}");
}

#[test]
fn words_are_replaced_acts_left_out_and_events_end_a_beginning() {
    let text = "# t\ngiven bases/patrol-boats until case/XA-P-LCB loa.terms_set with BN=XA \
                2026-=2018- without define-requirement\n\
                stage case/XA-P-LCB development\nstage case/BN-P-LCB not-opened\n\
                when 2018-02-01 case/XA-P-LCB approve\nthen refused SCOPE-001 \"No requirement\"\n";
    let (_, failures) = told(text);
    assert!(failures.iter().all(|failure| failure.expected == "no other reason"), "{failures:?}");
}

#[test]
fn what_is_blessed_passes_and_keeps_every_other_line() {
    let text = after_offer(
        "# a remark\nwhen 2026-04-28 case/BN-P-LCB accept signed_on=2026-04-29 official=no\n  \
         unchanged = no\n  name = Orlo\n  title = Adviser\n  agency = None\n  paying_office = None\n\
         then loa.accepted\n\nwhen 2026-04-29 case/BN-P-LCB expire\nthen loa.declined\n\
         says loa.expired expired_on = 2020-01-01\nstage case/BN-P-LCB accepted\n\
         ledger BN-P-LCB 1010 = 5.00\n",
    );
    let (story, failures) = told(&text);
    let blessed = run::blessed(&story, &failures);
    let (_, again) = told(&blessed);
    assert_eq!(again, [], "{blessed}");
    assert!(blessed.contains("# a remark\n") && blessed.contains("\n\nwhen 2026-04-29"));
    assert!(
        blessed.contains("then refused ELIG-005") && blessed.contains("then refused OFFER-001")
    );
    assert!(blessed.contains("stage case/BN-P-LCB expired\nledger BN-P-LCB 1010 = 0.00\n"));
}

#[test]
fn a_failure_names_file_line_and_both_sides() {
    let (_, failures) = told(&after_offer("stage case/BN-P-LCB accepted\n"));
    assert_eq!(
        failures[0].to_string(),
        "scenarios/a-story.case:3\n  expected stage case/BN-P-LCB accepted\n  found    stage \
         case/BN-P-LCB offered"
    );
}
