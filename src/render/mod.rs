//! Turns values into tables, texts and records: pure functions to a `Write` that is handed in, always in the same
//! order and format.
//!
//! Nothing here opens a file, looks at a clock or decides anything.

#[cfg(feature = "sqlite")]
pub mod archive;
pub mod breach_table;
pub mod case;
pub mod certificate;
pub mod diff;
pub mod explanation;
pub mod folder;
pub mod geojson;
pub mod ingest;
pub mod mail;
pub mod number;
pub mod page;
pub mod plan_table;
pub mod record;
pub mod rooming;
pub mod roster;
pub mod rules;
pub mod service;
pub mod sheet;
pub mod sheets;
pub mod spoken;
pub mod stress;
pub mod summary;
pub mod table;
pub mod unmet;
pub mod validation;
pub mod verdict;
pub mod waterfall;
pub mod whatif;
pub mod why;
pub mod words;
