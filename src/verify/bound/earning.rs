//! What the prices earn at a hotel, and whether its sides are sides.

use super::choice::locked;
use super::measure::Measure;
use super::{HotelPrices, UnitPrices};
use crate::domain::{Hotel, Instance, Level, Rule, Stay};
use crate::verify::cohort::separation;

/// Accepts the prices at a hotel if what they rest on is so.
///
/// # Errors
/// What is not so.
pub fn accept(instance: &Instance, prices: &HotelPrices) -> Result<(), String> {
    let hotel = instance.hotels.get(prices.hotel).ok_or("It names a hotel that the case does not have.")?;
    let negative = prices.uses.iter().any(|&(_, price)| price < 0)
        || prices
            .units
            .iter()
            .any(|unit| unit.rooms.iter().any(|row| row.price < 0) || unit.uses.iter().any(|paid| paid.price < 0));
    if negative {
        return Err(format!("A price at {} is below 0.", hotel.id));
    }
    let overlap = prices.units.iter().enumerate().any(|(at, unit)| {
        prices.units[..at].iter().any(|other| other.wing.is_none() || unit.wing.is_none() || unit.wing == other.wing)
    });
    if overlap {
        return Err(format!("Two units of {} overlap.", hotel.id));
    }
    prices.units.iter().try_for_each(|unit| accept_unit(instance, prices.hotel, unit))
}

fn accept_unit(instance: &Instance, hotel_at: usize, unit: &UnitPrices) -> Result<(), String> {
    let hotel = &instance.hotels[hotel_at];
    for row in &unit.rooms {
        let pool = hotel.pools.get(row.pool).filter(|pool| unit.holds(&pool.wing));
        if pool.and_then(|pool| pool.offer(row.night)).is_none() || row.side >= unit.sides.len().max(1) {
            return Err(format!("A price at {} is for rooms that are not on offer.", hotel.id));
        }
    }
    let night = |paid: &super::UsePrice| paid.night < instance.calendar.n_nights;
    if !unit.uses.iter().all(night) || !unit.rooms.iter().all(|row| row.night < instance.calendar.n_nights) {
        return Err(format!("A price at {} is for a night that the case does not have.", hotel.id));
    }
    let single = hotel.pools.iter().all(|pool| pool.wing == hotel.pools[0].wing);
    let exempt = instance.rules.separation_exempt_tag.as_ref().is_some_and(|tag| hotel.tags.contains(tag));
    let must_part = instance.strength_in(Rule::R10, hotel_at).is_hard();
    let apart = |a: usize, b: usize| {
        let wing = unit.wing.is_some() || single;
        !exempt && must_part && matches!(separation(instance, a, b), Some(level) if wing || level == Level::Hotel)
    };
    for (at, side) in unit.sides.iter().enumerate() {
        for other in &unit.sides[..at] {
            if let Some((a, b)) =
                side.iter().flat_map(|&a| other.iter().map(move |&b| (a, b))).find(|&(a, b)| !apart(a, b))
            {
                let (a, b) = (&instance.classes[a].name, &instance.classes[b].name);
                return Err(format!("At {} the classes {a:?} and {b:?} are not kept apart.", hotel.id));
            }
        }
    }
    let all = Stay { arrive: 0, depart: instance.calendar.n_nights };
    let lasting = |at: usize| {
        let class = unit.sides.iter().any(|side| side.contains(&instance.groups[at].class));
        !class || all.nights().all(|night| locked(instance, at).covers(night))
    };
    let sided = unit.sides.len() > 1;
    if unit.whole && sided && !(0..instance.groups.len()).all(lasting) {
        return Err(format!("A side need not hold {} on all nights.", hotel.id));
    }
    Ok(())
}

/// Returns what the prices earn at a hotel beyond its opening: nothing where it stays closed.
pub fn earned(measure: &Measure, prices: &HotelPrices) -> i128 {
    let hotel = &measure.instance.hotels[prices.hotel];
    let open: i128 = prices.uses.iter().map(|&(_, price)| i128::from(price)).sum();
    let units: i128 = prices.units.iter().map(|unit| in_unit(measure.instance, hotel, unit)).sum();
    (open + units - measure.opening(hotel).unwrap_or(0)).max(0)
}

/// Returns the most that a unit earns: from one side for good, or from one side each night.
fn in_unit(instance: &Instance, hotel: &Hotel, unit: &UnitPrices) -> i128 {
    let nights = if unit.whole { 1 } else { instance.calendar.n_nights as usize };
    let mut earned = vec![vec![0_i128; unit.sides.len().max(1)]; nights];
    let mut pay = |night: u32, side: usize, amount: i128| {
        earned[if unit.whole { 0 } else { night as usize }][side] += amount;
    };
    for row in &unit.rooms {
        let rooms = hotel.pools[row.pool].offer(row.night).map_or(0, |offer| offer.rooms);
        pay(row.night, row.side, i128::from(row.price) * i128::from(rooms));
    }
    for paid in &unit.uses {
        if let Some(side) = unit.side_of(instance.groups[paid.group].class) {
            pay(paid.night, side, paid.price.into());
        }
    }
    earned.iter().map(|sides| sides.iter().copied().max().unwrap_or(0)).sum()
}
