//! Links of two demands: nested, disjoint or near. C9 of `docs/formulation.md`.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Build, is_whole};
use super::clique::of_graph;
use super::lock::{any, at_most_one};
use super::model::{Rule, Term};
use crate::program::{Link, LinkKind, Unit};
use crate::solve::index::position;

/// Returns the column that says whether a candidate uses a wing; y itself where it has no other wing.
pub fn wing_used(build: &mut Build, candidate: u32, wing: u32) -> Option<u32> {
    let used = build.used[candidate as usize]?;
    let program = build.index.program;
    let places = program.places_of(&program.candidates[candidate as usize]);
    if places.iter().all(|place| build.index.wing_of(place.pool) == wing) {
        return Some(used);
    }
    if let Some(&column) = build.wings.get(&(candidate, wing)) {
        return Some(column);
    }
    let column = build.model.column(format!("w_{candidate}_{wing}"), 1, Rule::UsedWing(candidate, wing));
    build.wings.insert((candidate, wing), column);
    let guests = build.guests(candidate, Some(wing));
    let slots = &build.model.slots[build.slots_of[candidate as usize].clone()];
    let inside = slots.iter().filter(|slot| build.index.wing_of(places[slot.place as usize].pool) == wing);
    let most = inside.map(|slot| i64::from(slot.most)).sum::<i64>();
    let most = most.min(i64::from(program.candidates[candidate as usize].guests_max));
    let with = |factor: i64| guests.iter().copied().chain([(column, factor)]).collect::<Vec<Term>>();
    let row = format!("C9_{candidate}_{wing}");
    build.model.row(format!("{row}_least"), with(-1), Some(0), None);
    build.model.row(format!("{row}_most"), with(-most), None, Some(0));
    build.model.row(format!("{row}_inside"), vec![(column, 1), (used, -1)], None, Some(0));
    Some(column)
}

/// C9. The links: nested, disjoint, near; with b, at a price, where a link may be broken.
pub fn links(build: &mut Build) {
    let program = build.index.program;
    hard_disjoint(build);
    for (at, link) in program.links.iter().enumerate() {
        let broken = link.price.as_ref().map(|price| {
            let broken = build.model.column(format!("b_{at}"), 1, Rule::Broken(position(at)));
            build.charge(price, (broken, 1));
            broken
        });
        match &link.kind {
            LinkKind::Within(unit) => within(build, at, link, *unit, broken),
            LinkKind::Disjoint(Unit::Hotel) if broken.is_none() => {}
            LinkKind::Disjoint(unit) => {
                let (of_a, of_b) = (units(build, link.a, *unit), units(build, link.b, *unit));
                for (unit, a) in of_a {
                    if let Some(&b) = of_b.get(&unit) {
                        bind(build, format!("C9_{at}_{unit}"), vec![(a, 1), (b, 1)], broken);
                    }
                }
            }
            LinkKind::Near { far } => near(build, at, link, far, broken),
        }
    }
}

/// Adds a row: the sum of some terms is at most 1, unless the link is broken.
fn bind(build: &mut Build, name: String, mut terms: Vec<Term>, broken: Option<u32>) {
    terms.extend(broken.map(|broken| (broken, -1)));
    build.model.row(name, terms, None, Some(1));
}

/// Returns the columns of the hotels or wings that a demand may use.
fn units(build: &mut Build, demand: u32, unit: Unit) -> BTreeMap<u32, u32> {
    let program = build.index.program;
    let mut all = BTreeMap::new();
    for at in program.demands[demand as usize].candidates.clone() {
        let candidate = &program.candidates[at as usize];
        match unit {
            Unit::Hotel => all.extend(build.used[at as usize].map(|used| (candidate.hotel, used))),
            Unit::Wing => {
                let wings: BTreeSet<u32> =
                    program.places_of(candidate).iter().map(|place| build.index.wing_of(place.pool)).collect();
                for wing in wings {
                    all.extend(wing_used(build, at, wing).map(|used| (wing, used)));
                }
            }
        }
    }
    all
}

/// Returns terms that sum to 1 if a demand has guests placed, else to 0; and what is certain beforehand.
fn placed(build: &mut Build, at: usize, demand: u32) -> (Vec<Term>, i64) {
    let of = &build.index.program.demands[demand as usize];
    if of.required && !build.elastic {
        return (Vec::new(), 1);
    }
    let used: Vec<u32> = of.candidates.clone().filter_map(|at| build.used[at as usize]).collect();
    if is_whole(build.index.program, of) || of.hotels_limit() == Some(1) {
        return (used.into_iter().map(|used| (used, 1)).collect(), 0);
    }
    if used.is_empty() {
        return (Vec::new(), 0);
    }
    (vec![(any(build, &format!("link_{at}_{demand}"), used), 1)], 0)
}

/// Nested: y of a <= y of b + 1 - (b is placed), unit by unit.
fn within(build: &mut Build, at: usize, link: &Link, unit: Unit, broken: Option<u32>) {
    let (of_a, of_b) = (units(build, link.a, unit), units(build, link.b, unit));
    let (placed, certain) = placed(build, at, link.b);
    for (unit, a) in of_a {
        let mut terms = vec![(a, 1)];
        terms.extend(of_b.get(&unit).map(|&b| (b, -1)));
        terms.extend(&placed);
        terms.extend(broken.map(|broken| (broken, -1)));
        build.model.row(format!("C9_{at}_{unit}"), terms, None, Some(1 - certain));
    }
}

/// Near: no pair of hotels that are too far from each other.
fn near(build: &mut Build, at: usize, link: &Link, far: &[(u32, u32)], broken: Option<u32>) {
    let (of_a, of_b) = (units(build, link.a, Unit::Hotel), units(build, link.b, Unit::Hotel));
    let of = &build.index.program.demands[link.b as usize];
    let one_hotel = of.hotels_limit() == Some(1) || is_whole(build.index.program, of);
    let mut by_a: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (a, b) in far {
        if let (Some(&a), Some(&b)) = (of_a.get(a), of_b.get(b)) {
            by_a.entry(a).or_default().push(b);
        }
    }
    for (a, of_b) in by_a {
        if one_hotel {
            let terms = of_b.into_iter().map(|b| (b, 1)).chain([(a, 1)]).collect();
            bind(build, format!("C9_{at}_{a}"), terms, broken);
        } else {
            for b in of_b {
                bind(build, format!("C9_{at}_{a}_{b}"), vec![(a, 1), (b, 1)], broken);
            }
        }
    }
}

/// Disjoint by hotel, hard: cliques of demands that all avoid each other share one row a hotel.
fn hard_disjoint(build: &mut Build) {
    let program = build.index.program;
    let hard = program.links.iter().filter(|link| {
        link.price.is_none() && matches!(link.kind, LinkKind::Disjoint(Unit::Hotel)) && link.a != link.b
    });
    let pairs: BTreeSet<(u32, u32)> = hard.map(|link| (link.a.min(link.b), link.a.max(link.b))).collect();
    let nodes: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect::<BTreeSet<u32>>().into_iter().collect();
    let cliques = of_graph(&nodes, &|a, b| pairs.contains(&(a.min(b), a.max(b))));
    let mut seen = BTreeSet::new();
    for (at, clique) in cliques.iter().enumerate() {
        let mut by_hotel: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &demand in clique {
            for (hotel, used) in units(build, demand, Unit::Hotel) {
                by_hotel.entry(hotel).or_default().push(used);
            }
        }
        for (hotel, columns) in by_hotel {
            if columns.len() > 1 && seen.insert(columns.clone()) {
                let open = build.open[hotel as usize];
                at_most_one(build, format!("C9_{at}_{hotel}_apart"), &columns, open);
            }
        }
    }
}
