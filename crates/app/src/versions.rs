//! Versions of a case and what one changes of another. Differences of a draft are priced by the
//! rates of today; those of approved documents are what was approved.

use case::{File, change::diff::Diff, sale};
use serde_json::Value;
use terms::{Actor, Desk, FileId, Kind, StreamId, Version};

use crate::{office::Office, show};

impl Office {
    /// What differs from one version of a case to another; `None` when it has not both.
    pub async fn difference(
        &self,
        file: &FileId,
        case: &sale::State,
        between: (Version, Version),
    ) -> anyhow::Result<Option<Diff>> {
        let stream = StreamId::new(Kind::Case, file.clone());
        let folded = self.file(&stream).await?;
        let looked_up = self.look_up(&stream, &folded, &Value::Null).await?;
        let (at, who) = (self.now(), Actor::at(Desk::Auditor));
        let now = self.law.situation(file, (&who, at), &looked_up.facts);
        case.difference(between, &now).map_err(|refusal| anyhow::anyhow!("{refusal}"))
    }

    /// Every version of a case as JSON; `None` when no such case is on record.
    pub async fn versions_json(&self, file: &FileId) -> anyhow::Result<Option<Value>> {
        let folded = self.file(&StreamId::new(Kind::Case, file.clone())).await?;
        let File::Case(case) = &*folded else { return Ok(None) };
        Ok(case.opened.is_some().then(|| show::versions::all(case)))
    }

    /// A version of a case as JSON, with what it changes of the version that it was made from or
    /// of another one; `None` when the case has not both.
    pub async fn version_json(
        &self,
        file: &FileId,
        version: Version,
        against: Option<Version>,
    ) -> anyhow::Result<Option<Value>> {
        let folded = self.file(&StreamId::new(Kind::Case, file.clone())).await?;
        let File::Case(case) = &*folded else { return Ok(None) };
        let Some(shown) = case.shown(version).filter(|_| case.opened.is_some()) else {
            return Ok(None);
        };
        let Some(against) = against.or(shown.track.against) else {
            return Ok(Some(show::versions::one(&shown, None)));
        };
        let diff = self.difference(file, case, (against, version)).await?;
        Ok(diff.map(|diff| show::versions::one(&shown, Some((against, &diff)))))
    }
}
