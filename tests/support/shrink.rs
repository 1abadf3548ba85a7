//! Makes a case that shows a fault as small as it goes, so that a person can see the fault. Knows no rule.

use std::collections::BTreeSet;

use roomblock::domain::{Asks, Instance, Money, Rule, SeparateFrom, Share, Split, Strength, Terms, Weight};

/// Returns a smallest case that still shows the fault: nothing can be left out of it without losing the fault.
pub fn shrunk(case: Instance, is_faulty: impl Fn(&Instance) -> bool) -> Instance {
    let mut case = case;
    while let Some(smaller) = smaller(&case).into_iter().find(|smaller| *smaller != case && is_faulty(smaller)) {
        case = smaller;
    }
    case
}

/// Every case that lacks one thing.
fn smaller(case: &Instance) -> Vec<Instance> {
    let mut cases = Vec::new();
    let mut add = |change: &dyn Fn(&mut Instance)| {
        let mut smaller = case.clone();
        change(&mut smaller);
        cases.push(smaller);
    };
    for group in (0..case.groups.len()).filter(|_| case.groups.len() > 1) {
        add(&|case| remove_group(case, group));
    }
    for hotel in (0..case.hotels.len()).filter(|_| case.hotels.len() > 1) {
        add(&|case| remove_hotel(case, hotel));
    }
    for at in 0..case.pairs.len() {
        add(&|case| drop(case.pairs.remove(at)));
    }
    for at in 0..case.pins.len() {
        add(&|case| drop(case.pins.remove(at)));
    }
    for at in 0..case.rules.budgets.len() {
        add(&|case| {
            case.rules.budgets.remove(at);
        });
        add(&|case| case.rules.budgets[at].strength = Strength::Hard);
    }
    add(&|case| case.rules.strengths.set(Rule::R42, Strength::Hard));
    for at in 0..case.rules.waivers.len() {
        add(&|case| drop(case.rules.waivers.remove(at)));
    }
    add(&|case| case.rules.sittings = 1);
    add(&|case| case.previous = None);
    for row in 0..case.previous.as_ref().map_or(0, |previous| previous.rows.len()) {
        add(&|case| remove_previous_row(case, row));
    }
    add(&|case| case.rules.stay_move_price = Weight(0));
    add(&|case| case.rules.transfer_weight = Weight(0));
    add(&|case| (case.rules.city_reserve, case.rules.city_reserve_share) = (0, Share::NOTHING));
    add(&|case| case.rules.affordable = None);
    add(&|case| case.rules.attrition = Share::NOTHING);
    add(&|case| case.rules.accessible_spare_weight = Weight(0));
    add(&|case| (case.rules.reserve_rooms, case.rules.reserve_share) = (0, Share::NOTHING));
    without_parts(case, &mut add);
    cases
}

/// Takes a row out of the plan before; who has none there any more does not stay there.
fn remove_previous_row(case: &mut Instance, row: usize) {
    let Some(previous) = &mut case.previous else { return };
    previous.rows.remove(row);
    let groups = &case.groups;
    let rows = &previous.rows;
    previous.kept.retain(|&at, _| rows.iter().any(|row| row.group == groups[at].id));
}

/// Takes a change that makes a case smaller.
type Add<'a> = dyn FnMut(&dyn Fn(&mut Instance)) + 'a;

/// Offers each class, hotel and group with one thing less.
fn without_parts(case: &Instance, add: &mut Add) {
    for class in 0..case.classes.len() {
        add(&|case| case.classes[class].separate_from = SeparateFrom::Nobody);
        add(&|case| case.classes[class].exclusive = None);
        add(&|case| case.classes[class].cohort_window = None);
        add(&|case| case.classes[class].same_wing = false);
        add(&|case| case.classes[class].types_max.clear());
        add(&|case| case.classes[class].requires = BTreeSet::new());
        add(&|case| case.classes[class].forbids = BTreeSet::new());
    }
    for hotel in 0..case.hotels.len() {
        add(&|case| case.hotels[hotel].rooms_min = 0);
        add(&|case| case.hotels[hotel].terms = Terms::default());
        add(&|case| case.hotels[hotel].terms.block = None);
        add(&|case| case.hotels[hotel].meals_max = None);
        add(&|case| case.hotels[hotel].case_on = None);
        add(&|case| case.hotels[hotel].staff_rooms = 0);
        add(&|case| case.hotels[hotel].reserve_rooms = None);
        add(&|case| case.hotels[hotel].clean_floors.clear());
        add(&|case| case.hotels[hotel].opening_cost = Money(0));
        for pool in (0..case.hotels[hotel].pools.len()).filter(|_| case.hotels[hotel].pools.len() > 1) {
            add(&|case| drop(case.hotels[hotel].pools.remove(pool)));
        }
    }
    for group in 0..case.groups.len() {
        add(&|case| case.groups[group].turnover_nights = 0);
        add(&|case| case.groups[group].asks = Asks::default());
        add(&|case| case.groups[group].asks.accessible = 0);
        add(&|case| case.groups[group].continues = None);
        add(&|case| case.groups[group].site = None);
        add(&|case| case.groups[group].split = Split::Free);
        add(&|case| case.groups[group].rate_max = None);
        add(&|case| case.groups[group].room_types = None);
        add(&|case| case.groups[group].requires = BTreeSet::new());
        add(&|case| case.groups[group].forbids = BTreeSet::new());
        add(&|case| case.groups[group].arrival = None);
        add(&|case| case.groups[group].stay.depart = case.groups[group].stay.arrive + 1);
    }
}

fn remove_group(case: &mut Instance, group: usize) {
    let gone = case.groups.remove(group);
    for group_before in case.groups.iter_mut().map(|one| &mut one.continues) {
        *group_before = group_before.filter(|&at| at != group).map(|at| at - usize::from(at > group));
    }
    case.rules.waivers.retain(|waiver| waiver.group != Some(group));
    for at in case.rules.waivers.iter_mut().filter_map(|waiver| waiver.group.as_mut()) {
        *at -= usize::from(*at > group);
    }
    case.pairs.retain(|pair| pair.a != group && pair.b != group);
    case.pins.retain(|pin| pin.group != group);
    for pair in &mut case.pairs {
        pair.a -= usize::from(pair.a > group);
        pair.b -= usize::from(pair.b > group);
    }
    for pin in &mut case.pins {
        pin.group -= usize::from(pin.group > group);
    }
    if let Some(previous) = &mut case.previous {
        previous.rows.retain(|row| row.group != gone.id);
        let kept = previous.kept.iter().filter(|(at, _)| **at != group);
        previous.kept = kept.map(|(&at, &why)| (at - usize::from(at > group), why)).collect();
    }
}

fn remove_hotel(case: &mut Instance, hotel: usize) {
    case.hotels.remove(hotel);
    case.rules.waivers.retain(|waiver| waiver.hotel != Some(hotel));
    for at in case.rules.waivers.iter_mut().filter_map(|waiver| waiver.hotel.as_mut()) {
        *at -= usize::from(*at > hotel);
    }
    case.pins.retain(|pin| pin.hotel != hotel);
    for pin in &mut case.pins {
        pin.hotel -= usize::from(pin.hotel > hotel);
    }
    for site in &mut case.sites {
        site.travel.retain(|&(at, _)| at != hotel);
        for (at, _) in &mut site.travel {
            *at -= usize::from(*at > hotel);
        }
    }
}
