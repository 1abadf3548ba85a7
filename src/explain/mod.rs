//! Says why: how a group's hotels went, one filter after the other, and which orders contradict each other.
//!
//! A reason claims no more than was computed. Nothing here changes a plan, and nothing here is prose for one reader
//! only: sentences are made of the same facts for every page.

mod advice;
mod again;
mod alone;
mod area;
pub mod balance;
pub mod conflict;
mod crowding;
mod cure;
mod easing;
pub mod funnel;
mod hindrance;
mod inquiry;
mod limits;
pub mod moves;
mod narrow;
mod relaxation;
mod relief;
pub mod remedy;
mod ring;
mod sentence;
mod solo;
mod stranded;
pub mod unmet;
mod waiver;
pub mod waterfall;
mod whereabouts;

pub use advice::advice;
pub use conflict::{Conflict, conflict, plain_conflict};
pub use crowding::{Crowding, Holder, Outranked};
pub use cure::Remedy;
pub use easing::{Added, Easing, Relief, Reliefs};
pub use funnel::{Funnel, Step, funnel};
pub use hindrance::Hindrance;
pub use inquiry::Inquiry;
pub use moves::{Move, MoveCode, moves};
pub use relaxation::Relaxation;
pub use relief::reliefs;
pub use ring::{Call, CallReason, calls};
pub use sentence::is_bound_to_others;
pub use solo::Obstacles;
pub use stranded::{Lost, Stranded};
pub use unmet::{Planned, ReasonCode, UnmetGroup, never, unmet};
pub use waiver::{LevelCost, Waived, WaiverCost, waived, waiver_costs};
pub use waterfall::{Waterfall, waterfalls};
pub use whereabouts::{Alternative, AlternativeVerdict, LevelChange, Whereabouts, alternatives};
