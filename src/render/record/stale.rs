//! Hotels that have not answered lately, as `plan.json` states them: to ring again.

use serde::{Deserialize, Serialize};

/// A hotel that answered once and has missed several rounds since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// Its id.
    pub hotel: String,
    /// When it last answered.
    pub polled_at: String,
    /// The rounds since then.
    pub missed: u32,
}
