//! Reasons and remedies against brute force: on random tiny cases, who can never be placed can not, who is crowded would
//! fit alone, rules that are said to conflict do and none of them is too many, and what a remedy promises can be had.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
#[expect(dead_code, reason = "only the plan is asked for")]
mod engine;
#[path = "support/random_case.rs"]
mod random_case;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use brute_force::Row;
use brute_force::rules::{openings_hold, plan_holds};
use roomblock::domain::{Allocation, Instance, LevelName, Mode, PinRelation, Rule, Strength};
use roomblock::explain::{self, Easing, Holder, Inquiry, Obstacles, Planned, ReasonCode, Relief, Remedy, UnmetGroup};
use roomblock::program::{compile, encode};
use roomblock::verify::Verdict;

/// Reliefs are asked of one case in so many: each of them is a whole optimum by brute force.
const RELIEFS_EACH: u64 = 4;

/// What was compared.
#[derive(Debug, Default)]
struct Seen {
    never: u32,
    crowded: u32,
    held: u32,
    conflict: u32,
    remedies: u32,
    reliefs: u32,
    relieved: u32,
    hindered: u32,
}

/// Returns the most guests of a group that fit beside some rows, by brute force.
fn most(case: &Instance, group: usize, others: &[Row]) -> u32 {
    let fits = |rows: &Vec<Row>| {
        let all = [others, rows].concat();
        plan_holds(case, &all) && openings_hold(case, &all)
    };
    let guests = |rows: Vec<Row>| rows.iter().map(|row| row.guests).sum();
    brute_force::placements(case, group).into_iter().filter(fits).map(guests).max().unwrap_or(0)
}

/// Returns the rows of an allocation of groups other than some, as brute force has them.
fn rows_without(case: &Instance, allocation: &Allocation, without: &[usize]) -> Vec<Row> {
    let row = |row: &roomblock::domain::AllocationRow| {
        let group = case.group(row.group.as_str())?;
        let hotel = case.hotel(row.hotel.as_str())?;
        let is_pool = |pool: &roomblock::domain::Pool| pool.wing == row.wing && pool.room_type == row.room_type;
        let pool = case.hotels[hotel].pools.iter().position(is_pool)?;
        let row = Row { group, hotel, pool, sex: row.sex, rooms: row.rooms, guests: row.guests };
        (!without.contains(&group)).then_some(row)
    };
    allocation.rows.iter().filter_map(row).collect()
}

/// Returns a case in which only some of the rules that could be off for a group hold.
fn keeping(case: &Instance, group: usize, kept: &[Rule]) -> Instance {
    let mut changed = case.clone();
    for rule in Rule::ALL.into_iter().filter(|rule| !kept.contains(rule)) {
        let may_be_off = rule.entry().may_be.allows(Strength::Off);
        if may_be_off && case.strength_at(rule, group, None) == Strength::Hard {
            changed.rules.strengths.set(rule, Strength::Off);
        }
    }
    changed
}

fn check_obstacles(case: &Instance, group: usize, found: &Obstacles) -> Result<(), String> {
    let guests = case.groups[group].guests;
    if most(&keeping(case, group, &found.rules), group, &[]) == guests {
        return Err(format!("{:?} do not conflict", found.rules));
    }
    for &spared in &found.rules {
        let others: Vec<Rule> = found.rules.iter().copied().filter(|&rule| rule != spared).collect();
        if found.is_proven && most(&keeping(case, group, &others), group, &[]) < guests {
            return Err(format!("{:?} conflict without {spared}", found.rules));
        }
    }
    Ok(())
}

/// Rules by which a holder keeps a group out do so while it is there and the other holders are not, and none of them is too many.
fn check_hindrance(
    case: &Instance,
    allocation: &Allocation,
    (group, without): (usize, &[usize]),
    holder: &Holder,
    seen: &mut Seen,
) -> Result<(), String> {
    let (rules, guests) = (&holder.hindrance.rules, case.groups[group].guests);
    if rules.is_empty() || !holder.hindrance.is_proven {
        return Ok(());
    }
    seen.hindered += 1;
    let without: Vec<usize> = without.iter().copied().filter(|&other| other != holder.group).collect();
    let others = rows_without(case, allocation, &without);
    if most(&keeping(case, group, rules), group, &others) == guests {
        return Err(format!("{} with {rules:?} does not keep it out", case.groups[holder.group].id));
    }
    for &spared in rules {
        let fewer: Vec<Rule> = rules.iter().copied().filter(|&rule| rule != spared).collect();
        let fit = most(&keeping(case, group, &fewer), group, &others);
        if fit < guests {
            return Err(format!("{rules:?} keep it out without {spared}: {fit} of {guests} fit"));
        }
    }
    Ok(())
}

fn check_remedy(case: &Instance, allocation: &Allocation, entry: &UnmetGroup, remedy: &Remedy) -> Result<(), String> {
    let changed = remedy.relaxation.applied(case, entry.group);
    let others = rows_without(case, allocation, &[entry.group]);
    let placed = case.groups[entry.group].guests - entry.guests;
    let best = most(&changed, entry.group, &others);
    let promised = placed + remedy.guests;
    if best < promised { Err(format!("`{remedy}` promises {promised}, and {best} fit")) } else { Ok(()) }
}

/// Compares what easing one thing for everybody is said to place with the best plan of the eased case by brute force: where the
/// objective begins with guests left over, tier by tier.
fn check_relief(case: &Instance, verdict: &Verdict, relief: &Relief) -> Result<(), String> {
    let mut eased = relief.easing.applied(case);
    eased.objective.mode = Mode::Lexicographic { order: vec![LevelName::Unmet], tolerance: BTreeMap::new() };
    let best = brute_force::optimum(&eased).ok_or_else(|| format!("`{}`: there is no plan", relief.text))?;
    let by = |name: &str| relief.levels.iter().find(|level| level.level == name).map_or(0, |level| level.by);
    let tiers = verdict.levels.iter().filter(|level| level.name.starts_with("unmet."));
    let said: Vec<i128> = tiers.map(|level| level.value + by(&level.name)).collect();
    if said < best || relief.is_proven && said > best {
        return Err(format!("`{}` leaves {said:?}, and the best is {best:?} ({})", relief.text, relief.is_proven));
    }
    Ok(())
}

/// Compares everything that is eased for everybody with brute force.
fn check_reliefs(case: &Instance, allocation: &Allocation, verdict: &Verdict, seen: &mut Seen) -> Result<(), String> {
    let Mode::Lexicographic { order, tolerance } = &case.objective.mode else { return Ok(()) };
    if order.first() != Some(&LevelName::Unmet) || tolerance.contains_key(&LevelName::Unmet) {
        return Ok(());
    }
    let stop = AtomicBool::new(false);
    for relief in explain::reliefs(case, &compile(case), &allocation.rows, verdict, &Inquiry::new(&stop)).found {
        seen.reliefs += 1;
        seen.relieved += u32::from(relief.helps);
        if relief.easing == Easing::Nothing {
            return Err("a plan that is the best is bettered".to_owned());
        }
        check_relief(case, verdict, &relief)?;
    }
    Ok(())
}

/// Compares what is said of a group with brute force.
fn check(case: &Instance, allocation: &Allocation, entry: &UnmetGroup, seen: &mut Seen) -> Result<(), String> {
    let (group, guests) = (entry.group, case.groups[entry.group].guests);
    let alone = most(case, group, &[]);
    if alone != entry.alone && !entry.reason.contains("not proven") {
        return Err(format!("{alone} fit alone, said are {}", entry.alone));
    }
    match entry.code {
        ReasonCode::Never => seen.never += u32::from(alone < guests),
        ReasonCode::Crowded => seen.crowded += u32::from(alone == guests),
        ReasonCode::Conflict => {
            seen.conflict += 1;
            check_obstacles(case, group, entry.obstacles.as_ref().ok_or("no rules are named")?)?;
        }
        ReasonCode::Stranded => {}
    }
    if let Some(crowding) = &entry.crowding {
        seen.held += 1;
        let without: Vec<usize> = crowding.holders.iter().map(|holder| holder.group).chain([group]).collect();
        let fit = most(case, group, &rows_without(case, allocation, &without));
        if fit < guests {
            return Err(format!("without {without:?} only {fit} of {guests} fit"));
        }
        for holder in &crowding.holders {
            check_hindrance(case, allocation, (group, &without), holder, seen)?;
        }
    }
    for remedy in &entry.remedies {
        seen.remedies += 1;
        check_remedy(case, allocation, entry, remedy)?;
    }
    Ok(())
}

/// Compares all cases of some seeds, on as many threads as there are.
fn check_all(seeds: Range<u64>) {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (faults, seen): (Vec<Vec<String>>, Vec<Seen>) = std::thread::scope(|scope| {
        let share = |thread| {
            let seeds = seeds.clone();
            scope.spawn(move || {
                let (mut faults, mut seen) = (Vec::new(), Seen::default());
                for seed in seeds.skip(thread).step_by(n_threads) {
                    faults.extend(check_seed(seed, &mut seen).err().map(|fault| format!("seed {seed}: {fault}")));
                }
                (faults, seen)
            })
        };
        let threads: Vec<_> = (0..n_threads).map(share).collect();
        threads.into_iter().map(|thread| thread.join().expect("no comparison panics")).unzip()
    });
    let faults: Vec<String> = faults.concat();
    assert!(faults.is_empty(), "{} faults of {seeds:?}\n{}", faults.len(), faults.join("\n"));
    let of = |count: fn(&Seen) -> u32| seen.iter().map(count).sum::<u32>();
    let all = [of(|seen| seen.never), of(|seen| seen.crowded), of(|seen| seen.held)];
    let others = [
        of(|seen| seen.conflict),
        of(|seen| seen.remedies),
        of(|seen| seen.reliefs),
        of(|seen| seen.relieved),
        of(|seen| seen.hindered),
    ];
    #[expect(clippy::print_stderr, reason = "what the cases were is part of what the run says")]
    {
        eprintln!(
            "{seeds:?}: never, crowded, held {all:?}; conflicts, remedies, reliefs, of them helping, hindrances {others:?}"
        );
    }
    let least = (seeds.end - seeds.start).div_ceil(100);
    assert!(
        all.iter().chain(&others).all(|&count| u64::from(count) >= least),
        "too few to say anything: {all:?}, {others:?}"
    );
}

fn check_seed(seed: u64, tally: &mut Seen) -> Result<(), String> {
    let reliefs = seed.is_multiple_of(RELIEFS_EACH);
    check_case(&random_case::random_case(seed), reliefs, tally)
}

fn check_case(case: &Instance, reliefs: bool, seen: &mut Seen) -> Result<(), String> {
    let is_ordered =
        |group: usize| case.pins.iter().any(|pin| pin.group == group && matches!(pin.relation, PinRelation::Must(_)));
    let Some((allocation, verdict)) = engine::solved(case).plan else { return Ok(()) };
    let program = compile(case);
    let plan = encode(case, &program, &allocation.rows);
    let planned = Planned { plan: &plan, rows: &allocation.rows };
    if reliefs {
        check_reliefs(case, &allocation, &verdict, seen)?;
    }
    let stop = AtomicBool::new(false);
    let entries = explain::unmet(case, &program, planned, &verdict, &Inquiry::new(&stop));
    let spent = Inquiry::new(&stop);
    while spent.may_spend(1 << 20) {}
    let unasked = explain::unmet(case, &program, planned, &verdict, &spent);
    check_unasked(&unasked, &entries)?;
    for entry in entries {
        if !is_ordered(entry.group) {
            let group = &case.groups[entry.group].id;
            check(case, &allocation, &entry, seen).map_err(|fault| format!("{group}, {}: {fault}", entry.reason))?;
        }
    }
    Ok(())
}

/// With no work set aside the same groups are named, and nothing is said of them that was not looked for.
fn check_unasked(unasked: &[UnmetGroup], entries: &[UnmetGroup]) -> Result<(), String> {
    let known = |entry: &UnmetGroup| (entry.group, entry.guests, entry.alone, entry.alone_is_proven);
    if unasked.iter().map(known).ne(entries.iter().map(known)) {
        return Err("other groups are left over where no work is set aside".to_owned());
    }
    let asked = |entry: &&UnmetGroup| {
        entry.crowding.is_some() || entry.obstacles.is_some() || !entry.remedies.is_empty() || entry.reason.is_empty()
    };
    unasked.iter().find(asked).map_or(Ok(()), |entry| Err(format!("asked without work: {}", entry.reason)))
}

#[test]
fn reasons_and_remedies_hold_by_brute_force() {
    check_all(0..1_000);
}

/// Five thousand more of the same.
#[test]
#[ignore = "long; run it with --ignored"]
fn reasons_and_remedies_hold_by_brute_force_for_long() {
    check_all(1_000..6_000);
}
