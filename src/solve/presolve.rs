//! What can be said of a program before any search: which parts of it have nothing to do with each other.

use crate::program::{Program, position};

/// Demands and hotels that have nothing to do with those of any other component: nothing that one of them does bears
/// on what another may do, or on what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The demands, ascending. At least one.
    pub demands: Vec<u32>,
    /// The hotels in which they have candidates, ascending. None for a demand without candidates.
    pub hotels: Vec<u32>,
}

/// Returns the components of a program, by their first demand: every demand is in one of them.
///
/// Demands are joined by the hotels of their candidates, by links, and by linear rows. All else that a program says (rooms,
/// crowds, locks, openings, guests who share by bed) concerns one hotel or one demand.
#[must_use]
pub fn components(program: &Program) -> Vec<Component> {
    let n_demands = program.demands.len();
    let n_hotels = program.candidates.iter().map(|candidate| candidate.hotel as usize + 1).max().unwrap_or(0);
    let mut forest = Forest((0..position(n_demands + n_hotels)).collect());
    let node_of = |hotel: u32| position(n_demands) + hotel;
    for candidate in &program.candidates {
        forest.join(candidate.demand, node_of(candidate.hotel));
    }
    for link in &program.links {
        forest.join(link.a, link.b);
    }
    for row in &program.rows {
        let mut demands = row.terms.iter().map(|term| program.candidates[term.candidate as usize].demand);
        if let Some(first) = demands.next() {
            demands.for_each(|demand| forest.join(first, demand));
        }
    }
    let mut is_used = vec![false; n_hotels];
    for candidate in &program.candidates {
        is_used[candidate.hotel as usize] = true;
    }
    let mut number_of = vec![None; n_demands + n_hotels];
    let mut components: Vec<Component> = Vec::new();
    for demand in 0..position(n_demands) {
        let number = number_of[forest.root(demand) as usize].get_or_insert(components.len());
        if *number == components.len() {
            components.push(Component { demands: Vec::new(), hotels: Vec::new() });
        }
        components[*number].demands.push(demand);
    }
    for hotel in (0..position(n_hotels)).filter(|&hotel| is_used[hotel as usize]) {
        if let Some(number) = number_of[forest.root(node_of(hotel)) as usize] {
            components[number].hotels.push(hotel);
        }
    }
    components
}

/// Sets of nodes that grow together: each node names another one of its set, the least one itself.
struct Forest(Vec<u32>);

impl Forest {
    /// Returns the least node of a set.
    fn root(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            self.0[node as usize] = self.0[self.0[node as usize] as usize];
            node = self.0[node as usize];
        }
        node
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::random;
    use super::*;
    use std::collections::BTreeSet;

    /// Whoever can be reached from a demand, step by step.
    fn reached(program: &Program, demand: u32) -> BTreeSet<u32> {
        let hotels = |demand: u32| -> BTreeSet<u32> {
            program.candidates_of(&program.demands[demand as usize]).iter().map(|candidate| candidate.hotel).collect()
        };
        let touches = |one: u32, other: u32| {
            let in_row = |demand: u32, row: &crate::program::Row| {
                row.terms.iter().any(|term| program.candidates[term.candidate as usize].demand == demand)
            };
            !hotels(one).is_disjoint(&hotels(other))
                || program.links.iter().any(|link| [(one, other), (other, one)].contains(&(link.a, link.b)))
                || program.rows.iter().any(|row| in_row(one, row) && in_row(other, row))
        };
        let mut all = BTreeSet::from([demand]);
        loop {
            let demands = 0..position(program.demands.len());
            let more: BTreeSet<u32> = demands.filter(|&other| all.iter().any(|&one| touches(one, other))).collect();
            if more.is_subset(&all) {
                return all;
            }
            all.extend(more);
        }
    }

    #[test]
    fn components_are_what_can_be_reached() {
        for seed in 0..300 {
            let program = random::program(seed);
            let components = components(&program);
            let in_all: Vec<u32> = components.iter().flat_map(|component| component.demands.clone()).collect();
            assert_eq!(in_all.len(), program.demands.len(), "seed {seed}");
            for component in &components {
                let expected: Vec<u32> = reached(&program, component.demands[0]).into_iter().collect();
                assert_eq!(component.demands, expected, "seed {seed}");
                let hotels: BTreeSet<u32> = expected
                    .iter()
                    .flat_map(|&demand| program.candidates_of(&program.demands[demand as usize]))
                    .map(|candidate| candidate.hotel)
                    .collect();
                assert_eq!(component.hotels, hotels.into_iter().collect::<Vec<_>>(), "seed {seed}");
            }
        }
    }
}
