//! What demands share besides rooms: linear rows, and guests by night. What uses add to them, what is left, and what a
//! breach costs, all in whole numbers.
//!
//! Pure functions of a program, and `Sums`, which keeps the totals of a plan under construction. Chooses nothing.

use std::collections::BTreeMap;

use super::index::Index;
use super::stock::Offer;
use crate::program::{Capacity, Costs, Counts, Demand, Place, Program, Row, Scope, Side, Term, Use};

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

/// Returns what a guest and a room of a place cost under the price of an upper side, as if it were exceeded already.
#[must_use]
pub fn tariff(row: &Row, candidate: u32, place: u32) -> (Costs, Costs) {
    let (Some(price), Some(term)) =
        (row.upper.as_ref().and_then(|side| side.price.as_ref()), term(row, candidate, place))
    else {
        return (Costs::default(), Costs::default());
    };
    (times(price, term.per_guest), times(price, term.per_room))
}

/// Returns some costs so many times; none of them where that is less than nothing.
fn times(costs: &Costs, factor: i64) -> Costs {
    let factor = factor.max(0);
    Costs(costs.iter().map(|&(level, amount)| (level, amount.saturating_mul(factor))).collect())
}

/// Returns, by level, more than what a guest and a room of a demand cost under all prices of rows and crowds.
#[must_use]
pub fn dearest(program: &Program, demand: &Demand) -> (Vec<i128>, Vec<i128>) {
    let (mut guest, mut room) = (vec![0; program.levels.len()], vec![0; program.levels.len()]);
    for row in &program.rows {
        let Some(price) = row.upper.as_ref().and_then(|side| side.price.as_ref()) else { continue };
        let from = row.terms.partition_point(|term| term.candidate < demand.candidates.start);
        let own = row.terms[from..].iter().take_while(|term| term.candidate < demand.candidates.end);
        let (per_guest, per_room) =
            own.fold((0, 0), |(guest, room), term| (term.per_guest.max(guest), term.per_room.max(room)));
        pay(&times(price, per_guest), 1, &mut guest);
        pay(&times(price, per_room), 1, &mut room);
    }
    let nights = i128::from(demand.stay.n_nights());
    let mut crowds = vec![0; program.levels.len()];
    for price in program.capacities.iter().filter_map(price_of) {
        for &(level, amount) in price.iter() {
            crowds[level as usize] = i128::from(amount).max(crowds[level as usize]);
        }
    }
    guest.iter_mut().zip(crowds).for_each(|(guest, crowd)| *guest += crowd * nights);
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
        Counts::Guests { price } => price.as_ref(),
        Counts::Rooms { .. } => None,
    }
}

fn pay(price: &Costs, units: i128, sum: &mut [i128]) {
    for &(level, amount) in &price.0 {
        sum[level as usize] += i128::from(amount) * units;
    }
}

/// What the demands of a plan add up to: the activity of each row, and guests asleep by capacity and night.
#[derive(Debug, Clone)]
pub struct Sums {
    activities: Vec<i128>,
    /// By position in `Index::crowds`, then by night.
    asleep: Vec<Vec<u32>>,
}

impl Sums {
    /// Starts with the empty plan.
    #[must_use]
    pub fn new(index: &Index) -> Self {
        let nights = index.program.n_nights as usize;
        Self { activities: vec![0; index.program.rows.len()], asleep: vec![vec![0; nights]; index.crowds.len()] }
    }

    /// Returns the sums of a plan, given by demand.
    #[must_use]
    pub fn of(index: &Index, by_demand: &[Vec<Use>]) -> Self {
        let mut sums = Self::new(index);
        for (demand, uses) in by_demand.iter().enumerate() {
            sums.enter(index, demand, uses, true);
        }
        sums
    }

    /// Adds the uses of a demand, or takes away what was added before.
    pub fn enter(&mut self, index: &Index, demand: usize, uses: &[Use], comes: bool) {
        for &row in &index.rows_of[demand] {
            let part = activity(&index.program.rows[row as usize], uses);
            self.activities[row as usize] += if comes { part } else { -part };
        }
        for (crowd, guests) in crowds(index, uses) {
            for night in index.program.demands[demand].stay.nights() {
                let cell = &mut self.asleep[crowd as usize][night as usize];
                *cell = if comes { *cell + guests } else { *cell - guests };
            }
        }
    }

    /// Returns the activity of a row.
    #[must_use]
    pub fn activity(&self, row: u32) -> i128 {
        self.activities[row as usize]
    }

    /// Returns how many more guests a capacity takes on the nights that a demand sleeps, whatever more would cost.
    #[must_use]
    pub fn guests_left(&self, index: &Index, crowd: u32, demand: &Demand) -> u32 {
        let capacity = &index.program.capacities[index.crowds[crowd as usize] as usize];
        let nights = demand.stay.nights().filter(|&night| capacity.nights.covers(night));
        let left = nights.map(|night| capacity.most.saturating_sub(self.asleep[crowd as usize][night as usize]));
        left.min().unwrap_or(u32::MAX)
    }

    /// Returns a row that must hold and that the uses of a demand would break, if they came.
    #[must_use]
    pub fn broken_by(&self, index: &Index, demand: usize, uses: &[Use]) -> Option<u32> {
        let breaks = |&row: &u32| {
            let of = &index.program.rows[row as usize];
            let part = activity(of, uses);
            part > 0 && slack(of, self.activities[row as usize] + part).is_some_and(|slack| slack < 0)
        };
        index.rows_of[demand].iter().copied().find(breaks)
    }

    /// Returns the priced rows over which a demand, which holds nothing, would push its activity with some uses: those
    /// that are exceeded already, and with `uses` those that it would exceed with them.
    #[must_use]
    pub fn exceeded(&self, index: &Index, demand: usize, uses: &[Use]) -> Vec<u32> {
        let is_over = |&row: &u32| {
            let of = &index.program.rows[row as usize];
            let Some(Side { limit, price: Some(_) }) = &of.upper else { return false };
            let (before, part) = (self.activities[row as usize], activity(of, uses));
            before + part.max(1) > i128::from(*limit)
        };
        index.rows_of[demand].iter().copied().filter(is_over).collect()
    }

    /// Returns how many guests of a demand are free in a hotel, and for each such number what a guest more costs: once
    /// for every night on which more than the hotel feeds would sleep there.
    #[must_use]
    pub fn dear(&self, index: &Index, hotel: u32, demand: &Demand) -> Vec<(u32, Costs)> {
        let mut pieces = Vec::new();
        for &crowd in &index.crowds_of[hotel as usize] {
            let capacity = &index.program.capacities[index.crowds[crowd as usize] as usize];
            let Some(price) = price_of(capacity).filter(|_| matches!(capacity.scope, Scope::Hotel(_))) else { continue };
            let mut nights: BTreeMap<u32, i64> = BTreeMap::new();
            for night in demand.stay.nights().filter(|&night| capacity.nights.covers(night)) {
                let free = capacity.most.saturating_sub(self.asleep[crowd as usize][night as usize]);
                *nights.entry(free).or_default() += 1;
            }
            pieces.extend(nights.into_iter().map(|(free, nights)| (free, times(price, nights))));
        }
        pieces
    }

    /// Adds what all priced rows and capacities cost.
    pub fn charge(&self, index: &Index, sum: &mut [i128]) {
        let program = index.program;
        for (row, &activity) in program.rows.iter().zip(&self.activities) {
            charge(row, activity, 1, sum);
        }
        for (crowd, asleep) in (0..).zip(&self.asleep) {
            for (night, &guests) in (0..).zip(asleep) {
                charge_night(index, (crowd, night), i128::from(guests), 1, sum);
            }
        }
    }

    /// Adds what priced rows and capacities cost more because the uses of a demand, which came before, are there.
    pub fn charge_demand(&self, index: &Index, demand: usize, uses: &[Use], sum: &mut [i128]) {
        for &at in &index.rows_of[demand] {
            let row = &index.program.rows[at as usize];
            let all = self.activities[at as usize];
            charge(row, all, 1, sum);
            charge(row, all - activity(row, uses), -1, sum);
        }
        for (crowd, guests) in crowds(index, uses) {
            for night in index.program.demands[demand].stay.nights() {
                let all = i128::from(self.asleep[crowd as usize][night as usize]);
                charge_night(index, (crowd, night), all, 1, sum);
                charge_night(index, (crowd, night), all - i128::from(guests), -1, sum);
            }
        }
    }

    /// Says which row or capacity that must hold is broken; lower sides are orders, and not looked at.
    #[must_use]
    pub fn fault(&self, index: &Index) -> Option<String> {
        let program = index.program;
        let breaks = |(row, activity): &(&Row, &i128)| slack(row, **activity).is_some_and(|slack| slack < 0);
        if let Some((row, activity)) = program.rows.iter().zip(&self.activities).find(breaks) {
            return Some(format!("row {} is broken by an activity of {activity}", row.name));
        }
        for (&at, asleep) in index.crowds.iter().zip(&self.asleep) {
            let capacity = &program.capacities[at as usize];
            let over = |night: &u32| asleep[*night as usize] > capacity.most;
            if price_of(capacity).is_none()
                && let Some(night) = capacity.nights.nights().find(over)
            {
                let (scope, guests) = (capacity.scope, asleep[night as usize]);
                return Some(format!("{scope:?} has {guests} of {} guests on night {night}", capacity.most));
            }
        }
        None
    }

    /// Returns by how much all lower sides that must hold are missed.
    #[must_use]
    pub fn shortage(&self, index: &Index) -> u64 {
        let hard = |row: &Row| row.lower.as_ref().is_some_and(|side| side.price.is_none());
        let rows = index.program.rows.iter().zip(&self.activities).filter(|(row, _)| hard(row));
        let missing = rows.map(|(row, &activity)| u64::try_from(short(row, activity)).unwrap_or(u64::MAX));
        missing.fold(0, u64::saturating_add)
    }
}

/// Returns the guests whom some uses bring into each crowd that they touch.
fn crowds(index: &Index, uses: &[Use]) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    if index.crowds.is_empty() {
        return all;
    }
    let mut hotels: Vec<u32> =
        uses.iter().map(|used| index.program.candidates[used.candidate as usize].hotel).collect();
    hotels.sort_unstable();
    hotels.dedup();
    for &crowd in hotels.iter().flat_map(|&hotel| &index.crowds_of[hotel as usize]) {
        let capacity = &index.program.capacities[index.crowds[crowd as usize] as usize];
        let guests = guests_in(index, capacity, uses);
        if guests > 0 {
            all.push((crowd, guests));
        }
    }
    all
}

/// Adds what so many guests asleep on a night cost, `sign` times.
fn charge_night(index: &Index, (crowd, night): (u32, u32), guests: i128, sign: i128, sum: &mut [i128]) {
    let capacity = &index.program.capacities[index.crowds[crowd as usize] as usize];
    if let Some(price) = price_of(capacity).filter(|_| capacity.nights.covers(night)) {
        pay(price, sign * (guests - i128::from(capacity.most)).max(0), sum);
    }
}
