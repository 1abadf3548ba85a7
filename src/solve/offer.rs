//! What the others leave a demand: its candidates turned into offers for the kernel.
//!
//! Hard links, locks and closed hotels narrow the offers; orders and links that ask for a hotel force them. Soft links
//! are priced by hotel as far as the kernel can see them: the plan is recounted exactly afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::ledger::{Ledger, wide_over};
use super::price::Packing;
use super::row::price_of;
use super::stock::{Offer, Queue, Room};
use super::tally::units;
use crate::program::{Candidate, Demand, Keeping, LinkKind, Scope, Unit};

/// What the partners of a demand's links ask of its hotels and wings.
#[derive(Default)]
struct Asked {
    /// Only these hotels or wings, link by link.
    only: Vec<(Unit, BTreeSet<u32>)>,
    /// None of these hotels or wings.
    barred: Vec<(Unit, BTreeSet<u32>)>,
    /// All of these hotels.
    hotels: BTreeSet<u32>,
    /// All of these wings.
    wings: BTreeSet<u32>,
    /// Price of using a hotel, and of using any hotel but these.
    priced: Vec<(BTreeSet<u32>, bool, i128)>,
}

/// Returns the guests of a demand in a line.
#[must_use]
pub fn queue(demand: &Demand) -> Queue {
    let lots = demand.lots.iter().enumerate().filter(|(_, lot)| lot.guests > 0);
    Queue { lots: lots.map(|(at, lot)| (super::index::position(at), lot.keeping, lot.guests)).collect() }
}

/// Returns the offers that are open to a demand now.
#[must_use]
pub fn offers(ledger: &Ledger, demand: usize, packing: &Packing) -> Vec<Offer> {
    let index = ledger.index;
    let of = &index.program.demands[demand];
    let asked = asked(ledger, demand, packing);
    let candidates = of.candidates.clone();
    let offers: Vec<Offer> = candidates.filter_map(|at| offer(ledger, at, packing, &asked)).collect();
    let hotel = |offer: &Offer| index.program.candidates[offer.candidate as usize].hotel;
    if asked.hotels.iter().all(|asked| offers.iter().any(|offer| hotel(offer) == *asked)) { offers } else { Vec::new() }
}

fn offer(ledger: &Ledger, at: u32, packing: &Packing, asked: &Asked) -> Option<Offer> {
    let index = ledger.index;
    let candidate = &index.program.candidates[at as usize];
    let hotel = candidate.hotel;
    let locks = &index.locks_of[hotel as usize];
    let barred: Vec<u32> = locks.iter().copied().filter(|&lock| ledger.is_barred(lock, candidate.demand)).collect();
    if ledger.closed[hotel as usize] || !asked.admits(Unit::Hotel, hotel) {
        return None;
    }
    let admits = |pool: u32| {
        let locked = barred.iter().any(|&lock| index.lies_in(pool, index.program.locks[lock as usize].unit));
        !locked && asked.admits(Unit::Wing, index.wing_of(pool))
    };
    let rooms = rooms(ledger, candidate, packing, admits);
    let opening = index.opening_of[hotel as usize].filter(|_| ledger.users[hotel as usize].is_empty());
    let opening = opening.map_or(0, |at| packing.pack(&index.program.openings[at as usize].per_use));
    let minima = asked.minima(index, candidate);
    let required = index.program.requirements_of(candidate).iter().map(|order| order.guests).max().unwrap_or(0);
    let offer = Offer {
        candidate: at,
        guests_min: candidate.guests_min.max(required),
        guests_max: candidate.guests_max.min(guests_left(ledger, candidate)),
        forced: required > 0 || asked.hotels.contains(&hotel) || !minima.is_empty(),
        per_use: packing.pack(index.program.cost(candidate.per_use)) + opening + asked.price(hotel),
        limits: limits(ledger, candidate, &rooms),
        rooms,
        minima,
    };
    (offer.most() >= u64::from(offer.guests_min)).then_some(offer)
}

/// Returns the limits above the pools of an offer, with what is left of them.
fn limits(ledger: &Ledger, candidate: &Candidate, rooms: &[Room]) -> Vec<(Vec<usize>, u32)> {
    let index = ledger.index;
    let (wide, crowds) = (&index.wide_of[candidate.hotel as usize], &index.crowds_of[candidate.hotel as usize]);
    if wide.is_empty() && crowds.is_empty() {
        return Vec::new();
    }
    let demand = &index.program.demands[candidate.demand as usize];
    let places = index.program.places_of(candidate);
    let pools: Vec<u32> = rooms.iter().map(|room| places[room.place as usize].pool).collect();
    let limit = |(wide, members)| (members, ledger.wide_left(wide, demand));
    let mut limits: Vec<(Vec<usize>, u32)> = wide_over(index, candidate.hotel, &pools).into_iter().map(limit).collect();
    for (crowd, scope) in hard_crowds(index, candidate.hotel).filter(|(_, scope)| !matches!(scope, Scope::Hotel(_))) {
        // So many rooms hold no more guests than are left, whichever they are.
        let members: Vec<usize> = (0..pools.len()).filter(|&at| index.lies_in(pools[at], scope)).collect();
        let largest = members.iter().map(|&at| rooms[at].guests_max).max().unwrap_or(1);
        limits.push((members, ledger.sums.guests_left(index, crowd, demand).div_euclid(largest)));
    }
    limits
}

/// Returns the crowds of a hotel that must hold, with their places.
fn hard_crowds<'i>(index: &'i Index<'_>, hotel: u32) -> impl Iterator<Item = (u32, Scope)> + 'i {
    let capacity = |&crowd: &u32| (crowd, &index.program.capacities[index.crowds[crowd as usize] as usize]);
    let crowds = index.crowds_of[hotel as usize].iter().map(capacity);
    crowds.filter(|(_, capacity)| price_of(capacity).is_none()).map(|(crowd, capacity)| (crowd, capacity.scope))
}

/// Returns how many more guests the whole hotel of a candidate takes.
fn guests_left(ledger: &Ledger, candidate: &Candidate) -> u32 {
    let demand = &ledger.index.program.demands[candidate.demand as usize];
    let whole = hard_crowds(ledger.index, candidate.hotel).filter(|(_, scope)| matches!(scope, Scope::Hotel(_)));
    whole.map(|(crowd, _)| ledger.sums.guests_left(ledger.index, crowd, demand)).min().unwrap_or(u32::MAX)
}

fn rooms(ledger: &Ledger, candidate: &Candidate, packing: &Packing, admits: impl Fn(u32) -> bool) -> Vec<Room> {
    let program = ledger.index.program;
    let demand = &program.demands[candidate.demand as usize];
    let per_guest = packing.pack(program.cost(candidate.per_guest));
    let shares = demand.lots.iter().any(|lot| lot.keeping == Keeping::Beds);
    let mut rooms = Vec::with_capacity(candidate.places.len());
    for (at, place) in program.places_of(candidate).iter().enumerate().filter(|(_, place)| admits(place.pool)) {
        let left = ledger.rooms_left(place.pool, demand).min(place.rooms_max);
        let row = place.rooms_max.saturating_mul(place.guests_max);
        let beds = if shares { ledger.beds_left(place.pool, demand).min(row) } else { 0 };
        if left > 0 || beds > 0 {
            rooms.push(Room {
                place: super::index::position(at),
                wing: ledger.index.wing_of(place.pool),
                rooms: left,
                beds,
                guests_max: place.guests_max,
                each: packing.pack(program.cost(place.per_room)),
                per_guest: per_guest + packing.pack(program.cost(place.per_guest)),
            });
        }
    }
    rooms
}

fn asked(ledger: &Ledger, demand: usize, packing: &Packing) -> Asked {
    let index = ledger.index;
    let mut asked = Asked::default();
    for &at in &index.links_of[demand] {
        let link = &index.program.links[at as usize];
        let first = link.a as usize == demand;
        let partner = &ledger.held[if first { link.b as usize } else { link.a as usize }];
        if partner.is_empty() || link.a == link.b {
            continue;
        }
        let price = link.price.as_ref().map(|price| packing.pack(price));
        match (&link.kind, price) {
            (LinkKind::Within(unit), None) if first => asked.only.push((*unit, units(index, *unit, partner))),
            (LinkKind::Within(unit), None) => {
                asked.hotels.extend(units(index, Unit::Hotel, partner));
                if *unit == Unit::Wing {
                    asked.wings.extend(units(index, Unit::Wing, partner));
                }
            }
            (LinkKind::Disjoint(unit), None) => asked.barred.push((*unit, units(index, *unit, partner))),
            (LinkKind::Near { far }, None) => {
                asked.barred.push((Unit::Hotel, far_from(index, far, first, partner)));
            }
            (LinkKind::Within(_), Some(price)) if first => {
                asked.priced.push((units(index, Unit::Hotel, partner), false, price));
            }
            (LinkKind::Disjoint(Unit::Hotel), Some(price)) => {
                asked.priced.push((units(index, Unit::Hotel, partner), true, price));
            }
            (LinkKind::Near { far }, Some(price)) => {
                asked.priced.push((far_from(index, far, first, partner), true, price));
            }
            (LinkKind::Within(_) | LinkKind::Disjoint(Unit::Wing), Some(_)) => {}
        }
    }
    asked
}

fn far_from(index: &Index, far: &[(u32, u32)], first: bool, partner: &[crate::program::Use]) -> BTreeSet<u32> {
    let theirs = units(index, Unit::Hotel, partner);
    let mine = |&(a, b): &(u32, u32)| if first { (a, b) } else { (b, a) };
    far.iter().map(mine).filter(|(_, their)| theirs.contains(their)).map(|(mine, _)| mine).collect()
}

impl Asked {
    fn admits(&self, unit: Unit, at: u32) -> bool {
        self.only.iter().all(|(kind, only)| *kind != unit || only.contains(&at))
            && self.barred.iter().all(|(kind, barred)| *kind != unit || !barred.contains(&at))
    }

    fn price(&self, hotel: u32) -> i128 {
        let broken = |(hotels, inside, _): &&(BTreeSet<u32>, bool, i128)| hotels.contains(&hotel) == *inside;
        self.priced.iter().filter(broken).map(|&(_, _, price)| price).sum()
    }

    /// Returns the least guests by wing that orders and links ask of a candidate.
    fn minima(&self, index: &Index, candidate: &Candidate) -> Vec<(u32, u32)> {
        let mut least: BTreeMap<u32, u32> = BTreeMap::new();
        let here = self.wings.iter().filter(|&&wing| index.program.wings[wing as usize].hotel == candidate.hotel);
        here.for_each(|&wing| {
            least.insert(wing, 1);
        });
        for order in index.program.requirements_of(candidate) {
            if let Some(wing) = order.wing {
                let cell = least.entry(wing).or_insert(0);
                *cell = order.guests.max(*cell);
            }
        }
        least.into_iter().collect()
    }
}
