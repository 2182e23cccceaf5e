//! What an order stands on: its key, with everything that was asked under it, and files as they
//! were seen.

use std::sync::Arc;

use case::File;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::Key;
use terms::{StreamId, hex};

use super::{ActError, Order, Target};
use crate::facts::LookedUp;

const KEY_MAX: usize = 128;

/// What an order stands on besides its arguments.
pub(crate) struct Basis {
    /// The key under which it was asked.
    pub key: Option<Key>,
    /// Files that the arguments were made from, with the version at which each was seen. Arguments
    /// made from what is there no more are not carried out.
    pub seen: Vec<(StreamId, u64)>,
}

impl Basis {
    /// A file that is not where it was seen.
    pub(super) fn moved<'a>(
        &'a self,
        stream: &StreamId,
        file: &'a Arc<File>,
        looked_up: &'a LookedUp,
    ) -> Option<(&'a StreamId, &'a Arc<File>)> {
        self.seen.iter().find_map(|(seen, version)| {
            let now = if seen == stream { Some(file) } else { looked_up.known.get(seen) }?;
            (now.head().version != *version).then_some((seen, now))
        })
    }
}

/// The key of an order, where it has one.
pub(crate) fn key_of(order: &Order) -> Result<Option<Key>, ActError> {
    order.key.as_deref().map(|key| keyed(key, order)).transpose()
}

/// The key of an order, with the digest of everything that was asked.
fn keyed(key: &str, order: &Order) -> Result<Key, ActError> {
    let printable = key.bytes().all(|b| b.is_ascii_graphic());
    if !printable || !(1..=KEY_MAX).contains(&key.len()) {
        return Err(ActError::BadKey);
    }
    let target = match &order.target {
        Target::File(stream) => stream.to_string(),
        Target::NewRequest(code) => format!("new request of {code}"),
    };
    let who = order.who.as_ref().map(ToString::to_string);
    let asked = json!([target, order.act, order.arguments, who, order.expected]);
    let digest = hex::encode(&Sha256::digest(asked.to_string()));
    Ok(Key { key: key.to_owned(), digest })
}
