//! Some hotels near each other placed anew by the solver, all others staying as they are: large neighbourhood search
//! (Shaw 1998) by integer programs.
//!
//! The kernel places one demand after another. To close one hotel, open another and pass guests on along a chain of
//! others takes many at once, and is a small integer program. Neighbourhoods begin small and grow when they find
//! nothing. Some that have no hotel in common are solved side by side, as many whatever the threads: all begin with the
//! same plan, and what one found is entered only where the plan is better still with it.

use super::exact::around::Surroundings;
use super::exact::part::Part;
use super::exact::values;
use super::exact::{Ended, Exact};
use super::grouped::Grouped;
use super::guard::Guard;
use super::incumbent::Incumbent;
use super::index::Index;
use super::outlook::Outlook;
use super::search::Focus;
use super::search::chance::Chance;
use super::tally::{self, Levels};
use crate::program::{Demand, Use, side_by_side};

/// Hotels of the first neighbourhoods, and as many as they may become.
const HOTELS: (usize, usize) = (10, 32);
/// Neighbourhoods of a batch, at most: twice as many as two threads need, since some take far longer than others.
const LANES: usize = 4;
/// Draws for their centres.
const DRAWS: usize = 12;
/// How often a hotel may be in one, on average, before they have found nothing for so long that they grow.
const VISITS: usize = 3;
/// The cheapest candidates of a demand: their hotels are near each other.
const NEAR: usize = 12;
/// Nodes of branch and bound for a neighbourhood.
const NODES: u64 = 100;
/// The stream of chances that chooses neighbourhoods.
const CHOOSING: u32 = u32::MAX - 1;

/// What neighbourhoods are solved with.
pub struct Neighbourhoods<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What is known of each demand.
    pub outlooks: &'a [Outlook],
    /// The integer program.
    pub exact: &'a Exact<'a>,
    /// The clock.
    pub guard: &'a Guard<'a>,
    /// Seed.
    pub seed: u32,
    /// Told of better plans.
    pub watch: &'a (dyn Fn(&Levels) + Sync),
}

impl Neighbourhoods<'_> {
    /// Improves a plan by so many batches of neighbourhoods at most, until even the largest find nothing, or the solver
    /// fails. Returns what the reader must know, too.
    #[must_use]
    pub fn improve(&self, focus: &Focus, start: Incumbent, batches: u64) -> (Incumbent, Vec<String>) {
        let model = &self.exact.model;
        let surroundings = Surroundings::new(self.index.program, self.index.n_hotels, model);
        let near = Near::new(self.index, self.outlooks);
        let hotels_wanted = near.demands.iter().filter(|demands| !demands.is_empty()).count();
        let most = HOTELS.1.min(hotels_wanted);
        let (mut best, mut size, mut visits) = (start, HOTELS.0, 0);
        let mut values = values::of_plan(self.index, model, &best.plan);
        let mut held = tally::by_demand(self.index, &best.plan);
        let (measures, caps) = (self.exact.measures(focus.level), &focus.caps[..]);
        for batch in 0..batches {
            let hotels = near.choose((size, hotels_wanted), &mut Chance::new(self.seed, CHOOSING, batch));
            let deadline = self.guard.deadline();
            let solved = side_by_side(hotels.len(), self.exact.threads, |at| {
                let part = self.part(&surroundings, (&held, &values), &hotels[at]);
                let ask = || self.exact.question(&part, (&measures, caps), (&values, NODES), self.guard);
                let found = ask().answer(deadline);
                Solved { part, inner: found.values, failed: (found.ended == Ended::Failed).then_some(found.notes) }
            });
            if let Some(better) = self.entered(&surroundings, &solved, &values, (focus, &best)) {
                (best, visits) = (better, 0);
                values = values::of_plan(self.index, model, &best.plan);
                held = tally::by_demand(self.index, &best.plan);
                (self.watch)(&best.levels);
            } else {
                visits += hotels.iter().map(Vec::len).sum::<usize>().max(1);
            }
            if let Some(notes) = solved.into_iter().find_map(|solved| solved.failed) {
                return (best, notes);
            }
            if visits >= VISITS * hotels_wanted {
                if size >= most {
                    break;
                }
                (visits, size) = (0, most.min(size + size.div_ceil(2)));
            }
            if self.guard.fired() {
                break;
            }
        }
        (best, Vec::new())
    }

    /// Returns the integer program of some hotels, with the demands that hold something there or lack something.
    fn part(&self, surroundings: &Surroundings, (held, values): (&[Vec<Use>], &[i64]), hotels: &[u32]) -> Part {
        let program = self.index.program;
        let is_there = |(demand, uses): (&Demand, &Vec<Use>)| {
            let is_inside = |each: &Use| hotels.contains(&program.candidates[each.candidate as usize].hotel);
            uses.iter().any(is_inside) || uses.iter().map(|each| each.guests).sum::<u32>() < demand.guests
        };
        let is_there: Vec<bool> = program.demands.iter().zip(held).map(is_there).collect();
        surroundings.part(values, hotels, |demand| is_there[demand as usize])
    }

    /// Enters what was found, one neighbourhood after another, as long as the plan gets better by it.
    fn entered(
        &self,
        surroundings: &Surroundings,
        solved: &[Solved],
        start: &[i64],
        (focus, best): (&Focus, &Incumbent),
    ) -> Option<Incumbent> {
        let (mut values, mut better) = (start.to_vec(), None);
        for Solved { part, inner, .. } in solved {
            let Some(inner) = inner.as_ref().filter(|inner| **inner != part.values(start)) else { continue };
            let mut with = values.clone();
            surroundings.enter(part, inner, &mut with);
            let plan = values::to_plan(self.index, &self.exact.model, &with);
            let known = better.as_ref().unwrap_or(best);
            let found = Incumbent::new(self.index, plan).ok();
            if let Some(found) = found.filter(|found| focus.is_better(&found.levels, &known.levels)) {
                (values, better) = (with, Some(found));
            }
        }
        better
    }
}

/// A neighbourhood, and what the solver found in it.
struct Solved {
    part: Part,
    inner: Option<Vec<i64>>,
    /// What the solver says where it failed.
    failed: Option<Vec<String>>,
}

/// Which hotels are near each other: the same demands want them.
struct Near {
    hotels: Vec<Vec<u32>>,
    demands: Grouped,
}

impl Near {
    fn new(index: &Index, outlooks: &[Outlook]) -> Self {
        let cheapest = |outlook: &Outlook| {
            let cheapest = outlook.order.iter().take(NEAR);
            cheapest.map(|(_, at)| index.program.candidates[at as usize].hotel).collect()
        };
        let hotels: Vec<Vec<u32>> = outlooks.iter().map(cheapest).collect();
        let pairs = (0..).zip(&hotels).flat_map(|(demand, hotels)| hotels.iter().map(move |&hotel| (hotel, demand)));
        Self { demands: Grouped::pairs(index.n_hotels, pairs), hotels }
    }

    /// Draws neighbourhoods that have no hotel in common, each around a hotel that a demand wants.
    fn choose(&self, (size, wanted): (usize, usize), chance: &mut Chance) -> Vec<Vec<u32>> {
        let mut chosen: Vec<Vec<u32>> = Vec::new();
        for _ in 0..DRAWS {
            let is_free = |hotel: u32| !chosen.iter().flatten().any(|&other| other == hotel);
            let Some(centre) = self.centre(chance).filter(|&centre| is_free(centre)) else { continue };
            let others = self.to(centre).into_iter().filter(|&(hotel, _)| hotel != centre && is_free(hotel));
            let mut others: Vec<(u64, u32)> =
                others.map(|(hotel, shared)| (shared * u64::from(chance.word()), hotel)).collect();
            others.sort_unstable_by_key(|&(score, hotel)| (std::cmp::Reverse(score), hotel));
            chosen.push([centre].into_iter().chain(others.into_iter().map(|(_, hotel)| hotel)).take(size).collect());
            if chosen.len() == LANES.min(wanted.div_euclid(size)).max(1) {
                break;
            }
        }
        chosen
    }

    /// Draws a hotel that a drawn demand wants.
    fn centre(&self, chance: &mut Chance) -> Option<u32> {
        let wanted = &self.hotels[chance.below(self.hotels.len())];
        (!wanted.is_empty()).then(|| wanted[chance.below(wanted.len())])
    }

    /// Returns the hotels near one, itself among them, and how many demands want both.
    fn to(&self, hotel: u32) -> Vec<(u32, u64)> {
        let wanting = self.demands[hotel as usize].iter();
        let mut all: Vec<u32> = wanting.flat_map(|&demand| &self.hotels[demand as usize]).copied().collect();
        all.sort_unstable();
        all.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u64)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::outlook::outlooks;
    use super::super::tests::random;
    use super::super::tests::town::{costs, town};
    use super::*;
    use crate::program::{Opening, Program};
    use crate::solve::{Engine, Options, solve};

    #[test]
    fn neighbourhoods_as_large_as_the_case_find_the_best_of_the_first_level() {
        let stop = AtomicBool::new(false);
        let (mut cases, mut improved) = (0, 0);
        for seed in 0..600 {
            let program = random::program(seed);
            let index = Index::new(&program);
            let outlooks = outlooks(&index, 1);
            let (Some(start), Some(least)) = (random::first_plan(&index, &outlooks), random::enumerated(&index)) else {
                continue;
            };
            let exact = Exact::new(&index, 0, 1);
            let guard = Guard::start(None, &stop);
            let neighbourhoods = Neighbourhoods {
                index: &index,
                outlooks: &outlooks,
                exact: &exact,
                guard: &guard,
                seed: 1,
                watch: &|_| {},
            };
            let before = start.levels[0];
            let (best, _) = neighbourhoods.improve(&Focus { level: 0, caps: Vec::new() }, start, 200);
            assert_eq!(best.levels[0], least[0], "seed {seed}");
            cases += 1;
            improved += usize::from(best.levels[0] < before);
        }
        assert!(cases > 300 && improved > 5, "{improved} of {cases} improved");
    }

    /// Hotels that cost something to open, and guests who are dearer the farther they go.
    fn with_fees(n: u32) -> Program {
        let mut program = town(&vec![10; n as usize], &vec![4; n as usize]);
        for at in 0..program.candidates.len() {
            let candidate = &program.candidates[at];
            let price = 1 + i64::from(candidate.hotel.abs_diff(candidate.demand) * 7919 % 23);
            program.candidates[at].per_guest = program.costs.intern(&costs(&[(1, price)]).0);
        }
        let opening = |hotel: u32| Opening {
            hotel,
            per_use: costs(&[(1, 60 + 10 * i64::from(hotel * 31 % 17))]),
            rooms_min: 0,
            short: None,
        };
        program.openings = (0..n).map(opening).collect();
        program
    }

    #[test]
    fn a_flow_gets_them_and_the_threads_do_not_matter() {
        let stop = AtomicBool::new(false);
        let mut gains = 0;
        for n in [40, 43, 46] {
            let program = with_fees(n);
            let with = |threads: u32, engine: Engine| {
                let (effort, watch) = (Some(2), &|_: &_| {});
                solve(
                    &program,
                    &Options { engine, time_limit: None, gap: 1.0, seed: 5, threads, effort, stop: &stop, watch },
                )
            };
            let (without, one, two) = (with(1, Engine::Search), with(1, Engine::Auto), with(2, Engine::Auto));
            assert_eq!(one, two);
            assert!(one.levels[1].value <= without.levels[1].value);
            gains += without.levels[1].value - one.levels[1].value;
        }
        assert_eq!(gains > 0, cfg!(feature = "highs"));
    }
}
