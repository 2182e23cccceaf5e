//! Somebody who acts in an office of a test.

use app::{ActError, Office, Order, Target};
use case::read;
use serde_json::Value;
use store::Receipt;
use terms::Actor;

use super::stream_of;

/// Somebody who acts in a test's office.
pub struct Officer<'a> {
    pub(super) office: &'a Office,
    pub(super) who: Option<Actor>,
}

impl Officer<'_> {
    /// Does an act, with arguments as JSON, and fails the test when it does not pass.
    pub async fn act(&self, stream: &str, act: &str, arguments: Value) -> Receipt {
        let done = self.try_act(stream, act, arguments).await;
        done.unwrap_or_else(|error| panic!("{stream} {act}: {error}"))
    }

    /// Does an act, with arguments as JSON.
    pub async fn try_act(
        &self,
        stream: &str,
        act: &str,
        arguments: Value,
    ) -> Result<Receipt, ActError> {
        let order = Order {
            target: Target::File(stream_of(stream)),
            act: act.to_owned(),
            arguments,
            who: self.who.clone(),
            expected: None,
            key: None,
        };
        self.office.act(order).await
    }

    /// Does an act, with arguments as the command line takes them.
    pub async fn act_with(&self, stream: &str, act: &str, pairs: &[(&str, &str)]) -> Receipt {
        let kind = stream_of(stream).kind;
        let about = case::file::acts(kind).into_iter().find(|about| about.name == act);
        let fields = about.map_or(&[][..], |about| about.fields);
        self.act(stream, act, read::from_pairs(fields, pairs.iter().copied())).await
    }

    /// Does an act that must be refused, and gives the ids of the rules that refuse it.
    pub async fn refused(&self, stream: &str, act: &str, arguments: Value) -> Vec<String> {
        match self.try_act(stream, act, arguments).await {
            Err(ActError::Refused(refusal)) => {
                refusal.findings.iter().map(|finding| finding.rule_id().to_owned()).collect()
            }
            other => panic!("{stream} {act} was to be refused: {other:?}"),
        }
    }
}
