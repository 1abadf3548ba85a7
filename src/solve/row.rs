//! What demands share besides rooms: linear rows, and guests by night. What uses add to them, what is left, and what a
//! breach costs, all in whole numbers.
//!
//! Pure functions of a program; `sums` keeps the totals of a plan under construction. Chooses nothing.

use super::index::Index;
use super::price::Packing;
use super::stock::{Offer, Room};
use crate::program::{Capacity, Costs, Counts, Demand, Place, Program, Row, Side, Term, Use};

/// Returns the term of a place, none where it counts nothing.
#[must_use]
pub fn term(row: &Row, candidate: u32, place: u32) -> Option<&Term> {
    let at = row.terms.binary_search_by_key(&(candidate, place), |term| (term.candidate, term.place));
    at.ok().map(|at| &row.terms[at])
}

/// Returns what so many guests in so many rooms of a place add to a row.
#[must_use]
pub fn part(term: &Term, guests: u32, rooms: u32) -> i128 {
    i128::from(term.per_guest) * i128::from(guests) + i128::from(term.per_room) * i128::from(rooms)
}

/// Returns what some uses add to a row.
pub fn activity<'u>(row: &Row, uses: impl IntoIterator<Item = &'u Use>) -> i128 {
    let of = |used: &Use| term(row, used.candidate, used.place).map_or(0, |term| part(term, used.guests, used.rooms));
    uses.into_iter().map(of).sum()
}

/// Returns by how much an activity is short of the lower side; 0 where it is not.
#[must_use]
pub fn short(row: &Row, activity: i128) -> i128 {
    row.lower.as_ref().map_or(0, |side| (i128::from(side.limit) - activity).max(0))
}

/// Returns by how much an activity is over the upper side; 0 where it is not.
#[must_use]
pub fn over(row: &Row, activity: i128) -> i128 {
    row.upper.as_ref().map_or(0, |side| (activity - i128::from(side.limit)).max(0))
}

/// Returns how far an activity is from an upper side that must hold, less than 0 where it breaks it; none where there is
/// no such side.
#[must_use]
pub fn slack(row: &Row, activity: i128) -> Option<i128> {
    row.upper.as_ref().filter(|side| side.price.is_none()).map(|side| i128::from(side.limit) - activity)
}

/// Adds what a row's priced sides cost at an activity, `sign` times.
pub fn charge(row: &Row, activity: i128, sign: i128, sum: &mut [i128]) {
    let mut pay = |side: &Option<Side>, units: i128| {
        if let Some(price) = side.as_ref().and_then(|side| side.price.as_ref()) {
            pay(price, sign * units, sum);
        }
    };
    pay(&row.lower, short(row, activity));
    pay(&row.upper, over(row, activity));
}

/// Returns an upper bound on the guests of a candidate whom an upper side that must hold still takes, with so much slack
/// left and nobody else added: all of them in the place that adds least a guest.
#[must_use]
pub fn most_guests(program: &Program, row: &Row, candidate: u32, slack: i128) -> u32 {
    if slack < 0 {
        return 0;
    }
    let places = program.places_of(&program.candidates[candidate as usize]).iter();
    let of_place = |(place, of): (u32, &Place)| {
        let beds = i128::from(of.guests_max.max(1));
        let full = term(row, candidate, place).map_or(0, |term| part(term, of.guests_max.max(1), 1));
        let free = full <= 0 || term(row, candidate, place).is_some_and(|term| term.per_room < 0);
        if free { u32::MAX } else { u32::try_from((slack * beds).div_euclid(full)).unwrap_or(u32::MAX) }
    };
    (0..).zip(places).map(of_place).max().unwrap_or(0)
}

/// The price of an upper side, as if it were exceeded already, and what the places of one demand add to it.
#[derive(Debug, Clone, Copy)]
pub struct Tariff<'p> {
    price: &'p Costs,
    terms: &'p [Term],
}

impl<'p> Tariff<'p> {
    /// Returns the tariff of a row for a demand; none where its upper side has no price.
    #[must_use]
    pub fn of(row: &'p Row, demand: &Demand) -> Option<Self> {
        let price = row.upper.as_ref()?.price.as_ref()?;
        let from = row.terms.partition_point(|term| term.candidate < demand.candidates.start);
        let to = row.terms.partition_point(|term| term.candidate < demand.candidates.end);
        Some(Self { price, terms: &row.terms[from..to] })
    }

    /// Adds what a guest and a room cost to the rooms of a candidate.
    pub fn charge(&self, candidate: u32, rooms: &mut [Room], packing: &Packing) {
        let from = self.terms.partition_point(|term| term.candidate < candidate);
        for term in self.terms[from..].iter().take_while(|term| term.candidate == candidate) {
            let Some(room) = rooms.iter_mut().find(|room| room.place == term.place) else { continue };
            for &(level, amount) in self.price.iter() {
                let pack = |factor: i64| packing.pack(&[(level, amount.saturating_mul(factor.max(0)))]);
                room.per_guest += pack(term.per_guest);
                room.each += pack(term.per_room);
            }
        }
    }
}

/// Returns some costs so many times; none of them where that is less than nothing.
fn times(costs: &Costs, factor: i64) -> Costs {
    let factor = factor.max(0);
    Costs(costs.iter().map(|&(level, amount)| (level, amount.saturating_mul(factor))).collect())
}

/// Returns, by level, the most that a guest too many costs anywhere a night.
#[must_use]
pub fn dearest_crowd(program: &Program) -> Vec<i128> {
    let mut crowd = vec![0; program.levels.len()];
    for price in program.capacities.iter().filter_map(price_of) {
        for &(level, amount) in price.iter() {
            crowd[level as usize] = i128::from(amount).max(crowd[level as usize]);
        }
    }
    crowd
}

/// Returns, by level, more than what a guest and a room of a demand cost under all prices of rows and crowds, given what
/// `dearest_crowd` returns.
#[must_use]
pub fn dearest(program: &Program, demand: &Demand, crowd: &[i128]) -> (Vec<i128>, Vec<i128>) {
    let (mut guest, mut room) = (vec![0; program.levels.len()], vec![0; program.levels.len()]);
    for row in &program.rows {
        let Some(tariff) = Tariff::of(row, demand) else { continue };
        let (per_guest, per_room) = tariff
            .terms
            .iter()
            .fold((0, 0), |(guest, room), term| (term.per_guest.max(guest), term.per_room.max(room)));
        pay(&times(tariff.price, per_guest), 1, &mut guest);
        pay(&times(tariff.price, per_room), 1, &mut room);
    }
    let nights = i128::from(demand.stay.n_nights());
    guest.iter_mut().zip(crowd).for_each(|(guest, crowd)| *guest += crowd * nights);
    (guest, room)
}

/// Returns an offer whose prices are what its guests and rooms add to a row, for the guests that so much slack takes.
#[must_use]
pub fn priced(program: &Program, row: &Row, offer: &Offer, slack: i128) -> Offer {
    let mut priced = Offer { per_use: 0, dear: Vec::new(), ..offer.clone() };
    priced.guests_max = priced.guests_max.min(most_guests(program, row, offer.candidate, slack));
    for room in &mut priced.rooms {
        let term = term(row, offer.candidate, room.place);
        room.each = term.map_or(0, |term| term.per_room.max(0));
        room.per_guest = term.map_or(0, |term| term.per_guest.max(0));
    }
    priced
}

/// Returns the guests whom some uses of a demand bring into the places of a capacity.
#[must_use]
pub fn guests_in(index: &Index, capacity: &Capacity, uses: &[Use]) -> u32 {
    let inside = |used: &&Use| index.lies_in(index.program.place_of(used).pool, capacity.scope);
    uses.iter().filter(inside).map(|used| used.guests).sum()
}

/// Returns the price of a guest too many; none where a capacity of guests must hold, or counts rooms.
#[must_use]
pub fn price_of(capacity: &Capacity) -> Option<&Costs> {
    match &capacity.counts {
        Counts::Guests { price } | Counts::Groups { price } => price.as_ref(),
        Counts::Rooms { .. } => None,
    }
}

/// Adds a price so many times.
pub fn pay(price: &Costs, units: i128, sum: &mut [i128]) {
    for &(level, amount) in &price.0 {
        sum[level as usize] += i128::from(amount) * units;
    }
}
