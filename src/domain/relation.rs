//! Wishes and orders that name groups or hotels one by one: pairs (R23) and pins (R31).

use super::group::Level;
use super::quantity::Weight;
use super::strength::Strength;
use crate::diagnostic::Place;

/// What a pair of groups asks for (R23). It binds only where both are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairRelation {
    /// The smaller group's hotels (or wings) are among the larger's; of two equal ones the lower id counts as larger.
    Same(Level),
    /// No hotel (or wing) in common on common nights, turnover included, or ever where the window is the horizon.
    Apart(Level),
    /// Every hotel of one is at most `near_km` from every hotel of the other.
    Near,
}

/// A row of `pairs.csv` (R23).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Position of one group in `Instance::groups`.
    pub a: usize,
    /// Position of the other group, not the same.
    pub b: usize,
    /// What is asked.
    pub relation: PairRelation,
    /// How strongly.
    pub strength: Strength,
    /// The row of the table.
    pub place: Place,
}

/// What a pin says about a group and a hotel (R31).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinRelation {
    /// With a count: at least so many guests of the group there. Without: the whole group is placed, and only in
    /// hotels (or wings) that it is pinned to.
    Must(Option<u32>),
    /// Nobody of the group there.
    MustNot,
    /// Costs the weight for each placed guest of the group who is elsewhere.
    Prefer(Weight),
    /// Costs the weight for each guest of the group there.
    Avoid(Weight),
}

/// A row of `pins.csv` (R31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Position of the group in `Instance::groups`.
    pub group: usize,
    /// Position of the hotel in `Instance::hotels`.
    pub hotel: usize,
    /// The wing it speaks of; none for the whole hotel.
    pub wing: Option<String>,
    /// What it says.
    pub relation: PinRelation,
    /// The row of the table.
    pub place: Place,
}
