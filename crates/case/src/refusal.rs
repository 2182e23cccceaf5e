//! The second kind of no: the act is understood, and the law or the stage forbids it. A refusal
//! tells all its reasons at once.

use rules::Finding;

/// Why an act does not pass now: at least one finding that refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Every finding that refuses.
    pub findings: Vec<Finding>,
}

impl Refusal {
    /// From findings; `Ok` when none of them refuses.
    pub fn unless_clear(findings: impl IntoIterator<Item = Finding>) -> Result<(), Self> {
        let findings: Vec<Finding> = findings.into_iter().filter(Finding::refuses).collect();
        if findings.is_empty() { Ok(()) } else { Err(Self { findings }) }
    }
}

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Self {
        Self { findings: vec![finding] }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, finding) in self.findings.iter().enumerate() {
            let line_break = if i == 0 { "" } else { "\n" };
            write!(out, "{line_break}{}: {}", finding.rule, finding.sentence)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
