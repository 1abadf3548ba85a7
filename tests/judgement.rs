//! Verify against brute force: on random plans, honest or not, silence means that every rule is kept, and the levels
//! are the same.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/random_case.rs"]
mod random_case;

use std::collections::BTreeMap;

use brute_force::Row;
use brute_force::rules::{group_holds, may_use, openings_hold, plan_holds, rooms_fit};
use dice::Dice;
use roomblock::domain::{
    Allocation, AllocationRow, Group, HotelStatus, Instance, Offer, Quote, SeparateFrom, Sex, Share, Sharing, Split,
    Stay, Weight,
};
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

/// Adds up the rows about the same group, pool and sex.
fn summed(rows: &[Row]) -> Vec<Row> {
    let mut summed: Vec<Row> = Vec::new();
    for row in rows {
        let about = |row: &Row| (row.group, row.hotel, row.pool, row.sex);
        match summed.iter_mut().find(|other| about(other) == about(row)) {
            Some(other) => (other.rooms, other.guests) = (other.rooms + row.rooms, other.guests + row.guests),
            None => summed.push(*row),
        }
    }
    summed
}

/// Tells whether a complete plan keeps every rule.
fn holds(case: &Instance, rows: &[Row]) -> bool {
    let summed = summed(rows);
    let groups_hold = (0..case.groups.len()).all(|group| {
        let own: Vec<Row> = summed.iter().filter(|row| row.group == group).copied().collect();
        group_holds(case, group, &own)
    });
    let mut all_rows = rows.iter().chain(&summed);
    groups_hold
        && all_rows.all(|row| may_use(case, row.group, row.hotel, row.pool) && rooms_fit(case, row))
        && plan_holds(case, &summed)
        && openings_hold(case, &summed)
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
            let honest = holds(&case, &rows);
            assert_eq!(
                verdict.findings.is_empty(),
                honest,
                "seed {seed}: {:#?}\n{rows:#?}\n{case:#?}",
                verdict.findings
            );
            let breaches = format!("{:?}", verdict.breaches);
            let levels: Vec<_> = verdict.levels.into_iter().map(|level| (level.name, level.value)).collect();
            assert_eq!(
                levels,
                brute_force::values::values(&case, case.groups.len(), &rows),
                "seed {seed}: {rows:#?}\n{breaches}"
            );
            *(if honest { &mut n_silent } else { &mut n_loud }) += 1;
        }
    }
    assert!(n_silent > 5_000 && n_loud > 5_000, "{n_silent} honest plans, {n_loud} bad ones");
}

/// Takes a rule out of a case.
type Without = fn(&mut Instance);

const WITHOUT: [(u8, Without); 37] = [
    (1, |case| for_offers(case, |offer| (offer.rooms, offer.quote) = (99, Quote::plain(99)))),
    (3, |case| for_groups(case, |group| group.sharing = Sharing::Party)),
    (5, |case| {
        for_groups(case, |group| {
            if group.sharing == Sharing::SameSex {
                group.sharing = Sharing::Party;
            }
        });
    }),
    (7, |case| {
        for_groups(case, |group| group.room_types = None);
        for_offers(case, |offer| offer.guests_max = 5);
    }),
    (8, |case| {
        case.rules.accessible_spare_weight = Weight(0);
        for_groups(case, |group| group.asks.accessible = 0);
    }),
    (9, |case| {
        for class in &mut case.classes {
            class.requires.clear();
            class.forbids.clear();
        }
    }),
    (10, |case| case.classes.iter_mut().for_each(|class| class.separate_from = SeparateFrom::Nobody)),
    (11, |case| {
        case.classes.iter_mut().for_each(|class| class.exclusive = None);
        case.hotels.iter_mut().for_each(|hotel| hotel.terms.groups_max = None);
    }),
    (12, |case| case.classes.iter_mut().for_each(|class| class.cohort_window = None)),
    (13, without_clean_floors),
    (14, |case| case.hotels.iter_mut().for_each(|hotel| hotel.staff_rooms = 0)),
    (15, |case| {
        case.hotels.iter_mut().for_each(|hotel| hotel.reserve_rooms = None);
        (case.rules.reserve_rooms, case.rules.reserve_share) = (0, Share::NOTHING);
    }),
    (16, |case| (case.rules.city_reserve, case.rules.city_reserve_share) = (0, Share::NOTHING)),
    (17, |case| for_groups(case, |group| group.turnover_nights = 0)),
    (18, |case| {
        for_groups(case, |group| {
            if let Split::Hotels { hotels_max, .. } = &mut group.split {
                *hotels_max = None;
            }
        });
    }),
    (19, |case| {
        for_groups(case, |group| {
            if group.split == Split::Never {
                group.split = Split::Free;
            }
        });
    }),
    (20, |case| {
        for_groups(case, |group| {
            if let Split::Hotels { chunk_min, .. } = &mut group.split {
                *chunk_min = 1;
            }
        });
    }),
    (21, |case| case.hotels.iter_mut().for_each(|hotel| (hotel.rooms_min, hotel.terms.rooms_max) = (0, None))),
    (22, |case| case.classes.iter_mut().for_each(|class| class.same_wing = false)),
    (23, |case| case.pairs.clear()),
    (24, |case| for_groups(case, |group| (group.km_max, group.minutes_max) = (None, None))),
    (25, |case| {
        case.rules.transfer_weight = Weight(0);
        for_groups(case, |group| group.asks.transfer_minutes = None);
    }),
    (26, |case| case.hotels.iter_mut().for_each(|hotel| hotel.terms.arrivals_per_hour = None)),
    (29, fill_unknown_nights),
    (30, |case| {
        case.hotels.iter_mut().for_each(|hotel| hotel.terms.nights_min = 0);
        for_groups(case, |group| group.asks.nights_min = 0);
    }),
    (31, |case| case.pins.clear()),
    (34, |case| case.hotels.iter_mut().for_each(|hotel| hotel.status = HotelStatus::Open)),
    (35, |case| for_groups(case, |group| group.rate_max = None)),
    (36, |case| case.rules.budgets.clear()),
    (37, |case| case.rules.affordable = None),
    (38, |case| case.hotels.iter_mut().for_each(|hotel| hotel.terms.block = None)),
    (39, |case| for_groups(case, |group| group.asks.grade_min = None)),
    (40, |case| case.hotels.iter_mut().for_each(|hotel| hotel.terms.zone.clear())),
    (42, |case| {
        case.hotels.iter_mut().for_each(|hotel| (hotel.meals_max, hotel.terms.suppers_max) = (None, None));
    }),
    (43, |case| for_groups(case, |group| group.asks.shift.clear())),
    (45, |case| {
        for hotel in &mut case.hotels {
            for pool in hotel.pools.iter_mut().filter(|pool| !hotel.clean_floors.contains_key(&pool.wing)) {
                for offer in &mut pool.offers {
                    (offer.rooms, offer.quote) = (offer.quote.rooms, Quote::plain(offer.quote.rooms));
                }
            }
        }
    }),
    (41, |case| {
        for_groups(case, |group| {
            group.requires.clear();
            group.forbids.clear();
        });
    }),
];

/// Lets guests sleep everywhere.
fn without_clean_floors(case: &mut Instance) {
    for hotel in &mut case.hotels {
        for pool in hotel.pools.iter_mut().filter(|pool| hotel.clean_floors.contains_key(&pool.wing)) {
            for offer in &mut pool.offers {
                let quote = offer.quote;
                offer.rooms = quote.trust.floor_of(quote.rooms).saturating_sub(quote.held);
            }
        }
        hotel.clean_floors.clear();
    }
}

/// Takes what is quoted for the first night that is, where nothing is.
fn fill_unknown_nights(case: &mut Instance) {
    let n_nights = case.calendar.n_nights;
    for pool in case.hotels.iter_mut().flat_map(|hotel| &mut hotel.pools) {
        let Some(first) = pool.offers.first().copied() else { continue };
        let offer = |night| {
            let nights = Stay { arrive: night, depart: night + 1 };
            Offer { nights, ..pool.offer(night).copied().unwrap_or(first) }
        };
        let offers = (0..n_nights).map(offer).collect();
        pool.offers = offers;
    }
}

fn for_groups(case: &mut Instance, change: fn(&mut Group)) {
    case.groups.iter_mut().for_each(change);
}

fn for_offers(case: &mut Instance, change: fn(&mut Offer)) {
    let pools = case.hotels.iter_mut().flat_map(|hotel| &mut hotel.pools);
    pools.flat_map(|pool| &mut pool.offers).for_each(change);
}

/// Rules that need more than chance for a case to turn on them: each has cases of its own in `tests/strengths.rs`.
const RARE: [u8; 13] = [8, 11, 12, 16, 22, 25, 26, 30, 37, 39, 40, 43, 44];

/// The random cases are worth comparing: every rule decides the optimum, or that there is none, in many of them.
#[test]
fn every_rule_decides_some_random_cases() {
    let n_cases = 1_000;
    let mut decided: BTreeMap<u8, usize> = WITHOUT.iter().map(|&(rule, _)| (rule, 0)).collect();
    let mut without_plan = 0;
    for seed in 0..n_cases {
        let case = random_case::random_case(seed);
        let optimum = brute_force::optimum(&case);
        without_plan += usize::from(optimum.is_none());
        for (rule, without) in WITHOUT {
            let mut free = case.clone();
            without(&mut free);
            if free != case && brute_force::optimum(&free) != optimum {
                *decided.entry(rule).or_default() += 1;
            }
        }
    }
    let often = |(rule, &n_decided): (&u8, &usize)| RARE.contains(rule) || n_decided >= 10;
    assert!(decided.iter().all(often), "{decided:?}");
    // Most of the rare ones do at times.
    let seen = RARE.iter().filter(|rule| decided.get(rule).is_some_and(|&n_decided| n_decided > 0)).count();
    assert!(seen >= 9, "{decided:?}");
    assert!((70..=250).contains(&without_plan), "{without_plan}");
}
