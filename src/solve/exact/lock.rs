//! Locks: cohorts in conflict never hold a unit on the same night. C7 of `docs/formulation.md`.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Build;
use super::clique::{of_graph, of_stays};
use super::model::{Rule, Term};
use super::row::over;
use crate::domain::Stay;
use crate::program::{Costs, Keeping, Scope};
use crate::solve::index::UNLIMITED;

/// The most rows y <= z, one for each who may hold a unit; beyond, one row stands for all of a cohort.
const STRONG_MOST: u64 = 50_000;

/// Those who may hold a locked unit on one night, by cohort: the column that says so, and the candidates.
pub struct Holders {
    /// The unit.
    pub unit: Scope,
    /// Which conflicts hold in it.
    pub conflicts: u32,
    /// By cohort: the column that is 1 if any of the candidates is used there, and these candidates, sorted.
    pub cohorts: BTreeMap<u32, (u32, Vec<u32>)>,
}

impl Holders {
    /// Returns the column of a cohort if all these candidates are among its holders.
    #[must_use]
    pub fn column(&self, cohort: u32, candidates: &BTreeSet<u32>) -> Option<u32> {
        let (column, all) = self.cohorts.get(&cohort)?;
        candidates.iter().all(|candidate| all.binary_search(candidate).is_ok()).then_some(*column)
    }
}

/// Use of a locked unit: the candidate, its column, and when it locks the unit.
struct Item {
    candidate: u32,
    column: u32,
    node: u32,
    locked: Stay,
}

/// C7. For every lock and every largest set of candidates that lock the unit on a common night:
///     y <= z of their cohort, and sum of z <= 1 (or o) over cohorts that are all in conflict.
#[must_use]
pub fn locks(build: &mut Build) -> Vec<Vec<Holders>> {
    let strong = strong_rows(build.index) <= STRONG_MOST;
    let mut all: Vec<Vec<Holders>> = (0..build.index.n_hotels).map(|_| Vec::new()).collect();
    for lock in 0..build.index.program.locks.len() {
        let unit = build.index.program.locks[lock].unit;
        let hotel = build.index.hotel_of(unit) as usize;
        let holders = lock_unit(build, lock, strong);
        all[hotel].extend(holders);
    }
    all
}

/// Returns about how many rows y <= z there would be: a night of every stay at every locked unit, at most.
fn strong_rows(index: &crate::solve::index::Index) -> u64 {
    let of_lock = |lock: &crate::program::Lock| {
        let here = index.candidates_of(index.hotel_of(lock.unit)).iter();
        let locked = here.map(|&at| {
            let candidate = &index.program.candidates[at as usize];
            index.program.demands[candidate.demand as usize].locked
        });
        let stays: Vec<Stay> = locked.collect();
        let span = Stay { arrive: 0, depart: stays.iter().map(|stay| stay.depart).max().unwrap_or(0) };
        of_stays(&stays, span).iter().map(|(_, members)| members.len() as u64).sum::<u64>()
    };
    index.program.locks.iter().map(of_lock).sum()
}

fn lock_unit(build: &mut Build, lock: usize, strong: bool) -> Vec<Holders> {
    let of = &build.index.program.locks[lock];
    if let Some(price) = &of.price {
        priced(build, lock, price);
        return Vec::new();
    }
    let items = items(build, of.unit, of.conflicts);
    let stays: Vec<Stay> = items.iter().map(|item| item.locked).collect();
    let span = Stay { arrive: 0, depart: stays.iter().map(|stay| stay.depart).max().unwrap_or(0) };
    let mut cohorts_seen: BTreeMap<(u32, Vec<u32>), u32> = BTreeMap::new();
    let mut rows_seen: BTreeSet<Vec<u32>> = BTreeSet::new();
    let mut holders = Vec::new();
    for (night, members) in of_stays(&stays, span) {
        let mut by_cohort: BTreeMap<u32, Vec<&Item>> = BTreeMap::new();
        for &at in &members {
            by_cohort.entry(items[at].node).or_default().push(&items[at]);
        }
        let nodes: Vec<u32> = by_cohort.keys().copied().collect();
        let index = build.index;
        let cliques = of_graph(&nodes, &|one, other| index.in_conflict(of.conflicts, one, other));
        let met: BTreeSet<u32> = cliques.iter().flatten().copied().collect();
        by_cohort.retain(|cohort, _| met.contains(cohort));
        let rooms = rooms_shared(build, of.unit, night, &by_cohort);
        if by_cohort.is_empty() || rooms <= 1 {
            continue;
        }
        let mut found = Holders { unit: of.unit, conflicts: of.conflicts, cohorts: BTreeMap::new() };
        let key = (format!("{lock}_{night}"), rooms, strong);
        found.cohorts = by_cohort.into_iter().map(|each| held_by(build, &key, &mut cohorts_seen, each)).collect();
        let open = build.open[build.index.hotel_of(of.unit) as usize];
        for (at, clique) in cliques.iter().enumerate() {
            let columns: Vec<u32> = clique.iter().map(|cohort| found.cohorts[cohort].0).collect();
            if rows_seen.insert(columns.clone()) {
                at_most_one(build, format!("C7_{lock}_{night}_{at}"), &columns, open);
            }
        }
        // What is known of nodes says nothing of rooms that cohorts share.
        if build.index.program.conflicts[of.conflicts as usize].nodes.is_empty() {
            holders.push(found);
        }
    }
    holders
}

/// C7 at a price: z + z' - e <= 1 for every pair of nodes in conflict, e paid for each night on which the same
/// candidates may hold the unit.
fn priced(build: &mut Build, lock: usize, price: &Costs) {
    let of = &build.index.program.locks[lock];
    let items = items(build, of.unit, of.conflicts);
    let nights = items.iter().map(|item| item.locked.depart).max().unwrap_or(0);
    let mut seen: BTreeMap<(u32, Vec<u32>), u32> = BTreeMap::new();
    let mut met: BTreeMap<(u32, u32), (u32, i64)> = BTreeMap::new();
    for night in 0..nights {
        let mut by_node: BTreeMap<u32, Vec<&Item>> = BTreeMap::new();
        for item in items.iter().filter(|item| item.locked.covers(night)) {
            by_node.entry(item.node).or_default().push(item);
        }
        let key = (format!("{lock}_{night}"), i64::MAX, true);
        let columns: Vec<(u32, u32)> = by_node
            .into_iter()
            .map(|each| held_by(build, &key, &mut seen, each))
            .map(|(node, (at, _))| (node, at))
            .collect();
        for (at, &(one, column)) in columns.iter().enumerate() {
            let others = columns[..at].iter().filter(|&&(other, _)| build.index.in_conflict(of.conflicts, one, other));
            for &(_, other) in others {
                met.entry((other, column)).or_insert((night, 0)).1 += 1;
            }
        }
    }
    for ((one, other), (night, nights)) in met {
        let terms = [(one.min(other), 1), (one.max(other), 1)];
        over(build, format!("C7_{lock}_{night}_{one}_{other}"), (&terms, 1), (price, nights));
    }
}

/// Returns the column that says whether a cohort holds a unit on a night; nights with the same holders share it.
fn held_by(
    build: &mut Build,
    (name, rooms, strong): &(String, i64, bool),
    seen: &mut BTreeMap<(u32, Vec<u32>), u32>,
    (cohort, items): (u32, Vec<&Item>),
) -> (u32, (u32, Vec<u32>)) {
    let candidates: Vec<u32> = items.iter().map(|item| item.candidate).collect();
    let columns: Vec<u32> = items.iter().map(|item| item.column).collect();
    let name = format!("{name}_{cohort}");
    let column = *seen.entry((cohort, candidates.clone())).or_insert_with(|| {
        if *strong { any(build, &name, columns) } else { any_of_many(build, &name, columns, *rooms) }
    });
    (cohort, (column, candidates))
}

/// Returns who may hold a unit and avoids somebody there, in the order of candidates.
fn items(build: &mut Build, unit: Scope, conflicts: u32) -> Vec<Item> {
    let program = build.index.program;
    let hotel = build.index.hotel_of(unit);
    let mut items = Vec::new();
    for &at in build.index.candidates_of(hotel) {
        let candidate = &program.candidates[at as usize];
        let demand = &program.demands[candidate.demand as usize];
        let inside = program.places_of(candidate).iter().any(|place| build.index.lies_in(place.pool, unit));
        if !inside || !build.index.has_neighbours(conflicts, candidate.demand) {
            continue;
        }
        let column = match unit {
            Scope::Wing(wing) => super::link::wing_used(build, at, wing),
            Scope::Hotel(_) | Scope::Pool(_) => build.used[at as usize],
        };
        if let Some(column) = column {
            let node = build.index.node_of(conflicts, candidate.demand);
            items.push(Item { candidate: at, column, node, locked: demand.locked });
        }
    }
    items
}

/// Returns how many of those who may hold a unit on a night can do so at most: its rooms, if they all need one then.
fn rooms_shared(build: &Build, unit: Scope, night: u32, by_cohort: &BTreeMap<u32, Vec<&Item>>) -> i64 {
    let program = build.index.program;
    let needs_a_room = |item: &&Item| {
        let demand = &program.demands[program.candidates[item.candidate as usize].demand as usize];
        demand.held.covers(night) && demand.lots.iter().all(|lot| lot.keeping != Keeping::Beds)
    };
    if !by_cohort.values().flatten().all(needs_a_room) {
        return i64::MAX;
    }
    let pools = &build.index.pools_of[build.index.hotel_of(unit) as usize];
    let inside = pools.iter().filter(|&&pool| build.index.lies_in(pool, unit));
    let rooms = inside.map(|&pool| build.index.rooms(pool)[night as usize]);
    rooms.map(|rooms| if rooms == UNLIMITED { i64::from(u32::MAX) } else { i64::from(rooms) }).sum()
}

/// Returns a column that is 1 if any of some columns is: the column itself where it is the only one.
pub fn any(build: &mut Build, name: &str, columns: Vec<u32>) -> u32 {
    if let [only] = columns.as_slice() {
        return *only;
    }
    let any = build.model.column(format!("z_{name}"), 1, Rule::Any(columns.clone()));
    for column in columns {
        build.model.row(format!("C7_{name}_{column}"), vec![(column, 1), (any, -1)], None, Some(0));
    }
    any
}

/// The same with one row instead of one a column: a weaker relaxation, but small where there are very many.
fn any_of_many(build: &mut Build, name: &str, columns: Vec<u32>, most: i64) -> u32 {
    if let [only] = columns.as_slice() {
        return *only;
    }
    let most = most.min(i64::from(crate::solve::index::position(columns.len())));
    let any = build.model.column(format!("z_{name}"), 1, Rule::Any(columns.clone()));
    let terms = columns.into_iter().map(|column| (column, 1)).chain([(any, -most)]).collect();
    build.model.row(format!("C7_{name}"), terms, None, Some(0));
    any
}

/// Adds a row that lets at most one of some columns be 1, and none while the hotel is not open.
pub fn at_most_one(build: &mut Build, name: String, columns: &[u32], open: Option<u32>) {
    let mut terms: Vec<Term> = columns.iter().map(|&column| (column, 1)).collect();
    if let Some(open) = open {
        terms.push((open, -1));
        build.model.row(name, terms, None, Some(0));
    } else {
        build.model.row(name, terms, None, Some(1));
    }
}
