//! The prices of a case, each figure with where it comes from; and what they would be if something
//! were otherwise.

use case::{
    File, Refusal, Situation,
    price::{
        sheet::{self, Sheet},
        what_if::{self, Compared, WhatIf},
    },
    sale,
};
use serde_json::Value;
use terms::{Actor, Desk, FileId, Kind, StreamId};

use crate::{ActError, office::Office};

impl Office {
    /// The prices of the document of a case that is in work, or of the one in force; `None` when
    /// no such case is on record.
    pub async fn prices(&self, file: &FileId) -> anyhow::Result<Option<Sheet>> {
        let sheet = self.priced(file, sheet::sheet).await?;
        sheet.transpose().map_err(|refusal| anyhow::anyhow!("{refusal}"))
    }

    /// The same as JSON.
    pub async fn prices_json(&self, file: &FileId) -> anyhow::Result<Option<Value>> {
        Ok(self.prices(file).await?.map(serde_json::to_value).transpose()?)
    }

    /// The prices of a case as it is and as it would be; nothing is kept. A question that does not
    /// fit the case is refused with its reasons.
    pub async fn what_if(
        &self,
        file: &FileId,
        asked: &WhatIf,
    ) -> Result<Option<Compared>, ActError> {
        let compared = self.priced(file, |case, now| what_if::compare(case, asked, now)).await?;
        compared.transpose().map_err(ActError::Refused)
    }

    /// Asks something of the prices of a case, in the situation of now.
    async fn priced<T>(
        &self,
        file: &FileId,
        ask: impl FnOnce(&sale::State, &Situation<'_>) -> Result<T, Refusal>,
    ) -> anyhow::Result<Option<Result<T, Refusal>>> {
        let stream = StreamId::new(Kind::Case, file.clone());
        let folded = self.file(&stream).await?;
        let File::Case(case) = &*folded else { return Ok(None) };
        if case.opened.is_none() {
            return Ok(None);
        }
        let looked_up = self.look_up(&stream, &folded, &Value::Null).await?;
        let (at, who) = (self.now(), Actor::at(Desk::Auditor));
        let now = self.law.situation(file, (&who, at), &looked_up.facts);
        Ok(Some(ask(case, &now)))
    }
}
