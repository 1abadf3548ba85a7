//! One lane: a plan that changes by ruin and recreate, and the best plan it has come by.
//!
//! A move takes a few demands out and puts them back by the pattern kernel. It is kept if it is no worse, or, with a
//! chance that falls with the temperature, if it is a little worse (simulated annealing). All comparisons are of exact
//! level values; only the chance is a float, and it comes from a seeded stream.

use super::Focus;
use super::chance::{Chance, Warmth};
use super::ruin::Ruin;
use super::suitors::Suitors;
use super::territory::Territory;
use crate::program::Use;
use crate::solve::guard::Guard;
use crate::solve::index::Index;
use crate::solve::outlook::Outlook;
use crate::solve::start::Builder;
use crate::solve::tally::Levels;
use crate::solve::{recount, row};

/// The chance, in 256ths, that a hotel is overlooked in a move that blinks.
const BLINK: usize = 20;

/// One in so many moves is thrifty where there are rows that must hold.
const THRIFT: usize = 3;

/// Moves between two looks at the clock.
const MOVES_A_LOOK: u32 = 16;

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
    /// There are rows with an upper side that must hold.
    has_budgets: bool,
    /// How much of the temperature of its beginning an epoch has left.
    warmth: f64,
    /// The plan is shared with other lanes, which are given every change of an epoch; who shares it keeps the best.
    shares: bool,
}

impl<'a> Lane<'a> {
    /// Starts with a plan and what it costs.
    #[must_use]
    pub fn new(
        (index, outlooks, suitors): (&'a Index<'a>, &'a [Outlook], &'a Suitors),
        (plan, totals): (&[Use], &Levels),
        shares: bool,
    ) -> Self {
        let builder = Builder::with(index, outlooks, plan);
        let best_held = builder.ledger.held.clone();
        Self {
            ruin: Ruin::new(index, outlooks, suitors),
            totals: totals.clone(),
            best: totals.clone(),
            best_held,
            dirty: Vec::new(),
            before: vec![0; totals.len()],
            after: vec![0; totals.len()],
            asks_least_use: index.program.openings.iter().any(|opening| opening.rooms_limit() > 0),
            has_budgets: index.program.rows.iter().any(|row| row::slack(row, 0).is_some()),
            warmth: 0.0,
            shares,
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

    /// Returns what the plan as it stands costs.
    #[must_use]
    pub fn totals(&self) -> &Levels {
        &self.totals
    }

    /// Returns the plan as it stands, sorted.
    #[must_use]
    pub fn plan(&self) -> Vec<Use> {
        self.builder.ledger.plan()
    }

    /// Returns what each demand holds in the plan as it stands.
    #[must_use]
    pub fn held(&self) -> &[Vec<Use>] {
        &self.builder.ledger.held
    }

    /// Takes a territory for an epoch; what is changed in it is given to the others by `changes`.
    pub fn take(&mut self, territory: Territory) {
        self.dirty.clear();
        self.ruin.take(territory.demands);
        self.builder.ledger.closed = territory.closed;
    }

    /// Returns the demands that were moved in the epoch, and where they are now.
    #[must_use]
    pub fn changes(&mut self) -> Vec<(u32, Vec<Use>)> {
        self.dirty.sort_unstable();
        self.dirty.dedup();
        self.dirty.iter().map(|&demand| (demand, self.builder.ledger.held[demand as usize].clone())).collect()
    }

    /// Enters what another lane changed, and what the plan costs then.
    pub fn enter(&mut self, changes: &[(u32, Vec<Use>)], totals: &Levels) {
        for (demand, _) in changes {
            self.builder.ledger.take(*demand as usize);
        }
        for (demand, uses) in changes {
            self.builder.ledger.put(*demand as usize, uses.clone());
        }
        self.totals.clone_from(totals);
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

    /// Returns, by level, what a demand that costs anything costs on average in the plan as it stands, in parts.
    #[must_use]
    pub fn average_costs(&self) -> Vec<f64> {
        let (mut sums, mut counts) = (vec![0_i128; self.totals.len()], vec![0_u32; self.totals.len()]);
        for demand in 0..self.best_held.len() {
            let mut own = vec![0; self.totals.len()];
            self.builder.ledger.add_cost(demand, &mut own);
            for level in (0..own.len()).filter(|&level| own[level] > 0) {
                sums[level] += own[level];
                counts[level] += 1;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a temperature needs no more")]
        let average = |(&sum, &count): (&i128, &u32)| if count == 0 { 0.0 } else { sum as f64 / f64::from(count) };
        sums.iter().zip(&counts).map(average).collect()
    }

    /// Moves until the work of an epoch is done, window after window. Returns false if the guard ended it before.
    pub fn run(&mut self, focus: &Focus, warmth: &Warmth, work: u64, chance: &mut Chance, guard: &Guard) -> bool {
        self.ruin.windows(&self.builder.ledger, focus.level, work).into_iter().all(|(window, work)| {
            self.ruin.look(window, &self.builder.ledger, focus.level);
            self.anneal(focus, warmth, work, (chance, guard))
        })
    }

    /// Moves in a window until some work is done, while it cools. Returns false if the guard ended it before.
    fn anneal(&mut self, focus: &Focus, warmth: &Warmth, work: u64, (chance, guard): (&mut Chance, &Guard)) -> bool {
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
        self.builder.ledger.shut.mark();
        let turn = self.ruin.choose(&self.builder.ledger, focus.level, chance);
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
        self.builder.thrifty = self.has_budgets && chance.below(THRIFT) == 0;
        turn.enter(&mut self.builder.ledger, true);
        for &demand in &order {
            let mut blink = |_| blinks && chance.below(256) < BLINK;
            self.builder.insert(demand as usize, &mut blink);
            short_after += self.shortage(demand);
            self.builder.ledger.add_cost(demand as usize, &mut self.after);
        }
        self.builder.thrifty = false;
        turn.enter(&mut self.builder.ledger, false);
        let keeps = short_after <= short_before && self.keeps_least_uses(&set, &old);
        if keeps && self.accepts(focus, warmth, chance) {
            for (total, (before, after)) in self.totals.iter_mut().zip(self.before.iter().zip(&self.after)) {
                *total += after - before;
            }
            self.dirty.extend(&set);
            if !self.shares {
                self.note_best(focus);
            }
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
        self.builder.ledger.shut.restore();
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
