//! The public file of notices, where it lies beside the checkout. It is no part of the product:
//! without it this test says so and has nothing to hold.

use std::{collections::BTreeSet, path::PathBuf};

use interchange::{Countries, Notice, anomaly, notices_jsonl};

const COUNTRIES: &str = include_str!("../../../../rules/codes/countries.toml");

#[expect(clippy::disallowed_methods, reason = "a test may look beside the checkout")]
fn bytes() -> Option<Vec<u8>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("CASEWAY_SHARED").map_or_else(|| beside.into(), PathBuf::from);
    let read = std::fs::read(folder.join("data/cn-notices.jsonl")).ok();
    if read.is_none() {
        eprintln!("left out: no public file of notices beside the checkout (CASEWAY_SHARED)");
    }
    read
}

#[test]
fn every_notice_of_the_public_file_is_read() {
    let Some(bytes) = bytes() else { return };
    let file = notices_jsonl::read(&bytes);
    let refused: Vec<_> = file.lines.iter().filter(|line| line.read.is_err()).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert!(file.lines.len() >= 126, "{}", file.lines.len());
}

#[test]
fn what_the_real_notices_do_is_seen() {
    let Some(bytes) = bytes() else { return };
    let countries = Countries::read(COUNTRIES).unwrap();
    let notices: Vec<Notice> =
        notices_jsonl::read(&bytes).lines.into_iter().filter_map(|line| line.read.ok()).collect();
    let across = anomaly::across(&notices);
    let codes: BTreeSet<String> = notices
        .iter()
        .zip(across)
        .flat_map(|(notice, across)| anomaly::of(notice, &countries).into_iter().chain(across))
        .map(|anomaly| anomaly.code)
        .collect();
    for code in [
        "transmittal_missing",
        "number_used_twice",
        "same_day_and_value",
        "parts_do_not_add_up",
        "statute_printed_as_36(b)(l)",
        "designators_several",
        "number_of_fiscal_year",
        "mde_zero",
    ] {
        assert!(codes.contains(code), "{code} is not among {codes:?}");
    }
}
