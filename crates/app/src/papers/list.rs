//! The papers of a file: each with when it becomes available, and why it is not available yet.

use std::sync::Arc;

use case::{
    File, lor,
    papers::{Missing, OF_REQUEST, ready},
    sale,
    sale::issue::{DocumentKind, Wanted},
};
use terms::{Kind, StreamId};

use crate::office::Office;

/// A paper of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which paper.
    pub what: DocumentKind,
    /// Whether it can be read, be it as a draft.
    pub readable: bool,
    /// What it waits for before it can be released.
    pub waits_for: Option<Missing>,
}

impl Office {
    /// The papers of a case or of a request of which this nation has the form.
    pub async fn papers_of(&self, file: &File) -> anyhow::Result<Vec<Listed>> {
        let forms = &self.law.pack.jurisdiction().papers;
        let has_form = |what: &DocumentKind| forms.iter().any(|form| form == what.code());
        let of_request = |what, request: &lor::State| Listed {
            what,
            readable: ready::readable(what, request),
            waits_for: ready::of_request(what, request),
        };
        Ok(match file {
            File::Request(request) => {
                let kinds = OF_REQUEST.into_iter().filter(has_form);
                kinds.map(|what| of_request(what, request)).collect()
            }
            File::Case(case) => {
                let answered = self.answered_by(case).await?;
                let request = match answered.as_deref() {
                    Some(File::Request(request)) => Some(request),
                    _ => None,
                };
                let of_case = |what| {
                    let wanted = Wanted::from(what);
                    let readable = wanted.can_be_read(case, request);
                    Listed { what, readable, waits_for: wanted.waits_for(case, request) }
                };
                DocumentKind::ALL.iter().copied().filter(has_form).map(of_case).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The request that a case answers.
    async fn answered_by(&self, case: &sale::State) -> anyhow::Result<Option<Arc<File>>> {
        let source = case.opened.as_ref().map(|opened| &opened.source);
        let Some(sale::Source::Request(file)) = source else { return Ok(None) };
        Ok(Some(self.file(&StreamId::new(Kind::Request, file.clone())).await?))
    }
}
