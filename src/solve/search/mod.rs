//! The search: rounds of simulated annealing over plans, the levels one after another, on a fixed number of lanes.
//!
//! A round gives every open level one pass, and each round's passes are twice as long as those before: so a search may
//! be ended at any epoch and has spent at least half of its work on a schedule that was finished. Work is cut into
//! epochs of fixed work on `LANES` logical lanes, run by any number of threads and merged only at their ends, so
//! neither threads nor the clock change what an effort finds (`docs/formulation.md`).

mod lane;
mod ruin;

use super::guard::Guard;
use super::index::Index;
use super::outlook::Outlook;
use super::passes::Incumbent;
use super::start::Builder;
use super::tally::Levels;
use lane::{Chance, Lane, Warmth, average_costs};

/// Logical lanes: plans that change side by side.
const LANES: u32 = 2;
/// Work of the kernel in an epoch of a lane, for each demand.
const EPOCH_WORK: u64 = 20_000;
/// The first temperature of a pass, as a share of what a demand costs on average.
const WARM: f64 = 0.3;
/// The last temperature of a pass, as a share of the first.
const COLD: f64 = 0.01;

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
    /// Tells whether a value of a level is known to be the best.
    pub is_closed: &'a (dyn Fn(usize, i128) -> bool + Sync),
    /// Told of level and plan after every epoch.
    pub watch: &'a (dyn Fn(usize, &Levels) + Sync),
}

/// Where a search stands between two epochs.
struct Standing {
    best: Incumbent,
    epochs: u64,
}

impl Search<'_> {
    /// Improves a plan for at most so many epochs; returns the best plan and the epochs that were finished.
    pub fn run(&self, start: Incumbent, epochs: u64) -> (Incumbent, u64) {
        let mut standing = Standing { best: start, epochs: 0 };
        if self.outlooks.is_empty() || self.caps.len() > self.last {
            return (standing.best, 0);
        }
        let averages = average_costs(&Builder::with(self.index, self.outlooks, &standing.best.plan));
        let plan = &standing.best.plan;
        let mut lanes: Vec<Lane> =
            (0..LANES).map(|_| Lane::new(self.index, self.outlooks, plan, &standing.best.levels)).collect();
        for round in 0..u64::BITS {
            let mut caps = self.caps.to_vec();
            let mut open = false;
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
            if !open {
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
        standing: &mut Standing,
    ) -> bool {
        let epochs = 1_u64 << round.min(40);
        let cooling = libm::pow(COLD, 1.0 / f64::from(u32::try_from(epochs).unwrap_or(u32::MAX)));
        let mut warmth = Warmth { first: averages.iter().map(|average| average * WARM).collect(), last: cooling };
        for _ in 0..epochs {
            if standing.epochs >= epochs_most || (self.is_closed)(focus.level, standing.best.levels[focus.level]) {
                break;
            }
            if !self.epoch(focus, &warmth, lanes, standing.epochs) {
                return false;
            }
            standing.epochs += 1;
            self.merge(focus, lanes, standing);
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

    /// Runs one epoch of all lanes; returns false if the guard ended it before.
    fn epoch(&self, focus: &Focus, warmth: &Warmth, lanes: &mut [Lane], epoch: u64) -> bool {
        let work = EPOCH_WORK * self.outlooks.len() as u64;
        let run = |number: usize, lane: &mut Lane| {
            let mut chance = Chance::new(self.seed, super::index::position(number), epoch);
            lane.run(focus, warmth, work, &mut chance, self.guard)
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
    fn merge(&self, focus: &Focus, lanes: &[Lane], standing: &mut Standing) {
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
            debug_assert_eq!(&found.levels, lanes[at].best(), "the lane's count is the recount");
            standing.best = found;
        }
    }
}
