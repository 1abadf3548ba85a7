//! What is said of the user's files: where, what, and one remedy. Knows nothing of solving or judging.

mod catalogue;
mod code;
mod fold;
mod layout;
mod near;
mod page;
mod place;
mod report;

pub use catalogue::Code;
pub use code::{Explanation, Severity};
pub use layout::{render, summary};
pub use near::Near;
pub use page::page;
pub use place::Place;
pub use report::{Diagnostic, Excerpt};
