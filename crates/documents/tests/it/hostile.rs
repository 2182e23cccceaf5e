//! Hostile texts (promise S13): whatever stands in a view, it is shown and never obeyed. Every
//! free text of every kind of paper takes every payload in turn.

use documents::{Kind, Paper};
use serde_json::Value;

/// Payloads that print as they are.
const LITERAL: &[&str] = &[
    "#read(\"/etc/passwd\")",
    "#read(\"../../Cargo.toml\")",
    "#import \"@preview/tablex:0.0.8\": *",
    "#import \"@local/evil:1.0.0\"",
    "#import \"house.typ\": *",
    "#include \"/offer.typ\"",
    "#include \"@preview/x:0.1.0\"",
    "#eval(\"read(\\\"/etc/shadow\\\")\")",
    "#plugin(\"evil.wasm\")",
    "#image(\"/etc/hostname\")",
    "#json(\"/record.json\")",
    "#csv(\"/record.json\")",
    "#bibliography(\"x.bib\")",
    "#while true { }",
    "#let f(x) = f(x); #f(1)",
    "#for i in range(1000000000) [x]",
    "#sys.inputs",
    "#sys.version",
    "#datetime.today()",
    "#set page(fill: black)",
    "#show: none",
    "#show text: it => []",
    "#panic(\"boom\")",
    "#pagebreak()",
    "#counter(page).update(99)",
    "#place(top)[over everything]",
    "#hide[hidden]",
    "#link(\"https://evil.example\")[click]",
    "#metadata(1) <label>",
    "#context query(heading)",
    "#pdf.attach(\"/record.json\")",
    "#[unbalanced",
    "#{ unbalanced",
    "#( unbalanced",
    "]]]}}}))) closing",
    "[[[{{{((( opening",
    "$ x^2 + y_1 $",
    "$ unbalanced math",
    "*bold* _emph_ ~ ` raw `",
    "``` #raw ```",
    "*unbalanced",
    "_unbalanced",
    "`unbalanced",
    "@reference and <label>",
    "= Heading",
    "== Second heading",
    "- item",
    "+ item",
    "/ term: words",
    "\\ backslash \\u{41} \\#",
    "// comment",
    "/* comment",
    "*/ end of comment",
    "'single' \"double\" -- --- ...",
    "https://evil.example/?a=b&c=d#e",
    "<script>alert(1)</script>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "%PDF-1.7 endobj stream",
    "(Tj) ET BT /F1 12 Tf",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "\\input{/etc/passwd} \\write18{id}",
    "'; drop table event; --",
    "=HYPERLINK(\"https://evil.example\")",
];

/// Payloads of which signs are marked.
const MARKED: &[(&str, &str)] = &[
    ("pay \u{202E}000,1$ now", "pay ‹U+202E›000,1$ now"),
    ("a\u{2066}b\u{2069}c", "a‹U+2066›b‹U+2069›c"),
    ("nul \u{0} bell \u{7} escape \u{1b}[2J", "nul ‹U+0000› bell ‹U+0007› escape ‹U+001B›[2J"),
    ("zero\u{200B}width\u{200D}\u{FEFF}", "zero‹U+200B›width‹U+200D FEFF›"),
    ("وزارة الدفاع", "‹U+0648 0632 0627 0631 0629› ‹U+0627 0644 062F 0641 0627 0639›"),
    ("国防部", "‹U+56FD 9632 90E8›"),
    ("กระทรวง", "‹U+0E01 0E23 0E30 0E17 0E23 0E27 0E07›"),
    ("\u{1F6E5}\u{FE0F} boat", "‹U+1F6E5 FE0F› boat"),
    ("z\u{300}\u{301}\u{302}\u{303}\u{304}algo", "z\u{300}\u{301}‹U+0302 0303 0304›algo"),
    ("private \u{E000}\u{F8FF}", "private ‹U+E000 F8FF›"),
];

/// Payloads so long that pages part them.
const LONG: usize = 10_000;

#[test]
fn there_are_enough_payloads() {
    assert!(LITERAL.len() + MARKED.len() > 60);
}

#[test]
fn every_free_text_shows_every_payload_literally() {
    let payloads: Vec<(&str, &str)> =
        LITERAL.iter().map(|text| (*text, *text)).chain(MARKED.iter().copied()).collect();
    for kind in Kind::ALL {
        let fields = free_texts(*kind);
        let mut shown = vec![false; payloads.len()];
        let rounds = payloads.len().div_ceil(fields.len()).max(3);
        for round in 0..rounds {
            let payload_of = |field: usize| (field + round * fields.len()) % payloads.len();
            let text = filled(*kind, &fields, |field| payloads[payload_of(field)].0.to_owned());
            for (payload, shown) in payloads.iter().zip(&mut shown) {
                *shown |= text.contains(&tight(payload.1));
            }
        }
        for (payload, shown) in payloads.iter().zip(shown) {
            assert!(shown, "{kind}: {}", payload.1);
        }
    }
}

#[test]
fn words_of_ten_thousand_letters_break_and_none_is_lost() {
    for kind in Kind::ALL {
        let fields = free_texts(*kind);
        for long in [0, fields.len() / 2, fields.len() - 1] {
            let text = filled(*kind, &fields, |field| {
                if field == long { "Q".repeat(LONG) } else { "x".to_owned() }
            });
            let letters = text.matches('Q').count();
            assert!(letters >= LONG, "{kind} {}: {letters} letters", fields[long]);
        }
    }
}

#[test]
fn a_replaced_sign_is_reported_and_explained_on_the_paper() {
    let record = Kind::Acknowledgement.sample_record().replace("coast guard", "海");
    let (paper, release) = Paper::from_record(&record).expect("it is a record");
    let printed = paper.print(&release).expect("it prints");
    assert_eq!(printed.replaced.iter().map(|r| (r.sign, r.times)).collect::<Vec<_>>(), [('海', 1)]);
    let text = paper.text(&release).expect("it can be laid out");
    assert!(text.contains("‹U+6D77›") && text.contains("Signs printed as code points: 1."));
}

/// Lays a sample out with every free text filled, and answers its text without white space.
fn filled(kind: Kind, fields: &[String], with: impl Fn(usize) -> String) -> String {
    let mut record = sample(kind);
    for (i, field) in fields.iter().enumerate() {
        *record.pointer_mut(field).expect("the field is there") = with(i).into();
    }
    let (paper, release) = Paper::from_record(&record.to_string()).expect("it is a record");
    let text = paper.text(&release).unwrap_or_else(|refused| panic!("{kind}: {refused}"));
    paper.print(&release).unwrap_or_else(|refused| panic!("{kind}: {refused}"));
    tight(&text)
}

/// Places in the record that take any text: those where a payload still makes a record.
fn free_texts(kind: Kind) -> Vec<String> {
    let record = sample(kind);
    let mut places = Vec::new();
    walk(&record, String::new(), &mut places);
    places.retain(|place| {
        let mut changed = record.clone();
        *changed.pointer_mut(place).expect("the place is there") = "#x".into();
        // The seller's words are the pack's, and no file's.
        let of_pack = place.starts_with("/release/nation/");
        // The title is made from the view and not read back; what is no checkpoint is refused.
        !of_pack
            && !["/title", "/release/proof/checkpoint"].contains(&place.as_str())
            && Paper::from_record(&changed.to_string()).is_ok()
    });
    assert!(places.len() > 12, "{kind} has {} free texts", places.len());
    places
}

fn walk(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::String(_) | Value::Null => places.push(place),
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, format!("{place}/{i}"), places);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                walk(field, format!("{place}/{name}"), places);
            }
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

fn sample(kind: Kind) -> Value {
    serde_json::from_str(kind.sample_record()).expect("the sample is JSON")
}

/// Without white space and the bars between cells, which depend on the width of the page.
fn tight(text: &str) -> String {
    text.replace(" | ", "").split_whitespace().collect()
}
