//! Rooms by night: what a pool holds over a stay, and the rows that limit it.

use crate::domain::{Group, Instance, Offer, Pool, Rule, Sharing, Stay, Strength};

use super::primitive::{Capacity, Counts, Scope};

/// What a pool offers a group over its whole stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Most guests in a shared room: the least over the nights of the stay (R7).
    pub guests_max: u32,
    /// Most rooms that one row of the group may have.
    pub rooms_max: u32,
    /// Most guests of the group.
    pub guests: u32,
}

impl Holding {
    /// Returns what is left where so few guests share a room; none is no limit.
    #[must_use]
    fn at_most(self, most: Option<u32>) -> Self {
        let Some(most) = most.filter(|&most| most < self.guests_max) else { return self };
        let guests = self.guests.min(self.rooms_max.saturating_mul(most));
        Self { guests_max: most, guests, ..self }
    }
}

/// R7. The most guests of a group in a room of a type, as its class says: none where it says nothing, where the rule is off,
/// and by the bed.
fn r7_types_max(instance: &Instance, (group, hotel): (usize, usize), room_type: &str) -> Option<u32> {
    let of = &instance.groups[group];
    let most = instance.classes[of.class].types_max.get(room_type).copied()?;
    let is_asked = of.sharing != Sharing::Bed && instance.strength_at(Rule::R7, group, Some(hotel)) != Strength::Off;
    is_asked.then_some(most.max(1))
}

/// R1, R7, R29. What a pool offers a group that may be anywhere, on every night of its stay.
#[must_use]
pub fn r7_holding(instance: &Instance, at: (usize, usize), (room_type, offers): (&str, &[Offer])) -> Holding {
    let whole = r29_whole_stay(&instance.groups[at.0], instance.turnover_nights(at.0), offers);
    whole.at_most(r7_types_max(instance, at, room_type))
}

/// R17. The nights on which the rooms of a group count as used: its stay and the turnover after it.
#[must_use]
pub fn r17_held(instance: &Instance, group: usize) -> Stay {
    instance.groups[group].stay.lengthened(instance.turnover_nights(group), instance.calendar.n_nights)
}

/// R1, R29. What a pool offers a group on every night of its stay; nothing where a night is unknown.
///
/// A night of turnover, after departure, limits the rooms only where the hotel quotes it: nobody sleeps there, and a
/// quote that ends on the day of departure says nothing about that night.
#[must_use]
pub fn r29_whole_stay(group: &Group, turnover_nights: u32, offers: &[Offer]) -> Holding {
    let cooling = group.stay.depart..group.stay.depart.saturating_add(turnover_nights);
    let (mut guests_max, mut rooms, mut beds) = (u32::MAX, u32::MAX, u64::MAX);
    let mut next = group.stay.arrive;
    for offer in Offer::over(offers, group.stay) {
        if offer.nights.arrive > next {
            break;
        }
        next = offer.nights.depart;
        guests_max = guests_max.min(offer.guests_max);
        rooms = rooms.min(offer.rooms);
        beds = beds.min(u64::from(offer.rooms) * u64::from(offer.guests_max));
    }
    if next < group.stay.depart {
        return Holding { guests_max: 1, rooms_max: 0, guests: 0 };
    }
    for offer in offers.iter().filter(|offer| offer.nights.depart > cooling.start && offer.nights.arrive < cooling.end)
    {
        rooms = rooms.min(offer.rooms);
        beds = beds.min(u64::from(offer.rooms) * u64::from(offer.guests_max));
    }
    let fitting = match group.sharing {
        Sharing::Bed => beds,
        Sharing::Party | Sharing::SameSex => u64::from(rooms) * u64::from(guests_max),
        Sharing::Single => u64::from(rooms),
    };
    let guests = u32::try_from(fitting.min(u64::from(group.guests))).unwrap_or(group.guests);
    let rooms_max = if group.sharing == Sharing::Bed { guests.div_ceil(guests_max) } else { rooms.min(group.guests) };
    Holding { guests_max, rooms_max, guests }
}

/// R1. How many guests of a group a pool could hold, if nobody else were there.
#[must_use]
pub fn r1_guests_fitting(group: &Group, turnover_nights: u32, offers: &[Offer]) -> u32 {
    r29_whole_stay(group, turnover_nights, offers).guests
}

/// R1. The rows of a pool: its rooms on each night that it quotes.
pub fn r1_capacity(pool: &Pool, position: u32) -> impl Iterator<Item = Capacity> {
    pool.offers.iter().map(move |offer| Capacity {
        scope: Scope::Pool(position),
        nights: offer.nights,
        most: offer.rooms,
        counts: Counts::Rooms { guests_max: offer.guests_max },
    })
}
