//! Every primitive from both sides: what it lets pass, and what it keeps out.

use super::run;
use super::town::{charge, costs, nights, require, sharing, town};
use crate::program::{
    Capacity, Counts, Keeping, Link, LinkKind, Lock, Lot, Opening, Place, Pool, Program, Requirement, Row, Scope, Side,
    Term, Unit, Wing,
};
use crate::solve::{Engine, Termination, alone, export_model};

/// The value of level 0 is that of the optimum, and proven; the kernel alone finds no better plan.
fn unmet(program: &Program) -> i128 {
    let outcome = run(program, Engine::Auto);
    assert!(outcome.levels[0].proven, "{outcome:?}");
    assert_eq!(outcome.notes, Vec::<String>::new());
    let search = run(program, Engine::Search);
    assert!(search.levels.is_empty() || search.levels[0].value >= outcome.levels[0].value);
    outcome.levels[0].value
}

/// The value of level 1.
fn first(program: &Program) -> i128 {
    let outcome = run(program, Engine::Auto);
    assert!(outcome.levels[1].proven, "{outcome:?}");
    outcome.levels[1].value
}

#[test]
fn capacity_counts_rooms_night_by_night() {
    let mut program = town(&[3], &[2, 2]);
    assert_eq!(unmet(&program), 1);
    program.demands[1].held = nights(1, 2);
    assert_eq!(unmet(&program), 0);
    program.demands[0].held = nights(0, 2);
    assert_eq!(unmet(&program), 1);
}

#[test]
fn capacity_may_change_from_night_to_night() {
    let mut program = town(&[3], &[3]);
    program.demands[0].held = nights(0, 2);
    assert_eq!(unmet(&program), 0);
    program.capacities[0].nights = nights(0, 1);
    let later = Capacity { nights: nights(1, 4), most: 1, ..program.capacities[0].clone() };
    program.capacities.push(later);
    assert_eq!(unmet(&program), 2);
}

#[test]
fn capacity_of_a_hotel_stands_above_its_pools() {
    let mut program = two_pools(2, 2, 4);
    assert_eq!(unmet(&program), 0);
    let limit =
        Capacity { scope: Scope::Hotel(0), nights: nights(0, 4), most: 3, counts: Counts::Rooms { guests_max: 1 } };
    program.capacities.push(limit);
    assert_eq!(unmet(&program), 1);
}

/// One hotel with two pools in two wings, and one group.
fn two_pools(one: u32, other: u32, guests: u32) -> Program {
    let mut program = town(&[one], &[guests]);
    program.wings.push(Wing { hotel: 0, name: "B".to_owned() });
    program.pools.push(Pool { hotel: 0, wing: 1, index: 1 });
    let more = Capacity { scope: Scope::Pool(1), most: other, ..program.capacities[0].clone() };
    program.capacities.push(more);
    let place = Place { pool: 1, rooms_max: other, ..program.places[0] };
    program.places.push(place);
    program.candidates[0].places = 0..2;
    program.candidates[0].guests_max = guests.min(one + other);
    program
}

#[test]
fn guests_together_fill_rooms_and_never_share_across_groups() {
    let mut program = town(&[2], &[3, 1]);
    sharing(&mut program, Keeping::Together, 2);
    assert_eq!(unmet(&program), 1);
    program.demands[0].guests = 2;
    program.demands[0].lots[0].guests = 2;
    assert_eq!(unmet(&program), 0);
}

#[test]
fn guests_by_bed_share_within_their_cohort_only() {
    let mut program = town(&[2], &[3, 1]);
    sharing(&mut program, Keeping::Beds, 2);
    assert_eq!(unmet(&program), 1);
    program.demands[1].cohort = 0;
    assert_eq!(unmet(&program), 0);
}

#[test]
fn lots_never_share_a_room() {
    let mut program = town(&[2], &[4]);
    sharing(&mut program, Keeping::Together, 2);
    assert_eq!(unmet(&program), 0);
    let lot = |guests| Lot { sex: None, guests, keeping: Keeping::Together };
    program.demands[0].lots = vec![lot(3), lot(1)];
    assert_eq!(unmet(&program), 1);
    program.demands[0].lots = vec![lot(2), lot(2)];
    assert_eq!(unmet(&program), 0);
}

#[test]
fn a_chunk_is_never_smaller_than_the_smallest() {
    let mut program = town(&[3, 1], &[4]);
    assert_eq!(unmet(&program), 0);
    program.candidates.iter_mut().for_each(|candidate| candidate.guests_min = 2);
    program.candidates[1].guests_max = 2;
    assert_eq!(unmet(&program), 1);
}

#[test]
fn a_whole_group_is_in_one_hotel_or_nowhere() {
    let mut program = town(&[4, 2], &[4, 2]);
    for at in [0, 1] {
        program.demands[at].hotels_max = Some(1);
    }
    for candidate in &mut program.candidates {
        candidate.guests_min = program.demands[candidate.demand as usize].guests;
        candidate.guests_max = candidate.guests_min;
    }
    program.places[1].rooms_max = 4;
    assert_eq!(unmet(&program), 0);
    program.capacities[0].most = 3;
    assert_eq!(unmet(&program), 4);
}

#[test]
fn the_most_hotels_limit_a_group() {
    let mut program = town(&[2, 2, 2], &[6]);
    program.demands[0].hotels_max = Some(3);
    assert_eq!(unmet(&program), 0);
    program.demands[0].hotels_max = Some(2);
    assert_eq!(unmet(&program), 2);
}

#[test]
fn every_hotel_beyond_the_first_costs_a_split() {
    let mut program = town(&[2, 2, 2], &[6]);
    program.demands[0].split = costs(&[(1, 1)]);
    assert_eq!(first(&program), 2);
    program.capacities[0].most = 6;
    program.places[0].rooms_max = 6;
    program.candidates[0].guests_max = 6;
    assert_eq!(first(&program), 0);
}

#[test]
fn cohorts_in_conflict_never_hold_a_locked_unit_on_the_same_night() {
    let mut program = town(&[4], &[2, 2]);
    assert_eq!(unmet(&program), 0);
    program.locks.push(Lock { unit: Scope::Hotel(0), conflicts: 0, price: None });
    assert_eq!(unmet(&program), 2);
    program.demands[1].locked = nights(1, 2);
    assert_eq!(unmet(&program), 0);
}

#[test]
fn conflicts_are_not_transitive() {
    let mut program = town(&[9], &[2, 3, 2]);
    program.locks.push(Lock { unit: Scope::Hotel(0), conflicts: 0, price: None });
    program.conflicts[0].pairs = vec![(0, 1), (1, 2)];
    assert_eq!(unmet(&program), 3);
    program.conflicts[0].pairs.push((0, 2));
    assert_eq!(unmet(&program), 4);
}

#[test]
fn a_lock_on_a_wing_leaves_the_other_wing() {
    let mut program = two_pools(2, 2, 2);
    let mut other = program.candidates[0].clone();
    other.demand = 1;
    program.candidates.push(other);
    let more = crate::program::Demand { cohort: 1, candidates: 1..2, ..program.demands[0].clone() };
    program.demands.push(more);
    program.locks = (0..2).map(|wing| Lock { unit: Scope::Wing(wing), conflicts: 0, price: None }).collect();
    assert_eq!(unmet(&program), 0);
    program.locks.push(Lock { unit: Scope::Hotel(0), conflicts: 0, price: None });
    assert_eq!(unmet(&program), 2);
}

#[test]
fn an_opening_costs_once_for_all_its_guests() {
    let mut program = town(&[9, 9], &[2, 3]);
    program.openings = [5, 4].into_iter().zip(0..).map(|(cost, hotel)| opening(hotel, cost, 0)).collect();
    assert_eq!(first(&program), 4);
    program.capacities[1].most = 3;
    assert_eq!(first(&program), 5);
}

fn opening(hotel: u32, cost: i64, rooms_min: u32) -> Opening {
    Opening { hotel, per_use: costs(&[(1, cost)]), rooms_min, short: None }
}

#[test]
fn a_used_hotel_has_its_least_rooms() {
    let mut program = town(&[9], &[2, 3]);
    program.openings = vec![opening(0, 0, 5)];
    assert_eq!(unmet(&program), 0);
    program.openings = vec![opening(0, 0, 6)];
    assert_eq!(unmet(&program), 5);
}

#[test]
fn guests_together_may_take_more_rooms_for_the_least_use() {
    let mut program = town(&[9], &[4]);
    sharing(&mut program, Keeping::Together, 2);
    program.openings = vec![opening(0, 0, 4)];
    assert_eq!(unmet(&program), 0);
    program.openings = vec![opening(0, 0, 5)];
    assert_eq!(unmet(&program), 4);
}

fn link(kind: LinkKind) -> Link {
    Link { a: 0, b: 1, kind, price: None }
}

#[test]
fn a_nested_pair_binds_only_where_both_are_placed() {
    let mut program = town(&[2, 3], &[2, 3]);
    program.links = vec![link(LinkKind::Within(Unit::Hotel))];
    assert_eq!(unmet(&program), 0);
    program.demands[1].hotels_max = Some(1);
    assert_eq!(unmet(&program), 2);
    program.links.clear();
    assert_eq!(unmet(&program), 0);
}

#[test]
fn a_disjoint_pair_shares_no_hotel() {
    let mut program = town(&[4, 1], &[2, 2]);
    assert_eq!(unmet(&program), 0);
    program.links = vec![link(LinkKind::Disjoint(Unit::Hotel))];
    assert_eq!(unmet(&program), 1);
}

#[test]
fn a_near_pair_uses_no_hotels_far_apart() {
    let mut program = town(&[2, 2], &[2, 2]);
    program.links = vec![link(LinkKind::Near { far: vec![(0, 1), (1, 0)] })];
    assert_eq!(unmet(&program), 2);
    program.links = vec![link(LinkKind::Near { far: vec![(0, 1)] })];
    assert_eq!(unmet(&program), 0);
}

#[test]
fn a_soft_link_costs_its_price_once() {
    let mut program = town(&[2, 2], &[2, 2]);
    let price = Some(costs(&[(1, 7)]));
    program.links = vec![Link { price, ..link(LinkKind::Near { far: vec![(0, 1), (1, 0)] }) }];
    assert_eq!(unmet(&program), 0);
    assert_eq!(first(&program), 7);
    program.capacities[0].most = 4;
    assert_eq!(first(&program), 0);
}

#[test]
fn a_required_demand_is_placed_or_there_is_no_plan() {
    let mut program = town(&[3], &[2, 3]);
    program.demands[0].required = true;
    assert_eq!(unmet(&program), 2);
    program.demands[1].required = true;
    let outcome = run(&program, Engine::Auto);
    assert_eq!((outcome.termination, outcome.plan), (Termination::Infeasible, None));
}

#[test]
fn an_order_brings_guests_to_a_hotel() {
    let mut program = town(&[3, 3], &[3]);
    charge(&mut program, 1, &[(1, 10)]);
    assert_eq!(first(&program), 0);
    require(&mut program, 1, Requirement { wing: None, guests: 2 });
    assert_eq!(first(&program), 20);
    require(&mut program, 1, Requirement { wing: Some(1), guests: 3 });
    assert_eq!(first(&program), 30);
    require(&mut program, 1, Requirement { wing: None, guests: 4 });
    assert_eq!(run(&program, Engine::Auto).termination, Termination::Infeasible);
}

#[test]
fn a_row_that_nothing_satisfies_leaves_no_plan() {
    let mut program = town(&[3], &[3]);
    program.rows = vec![Row { name: "pin".to_owned(), terms: Vec::new(), lower: Some(Side::hard(1)), upper: None }];
    assert_eq!(run(&program, Engine::Auto).termination, Termination::Infeasible);
}

/// A row over the first places of candidates: candidate, what a guest adds, what a room adds.
fn row(terms: &[(u32, i64, i64)], lower: Option<Side>, upper: Option<Side>) -> Row {
    let term = |&(candidate, per_guest, per_room)| Term { candidate, place: 0, per_guest, per_room };
    Row { name: "row".to_owned(), terms: terms.iter().map(term).collect(), lower, upper }
}

#[test]
fn a_row_limits_guests() {
    let mut program = town(&[3], &[3]);
    program.rows = vec![row(&[(0, 2, 0)], Some(Side::hard(2)), Some(Side::hard(5)))];
    assert_eq!(unmet(&program), 1);
}

#[test]
fn a_group_alone_fills_what_the_town_has() {
    let mut program = town(&[3, 2], &[9, 5]);
    assert_eq!(alone(&program, 0), 5);
    program.demands[0].hotels_max = Some(1);
    assert_eq!(alone(&program, 0), 3);
    assert_eq!(alone(&program, 1), 5);
}

#[test]
fn a_huge_group_costs_no_memory() {
    let mut program = town(&[3, 2], &[9]);
    program.demands[0].guests = u32::MAX;
    program.demands[0].lots[0].guests = u32::MAX;
    assert_eq!(alone(&program, 0), 5);
    assert_eq!(unmet(&program), i128::from(u32::MAX) - 5);
}

#[test]
fn models_are_the_same_bytes_every_time() {
    let program = town(&[3, 2], &[4]);
    let text = export_model(&program, crate::solve::Format::Lp);
    assert_eq!(text, export_model(&program, crate::solve::Format::Lp));
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains(" C1_0_0: + 1 p_0_0_0 + 1 p_1_0_0 + 1 u_0_0 = 4\n"), "{text}");
}

#[test]
fn a_row_counts_rooms_in_whole_numbers() {
    let mut program = town(&[3, 3], &[6]);
    sharing(&mut program, Keeping::Together, 2);
    program.demands[0].guests = 6;
    // A room costs 50 in the first hotel and 70 in the second: three rooms for six guests.
    program.rows = vec![row(&[(0, 0, 50), (1, 0, 70)], None, Some(Side::hard(150)))];
    assert_eq!(unmet(&program), 0);
    program.rows[0].upper = Some(Side::hard(149));
    assert_eq!(unmet(&program), 2);
    program.rows[0].upper = Some(Side::hard(49));
    assert_eq!(unmet(&program), 6);
}

#[test]
fn a_priced_side_costs_its_price_for_each_unit() {
    let mut program = town(&[3], &[3]);
    let side = |limit| Some(Side { limit, price: Some(costs(&[(1, 4)])) });
    program.rows = vec![row(&[(0, 10, 0)], None, side(25))];
    assert_eq!((unmet(&program), first(&program)), (0, 20));
    program.rows = vec![row(&[(0, 10, 0)], side(37), None)];
    assert_eq!((unmet(&program), first(&program)), (0, 28));
    program.rows = vec![row(&[(0, 10, 0)], side(30), side(30))];
    assert_eq!((unmet(&program), first(&program)), (0, 0));
}

#[test]
fn a_lower_side_may_ask_for_more_rooms_than_guests_need() {
    let mut program = town(&[3], &[3]);
    sharing(&mut program, Keeping::Together, 3);
    program.rows = vec![row(&[(0, 0, 1)], Some(Side::hard(3)), None)];
    let plan = run(&program, Engine::Auto).plan.expect("three rooms are not too many for three guests");
    assert_eq!(plan.iter().map(|each| each.rooms).sum::<u32>(), 3);
}

/// Limits the guests of hotel 0 on nights 0 and 1.
fn feed(program: &mut Program, most: u32, price: Option<i64>) {
    let price = price.map(|price| costs(&[(1, price)]));
    let counts = Counts::Guests { price };
    program.capacities.push(Capacity { scope: Scope::Hotel(0), nights: nights(0, 2), most, counts });
}

#[test]
fn guests_are_counted_while_they_sleep_and_rooms_while_they_are_held() {
    let mut program = town(&[9], &[3, 3]);
    feed(&mut program, 4, None);
    assert_eq!(unmet(&program), 2);
    // Nobody eats where the room only cools down.
    program.demands[1].stay = nights(1, 2);
    program.demands[0].held = nights(0, 2);
    assert_eq!(unmet(&program), 0);
    program.demands[0].stay = nights(0, 2);
    assert_eq!(unmet(&program), 2);
    program.demands[1].stay = nights(2, 3);
    assert_eq!(unmet(&program), 0);
}

#[test]
fn a_guest_too_many_costs_the_price_on_every_night() {
    let mut program = town(&[9, 9], &[5]);
    program.demands[0].stay = nights(0, 4);
    feed(&mut program, 3, Some(10));
    charge(&mut program, 1, &[(1, 100)]);
    assert_eq!((unmet(&program), first(&program)), (0, 2 * 2 * 10));
}

#[test]
fn the_kernel_alone_keeps_rows_and_guests() {
    let mut program = town(&[5, 5], &[4, 4]);
    feed(&mut program, 5, None);
    program.rows = vec![row(&[(0, 0, 3), (1, 0, 5), (2, 0, 3), (3, 0, 5)], None, Some(Side::hard(27)))];
    let found = run(&program, Engine::Search);
    assert_eq!(found.notes, Vec::<String>::new());
    assert_eq!(found.levels[0].value, unmet(&program));
}
