//! Reads files of public notices in. Each notice becomes a case with its notification, by the
//! one door; nothing is guessed, and what is odd is kept beside the facts.

use std::collections::BTreeMap;

use case::{
    File,
    cn::publish::{Anomaly, Published, PublishedItem},
    lor::letter::Known,
    office::{ImportFinished, RefusedLine},
};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use interchange::{Notice, anomaly, extract, notices_jsonl};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use terms::{Actor, Desk, FileId, Kind, PurchaserCode, StreamId, hex};

use crate::{
    act::{ActError, Order, Target},
    office::Office,
    pack::Law,
};

/// The extract of facts of public notices that the program carries.
const EXTRACT: &str = include_str!("../../../seeds/public-notices.toml");
/// How many notices are written side by side, so that they share a sync.
const LANES: usize = 16;
/// How many refused lines are kept with their causes.
const REFUSED_KEPT: usize = 1_000;

/// The stream of the office's imports.
pub fn stream() -> StreamId {
    let file = "imports".parse().expect("a file number of the program's own");
    StreamId::new(Kind::Office, file)
}

/// The name of a file as a report keeps it: no folder, no control character, not too long.
pub fn file_name(given: &str) -> String {
    const NAME_MAX: usize = 200;
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    if plain.trim().is_empty() { "notices".to_owned() } else { plain }
}

/// The report of an import.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// Counts and refused lines.
    pub finished: ImportFinished,
    /// Every anomaly with its notice.
    pub anomalies: Vec<(String, Anomaly)>,
}

/// What a file held.
struct Content<'a> {
    name: &'a str,
    bytes: &'a [u8],
    notices: Vec<(u64, Notice)>,
    refused: Vec<RefusedLine>,
    repeats: u64,
}

/// A notice that is ready to be written, with the line that it came from.
struct Ready {
    line: u64,
    published: Published,
}

/// A nation whose sales are not announced in this form takes none of them.
fn refusing<'a>(content: Content<'a>, seller: &str) -> Content<'a> {
    let cause = format!("a public notice of another seller; this is the record of {seller}");
    let Content { name, bytes, notices, mut refused, repeats } = content;
    refused
        .extend(notices.iter().map(|(line, _)| RefusedLine { line: *line, cause: cause.clone() }));
    Content { name, bytes, notices: Vec::new(), refused, repeats }
}

/// What became of a notice.
enum Became {
    New,
    Changed,
    Unchanged,
    Refused(RefusedLine),
}

impl Office {
    /// Reads a file of notices in, one JSON object a line. A line that cannot be read is refused
    /// with its number and cause, and the rest is read. Reading the same file again changes
    /// nothing. `tell` hears how many notices are done, of how many.
    pub async fn import_notices(
        &self,
        name: &str,
        bytes: &[u8],
        tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Report> {
        let file = notices_jsonl::read(bytes);
        let (mut notices, mut refused) = (Vec::new(), Vec::new());
        for line in file.lines {
            match line.read {
                Ok(notice) => notices.push((line.number, notice)),
                Err(cause) => refused.push(RefusedLine { line: line.number, cause }),
            }
        }
        let content = Content { name, bytes, notices, refused, repeats: file.repeats };
        self.import(content, tell).await
    }

    /// Reads the program's own extract in.
    pub async fn import_extract(&self) -> anyhow::Result<Report> {
        let notices = (1..).zip(extract::read(EXTRACT)?).collect();
        let content = Content {
            name: "public-notices.toml",
            bytes: EXTRACT.as_bytes(),
            notices,
            refused: Vec::new(),
            repeats: 0,
        };
        self.import(content, |_, _| {}).await
    }

    async fn import(
        &self,
        content: Content<'_>,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Report> {
        let ours = self.law.pack.jurisdiction().notices;
        let content = if ours { content } else { refusing(content, self.law.seller()) };
        let read = (content.notices.len() + content.refused.len()) as u64;
        let mut finished = ImportFinished {
            name: content.name.to_owned(),
            sha256: hex::encode(&Sha256::digest(content.bytes)),
            lines: read + content.repeats,
            new: 0,
            changed: 0,
            unchanged: content.repeats,
            anomalies: 0,
            refused: content.refused,
            refused_count: 0,
        };
        let ready = ready(content.notices, self.law());
        let odd = |ready: &Ready| {
            let notice = ready.published.notice.clone();
            ready.published.anomalies.iter().map(move |odd| (notice.clone(), odd.clone())).collect()
        };
        let anomalies: Vec<(String, Anomaly)> =
            ready.iter().flat_map(|ready| -> Vec<_> { odd(ready) }).collect();
        finished.anomalies = anomalies.len() as u64;
        let of = ready.len() as u64;
        let lanes = lanes(ready)
            .into_iter()
            .map(|lane| stream::iter(lane).then(|ready| self.publish(ready)).boxed());
        let mut becoming = stream::select_all(lanes);
        let mut done = 0;
        while let Some(became) = becoming.try_next().await? {
            match became {
                Became::New => finished.new += 1,
                Became::Changed => finished.changed += 1,
                Became::Unchanged => finished.unchanged += 1,
                Became::Refused(line) => finished.refused.push(line),
            }
            done += 1;
            tell(done, of);
        }
        finished.refused.sort_by_key(|refused| refused.line);
        finished.refused_count = finished.refused.len() as u64;
        finished.refused.truncate(REFUSED_KEPT);
        self.keep_report(&finished).await?;
        Ok(Report { finished, anomalies })
    }

    /// Writes one notice through the door.
    async fn publish(&self, ready: Ready) -> anyhow::Result<Became> {
        let Ready { line, published } = ready;
        let stream = StreamId::new(Kind::Notification, published.case.clone());
        if let File::Notification(known) = &*self.file(&stream).await?
            && let Some(known) = &known.published
            && known.notice != published.notice
        {
            let cause = format!(
                "The identifier \"{}\" has the file number of the notice \"{}\".",
                published.notice, known.notice
            );
            return Ok(Became::Refused(RefusedLine { line, cause }));
        }
        let order = Order {
            target: Target::File(stream),
            act: "publish".to_owned(),
            arguments: json!(published),
            who: Some(Actor::at(Desk::Administrator)),
            expected: None,
            key: None,
        };
        match self.act(order).await {
            Ok(receipt) => Ok(match receipt.events.first().map(String::as_str) {
                None => Became::Unchanged,
                Some("cn.corrected") => Became::Changed,
                Some(_) => Became::New,
            }),
            Err(refused @ (ActError::Refused(_) | ActError::Invalid(_))) => {
                Ok(Became::Refused(RefusedLine { line, cause: refused.to_string() }))
            }
            Err(failed) => Err(failed.into()),
        }
    }

    /// Keeps the report of an import, unless it says nothing that an earlier one did not say.
    async fn keep_report(&self, finished: &ImportFinished) -> anyhow::Result<()> {
        if finished.new == 0
            && finished.changed == 0
            && let File::Office(office) = &*self.file(&stream()).await?
            && office.imports.iter().any(|known| known.sha256 == finished.sha256)
        {
            return Ok(());
        }
        let order = Order {
            target: Target::File(stream()),
            act: "finish-import".to_owned(),
            arguments: json!(finished),
            who: Some(Actor::at(Desk::Administrator)),
            expected: None,
            key: None,
        };
        self.act(order).await?;
        Ok(())
    }
}

/// Notices of one purchaser wait for each other, because each of them is noted on the purchaser's
/// file; the lanes run side by side.
fn lanes(ready: Vec<Ready>) -> Vec<Vec<Ready>> {
    let mut lanes: BTreeMap<usize, Vec<Ready>> = BTreeMap::new();
    let mut known: BTreeMap<PurchaserCode, usize> = BTreeMap::new();
    for (at, ready) in ready.into_iter().enumerate() {
        let lane = match &ready.published.purchaser {
            Some(code) => {
                let next = known.len();
                *known.entry(code.clone()).or_insert(next)
            }
            None => at,
        };
        lanes.entry(lane % LANES).or_default().push(ready);
    }
    lanes.into_values().collect()
}

fn ready(notices: Vec<(u64, Notice)>, law: &Law) -> Vec<Ready> {
    let (lines, notices): (Vec<u64>, Vec<Notice>) = notices.into_iter().unzip();
    let across = anomaly::across(&notices);
    let all = lines.into_iter().zip(&notices).zip(across);
    all.map(|((line, notice), across)| {
        let mut odd = anomaly::of(notice, &law.countries);
        odd.extend(across);
        Ready { line, published: published(notice, odd, law) }
    })
    .collect()
}

/// The facts of a notice as the core takes them.
fn published(notice: &Notice, odd: Vec<interchange::Anomaly>, law: &Law) -> Published {
    let record = json!(notice);
    let digest = hex::encode(&Sha256::digest(record.to_string()));
    let anomaly = |odd: interchange::Anomaly| Anomaly {
        code: odd.code,
        sentence: odd.sentence,
        printed: odd.printed,
    };
    let item = |item: &interchange::notice::Item| PublishedItem {
        name: item.name.clone(),
        quantity: item.quantity,
        mde: match item.mde {
            Some(true) => Known::Yes,
            Some(false) => Known::No,
            None => Known::Unknown,
        },
        remark: item.remark(),
    };
    Published {
        notice: notice.id.clone(),
        case: file_of(&notice.id),
        transmittal: notice.transmittal.clone(),
        paragraph: notice.paragraph.clone(),
        purchaser_printed: notice.purchaser.clone(),
        purchaser: law.countries.of_notice(notice).and_then(|row| row.code.clone()),
        mde: notice.mde,
        other: notice.other,
        total: notice.total,
        description: notice.description.clone(),
        items: notice.items.iter().map(item).collect(),
        agency: notice.agency.clone(),
        designators: notice.designators.clone(),
        prior_cases: notice.prior_cases.as_ref().map(|cases| match cases.as_slice() {
            [] => "none".to_owned(),
            cases => cases.join(", "),
        }),
        commission: notice.commission.clone(),
        funding: notice.funding.clone(),
        contractor: notice.contractor.clone(),
        date: notice.date,
        date_basis: notice.date_basis.clone(),
        delivered_on: notice.delivered_on,
        amends: notice.amends.clone(),
        source_url: notice.source_url.clone(),
        anomalies: odd.into_iter().map(anomaly).collect(),
        record,
        digest,
    }
}

/// The file number of a notice: its identifier where it is of the form `cn-…`, which no case and
/// no notification of the office's own has; else a digest of it.
fn file_of(id: &str) -> FileId {
    const DIGITS: usize = 16;
    let own = id.starts_with("cn-").then(|| id.parse().ok()).flatten();
    own.unwrap_or_else(|| {
        let digest = hex::encode(&Sha256::digest(id));
        let short: String = digest.chars().take(DIGITS).collect();
        format!("cn-{short}").parse().expect("letters, digits and hyphens make a file number")
    })
}
