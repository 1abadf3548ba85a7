//! The totals of a plan under construction in what demands share besides rooms: activities of rows, guests by night.
//!
//! What is left of them, and what they cost. `row` says what each use adds; nothing is chosen here.

use super::index::Index;
use super::price::Packing;
use super::row::{activity, charge, guests_in, pay, price_of, short, slack};
use super::stock::Price;
use crate::program::{Demand, Row, Scope, Side, Use};

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
    pub fn dear(&self, index: &Index, hotel: u32, demand: &Demand, packing: &Packing) -> Vec<(u32, Price)> {
        let mut pieces: Vec<(u32, Price)> = Vec::new();
        for &crowd in &index.crowds_of[hotel as usize] {
            let capacity = &index.program.capacities[index.crowds[crowd as usize] as usize];
            let Some(price) = price_of(capacity).filter(|_| matches!(capacity.scope, Scope::Hotel(_))) else {
                continue;
            };
            let price = packing.pack(price);
            for night in demand.stay.nights().filter(|&night| capacity.nights.covers(night)) {
                let free = capacity.most.saturating_sub(self.asleep[crowd as usize][night as usize]);
                match pieces.iter_mut().find(|piece| piece.0 == free) {
                    Some(piece) => piece.1 += price,
                    None => pieces.push((free, price)),
                }
            }
        }
        pieces.retain(|&(free, price)| price > 0 && free < demand.guests);
        pieces
    }

    /// Returns the row that must hold and has least left for a demand; none where it is in no such row.
    #[must_use]
    pub fn tightest(&self, index: &Index, demand: usize) -> Option<u32> {
        let left =
            |&at: &u32| slack(&index.program.rows[at as usize], self.activities[at as usize]).map(|slack| (slack, at));
        index.rows_of[demand].iter().filter_map(left).min().map(|(_, at)| at)
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
