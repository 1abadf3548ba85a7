//! Who belongs together: the wishes of guests as pairs, and the sets of guests that they connect.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Instance, Rule, Strength};

/// Why two guests belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// One looks after the other (R4).
    Care,
    /// They want to share a room.
    Share,
    /// Their rooms should be next to each other (R23).
    Next,
}

/// Whom each guest is tied to, and by what most, sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Ties(Vec<BTreeMap<usize, Tie>>);

impl Ties {
    /// Collects the wishes of all guests; each holds for both sides.
    pub fn new(instance: &Instance) -> Self {
        let guests = &instance.people.guests;
        let mut ties = vec![BTreeMap::new(); guests.len()];
        let mut tie = |a: usize, b: usize, tie: Tie| {
            for (own, other) in [(a, b), (b, a)] {
                let known = ties[own].entry(other).or_insert(tie);
                *known = tie.min(*known);
            }
        };
        for (at, guest) in guests.iter().enumerate() {
            if instance.strength_at(Rule::R4, guest.group, None) != Strength::Off {
                guest.carer_of.iter().for_each(|&other| tie(at, other, Tie::Care));
            }
            guest.share_with.iter().for_each(|&other| tie(at, other, Tie::Share));
            guest.next_to.iter().for_each(|&other| tie(at, other, Tie::Next));
        }
        Self(ties)
    }

    /// Returns whom a guest is tied to.
    pub fn of(&self, guest: usize) -> impl Iterator<Item = (usize, Tie)> {
        self.0[guest].iter().map(|(&other, &tie)| (other, tie))
    }

    /// Returns what ties two guests most.
    pub fn between(&self, a: usize, b: usize) -> Option<Tie> {
        self.0[a].get(&b).copied()
    }

    /// Returns the sets of guests that ties at least so strong connect, each sorted; guests without one are sets of one.
    /// Sorted by their first guests.
    pub fn sets(&self, guests: &[usize], weakest: Tie) -> Vec<Vec<usize>> {
        let mut left: BTreeSet<usize> = guests.iter().copied().collect();
        let mut sets = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut set, mut at) = (vec![first], 0);
            while let Some(&guest) = set.get(at) {
                let strong = self.of(guest).filter(|&(_, tie)| tie <= weakest);
                set.extend(strong.map(|(other, _)| other).filter(|other| left.remove(other)).collect::<Vec<_>>());
                at += 1;
            }
            set.sort_unstable();
            sets.push(set);
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_connect_sets_and_the_stronger_ones_count() {
        let mut ties = Ties(vec![BTreeMap::new(); 10]);
        for (a, b, tie) in [(7, 3, Tie::Share), (3, 5, Tie::Care), (1, 9, Tie::Next)] {
            ties.0[a].insert(b, tie);
            ties.0[b].insert(a, tie);
        }
        assert_eq!(ties.sets(&[1, 3, 4, 5, 7], Tie::Next), [vec![1], vec![3, 5, 7], vec![4]]);
        assert_eq!(ties.sets(&[3, 5, 7], Tie::Care), [vec![3, 5], vec![7]]);
    }
}
