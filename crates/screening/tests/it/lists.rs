//! Every form of list, with invented entries, whole and damaged.

use std::io::Cursor;

use screening::lists::{self, Damaged, Form, Part, Report};
use screening::{Entity, Kind};

pub fn read(form: &str, files: &[&str]) -> Result<(Vec<Entity>, Report), Damaged> {
    let parts = files.iter().enumerate().map(|(at, text)| Part {
        name: format!("file-{at}"),
        from: Box::new(Cursor::new(text.as_bytes().to_vec())),
    });
    let mut entries = Vec::new();
    let form = Form::read(form).unwrap();
    let report = lists::read(form, parts.collect(), &mut |entity| entries.push(entity))?;
    Ok((entries, report))
}

const SDN: &str = "1,\"VARENKHOV, Ostap\",\"individual\",\"BNX] [QRS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 03 Feb 1961; nationality Bandaria; Gender Male; Passport B1234567 (Bandaria); a.k.a. 'O'HERON, Grey'.\"\r\n2,\"QUIET MERIDIAN\",\"vessel\",\"BNX\",-0- ,\"CALL9\",\"Tug\",-0- ,\"212\",\"Bandaria\",-0- ,-0- \r\n\u{1a}\r\n";
const ALT: &str =
    "1,11,\"fka\",\"VARENHOFF, Ostap\",-0- \r\n99,12,\"aka\",\"DANGLING\",-0- \r\n\u{1a}\r\n";

#[test]
fn the_files_of_ofac_are_put_together_and_a_dangling_number_is_a_loss() {
    let add = "2,21,\"1 Quay\",\"Port Bandar\",\"Bandaria\",-0- \r\n\u{1a}\r\n";
    let (entries, report) = read("ofac-csv", &[SDN, ALT, add]).unwrap();
    assert_eq!(report.entries, 2);
    let names: Vec<(&str, bool)> =
        entries[0].names.iter().map(|name| (name.text.as_str(), name.weak)).collect();
    let expected =
        [("VARENKHOV, Ostap", false), ("O'HERON, Grey", true), ("VARENHOFF, Ostap", false)];
    assert_eq!(names, expected);
    assert_eq!(entries[0].programmes, ["BNX", "QRS"]);
    assert_eq!(entries[0].dob.len(), 1);
    assert_eq!(entries[0].ids[0].value, "B1234567");
    assert_eq!(entries[1].kind, Kind::Vessel);
    assert_eq!(entries[1].addresses, ["1 Quay, Port Bandar, Bandaria"]);
    assert_eq!(report.losses.len(), 1, "{:?}", report.losses);
    assert!(report.losses[0].to_string().contains("99"));
}

#[test]
fn a_cut_off_file_and_a_row_of_another_width_are_told() {
    let cut = SDN.split("\r\n").next().unwrap();
    let (_, report) = read("ofac-csv", &[cut]).unwrap();
    assert!(report.losses.iter().any(|loss| loss.what.contains("cut off")));
    let wide = format!("3,\"X\",\"individual\"\r\n{SDN}");
    let (_, report) = read("ofac-csv", &[&wide]).unwrap();
    assert!(report.losses[0].what.contains("3 cells"), "{:?}", report.losses);
}

#[test]
fn tables_name_their_losses() {
    let table = "Name,Alias,Country\nAda Brenholt,\"A. Brenholt; Ada B.\",BN\nName,Alias,Country\nShort row\n";
    let (entries, report) = read("own-csv", &[table]).unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].names.len(), 3);
    assert_eq!(report.losses.len(), 2, "{:?}", report.losses);
    assert!(matches!(read("own-csv", &["Title,Country\nx,y\n"]), Err(Damaged::OtherForm(_))));
    assert!(matches!(read("own-csv", &["name\n"]), Err(Damaged::Empty)));
    let denied = "\"Name\"\t\"City\"\t\"Country\"\t\"Effective_Date\"\n\" BREM TRADING\"\t\"Bandar\"\t\"BN\"\t\"06/19/2003\"\n";
    let (entries, _) = read("bis-dpl", &[denied]).unwrap();
    assert_eq!(entries[0].id, "BREM TRADING|Bandar|06/19/2003");
}

#[test]
fn lists_with_tags_are_read() {
    let un = "<?xml version='1.0'?><CONSOLIDATED_LIST dateGenerated='2031-01-02'><INDIVIDUALS><INDIVIDUAL>\
        <DATAID>5</DATAID><FIRST_NAME>OSTAP</FIRST_NAME><SECOND_NAME>VARENKHOV &amp; SON</SECOND_NAME>\
        <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Heron</ALIAS_NAME></INDIVIDUAL_ALIAS>\
        <INDIVIDUAL_DATE_OF_BIRTH><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>\
        </INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>";
    let (entries, report) = read("un-xml", &[un]).unwrap();
    assert_eq!(entries[0].names[0].text, "OSTAP VARENKHOV & SON");
    assert!(entries[0].names[1].weak);
    assert_eq!(report.published.as_deref(), Some("2031-01-02"));

    let ofac = "<sdnList><publshInformation><Publish_Date>01/02/2031</Publish_Date><Record_Count>2</Record_Count>\
        </publshInformation><sdnEntry><uid>7</uid><lastName>BREM</lastName><firstName>Ada</firstName>\
        <sdnType>Individual</sdnType></sdnEntry></sdnList>";
    let (entries, report) = read("ofac-xml", &[ofac]).unwrap();
    assert_eq!(entries[0].names[0].text, "BREM, Ada");
    assert!(report.losses[0].what.contains("2 entries; 1 were read"));

    let sema = "<data-set><record><Country>Bandaria / Bandarie</Country><EntityOrShip>Quiet Meridian</EntityOrShip>\
        <ShipIMONumber>9911223</ShipIMONumber><Item>4</Item></record></data-set>";
    let (entries, _) = read("ca-sema-xml", &[sema]).unwrap();
    assert_eq!((entries[0].kind, entries[0].ids[0].value.as_str()), (Kind::Vessel, "9911223"));
}

#[test]
fn entities_of_followthemoney_are_read_and_ties_passed_over() {
    let lines = "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ada Brem\"],\"birthDate\":[\"1950\"]}}\n\
        {\"id\":\"b\",\"schema\":\"Address\",\"properties\":{}}\n\
        {\"op\":\"DEL\",\"entity\":{\"id\":\"c\"}}\nnot json\n";
    let (entries, report) = read("ftm-json", &[lines]).unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(report.losses.len(), 2);
}
