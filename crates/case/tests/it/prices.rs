//! Worked examples of prices and schedules, to the cent; and what holds for every price.

use case::price;
use proptest::prelude::*;
use rules::Rates;
use serde_json::{Value, json};
use terms::{Day, Usd};

fn rates() -> Rates {
    Rates::read(include_str!("../../../../rules/money/rates.toml")).unwrap()
}

fn today() -> Day {
    "2026-07-01".parse().unwrap()
}

const EXAMPLES: [&str; 7] = [
    include_str!("../prices/ex02.json"),
    include_str!("../prices/ex03.json"),
    include_str!("../prices/ex04.json"),
    include_str!("../prices/ex05.json"),
    include_str!("../prices/ex06.json"),
    include_str!("../prices/ex07.json"),
    include_str!("../prices/ex08.json"),
];

fn example(text: &str) -> (Value, Value) {
    let mut whole: Value = serde_json::from_str(text).unwrap();
    let expected = whole["expected"].take();
    (whole, expected)
}

#[test]
fn worked_examples_are_priced_to_the_cent() {
    for text in EXAMPLES {
        let (whole, expected) = example(text);
        let got = price::answer(&whole, &rates(), today()).unwrap().json;
        assert_eq!(got, expected, "{}", whole["title"]);
    }
}

#[test]
fn a_schedule_is_made_in_three_ways() {
    let (whole, expected) = example(include_str!("../prices/ex11.json"));
    assert_eq!(price::schedule(&whole).unwrap(), expected);
}

#[test]
fn the_rule_of_the_surcharge_and_the_table_of_rates_agree() {
    let files = [("money.toml", include_str!("../../../../rules/money/administrative.toml"))];
    let pack = rules::Pack::read(&files).unwrap();
    let mut rows = 0;
    for row in pack.history("ADMIN-001") {
        let day = row.from.unwrap_or_else(|| row.until.unwrap());
        let rates = rates();
        let rate = rates.on("administrative", day).unwrap();
        assert_eq!(Some(rate.value("share")), row.rate("surcharge_rate"), "{day}");
        assert_eq!((rate.from, rate.until), (row.from, row.until));
        rows += 1;
    }
    let table = rates();
    assert_eq!(rows, table.all().iter().filter(|row| row.charge == "administrative").count());
}

#[test]
fn doubtful_rates_are_told() {
    let (whole, _) = example(EXAMPLES[2]);
    let doubts = price::answer(&whole, &rates(), today()).unwrap().doubts;
    let ids: Vec<&str> = doubts.iter().map(|doubt| doubt.id.as_str()).collect();
    assert_eq!(ids, ["cas.2020"]);
    let (whole, _) = example(EXAMPLES[1]);
    let doubts = price::answer(&whole, &rates(), today()).unwrap().doubts;
    let ids: Vec<&str> = doubts.iter().map(|doubt| doubt.id.as_str()).collect();
    assert_eq!(ids, ["transport.tier"]);
}

#[test]
fn each_charge_goes_by_its_own_day() {
    let line = |accepted: &str, implemented: &str, reported: &str| {
        let asked = json!({"lines": [{
            "qty": 1, "base_unit": "100000.00", "source": "P", "dtc": "5",
            "accepted": accepted, "implemented": implemented, "reported": reported,
        }]});
        let answer = price::answer(&asked, &rates(), today()).unwrap();
        let line = answer.json["lines"][0].clone();
        ["admin", "cas_total", "transport"].map(|name| line[name].as_str().unwrap().to_owned())
    };
    let early = line("2018-05-31", "2020-01-31", "2018-08-14");
    assert_eq!(early, ["3542.00", "1200.00", "1218.75"]);
    assert_eq!(line("2018-06-01", "2020-02-01", "2018-08-15"), ["3232.00", "1000.00", "975.00"]);
}

#[test]
fn every_fault_is_told_with_its_place() {
    let asked = json!({"lines": [
        {"qty": "0", "base_unit": "1.2.3", "source": "Q", "cas_waived": ["qc"], "dtc": "7"},
        {"qty": 1.5, "base_unit": "5", "source": "S", "colour": "red"},
    ], "admin_rate": "3.2"});
    let wrong = price::answer(&asked, &rates(), today()).unwrap_err();
    let told: Vec<String> = wrong.iter().map(|w| format!("{}: {}", w.field, w.sentence)).collect();
    let expected = [
        "admin_rate: 3.2 is not a share from 0 to 1; 3.2 % is 0.032.",
        "lines/0/qty: The quantity is above nothing.",
        "lines/0/base_unit: \"1.2.3\" is not a decimal number; write 0.38.",
        "lines/0/source: \"Q\" is none of the sources S, P, R, X, E, F.",
        "lines/0/cas_waived/0: \"qc\" is none of: qa, cm, audit, oconus.",
        "lines/0/dtc: No rate of delivery term \"7\" is on record; give dtc_rate.",
        "lines/1/colour: \"colour\" is no field here; they are: line, desc, qty, base_unit, source, \
         procurement_fraction, wcf, pch, dtc, dtc_rate, nc_unit, nc_waived, psc_rate, cas_waived, \
         cas_exempt, oconus, admin_rate, accepted, implemented, reported.",
        "lines/1/qty: 1.5 is not a text; write \"12.50\" with quotes.",
    ];
    assert_eq!(told, expected);
    let huge = json!({"lines": [{"qty": "9e9", "base_unit": "1", "source": "S"}]});
    assert!(price::answer(&huge, &rates(), today()).is_err());
    let huge = json!({"lines": [
        {"qty": "99999999999999", "base_unit": "99999999999999", "source": "S"},
    ]});
    let wrong = price::answer(&huge, &rates(), today()).unwrap_err();
    assert!(wrong[0].sentence.starts_with("The line is too large"), "{}", wrong[0].sentence);
}

#[test]
fn a_schedule_says_what_does_not_fit() {
    let said = |asked: Value| price::schedule(&asked).unwrap_err()[0].sentence.clone();
    let mut asked = json!({
        "implemented": "2026-02-10", "case_value": "10.00",
        "monthly_expenditure": {"2026-02": "9.99"},
    });
    assert_eq!(
        said(asked.clone()),
        "The months add up to 9.99, the value of the case is 10.00; they must be equal."
    );
    asked["monthly_expenditure"] = json!({"2026-13": "10.00"});
    assert_eq!(said(asked.clone()), "\"2026-13\" is no month; write 2026-02.");
    asked["monthly_expenditure"] = json!({"2026-02": "20.00", "2026-03": "-10.00"});
    assert!(said(asked.clone()).contains("below nothing"));
    asked["monthly_expenditure"] = json!({});
    assert!(said(asked).contains("No month has an expenditure"));
}

fn cents(value: &Value, name: &str) -> i64 {
    value[name].as_str().unwrap().parse::<Usd>().unwrap().cents()
}

fn dollars(cents: i64) -> String {
    format!("{:#}", Usd::from_cents(cents))
}

prop_compose! {
    fn line()(
        qty in 1_i64..5_000,
        unit in 1_i64..300_000_000,
        source in prop::sample::select(vec!["S", "P", "X", "R"]),
        nonrecurring in 0_i64..1_000_000,
        support in 0_i64..10,
        term in 0_i64..2_000,
        wcf: bool,
        pch: bool,
        oconus: bool,
    ) -> Value {
        json!({
            "qty": qty.to_string(), "base_unit": dollars(unit), "source": source,
            "nc_unit": dollars(nonrecurring), "psc_rate": format!("0.0{support}"),
            "dtc": "5", "dtc_rate": format!("0.{term:04}"), "wcf": wcf, "pch": pch,
            "oconus": oconus, "admin_rate": "0.032",
        })
    }
}

fn priced(line: &Value) -> Value {
    let asked = json!({"lines": [line]});
    price::answer(&asked, &rates(), today()).unwrap().json["lines"][0].clone()
}

fn changed(line: &Value, name: &str, value: Value) -> Value {
    let mut line = line.clone();
    line[name] = value;
    line
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_line_is_the_sum_of_its_parts(line in line()) {
        let got = priced(&line);
        let inside = ["base_total", "cas_total", "nc_total", "psc_total"];
        let sum: i64 = inside.iter().map(|name| cents(&got, name)).sum();
        prop_assert_eq!(cents(&got, "line_total"), sum);
        let below: i64 = ["pch", "transport", "admin"].iter().map(|name| cents(&got, name)).sum();
        prop_assert_eq!(cents(&got, "all_in"), sum + below);
    }

    #[test]
    fn a_waiver_never_raises_and_a_higher_rate_never_lowers(line in line()) {
        let all = cents(&priced(&line), "all_in");
        for waived in [
            changed(&line, "cas_waived", json!(["qa", "audit"])),
            changed(&line, "nc_waived", json!(true)),
            changed(&line, "cas_exempt", json!(true)),
            changed(&line, "admin_rate", json!("0.031")),
        ] {
            prop_assert!(cents(&priced(&waived), "all_in") <= all);
        }
        prop_assert!(all <= cents(&priced(&changed(&line, "psc_rate", json!("0.2"))), "all_in"));
    }

    #[test]
    fn a_quotation_adds_up(lines in prop::collection::vec(line(), 1..6)) {
        let asked = json!({"lines": lines, "other": "12.34"});
        let answer = price::answer(&asked, &rates(), today()).unwrap().json;
        let sum = |name: &str| -> i64 {
            answer["lines"].as_array().unwrap().iter().map(|line| cents(line, name)).sum()
        };
        let summary = &answer["summary"];
        prop_assert_eq!(cents(summary, "8_net_estimated_cost"), sum("line_total"));
        prop_assert_eq!(cents(summary, "9_packing_crating_handling"), sum("pch"));
        prop_assert_eq!(cents(summary, "10_administrative_charge"), sum("admin"));
        prop_assert_eq!(cents(summary, "11_transportation"), sum("transport"));
        prop_assert_eq!(cents(summary, "13_total_estimated_cost"), sum("all_in") + 12_34);
    }

    #[test]
    fn a_schedule_pays_the_value_once(
        spent in prop::collection::vec(0_i64..90_000_000, 1..40),
        owed in prop::collection::vec(0_i64..90_000_000, 1..40),
        day in 1_i8..28,
        month in 1_i8..13,
        credit in 0_i64..90_000_000,
    ) {
        let month_of = |i: usize| format!("{}-{:02}", 2026 + i / 12, i % 12 + 1);
        let months = |amounts: &[i64]| -> Value {
            let one = |(i, a): (usize, &i64)| (month_of(i), Value::from(dollars(*a)));
            amounts.iter().enumerate().map(one).collect()
        };
        let value: i64 = spent.iter().sum();
        let asked = json!({
            "implemented": format!("2026-{month:02}-{day:02}"), "case_value": dollars(value),
            "monthly_expenditure": months(&spent),
            "termination_liability_month_end": months(&owed), "sblc_amount": dollars(credit),
        });
        let made = price::schedule(&asked).unwrap();
        for way in ["standard", "raps", "with_sblc"] {
            let rows = made[way].as_array().unwrap();
            let mut paid = 0;
            for row in rows {
                prop_assert!(0 <= cents(row, "payment"));
                paid += cents(row, "payment");
                prop_assert_eq!(cents(row, "cumulative_payment"), paid);
            }
            prop_assert_eq!(paid, value);
        }
        for row in made["standard"].as_array().unwrap() {
            prop_assert!(cents(row, "cumulative_expenditure") <= cents(row, "cumulative_payment"));
        }
    }
}
