//! Public notices, judged by the law of their day.

use app::{
    notices::{Said, check},
    pack::Law,
};
use serde_json::{Value, json};

fn law() -> Law {
    Law::carried().unwrap()
}

/// What is said of one notice.
fn said(law: &Law, notice: &Value) -> Said {
    let mut checked = check(notice.to_string().as_bytes(), law);
    assert!(checked.refused.is_empty(), "{:?}", checked.refused);
    checked.items.remove(0)
}

/// An offer to a country on a day, with its values.
fn offer(iso: &str, day: &str, mde: Option<i64>, total: Option<i64>) -> Value {
    json!({
        "id": "cn-1", "transmittal": "26-01", "paragraph": "36(b)(1)", "purchaser": null,
        "purchaser_iso3": iso, "mde_usd": mde, "total_usd": total, "date_delivered": day,
    })
}

#[test]
fn membership_of_the_day_sets_tier_limits_and_period() {
    let law = law();
    for (iso, day, tier, days, offer_on) in [
        ("KOR", "2008-10-14", "other", 30, "2008-11-14"),
        ("KOR", "2008-10-15", "nato_plus", 15, "2008-10-31"),
        ("ISR", "2010-10-07", "other", 30, "2010-11-07"),
        ("ISR", "2010-10-08", "nato_plus", 15, "2010-10-24"),
        ("FIN", "2023-04-03", "other", 30, "2023-05-04"),
        ("FIN", "2023-04-04", "nato_plus", 15, "2023-04-20"),
        ("SWE", "2024-03-06", "other", 30, "2024-04-06"),
        ("SWE", "2024-03-07", "nato_plus", 15, "2024-03-23"),
        ("POL", "1999-03-11", "other", 30, "1999-04-11"),
        ("POL", "1999-03-12", "nato_plus", 15, "1999-03-28"),
        ("JPN", "2002-09-30", "nato_plus", 15, "2002-10-16"),
        ("AUS", "2026-02-20", "nato_plus", 15, "2026-03-08"),
        ("NZL", "2026-02-20", "nato_plus", 15, "2026-03-08"),
        ("TWN", "2026-02-20", "other", 30, "2026-03-23"),
    ] {
        let said = said(&law, &offer(iso, day, None, Some(1)));
        assert_eq!(said.tier.as_deref(), Some(tier), "{iso} on {day}");
        assert_eq!(said.formal_days, Some(days), "{iso} on {day}");
        let earliest = said.earliest_offer.map(|day| day.to_string());
        assert_eq!(earliest.as_deref(), Some(offer_on), "{iso} on {day}");
    }
}

#[test]
fn the_higher_thresholds_hold_from_their_first_day() {
    let law = law();
    let limits = |iso: &str, day: &str| {
        let said = said(&law, &offer(iso, day, None, None));
        [said.mde_limit_usd, said.total_limit_usd, said.design_construction_limit_usd]
    };
    let low = [14_000_000, 50_000_000, 200_000_000].map(Some);
    let high = [25_000_000, 100_000_000, 300_000_000].map(Some);
    assert_eq!(limits("DEU", "2002-09-29"), low);
    assert_eq!(limits("DEU", "2002-09-30"), high);
    assert_eq!(limits("SGP", "2002-09-29"), low);
    assert_eq!(limits("SGP", "2026-02-20"), low);
    assert_eq!(limits("DEU", "1985-08-08"), low);
    assert_eq!(limits("DEU", "1985-08-07"), [None; 3]);
    let old = said(&law, &offer("DEU", "2002-09-29", None, None));
    assert_eq!(old.confidence, Some("memory_high"), "a row from memory says so");
    let none = said(&law, &offer("DEU", "1985-08-07", Some(1), Some(1)));
    assert_eq!((none.required, none.earliest_offer), (None, None));
    assert!(none.anomalies.contains(&"no_rule_on_the_day".to_owned()), "{none:?}");
}

#[test]
fn a_value_at_a_threshold_reaches_it_and_an_unknown_one_decides_nothing() {
    let law = law();
    for (iso, mde, total) in [("SGP", 14_000_000, 50_000_000), ("DEU", 25_000_000, 100_000_000)] {
        for (m, t, required, tripped) in [
            (Some(mde - 1), Some(total - 1), Some(false), vec![]),
            (Some(mde), Some(total - 1), Some(true), vec!["mde"]),
            (Some(mde + 1), Some(total - 1), Some(true), vec!["mde"]),
            (Some(mde - 1), Some(total), Some(true), vec!["total"]),
            (Some(mde), Some(total + 1), Some(true), vec!["mde", "total"]),
            (None, Some(total), Some(true), vec!["total"]),
            (Some(mde), None, Some(true), vec!["mde"]),
            (None, Some(total - 1), None, vec![]),
            (Some(mde - 1), None, None, vec![]),
            (None, None, None, vec![]),
        ] {
            let said = said(&law, &offer(iso, "2026-02-20", m, t));
            assert_eq!(said.required, required, "{iso} {m:?} {t:?}");
            assert_eq!(said.tripped, tripped, "{iso} {m:?} {t:?}");
        }
    }
}

#[test]
fn what_a_notice_does_not_say_is_not_known() {
    let law = law();
    let whole = offer("DEU", "2026-02-20", Some(25_000_000), None);
    let with = |name: &str, value: Value| {
        let mut notice = whole.clone();
        notice[name] = value;
        said(&law, &notice)
    };
    for (without, code) in [
        (with("purchaser_iso3", Value::Null), "purchaser_missing"),
        (with("purchaser", json!("France")), "purchaser_contradicts_code"),
        (with("date_delivered", Value::Null), "day_missing"),
        (with("date_delivered", json!("soon")), "unreadable_value"),
    ] {
        assert_eq!(without.tier, None, "{code}");
        assert_eq!(without.mde_limit_usd, None, "{code}");
        assert_eq!(without.formal_days, None, "{code}");
        assert_eq!((without.required, without.earliest_offer), (None, None), "{code}");
        assert!(without.anomalies.contains(&code.to_owned()), "{code}: {:?}", without.anomalies);
    }
}

#[test]
fn the_day_of_delivery_counts_before_that_of_the_source() {
    let law = law();
    let mut notice = offer("SWE", "2024-03-06", None, None);
    notice["date"] = json!("2024-03-10");
    let delivered = said(&law, &notice);
    assert_eq!(delivered.tier.as_deref(), Some("other"));
    notice["date_delivered"] = Value::Null;
    let printed = said(&law, &notice);
    assert_eq!(printed.tier.as_deref(), Some("nato_plus"));
    assert_eq!(printed.earliest_offer.map(|day| day.to_string()).as_deref(), Some("2024-03-26"));
    assert!(printed.anomalies.contains(&"period_from_day_of_source".to_owned()));
}

#[test]
fn a_change_report_starts_no_period() {
    let law = law();
    for paragraph in ["36(b)(5)(A)", "36(b)(5)(C)", "correction"] {
        let mut notice = offer("SGP", "2026-02-20", Some(14_000_000), None);
        notice["paragraph"] = json!(paragraph);
        let said = said(&law, &notice);
        assert_eq!((said.required, said.formal_days), (Some(true), Some(30)), "{paragraph}");
        assert_eq!(said.earliest_offer, None, "{paragraph}");
        assert!(said.anomalies.contains(&"no_period_of_its_own".to_owned()), "{paragraph}");
    }
}

#[test]
fn a_line_that_cannot_be_read_is_refused_and_the_rest_is_answered() {
    let law = law();
    let good = offer("SGP", "2026-02-20", None, None);
    let checked = check(format!("{good}\nnot a notice\n{{}}\n").as_bytes(), &law);
    assert_eq!(checked.items.len(), 1);
    let lines: Vec<u64> = checked.refused.iter().map(|refused| refused.line).collect();
    assert_eq!(lines, [2, 3]);
    assert!(checked.refused[1].cause.contains("\"id\""), "{:?}", checked.refused);
}

#[expect(clippy::disallowed_methods, reason = "a test may look beside the checkout")]
pub fn public_file() -> Option<Vec<u8>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("CASEWAY_SHARED").map_or_else(|| beside.into(), Into::into);
    let path: std::path::PathBuf = folder;
    let read = std::fs::read(path.join("data/cn-notices.jsonl")).ok();
    if read.is_none() {
        eprintln!("left out: no public file of notices beside the checkout (CASEWAY_SHARED)");
    }
    read
}

#[test]
fn every_real_notice_is_answered() {
    let Some(bytes) = public_file() else { return };
    let checked = check(&bytes, &law());
    assert!(checked.refused.is_empty(), "{:?}", checked.refused);
    assert!(checked.items.len() >= 126, "{}", checked.items.len());
    for (id, tier, required, earliest) in [
        ("cn-37d64811b6", Some("nato_plus"), Some(true), Some("2026-03-26")),
        ("cn-38dc3c484c", Some("other"), Some(true), Some("2026-03-29")),
        ("cn-7be936170d", Some("other"), Some(true), Some("2026-05-02")),
        ("cn-dd7af44f9f", Some("other"), Some(true), Some("2008-08-11")),
        ("cn-844996a7d1", Some("other"), Some(true), Some("2018-03-08")),
        ("cn-3df48525a3", Some("nato_plus"), None, Some("2024-10-06")),
        ("cn-78f6f363b7", None, None, None),
        ("cn-44f4591793", None, None, None),
        ("cn-9804ff559a", Some("nato_plus"), None, None),
    ] {
        let said = checked.items.iter().find(|said| said.id == id).expect(id);
        assert_eq!(said.tier.as_deref(), tier, "{id}");
        assert_eq!(said.required, required, "{id}");
        let day = said.earliest_offer.map(|day| day.to_string());
        assert_eq!(day.as_deref(), earliest, "{id}");
    }
    let without = checked.items.iter().filter(|said| said.tier.is_none()).count();
    assert_eq!(without, 4, "three without a day, one without a purchaser");
}
