//! Implementation and delivery: deposit, plan, shipments, inspections, training, support.

pub mod cancel;
pub mod emergency;
pub mod enrol_student;
pub mod hold_review;
pub mod implement;
pub mod inspect;
pub mod plan_course;
pub mod plan_delivery;
pub mod provide_support;
pub mod receive_shipment;
pub mod record_deposit;
pub mod ship;
pub mod suspend;

pub use implement::Implemented;
pub use inspect::Inspection;
pub use plan_course::Course;
pub use plan_delivery::Milestone;
pub use provide_support::Provision;
pub use record_deposit::Deposit;
pub use ship::Shipment;
pub use suspend::Suspended;
