//! Rules that no sequence of acts can break, because an earlier rule refuses first. A record that
//! an older program wrote can; so each is held against a file that is folded by hand.

use std::sync::Arc;

use case::{Event, Facts, File, Situation, Told, file};
use serde_json::{Value, json};
use terms::{Actor, Day, FileId, Kind, Moment};
use testkit::law::Law;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn fold(kind: Kind, events: &[(&str, Value)]) -> File {
    let by: Actor = "@intake".parse().unwrap();
    let mut file = File::new(kind);
    for (name, body) in events {
        let event = Event::read(kind, name, &body.to_string()).unwrap();
        let on = day("2026-03-02");
        let told = Told { by: &by, act: "open", behalf: &[], at: Moment::midday(on), on };
        file.evolve(&event, &told);
    }
    file
}

/// The rules that refuse an act on a file.
fn refused(file: &File, act: &str, facts: &Facts) -> Vec<String> {
    let number: FileId = "BN-P-LCB".parse().unwrap();
    let on = day("2026-04-01");
    let ready = file.why(
        act,
        &Situation {
            file: &number,
            today: on,
            at: Moment::midday(on),
            who: &file::usual_actor(file, Kind::Case, act),
            days: rules::Days::default(),
            pack: &Law::of_repository().pack,
            facts,
        },
    );
    let findings = ready.expect("the act is known").findings;
    let refused = findings.iter().filter(|finding| finding.refuses());
    refused.map(|finding| finding.rule_id().to_owned()).collect()
}

fn opened() -> (&'static str, Value) {
    let given = json!({
        "case": "BN-P-LCB", "request": "BN-26-0001", "nickname": "Boats",
        "description": "Boats", "form": "defined-order", "group": "C",
    });
    ("case.opened", json!({ "given": given, "purchaser": "BN" }))
}

#[test]
fn an_offer_that_was_never_sent_is_not_accepted() {
    let counter = json!({ "received_on": "2026-03-02", "reference": "1", "changes": "Cheaper" });
    let case = fold(Kind::Case, &[opened(), ("loa.countered", counter)]);
    assert_eq!(case.stage().0, "counter-offer");
    let facts = Facts { sandbox: true, ..Facts::default() };
    assert_eq!(refused(&case, "accept", &facts), ["SENT-001"]);
}

#[test]
fn significant_equipment_without_a_release_position_is_not_approved() {
    let line = json!({ "number": "001", "description": "Boat", "sme": "yes", "mde": "no" });
    let case = fold(Kind::Case, &[opened(), ("loa.line_added", line)]);
    let found = refused(&case, "approve", &Facts::default());
    assert!(found.contains(&"TECH-001".to_owned()), "{found:?}");
}

#[test]
fn an_invented_nation_is_refused_outside_a_sandbox() {
    let purchaser = File::new(Kind::Purchaser);
    let code = "BN".parse().unwrap();
    let country = Law::of_repository().country(&code);
    let facts = |sandbox| Facts { country: country.clone(), sandbox, ..Facts::default() };
    let refused_in = |sandbox| {
        let on = day("2026-04-01");
        let (who, number) = ("@intake".parse().unwrap(), FileId::from(&code));
        let facts = facts(sandbox);
        let pack = &Law::of_repository().pack;
        let now = Situation {
            file: &number,
            today: on,
            at: Moment::midday(on),
            who: &who,
            days: rules::Days::default(),
            pack,
            facts: &facts,
        };
        let ready = Arc::new(purchaser.clone()).why("register", &now).unwrap();
        ready
            .findings
            .iter()
            .filter(|f| f.refuses())
            .map(|f| f.rule.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(refused_in(false), ["DUTY-003", "CODE-002"]);
    assert!(refused_in(true).is_empty());
}
