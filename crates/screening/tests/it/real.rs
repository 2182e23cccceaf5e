//! The lists that publishers print, where they lie beside the checkout: how many entries each holds
//! is counted by other means, and the reader must come to the same.

use std::io::Cursor;
use std::path::PathBuf;

use screening::lists::{self, Damaged, Form, Part, Report};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/lists");
    if !folder.is_dir() {
        println!("skipped: no folder of public lists beside the checkout");
        return None;
    }
    Some(folder)
}

fn read(form: &str, files: &[PathBuf]) -> Result<Report, Damaged> {
    let parts = files.iter().map(|file| Part {
        name: file.file_name().unwrap().to_string_lossy().into_owned(),
        from: Box::new(Cursor::new(std::fs::read(file).unwrap())),
    });
    lists::read(Form::read(form).unwrap(), parts.collect(), &mut |_| {})
}

#[test]
fn public_lists_are_read_to_their_last_entry() {
    let Some(folder) = folder() else { return };
    let files = |names: &[&str]| names.iter().map(|name| folder.join(name)).collect::<Vec<_>>();
    for (form, names, entries) in [
        (
            "ofac-csv",
            &["us-ofac-consolidated/cons_prim.csv", "us-ofac-consolidated/cons_alt.csv"][..],
            442,
        ),
        ("ofac-xml", &["format-samples/ofac-sdn-sample.xml"], 8),
        ("un-xml", &["format-samples/un-sample.xml"], 7),
        ("eu-fsf-xml", &["format-samples/eu-fsf-sample.xml"], 7),
        ("ch-seco-xml", &["format-samples/ch-seco-sample.xml"], 3),
        ("own-csv", &["us-special-legislation/bis-military-intelligence-end-users.csv"], 13),
        ("ftm-json", &["opensanctions-format/t1/entities.ftm.json"], 6),
    ] {
        let report = read(form, &files(names)).unwrap();
        assert_eq!(report.entries, entries, "{names:?}: {:?}", report.losses);
    }
    for (form, name) in [
        ("bis-dpl", "us-bis-dpl/dpl-2022-09-07.txt"),
        ("uk-conlist-csv", "format-samples/uk-hmt-conlist-sample.csv"),
    ] {
        let report = read(form, &files(&[name])).unwrap();
        assert!(report.entries > 5, "{name}: {report:?}");
    }
}
