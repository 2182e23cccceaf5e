//! Sends an act to the server that has the data directory, so that the command line works beside
//! a running server as it does alone.

use anyhow::{Context as _, bail};
use app::ActError;
use axum::{
    body::Bytes,
    http::{Request, StatusCode, header},
};
use case::Refusal;
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use terms::{Kind, StreamId};
use tokio::net::TcpStream;

use crate::open::Server;

/// What is sent.
pub struct Order<'a> {
    /// The path.
    pub path: String,
    /// The arguments.
    pub arguments: &'a Value,
    /// The headers that are set.
    pub headers: Vec<(&'static str, String)>,
}

/// Sends an order and gives the answer of the server, as the office would have given it.
pub async fn send(to: &Server, order: Order<'_>) -> anyhow::Result<Value> {
    let mut request = Request::post(&order.path).header("content-type", "application/json");
    for (name, value) in order.headers {
        request = request.header(name, value);
    }
    let body = Full::new(Bytes::from(order.arguments.to_string()));
    answer(ask(to, request.body(body)?).await?)
}

/// Sends the content of a file and gives the answer of the server.
pub async fn content(to: &Server, path: &str, bytes: Vec<u8>) -> anyhow::Result<Value> {
    let request = Request::post(path).header("content-type", "application/octet-stream");
    answer(ask(to, request.body(Full::new(Bytes::from(bytes)))?).await?)
}

/// Lets the server keep a file, and gives its digest.
pub async fn keep(to: &Server, bytes: Vec<u8>) -> anyhow::Result<String> {
    let kept = content(to, "/api/v1/files", bytes).await?;
    kept["sha256"].as_str().map(str::to_owned).context("the server told no digest")
}

fn answer((status, bytes): (StatusCode, Bytes)) -> anyhow::Result<Value> {
    let value: Value = serde_json::from_slice(&bytes)
        .with_context(|| format!("the server answered {status} and no JSON"))?;
    if status.is_success() { Ok(value) } else { Err(error(&value)?.into()) }
}

/// Content that the server has.
pub async fn get(from: &Server, path: &str) -> anyhow::Result<Vec<u8>> {
    let (status, bytes) = ask(from, Request::get(path).body(Full::default())?).await?;
    if !status.is_success() {
        bail!("the server answered {status} to {path}");
    }
    Ok(bytes.to_vec())
}

async fn ask(
    to: &Server,
    mut request: Request<Full<Bytes>>,
) -> anyhow::Result<(StatusCode, Bytes)> {
    let Server { at, console } = to;
    request.headers_mut().insert(header::HOST, at.to_string().parse()?);
    if let Some(console) = console {
        let bearer = format!("Bearer {console}").parse()?;
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
    }
    let stream = TcpStream::connect(at)
        .await
        .with_context(|| format!("the server at {at} does not answer"))?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let response = sender.send_request(request).await?;
    let status = response.status();
    Ok((status, response.into_body().collect().await?.to_bytes()))
}

/// The error that a problem document tells of.
fn error(problem: &Value) -> anyhow::Result<ActError> {
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    Ok(match problem["code"].as_str() {
        Some("refused") => {
            let findings = serde_json::from_value(problem["findings"].clone())?;
            ActError::Refused(Refusal { findings })
        }
        Some("invalid") => {
            let wrong = problem["fields"].as_array().into_iter().flatten();
            let read = |fault: &Value| case::read::Wrong {
                field: fault["field"].as_str().unwrap_or_default().to_owned(),
                sentence: fault["sentence"].as_str().unwrap_or_default().to_owned(),
            };
            ActError::Invalid(wrong.map(read).collect())
        }
        Some("key-reused") => ActError::KeyReused(text("detail")),
        Some("disk-full") => ActError::Full,
        _ => bail!("{}", text("detail")),
    })
}

/// The address of an act on a file.
pub fn path(stream: &StreamId, thing: &str) -> String {
    format!("/api/v1/{}/{}/{thing}", stream.kind.plural(), stream.file)
}

/// The address at which requests are received.
pub fn new_request() -> String {
    format!("/api/v1/{}", Kind::Request.plural())
}
