//! Pages and API over the router, on an office with a fresh database.

mod door;
mod entry;
mod events;
mod forms;
mod front;
mod hostile;
mod imports;
mod law;
mod lists;
mod markings;
mod office;
mod openapi;
mod pages;
mod prices;
mod reading;
mod schema;
mod versions;
mod walk;
