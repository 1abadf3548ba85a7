//! One lane: a plan that changes by ruin and recreate, and the best plan it has come by.
//!
//! A move takes a few demands out and puts them back by the pattern kernel. It is kept if it is no worse, or, with a
//! chance that falls with the temperature, if it is a little worse (simulated annealing). All comparisons are of exact
//! level values; only the chance is a float, and it comes from a seeded stream.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Focus;
use super::ruin::Ruin;
use crate::program::Use;
use crate::solve::guard::Guard;
use crate::solve::index::{Index, position};
use crate::solve::outlook::Outlook;
use crate::solve::recount;
use crate::solve::start::Builder;
use crate::solve::tally::Levels;

/// The chance, in 256ths, that a hotel is overlooked in a move that blinks.
const BLINK: u32 = 20;

/// Moves between two looks at the clock.
const MOVES_A_LOOK: u32 = 16;

/// Random draws of an epoch.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// Starts the stream of an epoch of a lane.
    #[must_use]
    pub fn new(seed: u32, lane: u32, epoch: u64) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        key[4..8].copy_from_slice(&lane.to_le_bytes());
        key[8..16].copy_from_slice(&epoch.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Draws a number below another.
    pub fn below(&mut self, end: usize) -> usize {
        let draw = u64::from(self.0.next_u32()) * end as u64;
        usize::try_from(draw >> 32).expect("below a usize")
    }

    /// Draws a number in (0, 1].
    fn unit(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 1.0) / 4_294_967_296.0
    }
}

/// How warm an epoch is, from its beginning to its end: temperatures by level, in parts.
#[derive(Debug, Clone)]
pub struct Warmth {
    /// At the beginning.
    pub first: Vec<f64>,
    /// At the end, as a share of the beginning.
    pub last: f64,
}

/// A plan that changes, and the best one it has come by.
pub struct Lane<'a> {
    builder: Builder<'a>,
    ruin: Ruin<'a>,
    totals: Levels,
    best: Levels,
    best_held: Vec<Vec<Use>>,
    dirty: Vec<u32>,
    before: Levels,
    after: Levels,
    asks_least_use: bool,
    /// How much of the temperature of its beginning an epoch has left.
    warmth: f64,
}

impl<'a> Lane<'a> {
    /// Starts with a plan and what it costs.
    #[must_use]
    pub fn new(index: &'a Index<'a>, outlooks: &'a [Outlook], plan: &[Use], totals: &Levels) -> Self {
        let builder = Builder::with(index, outlooks, plan);
        let best_held = builder.ledger.held.clone();
        Self {
            ruin: Ruin::new(index, outlooks),
            totals: totals.clone(),
            best: totals.clone(),
            best_held,
            dirty: Vec::new(),
            before: vec![0; totals.len()],
            after: vec![0; totals.len()],
            asks_least_use: index.program.openings.iter().any(|opening| opening.rooms_min > 0),
            warmth: 0.0,
            builder,
        }
    }

    /// Returns what the best plan costs.
    #[must_use]
    pub fn best(&self) -> &Levels {
        &self.best
    }

    /// Returns the best plan, sorted.
    #[must_use]
    pub fn best_plan(&self) -> Vec<Use> {
        let mut plan: Vec<Use> = self.best_held.iter().flatten().copied().collect();
        plan.sort_unstable();
        plan
    }

    /// Goes on from the plan of another lane's best.
    pub fn follow(&mut self, held: &[Vec<Use>], totals: &Levels) {
        for (demand, uses) in held.iter().enumerate() {
            if self.builder.ledger.held[demand] != *uses {
                self.builder.ledger.take(demand);
            }
        }
        for (demand, uses) in held.iter().enumerate() {
            if self.builder.ledger.held[demand] != *uses {
                self.builder.ledger.put(demand, uses.clone());
            }
        }
        self.best_held.clone_from_slice(held);
        self.totals.clone_from(totals);
        self.best.clone_from(totals);
        self.dirty.clear();
    }

    /// Moves until the work of an epoch is done. Returns false if the guard ended it before.
    pub fn run(&mut self, focus: &Focus, warmth: &Warmth, work: u64, chance: &mut Chance, guard: &Guard) -> bool {
        let (from, mut moves) = (self.builder.kernel.work(), 0_u32);
        loop {
            let done = self.builder.kernel.work() - from;
            if done >= work {
                return true;
            }
            if moves.is_multiple_of(MOVES_A_LOOK) {
                if guard.fired() {
                    return false;
                }
                #[expect(clippy::cast_precision_loss, reason = "a share of the work of an epoch")]
                let share = done as f64 / work as f64;
                self.warmth = libm::pow(warmth.last, share);
            }
            moves += 1;
            // A move that finds nothing to do still counts, so that an epoch ends.
            self.builder.kernel.count(50);
            self.step(focus, warmth, chance);
        }
    }

    /// Tries one move.
    fn step(&mut self, focus: &Focus, warmth: &Warmth, chance: &mut Chance) {
        let closed = self.ruin.choose(&self.builder.ledger, focus.level, chance);
        let set = std::mem::take(&mut self.ruin.set);
        self.before.fill(0);
        self.after.fill(0);
        let (mut short_before, mut short_after) = (0, 0);
        let mut old = Vec::with_capacity(set.len());
        for &demand in &set {
            short_before += self.shortage(demand);
            self.builder.ledger.add_cost(demand as usize, &mut self.before);
            old.push(self.builder.ledger.take(demand as usize));
        }
        let mut order = set.clone();
        self.ruin.shuffle(&mut order, chance);
        let blinks = chance.below(2) == 0;
        if let Some(hotel) = closed {
            self.builder.ledger.closed[hotel as usize] = true;
        }
        for &demand in &order {
            let mut blink = || blinks && chance.0.next_u32() >> 24 < BLINK;
            self.builder.insert(demand as usize, &mut blink);
            short_after += self.shortage(demand);
            self.builder.ledger.add_cost(demand as usize, &mut self.after);
        }
        if let Some(hotel) = closed {
            self.builder.ledger.closed[hotel as usize] = false;
        }
        let keeps = short_after <= short_before && self.keeps_least_uses(&set, &old);
        if keeps && self.accepts(focus, warmth, chance) {
            for (total, (before, after)) in self.totals.iter_mut().zip(self.before.iter().zip(&self.after)) {
                *total += after - before;
            }
            self.dirty.extend(&set);
            self.note_best(focus);
        } else {
            self.undo(&set, old);
        }
        self.ruin.set = set;
    }

    fn shortage(&self, demand: u32) -> u64 {
        if !self.builder.outlooks[demand as usize].ordered {
            return 0;
        }
        recount::shortage_of(self.builder.index, demand as usize, &self.builder.ledger.held[demand as usize])
    }

    fn undo(&mut self, set: &[u32], old: Vec<Vec<Use>>) {
        for &demand in set {
            self.builder.ledger.take(demand as usize);
        }
        for (&demand, uses) in set.iter().zip(old) {
            self.builder.ledger.put(demand as usize, uses);
        }
    }

    /// Tells whether the hotels that a move touched are used enough, or not at all.
    fn keeps_least_uses(&self, set: &[u32], old: &[Vec<Use>]) -> bool {
        if !self.asks_least_use {
            return true;
        }
        let candidates = &self.builder.index.program.candidates;
        let new = set.iter().flat_map(|&demand| &self.builder.ledger.held[demand as usize]);
        let mut hotels = new.chain(old.iter().flatten()).map(|each| candidates[each.candidate as usize].hotel);
        !hotels.any(|hotel| self.builder.ledger.is_short(hotel))
    }

    /// Tells whether a move is kept: the first level that it changes decides.
    fn accepts(&self, focus: &Focus, warmth: &Warmth, chance: &mut Chance) -> bool {
        for level in 0..self.totals.len() {
            let growth = self.after[level] - self.before[level];
            if level < focus.level {
                if self.totals[level] + growth > focus.caps[level] {
                    return false;
                }
            } else if growth < 0 {
                return true;
            } else if growth > 0 {
                let temperature = warmth.first[level] * self.warmth;
                #[expect(clippy::cast_precision_loss, reason = "a chance needs no more")]
                let loss = growth as f64;
                return temperature > 0.0 && loss < -temperature * libm::log(chance.unit());
            }
        }
        true
    }

    /// Keeps the plan if it is the best so far.
    fn note_best(&mut self, focus: &Focus) {
        if focus.is_better(&self.totals, &self.best) {
            self.best.clone_from(&self.totals);
            for demand in self.dirty.drain(..) {
                self.best_held[demand as usize].clone_from(&self.builder.ledger.held[demand as usize]);
            }
        } else if self.dirty.len() > 4 * self.best_held.len() {
            self.dirty.sort_unstable();
            self.dirty.dedup();
        }
    }
}

/// Returns, by level, what a demand that costs anything costs on average, in parts.
#[must_use]
pub fn average_costs(builder: &Builder) -> Vec<f64> {
    let n_levels = builder.index.program.levels.len();
    let (mut sums, mut counts) = (vec![0_i128; n_levels], vec![0_u32; n_levels]);
    for demand in 0..position(builder.index.program.demands.len()) {
        let mut own = vec![0; n_levels];
        builder.ledger.add_cost(demand as usize, &mut own);
        for level in (0..n_levels).filter(|&level| own[level] > 0) {
            sums[level] += own[level];
            counts[level] += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a temperature needs no more")]
    let average = |(&sum, &count): (&i128, &u32)| if count == 0 { 0.0 } else { sum as f64 / f64::from(count) };
    sums.iter().zip(&counts).map(average).collect()
}
