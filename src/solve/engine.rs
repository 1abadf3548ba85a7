//! Which engine, how much work, and in which order: start, orders, levels.

use std::sync::atomic::AtomicBool;

use super::effort::{Effort, NODES_LEAST};
use super::exact::{self, Ended, Exact, Limits};
use super::guard::Guard;
use super::incumbent::Incumbent;
use super::index::{Index, position};
use super::neighbourhood::Neighbourhoods;
use super::outlook::{Outlook, outlooks};
use super::passes::{Passes, giving};
use super::search::{Focus, PATIENCE, PATIENCE_NEAR, Search};
use super::start::Builder;
use super::tally::{self, Levels};
use super::{Engine, Options, Outcome, Progress, Termination, UNREPEATABLE, alone, highs, recount};
use crate::domain::quantity::to_units;
use crate::program::{Program, Use};

/// What a plan from before is to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former<'a> {
    /// A plan to begin with, as good or bad as it may be.
    Any(&'a [Use]),
    /// A good plan of nearly the same program: the search ends soon where it betters nothing.
    Near(&'a [Use]),
}

/// The search that follows a good plan of nearly the same program has one part in so many of the epochs.
const NEAR_PART: u64 = 8;

/// Solves a program, beginning with a plan from before where there is one.
pub fn solve(program: &Program, former: Former<'_>, options: &Options) -> Outcome {
    let guard = Guard::start(options.time_limit, options.stop);
    let index = Index::new(program);
    let outlooks = outlooks(&index, options.threads);
    let effort = Effort::new(&index, options);
    let mut solve = Solve::new((&index, &outlooks), options, &guard, effort);
    let (former, is_near) = match former {
        Former::Any(former) => (former, false),
        Former::Near(former) => (former, !former.is_empty()),
    };
    let (termination, found) = match solve.start(former, effort.is_exact()) {
        Err(termination) => (termination, None),
        Ok(start) => {
            let patience = if is_near { PATIENCE_NEAR } else { patience(effort.has_solver()) };
            let part = if is_near && options.effort.is_none() { NEAR_PART } else { 1 };
            let start = solve.search(start, patience, effort.searched().div_ceil(part));
            let has_solver = effort.has_solver() && !guard.fired();
            let exact = has_solver.then(|| Exact::new(&index, options.seed, options.threads));
            let start = solve.place_anew(start, exact.as_ref());
            let (best, levels) = solve.prove(start, exact.as_ref().filter(|_| effort.is_exact()));
            let worst = levels.iter().map(|level| level.termination).max();
            (solve.ended(worst.unwrap_or(Termination::Optimal)), Some((best, levels)))
        }
    };
    let has_solver = effort.has_solver();
    let effort = solve.done(termination);
    let (plan, levels) = found.map_or((None, Vec::new()), |(best, levels)| (Some(best.plan), levels));
    let engine = if has_solver { highs::version() } else { "search".to_owned() };
    Outcome { termination, levels, plan, engine, effort, notes: solve.notes }
}

/// Improves a plan from before, which need not keep the program any more, by the kernel and so many epochs of search: no bound,
/// no solver, no clock. None where the kernel meets not all orders.
pub fn improve(program: &Program, former: &[Use], epochs: u64, threads: u32, stop: &AtomicBool) -> Option<Vec<Use>> {
    let options = Options {
        engine: Engine::Search,
        time_limit: None,
        gap: 0.0,
        seed: 0,
        threads,
        effort: Some(epochs),
        stop,
        watch: &|_| {},
    };
    let guard = Guard::start(options.time_limit, options.stop);
    let index = Index::new(program);
    let outlooks = outlooks(&index, options.threads);
    let mut solve = Solve::new((&index, &outlooks), &options, &guard, Effort::new(&index, &options));
    let start = solve.start(former, false).ok()?;
    Some(solve.search(start, PATIENCE, epochs).plan)
}

/// Returns the rounds in a row that may find nothing: where no solver follows, as many as there are.
fn patience(exact: bool) -> u32 {
    if exact { PATIENCE } else { u32::MAX }
}

/// A solve on its way.
struct Solve<'a> {
    index: &'a Index<'a>,
    outlooks: &'a [Outlook],
    options: &'a Options<'a>,
    guard: &'a Guard<'a>,
    /// How much work is done.
    effort: Effort,
    /// Bounds that need no solver.
    alone: alone::Bounds,
    /// Epochs of search that were finished.
    epochs: u64,
    /// The clock or the user ended a part of the work.
    cut: bool,
    notes: Vec<String>,
}

impl<'a> Solve<'a> {
    /// Begins.
    fn new(
        (index, outlooks): (&'a Index<'a>, &'a [Outlook]),
        options: &'a Options<'a>,
        guard: &'a Guard<'a>,
        effort: Effort,
    ) -> Self {
        let (alone, notes) = (alone::Bounds::default(), Vec::new());
        Self { index, outlooks, options, guard, effort, alone, epochs: 0, cut: false, notes }
    }

    /// Returns the best of the plans that the kernel makes at once: after a plan from before, and of nothing.
    fn build(&self, former: &[Use]) -> Vec<Use> {
        let mut plans = Vec::new();
        let mut built = |build: &dyn Fn(&mut Builder)| {
            let mut builder = Builder::new(self.index, self.outlooks);
            build(&mut builder);
            plans.push(builder.ledger.plan());
            builder.is_pressed()
        };
        if !former.is_empty() {
            built(&|after| after.place_after(former));
        }
        if built(&|anew| anew.place_all()) {
            built(&|thrifty| {
                thrifty.thrifty = true;
                thrifty.place_all();
            });
        }
        let worth = |plan: &Vec<Use>| {
            let is_broken = recount::fault(self.index, plan).is_some();
            (is_broken, recount::shortage(self.index, plan), tally::levels(self.index, plan))
        };
        // Of equal ones the first: who was somewhere stays there.
        plans.into_iter().min_by_key(worth).unwrap_or_default()
    }

    /// Returns a plan to start with, or why there is none.
    fn start(&mut self, former: &[Use], exact: bool) -> Result<Incumbent, Termination> {
        let mut plan = self.build(former);
        if recount::fault(self.index, &plan).is_some() {
            // Linear rows are beyond the kernel; the empty plan keeps all but orders.
            plan = Vec::new();
        }
        match Incumbent::new(self.index, plan.clone()) {
            Ok(start) => Ok(start),
            Err(_) if exact => self.meet_orders(&plan),
            Err(fault) => {
                self.notes
                    .push(format!("the pattern kernel found no plan: {fault}; it cannot prove that there is none"));
                Err(Termination::EffortLimit)
            }
        }
    }

    /// Improves a plan by search, by so many epochs at most.
    fn search(&mut self, start: Incumbent, patience: u32, most: u64) -> Incumbent {
        let floors = self.floors(&start.levels);
        let guard = self.guard.share(self.effort.search_share());
        let levels = &self.index.program.levels;
        let search = Search {
            index: self.index,
            outlooks: self.outlooks,
            guard: &guard,
            seed: self.options.seed,
            threads: self.options.threads,
            patience,
            is_closed: &|level, value| value <= floors[level],
            caps: &[],
            last: giving(levels, 0),
            watch: &|level, values| self.tell(level, values, &floors),
        };
        let (best, epochs) = search.run(start, most);
        self.epochs = epochs;
        self.cut |= epochs < most && guard.fired();
        best
    }

    /// Lets the solver place hotels near each other anew, level after level, where that is worth its time.
    fn place_anew(&mut self, start: Incumbent, exact: Option<&Exact>) -> Incumbent {
        let Some(exact) = exact.filter(|_| self.effort.has_neighbourhoods()) else { return start };
        let floors = self.floors(&start.levels);
        let whole = self.guard.share(self.effort.batches_share());
        let mut best = start;
        let last = giving(&self.index.program.levels, 0);
        for level in 0..=last {
            let open = (level..=last).filter(|&level| best.levels[level] > floors[level]).count();
            if best.levels[level] <= floors[level] || whole.fired() {
                continue;
            }
            let guard = whole.part(position(open));
            let neighbourhoods = Neighbourhoods {
                index: self.index,
                outlooks: self.outlooks,
                exact,
                guard: &guard,
                seed: self.options.seed,
                watch: &|values| self.tell(level, values, &floors),
            };
            let focus = Focus { level, caps: best.levels[..level].to_vec() };
            let (found, notes) = neighbourhoods.improve(&focus, best, self.effort.batches());
            best = found;
            self.cut |= guard.fired();
            self.notes.extend(notes);
        }
        best
    }

    /// Tells the user where a level stands.
    fn tell(&self, level: usize, values: &Levels, floors: &Levels) {
        let of = &self.index.program.levels[level];
        (self.options.watch)(&Progress {
            level: of.name.clone(),
            incumbent: Some(to_units(values[level], of.scale)),
            bound: Some(to_units(floors[level], of.scale)),
        });
    }

    /// Proves what can be proved, level after level, and improves the plan where the solver can.
    fn prove(&mut self, start: Incumbent, exact: Option<&Exact>) -> (Incumbent, Vec<super::LevelOutcome>) {
        let mut passes = Passes {
            index: self.index,
            outlooks: self.outlooks,
            options: self.options,
            guard: self.guard,
            exact,
            clusters: self.effort.is_clustered(),
            alone: std::mem::take(&mut self.alone),
            epochs: self.effort.epochs,
            pricing: self.effort.pricing(),
            nodes: exact.map_or(0, |exact| self.effort.nodes(exact.model.entries())),
            cut: false,
            notes: Vec::new(),
        };
        let found = passes.run(start);
        self.notes.append(&mut passes.notes);
        self.cut |= passes.cut;
        found
    }

    /// Returns why the work ended, given how its levels did: a part of it may have been cut off by the clock.
    fn ended(&self, levels: Termination) -> Termination {
        match levels {
            Termination::EffortLimit if self.cut && self.guard.interrupted() => Termination::Interrupted,
            Termination::EffortLimit if self.cut => Termination::TimeLimit,
            ended => ended,
        }
    }

    /// Returns the effort that reproduces the plan, and notes where none does.
    fn done(&mut self, termination: Termination) -> u64 {
        if !self.cut && !matches!(termination, Termination::TimeLimit | Termination::Interrupted) {
            return self.effort.epochs;
        }
        if !self.effort.has_solver() {
            return self.epochs.max(1);
        }
        self.notes.push(UNREPEATABLE.to_owned());
        self.effort.epochs
    }

    /// Lets the solver look for a plan that meets the orders: none if it proves that guests must stay missing.
    fn meet_orders(&mut self, plan: &[Use]) -> Result<Incumbent, Termination> {
        let seconds = self.guard.left();
        let limits =
            Limits { caps: &[], seconds, effort: NODES_LEAST.max(self.effort.epochs), gap: 0.0, is_apart: false };
        let answer = exact::meet_orders(self.index, plan, self.options.seed, &limits, self.guard);
        if let Some(found) = answer.plan.and_then(|plan| Incumbent::new(self.index, plan).ok()) {
            return Ok(found);
        }
        self.notes.extend(answer.notes);
        Err(match answer.ended {
            Ended::Infeasible => Termination::Infeasible,
            _ if answer.bound > 0 => Termination::Infeasible,
            Ended::OutOfTime => Termination::TimeLimit,
            Ended::Interrupted => Termination::Interrupted,
            Ended::OutOfWork => Termination::EffortLimit,
            Ended::Finished | Ended::Failed => Termination::Failed,
        })
    }

    /// Returns bounds on the levels that need no solver, given that levels at 0 stay there.
    fn floors(&mut self, values: &Levels) -> Levels {
        let index = self.index;
        let mut bound = |level: usize| {
            let zero = (0..level).filter(|&at| values[at] == 0).collect();
            if values[level] == 0 { 0 } else { self.alone.of(index, level, zero) }
        };
        (0..values.len()).map(&mut bound).collect()
    }
}
