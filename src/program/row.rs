//! Linear rows: what many demands share that is neither rooms nor guests of one hotel, such as money.
//!
//! Plain data in whole numbers, so that an engine may price a row exactly. Decides nothing.

use serde::Serialize;

use super::cost::Costs;

/// A linear row over the rooms and guests of candidates (R16, R36, R37). Its *activity* is the sum, over the uses of a
/// plan, of the term of their place: `per_guest` times guests and `per_room` times rooms. Whole numbers throughout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is for, for people.
    pub name: String,
    /// Its terms, sorted by candidate and place, each of them once; places without a term count nothing.
    pub terms: Vec<Term>,
    /// Least activity, if limited.
    pub lower: Option<Side>,
    /// Most activity, if limited.
    pub upper: Option<Side>,
}

/// What the guests and rooms of a place of a candidate add to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The candidate.
    pub candidate: u32,
    /// Position of the place in the candidate's places.
    pub place: u32,
    /// What each guest adds.
    pub per_guest: i64,
    /// What each room adds.
    pub per_room: i64,
}

/// A side of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The least or the most activity.
    pub limit: i64,
    /// What each unit short of it or over it costs; none where the side must hold.
    pub price: Option<Costs>,
}

impl Side {
    /// Returns a side that must hold.
    #[must_use]
    pub fn hard(limit: i64) -> Self {
        Self { limit, price: None }
    }
}
