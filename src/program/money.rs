//! What rooms and hotels cost, and what a group may pay.

use crate::domain::{Group, Instance, LevelName, Offer, Rule};

use super::cost::Costs;
use super::parts::{Parts, side};
use super::price::{Force, Prices};
use super::primitive::Opening;
use super::row::{Row, Term};

/// R35. Every night of the stay is priced, and what the group pays is on no night above what it may pay.
#[must_use]
pub fn r35_rate_max(group: &Group, offers: &[Offer]) -> bool {
    let Some(most) = group.rate_max else { return true };
    let mut next = group.stay.arrive;
    for offer in Offer::over(offers, group.stay) {
        if offer.nights.arrive > next || offer.rate.is_none_or(|rate| group.asks.paid(rate) > most) {
            return false;
        }
        next = offer.nights.depart;
    }
    next >= group.stay.depart
}

/// What a room costs that is paid so many minor units.
pub fn room_price(prices: &Prices<'_>, parts: i64) -> Costs {
    let mut costs = Costs::default();
    prices.charge(&mut costs, LevelName::Cost, parts);
    costs
}

/// What a room of a pool costs over the stay of a group, in minor units: the share of the rate that it pays (R35). Nights of unknown rate cost nothing.
pub fn rate_of_stay(group: &Group, offers: &[Offer]) -> i64 {
    let nights =
        |offer: &Offer| offer.nights.depart.min(group.stay.depart) - offer.nights.arrive.max(group.stay.arrive);
    let price =
        |offer: &Offer| i64::from(nights(offer)).saturating_mul(offer.rate.map_or(0, |rate| group.asks.paid(rate).0));
    Offer::over(offers, group.stay).map(price).fold(0_i64, i64::saturating_add)
}

/// R21. What a hotel costs once it takes anyone, and the fewest rooms worth opening it for.
pub fn r21_opening(instance: &Instance, prices: &Prices<'_>, hotel: u32) -> Opening {
    let opened = &instance.hotels[hotel as usize];
    let mut per_use = Costs::default();
    prices.charge(&mut per_use, LevelName::Hotels, 1);
    prices.charge(&mut per_use, LevelName::Cost, opened.opening_cost.0);
    let (rooms_min, short) = match prices.force(instance.strength_in(Rule::R21, hotel as usize)) {
        Force::Hard => (opened.rooms_min, None),
        Force::Priced(short) if opened.rooms_min > 0 => (opened.rooms_min, Some(short)),
        Force::Priced(_) | Force::Nothing => (0, None),
    };
    Opening { hotel, per_use, rooms_min, short }
}

/// R21. The rooms of all rows of a hotel are at most those worth using.
pub fn r21_rooms_max(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    if instance.hotels.iter().all(|hotel| hotel.terms.rooms_max.is_none()) {
        return Vec::new();
    }
    let mut terms: Vec<Vec<Term>> = vec![Vec::new(); instance.hotels.len()];
    for spot in parts.all_spots().filter(|spot| instance.hotels[spot.hotel].terms.rooms_max.is_some()) {
        terms[spot.hotel].push(spot.per_room(1));
    }
    let row = |(at, terms): (usize, Vec<Term>)| {
        let hotel = &instance.hotels[at];
        let upper = side(prices.force(instance.strength_in(Rule::R21, at)), hotel.terms.rooms_max?.into())?;
        (!terms.is_empty()).then(|| Row {
            name: format!("rooms of {}", hotel.id),
            terms,
            lower: None,
            upper: Some(upper),
        })
    };
    terms.into_iter().enumerate().filter_map(row).collect()
}
