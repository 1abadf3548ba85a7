//! Sums a bound anew from the prices of its certificate: plain arithmetic over the case, nothing that the solver wrote.
//!
//! A certificate prices rooms by night and uses of hotels at 0 or more, and the caps of earlier levels. Then no plan
//! within the caps costs less at the level than the sum over groups of their cheapest pattern at these prices, less what
//! the prices earn at each hotel beyond its opening, with one side in each unit, less the caps times their prices. That
//! holds whatever the prices are: they need not be trusted. What could make it wrong is looked at: that cohorts of
//! different sides are really kept apart, that nights are nights on which a group holds what it pays for, that no price
//! is below 0. `docs/formulation.md` has the proof.

mod choice;
mod earning;
mod former;
mod measure;
mod pattern;
mod refusal;

use std::collections::BTreeMap;

use crate::domain::Instance;
use measure::Measure;
pub use measure::scale;

/// The prices that prove a bound of one level. Positions are those of the instance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Certificate {
    /// The name of the level: `unmet.1`, `splits`, … or `weighted`.
    pub level: String,
    /// How many grains make a part of the level: all prices are in grains.
    pub grains: i64,
    /// What earlier levels may cost, and what a unit of each costs.
    pub caps: Vec<CapPrice>,
    /// The prices, hotel by hotel; only hotels with some.
    pub hotels: Vec<HotelPrices>,
}

/// What an earlier level may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapPrice {
    /// Its name.
    pub level: String,
    /// The most it may cost, in its parts.
    pub most: i128,
    /// Price of a unit of it, in grains.
    pub price: i64,
}

/// The prices at one hotel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HotelPrices {
    /// The hotel.
    pub hotel: usize,
    /// Its units: itself, or its wings.
    pub units: Vec<UnitPrices>,
    /// Groups that pay for the hotel being open, and how much.
    pub uses: Vec<(usize, i64)>,
}

/// The prices in a hotel or wing that one side at a time may hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitPrices {
    /// The wing; none for the whole hotel.
    pub wing: Option<String>,
    /// A side that holds it holds it on all nights.
    pub whole: bool,
    /// The classes of each side. Where there is one side, it is everybody's.
    pub sides: Vec<Vec<usize>>,
    /// Prices of rooms.
    pub rooms: Vec<RoomPrice>,
    /// Prices of uses.
    pub uses: Vec<UsePrice>,
}

/// The price of a room on a night, for groups of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomPrice {
    /// Position of the pool in its hotel.
    pub pool: usize,
    /// The side.
    pub side: usize,
    /// The night.
    pub night: u32,
    /// The price.
    pub price: i64,
}

/// What a group pays for its side holding a unit on a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsePrice {
    /// The group.
    pub group: usize,
    /// The night.
    pub night: u32,
    /// The price.
    pub price: i64,
}

/// A bound that was summed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recomputed {
    /// No plan within the caps of the certificate costs less at its level, in parts.
    pub bound: i128,
    /// Transitions looked at.
    pub steps: u64,
}

impl UnitPrices {
    /// Returns the side of a class; none where it pays nothing here.
    fn side_of(&self, class: usize) -> Option<usize> {
        match self.sides.as_slice() {
            [] | [_] => Some(0),
            sides => sides.iter().position(|side| side.contains(&class)),
        }
    }

    /// Tells whether a wing lies in it.
    fn holds(&self, wing: &str) -> bool {
        self.wing.as_ref().is_none_or(|own| own == wing)
    }
}

/// Sums the bound of a certificate anew.
///
/// # Errors
/// What the certificate says that the case does not bear out, in one sentence.
pub fn bound(instance: &Instance, certificate: &Certificate) -> Result<Recomputed, String> {
    let measure = Measure::new(instance, certificate)?;
    let prices: BTreeMap<usize, &HotelPrices> =
        certificate.hotels.iter().map(|prices| (prices.hotel, prices)).collect();
    if prices.len() < certificate.hotels.len() {
        return Err("It names a hotel twice.".to_owned());
    }
    for prices in prices.values() {
        earning::accept(instance, prices)?;
    }
    let (mut sum, mut steps) = (0_i128, 0);
    for group in 0..instance.groups.len() {
        if instance.groups[group].guests > pattern::GUESTS_MOST {
            continue;
        }
        let choices = choice::choices(&measure, group, &prices)?;
        if let Some(price) = pattern::cheapest(&measure, group, &choices, &mut steps) {
            sum = sum.saturating_add(price);
        }
    }
    for prices in prices.values() {
        sum -= earning::earned(&measure, prices);
    }
    sum -= measure.credit();
    let grains = i128::from(certificate.grains);
    let parts = sum.div_euclid(grains) + i128::from(sum.rem_euclid(grains) > 0);
    Ok(Recomputed { bound: parts.max(0), steps })
}

/// Returns about how many transitions summing a bound anew takes.
#[must_use]
pub fn steps(instance: &Instance) -> u64 {
    let rooms = |hotel: &crate::domain::Hotel| -> u64 {
        let most =
            |pool: &crate::domain::Pool| pool.offers.iter().map(|offer| offer.rooms * offer.guests_max.min(8)).max();
        hotel.pools.iter().filter_map(most).map(u64::from).sum()
    };
    let hotels: u64 = instance.hotels.iter().map(rooms).sum();
    let layers = |group: &crate::domain::Group| match group.split {
        crate::domain::Split::Hotels { hotels_max: Some(most), .. } => u64::from(most),
        _ => 1,
    };
    instance
        .groups
        .iter()
        .map(|group| u64::from(group.guests).saturating_mul(hotels).saturating_mul(layers(group)))
        .sum()
}
