//! Negotiation: positions and counter-positions by topic, and counsel's review.

pub mod agree_topic;
pub mod review_legally;
pub mod take_position;

use serde::{Deserialize, Serialize};
use terms::{Day, coded};

pub use agree_topic::Agreed;
pub use review_legally::LegalReview;
pub use take_position::Position;

coded! {
    /// What is talked about.
    pub enum Subject "topic" {
        /// Price.
        Price = "price" "price",
        /// Delivery.
        Delivery = "delivery" "delivery dates and places",
        /// Licences.
        Licensing = "licensing" "licensing and intellectual property",
        /// Support.
        Support = "support" "support, training and spares",
        /// Other.
        Other = "other" "another topic",
    }
}

coded! {
    /// Who takes a position.
    pub enum Side "side" {
        /// The seller.
        Seller = "seller" "seller",
        /// The purchaser.
        Purchaser = "purchaser" "purchaser",
    }
}

/// A topic with everything that was said of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Topic {
    /// What it is about.
    pub subject: Subject,
    /// Positions, oldest first, with the day of each.
    pub positions: Vec<(Day, Position)>,
    /// The outcome, and the day of it; a later position opens the topic again.
    pub agreed: Option<(Day, Agreed)>,
}
