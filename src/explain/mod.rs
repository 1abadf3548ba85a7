//! Says why: how a group's hotels went, one filter after the other, and which orders contradict each other.
//!
//! A reason claims no more than was computed. Nothing here changes a plan, and nothing here is prose for one reader
//! only: sentences are made of the same facts for every page.

mod advice;
mod alone;
pub mod balance;
pub mod conflict;
pub mod funnel;
pub mod moves;
pub mod remedy;
mod stranded;
pub mod unmet;
mod waiver;
pub mod waterfall;

pub use advice::advice;
pub use conflict::{Conflict, conflict, plain_conflict};
pub use funnel::{Funnel, Step, funnel};
pub use moves::{Move, MoveCode, moves};
pub use unmet::{ReasonCode, UnmetGroup, never, unmet};
pub use waiver::{LevelCost, Waived, WaiverCost, waived, waiver_cost};
pub use waterfall::{Waterfall, waterfalls};
