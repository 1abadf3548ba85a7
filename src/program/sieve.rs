//! The filters for a whole group at once: what hotels have in common is asked once, and each pool is looked at once.
//!
//! Says the same as `filter::first_failed` for every hotel within reach, with what is looked up laid out in a row.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::{HotelStatus, Instance, Offer, Rule};

use super::capacity::{self, Holding};
use super::filter::Case;
use super::{charge, cohesion, eligibility, filter, meal, money, position, relation, stability};

/// What hotels of one kind have in common: status, last case, having rooms at all, tags.
type Kind<'a> = (HotelStatus, Option<NaiveDate>, bool, &'a BTreeSet<String>, Option<usize>);

/// What filters ask of a hotel.
struct FlatHotel {
    /// Hotels of one kind have the same status, the same last case and the same tags; one that a waiver names is a kind of
    /// its own.
    kind: u32,
    first_pool: u32,
    /// The most guests that it feeds.
    fed: u32,
}

/// What filters ask of a pool.
struct FlatPool {
    room_type: u32,
    first_offer: u32,
}

/// What was asked for the group of this stamp, and the answer.
type Answer = (u32, bool);

/// A case laid out for asking about many hotels.
pub struct Flat<'a> {
    case: &'a Case<'a>,
    /// By hotel, and one after the last.
    hotels: Vec<FlatHotel>,
    /// By pool in the order of the hotels, and one after the last.
    pools: Vec<FlatPool>,
    offers: Vec<Offer>,
    n_kinds: usize,
    n_types: usize,
}

/// Asks about many hotels of one group, then of the next.
pub struct Sieve<'a> {
    flat: &'a Flat<'a>,
    /// Whether the group may use hotels of a kind, and rooms of a type.
    suits: Vec<Answer>,
    types: Vec<Answer>,
}

/// A pool that a group may use.
#[derive(Debug, Clone, Copy)]
pub struct Usable {
    /// The pool, counted over all hotels.
    pub pool: u32,
    /// What it offers the group over its whole stay.
    pub holding: Holding,
    /// What a room costs over the stay, in minor units.
    pub rate: i64,
}

impl<'a> Flat<'a> {
    /// Lays out a case.
    #[must_use]
    pub fn new(case: &'a Case<'a>) -> Self {
        let instance = case.instance;
        let n_offers = instance.hotels.iter().flat_map(|hotel| &hotel.pools).map(|pool| pool.offers.len()).sum();
        let mut flat = Self {
            case,
            hotels: Vec::with_capacity(instance.hotels.len() + 1),
            pools: Vec::new(),
            offers: Vec::with_capacity(n_offers),
            n_kinds: 0,
            n_types: 0,
        };
        let named: BTreeSet<usize> = instance.rules.waivers.iter().filter_map(|waiver| waiver.hotel).collect();
        let mut kinds: HashMap<Kind<'_>, u32> = HashMap::new();
        let mut types: HashMap<&str, u32> = HashMap::new();
        for (at, hotel) in instance.hotels.iter().enumerate() {
            let next = position(kinds.len());
            let itself = named.get(&at).copied();
            let kind = (hotel.status, hotel.case_on, hotel.pools.is_empty(), &hotel.tags, itself);
            let kind = *kinds.entry(kind).or_insert(next);
            let fed = meal::r42_fed(instance, at);
            flat.hotels.push(FlatHotel { kind, first_pool: position(flat.pools.len()), fed });
            for pool in &hotel.pools {
                let next = position(types.len());
                let room_type = *types.entry(pool.room_type.as_str()).or_insert(next);
                flat.pools.push(FlatPool { room_type, first_offer: position(flat.offers.len()) });
                flat.offers.extend_from_slice(&pool.offers);
            }
        }
        flat.hotels.push(FlatHotel { kind: 0, first_pool: position(flat.pools.len()), fed: 0 });
        flat.pools.push(FlatPool { room_type: 0, first_offer: position(flat.offers.len()) });
        (flat.n_kinds, flat.n_types) = (kinds.len(), types.len());
        flat
    }

    fn offers_of(&self, pool: u32) -> &[Offer] {
        let (first, end) = (self.pools[pool as usize].first_offer, self.pools[pool as usize + 1].first_offer);
        &self.offers[first as usize..end as usize]
    }
}

impl<'a> Sieve<'a> {
    /// Begins with nothing asked.
    #[must_use]
    pub fn new(flat: &'a Flat<'a>) -> Self {
        Self { flat, suits: vec![(0, false); flat.n_kinds], types: vec![(0, false); flat.n_types] }
    }

    /// Lists the pools of a hotel within reach that a group may use, and returns the most guests that the hotel takes;
    /// none where the hotel fails any of the filters.
    pub fn usable(&mut self, group: usize, hotel: usize, usable: &mut Vec<Usable>) -> Option<u32> {
        usable.clear();
        if self.flat.case.staying(group).is_some() {
            return self.usable_to_stay((group, hotel), usable);
        }
        let pinned = self.flat.case.pins_at(group, hotel).next().is_some();
        if !(if pinned { is_suited(self.flat.case, group, hotel) } else { self.suits(group, hotel) }) {
            return None;
        }
        let (case, instance) = (self.flat.case, self.flat.case.instance);
        if !charge::admits_all(case, group, hotel) {
            return None;
        }
        let wishes = &instance.groups[group];
        let mut fitting = 0;
        for pool in self.flat.hotels[hotel].first_pool..self.flat.hotels[hotel + 1].first_pool {
            if !self.may_use(group, (hotel, pool), pinned) {
                continue;
            }
            let offers = self.flat.offers_of(pool);
            let index = (pool - self.flat.hotels[hotel].first_pool) as usize;
            let room_type = instance.hotels[hotel].pools[index].room_type.as_str();
            let holding = capacity::r7_holding(instance, (group, hotel), (room_type, offers));
            let is_fine = || case.admits(Rule::R35, (group, hotel), money::r35_rate_max(wishes, offers));
            if holding.guests > 0 && is_fine() {
                fitting += u64::from(holding.guests);
                let rate = money::rate_of_stay(wishes, offers);
                usable.push(Usable { pool, holding, rate });
            }
        }
        let (fed, least) = (self.flat.hotels[hotel].fed, cohesion::r20_guests_min(instance, group));
        let most = u32::try_from(fitting.min(u64::from(wishes.guests))).unwrap_or(wishes.guests);
        (fitting >= u64::from(least) && fed >= least).then_some(most.min(fed))
    }

    /// R32. The same for a group that stays where it was.
    fn usable_to_stay(&self, (group, hotel): (usize, usize), usable: &mut Vec<Usable>) -> Option<u32> {
        if filter::first_failed(self.flat.case, group, hotel).is_some() {
            return None;
        }
        let instance = self.flat.case.instance;
        let wishes = &instance.groups[group];
        let mut fitting = 0_u32;
        let first = self.flat.hotels[hotel].first_pool;
        for (at, pool) in filter::pools(self.flat.case, group, hotel, 3) {
            let holding = capacity::r29_whole_stay(wishes, instance.turnover_nights(group), &pool.offers);
            let holding = stability::r32_rooms(self.flat.case, (group, hotel), (pool, holding));
            if holding.guests == 0 {
                continue;
            }
            fitting = fitting.saturating_add(holding.guests);
            let rate = money::rate_of_stay(wishes, &pool.offers);
            usable.push(Usable { pool: first + position(at), holding, rate });
        }
        let most =
            fitting.min(stability::r32_guests_max(self.flat.case, group, hotel)).min(self.flat.hotels[hotel].fed);
        (most > 0).then_some(most)
    }

    /// Whether a group may use a hotel that none of its pins names: the same for all hotels of a kind.
    fn suits(&mut self, group: usize, hotel: usize) -> bool {
        let case = self.flat.case;
        remembered(&mut self.suits[self.flat.hotels[hotel].kind as usize], group, || is_suited(case, group, hotel))
    }

    /// R7, R31. Whether a group may use a pool by its type and its wing.
    fn may_use(&mut self, group: usize, (hotel, pool): (usize, u32), pinned: bool) -> bool {
        let case = self.flat.case;
        let index = (pool - self.flat.hotels[hotel].first_pool) as usize;
        let of_pool = || &case.instance.hotels[hotel].pools[index];
        let by_type = &mut self.types[self.flat.pools[pool as usize].room_type as usize];
        let is_kept = remembered(by_type, group, || eligibility::r7_room_type(&case.instance.groups[group], of_pool()));
        case.admits(Rule::R7, (group, hotel), is_kept)
            && (!pinned || relation::allowed_wings(case, group, hotel).allow(&of_pool().wing))
    }
}

/// The answer for a group, asked once.
fn remembered(answer: &mut Answer, group: usize, ask: impl FnOnce() -> bool) -> bool {
    let stamp = position(group) + 1;
    if answer.0 != stamp {
        *answer = (stamp, ask());
    }
    answer.1
}

/// R34, R31, R9, R41. Whether a group may use a hotel at all.
fn is_suited(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    let instance: &Instance = case.instance;
    let at = (group, hotel);
    case.admits(Rule::R34, at, eligibility::r34_status(case, group, hotel))
        && stability::r33_freeze(case, group, hotel)
        && relation::r31_may_use(case, group, hotel)
        && case.admits(Rule::R9, at, eligibility::r9_eligibility(instance, group, hotel))
        && case.admits(Rule::R41, at, eligibility::r41_facilities(instance, group, hotel))
}
