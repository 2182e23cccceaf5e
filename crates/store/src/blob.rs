//! Uploaded files and printed documents, by the digest of their content.

use sha2::{Digest, Sha256};
use terms::{Moment, hex};

use crate::{
    NotAppended, Store,
    value::{Stmt, V},
};

/// The largest file that is kept, in bytes.
pub const SIZE_MAX: usize = 25 * 1_024 * 1_024;

impl Store {
    /// Keeps content and answers its digest; content that is there already is kept once.
    pub async fn keep(&self, bytes: Vec<u8>, at: Moment) -> Result<String, NotAppended> {
        const SQL: &str = "
insert into blob (sha256, size, bytes, at_us)
values ($1, $2, $3, $4)
on conflict (sha256) do nothing";
        let sha256 = hex::encode(&Sha256::digest(&bytes));
        let params =
            vec![sha256.as_str().into(), bytes.len().into(), bytes.into(), V::Int(at.micros())];
        self.write(vec![Stmt::new(SQL, params)]).await?;
        Ok(sha256)
    }

    /// Content by its digest. Content that does not have its digest is an error, never an answer.
    pub async fn kept(&self, sha256: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let stmt = Stmt::new("select bytes from blob where sha256 = $1", vec![sha256.into()]);
        let rows = self.query(stmt).await?;
        let Some(bytes) = rows.first().map(|row| row.blob(0)) else { return Ok(None) };
        if hex::encode(&Sha256::digest(bytes)) != sha256 {
            anyhow::bail!("the kept file {sha256} is damaged: its content has another digest");
        }
        Ok(Some(bytes.to_vec()))
    }

    /// Whether content is kept.
    pub async fn has(&self, sha256: &str) -> anyhow::Result<bool> {
        let stmt = Stmt::new("select 1 from blob where sha256 = $1", vec![sha256.into()]);
        Ok(!self.query(stmt).await?.is_empty())
    }
}
