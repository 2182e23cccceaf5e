//! Reads files of public notices in. Filled in with the notices' room.

use case::{cn::publish::Anomaly, office::ImportFinished};
use terms::{Kind, StreamId};

use crate::office::Office;

/// The stream of the office's imports.
pub fn stream() -> StreamId {
    let file = "imports".parse().expect("a file number of the program's own");
    StreamId::new(Kind::Office, file)
}

/// The report of an import.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Report {
    /// Counts and refused lines.
    pub finished: ImportFinished,
    /// Every anomaly with its notice.
    pub anomalies: Vec<(String, Anomaly)>,
}

impl Office {
    /// Reads a file of notices in.
    pub async fn import_notices(
        &self,
        _name: &str,
        _bytes: &[u8],
        _tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<Report> {
        anyhow::bail!("not furnished")
    }

    /// Reads the program's own extract in.
    pub async fn import_extract(&self) -> anyhow::Result<()> {
        Ok(())
    }
}
