//! Who may not share a unit for other reasons than the cohort: hotels taken over as a whole, wings filled within some hours,
//! wings for one shift. Each is a conflict graph with nodes of its own, and locks.

use std::collections::BTreeMap;

use crate::domain::{Exclusive, Instance, Rule, Stay, Strength};

use super::cohort;
use super::demand::Demand;
use super::position;
use super::price::Prices;
use super::primitive::{Capacity, Conflicts, Counts, Lock, Scope, Wing};

/// What a graph and its locks are made of.
pub struct Town<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// The price of things.
    pub prices: &'a Prices<'a>,
    /// The demands, in their order.
    pub demands: &'a [Demand],
    /// The hotels that have candidates.
    pub hotels: &'a [u32],
    /// All wings.
    pub wings: &'a [Wing],
}

/// R10 to R12, R43. Returns the locks of all graphs, and adds a graph for each rule but R10 that keeps anybody apart.
pub fn locks(town: &Town<'_>, conflicts: &mut Vec<Conflicts>) -> Vec<Lock> {
    let mut locks = cohort::r10_locks(town.instance, town.prices, conflicts, (town.hotels, town.wings));
    let graphs = [
        (Rule::R11, false, r11_exclusive(town)),
        (Rule::R12, true, r12_cohort_window(town)),
        (Rule::R43, true, r43_shifts(town)),
    ];
    for (rule, by_wing, graph) in graphs {
        if graph.pairs.is_empty() || town.instance.strength(rule) == Strength::Off {
            continue;
        }
        let before = locks.len();
        locks.extend(locked(town, rule, by_wing, position(conflicts.len())));
        if locks.len() > before {
            conflicts.push(graph);
        }
    }
    locks
}

/// The locks of a graph: on the wings or the hotels in which its rule holds or has a price.
fn locked(town: &Town<'_>, rule: Rule, by_wing: bool, conflicts: u32) -> Vec<Lock> {
    let lock = |unit, hotel: u32| {
        let price = town.prices.force(town.instance.strength_in(rule, hotel as usize)).price()?;
        Some(Lock { unit, conflicts, price })
    };
    if by_wing {
        let used = |wing: &&(u32, &Wing)| town.hotels.binary_search(&wing.1.hotel).is_ok();
        let wings: Vec<(u32, &Wing)> = (0..).zip(town.wings).collect();
        wings.iter().filter(used).filter_map(|&(at, wing)| lock(Scope::Wing(at), wing.hotel)).collect()
    } else {
        town.hotels.iter().filter_map(|&hotel| lock(Scope::Hotel(hotel), hotel)).collect()
    }
}

/// R11. The most groups asleep in a hotel on each night, where that is limited and there may be more.
pub fn r11_groups_max<'a>(
    instance: &'a Instance,
    prices: &'a Prices<'_>,
    hotels: &'a [u32],
) -> impl Iterator<Item = Capacity> + 'a {
    hotels.iter().filter_map(move |&hotel| {
        let most = instance.hotels[hotel as usize].terms.groups_max?;
        let price = prices.force(instance.strength_in(Rule::R11, hotel as usize)).price()?;
        let nights = Stay { arrive: 0, depart: instance.calendar.n_nights };
        let counts = Counts::Groups { price };
        let scope = Scope::Hotel(hotel);
        (instance.groups.len() > most as usize).then_some(Capacity { scope, nights, most, counts })
    })
}

/// A graph over what groups are, where some two things do not go together.
fn graph<K: Ord>(town: &Town<'_>, of: impl Fn(usize) -> K, apart: impl Fn(&K, &K) -> bool) -> Conflicts {
    let of = |demand: &Demand| of(demand.group as usize);
    let mut known: BTreeMap<K, u32> = town.demands.iter().map(|demand| (of(demand), 0)).collect();
    for (at, node) in (0..).zip(known.values_mut()) {
        *node = at;
    }
    let nodes = town.demands.iter().map(|demand| known[&of(demand)]).collect();
    let kinds: Vec<&K> = known.keys().collect();
    let mut pairs = Vec::new();
    for (a, one) in (0..).zip(&kinds) {
        for (b, other) in (0..).zip(&kinds).skip(a as usize + 1) {
            if apart(one, other) {
                pairs.push((a, b));
            }
        }
    }
    Conflicts { nodes, pairs }
}

/// R11. Whoever has an exclusive hotel shares it with groups of the same class alone, or of the same team of it.
fn r11_exclusive(town: &Town<'_>) -> Conflicts {
    let (classes, groups) = (&town.instance.classes, &town.instance.groups);
    let of = |group: usize| {
        let group = &groups[group];
        let team = if group.asks.team.is_empty() { group.id.as_str() } else { group.asks.team.as_str() };
        let by_team = classes[group.class].exclusive == Some(Exclusive::Team);
        (group.class, if by_team { team.to_owned() } else { String::new() })
    };
    let excludes = |one: &(usize, String), other: &(usize, String)| match classes[one.0].exclusive {
        None => false,
        Some(Exclusive::Class) => one.0 != other.0,
        Some(Exclusive::Team) => one != other,
    };
    graph(town, of, |one, other| excludes(one, other) || excludes(other, one))
}

/// R12. Groups of classes with a window whose arrivals lie farther apart than it: of two windows, the shorter.
fn r12_cohort_window(town: &Town<'_>) -> Conflicts {
    let of = |group: usize| {
        let hours = town.instance.classes[town.instance.groups[group].class].cohort_window?;
        Some((arrival(town.instance, group), hours))
    };
    graph(town, of, |one, other| match (one, other) {
        (Some((a, one)), Some((b, other))) => (*a - *b).abs() > 3_600 * i64::from(*one.min(other)),
        _ => false,
    })
}

/// When the guests of a group arrive, in seconds from some fixed moment; without a time of day, at midnight of the first
/// night. Who continues a stay arrived with its first leg (R29).
fn arrival(instance: &Instance, group: usize) -> i64 {
    let group = &instance.groups[instance.first_leg(group)];
    let midnight = instance.calendar.date(group.stay.arrive).and_then(|date| date.and_hms_opt(0, 0, 0));
    group.arrival.or(midnight).unwrap_or_default().and_utc().timestamp()
}

/// R43. Groups that work in different shifts; a group without a shift goes with everybody.
fn r43_shifts(town: &Town<'_>) -> Conflicts {
    let of = |group: usize| town.instance.groups[group].asks.shift.clone();
    graph(town, of, |one, other| !one.is_empty() && !other.is_empty() && one != other)
}
