//! Where people are by the plan before this one: who stays there (R32, R33), and what moving the others costs.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Instance, LevelName, PinRelation, Pool, Sharing};

use super::capacity::Holding;
use super::cost::Costs;
use super::demand::Demand;
use super::filter::Case;
use super::position;
use super::price::Prices;
use super::primitive::{Bend, Candidate};
use super::row::{Row, Side, Term};

/// Hotels that a group which grew may fill up before the rows that keep its guests in place become too many.
const SPREAD_MOST: usize = 4;

/// Where a group was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Former {
    /// Its guests, also those in hotels that there are no more.
    pub guests: u32,
    /// By position of the hotel.
    hotels: BTreeMap<usize, There>,
}

/// What a group had in a hotel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct There {
    guests: u32,
    /// Rooms and guests by wing and room type.
    pools: BTreeMap<(String, String), (u32, u32)>,
}

impl Former {
    /// Returns the hotels, ascending.
    pub fn hotels(&self) -> impl Iterator<Item = usize> {
        self.hotels.keys().copied()
    }

    /// Returns how many guests were in a hotel.
    #[must_use]
    pub fn guests_at(&self, hotel: usize) -> u32 {
        self.hotels.get(&hotel).map_or(0, |there| there.guests)
    }

    /// Returns the rooms and guests in a pool.
    fn in_pool(&self, hotel: usize, pool: &Pool) -> Option<(u32, u32)> {
        self.hotels.get(&hotel)?.pools.get(&(pool.wing.clone(), pool.room_type.clone())).copied()
    }
}

/// Returns where each group was that the plan before this one names, by position of the group.
#[must_use]
pub fn former(instance: &Instance) -> HashMap<usize, Former> {
    let mut all: HashMap<usize, Former> = HashMap::new();
    for row in instance.previous.iter().flat_map(|previous| &previous.rows) {
        let Some(group) = instance.group(row.group.as_str()) else { continue };
        let former = all.entry(group).or_default();
        former.guests = former.guests.saturating_add(row.guests);
        let Some(hotel) = instance.hotel(row.hotel.as_str()) else { continue };
        let there = former.hotels.entry(hotel).or_default();
        there.guests = there.guests.saturating_add(row.guests);
        let pool = there.pools.entry((row.wing.clone(), row.room_type.clone())).or_default();
        *pool = (pool.0.saturating_add(row.rooms), pool.1.saturating_add(row.guests));
    }
    all
}

/// R32. Nobody who stays where they were goes to another hotel; guests who joined the group since may.
#[must_use]
pub fn r32_where_it_was(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    case.staying(group).is_none_or(|former| former.guests_at(hotel) > 0 || growth(case.instance, group, former) > 0)
}

/// R33. Nobody moves into a hotel while it is frozen after a case, but who is pinned there.
#[must_use]
pub fn r33_freeze(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    let frozen = case.instance.frozen_nights(group, hotel);
    frozen.is_none_or(|frozen| !frozen.overlaps(case.instance.groups[group].stay))
        || case.stays_at(group, hotel)
        || case.pins_at(group, hotel).any(|pin| matches!(pin.relation, PinRelation::Must(_)))
}

/// Returns how many guests joined a group since the plan before this one.
#[must_use]
pub fn growth(instance: &Instance, group: usize, former: &Former) -> u32 {
    instance.groups[group].guests.saturating_sub(former.guests)
}

/// R32. Tells whether a group that stays may use a pool of its hotel: one that it had, or any if it grew.
#[must_use]
pub fn r32_may_use(case: &Case<'_>, (group, hotel): (usize, usize), pool: &Pool) -> bool {
    let Some(former) = case.staying(group) else { return true };
    former.in_pool(hotel, pool).is_some() || growth(case.instance, group, former) > 0
}

/// R32. Tells whether a group stays in rooms of a pool: then nobody asks whether they suit it.
#[must_use]
pub fn r32_had(case: &Case<'_>, (group, hotel): (usize, usize), pool: &Pool) -> bool {
    case.staying(group).is_some_and(|former| former.in_pool(hotel, pool).is_some())
}

/// R32. What a pool holds of a group that stays: as many rooms as it had, or more if it grew.
///
/// Men and women who share may swap rooms of the kinds that their group had: how many of them belong to which sex is no
/// limit of a place, which counts all.
#[must_use]
pub fn r32_rooms(case: &Case<'_>, (group, hotel): (usize, usize), (pool, holding): (&Pool, Holding)) -> Holding {
    let Some(former) = case.staying(group).filter(|_| case.is_settled(group)) else { return holding };
    let Some((rooms, guests)) = former.in_pool(hotel, pool) else { return holding };
    let of_guests = guests.div_ceil(holding.guests_max.max(1));
    let (rooms, guests_max) = match case.instance.groups[group].sharing {
        Sharing::SameSex => return holding,
        Sharing::Single => (rooms, 1),
        Sharing::Party => (rooms, holding.guests_max),
        Sharing::Bed => (rooms.max(of_guests), holding.guests_max),
    };
    let rooms_max = holding.rooms_max.min(rooms);
    Holding { rooms_max, guests: rooms_max.saturating_mul(guests_max).min(holding.guests), ..holding }
}

/// R32. The most guests of a group in a hotel: those who stay there, and those who joined it since.
#[must_use]
pub fn r32_guests_max(case: &Case<'_>, group: usize, hotel: usize) -> u32 {
    let guests = case.instance.groups[group].guests;
    let Some(former) = case.staying(group) else { return guests };
    let joined = growth(case.instance, group, former);
    let spread = joined == 0 || former.hotels.len() <= SPREAD_MOST || former.guests_at(hotel) == 0;
    former.guests_at(hotel).saturating_add(if spread { joined } else { 0 }).min(guests)
}

/// R32. Of a group that stays and grew, no more guests than joined it are where they were not before, whatever hotels one
/// looks at: rows over the guests in its hotels. Without growth the most guests of each candidate say it all.
#[must_use]
pub fn r32_rows(case: &Case<'_>, demands: &[Demand], candidates: &[Candidate]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (group, demand) in demands.iter().enumerate() {
        let Some(former) = case.staying(group) else { continue };
        let joined = growth(case.instance, group, former);
        if joined == 0 {
            continue;
        }
        let own: Vec<u32> = (demand.candidates.start..demand.candidates.end).collect();
        let was_there = |&at: &u32| former.guests_at(candidates[at as usize].hotel as usize) > 0;
        let (old, new): (Vec<u32>, Vec<u32>) = own.into_iter().partition(was_there);
        let n_old = if old.len() <= SPREAD_MOST { old.len() } else { 0 };
        for chosen in 0..1_u32 << n_old {
            let picked = old.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, &one)| one);
            let mut within: Vec<u32> = picked.chain(new.iter().copied()).collect();
            within.sort_unstable();
            let stayed = within.iter().map(|&at| former.guests_at(candidates[at as usize].hotel as usize));
            let limit = stayed.fold(joined, u32::saturating_add);
            if within.is_empty() || limit >= demand.guests {
                continue;
            }
            let terms = within.iter().flat_map(|&candidate| {
                let places = candidates[candidate as usize].places.len();
                (0..position(places)).map(move |place| Term { candidate, place, per_guest: 1, per_room: 0 })
            });
            let (name, terms) = (format!("where {} was", demand.name), terms.collect());
            rows.push(Row { name, terms, lower: None, upper: Some(Side::hard(limit.into())) });
        }
    }
    rows
}

/// R32. What one guest of a group costs who is not where the group was; nothing where it was nowhere, or stays by force.
/// Newcomers of a group that grew pay too: that is the same for all plans.
#[must_use]
pub fn r32_move_price(case: &Case<'_>, prices: &Prices<'_>, group: usize) -> Costs {
    let mut price = Costs::default();
    if case.former(group).is_some() && case.staying(group).is_none() {
        let of = &case.instance.groups[group];
        prices.charge(&mut price, LevelName::Moves, case.instance.rules.moves.of(of.status).0);
    }
    price
}

/// R32. Where the price of guests who are not where they were begins, in a hotel that held some of a group before.
#[must_use]
pub fn r32_bends(case: &Case<'_>, prices: &Prices<'_>, demands: &[Demand], candidates: &[Candidate]) -> Vec<Bend> {
    let mut bends = Vec::new();
    for (group, demand) in demands.iter().enumerate() {
        let Some(former) = case.former(group) else { continue };
        let price = r32_move_price(case, prices, group);
        for at in demand.candidates.clone().filter(|_| !price.is_empty()) {
            let candidate = &candidates[at as usize];
            let above = former.guests_at(candidate.hotel as usize);
            if above > 0 && above < candidate.guests_max {
                bends.push(Bend { candidate: at, above, per_guest: price.clone() });
            }
        }
    }
    bends
}
