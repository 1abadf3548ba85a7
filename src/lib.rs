//! Batch allocation of hotel rooms to arriving groups.

pub mod diagnostic;
pub mod domain;
pub mod generate;
pub mod program;
pub mod read;
pub mod render;
pub mod solve;
pub mod validate;
pub mod verify;
