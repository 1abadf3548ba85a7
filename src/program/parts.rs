//! The parts of a program that linear rows are made of: who may be where, place by place.

use std::ops::Range;

use crate::domain::{Group, Instance};

use super::demand::Demand;
use super::price::{Force, Prices};
use super::primitive::{Candidate, Place, Pool, Wing};
use super::row::{Row, Side, Term};
use super::{accessible, affordable, arrival, block, budget, meal, money, position, reserve, stay};

/// The parts of a program that rows are made of.
pub struct Parts<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// The demands.
    pub demands: &'a [Demand],
    /// The candidates.
    pub candidates: &'a [Candidate],
    /// The places of the candidates.
    pub places: &'a [Place],
    /// The pools of the places.
    pub pools: &'a [Pool],
    /// The wings of the pools.
    pub wings: &'a [Wing],
}

/// A place of a candidate, in the words of the case.
pub struct Spot<'a> {
    candidate: u32,
    place: u32,
    /// The group that may be there.
    pub group: &'a Group,
    /// Position of the hotel.
    pub hotel: usize,
    /// The pool.
    pub pool: &'a crate::domain::Pool,
}

impl Spot<'_> {
    /// Returns a term for each guest there.
    pub fn per_guest(&self, per_guest: i64) -> Term {
        Term { candidate: self.candidate, place: self.place, per_guest, per_room: 0 }
    }

    /// Returns a term for each room there.
    pub fn per_room(&self, per_room: i64) -> Term {
        Term { candidate: self.candidate, place: self.place, per_guest: 0, per_room }
    }
}

impl<'a> Parts<'a> {
    /// Returns the places of a demand, by candidate and place.
    pub fn spots(&self, demand: &'a Demand) -> impl Iterator<Item = Spot<'a>> + use<'a> {
        let instance = self.instance;
        let (candidates, places, pools) = (self.candidates, self.places, self.pools);
        let group = &instance.groups[demand.group as usize];
        demand.candidates.clone().flat_map(move |candidate| {
            let of = &candidates[candidate as usize];
            let range = of.places.start as usize..of.places.end as usize;
            (0..).zip(&places[range]).map(move |(place, at)| {
                let pool = &pools[at.pool as usize];
                let hotel = pool.hotel as usize;
                let pool = &instance.hotels[hotel].pools[pool.index as usize];
                Spot { candidate, place, group, hotel, pool }
            })
        })
    }

    /// Returns the hotels that a demand may use.
    pub fn hotels_of(&self, demand: usize) -> Vec<u32> {
        let Range { start, end } = self.demands[demand].candidates;
        self.candidates[start as usize..end as usize].iter().map(|candidate| candidate.hotel).collect()
    }

    /// Returns the candidate of a demand and a hotel, if it is one.
    pub fn candidate_at(&self, demand: usize, hotel: usize) -> Option<u32> {
        super::candidate_at(self.candidates, &self.demands[demand], position(hotel))
    }

    /// Returns the positions of the places of a candidate, in a wing if one is named.
    pub fn places_of(&self, candidate: u32, wing: Option<&str>) -> Vec<u32> {
        let Range { start, end } = self.candidates[candidate as usize].places;
        let name_of = |place: &Place| {
            let wing = self.pools[place.pool as usize].wing;
            self.wings[wing as usize].name.as_str()
        };
        let places = (0..).zip(&self.places[start as usize..end as usize]);
        places.filter(|(_, place)| wing.is_none_or(|wing| wing == name_of(place))).map(|(at, _)| at).collect()
    }

    /// Returns the places of all demands, in their order.
    pub fn all_spots(&self) -> impl Iterator<Item = Spot<'a>> {
        self.demands.iter().flat_map(|demand| self.spots(demand))
    }
}

/// Returns a side of a row; none where the rule is off, or is soft and weighs nothing.
pub fn side(force: Force, limit: i64) -> Option<Side> {
    force.price().map(|price| Side { limit, price })
}

/// Returns the rows of what many groups share: money, check-ins, the city's reserve, cheap rooms, blocks, late suppers;
/// of accessible rooms, of hotels that are used too much, and of changes of hotel inside a stay.
pub fn shared_rows(prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let instance = parts.instance;
    let mut rows = budget::r36_budgets(instance, prices, parts);
    rows.extend(arrival::r26_arrivals(instance, prices, parts));
    rows.extend(reserve::r15_reserves(instance, prices, parts));
    rows.extend(reserve::r16_city_reserve(instance, prices, parts));
    rows.extend(affordable::r37_affordable(instance, prices, parts));
    rows.extend(block::r38_blocks(instance, prices, parts));
    rows.extend(accessible::r8_accessible(instance, prices, parts));
    rows.extend(money::r21_rooms_max(instance, prices, parts));
    rows.extend(meal::r42_suppers(instance, prices, parts));
    rows.extend(stay::r29_spread_legs(instance, prices, parts));
    rows
}
