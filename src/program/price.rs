//! Turns what the trade counts (guests, km, money) into costs at the levels of the objective (`docs/architecture.md`).
//!
//! The only place that knows whether levels are solved one after the other or added up.

use crate::domain::{Instance, LevelName, Mode, Objective, Strength, Weight};

use super::cost::Costs;
use super::primitive::Level;

/// The levels of a program, and the price of a part of each thing that is counted.
#[derive(Debug, Clone)]
pub struct Prices<'a> {
    instance: &'a Instance,
    levels: Vec<Level>,
    /// Position of the level of each name but `unmet`, in the order of `LevelName::ALL`.
    level_of: [Option<usize>; LevelName::ALL.len()],
}

impl<'a> Prices<'a> {
    /// Lays out the levels of a case.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let levels = match &instance.objective.mode {
            Mode::Lexicographic { order, tolerance } => order
                .iter()
                .flat_map(|&name| {
                    let tolerance = tolerance.get(&name).map_or(0, |share| share.0);
                    level_names(instance, name).into_iter().map(move |text| Level {
                        name: text,
                        scale: name.scale(),
                        tolerance,
                    })
                })
                .collect(),
            Mode::Weighted(_) => {
                vec![Level { name: Objective::WEIGHTED.to_owned(), scale: Objective::WEIGHTED_SCALE, tolerance: 0 }]
            }
        };
        let level_of = LevelName::ALL.map(|name| levels.iter().position(|level| level.name == name.as_str()));
        Self { instance, levels, level_of }
    }

    /// Returns the levels, most important first.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        self.levels.clone()
    }

    /// Adds the price of so many parts of a level. Not for unmet guests, whose price depends on their tier.
    pub fn charge(&self, costs: &mut Costs, name: LevelName, parts: i64) {
        match &self.instance.objective.mode {
            Mode::Lexicographic { .. } => {
                if let Some(level) = self.level_of[name as usize] {
                    costs.add(level, parts);
                }
            }
            Mode::Weighted(weights) => {
                let weight = weights.get(&name).map_or(0, |weight| weight.0);
                costs.add(0, rounded(i128::from(weight) * i128::from(parts), name.scale()));
            }
        }
    }

    /// Returns how a rule of some strength is compiled, by the unit of its breaches.
    #[must_use]
    pub fn force(&self, strength: Strength) -> Force {
        self.force_by_part(strength, 1)
    }

    /// Returns how a rule of some strength is compiled, by parts of which so many make a unit of its breaches. What a part
    /// weighs is rounded half up to a billionth.
    #[must_use]
    pub fn force_by_part(&self, strength: Strength, scale: i64) -> Force {
        let weight = match strength {
            Strength::Hard => return Force::Hard,
            Strength::Off => return Force::Nothing,
            Strength::Soft(weight) => weight,
        };
        let mut price = Costs::default();
        self.charge(&mut price, LevelName::Breaches, rounded(i128::from(weight.0), scale));
        if price.is_empty() { Force::Nothing } else { Force::Priced(price) }
    }

    /// R2, R46. Adds the price of a guest of a tier who is not placed.
    pub fn charge_unmet(&self, costs: &mut Costs, tier: u32) {
        match &self.instance.objective.mode {
            Mode::Lexicographic { .. } => {
                let name = unmet_level(tier);
                if let Some(level) = self.levels.iter().position(|level| level.name == name) {
                    costs.add(level, 1);
                }
            }
            Mode::Weighted(weights) => {
                let unmet = weights.get(&LevelName::Unmet).map_or(0, |weight| weight.0);
                let of_tier = self.instance.objective.tier_weight(tier).0;
                costs.add(0, rounded(i128::from(unmet) * i128::from(of_tier), Weight::SCALE));
            }
        }
    }
}

/// How a rule of some strength is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Force {
    /// It must hold.
    Hard,
    /// Each unit of a breach costs so much, which is something.
    Priced(Costs),
    /// It is left out: it is off, or a breach costs nothing.
    Nothing,
}

impl Force {
    /// Returns the price of something that is left out where nothing is asked: none where it must hold.
    #[expect(
        clippy::option_option,
        reason = "capacities and sides have a price or none, and may be left out as a whole"
    )]
    pub fn price(self) -> Option<Option<Costs>> {
        match self {
            Self::Hard => Some(None),
            Self::Priced(price) => Some(Some(price)),
            Self::Nothing => None,
        }
    }
}

/// The levels that a name of the policy stands for: one a tier for unmet guests, none for moves where there was no plan before.
fn level_names(instance: &Instance, name: LevelName) -> Vec<String> {
    match name {
        LevelName::Unmet => instance.tiers().into_iter().map(unmet_level).collect(),
        LevelName::Moves if instance.previous.is_none() => Vec::new(),
        _ => vec![name.as_str().to_owned()],
    }
}

/// The name of the level of a tier.
fn unmet_level(tier: u32) -> String {
    format!("{}.{tier}", LevelName::Unmet)
}

/// A product divided by a scale, rounded half up.
pub fn rounded(product: i128, scale: i64) -> i64 {
    let scale = i128::from(scale);
    i64::try_from((2 * product + scale).div_euclid(2 * scale)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_rounded_half_up() {
        assert_eq!(rounded(15, 10), 2);
        assert_eq!(rounded(14, 10), 1);
        assert_eq!(rounded(0, 10), 0);
        assert_eq!(rounded(i128::MAX.div_euclid(4), 1), i64::MAX);
    }
}
