//! Hostile texts (promise S13) on the whole road from the form to the paper: whatever stands in a
//! field of the record is printed and never obeyed.

use testkit::TestOffice;

use super::story::{CASE, papers, play, room, text, texts};

const PAYLOADS: [&str; 8] = [
    "#read(\"/etc/passwd\")",
    "#eval(\"1+1\")",
    "#include \"/offer.typ\"",
    "*b* _e_ `r` $x^2$",
    "]]} unbalanced [[{",
    "<label> @reference",
    "#pagebreak() #panic(\"no\")",
    "<script>alert(1)</script>",
];

#[tokio::test]
async fn every_field_of_the_sale_prints_literally() {
    let plain = TestOffice::new().await;
    play(&plain, "accept", |_, value| value.to_owned()).await;
    let hostile = TestOffice::new().await;
    play(&hostile, "accept", |field, value| {
        room(field).and_then(|room| made_hostile(value, room)).unwrap_or_else(|| value.to_owned())
    })
    .await;
    let texts = texts();
    let mut printed = 0;
    for what in papers() {
        let before = tight(&text(&plain, what, CASE).await);
        let after = tight(&text(&hostile, what, CASE).await);
        for (name, value, room) in &texts {
            // A value that is part of another one may stand there as that one.
            let own = value.len() > 12
                && !texts.iter().any(|(_, other, _)| other != value && other.contains(value));
            let stood = own && before.contains(&tight(value));
            // The offer names a requirement by its first words only.
            let cut = name == "define-requirement, what";
            let Some(changed) = made_hostile(value, *room).filter(|_| stood && !cut) else {
                continue;
            };
            assert!(after.contains(&tight(&changed)), "{what}, {name}: {changed}\n{after}");
            printed += 1;
        }
    }
    assert!(printed > 30, "{printed} fields were printed with a payload");
}

/// A value with a payload behind it, where the field has room for it.
fn made_hostile(value: &str, room: usize) -> Option<String> {
    let payload = PAYLOADS[value.len() % PAYLOADS.len()];
    Some(format!("{value} {payload}")).filter(|changed| changed.chars().count() <= room)
}

/// Without white space and the bars between cells, which depend on the width of the page.
fn tight(text: &str) -> String {
    text.replace(" | ", "").split_whitespace().collect()
}
