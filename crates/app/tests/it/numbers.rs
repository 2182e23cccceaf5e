//! The numbers that requests get.

use serde_json::json;
use testkit::TestOffice;

use crate::orders::{codes, letter, order, register};

#[tokio::test]
async fn numbers_go_on_past_four_digits_and_past_a_number_that_somebody_chose() {
    let office = TestOffice::new().await;
    let codes = codes(&office, 1);
    register(&office, &codes).await;
    let code = &codes[0];
    let next = async |reference: &str| {
        office.act(letter(code, reference)).await.unwrap().stream.file.to_string()
    };
    let year = office.today().year() % 100;
    assert_eq!(next("MOD/1").await, format!("{code}-{year}-0001"));
    for chosen in ["9999", "OWN", "0x"] {
        let stream = format!("request/{code}-{year}-{chosen}");
        let chosen = letter(code, chosen).arguments;
        office.act(order(&stream, "receive", chosen)).await.unwrap();
    }
    assert_eq!(next("MOD/2").await, format!("{code}-{year}-10000"));
    assert_eq!(next("MOD/3").await, format!("{code}-{year}-10001"));
    let again = office.act(order(&format!("request/{code}-{year}-10001"), "receive", json!({})));
    assert!(again.await.is_err());
}
