//! Several cases joined into one: towns that share neither hotels nor groups, so that their optima add up.

use std::collections::{BTreeMap, BTreeSet};

use roomblock::domain::{GroupId, HotelId, Instance, Mode, SeparateFrom, Share, SiteId};

/// Joins cases into one. They follow the rules and the objective of the first, without tolerances and
/// without what all towns would share: reserves of the city, cheap rooms.
///
/// A tag keeps everybody in their own town.
pub fn joined(mut towns: Vec<Instance>) -> (Instance, Vec<Instance>) {
    let (mut rules, mut objective) = (towns[0].rules.clone(), towns[0].objective.clone());
    (rules.city_reserve, rules.city_reserve_share, rules.affordable) = (0, Share::NOTHING, None);
    if let Mode::Lexicographic { tolerance, .. } = &mut objective.mode {
        *tolerance = BTreeMap::new();
    }
    for (at, town) in towns.iter_mut().enumerate() {
        town.rules = rules.clone();
        town.objective = objective.clone();
        fence_in(town, at);
    }
    let mut case = towns[0].clone();
    for town in &towns[1..] {
        add(&mut case, town);
    }
    (case, towns)
}

/// Gives a town names of its own, in the order of the towns, and keeps its groups within it.
fn fence_in(town: &mut Instance, at: usize) {
    let renamed = |name: &str| format!("T{at}-{name}");
    for hotel in &mut town.hotels {
        hotel.id = HotelId(renamed(hotel.id.as_str()));
        hotel.tags.insert(renamed(""));
    }
    for group in &mut town.groups {
        group.id = GroupId(renamed(group.id.as_str()));
        group.requires.insert(renamed(""));
        group.arrival = None;
    }
    for site in &mut town.sites {
        site.id = SiteId(renamed(site.id.as_str()));
    }
    for class in &mut town.classes {
        class.name = renamed(&class.name);
        if let SeparateFrom::Classes(names) = &mut class.separate_from {
            *names = names.iter().map(|name| renamed(name)).collect::<BTreeSet<_>>();
        }
    }
}

fn add(case: &mut Instance, town: &Instance) {
    let (n_hotels, n_groups) = (case.hotels.len(), case.groups.len());
    let (n_classes, n_sites) = (case.classes.len(), case.sites.len());
    case.calendar.first = case.calendar.first.or(town.calendar.first);
    case.calendar.n_nights = case.calendar.n_nights.max(town.calendar.n_nights);
    let mut town = town.clone();
    for group in &mut town.groups {
        group.class += n_classes;
        group.site = group.site.map(|site| site + n_sites);
        group.asks.port = group.asks.port.map(|site| site + n_sites);
    }
    for site in &mut town.sites {
        site.travel.iter_mut().for_each(|(hotel, _)| *hotel += n_hotels);
    }
    for pair in &mut town.pairs {
        (pair.a, pair.b) = (pair.a + n_groups, pair.b + n_groups);
    }
    for pin in &mut town.pins {
        (pin.group, pin.hotel) = (pin.group + n_groups, pin.hotel + n_hotels);
    }
    case.hotels.append(&mut town.hotels);
    case.groups.append(&mut town.groups);
    case.classes.append(&mut town.classes);
    case.sites.append(&mut town.sites);
    case.pairs.append(&mut town.pairs);
    case.pins.append(&mut town.pins);
}
