//! Cliques: sets of stays that have a night in common, and sets of nodes of a graph that all know each other.
//!
//! Knows neither hotels nor solvers.

use crate::domain::Stay;

/// Returns the largest sets of stays that share a night of a span, each with such a night, in the order of nights.
///
/// Every night of the span is covered: those who are there on it are all in one of the sets.
#[must_use]
pub fn of_stays(stays: &[Stay], span: Stay) -> Vec<(u32, Vec<usize>)> {
    let inside: Vec<usize> = (0..stays.len()).filter(|&at| stays[at].overlaps(span)).collect();
    let mut nights: Vec<u32> = inside.iter().map(|&at| stays[at].depart.min(span.depart) - 1).collect();
    nights.sort_unstable();
    nights.dedup();
    let mut sets = Vec::new();
    let mut last = None;
    for night in nights {
        let fresh = |&at: &usize| last.is_none_or(|last| stays[at].arrive > last) && stays[at].arrive <= night;
        if inside.iter().any(fresh) {
            sets.push((night, inside.iter().copied().filter(|&at| stays[at].covers(night)).collect()));
            last = Some(night);
        }
    }
    sets
}

/// Covers the edges between some nodes by cliques, greedily and in order; nodes are sorted.
#[must_use]
pub fn of_graph(nodes: &[u32], joined: &dyn Fn(u32, u32) -> bool) -> Vec<Vec<u32>> {
    let mut covered = std::collections::BTreeSet::new();
    let mut cliques = Vec::new();
    for (at, &one) in nodes.iter().enumerate() {
        for &other in &nodes[at + 1..] {
            if covered.contains(&(one, other)) || !joined(one, other) {
                continue;
            }
            let mut clique = vec![one, other];
            for &more in nodes {
                if !clique.contains(&more) && clique.iter().all(|&member| joined(member, more)) {
                    clique.push(more);
                }
            }
            clique.sort_unstable();
            for (at, &low) in clique.iter().enumerate() {
                covered.extend(clique[at + 1..].iter().map(|&high| (low, high)));
            }
            cliques.push(clique);
        }
    }
    cliques
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(arrive: u32, depart: u32) -> Stay {
        Stay { arrive, depart }
    }

    #[test]
    fn stays_that_overlap_form_the_largest_sets() {
        let stays = [stay(0, 2), stay(1, 3), stay(2, 4), stay(5, 6)];
        let sets = of_stays(&stays, stay(0, 9));
        assert_eq!(sets, [(1, vec![0, 1]), (2, vec![1, 2]), (5, vec![3])]);
    }

    #[test]
    fn a_span_cuts_the_stays() {
        let sets = of_stays(&[stay(0, 9), stay(3, 4), stay(7, 8)], stay(2, 5));
        assert_eq!(sets, [(3, vec![0, 1])]);
    }

    #[test]
    fn a_graph_that_is_not_transitive_needs_two_cliques() {
        let joined = |a: u32, b: u32| a != b && (a == 1 || b == 1);
        assert_eq!(of_graph(&[0, 1, 2], &joined), [vec![0, 1], vec![1, 2]]);
    }

    #[test]
    fn nodes_that_all_know_each_other_are_one_clique() {
        assert_eq!(of_graph(&[3, 5, 9], &|a, b| a != b), [vec![3, 5, 9]]);
    }
}
