//! One thing of a case relaxed for one group: a rule, a number of a rule, or the rooms of a hotel.

use super::sentence::when;
use crate::domain::{Instance, Km, Minutes, Money, Offer, Pool, Quote, Rule, Split, Stay, Waiver};

/// One thing that is relaxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relaxation {
    /// A rule does not hold for the group.
    Waive(Rule),
    /// The group may use so many hotels (R18).
    HotelsMax(u32),
    /// The group may be so far from its site (R24).
    KmMax(Km),
    /// The group may be so long on its way (R24).
    MinutesMax(Minutes),
    /// The group may pay so much for a room (R35).
    RateMax(Money),
    /// A hotel has so many more rooms of a kind on some nights (R1).
    Rooms {
        /// Position of the hotel.
        hotel: usize,
        /// Position of the pool in the hotel.
        pool: usize,
        /// How many.
        rooms: u32,
        /// When.
        nights: Stay,
    },
}

impl Relaxation {
    /// Returns a case with it, for a group by its position.
    #[must_use]
    pub fn applied(&self, instance: &Instance, group: usize) -> Instance {
        let mut changed = instance.clone();
        let wishes = &mut changed.groups[group];
        match *self {
            Self::Waive(rule) => {
                let place = wishes.place.clone();
                changed.rules.waivers.push(Waiver::supposed(rule, group, place));
            }
            Self::HotelsMax(most) => {
                if let Split::Hotels { hotels_max, .. } = &mut wishes.split {
                    *hotels_max = Some(most);
                }
            }
            Self::KmMax(km) => wishes.km_max = Some(km),
            Self::MinutesMax(minutes) => wishes.minutes_max = Some(minutes),
            Self::RateMax(rate) => wishes.rate_max = Some(rate),
            Self::Rooms { hotel, pool, rooms, nights } => {
                add_rooms(&mut changed.hotels[hotel].pools[pool], rooms, nights);
            }
        }
        changed
    }

    /// Returns it in words.
    #[must_use]
    pub fn text(&self, instance: &Instance, group: usize) -> String {
        let wishes = &instance.groups[group];
        match *self {
            Self::Waive(rule) => format!("waive {rule} ({}) for {}", rule.entry().title, wishes.id),
            Self::HotelsMax(most) => format!("let {} use {most} hotels (R18)", wishes.id),
            Self::KmMax(km) => format!("raise km_max of {} to {km} (R24)", wishes.id),
            Self::MinutesMax(minutes) => format!("raise minutes_max of {} to {minutes} (R24)", wishes.id),
            Self::RateMax(rate) => format!("raise rate_max of {} to {rate} (R35)", wishes.id),
            Self::Rooms { hotel, pool, rooms, nights } => {
                let (hotel, pool) = (&instance.hotels[hotel], &instance.hotels[hotel].pools[pool]);
                let wing = if pool.wing.is_empty() { String::new() } else { format!(", wing {}", pool.wing) };
                let noun = if rooms == 1 { "room" } else { "rooms" };
                let when = when(instance, nights, " from ");
                format!("get {rooms} more {} {noun} in {}{wing}{when}", pool.room_type, hotel.id)
            }
        }
    }

    /// Which of two that do the same is offered first: numbers before rooms, rooms before rules.
    #[must_use]
    pub fn rank(&self) -> u32 {
        match self {
            Self::HotelsMax(_) => 0,
            Self::KmMax(_) | Self::MinutesMax(_) => 1,
            Self::RateMax(_) => 2,
            Self::Rooms { .. } => 3,
            Self::Waive(rule) => 4 + u32::from(rule.number()),
        }
    }
}

/// Adds rooms to a pool on some nights; a night of which nothing was known takes after its neighbours.
pub(super) fn add_rooms(pool: &mut Pool, rooms: u32, nights: Stay) {
    let Some(&model) = Offer::over(&pool.offers, nights).next().or(pool.offers.first()) else { return };
    let mut offers: Vec<Offer> = pool.offers.iter().filter(|offer| !offer.nights.overlaps(nights)).copied().collect();
    for offer in pool.offers.iter().filter(|offer| offer.nights.overlaps(nights)) {
        let around = [
            Stay { arrive: offer.nights.arrive, depart: nights.arrive },
            Stay { arrive: nights.depart, depart: offer.nights.depart },
        ];
        offers.extend(
            around.into_iter().filter(|part| part.arrive < part.depart).map(|nights| Offer { nights, ..*offer }),
        );
    }
    for night in nights.nights() {
        let here = pool.offer(night).copied().unwrap_or(Offer { rooms: 0, ..model });
        // What is got is sure, and what was believed of the rest stays believed.
        let rooms = here.rooms.saturating_add(rooms);
        let nights = Stay { arrive: night, depart: night + 1 };
        offers.push(Offer { nights, rooms, quote: Quote::plain(rooms), ..here });
    }
    offers.sort_by_key(|offer| offer.nights.arrive);
    pool.offers = offers;
}
