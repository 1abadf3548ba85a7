//! What the others leave a demand: its candidates turned into offers for the kernel.
//!
//! Hard links, locks and closed hotels narrow the offers; orders and links that ask for a hotel force them. Soft links
//! are priced by hotel as far as the kernel can see them: the plan is recounted exactly afterwards.

use super::asked::Asked;
use super::ledger::Ledger;
use super::limit::{guests_left, limits};
use super::order::Order;
use super::outlook::Outlook;
use super::price::Packing;
use super::row::{Tariff, price_of};
use super::stock::{INFINITE, Offer, Price, Queue, Room};
use super::supply::Supply;
use crate::program::{Candidate, Demand, Keeping, Program, Scope, Unit, Wings};

/// Returns the guests of a demand in a line.
#[must_use]
pub fn queue(demand: &Demand) -> Queue {
    let lots = demand.lots.iter().enumerate().filter(|(_, lot)| lot.guests > 0);
    Queue { lots: lots.map(|(at, lot)| (super::index::position(at), lot.keeping, lot.guests)).collect() }
}

/// Returns all offers that are open to a demand now, in the order of its candidates.
#[must_use]
pub fn offers(ledger: &Ledger, demand: usize, packing: &Packing) -> Vec<Offer> {
    let of = &ledger.index.program.demands[demand];
    let terms = Terms { ledger, packing, asked: Asked::of(ledger, demand, packing), priced: Vec::new() };
    let offers: Vec<Offer> = of.candidates.clone().filter_map(|at| terms.offer(at)).collect();
    if terms.hold(&offers) { offers } else { Vec::new() }
}

/// What an offer depends on besides its candidate.
struct Terms<'a, 'p> {
    ledger: &'a Ledger<'p>,
    packing: &'a Packing,
    asked: Asked,
    /// Rows whose price is paid for every unit that the demand adds.
    priced: Vec<Tariff<'p>>,
}

/// Offers to a demand, made one after another in the order of their floors; those that must be used come first.
pub struct Market<'a, 'p> {
    terms: Terms<'a, 'p>,
    order: &'a Order,
    hold: u64,
    next: usize,
    made: Vec<Offer>,
    /// The floors of the offers made, 0 for those that must be used.
    floors: Vec<Price>,
    forced: usize,
    /// No partner asks anything: what is of no use is so because of its hotel alone.
    asks_nothing: bool,
    /// Tells which candidates to overlook this time.
    blink: &'a mut dyn FnMut(u32) -> bool,
}

impl<'a, 'p> Market<'a, 'p> {
    /// Opens the market for a demand under the prices of some rows; none where it is asked to use hotels that are not
    /// open to it.
    pub fn open(
        ledger: &'a Ledger<'p>,
        demand: usize,
        outlook: &'a Outlook,
        priced: &[u32],
        blink: &'a mut dyn FnMut(u32) -> bool,
    ) -> Option<Self> {
        let asked = Asked::of(ledger, demand, &outlook.packing);
        let program = ledger.index.program;
        let tariff = |&row: &u32| Tariff::of(&program.rows[row as usize], &program.demands[demand]);
        let priced = priced.iter().filter_map(tariff).collect();
        let asks_nothing = asked.is_nothing();
        let terms = Terms { ledger, packing: &outlook.packing, asked, priced };
        let mut made = Vec::new();
        if outlook.ordered || !terms.asked.hotels.is_empty() {
            let candidates = ledger.index.program.demands[demand].candidates.clone();
            made.extend(candidates.filter_map(|at| terms.offer(at)).filter(|offer| offer.forced));
            if !terms.hold(&made) {
                return None;
            }
        }
        let forced = made.len();
        Some(Self {
            terms,
            order: &outlook.order,
            hold: outlook.hold,
            next: 0,
            floors: vec![0; forced],
            made,
            forced,
            asks_nothing,
            blink,
        })
    }

    /// Returns the offers made so far.
    #[must_use]
    pub fn close(self) -> Vec<Offer> {
        self.made
    }
}

impl Supply for Market<'_, '_> {
    fn hold(&self) -> u64 {
        self.hold
    }

    fn made(&self) -> usize {
        self.made.len()
    }

    fn offer(&self, at: usize) -> &Offer {
        &self.made[at]
    }

    fn floor(&self, at: usize) -> Option<Price> {
        self.floors.get(at).copied().or_else(|| self.order.get(self.next).map(|(floor, _)| floor))
    }

    fn advance(&mut self) {
        let Some((floor, at)) = self.order.get(self.next) else { return };
        self.next += 1;
        let ledger = self.terms.ledger;
        let hotel = ledger.index.program.candidates[at as usize].hotel;
        let overlooked = (self.blink)(at) || ledger.closed[hotel as usize] || ledger.shut.knows(at, hotel);
        if overlooked || self.made[..self.forced].iter().any(|offer| offer.candidate == at) {
            return;
        }
        if let Some(offer) = self.terms.offer(at) {
            self.made.push(offer);
            self.floors.push(floor);
        } else if self.asks_nothing {
            ledger.shut.remember(at, hotel);
        }
    }
}

impl Terms<'_, '_> {
    /// Tells whether offers cover all hotels that must be used.
    fn hold(&self, offers: &[Offer]) -> bool {
        let candidates = &self.ledger.index.program.candidates;
        let covers = |hotel: &u32| offers.iter().any(|offer| candidates[offer.candidate as usize].hotel == *hotel);
        self.asked.hotels.iter().all(covers)
    }

    /// Returns what is left of a candidate; none where it is of no use.
    fn offer(&self, at: u32) -> Option<Offer> {
        let (ledger, packing, asked) = (self.ledger, self.packing, &self.asked);
        let index = ledger.index;
        let program = index.program;
        let candidate = &program.candidates[at as usize];
        let hotel = candidate.hotel;
        if ledger.closed[hotel as usize] || !asked.admits(Unit::Hotel, hotel) {
            return None;
        }
        let mut wings_locked = false;
        for &lock in index.locks_of[hotel as usize].iter().filter(|&&lock| ledger.is_barred(lock, candidate.demand)) {
            if matches!(program.locks[lock as usize].unit, Scope::Hotel(_)) {
                return None;
            }
            wings_locked = true;
        }
        let full: Vec<Scope> = self.full(candidate).collect();
        if full.iter().any(|unit| matches!(unit, Scope::Hotel(_))) {
            return None;
        }
        let admits = |pool: u32| {
            let bars = |&lock: &u32| {
                index.lies_in(pool, program.locks[lock as usize].unit) && ledger.is_barred(lock, candidate.demand)
            };
            let locked = wings_locked && index.locks_of[hotel as usize].iter().any(bars);
            let is_full = full.iter().any(|&unit| index.lies_in(pool, unit));
            !locked && !is_full && asked.admits(Unit::Wing, index.wing_of(pool))
        };
        let mut rooms = rooms(ledger, candidate, packing, admits);
        if rooms.is_empty() {
            return None;
        }
        let minima = asked.minima(index, candidate);
        if program.demands[candidate.demand as usize].wings == Wings::One {
            match minima.as_slice() {
                [] => {}
                &[(wing, _)] => rooms.retain(|room| room.wing == wing),
                _ => return None,
            }
        }
        self.priced.iter().for_each(|tariff| tariff.charge(at, &mut rooms, packing));
        let is_open = ledger.opened == Some(hotel) || !ledger.users[hotel as usize].is_empty();
        let opening = index.opening_of[hotel as usize].filter(|_| !is_open);
        let opening = opening.map(|at| &program.openings[at as usize]);
        let mut short: Vec<(u32, Price)> = chunk_of(program, candidate.demand, packing).into_iter().collect();
        // A guest has a room at most: rooms that are missing are guests that are missing, or more.
        let asks = opening.and_then(|opening| Some((opening.rooms_min, packing.pack(opening.short.as_ref()?))));
        short.extend(asks);
        let opening = opening.map_or(0, |opening| packing.pack(&opening.per_use.0));
        let required = program.requirements_of(candidate).iter().map(|order| order.guests).max().unwrap_or(0);
        let offer = Offer {
            candidate: at,
            guests_min: candidate.guests_min.max(required),
            guests_max: candidate.guests_max.min(guests_left(ledger, candidate)),
            forced: required > 0 || asked.hotels.contains(&hotel) || !minima.is_empty(),
            per_use: packing.pack(program.cost(candidate.per_use)) + opening + asked.price(hotel) + self.met(at),
            limits: limits(ledger, candidate, &rooms),
            dear: self.dear(at),
            short,
            further_wing: further_wing(&program.demands[candidate.demand as usize], packing),
            rooms,
            minima,
        };
        (offer.most() >= u64::from(offer.guests_min)).then_some(offer)
    }

    /// Returns the places of a hotel that take no further group.
    fn full(&self, candidate: &Candidate) -> impl Iterator<Item = Scope> {
        let (ledger, demand) = (self.ledger, candidate.demand);
        let limited = ledger.index.headcounts_of[candidate.hotel as usize].iter();
        let is_full = move |&&at: &&u32| {
            ledger.index.program.capacities[at as usize].must_hold() && ledger.excess_with(at, demand) > 0
        };
        limited.filter(is_full).map(|&at| ledger.index.program.capacities[at as usize].scope)
    }

    /// Returns the price of meeting others in a hotel, or in the only wing of it that a candidate may use.
    fn met(&self, at: u32) -> Price {
        let index = self.ledger.index;
        let candidate = &index.program.candidates[at as usize];
        let is_sure = |unit| index.program.places_of(candidate).iter().all(|place| index.lies_in(place.pool, unit));
        let price = |&at: &u32| {
            let lock = &index.program.locks[at as usize];
            let price = lock.price.as_ref().filter(|_| is_sure(lock.unit))?;
            Some(Price::from(self.ledger.meetings_with(at, candidate.demand)) * self.packing.pack(price))
        };
        let too_many = |&at: &u32| {
            let capacity = &index.program.capacities[at as usize];
            let price = price_of(capacity).filter(|_| is_sure(capacity.scope))?;
            Some(Price::from(self.ledger.excess_with(at, candidate.demand)) * self.packing.pack(price))
        };
        let groups: Price = index.headcounts_of[candidate.hotel as usize].iter().filter_map(too_many).sum();
        groups + index.locks_of[candidate.hotel as usize].iter().filter_map(price).sum::<Price>()
    }

    /// Returns what guests cost in a hotel because they are many.
    fn dear(&self, at: u32) -> Vec<(u32, Price)> {
        let index = self.ledger.index;
        let candidate = &index.program.candidates[at as usize];
        let mut dear = bends_of(index.program, at, self.packing);
        if !index.crowds_of[candidate.hotel as usize].is_empty() {
            let demand = &index.program.demands[candidate.demand as usize];
            dear.extend(self.ledger.sums.dear(index, candidate.hotel, demand, self.packing));
        }
        dear
    }
}

/// Returns where the price of a candidate's guests bends, and by how much.
pub fn bends_of(program: &Program, at: u32, packing: &Packing) -> Vec<(u32, Price)> {
    program.bends_of(at).iter().map(|bend| (bend.above, packing.pack(&bend.per_guest))).collect()
}

/// Returns the price of each wing of a hotel beyond the first; none where any may be used.
pub fn further_wing(demand: &Demand, packing: &Packing) -> Option<Price> {
    match &demand.wings {
        Wings::Any => None,
        Wings::One => Some(INFINITE),
        Wings::Priced(price) => Some(packing.pack(price)),
    }
}

/// Returns how many guests of a demand are wanted in a hotel, and the price of each that is missing.
pub fn chunk_of(program: &Program, demand: u32, packing: &Packing) -> Option<(u32, Price)> {
    let chunk = program.demands[demand as usize].chunk.as_ref();
    chunk.map(|chunk| (chunk.guests, packing.pack(&chunk.short)))
}

fn rooms(ledger: &Ledger, candidate: &Candidate, packing: &Packing, admits: impl Fn(u32) -> bool) -> Vec<Room> {
    let demand = &ledger.index.program.demands[candidate.demand as usize];
    let program = ledger.index.program;
    let per_guest = packing.pack(program.cost(candidate.per_guest));
    let shares = demand.lots.iter().any(|lot| lot.keeping == Keeping::Beds);
    let mut rooms = Vec::new();
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
