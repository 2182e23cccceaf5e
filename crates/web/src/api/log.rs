//! The transparency log over HTTP: the files of the log under one prefix, as c2sp.org/tlog-tiles
//! says, and proofs.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Answer, Problem};
use crate::{Site, error::Error};

/// `GET /log/{path}`: a file of the log. Tiles never change; the checkpoint does.
pub async fn file(State(site): State<Site>, Path(path): Path<String>) -> Response {
    let mut file = site.office.log_file(&path).await;
    if path == "checkpoint" && matches!(file, Ok(None)) {
        // Nothing was signed yet, because nothing happened: the log of no entries is signed now.
        file = match site.office.checkpoint().await {
            Ok(_) => site.office.log_file(&path).await,
            Err(error) => Err(error),
        };
    }
    match file {
        Ok(Some(file)) => {
            let kind =
                if file.text { "text/plain; charset=utf-8" } else { "application/octet-stream" };
            let keep =
                if file.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
            let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)];
            (headers, file.bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// `GET /api/v1/log`: the newest checkpoint and the keys.
pub async fn status(State(site): State<Site>) -> Answer {
    let checkpoint = site.office.newest_checkpoint().await?;
    let keys = site.office.verifier_keys().map(|key| key.to_string());
    let value = json!({
        "origin": site.office.keys().origin(),
        "size": checkpoint.size,
        "signed_at": checkpoint.at,
        "checkpoint": checkpoint.note,
        "keys": keys,
    });
    Ok(Json(value).into_response())
}

/// `GET /api/v1/log/proofs/{n}`: an offline proof of an event, with its entry.
pub async fn proof(State(site): State<Site>, Path(n): Path<String>) -> Answer {
    let number: u64 = n.parse().map_err(|_| Error::NotFound(format!("The event {n}")))?;
    let head = site.office.store().head().await?;
    if number == 0 || head.n < number {
        return Err(Error::NotFound(format!("The event {n}")).into());
    }
    let (proof, entry) = site.office.proof(number).await?;
    let value = json!({ "n": number, "entry": entry, "proof": proof.to_string() });
    Ok(Json(value).into_response())
}
