//! Judges an allocation against its instance. Knows nothing of the program that produced it, and recomputes everything
//! from scratch; any plan can be judged, also one written by hand.

pub mod finding;

pub use finding::Finding;

/// What verifying found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Every rule that is broken, sorted; empty for an honest plan.
    pub findings: Vec<Finding>,
    /// The objective, recomputed: one value for each level in the order of the policy, named as in plans.
    pub levels: Vec<LevelValue>,
    /// Guests not placed, by position of the group; only groups with some.
    pub unmet: Vec<(usize, u32)>,
}

/// A level of the objective, recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelValue {
    /// The name of the level: `unmet.1`, `splits`, … or `weighted`.
    pub name: String,
    /// Its value in parts.
    pub value: i128,
    /// How many parts make one unit.
    pub scale: i64,
}
