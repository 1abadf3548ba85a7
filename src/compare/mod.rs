//! Plans and cases side by side: what differs between two, for whom, and what for; a case under changes, and under loss.
//!
//! It adds up and compares what others decided and judged; it decides nothing, and reads and writes no file.

pub mod answer;
pub mod both;
pub mod case;
pub mod plan;
pub mod stress;
pub mod whatif;

pub use both::Both;
pub use case::{CaseDiff, Sheet};
pub use plan::{PlanDiff, Side};
