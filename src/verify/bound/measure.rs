//! What things cost at a level, the caps of earlier levels priced in, in grains.

use std::collections::BTreeMap;

use super::Certificate;
use crate::domain::{
    AllocationRow, Group, Hotel, Instance, LevelName, Mode, Money, Objective, Pin, PinRelation, Pool, Rule, Weight,
};
use crate::verify::objective::{Pricing, paid, way};

/// A level of the objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Guests of a tier who are not placed.
    Unmet(u32),
    /// Any other level.
    Named(LevelName),
    /// The weighted sum.
    Weighted,
}

impl Kind {
    /// Returns how many parts make a unit.
    fn scale(self) -> i64 {
        match self {
            Self::Unmet(_) => LevelName::Unmet.scale(),
            Self::Named(level) => level.scale(),
            Self::Weighted => Objective::WEIGHTED_SCALE,
        }
    }
}

/// A capped level.
struct Cap {
    kind: Kind,
    most: i128,
    price: i128,
    /// Parts in a unit.
    scale: i128,
}

/// Prices things for one certificate.
pub struct Measure<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// The pins of each group.
    pub pins_of: Vec<Vec<&'a Pin>>,
    /// The rows of the plan before this one, by group.
    pub before: BTreeMap<usize, Vec<&'a AllocationRow>>,
    kind: Kind,
    grains: i128,
    caps: Vec<Cap>,
}

impl<'a> Measure<'a> {
    /// Resolves the levels of a certificate.
    ///
    /// # Errors
    /// A level that the policy does not have, or a price below 0.
    pub fn new(instance: &'a Instance, certificate: &Certificate) -> Result<Self, String> {
        let known = |name: &str| kind(instance, name).ok_or_else(|| format!("The policy has no level {name}."));
        if certificate.grains < 1 {
            return Err("A part of a level is less than a grain.".to_owned());
        }
        let mut caps = Vec::new();
        for cap in &certificate.caps {
            if cap.price < 0 || cap.level == certificate.level {
                return Err(format!("The cap of {} has a price that proves nothing.", cap.level));
            }
            let kind = known(&cap.level)?;
            caps.push(Cap { kind, most: cap.most, price: cap.price.into(), scale: kind.scale().into() });
        }
        let mut pins_of = vec![Vec::new(); instance.groups.len()];
        for pin in instance.pins.iter().filter(|pin| instance.holds(pin)) {
            pins_of[pin.group].push(pin);
        }
        let mut before: BTreeMap<usize, Vec<&AllocationRow>> = BTreeMap::new();
        for row in instance.previous.iter().flat_map(|previous| &previous.rows) {
            if let Some(group) = instance.group(row.group.as_str()) {
                before.entry(group).or_default().push(row);
            }
        }
        Ok(Self {
            instance,
            pins_of,
            before,
            kind: known(&certificate.level)?,
            grains: certificate.grains.into(),
            caps,
        })
    }

    /// Returns what the priced caps take off the bound, rounded up.
    pub fn credit(&self) -> i128 {
        let credit = |cap: &Cap| {
            let product = cap.price.saturating_mul(cap.most.max(0));
            product.div_euclid(cap.scale) + i128::from(product.rem_euclid(cap.scale) > 0)
        };
        self.caps.iter().map(credit).fold(0, i128::saturating_add)
    }

    /// Prices what amounts to something on each level; none where it would cost what must stay 0.
    fn price(&self, amount: impl Fn(Kind) -> i128) -> Option<i128> {
        let mut sum = self.grains.saturating_mul(amount(self.kind));
        for cap in &self.caps {
            let parts = amount(cap.kind);
            if cap.most <= 0 && parts > 0 {
                return None;
            }
            sum = sum.saturating_add(cap.price.saturating_mul(parts).div_euclid(cap.scale));
        }
        Some(sum)
    }

    /// Returns how much so many parts of something amount to on a level.
    fn amount(&self, kind: Kind, name: LevelName, (parts, scale): (i64, i64)) -> i128 {
        match (kind, &self.instance.objective.mode) {
            (Kind::Named(level), _) if level == name => i128::from(parts),
            (Kind::Weighted, Mode::Weighted(weights)) => {
                weights.get(&name).map_or(0, |&weight| Pricing::Weighted(weight).of(parts, scale))
            }
            _ => 0,
        }
    }

    /// The price of a guest of a group who is not placed.
    pub fn unmet(&self, group: usize) -> Option<i128> {
        let tier_of = self.instance.tier(group);
        let moved = self.move_weight(group);
        self.price(|kind| match (kind, &self.instance.objective.mode) {
            (Kind::Unmet(tier), _) => i128::from(tier == tier_of),
            (Kind::Weighted, Mode::Weighted(_)) => {
                let of_tier = self.instance.objective.tier_weight(tier_of).0;
                self.amount(kind, LevelName::Unmet, (of_tier, Weight::SCALE)) + self.moved(kind, moved)
            }
            _ => self.moved(kind, moved),
        })
    }

    /// The price of a guest who is not where the group was (R32).
    pub fn elsewhere(&self, group: usize) -> Option<i128> {
        let moved = self.move_weight(group);
        self.price(|kind| self.moved(kind, moved))
    }

    fn moved(&self, kind: Kind, weight: Option<Weight>) -> i128 {
        weight.map_or(0, |weight| self.amount(kind, LevelName::Moves, (weight.0, Weight::SCALE)))
    }

    /// What moving a guest of a group weighs; none where it was nowhere, or stays by force.
    fn move_weight(&self, group: usize) -> Option<Weight> {
        let free = self.before.contains_key(&group) && self.instance.kept(group).is_none();
        free.then(|| self.instance.rules.moves.of(self.instance.groups[group].status))
    }

    /// The price of a further hotel of a group.
    pub fn split(&self) -> Option<i128> {
        self.price(|kind| self.amount(kind, LevelName::Splits, (1, 1)))
    }

    /// The price of opening a hotel.
    pub fn opening(&self, hotel: &Hotel) -> Option<i128> {
        self.price(|kind| {
            self.amount(kind, LevelName::Hotels, (1, 1))
                + self.amount(kind, LevelName::Cost, (hotel.opening_cost.0, Money::SCALE))
        })
    }

    /// The price of a room of a pool over the stay of a group.
    pub fn room(&self, group: &Group, pool: &Pool) -> Option<i128> {
        let rates = group.stay.nights().filter_map(|night| pool.offer(night)?.rate);
        let rate = rates.fold(0, |sum: i64, rate| sum.saturating_add(paid(group, rate)));
        self.price(|kind| self.amount(kind, LevelName::Cost, (rate, Money::SCALE)))
    }

    /// The price of a breach of so much.
    pub fn breach(&self, weight: Weight) -> Option<i128> {
        self.price(|kind| self.amount(kind, LevelName::Breaches, (weight.0, Weight::SCALE)))
    }

    /// The price of a guest of a group in a wing of a hotel: the way, wishes refused (R24, R31), and what rules that refuse
    /// the group there weigh.
    pub fn guest(&self, (group, hotel): (usize, usize), wing: &str, refused: &[Weight]) -> Option<i128> {
        let instance = self.instance;
        let way = way(instance, group, hotel);
        let pins = self.pins_of[group].iter();
        let soft = instance.strength(Rule::R31).price();
        let is_bound = |pin: &&&Pin| pin.relation == PinRelation::Must(None);
        let points_here = |pin: &&&Pin| {
            let there = pin.hotel == hotel && pin.wing.as_ref().is_none_or(|wanted| wanted == wing);
            there && matches!(pin.relation, PinRelation::Must(_))
        };
        let is_astray = pins.clone().any(|pin| is_bound(&pin)) && !pins.clone().any(|pin| points_here(&pin));
        let astray = soft.filter(|_| is_astray);
        let wishes: Vec<i64> = pins
            .filter_map(|pin| {
                let inside = pin.hotel == hotel && pin.wing.as_ref().is_none_or(|wanted| wanted == wing);
                match pin.relation {
                    PinRelation::Prefer(weight) => (!inside).then_some(weight.0),
                    PinRelation::Avoid(weight) => inside.then_some(weight.0),
                    PinRelation::MustNot => soft.filter(|_| inside).map(|weight| weight.0),
                    PinRelation::Must(_) => None,
                }
            })
            .chain(refused.iter().chain(&astray).map(|weight| weight.0))
            .collect();
        self.price(|kind| {
            let breaches = wishes.iter().map(|&weight| self.amount(kind, LevelName::Breaches, (weight, Weight::SCALE)));
            breaches.sum::<i128>() + self.amount(kind, LevelName::Travel, (way, LevelName::Travel.scale()))
        })
    }
}

/// Returns the level of a name.
fn kind(instance: &Instance, name: &str) -> Option<Kind> {
    match &instance.objective.mode {
        Mode::Weighted(_) => (name == Objective::WEIGHTED).then_some(Kind::Weighted),
        Mode::Lexicographic { order, .. } => order.iter().find_map(|&level| match level {
            LevelName::Unmet => {
                let tier = name.strip_prefix(level.as_str())?.strip_prefix('.')?.parse().ok()?;
                instance.tiers().contains(&tier).then_some(Kind::Unmet(tier))
            }
            LevelName::Moves if instance.previous.is_none() => None,
            _ => (name == level.as_str()).then_some(Kind::Named(level)),
        }),
    }
}

/// Returns how many parts make a unit of a level; none if the policy does not have it.
#[must_use]
pub fn scale(instance: &Instance, name: &str) -> Option<i64> {
    Some(kind(instance, name)?.scale())
}
