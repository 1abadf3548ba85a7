//! The engines against an enumerator, on random tiny programs that use every primitive.

use super::run;
use crate::domain::Stay;
use crate::program::{
    Bend, Candidate, Capacity, Chunk, Conflicts, Costs, Counts, Demand, Keeping, Level, Link, LinkKind, Lock, Lot,
    Opening, Place, Pool, Program, Requirement, RequirementsId, Row, Scope, Side, Term, Unit, Use, Wing, Wings,
};
use crate::solve::incumbent::Incumbent;
use crate::solve::index::Index;
use crate::solve::outlook::Outlook;
use crate::solve::start::Builder;
use crate::solve::{Engine, Termination, recount, tally};

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % u64::from(sides)).unwrap()
    }

    fn one_in(&mut self, sides: u32) -> bool {
        self.below(sides) == 0
    }

    fn stay(&mut self, nights: u32) -> Stay {
        let arrive = self.below(nights);
        Stay { arrive, depart: arrive + 1 + self.below(nights - arrive) }
    }
}

fn costs(dice: &mut Dice, levels: u32, most: u32) -> Costs {
    let mut costs = Costs::default();
    for level in 0..levels {
        if dice.one_in(2) {
            // Thousandths on the level that counts in billionths: finer sums than the closing tolerance mean nothing.
            let part = if level == 2 { 1_000_000 } else { 1 };
            costs.add(level as usize, part * i64::from(dice.below(most + 1)));
        }
    }
    costs
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap()
}

/// A random program: up to three hotels with up to two pools, up to three demands of up to four guests.
fn random(dice: &mut Dice) -> Program {
    let nights = 1 + dice.below(3);
    let levels = 1 + dice.below(3);
    let level = |at: u32| Level {
        name: format!("level.{at}"),
        scale: [1, 100, 1_000_000_000][at as usize % 3],
        tolerance: if at == 0 { 0 } else { 100_000_000 },
    };
    let mut program =
        Program { conflicts: vec![Conflicts::default()], ..Program::empty(nights, (0..levels).map(level).collect()) };
    let hotels = 1 + dice.below(3);
    for hotel in 0..hotels {
        add_hotel(dice, &mut program, hotel);
    }
    for demand in 0..=dice.below(3) {
        add_demand(dice, &mut program, demand, hotels);
    }
    if dice.one_in(2) {
        program.conflicts[0].pairs.push((0, 1));
        if dice.one_in(2) {
            program.conflicts[0].pairs.push((1, 2));
        }
    }
    if dice.one_in(3) {
        add_company(dice, &mut program);
    }
    if program.demands.len() > 1 && dice.one_in(2) {
        add_link(dice, &mut program);
    }
    if dice.one_in(6) && !program.candidates.is_empty() {
        let candidate = dice.below(position(program.candidates.len()));
        let places = 0..position(program.candidates[candidate as usize].places.len());
        let per_guest = 1 + i64::from(dice.below(2));
        let terms = places.map(|place| Term { candidate, place, per_guest, per_room: 0 }).collect();
        let lower = dice.one_in(2).then(|| Side::hard(i64::from(dice.below(3))));
        let upper = Some(Side::hard(2 + i64::from(dice.below(3))));
        program.rows.push(Row { name: "row".to_owned(), terms, lower, upper });
    }
    add_shared(dice, &mut program);
    program
}

/// Adds locks, with a price or without, for conflicts that are not between cohorts.
fn add_company(dice: &mut Dice, program: &mut Program) {
    let levels = position(program.levels.len());
    let nodes = program.demands.iter().map(|_| dice.below(3)).collect();
    program.conflicts.push(Conflicts { nodes, pairs: vec![(0, 1), (1, 2)] });
    for lock in &mut program.locks {
        lock.conflicts = dice.below(2);
        lock.price = dice.one_in(2).then(|| costs(dice, levels, 6));
    }
}

/// Adds what demands share besides rooms: rows over rooms and guests, and capacities of guests, hard and priced.
fn add_shared(dice: &mut Dice, program: &mut Program) {
    let levels = position(program.levels.len());
    let price = |dice: &mut Dice| dice.one_in(2).then(|| costs(dice, levels, 7));
    if dice.one_in(3) {
        let scope = match dice.below(4) {
            0 => Scope::Pool(dice.below(position(program.pools.len()))),
            1 => Scope::Wing(dice.below(position(program.wings.len()))),
            _ => Scope::Hotel(dice.below(position(program.openings.len()))),
        };
        let (nights, most) = (dice.stay(program.n_nights), dice.below(5));
        let price = price(dice);
        let counts = if matches!(scope, Scope::Pool(_)) || dice.one_in(2) {
            Counts::Guests { price }
        } else {
            Counts::Groups { price }
        };
        program.capacities.push(Capacity { scope, nights, most, counts });
    }
    if dice.one_in(3) {
        // Few rows have factors of both signs.
        let odd = dice.one_in(4);
        let factor = |dice: &mut Dice| {
            let size = [0, 0, 3, 5, 120][dice.below(5) as usize];
            if odd && dice.one_in(2) { -size } else { size }
        };
        let mut terms = Vec::new();
        for (candidate, of) in (0..).zip(&program.candidates) {
            for place in 0..position(of.places.len()) {
                terms.push(Term { candidate, place, per_guest: factor(dice), per_room: factor(dice) });
            }
        }
        terms.retain(|term| (term.per_guest, term.per_room) != (0, 0));
        let lower = dice.one_in(3).then(|| Side { limit: i64::from(dice.below(9)), price: price(dice) });
        let limit = i64::from(dice.below(4)) * 120 + i64::from(dice.below(20));
        let upper = (lower.is_none() || dice.one_in(2)).then(|| Side { limit, price: price(dice) });
        program.rows.push(Row { name: "shared".to_owned(), terms, lower, upper });
    }
}

fn add_hotel(dice: &mut Dice, program: &mut Program, hotel: u32) {
    let nights = program.n_nights;
    let first_wing = position(program.wings.len());
    let wings = 1 + dice.below(2);
    for wing in 0..wings {
        program.wings.push(Wing { hotel, name: wing.to_string() });
        if dice.one_in(4) {
            program.locks.push(Lock { unit: Scope::Wing(first_wing + wing), conflicts: 0, price: None });
        }
    }
    for index in 0..wings.max(1 + dice.below(2)) {
        let pool = position(program.pools.len());
        program.pools.push(Pool { hotel, wing: first_wing + index % wings, index });
        let whole = Stay { arrive: 0, depart: nights };
        let spans = if nights > 1 && dice.one_in(2) {
            let cut = 1 + dice.below(nights - 1);
            vec![Stay { arrive: 0, depart: cut }, Stay { arrive: cut, depart: nights }]
        } else {
            vec![whole]
        };
        for nights in spans {
            let (rooms, guests_max) = (dice.below(4), 1 + dice.below(3));
            let counts = Counts::Rooms { guests_max };
            program.capacities.push(Capacity { scope: Scope::Pool(pool), nights, most: rooms, counts });
        }
    }
    if dice.one_in(5) {
        let nights = Stay { arrive: 0, depart: nights };
        program.capacities.push(Capacity {
            scope: Scope::Hotel(hotel),
            nights,
            most: 1 + dice.below(4),
            counts: Counts::Rooms { guests_max: 1 },
        });
    }
    if dice.one_in(2) {
        program.locks.push(Lock { unit: Scope::Hotel(hotel), conflicts: 0, price: None });
    }
    let per_use = costs(dice, position(program.levels.len()), 6);
    let rooms_min = if dice.one_in(4) { 1 + dice.below(3) } else { 0 };
    let short = dice.one_in(2).then(|| costs(dice, position(program.levels.len()), 3));
    program.openings.push(Opening { hotel, per_use, rooms_min, short });
}

fn add_demand(dice: &mut Dice, program: &mut Program, number: u32, hotels: u32) {
    let levels = position(program.levels.len());
    let lots: Vec<Lot> = match dice.below(4) {
        0 => vec![Lot { sex: None, guests: 1 + dice.below(4), keeping: Keeping::Alone }],
        1 => vec![Lot { sex: None, guests: 1 + dice.below(4), keeping: Keeping::Together }],
        2 => vec![Lot { sex: None, guests: 1 + dice.below(4), keeping: Keeping::Beds }],
        _ => vec![
            Lot { sex: None, guests: 1 + dice.below(2), keeping: Keeping::Together },
            Lot { sex: None, guests: 1 + dice.below(2), keeping: Keeping::Together },
        ],
    };
    let guests: u32 = lots.iter().map(|lot| lot.guests).sum();
    let stay = dice.stay(program.n_nights);
    let held = stay.lengthened(dice.below(2), program.n_nights);
    let first = position(program.candidates.len());
    let split = dice.below(3);
    let guests_min = if split == 0 { guests } else { 1 + dice.below(guests.min(2)) };
    for hotel in 0..hotels {
        if !dice.one_in(5) {
            add_candidate(dice, program, (number, hotel), (&lots, guests, guests_min), held);
        }
    }
    let mut unmet = Costs::default();
    unmet.add(0, i64::from(dice.below(20)));
    program.demands.push(Demand {
        name: format!("G{number}"),
        group: number,
        guests,
        lots,
        cohort: dice.below(3),
        stay,
        held,
        locked: if dice.one_in(2) { held } else { Stay { arrive: 0, depart: program.n_nights } },
        hotels_max: (split < 2).then(|| if split == 0 { 1 } else { 1 + dice.below(2) }),
        over: dice.one_in(4).then(|| costs(dice, levels, 6)),
        chunk: dice.one_in(4).then(|| Chunk { guests: 1 + dice.below(4), short: costs(dice, levels, 4) }),
        wings: match dice.below(6) {
            0 => Wings::One,
            1 => Wings::Priced(costs(dice, levels, 5)),
            _ => Wings::Any,
        },
        required: dice.one_in(8),
        unmet,
        split: costs(dice, levels, 3),
        candidates: first..position(program.candidates.len()),
    });
}

fn add_candidate(
    dice: &mut Dice,
    program: &mut Program,
    (demand, hotel): (u32, u32),
    (lots, guests, guests_min): (&[Lot], u32, u32),
    held: Stay,
) {
    let levels = position(program.levels.len());
    let mut places = Vec::new();
    for (pool, _) in program.pools.iter().enumerate().filter(|(_, pool)| pool.hotel == hotel) {
        let spans = program
            .capacities
            .iter()
            .filter(|capacity| capacity.scope == Scope::Pool(position(pool)) && capacity.nights.overlaps(held));
        let rooms_max = spans.clone().map(|span| span.most).min().unwrap_or(0);
        let guests_max = spans.map(guests_max).min().unwrap_or(1);
        if rooms_max > 0 {
            let per_room = program.costs.intern(&costs(dice, levels, 5));
            let per_guest = program.costs.intern(&costs(dice, levels, 2));
            places.push(Place { pool: position(pool), guests_max, rooms_max, per_room, per_guest });
        }
    }
    let holds = |place: &Place| match lots[0].keeping {
        Keeping::Alone => place.rooms_max,
        Keeping::Together | Keeping::Beds => place.rooms_max * place.guests_max,
    };
    let guests_max = places.iter().map(holds).sum::<u32>().min(guests);
    if guests_max < guests_min {
        return;
    }
    let wing = dice.one_in(2).then(|| program.pools[places[0].pool as usize].wing);
    let mut required = RequirementsId::NONE;
    if dice.one_in(12) {
        required = RequirementsId(position(program.requirements.len()));
        program.requirements.push(vec![Requirement { wing, guests: 1 + dice.below(guests) }]);
    }
    let (per_use, per_guest) = (costs(dice, levels, 4), costs(dice, levels, 9));
    let (per_use, per_guest) = (program.costs.intern(&per_use), program.costs.intern(&per_guest));
    let first = position(program.places.len());
    program.places.extend(places);
    let places = first..position(program.places.len());
    if dice.one_in(4) {
        let (candidate, above) = (position(program.candidates.len()), dice.below(4));
        program.bends.push(Bend { candidate, above, per_guest: costs(dice, levels, 5) });
    }
    program.candidates.push(Candidate { demand, hotel, guests_min, guests_max, places, per_use, per_guest, required });
}

fn guests_max(capacity: &Capacity) -> u32 {
    match capacity.counts {
        Counts::Rooms { guests_max } => guests_max,
        Counts::Guests { .. } | Counts::Groups { .. } => 1,
    }
}

fn add_link(dice: &mut Dice, program: &mut Program) {
    let unit = if dice.one_in(2) { Unit::Hotel } else { Unit::Wing };
    let kind = match dice.below(3) {
        0 => LinkKind::Within(unit),
        1 => LinkKind::Disjoint(unit),
        _ => LinkKind::Near { far: vec![(0, 1), (1, 0)] },
    };
    let price = dice.one_in(2).then(|| costs(dice, position(program.levels.len()), 9));
    program.links.push(Link { a: 0, b: 1, kind, price });
}

/// All rows that one demand alone could have.
fn patterns(index: &Index, demand: usize) -> Vec<Vec<Use>> {
    let program = index.program;
    let of = &program.demands[demand];
    let mut all = vec![Vec::new()];
    for at in of.candidates.clone() {
        let candidate = &program.candidates[at as usize];
        for (place, holds) in program.places_of(candidate).iter().enumerate() {
            for (number, lot) in of.lots.iter().enumerate() {
                let mut longer = Vec::new();
                for plan in &all {
                    for guests in 1..=lot.guests {
                        for rooms in 1..=guests.min(holds.rooms_max) {
                            let (place, lot) = (position(place), position(number));
                            let mut plan: Vec<Use> = plan.clone();
                            plan.push(Use { candidate: at, place, lot, rooms, guests });
                            longer.push(plan);
                        }
                    }
                }
                longer.retain(|plan| single_fault(index, demand, plan).is_none());
                all.extend(longer);
            }
        }
    }
    all.retain(|plan| recount::fault(index, plan).is_none() || single_fault(index, demand, plan).is_none());
    all
}

/// What no further row could mend: wrong rooms, or too many guests of a lot.
fn single_fault(index: &Index, demand: usize, plan: &[Use]) -> Option<()> {
    let of = &index.program.demands[demand];
    let wrong = |each: &Use| {
        let place = index.program.place_of(each);
        !recount::rooms_suit(of.lots[each.lot as usize], place, each.rooms, each.guests)
    };
    let over = |lot: usize| {
        let placed: u32 = plan.iter().filter(|each| each.lot as usize == lot).map(|each| each.guests).sum();
        placed > of.lots[lot].guests
    };
    (plan.iter().any(wrong) || (0..of.lots.len()).any(over)).then_some(())
}

/// Returns the plan that the kernel makes at once; none where it does not keep the program.
pub fn first_plan<'a>(index: &'a Index<'a>, outlooks: &'a [Outlook]) -> Option<Incumbent> {
    let mut builder = Builder::new(index, outlooks);
    builder.place_all();
    Incumbent::new(index, builder.ledger.plan()).ok()
}

/// The best plan by enumeration: levels one after another, each with its tolerance; the bound of each level.
pub fn enumerated(index: &Index) -> Option<Vec<i128>> {
    let program = index.program;
    let all: Vec<Vec<Vec<Use>>> = (0..program.demands.len()).map(|demand| patterns(index, demand)).collect();
    let mut plans: Vec<Vec<Use>> = vec![Vec::new()];
    for of_demand in &all {
        let longer = |plan: &Vec<Use>| of_demand.iter().map(|more| [&plan[..], more].concat()).collect::<Vec<_>>();
        plans = plans.iter().flat_map(longer).collect();
        if plans.len() > 300_000 {
            return Some(Vec::new());
        }
    }
    let kept = plans.iter().filter(|plan| recount::fault(index, plan).is_none() && recount::shortage(index, plan) == 0);
    let mut left: Vec<Vec<i128>> = kept.map(|plan| tally::levels(index, plan)).collect();
    let mut best = Vec::new();
    for level in 0..program.levels.len() {
        let least = left.iter().map(|levels| levels[level]).min()?;
        best.push(least);
        let cap = least + (least * i128::from(program.levels[level].tolerance)).div_euclid(1_000_000_000);
        left.retain(|levels| levels[level] <= cap);
    }
    Some(best)
}

/// The random program of a seed.
pub fn program(seed: u64) -> Program {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..4 {
        dice.below(2);
    }
    random(&mut dice)
}

fn agrees(seed: u64) -> bool {
    let program = program(seed);
    let index = Index::new(&program);
    let Some(best) = enumerated(&index) else {
        let outcome = run(&program, Engine::Auto);
        assert_eq!((outcome.termination, outcome.plan), (Termination::Infeasible, None), "seed {seed}");
        return true;
    };
    if best.is_empty() {
        return false;
    }
    for engine in [Engine::Auto, Engine::Proof] {
        let outcome = run(&program, engine);
        let found: Vec<i128> = outcome.levels.iter().map(|level| level.best).collect();
        assert_eq!(found, best, "seed {seed}, {engine:?}: {outcome:?}\n{program:?}");
        assert!(outcome.notes.is_empty(), "seed {seed}, {engine:?}: {:?}", outcome.notes);
        assert!(outcome.levels.iter().all(|level| level.proven), "seed {seed}, {engine:?}: {outcome:?}");
        let plan = outcome.plan.expect("a plan");
        assert_eq!(recount::fault(&index, &plan), None, "seed {seed}, {engine:?}");
    }
    let search = run(&program, Engine::Search);
    if let Some(plan) = &search.plan {
        assert_eq!(recount::fault(&index, plan), None, "seed {seed}");
        assert_eq!(recount::shortage(&index, plan), 0, "seed {seed}");
    }
    for (level, best) in search.levels.iter().zip(&best).take(1) {
        assert!(level.bound.is_some_and(|bound| bound <= *best), "seed {seed}: {search:?} {best}\n{program:?}");
    }
    true
}

#[test]
fn the_exact_engine_agrees_with_an_enumerator() {
    let compared = (0..1000).filter(|&seed| agrees(seed)).count();
    assert!(compared > 600, "only {compared} programs were small enough");
}
