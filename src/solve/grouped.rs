//! Numbers in groups, in one piece of memory: what each hotel or demand has, without a list of its own for each.

use std::ops;

/// Numbers by group, in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    /// Where each group starts, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Grouped {
    /// Puts the numbers 0, 1, … into groups: the group of each in turn.
    #[must_use]
    pub fn by(groups: usize, of: impl Iterator<Item = u32> + Clone) -> Self {
        Self::pairs(groups, of.zip(0..))
    }

    /// Puts numbers into groups, from pairs of group and number.
    #[must_use]
    pub fn pairs(groups: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; groups + 1];
        for (group, _) in pairs.clone() {
            starts[group as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[groups] as usize];
        for (group, item) in pairs {
            let at = &mut next[group as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        Self { starts, items }
    }

    /// Returns the groups in turn.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len() - 1).map(|group| &self[group])
    }
}

impl ops::Index<usize> for Grouped {
    type Output = [u32];

    fn index(&self, group: usize) -> &[u32] {
        &self.items[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order_in_each_group() {
        let grouped = Grouped::by(4, [2, 0, 2, 3, 2].into_iter());
        assert_eq!(grouped.iter().collect::<Vec<_>>(), [&[1][..], &[], &[0, 2, 4], &[3]]);
        assert_eq!(&grouped[2], [0, 2, 4]);
        assert_eq!(Grouped::by(0, std::iter::empty()).iter().count(), 0);
    }
}
