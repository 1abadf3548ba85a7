//! A plan under construction: what every demand holds, and what is left for the others.
//!
//! Rooms by pool and night, beds by cohort, locks and openings. Says what a demand costs where it stands. Does not
//! choose anything: `start`, `search` and the kernel do.

use std::collections::BTreeMap;

use super::index::{Index, UNLIMITED, position};
use super::row::pay;
use super::shut::Shut;
use super::sums::Sums;
use super::tally;
use crate::program::{Demand, Keeping, Scope, Use};

/// A plan under construction.
#[derive(Clone)]
pub struct Ledger<'a> {
    /// The look-ups of its program.
    pub index: &'a Index<'a>,
    /// What each demand holds: the rows of a candidate stand together.
    pub held: Vec<Vec<Use>>,
    /// The demands that use each hotel.
    pub users: Vec<Vec<u32>>,
    /// Hotels that nobody may use for now.
    pub closed: Vec<bool>,
    /// A hotel that costs nothing to open for now.
    pub opened: Option<u32>,
    nights: usize,
    /// Rooms left, by pool and night; far from 0 where nothing limits them.
    left: Vec<i32>,
    /// Rooms left, by wide capacity and night.
    wide_left: BTreeMap<u32, Vec<i32>>,
    /// Guests who share by bed, by pool, cohort and night.
    sharing: BTreeMap<(u32, u32), Vec<u32>>,
    /// Linear rows and guests by night.
    pub sums: Sums,
    /// Demands in each locked unit.
    pub holders: Vec<Vec<u32>>,
    /// Candidates that are known to be of no use.
    pub shut: Shut,
}

/// Rooms where nothing limits them.
const PLENTY: i32 = 1 << 30;

impl<'a> Ledger<'a> {
    /// Starts with the empty plan.
    #[must_use]
    pub fn new(index: &'a Index<'a>) -> Self {
        let program = index.program;
        let nights = program.n_nights as usize;
        let pools = 0..position(program.pools.len());
        let left = pools.flat_map(|pool| index.rooms(pool).iter().map(|&rooms| count(rooms))).collect();
        let mut wide_left = BTreeMap::new();
        for &at in index.wide_of.iter().flatten() {
            let capacity = &program.capacities[at as usize];
            let mut rooms = vec![PLENTY; nights];
            capacity.nights.nights().for_each(|night| rooms[night as usize] = count(capacity.most));
            wide_left.insert(at, rooms);
        }
        Self {
            index,
            held: vec![Vec::new(); program.demands.len()],
            users: vec![Vec::new(); index.n_hotels],
            closed: vec![false; index.n_hotels],
            opened: None,
            nights,
            left,
            wide_left,
            sharing: BTreeMap::new(),
            sums: Sums::new(index),
            holders: vec![Vec::new(); program.locks.len()],
            shut: Shut::new(index),
        }
    }

    /// Starts with a plan.
    #[must_use]
    pub fn with(index: &'a Index<'a>, plan: &[Use]) -> Self {
        let mut ledger = Self::new(index);
        for (demand, uses) in tally::by_demand(index, plan).into_iter().enumerate() {
            ledger.put(demand, uses);
        }
        ledger
    }

    /// Returns the plan, sorted.
    #[must_use]
    pub fn plan(&self) -> Vec<Use> {
        let mut plan: Vec<Use> = self.held.iter().flatten().copied().collect();
        plan.sort_unstable();
        plan
    }

    /// Enters the rows of a demand that holds nothing.
    pub fn put(&mut self, demand: usize, uses: Vec<Use>) {
        self.enter(demand, &uses, 1);
        self.held[demand] = uses;
    }

    /// Takes the rows of a demand out and returns them.
    pub fn take(&mut self, demand: usize) -> Vec<Use> {
        let uses = std::mem::take(&mut self.held[demand]);
        self.enter(demand, &uses, -1);
        uses
    }

    /// Returns how many guests of a demand are placed.
    #[must_use]
    pub fn placed(&self, demand: usize) -> u32 {
        self.held[demand].iter().map(|each| each.guests).sum()
    }

    fn enter(&mut self, demand: usize, uses: &[Use], sign: i32) {
        let program = self.index.program;
        let of = &program.demands[demand];
        for each in uses {
            let candidate = &program.candidates[each.candidate as usize];
            let pool = program.places_of(candidate)[each.place as usize].pool;
            let wide = &self.index.wide_of[candidate.hotel as usize];
            let shares = of.lots[each.lot as usize].keeping == Keeping::Beds;
            if !shares && wide.is_empty() {
                let from = pool as usize * self.nights;
                let nights = from + of.held.arrive as usize..from + of.held.depart as usize;
                let rooms = sign * each.rooms.cast_signed();
                self.left[nights].iter_mut().for_each(|left| *left -= rooms);
                continue;
            }
            for night in of.held.nights() {
                let rooms = if shares {
                    self.share(pool, of.cohort, night, each.guests, sign)
                } else {
                    each.rooms.cast_signed() * sign
                };
                self.left[pool as usize * self.nights + night as usize] -= rooms;
                for &at in wide {
                    if self.index.lies_in(pool, program.capacities[at as usize].scope)
                        && let Some(left) = self.wide_left.get_mut(&at)
                    {
                        left[night as usize] -= rooms;
                    }
                }
            }
        }
        self.sums.enter(self.index, demand, uses, sign > 0);
        self.enter_units(demand, uses, sign);
    }

    /// Adds guests who share by bed, or takes them away; returns by how many the rooms in use grow.
    fn share(&mut self, pool: u32, cohort: u32, night: u32, guests: u32, sign: i32) -> i32 {
        let beds = self.index.beds(pool)[night as usize];
        let nights = self.nights;
        let all = self.sharing.entry((pool, cohort)).or_insert_with(|| vec![0; nights]);
        let cell = &mut all[night as usize];
        let before = cell.div_ceil(beds);
        *cell = if sign > 0 { *cell + guests } else { *cell - guests };
        cell.div_ceil(beds).cast_signed() - before.cast_signed()
    }

    fn enter_units(&mut self, demand: usize, uses: &[Use], sign: i32) {
        let program = self.index.program;
        let id = position(demand);
        for of_candidate in uses.chunk_by(|one, other| one.candidate == other.candidate) {
            let candidate = &program.candidates[of_candidate[0].candidate as usize];
            enlist(&mut self.users[candidate.hotel as usize], id, sign);
            self.shut.touch(candidate.hotel);
            for &lock in &self.index.locks_of[candidate.hotel as usize] {
                let unit = program.locks[lock as usize].unit;
                let places = program.places_of(candidate);
                let inside = |each: &Use| self.index.lies_in(places[each.place as usize].pool, unit);
                if matches!(unit, Scope::Hotel(_)) || of_candidate.iter().any(inside) {
                    enlist(&mut self.holders[lock as usize], id, sign);
                }
            }
        }
    }

    /// Tells whether a demand is kept out of a locked unit by those who hold it.
    #[must_use]
    pub fn is_barred(&self, lock: u32, demand: u32) -> bool {
        let of = &self.index.program.locks[lock as usize];
        let excludes = |&holder: &u32| self.index.excludes(of.conflicts, holder, demand);
        of.price.is_none() && self.holders[lock as usize].iter().any(excludes)
    }

    /// Returns the rooms left in a pool over the nights that a demand holds.
    #[must_use]
    pub fn rooms_left(&self, pool: u32, demand: &Demand) -> u32 {
        let from = pool as usize * self.nights;
        let nights = from + demand.held.arrive as usize..from + demand.held.depart as usize;
        let least = self.left[nights].iter().fold(PLENTY, |least, &left| least.min(left));
        u32::try_from(least).unwrap_or(0)
    }

    /// Returns the rooms that a demand holds in a hotel.
    #[must_use]
    pub fn rooms_at(&self, demand: u32, hotel: u32) -> i64 {
        let here = |each: &&Use| self.index.program.candidates[each.candidate as usize].hotel == hotel;
        self.held[demand as usize].iter().filter(here).map(|each| i64::from(each.rooms)).sum()
    }

    /// Returns how many more guests of a demand's cohort can share by bed in a pool over the nights it holds.
    #[must_use]
    pub fn beds_left(&self, pool: u32, demand: &Demand) -> u32 {
        let sharing = self.sharing.get(&(pool, demand.cohort));
        let on = |night: u32| {
            let cell = pool as usize * self.nights + night as usize;
            let beds = i64::from(self.index.beds(pool)[night as usize]);
            let guests = sharing.map_or(0, |all| i64::from(all[night as usize]));
            let rooms =
                i64::from(self.left[cell].max(0)) + i64::from(u32::try_from(guests).unwrap_or(0)).div_euclid(beds);
            let rooms = rooms + i64::from(guests.rem_euclid(beds) > 0);
            rooms * beds - guests
        };
        let least = demand.held.nights().map(on).min().unwrap_or(0);
        u32::try_from(least.max(0)).unwrap_or(u32::MAX)
    }

    /// Returns the rooms left under a wing's or hotel's own limit over the nights that a demand holds.
    #[must_use]
    pub fn wide_left(&self, at: u32, demand: &Demand) -> u32 {
        let nights = demand.held.arrive as usize..demand.held.depart as usize;
        let least = self.wide_left.get(&at).and_then(|left| left[nights].iter().copied().min());
        u32::try_from(least.unwrap_or(PLENTY)).unwrap_or(0)
    }

    /// Adds what a demand costs where it stands: its own costs, the hotels that it alone keeps open, its links, and
    /// what it adds to priced rows and capacities.
    pub fn add_cost(&self, demand: usize, sum: &mut [i128]) {
        let program = self.index.program;
        let uses = &self.held[demand];
        tally::of_demand(self.index, demand, uses, sum);
        for of_candidate in uses.chunk_by(|one, other| one.candidate == other.candidate) {
            let hotel = program.candidates[of_candidate[0].candidate as usize].hotel as usize;
            let Some(at) = self.index.opening_of[hotel] else { continue };
            let opening = &program.openings[at as usize];
            if self.users[hotel].len() == 1 {
                tally::add(sum, &opening.per_use.0, 1);
            }
            if let Some(price) = &opening.short {
                let rooms = self.rooms_in_use(position(hotel));
                let own: i64 = of_candidate.iter().map(|each| i64::from(each.rooms)).sum();
                let missing = |rooms: i64| i128::from((i64::from(opening.rooms_min) - rooms).max(0));
                let without = if self.users[hotel].len() == 1 { 0 } else { missing(rooms - own) };
                pay(price, missing(rooms) - without, sum);
            }
        }
        for &at in &self.index.links_of[demand] {
            let link = &program.links[at as usize];
            if let Some(price) = &link.price
                && tally::is_broken(self.index, link, &self.held[link.a as usize], &self.held[link.b as usize])
            {
                tally::add(sum, &price.0, 1);
            }
        }
        let id = position(demand);
        for (lock, price) in self.priced_locks(uses).filter(|&(lock, _)| self.holders[lock as usize].contains(&id)) {
            tally::add(sum, price, self.meetings_with(lock, id));
        }
        for (at, price) in self.priced_headcounts(uses) {
            tally::add(sum, price, self.excess_with(at, id));
        }
        self.sums.charge_demand(self.index, demand, uses, sum);
    }

    /// Returns the rooms in use in a hotel, over all rows whatever their nights.
    #[must_use]
    pub fn rooms_in_use(&self, hotel: u32) -> i64 {
        self.users[hotel as usize].iter().map(|&demand| self.rooms_at(demand, hotel)).sum()
    }

    /// Tells whether a hotel is used with fewer rooms than it asks for.
    #[must_use]
    pub fn is_short(&self, hotel: u32) -> bool {
        let Some(at) = self.index.opening_of[hotel as usize] else { return false };
        let least = i64::from(self.index.program.openings[at as usize].rooms_limit());
        least > 0 && !self.users[hotel as usize].is_empty() && self.rooms_in_use(hotel) < least
    }

    /// Returns hotels that are used with fewer rooms than they ask for.
    #[must_use]
    pub fn hotels_short(&self) -> Vec<u32> {
        self.index.program.openings.iter().map(|opening| opening.hotel).filter(|&hotel| self.is_short(hotel)).collect()
    }
}

/// Returns rooms as they are counted here.
fn count(rooms: u32) -> i32 {
    if rooms == UNLIMITED { PLENTY } else { i32::try_from(rooms).unwrap_or(PLENTY).min(PLENTY) }
}

fn enlist(list: &mut Vec<u32>, demand: u32, sign: i32) {
    if sign > 0 {
        list.push(demand);
    } else {
        list.retain(|&one| one != demand);
    }
}
