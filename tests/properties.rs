//! What must hold of every case, whatever its optimum is: more rooms or fewer groups do no harm, names and orders mean
//! nothing, two runs say the same, and what is reported is what is there.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/random_case.rs"]
mod random_case;
#[path = "support/towns.rs"]
mod towns;

use std::collections::BTreeMap;

use dice::Dice;
use engine::solved;
use roomblock::domain::{GroupId, Hotel, HotelId, Instance, Level, Mode, PairRelation};
use roomblock::program::filter::{Case, FILTERS, first_failed, losses};
use roomblock::program::reach::Reach;
use roomblock::solve::{LevelOutcome, Outcome, Termination};

const SEEDS: std::ops::Range<u64> = 500_000..500_250;

/// A case without a plan before it and without frozen hotels: these name groups, hotels and days which the tests here
/// rename, join and take away.
fn without_past(case: Instance) -> Instance {
    let hotels = case.hotels.into_iter().map(|hotel| Hotel { case_on: None, ..hotel });
    Instance { previous: None, hotels: hotels.collect(), ..case }
}

/// Random cases without tolerances: what one level gives up for a later one may grow when a case gets easier.
fn strict_cases() -> impl Iterator<Item = (u64, Instance)> {
    SEEDS.map(|seed| {
        let mut case = without_past(random_case::random_case(seed));
        if let Mode::Lexicographic { tolerance, .. } = &mut case.objective.mode {
            *tolerance = BTreeMap::new();
        }
        (seed, case)
    })
}

/// The values of the levels that a case has, in order; none if it has no plan.
fn optimum(case: &Instance) -> Option<Vec<(String, i128)>> {
    let outcome = solved(case).outcome;
    outcome.plan?;
    Some(outcome.levels.into_iter().map(|level| (level.name, level.value)).collect())
}

/// Compares the levels that both have, in order.
fn is_no_worse(easier: Option<Vec<(String, i128)>>, harder: Option<Vec<(String, i128)>>) -> bool {
    let Some(harder) = harder else { return true };
    let Some(easier) = easier else { return false };
    let names: Vec<&String> = easier.iter().map(|(name, _)| name).collect();
    let harder: Vec<i128> = harder.iter().filter(|(name, _)| names.contains(&name)).map(|&(_, value)| value).collect();
    easier.iter().map(|&(_, value)| value).collect::<Vec<_>>() <= harder
}

#[test]
fn an_added_room_never_worsens_the_optimum() {
    for (seed, case) in strict_cases() {
        let dice = &mut Dice::new(seed);
        let mut roomier = case.clone();
        let hotel = dice.below(case.hotels.len());
        let pool = dice.below(case.hotels[hotel].pools.len());
        for offer in &mut roomier.hotels[hotel].pools[pool].offers {
            offer.rooms += 1;
        }
        assert!(is_no_worse(optimum(&roomier), optimum(&case)), "seed {seed}, hotel {hotel}, pool {pool}");
    }
}

/// Where hotels have a least use or a block, or rooms have to be cheap, the guests of the group that stays away may be
/// missed; so there is none of that here.
#[test]
fn a_removed_group_never_worsens_the_optimum() {
    for (seed, mut case) in strict_cases().filter(|(_, case)| case.groups.len() > 1) {
        case.hotels.iter_mut().for_each(|hotel| (hotel.rooms_min, hotel.terms.block) = (0, None));
        case.rules.affordable = None;
        let group = Dice::new(seed).below(case.groups.len());
        let mut smaller = case.clone();
        smaller.groups.remove(group);
        smaller.pairs.retain(|pair| pair.a != group && pair.b != group);
        smaller.pins.retain(|pin| pin.group != group);
        for pair in &mut smaller.pairs {
            pair.a -= usize::from(pair.a > group);
            pair.b -= usize::from(pair.b > group);
        }
        smaller.pins.iter_mut().for_each(|pin| pin.group -= usize::from(pin.group > group));
        assert!(is_no_worse(optimum(&smaller), optimum(&case)), "seed {seed}, group {group}");
    }
}

/// Of two groups of one size, the lower id decides which lies within the other (R23); such cases are left out.
#[test]
fn ids_and_the_order_of_rows_mean_nothing() {
    let by_size = |case: &Instance| {
        let size = |group: usize| case.groups[group].guests;
        let same = |relation| matches!(relation, PairRelation::Same(Level::Hotel | Level::Wing));
        !case.pairs.iter().any(|pair| same(pair.relation) && size(pair.a) == size(pair.b))
    };
    for (seed, case) in strict_cases().filter(|(_, case)| by_size(case)) {
        let mirrored = mirrored(&case);
        assert_ne!(case, mirrored);
        assert_eq!(optimum(&mirrored), optimum(&case), "seed {seed}");
    }
}

/// The same case with hotels, groups, pairs and pins the other way round.
fn mirrored(case: &Instance) -> Instance {
    let mut mirrored = case.clone();
    let (last_hotel, last_group) = (case.hotels.len() - 1, case.groups.len() - 1);
    mirrored.hotels.reverse();
    mirrored.groups.reverse();
    mirrored.pairs.reverse();
    mirrored.pins.reverse();
    for (at, hotel) in mirrored.hotels.iter_mut().enumerate() {
        hotel.id = HotelId(format!("mirrored {at}"));
    }
    for (at, group) in mirrored.groups.iter_mut().enumerate() {
        group.id = GroupId(format!("mirrored {at}"));
    }
    for site in &mut mirrored.sites {
        site.travel.iter_mut().for_each(|(hotel, _)| *hotel = last_hotel - *hotel);
        site.travel.reverse();
    }
    for pair in &mut mirrored.pairs {
        (pair.a, pair.b) = (last_group - pair.b, last_group - pair.a);
    }
    for pin in &mut mirrored.pins {
        (pin.group, pin.hotel) = (last_group - pin.group, last_hotel - pin.hotel);
    }
    mirrored
}

#[test]
fn two_runs_give_the_same_plan() {
    for (seed, case) in strict_cases().take(100) {
        let (one, other) = (solved(&case), solved(&case));
        assert_eq!(one.outcome, other.outcome, "seed {seed}");
        assert_eq!(one.plan, other.plan, "seed {seed}");
    }
}

fn expect_honest(seed: u64, case: &Instance) -> Outcome {
    let solved = solved(case);
    for level in &solved.outcome.levels {
        let LevelOutcome { bound, best, value, cap, .. } = *level;
        assert!(bound.is_none_or(|bound| bound <= best), "seed {seed}: {level:?}");
        assert!(value <= cap.unwrap_or(best), "seed {seed}: {level:?}");
        assert!(best <= value, "seed {seed}: {level:?}");
    }
    if let Some((_, verdict)) = &solved.plan {
        assert_eq!(verdict.findings, [], "seed {seed}");
        let recomputed: Vec<_> = verdict.levels.iter().map(|level| (&level.name, level.value, level.scale)).collect();
        let levels = solved.outcome.levels.iter();
        assert_eq!(levels.map(|level| (&level.name, level.value, level.scale)).collect::<Vec<_>>(), recomputed);
    } else {
        assert_eq!(solved.outcome.termination, Termination::Infeasible, "seed {seed}");
    }
    solved.outcome
}

/// Three towns in one case: as many as 12 groups and hotels, more than can be enumerated together, but each town can.
#[test]
fn the_optima_of_towns_add_up() {
    for seed in 600_000..600_080 {
        let towns = (0..3).map(|town| without_past(random_case::random_case(3 * seed + town))).collect();
        let (case, towns) = towns::joined(towns);
        let outcome = expect_honest(seed, &case);
        let mut sums: BTreeMap<String, i128> = BTreeMap::new();
        let mut has_plan = true;
        for town in &towns {
            let Some(best) = brute_force::optimum(town) else {
                has_plan = false;
                break;
            };
            for ((name, _), best) in brute_force::values::values(town, 0, &[]).into_iter().zip(best) {
                *sums.entry(name).or_default() += best;
            }
        }
        assert_eq!(outcome.plan.is_some(), has_plan, "seed {seed}");
        if has_plan {
            let found: BTreeMap<String, i128> =
                outcome.levels.iter().map(|level| (level.name.clone(), level.value)).collect();
            assert_eq!(found, sums, "seed {seed}");
            assert!(outcome.levels.iter().all(|level| level.proven), "seed {seed}: {:#?}", outcome.levels);
        }
    }
}

/// The grid and the shared searches find what looking at every group and every hotel finds.
#[test]
fn candidates_are_exactly_the_hotels_that_pass_every_filter() {
    for seed in SEEDS.start..SEEDS.start + 3_000 {
        let case = random_case::random_case(seed);
        let filters = Case::new(&case);
        let pairs = (0..case.groups.len()).flat_map(|group| (0..case.hotels.len()).map(move |hotel| (group, hotel)));
        let passing: Vec<(usize, usize)> =
            pairs.filter(|&(group, hotel)| first_failed(&filters, group, hotel).is_none()).collect();
        let program = roomblock::program::compile(&case);
        let found: Vec<(usize, usize)> =
            program.candidates.iter().map(|each| (each.demand as usize, each.hotel as usize)).collect();
        assert_eq!(found, passing, "seed {seed}");
        let mut reach = Reach::new(&case);
        for group in 0..case.groups.len() {
            let mut plain = [0; FILTERS.len()];
            for hotel in 0..case.hotels.len() {
                let failed = first_failed(&filters, group, hotel);
                if let Some(at) =
                    FILTERS.iter().position(|filter| failed.is_some_and(|failed| failed.rule == filter.rule))
                {
                    plain[at] += 1;
                }
            }
            assert_eq!(losses(&filters, &mut reach, group), plain, "seed {seed}, group {group}");
        }
    }
}
