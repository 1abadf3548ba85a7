//! Verify against brute force: on random plans, honest or not, silence means that every rule is kept, and the levels
//! are the same.

#[path = "support/brute_force.rs"]
mod brute_force;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/random_case.rs"]
mod random_case;

use brute_force::Row;
use dice::Dice;
use roomblock::domain::{Allocation, AllocationRow, Instance, Sex};
use roomblock::verify::verify;

/// Puts random placements of each group together, which need not agree with one another.
fn random_plan(dice: &mut Dice, ways: &[Vec<Vec<Row>>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for ways in ways {
        if !ways.is_empty() && dice.chance(75) {
            rows.extend(dice.pick(ways));
        }
    }
    rows
}

/// Spoils a plan a little: other numbers, another pool, another group, a row twice.
fn spoil(dice: &mut Dice, case: &Instance, rows: &mut Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    let at = dice.below(rows.len());
    match dice.below(8) {
        0 => rows[at].guests = dice.between(1, 6),
        1 => rows[at].rooms = dice.between(1, 6),
        2 => {
            rows[at].hotel = dice.below(case.hotels.len());
            rows[at].pool = dice.below(case.hotels[rows[at].hotel].pools.len());
        }
        3 => rows[at].group = dice.below(case.groups.len()),
        4 => rows[at].sex = dice.pick(&[None, Some(Sex::Men), Some(Sex::Women)]),
        5 => rows.push(rows[at]),
        6 => drop(rows.remove(at)),
        _ => {
            let (rooms, guests) = (dice.between(0, 3), dice.between(1, 3));
            rows.push(Row { rooms, guests, ..rows[at] });
        }
    }
}

fn allocation(case: &Instance, rows: &[Row]) -> Allocation {
    let named = rows.iter().map(|row| {
        let (group, hotel) = (&case.groups[row.group], &case.hotels[row.hotel]);
        let stay = group.stay;
        AllocationRow {
            group: group.id.clone(),
            hotel: hotel.id.clone(),
            wing: hotel.pools[row.pool].wing.clone(),
            room_type: hotel.pools[row.pool].room_type.clone(),
            sex: row.sex,
            rooms: row.rooms,
            guests: row.guests,
            dates: case.calendar.date(stay.arrive).zip(case.calendar.date(stay.depart)),
        }
    });
    Allocation { rows: named.collect() }
}

#[test]
fn verify_is_silent_exactly_where_brute_force_finds_every_rule_kept() {
    let (mut n_silent, mut n_loud) = (0, 0);
    for seed in 0..4000 {
        let case = random_case::random_case(seed);
        let ways: Vec<_> = (0..case.groups.len()).map(|group| brute_force::placements(&case, group)).collect();
        let mut dice = Dice::new(seed + 1_000_000);
        for _ in 0..8 {
            let mut rows = random_plan(&mut dice, &ways);
            for _ in 0..dice.pick(&[0, 0, 1, 2]) {
                spoil(&mut dice, &case, &mut rows);
            }
            let verdict = verify(&case, &allocation(&case, &rows));
            let honest = brute_force::holds(&case, &rows);
            assert_eq!(
                verdict.findings.is_empty(),
                honest,
                "seed {seed}: {:#?}\n{rows:#?}\n{case:#?}",
                verdict.findings
            );
            let levels: Vec<_> = verdict.levels.into_iter().map(|level| (level.name, level.value)).collect();
            assert_eq!(levels, brute_force::values(&case, case.groups.len(), &rows), "seed {seed}: {rows:#?}");
            *(if honest { &mut n_silent } else { &mut n_loud }) += 1;
        }
    }
    println!("{n_silent} honest plans, {n_loud} bad ones");
    assert!(n_silent > 5_000 && n_loud > 5_000, "{n_silent} honest plans, {n_loud} bad ones");
}
