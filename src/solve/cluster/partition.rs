//! Who belongs together: demands that compete for the same hotels, up to a size that the solver can take.

use std::collections::BTreeMap;

use crate::solve::index::position;

/// A demand's wish for a hotel.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// The demand.
    pub demand: u32,
    /// The hotel.
    pub hotel: u32,
    /// How much hangs on it.
    pub weight: f64,
}

/// Returns the cluster of each demand, numbered by their first demands: pairs with most in common for their size are
/// joined first, as long as they do not outgrow `most`.
#[must_use]
pub fn clusters(sizes: &[u64], wishes: &[Wish], most: u64) -> Vec<u32> {
    let mut sizes = sizes.to_vec();
    let mut ties = ties(sizes.len(), wishes);
    let mut roots: Vec<u32> = (0..position(sizes.len())).collect();
    while let Some((one, other)) = closest(&sizes, &ties, most) {
        let moved = std::mem::take(&mut ties[other as usize]);
        for (third, weight) in moved {
            ties[third as usize].remove(&other);
            if third != one {
                *ties[one as usize].entry(third).or_insert(0.0) += weight;
                *ties[third as usize].entry(one).or_insert(0.0) += weight;
            }
        }
        sizes[one as usize] += sizes[other as usize];
        roots[other as usize] = one;
    }
    numbered(&roots)
}

/// Returns by demand what it has in common with others: of two wishes for a hotel, the lesser.
fn ties(demands: usize, wishes: &[Wish]) -> Vec<BTreeMap<u32, f64>> {
    let mut by_hotel: BTreeMap<u32, Vec<Wish>> = BTreeMap::new();
    for wish in wishes.iter().filter(|wish| wish.weight > 0.0) {
        by_hotel.entry(wish.hotel).or_default().push(*wish);
    }
    let mut ties = vec![BTreeMap::new(); demands];
    for here in by_hotel.values() {
        for one in here {
            for other in here.iter().filter(|other| other.demand != one.demand) {
                *ties[one.demand as usize].entry(other.demand).or_insert(0.0) += one.weight.min(other.weight);
            }
        }
    }
    ties
}

/// Returns the pair with most in common for its size, the smaller first.
#[expect(clippy::cast_precision_loss, reason = "a measure, not a value")]
fn closest(sizes: &[u64], ties: &[BTreeMap<u32, f64>], most: u64) -> Option<(u32, u32)> {
    let mut best = None;
    let mut highest = 0.0;
    for (one, ties) in (0_u32..).zip(ties) {
        for (&other, &weight) in ties.range(one + 1..) {
            let (size, others) = (sizes[one as usize], sizes[other as usize]);
            let closeness = weight / ((size * others).max(1) as f64).sqrt();
            if size + others <= most && closeness > highest {
                highest = closeness;
                best = Some((one, other));
            }
        }
    }
    best
}

fn numbered(roots: &[u32]) -> Vec<u32> {
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    let number = |at: usize| {
        let mut at = at;
        while roots[at] as usize != at {
            at = roots[at] as usize;
        }
        let next = position(numbers.len());
        *numbers.entry(position(at)).or_insert(next)
    };
    (0..roots.len()).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_that_want_the_same_hotels_come_together_up_to_a_size() {
        let wish = |demand, hotel, weight| Wish { demand, hotel, weight };
        let wishes = [wish(0, 0, 5.0), wish(1, 1, 9.0), wish(2, 0, 5.0), wish(3, 1, 1.0), wish(2, 1, 0.5)];
        assert_eq!(clusters(&[1; 4], &wishes, 2), [0, 1, 0, 1]);
        assert_eq!(clusters(&[1; 4], &wishes, 4), [0, 0, 0, 0]);
        assert_eq!(clusters(&[3; 4], &wishes, 4), [0, 1, 2, 3]);
    }
}
