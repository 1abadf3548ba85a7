//! From quoted to usable rooms of a night, step by step: what hotels said, and what became of it.
//!
//! It adds up what the case and a plan say; it judges neither.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::domain::{Allocation, Hotel, HotelStatus, Instance, Rule};

/// Rooms of a night: quoted, what is taken off in this order, and what is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waterfall {
    /// What hotels said.
    pub quoted: u64,
    /// Not believed, by age or wording (R45).
    pub not_trusted: u64,
    /// Held for somebody else.
    pub held: u64,
    /// On floors kept clean (R13).
    pub clean: u64,
    /// For staff who live in (R14).
    pub staff: u64,
    /// Kept in reserve (R15).
    pub reserve: u64,
    /// Being turned over after guests of the plan (R17).
    pub turnover: u64,
    /// What is left for guests.
    pub usable: u64,
}

impl Waterfall {
    /// Tells whether every quoted room is usable.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.quoted == self.usable
    }

    /// Returns the steps that take rooms away, in order: what for, and how many.
    pub fn steps(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let all = [
            ("not trusted", self.not_trusted),
            ("held for others", self.held),
            ("on clean floors", self.clean),
            ("for staff", self.staff),
            ("in reserve", self.reserve),
            ("being turned over", self.turnover),
        ];
        all.into_iter().filter(|&(_, rooms)| rooms > 0)
    }
}

impl AddAssign for Waterfall {
    fn add_assign(&mut self, other: Self) {
        self.quoted += other.quoted;
        self.not_trusted += other.not_trusted;
        self.held += other.held;
        self.clean += other.clean;
        self.staff += other.staff;
        self.reserve += other.reserve;
        self.turnover += other.turnover;
        self.usable += other.usable;
    }
}

/// Returns the waterfall of every hotel that is not closed and quotes rooms for a night, by position; a plan adds the rooms
/// that cool down after its guests.
#[must_use]
pub fn waterfalls(instance: &Instance, plan: Option<&Allocation>, night: u32) -> Vec<(usize, Waterfall)> {
    let mut cooling = vec![0; instance.hotels.len()];
    for row in plan.iter().flat_map(|plan| &plan.rows) {
        let (Some(group), Some(hotel)) = (instance.group(row.group.as_str()), instance.hotel(row.hotel.as_str()))
        else {
            continue;
        };
        let turnover_nights = instance.turnover_nights(group);
        let group = &instance.groups[group];
        let held = group.stay.lengthened(turnover_nights, instance.calendar.n_nights);
        if held.covers(night) && !group.stay.covers(night) {
            cooling[hotel] += u64::from(row.rooms);
        }
    }
    let open = instance.hotels.iter().enumerate().filter(|(_, hotel)| hotel.status != HotelStatus::Closed);
    let falls = open.filter_map(|(at, hotel)| Some((at, of_hotel(instance, (at, hotel), cooling[at], night)?)));
    falls.collect()
}

/// Returns the waterfall of a hotel; none where it quotes nothing for the night.
fn of_hotel(instance: &Instance, (at, hotel): (usize, &Hotel), cooling: u64, night: u32) -> Option<Waterfall> {
    let holds = |rule| instance.strength_in(rule, at).is_hard();
    let offers = hotel.pools.iter().filter_map(|pool| Some((pool, pool.offer(night)?)));
    let mut fall = Waterfall::default();
    let mut n_offers = 0;
    for (pool, offer) in offers {
        let (quoted, trusted) = (offer.quote.rooms, offer.quote.trust.floor_of(offer.quote.rooms));
        let held = offer.quote.held.min(trusted);
        fall.quoted += u64::from(quoted);
        fall.not_trusted += u64::from(quoted - trusted);
        fall.held += u64::from(held);
        if holds(Rule::R13) && hotel.clean_floors.contains_key(&pool.wing) {
            fall.clean += u64::from(trusted - held);
        }
        fall.usable += u64::from(offer.rooms);
        n_offers += 1;
    }
    let total = u32::try_from(fall.usable).unwrap_or(u32::MAX);
    let mut left = fall.usable;
    let mut take = |rooms: u64| {
        let taken = rooms.min(left);
        left -= taken;
        taken
    };
    let clean = hotel.clean_floors.values().filter(|_| holds(Rule::R13));
    fall.clean += take(clean.map(|&rooms| u64::from(rooms)).sum());
    fall.staff = take(if holds(Rule::R14) { u64::from(hotel.staff_rooms) } else { 0 });
    let reserve = instance.rules.reserve_of(hotel.reserve_rooms, total);
    fall.reserve = take(if holds(Rule::R15) { u64::from(reserve) } else { 0 });
    fall.turnover = take(cooling);
    fall.usable = left;
    (n_offers > 0).then_some(fall)
}

/// Returns the sum of some waterfalls.
#[must_use]
pub fn total(falls: &[(usize, Waterfall)]) -> Waterfall {
    let mut sum = Waterfall::default();
    for &(_, fall) in falls {
        sum += fall;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Quote, Share};
    use crate::program::sample::{hotel, pool, sample};

    /// Each step takes what the next one no longer has, and the steps and the rest add up to what was quoted.
    #[test]
    fn the_steps_and_what_is_left_add_up_to_what_was_quoted() {
        let mut instance = sample();
        let stay = crate::domain::Stay { arrive: 0, depart: 4 };
        let mut house = hotel("H", vec![pool("", "twin", &[(stay, 13, 2)]), pool("1F", "twin", &[(stay, 0, 2)])]);
        let share = Share::of_thousandths(900).unwrap();
        house.pools[0].offers[0].quote = Quote { rooms: 18, trust: share, held: 3 };
        house.pools[1].offers[0].quote = Quote::plain(5);
        house.clean_floors = [("1F".to_owned(), 0), ("2F".to_owned(), 2)].into();
        house.staff_rooms = 4;
        instance.rules.reserve_share = Share::of_thousandths(100).unwrap();
        instance.hotels = vec![house];
        let [(0, fall)] = waterfalls(&instance, None, 0)[..] else { panic!("one hotel") };
        let expected =
            Waterfall { quoted: 23, not_trusted: 2, held: 3, clean: 7, staff: 4, reserve: 2, turnover: 0, usable: 5 };
        assert_eq!(fall, expected);
        assert_eq!(fall.quoted, fall.steps().map(|(_, rooms)| rooms).sum::<u64>() + fall.usable);
        instance.hotels[0].staff_rooms = 99;
        assert_eq!(waterfalls(&instance, None, 0)[0].1.usable, 0);
    }
}
