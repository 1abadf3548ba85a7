//! Meals: how many guests a hotel feeds, and the capacities that limit them.

use crate::domain::{Hotel, Instance, LevelName, Stay, Strength};

use super::cohesion;
use super::cost::Costs;
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
    match instance.rules.meals {
        Strength::Hard => fed(instance, hotel).unwrap_or(u32::MAX),
        Strength::Soft(_) => u32::MAX,
    }
}

/// R42. The hotel feeds the fewest guests that the group may send there.
#[must_use]
pub fn r42_meals_for_chunk(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    r42_fed(case.instance, hotel) >= cohesion::r20_guests_min(&case.instance.groups[group])
}

/// R42. Guests asleep in a hotel on a night are at most those it feeds. Left out where its rooms never hold more, and where
/// it is soft and weighs nothing.
pub fn r42_meals<'a>(
    instance: &'a Instance,
    prices: &Prices<'_>,
    hotels: &'a [u32],
) -> impl Iterator<Item = Capacity> + 'a {
    let price = match instance.rules.meals {
        Strength::Hard => None,
        Strength::Soft(weight) => {
            let mut price = Costs::default();
            prices.charge(&mut price, LevelName::Breaches, weight.0);
            Some(price)
        }
    };
    let is_free = price.as_ref().is_some_and(|price| price.0.is_empty());
    hotels.iter().filter(move |_| !is_free).filter_map(move |&hotel| {
        let most = fed(instance, hotel as usize)?;
        let nights = Stay { arrive: 0, depart: instance.calendar.n_nights };
        let counts = Counts::Guests { price: price.clone() };
        (beds(&instance.hotels[hotel as usize]) > u64::from(most)).then_some(Capacity {
            scope: Scope::Hotel(hotel),
            nights,
            most,
            counts,
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
