//! The part of `plan.json` that speaks of all who are not placed together: one thing eased for everybody, solved again.

use serde::{Deserialize, Serialize};

use crate::domain::quantity::fixed_text;
use crate::explain::{self, LevelChange};

/// One thing eased for everybody, and what came of solving again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relief {
    /// What is eased, in words.
    pub change: String,
    /// The rule that it eases, `R18`; none where nothing is.
    pub rule: Option<String>,
    /// Guests who have a room by it, less those who lose theirs to more urgent ones.
    pub places: i64,
    /// Groups that are wholly placed by it, less those that are no more.
    pub groups: i64,
    /// Guests who are still left over.
    pub left: u64,
    /// It is proven that no plan does better with this eased; else it is what was found.
    pub proven: bool,
    /// It does better than solving again with nothing eased.
    pub helps: bool,
    /// The levels of the objective that are other than in this plan.
    pub levels: Vec<LevelBy>,
}

/// By how much a level is other, as a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelBy {
    /// The level.
    pub level: String,
    /// By how much it grows; it falls where this is below 0.
    pub by: String,
}

/// Returns what would place those who are left over.
#[must_use]
pub fn reliefs(reliefs: &[explain::Relief]) -> Vec<Relief> {
    let by = |change: &LevelChange| LevelBy { level: change.level.clone(), by: fixed_text(change.by, change.scale) };
    let relief = |one: &explain::Relief| Relief {
        change: one.text.clone(),
        rule: one.easing.rule().map(|rule| rule.to_string()),
        places: one.guests,
        groups: one.groups,
        left: one.left,
        proven: one.is_proven,
        helps: one.helps,
        levels: one.levels.iter().map(by).collect(),
    };
    reliefs.iter().map(relief).collect()
}

impl Relief {
    /// Returns the levels that count guests who have no room, less where more of them have one, and what it costs besides, for
    /// people: `splits +3`.
    #[must_use]
    pub fn costs(&self) -> String {
        let is_gain = |level: &&LevelBy| !(level.level.starts_with("unmet.") && level.by.starts_with('-'));
        let cost = |level: &LevelBy| {
            let by = crate::render::number::shown(&level.by);
            let sign = if by.starts_with('-') { "" } else { "+" };
            format!("{} {sign}{by}", level.level)
        };
        let costs: Vec<String> = self.levels.iter().filter(is_gain).map(cost).collect();
        costs.join(", ")
    }

    /// Returns how many guests it places, for people: a count where no more can be had, else what was found.
    #[must_use]
    pub fn placed(&self) -> String {
        let places = crate::render::number::grouped(self.places);
        if self.proven { places } else { format!("at least {places}") }
    }
}
