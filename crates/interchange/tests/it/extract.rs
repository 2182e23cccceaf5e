//! The extract of facts that the repository carries.

use interchange::{Countries, anomaly, extract, notice::Paragraph};

const EXTRACT: &str = include_str!("../../../../seeds/public-notices.toml");
const COUNTRIES: &str = include_str!("../../../../rules/codes/countries.toml");

#[test]
fn it_holds_forty_notices_or_more_each_with_its_source() {
    let notices = extract::read(EXTRACT).unwrap();
    assert!(notices.len() >= 40, "{}", notices.len());
    for notice in &notices {
        let source = notice.source_url.as_deref().unwrap_or_default();
        assert!(source.starts_with("https://"), "{}: \"{source}\"", notice.id);
        assert_ne!(notice.kind(), Paragraph::Other, "{}", notice.id);
    }
    let mut ids: Vec<_> = notices.iter().map(|notice| &notice.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), notices.len(), "each notice has its own identifier");
}

#[test]
fn what_is_odd_is_told_and_nothing_is_mended() {
    let countries = Countries::read(COUNTRIES).unwrap();
    let notices = extract::read(EXTRACT).unwrap();
    let odd: usize = notices.iter().map(|n| anomaly::of(n, &countries).len()).sum();
    assert!(odd > notices.len() / 2, "real notices are odd: {odd}");
    let unknown = notices.iter().filter(|notice| notice.date.is_none()).count();
    assert!(unknown > 0, "an unknown day stays unknown");
}

#[test]
fn an_amount_that_is_none_is_refused_with_its_notice() {
    let text = "[[notice]]\nid = \"n-1\"\nsection = \"36(b)(1)\"\nwhat = \"x\"\nvalue = \"much\"\n";
    let said = extract::read(text).unwrap_err().to_string();
    assert_eq!(said, "notice n-1: \"much\" is not an exact amount");
}
