//! Files that mean harm: refused at once, with nothing fetched and little memory.

use screening::lists::Damaged;

use super::lists::read;

#[track_caller]
fn refused(text: &str, why: &str) {
    match read("un-xml", &[text]) {
        Err(Damaged::Broken { what, .. }) => assert!(what.contains(why), "{what}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_document_type_is_refused_before_anything_grows() {
    let laughs =
        "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>";
    refused(laughs, "document type");
    refused("<!DOCTYPE l SYSTEM 'http://127.0.0.1:9/x'><l/>", "document type");
}

#[test]
fn entities_depth_and_attributes_have_limits() {
    refused("<l><INDIVIDUAL><A>&evil;</A></INDIVIDUAL></l>", "evil");
    refused(&format!("{}{}", "<a>".repeat(100), "</a>".repeat(100)), "deep");
    let many: Vec<String> = (0..5_000).map(|at| format!("a{at}='x'")).collect();
    refused(&format!("<l {}/>", many.join(" ")), "attributes");
    let crowd = "<A/>".repeat(200_000);
    refused(&format!("<l><INDIVIDUAL>{crowd}</INDIVIDUAL></l>"), "elements");
}

#[test]
fn a_document_that_is_not_well_formed_is_refused_as_a_whole() {
    refused("<l><INDIVIDUAL><DATAID>1</DATAID></INDIVIDUAL>", "ends before");
    refused("<l><INDIVIDUAL></ENTITY></l>", "");
    refused("no tags at all", "");
}

#[test]
fn a_quotation_mark_that_never_closes_is_damage() {
    let text = format!("name\n\"{}", "x".repeat(3 << 20));
    assert!(matches!(read("own-csv", &[&text]), Err(Damaged::Broken { .. })));
}

#[test]
fn every_prefix_and_every_flipped_byte_is_read_or_refused_without_a_crash() {
    let whole =
        "<l><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&lt;A&#65;</FIRST_NAME></INDIVIDUAL></l>";
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let _ = read("un-xml", &[&whole[..end]]);
        let _ = read("ftm-json", &[&whole[..end]]);
        let _ = read("own-csv", &[&whole[..end]]);
        let _ = read("ofac-csv", &[&whole[..end]]);
        let flipped = format!("{}\u{0}{}", &whole[..end], &whole[end + 1..]);
        let _ = read("un-xml", &[&flipped]);
    }
}
