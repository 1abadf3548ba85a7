//! Batch allocation of hotel rooms to arriving groups.

pub mod cli;
pub mod compare;
pub mod diagnostic;
pub mod domain;
pub mod explain;
pub mod generate;
pub mod program;
pub mod read;
pub mod render;
pub mod rooming;
pub mod service;
pub mod solve;
pub mod validate;
pub mod verify;
