//! What is to be minimised, and in which order (`docs/architecture.md`).

use std::collections::BTreeMap;
use std::fmt;

use super::quantity::{Km, Money, Weight};

/// A level of the objective. `Unmet` becomes one level for each priority tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelName {
    /// Guests not placed (R2).
    Unmet,
    /// Prices of soft rules that were broken (R23, R31).
    Breaches,
    /// Guests moved against the plan before this one, at their prices (R32). Reported only where there is one.
    Moves,
    /// Hotels per group beyond the first (R18).
    Splits,
    /// Hotels that take anyone (R21).
    Hotels,
    /// Guest-km, or guest-minutes by policy (R24).
    Travel,
    /// Room nights at their rate, and opening costs (R21).
    Cost,
}

impl LevelName {
    /// Every level, in the default order; `hotels` is not in the default order.
    pub const ALL: [Self; 7] =
        [Self::Unmet, Self::Breaches, Self::Moves, Self::Splits, Self::Hotels, Self::Travel, Self::Cost];

    /// Returns its name in the policy and in plans.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::Breaches => "breaches",
            Self::Moves => "moves",
            Self::Splits => "splits",
            Self::Hotels => "hotels",
            Self::Travel => "travel",
            Self::Cost => "cost",
        }
    }

    /// Returns how many of the whole numbers that a level is summed in make one unit.
    #[must_use]
    pub fn scale(self) -> i64 {
        match self {
            Self::Unmet | Self::Splits | Self::Hotels => 1,
            Self::Breaches | Self::Moves => Weight::SCALE,
            Self::Travel => Km::SCALE,
            Self::Cost => Money::SCALE,
        }
    }
}

impl fmt::Display for LevelName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The unit of the travel level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TravelUnit {
    /// Guest-km.
    #[default]
    Km,
    /// Guest-minutes.
    Minutes,
}

/// How the levels are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// One after the other; a level may give up a share of its value for the sake of later ones.
    Lexicographic {
        /// The levels, most important first.
        order: Vec<LevelName>,
        /// Shares that levels may give up, in billionths; 0 where not named.
        tolerance: BTreeMap<LevelName, Weight>,
    },
    /// One weighted sum. A level that is not named weighs 0.
    Weighted(BTreeMap<LevelName, Weight>),
}

/// The objective of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// How the levels are put together.
    pub mode: Mode,
    /// Weights of the tiers in the weighted mode; a tier that is not named weighs 1.
    pub unmet_weights: BTreeMap<u32, Weight>,
    /// The unit of the travel level.
    pub travel_unit: TravelUnit,
}

impl Objective {
    /// The level of the weighted sum: its name in plans.
    pub const WEIGHTED: &'static str = "weighted";
    /// Parts in one unit of the weighted sum.
    pub const WEIGHTED_SCALE: i64 = Weight::SCALE;
    /// So many times as much as the heaviest tier weigh guests who lose the room that they have (tier 0), if not said.
    const KEPT_TIMES: i64 = 1_000;

    /// Returns the weight of a tier in the weighted mode.
    #[must_use]
    pub fn tier_weight(&self, tier: u32) -> Weight {
        let heaviest = || self.unmet_weights.values().copied().max().unwrap_or(Weight::ONE).max(Weight::ONE);
        let by_default = || match tier {
            0 => Weight(heaviest().0.saturating_mul(Self::KEPT_TIMES)),
            _ => Weight::ONE,
        };
        self.unmet_weights.get(&tier).copied().unwrap_or_else(by_default)
    }
}

impl Default for Objective {
    fn default() -> Self {
        use LevelName::{Breaches, Cost, Moves, Splits, Travel, Unmet};
        Self {
            mode: Mode::Lexicographic {
                order: vec![Unmet, Breaches, Moves, Splits, Travel, Cost],
                tolerance: BTreeMap::new(),
            },
            unmet_weights: BTreeMap::new(),
            travel_unit: TravelUnit::Km,
        }
    }
}
