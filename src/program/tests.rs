//! Each rule from both sides: where it bites and where it does not.

use std::collections::{BTreeMap, BTreeSet};

use super::sample::{group, hotel, nights, pair, pin, pool, sample, with_site};
use super::{
    Candidate, Costs, Counts, Keeping, LinkKind, Place, Program, Requirement, Scope, Side, Unit, amount_at, compile,
};
use crate::domain::{
    Budget, Class, HotelStatus, Instance, Km, Level, LevelName, Mode, Money, PairRelation, PinRelation, Rule,
    SeparateFrom, Sex, Sharing, Split, Strength, Weight,
};

/// The hotels that the first group may use.
fn hotels_of_first(instance: &Instance) -> Vec<u32> {
    let program = compile(instance);
    program.candidates_of(&program.demands[0]).iter().map(|candidate| candidate.hotel).collect()
}

/// The first place of a candidate.
fn first_place(program: &Program, candidate: usize) -> &Place {
    &program.places_of(&program.candidates[candidate])[0]
}

/// The level of a name.
fn level(program: &Program, name: &str) -> usize {
    program.levels.iter().position(|level| level.name == name).expect("the level is in the order")
}

#[test]
fn r1_a_pool_that_steps_holds_the_least_of_the_nights_slept() {
    let mut instance = sample();
    instance.hotels[0].pools[0] = pool("", "twin", &[(nights(0, 1), 0, 2), (nights(1, 2), 5, 2), (nights(2, 4), 4, 2)]);
    let program = compile(&instance);
    assert_eq!(first_place(&program, 0).rooms_max, 4, "night 0 is not slept, night 2 has four");
    assert_eq!(program.capacities.iter().filter(|row| row.scope == Scope::Pool(0)).count(), 3);
}

#[test]
fn r2_tiers_are_levels_of_their_own() {
    let mut instance = sample();
    instance.groups[1].priority = 3;
    let program = compile(&instance);
    let names: Vec<&str> = program.levels.iter().map(|level| level.name.as_str()).collect();
    assert_eq!(names, ["unmet.1", "unmet.3", "breaches", "splits", "travel", "cost"]);
    assert_eq!(program.demands[0].unmet, Costs(vec![(0, 1)]));
    assert_eq!(program.demands[1].unmet, Costs(vec![(1, 1)]));
}

#[test]
fn r2_the_weighted_mode_is_one_level() {
    let mut instance = sample();
    let weights = [(LevelName::Unmet, Weight(1_000 * Weight::SCALE)), (LevelName::Cost, Weight(1_000_000))];
    instance.objective.mode = Mode::Weighted(BTreeMap::from(weights));
    instance.objective.unmet_weights = BTreeMap::from([(1, Weight(3 * Weight::SCALE))]);
    let program = compile(&instance);
    assert_eq!(program.levels.len(), 1);
    assert_eq!(program.demands[0].unmet.at(0), 3_000 * Weight::SCALE);
    assert_eq!(
        amount_at(program.cost(first_place(&program, 0).per_room), 0),
        200_000_000,
        "two nights at 100, a thousandth each"
    );
}

#[test]
fn r3_sharing_decides_the_lots() {
    let keeping = |sharing| {
        let mut instance = sample();
        instance.groups[0].sharing = sharing;
        compile(&instance).demands[0].lots.iter().map(|lot| lot.keeping).collect::<Vec<_>>()
    };
    assert_eq!(keeping(Sharing::Single), [Keeping::Alone]);
    assert_eq!(keeping(Sharing::Party), [Keeping::Together]);
    assert_eq!(keeping(Sharing::Bed), [Keeping::Beds]);
}

#[test]
fn r5_men_women_and_unknown_are_lots_of_their_own() {
    let mut instance = sample();
    let group = &mut instance.groups[0];
    (group.sharing, group.men, group.women) = (Sharing::SameSex, 3, 2);
    let lots = compile(&instance).demands[0].lots.clone();
    let seen: Vec<_> = lots.iter().map(|lot| (lot.sex, lot.guests, lot.keeping)).collect();
    let expected =
        [(Some(Sex::Men), 3, Keeping::Together), (Some(Sex::Women), 2, Keeping::Together), (None, 1, Keeping::Alone)];
    assert_eq!(seen, expected);
}

#[test]
fn r7_only_allowed_room_types_are_places() {
    let mut instance = sample();
    instance.hotels[0].pools.push(pool("", "triple", &[(nights(0, 4), 1, 3)]));
    instance.groups[0].room_types = Some(BTreeSet::from(["triple".to_owned()]));
    instance.groups[0].split = Split::Free;
    let program = compile(&instance);
    assert_eq!(hotels_of_first(&instance), [0]);
    assert_eq!(program.places_of(&program.candidates[0]).len(), 1);
    assert_eq!(first_place(&program, 0).guests_max, 3);
    assert_eq!(
        program.places_of(&program.candidates_of(&program.demands[1])[0]).len(),
        2,
        "the other group may use both"
    );
}

#[test]
fn r9_the_class_needs_its_tags() {
    let mut instance = sample();
    instance.classes[0].requires.insert("approved".to_owned());
    assert!(hotels_of_first(&instance).is_empty());
    instance.hotels[1].tags.insert("approved".to_owned());
    assert_eq!(hotels_of_first(&instance), [1]);
    instance.classes[0].forbids.insert("approved".to_owned());
    assert!(hotels_of_first(&instance).is_empty());
}

#[test]
fn r10_separation_is_symmetric_and_the_hotel_is_stricter() {
    let class = |name: &str, from, separate_level| Class {
        name: name.to_owned(),
        separate_from: from,
        separate_level,
        ..Class::default()
    };
    let named = |name: &str| SeparateFrom::Classes(BTreeSet::from([name.to_owned()]));
    let mut instance = sample();
    instance.classes = vec![
        class("", SeparateFrom::Nobody, Level::Hotel),
        class("contact", named("medic"), Level::Wing),
        class("medic", SeparateFrom::Everybody, Level::Hotel),
        class("tourist", named("contact"), Level::Wing),
    ];
    let program = compile(&instance);
    assert_eq!(program.conflicts[0].pairs, [(0, 2), (1, 2), (2, 3)]);
    assert_eq!(program.conflicts[1].pairs, [(1, 3)]);
    assert_eq!(program.locks.len(), 6, "three hotels, and one wing in each");
}

#[test]
fn r10_a_hotel_with_the_exempt_tag_has_no_lock() {
    let mut instance = sample();
    instance.classes.push(Class { name: "b".to_owned(), separate_from: SeparateFrom::Everybody, ..Class::default() });
    instance.hotels[1].tags.insert("mixed".to_owned());
    instance.rules.separation_exempt_tag = Some("mixed".to_owned());
    let units: Vec<Scope> = compile(&instance).locks.iter().map(|lock| lock.unit).collect();
    assert_eq!(units, [Scope::Hotel(0), Scope::Hotel(2)]);
}

#[test]
fn r17_turnover_binds_where_the_hotel_quotes_the_night() {
    let mut instance = sample();
    instance.groups[0].turnover_nights = 1;
    instance.hotels[0].pools[0] = pool("", "twin", &[(nights(0, 3), 5, 2), (nights(3, 4), 1, 2)]);
    instance.hotels[1].pools[0] = pool("", "twin", &[(nights(0, 3), 3, 2)]);
    let program = compile(&instance);
    assert_eq!(program.demands[0].held, nights(1, 4));
    assert_eq!(first_place(&program, 0).rooms_max, 1, "one room is quoted for the night of cleaning");
    assert_eq!(first_place(&program, 1).rooms_max, 3, "nothing is quoted for it here");
}

#[test]
fn r18_to_r20_say_how_a_group_may_be_split() {
    let shape = |split| {
        let mut instance = sample();
        instance.groups[0].split = split;
        let program = compile(&instance);
        let first = program.candidates.first().filter(|candidate| candidate.demand == 0);
        (program.demands[0].hotels_max, first.map(|candidate| candidate.guests_min), hotels_of_first(&instance))
    };
    assert_eq!(shape(Split::Free), (None, Some(1), vec![0, 1, 2]));
    assert_eq!(shape(Split::Hotels { hotels_max: Some(2), chunk_min: 5 }), (Some(2), Some(5), vec![0, 1]));
    assert_eq!(shape(Split::Never), (Some(1), Some(6), vec![0, 1]), "hotel H3 holds only four");
}

#[test]
fn r21_opening_is_paid_once_and_asks_for_rooms() {
    let mut instance = sample();
    instance.hotels[0].opening_cost = Money(70_000);
    instance.hotels[0].rooms_min = 3;
    let program = compile(&instance);
    assert_eq!(program.openings[0].per_use.at(level(&program, "cost")), 70_000);
    assert_eq!((program.openings[0].rooms_min, program.openings[1].rooms_min), (3, 0));
}

#[test]
fn r23_the_smaller_group_lies_within_the_larger() {
    let mut instance = sample();
    instance.pairs = vec![pair(PairRelation::Same(Level::Hotel), Strength::Hard)];
    let link = &compile(&instance).links[0];
    assert_eq!((link.a, link.b, &link.kind, &link.price), (1, 0, &LinkKind::Within(Unit::Hotel), &None));
    instance.groups[1].guests = 6;
    let link = &compile(&instance).links[0];
    assert_eq!((link.a, link.b), (1, 0), "of two equal ones the lower id counts as larger");
}

#[test]
fn r23_groups_that_never_meet_need_not_be_kept_apart() {
    let mut instance = sample();
    instance.pairs = vec![pair(PairRelation::Apart(Level::Wing), Strength::Hard)];
    assert_eq!(compile(&instance).links.len(), 1);
    instance.groups[1].stay = nights(3, 4);
    assert!(compile(&instance).links.is_empty());
    instance.groups[0].turnover_nights = 1;
    assert_eq!(compile(&instance).links.len(), 1, "the room is still being cleaned");
}

#[test]
fn r23_hotels_at_an_unknown_distance_are_not_near() {
    let mut instance = sample();
    instance.pairs = vec![pair(PairRelation::Near, Strength::Soft(Weight(2 * Weight::SCALE)))];
    let program = compile(&instance);
    let LinkKind::Near { far } = &program.links[0].kind else { panic!("a near pair is a near link") };
    assert!(far.contains(&(0, 1)) && !far.contains(&(1, 1)));
    let price = program.links[0].price.as_ref().expect("a soft pair has a price");
    assert_eq!(price.at(level(&program, "breaches")), 8 * Weight::SCALE, "two for each guest of the smaller group");
}

#[test]
fn r24_unknown_distances_never_pass_a_limit() {
    let mut instance = sample();
    with_site(&mut instance, 8.0);
    assert_eq!(hotels_of_first(&instance), [0, 1, 2], "without a limit any distance will do");
    instance.groups[0].km_max = Km::from_units(8.0);
    assert_eq!(hotels_of_first(&instance), [0]);
    instance.groups[0].km_max = Km::from_units(7.9);
    assert!(hotels_of_first(&instance).is_empty());
    let program = compile(&instance);
    let other = &program.candidates_of(&program.demands[1])[0];
    assert_eq!(amount_at(program.cost(other.per_guest), level(&program, "travel")), 8 * Km::SCALE);
}

#[test]
fn r29_a_night_that_nobody_quoted_is_no_room() {
    let mut instance = sample();
    instance.hotels[0].pools[0] = pool("", "twin", &[(nights(0, 2), 5, 2)]);
    assert_eq!(hotels_of_first(&instance), [1, 2]);
    instance.groups[0].stay = nights(1, 2);
    assert_eq!(hotels_of_first(&instance), [0, 1, 2]);
}

#[test]
fn r31_a_bound_group_has_only_the_hotels_it_is_pinned_to() {
    let mut instance = sample();
    instance.pins = vec![pin(1, None, PinRelation::Must(None))];
    assert_eq!(hotels_of_first(&instance), [1]);
    assert!(compile(&instance).demands[0].required);
    instance.pins = vec![pin(1, None, PinRelation::MustNot)];
    assert_eq!(hotels_of_first(&instance), [0, 2]);
}

#[test]
fn r31_a_count_is_asked_of_the_hotel_or_the_wing() {
    let mut instance = sample();
    instance.hotels[0].pools.push(pool("east", "twin", &[(nights(0, 4), 2, 2)]));
    instance.pins = vec![pin(0, Some("east"), PinRelation::Must(Some(3)))];
    let program = compile(&instance);
    assert_eq!(program.requirements_of(&program.candidates[0]), [Requirement { wing: Some(1), guests: 3 }]);
    assert!(!program.demands[0].required);
    instance.hotels[0].status = HotelStatus::Closed;
    let program = compile(&instance);
    assert_eq!(
        program.rows[0].lower,
        Some(Side::hard(3)),
        "an order that no candidate can keep is a row that nothing satisfies"
    );
}

#[test]
fn r31_wishes_cost_their_weight_for_each_guest_concerned() {
    let mut instance = sample();
    instance.pins = vec![pin(0, None, PinRelation::Prefer(Weight::ONE)), pin(1, None, PinRelation::Avoid(Weight(5)))];
    let program = compile(&instance);
    let breaches = level(&program, "breaches");
    let price = |candidate: &Candidate| amount_at(program.cost(candidate.per_guest), breaches);
    let prices: Vec<i64> = program.candidates[..3].iter().map(price).collect();
    assert_eq!(prices, [0, Weight::SCALE + 5, Weight::SCALE]);
}

#[test]
fn r34_frozen_hotels_take_only_who_must_be_there() {
    let mut instance = sample();
    instance.hotels[0].status = HotelStatus::Frozen;
    instance.hotels[1].status = HotelStatus::Closed;
    assert_eq!(hotels_of_first(&instance), [2]);
    instance.pins = vec![pin(0, None, PinRelation::Must(Some(1)))];
    assert_eq!(hotels_of_first(&instance), [0, 2]);
}

#[test]
fn r35_an_unknown_rate_never_passes_a_cap() {
    let mut instance = sample();
    instance.groups[0].rate_max = Some(Money(10_000));
    instance.hotels[1].pools[0].offers[0].rate = Some(Money(10_001));
    instance.hotels[2].pools[0].offers[0].rate = None;
    assert_eq!(hotels_of_first(&instance), [0]);
}

#[test]
fn r41_the_group_needs_its_own_tags() {
    let mut instance = sample();
    instance.groups[0].requires.insert("lift".to_owned());
    instance.hotels[2].tags.insert("lift".to_owned());
    instance.groups[0].split = Split::Free;
    assert_eq!(hotels_of_first(&instance), [2]);
}

#[test]
fn beds_may_need_more_rooms_of_their_own_than_any_one_night_has() {
    let mut instance = sample();
    instance.hotels = vec![hotel("H1", vec![pool("", "dorm", &[(nights(1, 2), 2, 2), (nights(2, 3), 1, 4)])])];
    instance.groups = vec![group("G1", 4)];
    instance.groups[0].sharing = Sharing::Bed;
    let program = compile(&instance);
    let place = first_place(&program, 0);
    assert_eq!((place.rooms_max, place.guests_max, program.candidates[0].guests_max), (2, 2, 4));
}

#[test]
fn an_unchanged_case_gives_an_unchanged_program() {
    assert_eq!(compile(&sample()), compile(&sample()));
}

#[test]
fn a_person_can_read_the_program() {
    let mut instance = sample();
    instance.pairs = vec![pair(PairRelation::Same(Level::Hotel), Strength::Hard)];
    let mut text = String::new();
    super::print(&instance, &compile(&instance), &mut text).expect("text never fails");
    assert!(text.contains("demand G1: 6 guests, nights [1, 3)"), "{text}");
    assert!(text.contains("each room costs 200 cost"), "{text}");
    assert!(text.contains("link: the hotels of G2 are among those of G1, always"), "{text}");
}

#[test]
fn r36_a_budget_is_a_row_over_the_rooms_of_its_groups() {
    let mut instance = sample();
    instance.classes.push(Class { name: "medic".to_owned(), ..Class::default() });
    instance.groups[1].class = 1;
    instance.hotels[2].pools[0].offers[0].rate = None;
    let soft = Strength::Soft(Weight(333_333_333));
    instance.rules.budgets = vec![
        Budget { class: None, most: Money(90_050), strength: Strength::Hard },
        Budget { class: Some(1), most: Money(0), strength: soft },
    ];
    let program = compile(&instance);
    let [all, medics] = program.rows.as_slice() else { panic!("two budgets, two rows") };
    assert_eq!((all.name.as_str(), all.upper.clone(), all.lower.clone()), ("budget", Some(Side::hard(90_050)), None));
    let terms: Vec<_> =
        all.terms.iter().map(|term| (term.candidate, term.place, term.per_guest, term.per_room)).collect();
    assert_eq!(
        terms,
        [(0, 0, 0, 20_000), (1, 0, 0, 20_000), (3, 0, 0, 20_000), (4, 0, 0, 20_000)],
        "two nights at 100.00; the third hotel's rate is unknown and costs nothing"
    );
    assert_eq!(medics.terms.iter().map(|term| term.candidate).collect::<Vec<_>>(), [3, 4]);
    let price = medics.upper.as_ref().and_then(|side| side.price.clone()).expect("a soft budget has a price");
    assert_eq!(
        price.at(level(&program, "breaches")),
        3_333_333,
        "a hundredth of the weight, for a hundredth of a unit"
    );
}

#[test]
fn r42_hard_meals_limit_guests_and_filter_out_what_cannot_be_fed() {
    let mut instance = sample();
    instance.hotels[0].meals_max = Some(2);
    instance.hotels[1].meals_max = Some(6);
    instance.rules.sittings = 2;
    let program = compile(&instance);
    assert_eq!(program.candidates[0].guests_max, 4, "six guests, twice two meals");
    let fed: Vec<_> = program.capacities.iter().filter(|at| matches!(at.counts, Counts::Guests { .. })).collect();
    assert_eq!(fed.len(), 1, "three twins never hold more than twelve guests");
    assert_eq!((fed[0].scope, fed[0].most, fed[0].nights), (Scope::Hotel(0), 4, nights(0, 4)));
    instance.groups[0].split = Split::Never;
    assert_eq!(hotels_of_first(&instance), [1], "the first hotel feeds four of six, the third holds four");
    instance.rules.strengths.set(Rule::R42, Strength::Soft(Weight::ONE));
    assert_eq!(hotels_of_first(&instance), [0, 1]);
    let program = compile(&instance);
    let prices = program.capacities.iter().filter_map(|capacity| match &capacity.counts {
        Counts::Guests { price } => price.as_ref().map(|price| price.at(level(&program, "breaches"))),
        Counts::Rooms { .. } | Counts::Groups { .. } => None,
    });
    assert_eq!(prices.collect::<Vec<_>>(), [Weight::SCALE]);
    instance.rules.strengths.set(Rule::R42, Strength::Soft(Weight(0)));
    assert!(compile(&instance).capacities.iter().all(|capacity| matches!(capacity.counts, Counts::Rooms { .. })));
}
