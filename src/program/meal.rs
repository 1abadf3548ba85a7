//! Meals: how many guests a hotel feeds, and the capacities that limit them.

use crate::domain::{Hotel, Instance, Rule, Stay};

use super::cohesion;
use super::filter::Case;
use super::price::Prices;
use super::primitive::{Capacity, Counts, Scope};

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

/// More guests than a hotel ever holds on a night.
fn beds(hotel: &Hotel) -> u64 {
    let of_pool = |pool: &crate::domain::Pool| {
        let offers = pool.offers.iter();
        offers.map(|offer| u64::from(offer.rooms) * u64::from(offer.guests_max)).max().unwrap_or(0)
    };
    hotel.pools.iter().map(of_pool).sum()
}
