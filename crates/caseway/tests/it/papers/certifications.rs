//! A certification of every public notice: its fields (i) to (viii) are those of the notice, and
//! what the notice does not say is said not to be known. Fields are read from the laid-out pages
//! and held against the notice itself, not against what the program made of it.

use case::{File, sale::issue::DocumentKind};
use serde_json::Value;
use store::views::cases;
use terms::{Kind, StreamId};
use testkit::TestOffice;

use super::story::{id, text};

const UNKNOWN: &str = "not known";
/// Where each field begins on the pages, and where the last one ends.
const HEADS: [&str; 9] = [
    "(i) | Prospective purchaser",
    "(ii) | Total estimated value",
    "(iii) | Description and quantity of the articles or services under consideration",
    "(iv) | Military department",
    "(v) | Prior related cases, if any",
    "(vi) | Sales commission, fee or the like, paid, offered or agreed to be paid",
    "(vii) | Sensitivity of the technology in what is to be sold",
    "(viii) | Date on which the report was delivered to Congress",
    "* As defined in section 47(6)",
];
const CEILING: &str = "The estimated notification value is a ceiling made before prices are agreed. \
    It is no price and no debt; what is sold in the end may cost less.";

/// What a notice says, as the file has it.
struct Notice<'a> {
    record: &'a Value,
    /// Whether amounts are whole dollars, as in the file; else texts with cents.
    dollars: bool,
}

impl Notice<'_> {
    fn text(&self, names: [&str; 2]) -> String {
        let value = names.iter().find_map(|name| self.record[*name].as_str());
        let value = value.map(str::trim).filter(|text| !text.is_empty());
        value.unwrap_or(UNKNOWN).to_owned()
    }

    fn list(&self, names: [&str; 2]) -> Option<Vec<String>> {
        let list = names.iter().find_map(|name| self.record[*name].as_array())?;
        Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// An amount as paper prints it: `$1,250,000`.
    fn amount(&self, name: &str) -> String {
        let value =
            &self.record[if self.dollars { format!("{name}_usd") } else { name.to_owned() }];
        let whole = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim_end_matches(".00").to_owned(),
            _ => return UNKNOWN.to_owned(),
        };
        let (whole, cents) = whole.split_once('.').unwrap_or((&whole, ""));
        let cents = if cents.is_empty() { String::new() } else { format!(".{cents}") };
        format!("${}{cents}", grouped(whole))
    }

    fn items(&self, mde: &Value) -> Vec<String> {
        let all = self.record["items"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of = all.iter().filter(|item| item.get("mde").unwrap_or(&Value::Null) == mde);
        of.map(Self::item).collect()
    }

    fn item(item: &Value) -> String {
        let name = item["name"].as_str().unwrap_or_default();
        let mut remarks = Vec::new();
        if item["up_to"] == true {
            remarks.push("up to".to_owned());
        }
        for kind in ["installed", "spares"] {
            remarks.extend(item[kind].as_i64().map(|count| format!("{count} {kind}")));
        }
        let remark = remarks.join(", ");
        let remark = if remark.is_empty() { remark } else { format!(" ({remark})") };
        match item["quantity"].as_i64() {
            Some(count) => format!("– {} × {name}{remark}", grouped(&count.to_string())),
            None => format!("– {name}, quantity {UNKNOWN}{remark}"),
        }
    }

    /// The eight fields as they must stand on the pages, without white space.
    fn fields(&self) -> Vec<String> {
        let description = match self.text(["description", "description"]) {
            known if known == UNKNOWN => format!("Description: {UNKNOWN}"),
            known => known,
        };
        let mut third = vec![description];
        for (mde, title) in [
            (Value::Bool(true), "Major defense equipment*"),
            (Value::Bool(false), "Other than major defense equipment"),
            (Value::Null, "Not stated to be one or the other"),
        ] {
            let items = self.items(&mde);
            if !items.is_empty() {
                third.push(title.to_owned());
                third.extend(items);
            }
        }
        if self.record["items"].as_array().is_none_or(Vec::is_empty) {
            third.push(format!("Items: {UNKNOWN}"));
        }
        third.push(format!("Funding source: {}", self.text(["funding_source", "funding"])));
        let designators = self.list(["case_designators", "designators"]).unwrap_or_default();
        let designators =
            if designators.is_empty() { UNKNOWN.to_owned() } else { designators.join(", ") };
        let prior = match self.list(["prior_cases", "prior_cases"]) {
            None => UNKNOWN.to_owned(),
            Some(none) if none.is_empty() => "none".to_owned(),
            Some(cases) => cases.join(", "),
        };
        let all = [
            self.text(["purchaser", "purchaser"]),
            format!(
                "Part Estimated notification value Major defense equipment* {} Other {} Total {} \
                 {CEILING}",
                self.amount("mde"),
                self.amount("other"),
                self.amount("total")
            ),
            third.join(" "),
            format!(
                "{}. Case designators: {designators}",
                self.text(["implementing_agency", "agency"])
            ),
            prior,
            self.text(["sales_commission", "commission"]),
            UNKNOWN.to_owned(),
            day(&self.text(["date_delivered", "delivered_on"])),
        ];
        all.iter().map(|field| tight(field)).collect()
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A day in words, as paper prints it.
fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, date] = parts.as_slice() else { return iso.to_owned() };
    let month: usize = month.parse().expect("a month");
    format!("{} {} {year}", date.trim_start_matches('0'), MONTHS[month - 1])
}

/// Without white space and the bars between cells, which depend on the width of the page.
fn tight(text: &str) -> String {
    text.replace(" | ", "").split_whitespace().collect()
}

/// The fields as they stand on the laid-out pages.
fn laid_out(text: &str) -> Vec<String> {
    let furniture = |line: &&str| {
        let line = line.trim();
        line.starts_with("== page")
            || line == "DRAFT"
            || line == "CUI"
            || line.starts_with("Transmittal No. ")
            || line.starts_with("Log ") && line.contains("| Page ")
    };
    let lines: Vec<&str> = text.lines().filter(|line| !furniture(line)).collect();
    let body = lines.join("\n");
    let mut fields = Vec::new();
    let mut rest = body.as_str();
    for pair in HEADS.windows(2) {
        let begins = rest.find(pair[0]).unwrap_or_else(|| panic!("no {} in\n{text}", pair[0]));
        rest = &rest[begins + pair[0].len()..];
        let ends = rest.find(pair[1]).unwrap_or_else(|| panic!("no {} in\n{text}", pair[1]));
        fields.push(tight(&rest[..ends]));
    }
    fields
}

/// Prints the certification of a case, and tells where its fields are not those of the notice.
async fn differences(office: &TestOffice, case: &str, notice: &Notice<'_>) -> Vec<String> {
    let printed = laid_out(&text(office, DocumentKind::Fields, case).await);
    let expected = notice.fields();
    assert_eq!((printed.len(), expected.len()), (8, 8), "{case}");
    let pairs = HEADS.iter().zip(printed.iter().zip(&expected));
    let differ = pairs.filter(|(_, (printed, expected))| printed != expected);
    differ
        .map(|(head, (printed, expected))| {
            format!("{case} {head}\n  printed  {printed}\n  expected {expected}")
        })
        .collect()
}

#[tokio::test]
async fn each_notice_of_the_extract_is_certified_field_by_field() {
    let office = TestOffice::new().await;
    office.import_extract().await.expect("the extract is read");
    let all = cases::CaseQuery { limit: 200, ..Default::default() };
    let list = cases::list(office.store(), &all).await.expect("cases are listed");
    let mut differ = Vec::new();
    let mut count = 0;
    for row in list.items {
        let stream = StreamId::new(Kind::Notification, id(&row.file));
        let file = office.file(&stream).await.expect("the notification is on record");
        let File::Notification(notification) = &*file else { panic!("{stream}") };
        let published = notification.published.as_ref().expect("it was read in");
        let notice = Notice { record: &published.record, dollars: false };
        differ.extend(differences(&office, &row.file, &notice).await);
        count += 1;
    }
    assert!(differ.is_empty(), "{} fields differ:\n{}", differ.len(), differ.join("\n"));
    assert!(count >= 40, "{count} notices");
}

#[tokio::test]
async fn each_notice_of_the_public_file_is_certified_field_by_field() {
    let Some(bytes) = public_file() else { return };
    let office = TestOffice::new().await;
    office.import_notices("cn-notices.jsonl", &bytes, |_, _| {}).await.expect("the file is read");
    let content = String::from_utf8(bytes).expect("the file is text");
    let mut differ = Vec::new();
    let mut count = 0;
    for line in content.lines().filter(|line| !line.trim().is_empty()) {
        let record: Value = serde_json::from_str(line).expect("a notice");
        let case = record["id"].as_str().expect("an identifier");
        let notice = Notice { record: &record, dollars: true };
        differ.extend(differences(&office, case, &notice).await);
        count += 1;
    }
    assert!(differ.is_empty(), "{} fields differ:\n{}", differ.len(), differ.join("\n"));
    println!("{count} notices");
    assert!(count >= 126, "{count} notices");
}

#[expect(clippy::disallowed_methods, reason = "a test may look beside the checkout")]
fn public_file() -> Option<Vec<u8>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("CASEWAY_SHARED").map_or_else(|| beside.into(), Into::into);
    let path: std::path::PathBuf = folder;
    let read = std::fs::read(path.join("data/cn-notices.jsonl")).ok();
    if read.is_none() {
        eprintln!("left out: no public file of notices beside the checkout (CASEWAY_SHARED)");
    }
    read
}
