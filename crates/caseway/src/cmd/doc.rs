//! Documents and uploads on the command line.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use app::{Office, Order, Target, papers::NotPrinted};
use case::{
    File,
    sale::issue::{self, DocumentKind, Wanted},
};
use serde_json::{Value, json};
use terms::{FileId, StreamId, Version};

use super::{act::read_file, log::write};
use crate::{
    args::{self, Common},
    forward, open, printer,
    say::{self, Stop},
};

/// Which document is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// As the record stands.
    Draft,
    /// As the record stands, and released now.
    Release,
    /// One that was released, by its number; the newest for nought.
    Released(usize),
    /// The same, printed again from the journal as it stood then.
    Again(usize),
}

impl Which {
    /// What the flags of the command ask for.
    pub const fn asked(release: bool, released: Option<usize>, again: bool) -> Self {
        match released {
            _ if release => Self::Release,
            Some(number) if again => Self::Again(number),
            Some(number) => Self::Released(number),
            None => Self::Draft,
        }
    }
}

/// `caseway doc KIND CASE --out FILE`.
pub async fn run(common: &Common, asked: &args::Doc) -> anyhow::Result<()> {
    let args::Doc { kind, case, version, out, release: now, released, again: anew } = asked;
    let which = Which::asked(*now, *released, *anew);
    let wanted = wanted(kind, version.as_deref())?;
    match which {
        Which::Draft => {}
        Which::Release => return release(common, wanted, case, out).await,
        Which::Released(number) => {
            let office = open::read(common).await?;
            let sha256 = earlier(&office, (wanted, number), case).await?;
            return write_with_proof(common, out, of_record(&office, &sha256).await?);
        }
        Which::Again(number) => return again(common, (wanted, number), case, out).await,
    }
    let office = open::read(common).await?;
    let paper = office.print(&printer::printer(), wanted, case).await.map_err(not_printed)?;
    write(out, &paper.bytes)?;
    tell(common, out, &json!({ "sha256": paper.sha256, "size": paper.bytes.len() }));
    Ok(())
}

/// Reads which document is meant.
fn wanted(kind: &str, version: Option<&str>) -> anyhow::Result<Wanted> {
    let what: DocumentKind = kind.parse().map_err(|_| {
        let known = DocumentKind::CODES.join(", ");
        Stop::wrong_use(format!("\"{kind}\" is no document; there are: {known}"))
    })?;
    if version.is_some() && !what.has_versions() {
        let sentence = format!("a {kind} has no versions; leave --version out");
        return Err(Stop::wrong_use(sentence));
    }
    let of = |text: &str| {
        let unread = || Stop::wrong_use(format!("\"{text}\" is no version such as basic, A1, M1"));
        text.parse::<Version>().map_err(|_| unread())
    };
    Ok(Wanted { what, version: version.map(of).transpose()? })
}

/// Releases a document.
async fn release(common: &Common, wanted: Wanted, case: &FileId, out: &Path) -> anyhow::Result<()> {
    let stream = open::read(common).await?.paper_file(wanted.what, case).await?;
    let arguments = match wanted.version {
        Some(version) => json!({ "what": wanted.what, "version": version }),
        None => json!({ "what": wanted.what }),
    };
    let issued = if open::in_use(common) {
        by_server(common, &stream, arguments).await?
    } else {
        let office = open::own(common).await?;
        let order = Order {
            target: Target::File(stream),
            act: issue::ABOUT.name.to_owned(),
            arguments,
            who: common.who.clone(),
            expected: None,
            key: None,
        };
        let (_, paper) = office.issue(&printer::printer(), order).await?;
        of_record(&office, &paper.sha256).await?
    };
    write_with_proof(common, out, issued)
}

/// A released document with its offline proof.
struct Issued {
    bytes: Vec<u8>,
    proof: String,
    code: String,
}

/// Prints a released document again, and fails where it is another one.
async fn again(
    common: &Common,
    asked: (Wanted, usize),
    case: &FileId,
    out: &Path,
) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let sha256 = earlier(&office, asked, case).await?;
    let released = office.released(&sha256).await?.context("the document was not released")?;
    let printed = office.print_again(&printer::printer(), &released).await;
    let printed = printed.map_err(not_printed)?;
    write(out, &printed.paper.bytes)?;
    if common.json {
        say::json(&json!(printed));
    } else {
        say::line(&printed.sentence);
    }
    if printed.same { Ok(()) } else { Err(Stop::failed("it is not what was released")) }
}

/// The digest of a released document of a kind: of one version where one is named, the newest where
/// the number is nought, else by its number from 1 for the first.
async fn earlier(
    office: &Office,
    (wanted, number): (Wanted, usize),
    case: &FileId,
) -> anyhow::Result<String> {
    let file = office.file(&office.paper_file(wanted.what, case).await?).await?;
    let documents = match &*file {
        File::Case(case) => &case.documents[..],
        File::Request(request) => &request.documents[..],
        _ => &[],
    };
    let meant = |document: &&issue::Issued| {
        let named = wanted.version.is_none() || document.of_version() == wanted.version;
        document.what == wanted.what && named
    };
    let found: Vec<&issue::Issued> = documents.iter().filter(meant).collect();
    let released = match number {
        0 => found.last(),
        number => found.get(number - 1),
    };
    if let Some(released) = released {
        return Ok(released.sha256.clone());
    }
    let version = wanted.version.map(|version| format!(" {version}")).unwrap_or_default();
    let what = wanted.what;
    Err(Stop::wrong_use(match found.len() {
        0 => format!("no {what}{version} of {case} was released"),
        many => format!("{what}{version} of {case} was released {many} times, and not {number}"),
    }))
}

async fn of_record(office: &Office, sha256: &str) -> anyhow::Result<Issued> {
    let released = office.released(sha256).await?.context("the document was not released")?;
    let bytes = office.store().kept(sha256).await?.context("the document is not kept")?;
    let (proof, _) = office.document_proof(&released).await?;
    Ok(Issued { bytes, proof: proof.to_string(), code: released.row.code })
}

/// Writes a released document, and its offline proof beside it.
fn write_with_proof(common: &Common, out: &Path, issued: Issued) -> anyhow::Result<()> {
    let Issued { bytes, proof, code } = issued;
    let beside = proof_of(out);
    write(out, &bytes)?;
    write(&beside, proof.as_bytes())?;
    let told = json!({
        "sha256": app::papers::digest(&bytes),
        "size": bytes.len(),
        "code": code,
        "proof": beside.display().to_string(),
    });
    tell(common, out, &told);
    Ok(())
}

/// Lets the server that has the record release a document.
async fn by_server(common: &Common, stream: &StreamId, arguments: Value) -> anyhow::Result<Issued> {
    let server = open::server(common)?;
    let path = forward::path(stream, issue::ABOUT.thing);
    let headers = common.who.iter().map(|who| ("caseway-actor", who.to_string())).collect();
    let order = forward::Order { path, arguments: &arguments, headers };
    let answer = forward::send(&server, order).await?;
    let at = |name: &str| answer["document"][name].as_str().unwrap_or_default().to_owned();
    let bytes = forward::get(&server, &at("href")).await?;
    let proof: Value = serde_json::from_slice(&forward::get(&server, &at("proof")).await?)?;
    let proof = proof["proof"].as_str().context("the server gave no proof")?.to_owned();
    Ok(Issued { bytes, proof, code: at("code") })
}

/// The file of a document's proof: beside it, by its name.
fn proof_of(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".tlog-proof");
    name.into()
}

fn not_printed(why: NotPrinted) -> anyhow::Error {
    match why {
        NotPrinted::Nothing(sentence) | NotPrinted::Unfit(sentence) => Stop::wrong_use(sentence),
        NotPrinted::Failed(error) => error,
    }
}

fn tell(common: &Common, out: &Path, told: &Value) {
    if common.json {
        let mut told = told.clone();
        told["file"] = out.display().to_string().into();
        return say::json(&told);
    }
    let sha256 = told["sha256"].as_str().unwrap_or_default();
    say::line(format!("{}: {} bytes, SHA-256 {sha256}", out.display(), told["size"]));
    if let (Some(code), Some(proof)) = (told["code"].as_str(), told["proof"].as_str()) {
        say::line(format!("released; short code {code}, offline proof {proof}"));
    }
}

/// `caseway upload FILE`.
pub async fn upload(common: &Common, file: &Path) -> anyhow::Result<()> {
    let bytes = read_file(file)?;
    let size = bytes.len();
    let sha256 = if open::in_use(common) {
        forward::keep(&open::server(common)?, bytes).await?
    } else {
        let office = open::own(common).await?;
        office.store().keep(bytes, office.now()).await.context("it cannot be kept")?
    };
    if common.json {
        say::json(&json!({ "sha256": sha256, "size": size }));
    } else {
        say::line(sha256);
    }
    Ok(())
}
