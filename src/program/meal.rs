//! Meals: how many guests a hotel feeds, and the capacities that limit them.

use crate::domain::{Hotel, Instance, Rule, Stay};

use super::filter::Case;
use super::parts::{Parts, Spot};
use super::price::Prices;
use super::primitive::{Capacity, Counts, Scope};
use super::row::Row;
use super::{cohesion, reserve};

/// R42. The guests that a hotel feeds on a night: its seats times the sittings; none where nobody knows.
fn fed(instance: &Instance, hotel: usize) -> Option<u32> {
    instance.hotels[hotel].meals_max.map(|seats| seats.saturating_mul(instance.rules.sittings))
}

/// R42. The most guests of one group that a hotel takes: all that it feeds, where that must hold.
#[must_use]
pub fn r42_fed(instance: &Instance, hotel: usize) -> u32 {
    if instance.strength_in(Rule::R42, hotel).is_hard() { fed(instance, hotel).unwrap_or(u32::MAX) } else { u32::MAX }
}

/// R42. The hotel feeds the fewest guests that the group may send there.
#[must_use]
pub fn r42_meals_for_chunk(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    let least = if case.staying(group).is_some() { 1 } else { cohesion::r20_guests_min(case.instance, group) };
    r42_fed(case.instance, hotel) >= least
}

/// R42. Guests asleep in a hotel on a night are at most those it feeds. Left out where its rooms never hold more, and where
/// it is off or weighs nothing.
pub fn r42_meals<'a>(
    instance: &'a Instance,
    prices: &'a Prices<'_>,
    hotels: &'a [u32],
) -> impl Iterator<Item = Capacity> + 'a {
    hotels.iter().filter_map(move |&hotel| {
        let price = prices.force(instance.strength_in(Rule::R42, hotel as usize)).price()?;
        let most = fed(instance, hotel as usize)?;
        let nights = Stay { arrive: 0, depart: instance.calendar.n_nights };
        (beds(&instance.hotels[hotel as usize]) > u64::from(most)).then_some(Capacity {
            scope: Scope::Hotel(hotel),
            nights,
            most,
            counts: Counts::Guests { price },
        })
    })
}

/// R42. Guests who take a late supper in a hotel on a night are at most those it serves. Nights in a row with the same guests
/// are one row, at the price of all.
pub fn r42_suppers(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let of_hotel = |(at, hotel): (usize, &Hotel)| -> Vec<Row> {
        let Some(most) = hotel.terms.suppers_max else { return Vec::new() };
        let on = |night: u32| {
            let sups = |spot: &Spot<'_>| spot.hotel == at && spot.group.sups_late(night, instance.rules.day_cut);
            let terms = parts.all_spots().filter(sups).map(|spot| spot.per_guest(1)).collect();
            Some((i64::from(most), terms))
        };
        let force = || prices.force(instance.strength_in(Rule::R42, at));
        reserve::rows(&format!("late suppers at {}", hotel.id), force, instance.calendar.n_nights, on)
    };
    instance.hotels.iter().enumerate().flat_map(of_hotel).collect()
}

/// More guests than a hotel ever holds on a night.
fn beds(hotel: &Hotel) -> u64 {
    let of_pool = |pool: &crate::domain::Pool| {
        let offers = pool.offers.iter();
        offers.map(|offer| u64::from(offer.rooms) * u64::from(offer.guests_max)).max().unwrap_or(0)
    };
    hotel.pools.iter().map(of_pool).sum()
}
