//! The levels one after another: an incumbent, a bound and a cap for each.
//!
//! Level k is minimised over the plans that keep the caps of the levels before it; its own cap is the best value found
//! and what the policy lets go of it. A level whose incumbent meets a bound known beforehand costs nothing.

use super::exact::{Ended, Exact, Limits};
use super::guard::Guard;
use super::incumbent::Incumbent;
use super::index::Index;
use super::outlook::Outlook;
use super::prices::{self, Aim, Ask};
use super::search::{PATIENCE, Search};
use super::{BoundSource, Certificate, LevelOutcome, Options, Progress, Termination, alone, cluster, highs};
use crate::domain::quantity::to_units;
use crate::program::{Level, Use};

/// Epochs of search that follow a better plan of the solver.
const POLISHING: u64 = 31;

/// Candidates of a cluster, about, and its nodes of branch and bound. Measured: many in one node bound better than few in
/// many nodes.
const CLUSTER: u64 = 4_000;
const CLUSTER_NODES: u64 = 1;

/// Bounds of a level by prices; 0 where there is none.
#[derive(Default)]
struct Bounds {
    checked: i128,
    certificate: Option<Certificate>,
    clustered: i128,
}

/// The share of the time that is left, in percent, that a search after a level may use.
const LATER_SHARE: u32 = 40;

/// The share of the time for a level, in percent, that its prices may use where something follows them.
const PRICING_SHARE: u32 = 85;
/// The same for its clusters, of what is left then, where the solver looks at the whole program afterwards.
const CLUSTER_SHARE: u32 = 90;

/// A solve under way.
pub struct Passes<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What is known of each demand.
    pub outlooks: &'a [Outlook],
    /// What the user allows.
    pub options: &'a Options<'a>,
    /// The clock.
    pub guard: &'a Guard<'a>,
    /// The integer program, where it is used.
    pub exact: Option<&'a Exact<'a>>,
    /// The program is so large that clusters bound it better than the solver does as a whole.
    pub clusters: bool,
    /// Bounds that need no solver.
    pub alone: alone::Bounds,
    /// Epochs of search for the levels after one that gives something up.
    pub epochs: u64,
    /// Work spent on the prices of a level at most.
    pub pricing: u64,
    /// Nodes of branch and bound for a level.
    pub nodes: u64,
    /// The clock or the user ended a part of the work.
    pub cut: bool,
    /// What the reader must know.
    pub notes: Vec<String>,
}

impl<'a> Passes<'a> {
    /// Minimises level after level, starting with a plan.
    pub fn run(&mut self, start: Incumbent) -> (Incumbent, Vec<LevelOutcome>) {
        let levels = &self.index.program.levels;
        let mut best = start;
        let mut outcomes: Vec<LevelOutcome> = Vec::with_capacity(levels.len());
        for level in 0..levels.len() {
            let caps: Vec<i128> = outcomes.iter().filter_map(|outcome| outcome.cap).collect();
            let mut outcome = self.known(level, &caps, &best);
            if !outcome.proven_given {
                let leave_no_choice =
                    outcomes.iter().all(|earlier| earlier.proven && earlier.cap == Some(earlier.best));
                self.solve(level, (&caps, leave_no_choice), &mut best, &mut outcome);
            }
            outcome.best = best.levels[level];
            outcome.cap = (level + 1 < levels.len()).then(|| cap(&levels[level], outcome.best));
            if let Some(cap) = outcome.cap.filter(|&cap| cap > outcome.best) {
                let caps: Vec<i128> = caps.iter().copied().chain([cap]).collect();
                best = self.searched(best, &caps, self.epochs);
            }
            outcome.proven_given = outcome.bound == Some(outcome.best);
            outcome.proven = outcome.proven_given && outcomes.iter().all(|earlier| earlier.proven);
            self.tell(&outcome);
            outcomes.push(outcome);
        }
        for (outcome, &value) in outcomes.iter_mut().zip(&best.levels) {
            outcome.value = value;
        }
        (best, outcomes)
    }

    /// Returns what is known of a level before any solver looks at it.
    fn known(&mut self, level: usize, caps: &[i128], best: &Incumbent) -> LevelOutcome {
        let program = self.index.program;
        let value = best.levels[level];
        let zero = (0..caps.len()).filter(|&at| caps[at] == 0).collect();
        let alone = if value > 0 { self.alone.of(self.index, level, zero).min(value) } else { 0 };
        let open = value > 0 && self.pricing > 0 && !self.guard.fired();
        let priced = if open { self.priced(level, caps, best) } else { Bounds::default() };
        let (checked, certificate) = (priced.checked, priced.certificate);
        let (bound, source) = match alone.max(checked).max(priced.clustered) {
            0 => (0, BoundSource::Trivial),
            bound if bound == checked => (bound, BoundSource::Prices),
            bound if bound == priced.clustered => (bound, highs::source()),
            bound => (bound, BoundSource::Alone),
        };
        let met = bound == value;
        LevelOutcome {
            name: program.levels[level].name.clone(),
            scale: program.levels[level].scale,
            cap: None,
            best: value,
            value,
            bound: Some(bound),
            source: Some(source),
            checked,
            certificate,
            proven: false,
            proven_given: met,
            termination: if met { Termination::Optimal } else { Termination::EffortLimit },
        }
    }

    /// Returns the bounds of a level by prices: one that can be summed anew, and, where no solver looks at the whole
    /// program, one by clusters of demands.
    fn priced(&mut self, level: usize, caps: &[i128], best: &Incumbent) -> Bounds {
        let value = best.levels[level];
        let aim = Aim { level, caps: caps.to_vec() };
        let threads = self.options.threads as usize;
        let ask = Ask { aim, incumbent: value, start: None, work: self.pricing, threads };
        let whole = self.share(level, best);
        let guard = whole.share(if self.clusters { PRICING_SHARE } else { 100 });
        let priced = prices::bound(self.index, &ask, &guard);
        self.cut |= guard.fired();
        if priced.bound > value {
            let name = &self.index.program.levels[level].name;
            self.notes
                .push(format!("{name}: the bound by prices is above a plan that was recounted; it was thrown away"));
        }
        if priced.bound <= 0 || priced.bound > value {
            return Bounds::default();
        }
        let clustered = if self.clusters && priced.bound < value && !whole.fired() {
            let (seed, plan) = (self.options.seed, &best.plan[..]);
            let ask = cluster::Ask { plan, value, size: CLUSTER, nodes: CLUSTER_NODES, threads, seed };
            let guard = whole.share(if self.exact.is_some() { CLUSTER_SHARE } else { 100 });
            let clustered = cluster::bound(self.index, &priced, &ask, &guard).unwrap_or(0);
            self.cut |= guard.fired();
            clustered
        } else {
            0
        };
        match priced.prices.certificate(self.index.program, priced.bound) {
            Some(certificate) => Bounds { checked: priced.bound, certificate: Some(certificate), clustered },
            None => Bounds { clustered, ..Bounds::default() },
        }
    }

    /// Returns the guard of a level: the time that is left is shared out among the levels that cost anything.
    fn share(&self, level: usize, best: &Incumbent) -> Guard<'a> {
        let open = best.levels[level..].iter().filter(|&&value| value > 0).count().max(1);
        self.guard.part(super::index::position(open))
    }

    fn within_gap(&self, outcome: &LevelOutcome) -> bool {
        let Some(bound) = outcome.bound else { return false };
        let (best, bound) = (to_units(outcome.best, outcome.scale), to_units(bound, outcome.scale));
        self.options.gap > 0.0 && best - bound <= self.options.gap * best.abs()
    }

    /// Lets the solver work on a level, and keeps what it found and proved.
    fn solve(
        &mut self,
        level: usize,
        (caps, is_apart): (&[i128], bool),
        best: &mut Incumbent,
        outcome: &mut LevelOutcome,
    ) {
        if self.within_gap(outcome) {
            outcome.termination = Termination::GapReached;
            return;
        }
        outcome.termination = self.stopped().unwrap_or(Termination::EffortLimit);
        if self.guard.fired() {
            return;
        }
        let seconds = self.share(level, best).left();
        let limits = Limits { caps, seconds, effort: self.nodes, gap: self.options.gap, is_apart };
        let Some(exact) = self.exact else { return };
        let answer = exact.minimise(level, &limits, &best.plan, self.guard, &|incumbent, bound| {
            let name = self.index.program.levels[level].name.clone();
            (self.options.watch)(&Progress { level: name, incumbent, bound });
        });

        if let Some(plan) = answer.plan {
            self.adopt(level, caps, plan, best);
        }
        self.notes.extend(answer.notes.into_iter().map(|note| format!("{}: {note}", outcome.name)));
        if answer.ended == Ended::Infeasible {
            self.notes.push(format!("{}: the solver says that there is no plan, but one was recounted", outcome.name));
        }
        self.take_bound(answer.bound, best.levels[level], outcome);
        outcome.termination = match answer.ended {
            _ if outcome.bound == Some(best.levels[level]) => Termination::Optimal,
            Ended::Finished => Termination::GapReached,
            Ended::OutOfWork => Termination::EffortLimit,
            Ended::OutOfTime => Termination::TimeLimit,
            Ended::Interrupted => Termination::Interrupted,
            Ended::Infeasible | Ended::Failed => Termination::Failed,
        };
    }

    /// Takes a plan of the solver if it keeps the program and the caps and is better.
    fn adopt(&mut self, level: usize, caps: &[i128], plan: Vec<Use>, best: &mut Incumbent) {
        let name = &self.index.program.levels[level].name;
        match Incumbent::new(self.index, plan) {
            Ok(found) => {
                let keeps = caps.iter().zip(&found.levels).all(|(cap, value)| value <= cap);
                if keeps && found.beats(best, level) {
                    let fixed: Vec<i128> = caps.iter().copied().chain([found.levels[level]]).collect();
                    *best = self.searched(found, &fixed, POLISHING);
                }
            }
            Err(fault) => self.notes.push(format!("{name}: a plan of the solver was thrown away: {fault}")),
        }
    }

    /// Improves a plan by search on the levels after those that have caps.
    fn searched(&mut self, found: Incumbent, caps: &[i128], epochs: u64) -> Incumbent {
        let guard = self.guard.share(LATER_SHARE);
        let search = Search {
            index: self.index,
            outlooks: self.outlooks,
            guard: &guard,
            seed: self.options.seed,
            threads: self.options.threads,
            caps,
            last: giving(&self.index.program.levels, caps.len()),
            patience: PATIENCE,
            is_closed: &|_, value| value == 0,
            watch: &|_, _| {},
        };
        let (best, done) = search.run(found, epochs);
        self.cut |= done < epochs && guard.fired();
        best
    }

    /// Takes a bound of the solver if it is better than ours and does not contradict the incumbent.
    fn take_bound(&mut self, bound: i128, value: i128, outcome: &mut LevelOutcome) {
        if bound > value {
            let claimed = to_units(bound, outcome.scale);
            self.notes.push(format!(
                "{}: the solver claims a bound of {claimed}, above a plan that was recounted; it was thrown away",
                outcome.name
            ));
        } else if outcome.bound.is_none_or(|known| bound > known) {
            outcome.bound = Some(bound);
            outcome.source = Some(highs::source());
        }
    }

    fn stopped(&self) -> Option<Termination> {
        if self.guard.interrupted() {
            Some(Termination::Interrupted)
        } else {
            self.guard.late().then_some(Termination::TimeLimit)
        }
    }

    fn tell(&self, outcome: &LevelOutcome) {
        (self.options.watch)(&Progress {
            level: outcome.name.clone(),
            incumbent: Some(to_units(outcome.best, outcome.scale)),
            bound: outcome.bound.map(|bound| to_units(bound, outcome.scale)),
        });
    }
}

/// Returns the first level from one on that may give something up for the sake of later ones, or the last of all.
#[must_use]
pub fn giving(levels: &[Level], from: usize) -> usize {
    let last = levels.len().saturating_sub(1);
    (from..last).find(|&level| levels[level].tolerance > 0).unwrap_or(last)
}

/// Returns the cap of a level: its best value and the share of it that it may give up.
fn cap(level: &Level, best: i128) -> i128 {
    best + (best * i128::from(level.tolerance)).div_euclid(1_000_000_000)
}
