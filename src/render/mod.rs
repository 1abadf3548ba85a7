//! Turns values into tables, texts and records: pure functions to a `Write` that is handed in, always in the same
//! order and format.
//!
//! Nothing here opens a file, looks at a clock or decides anything.

pub mod table;
