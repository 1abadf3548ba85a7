//! The search: rounds of simulated annealing over plans, the levels one after another, on a fixed number of lanes.
//!
//! A round gives every open level one pass, and each round's passes are twice as long as those before: so a search may
//! be ended at any epoch and has spent at least half of its work on a schedule that was finished. Work is cut into
//! epochs of fixed work on `LANES` logical lanes, run by any number of threads and merged only at their ends, so
//! neither threads nor the clock change what an effort finds (`docs/formulation.md`).

pub mod chance;
mod lane;
mod ruin;
mod suitors;
mod territory;
mod window;

use super::guard::Guard;
use super::incumbent::Incumbent;
use super::index::Index;
use super::outlook::Outlook;
use super::tally::Levels;
use chance::{Chance, Warmth};
use lane::Lane;
use suitors::Suitors;
use territory::Ground;

/// Logical lanes: plans that change side by side.
const LANES: u32 = 2;
/// Work of the kernel in an epoch of a lane, for each demand.
const EPOCH_WORK: u64 = 20_000;
/// From so many demands on, lanes share one plan; below, each has its own. Measured at 150 demands and 640.
const SHARED_DEMANDS: usize = 300;
/// The stream of chances that shares the plan out.
const SHARING: u32 = u32::MAX;
/// The first temperature of a pass, as a share of what a demand costs on average.
const WARM: f64 = 0.3;
/// The last temperature of a pass, as a share of the first.
const COLD: f64 = 0.01;

/// Rounds in a row that may find nothing where the solver goes on from there.
pub const PATIENCE: u32 = 2;
/// Rounds in a row that may find nothing where the search began with a good plan of nearly the same case.
pub const PATIENCE_NEAR: u32 = 3;

/// What a pass looks at: a level, and what the levels before it may cost.
#[derive(Debug, Clone)]
pub struct Focus {
    /// The level.
    pub level: usize,
    /// The most that the levels before it may cost.
    pub caps: Levels,
}

impl Focus {
    /// Tells whether one plan is better than another: from the level on, the levels before it being capped.
    #[must_use]
    pub fn is_better(&self, one: &Levels, other: &Levels) -> bool {
        let keeps = self.caps.iter().zip(one).all(|(cap, value)| value <= cap);
        keeps && one[self.level..] < other[self.level..]
    }
}

/// What a search works with.
pub struct Search<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What is known of each demand.
    pub outlooks: &'a [Outlook],
    /// The clock.
    pub guard: &'a Guard<'a>,
    /// Seed.
    pub seed: u32,
    /// Threads.
    pub threads: u32,
    /// The caps of the levels that are done.
    pub caps: &'a [i128],
    /// The last level to look at: the first that may give something up for the sake of later ones, or the last of all.
    pub last: usize,
    /// Rounds in a row that may find nothing.
    pub patience: u32,
    /// Tells whether a value of a level is known to be the best.
    pub is_closed: &'a (dyn Fn(usize, i128) -> bool + Sync),
    /// Told of level and plan after every epoch.
    pub watch: &'a (dyn Fn(usize, &Levels) + Sync),
}

/// Where a search stands between two epochs.
struct Standing<'a> {
    best: Incumbent,
    epochs: u64,
    /// Where the lanes share one plan; nothing if each has its own.
    ground: Option<&'a Ground<'a>>,
}

impl Search<'_> {
    /// Improves a plan for at most so many epochs; returns the best plan and the epochs that were finished.
    pub fn run(&self, start: Incumbent, epochs: u64) -> (Incumbent, u64) {
        if self.outlooks.is_empty() || self.caps.len() > self.last || epochs == 0 {
            return (start, 0);
        }
        let many = self.outlooks.len() >= SHARED_DEMANDS;
        let ground = many.then(|| Ground::new(self.index, self.outlooks)).flatten();
        let mut standing = Standing { best: start, epochs: 0, ground: ground.as_ref() };
        let start = (&standing.best.plan[..], &standing.best.levels);
        let suitors = Suitors::new(self.index, self.outlooks);
        let known = (self.index, self.outlooks, &suitors);
        let mut lanes: Vec<Lane> = (0..LANES).map(|_| Lane::new(known, start, ground.is_some())).collect();
        let mut idle = 0;
        for round in 0..u64::BITS {
            // Anew each time: a start that leaves guests over would keep every later round far too warm.
            let averages = lanes[0].average_costs();
            let mut caps = self.caps.to_vec();
            let (mut open, before) = (false, standing.best.levels.clone());
            for level in self.caps.len()..=self.last {
                if !(self.is_closed)(level, standing.best.levels[level]) {
                    open = true;
                    let focus = Focus { level, caps: caps.clone() };
                    if !self.pass(&focus, &averages, (round, epochs), &mut lanes, &mut standing) {
                        return (standing.best, standing.epochs);
                    }
                }
                caps.push(standing.best.levels[level]);
            }
            idle = if standing.best.levels == before { idle + 1 } else { 0 };
            if !open || idle >= self.patience {
                break;
            }
        }
        (standing.best, standing.epochs)
    }

    /// Anneals one level; returns false when the search is to end.
    fn pass(
        &self,
        focus: &Focus,
        averages: &[f64],
        (round, epochs_most): (u32, u64),
        lanes: &mut [Lane],
        standing: &mut Standing<'_>,
    ) -> bool {
        let epochs = 1_u64 << round.min(40);
        let cooling = libm::pow(COLD, 1.0 / f64::from(u32::try_from(epochs).unwrap_or(u32::MAX)));
        let mut warmth = Warmth { first: averages.iter().map(|average| average * WARM).collect(), last: cooling };
        for _ in 0..epochs {
            if standing.epochs >= epochs_most || (self.is_closed)(focus.level, standing.best.levels[focus.level]) {
                break;
            }
            let goes_on = if let Some(ground) = standing.ground {
                self.shared_epoch(ground, focus, &warmth, lanes, standing)
            } else {
                let goes_on = self.epoch(&[focus; LANES as usize], &warmth, lanes, standing);
                if goes_on {
                    self.merge(focus, lanes, standing);
                }
                goes_on
            };
            if !goes_on {
                return false;
            }
            standing.epochs += 1;
            (self.watch)(focus.level, &standing.best.levels);
            for temperature in &mut warmth.first {
                *temperature *= cooling;
            }
        }
        let held = super::tally::by_demand(self.index, &standing.best.plan);
        for lane in lanes {
            lane.follow(&held, &standing.best.levels);
        }
        standing.epochs < epochs_most
    }

    /// Runs one epoch in which each lane has a part of one plan; returns false if the guard ended it before.
    fn shared_epoch(
        &self,
        ground: &Ground<'_>,
        focus: &Focus,
        warmth: &Warmth,
        lanes: &mut [Lane],
        standing: &mut Standing<'_>,
    ) -> bool {
        let before = lanes[0].totals().clone();
        let mut chance = Chance::new(self.seed, SHARING, standing.epochs);
        let parts = ground.share_out(lanes[0].held(), lanes.len(), &mut chance);
        for (lane, territory) in lanes.iter_mut().zip(parts) {
            lane.take(territory);
        }
        // What the levels before may still grow by is left to the first lane.
        let strict = Focus { level: focus.level, caps: before[..focus.level].to_vec() };
        let foci: Vec<&Focus> = (0..lanes.len()).map(|at| if at == 0 { focus } else { &strict }).collect();
        if !self.epoch(&foci, warmth, lanes, standing) {
            return false;
        }
        let mut totals = before.clone();
        for lane in lanes.iter() {
            for (total, (after, before)) in totals.iter_mut().zip(lane.totals().iter().zip(&before)) {
                *total += after - before;
            }
        }
        let changes: Vec<_> = lanes.iter_mut().map(Lane::changes).collect();
        for (at, lane) in lanes.iter_mut().enumerate() {
            for (_, changes) in changes.iter().enumerate().filter(|&(from, _)| from != at) {
                lane.enter(changes, &totals);
            }
        }
        if focus.is_better(&totals, &standing.best.levels)
            && let Ok(found) = Incumbent::new(self.index, lanes[0].plan())
        {
            standing.best = found;
        }
        true
    }

    /// Runs one epoch of all lanes; returns false if the guard ended it before.
    fn epoch(&self, foci: &[&Focus], warmth: &Warmth, lanes: &mut [Lane], standing: &Standing<'_>) -> bool {
        let parts = if standing.ground.is_some() { lanes.len() as u64 } else { 1 };
        let work = (EPOCH_WORK * self.outlooks.len() as u64).div_ceil(parts);
        let run = |number: usize, lane: &mut Lane| {
            let mut chance = Chance::new(self.seed, super::index::position(number), standing.epochs);
            lane.run(foci[number], warmth, work, &mut chance, self.guard)
        };
        if self.threads < 2 {
            return lanes.iter_mut().enumerate().all(|(number, lane)| run(number, lane));
        }
        let lanes_most = lanes.len();
        std::thread::scope(|scope| {
            let lanes = lanes.iter_mut().enumerate();
            let running: Vec<_> = lanes.map(|(number, lane)| scope.spawn(move || run(number, lane))).collect();
            let ends = running.into_iter().map(|lane| lane.join().expect("a lane does not panic"));
            ends.filter(|ended| *ended).count() == lanes_most
        })
    }

    /// Takes the best plan of the lanes.
    fn merge(&self, focus: &Focus, lanes: &[Lane], standing: &mut Standing<'_>) {
        let mut winner = None;
        for (number, lane) in lanes.iter().enumerate() {
            let against = winner.map_or(&standing.best.levels, |at: usize| lanes[at].best());
            if focus.is_better(lane.best(), against) {
                winner = Some(number);
            }
        }
        if let Some(at) = winner
            && let Ok(found) = Incumbent::new(self.index, lanes[at].best_plan())
        {
            standing.best = found;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::index::position;
    use super::super::outlook::outlooks;
    use super::super::start::Builder;
    use super::super::tests::town::{costs, town};
    use super::*;
    use crate::solve::{Engine, Options, solve};

    /// A town that is a little too small for its guests, and where every hotel is dear for somebody.
    fn crowded(demands: usize) -> crate::program::Program {
        let mut program = town(&vec![9; demands], &vec![10; demands]);
        for at in 0..program.candidates.len() {
            let price = i64::try_from(1 + at * 7919 % 97).unwrap();
            program.candidates[at].per_guest = program.costs.intern(&costs(&[(1, price)]).0);
        }
        program
    }

    #[test]
    fn threads_do_not_change_what_lanes_find_whether_they_share_a_plan_or_not() {
        for demands in [20, SHARED_DEMANDS] {
            let program = crowded(demands);
            let stop = AtomicBool::new(false);
            let with = |threads: u32, effort: u64| {
                let (engine, effort) = (Engine::Search, Some(effort));
                let watch = &|_: &_| {};
                solve(
                    &program,
                    &Options { engine, time_limit: None, gap: 0.0, seed: 5, threads, effort, stop: &stop, watch },
                )
            };
            let (start, one, two) = (with(1, 0), with(1, 15), with(2, 15));
            assert_eq!(one, two, "{demands} demands");
            let values =
                |outcome: &crate::solve::Outcome| outcome.levels.iter().map(|level| level.value).collect::<Vec<_>>();
            assert!(values(&one) < values(&start), "{demands} demands: it found something");
        }
    }

    #[test]
    fn territories_share_out_demands_and_hotels() {
        let program = crowded(30);
        let index = Index::new(&program);
        let outlooks = outlooks(&index, 1);
        let mut builder = Builder::new(&index, &outlooks);
        builder.place_all();
        let ground = Ground::new(&index, &outlooks).unwrap();
        let parts = ground.share_out(&builder.ledger.held, 3, &mut Chance::new(1, 2, 3));
        for demand in 0..position(program.demands.len()) {
            let movers = parts.iter().filter(|part| part.demands.contains(&demand)).count();
            assert!(movers <= 1, "demand {demand} has {movers} movers");
        }
        for hotel in 0..index.n_hotels {
            assert_eq!(parts.iter().filter(|part| !part.closed[hotel]).count(), 1, "hotel {hotel} has one owner");
        }
    }
}
