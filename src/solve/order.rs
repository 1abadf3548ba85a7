//! Candidates of a demand in ascending order of their floors, in eight bytes each: a city has many millions of them.

use super::stock::Price;

/// Candidates in ascending order of their *floor*: a lower bound on the price of a guest there, kept to 32 bits beyond the least
/// of them, rounded down.
#[derive(Debug, Default)]
pub struct Order {
    least: Price,
    shift: u32,
    steps: Vec<(u32, u32)>,
}

impl Order {
    /// Sorts candidates by their floors.
    #[must_use]
    pub fn of(floors: &mut [(Price, u32)]) -> Self {
        floors.sort_unstable();
        let least = floors.first().map_or(0, |&(floor, _)| floor);
        let beyond = |floor: Price| floor.abs_diff(least);
        let most = floors.last().map_or(0, |&(floor, _)| beyond(floor));
        let shift = (u64::BITS - most.leading_zeros()).saturating_sub(u32::BITS);
        let step = |&(floor, at): &(Price, u32)| (u32::try_from(beyond(floor) >> shift).unwrap_or(u32::MAX), at);
        Self { least, shift, steps: floors.iter().map(step).collect() }
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Returns one of them, with its floor.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> Option<(Price, u32)> {
        let &(step, candidate) = self.steps.get(at)?;
        Some((self.least.saturating_add_unsigned(u64::from(step) << self.shift), candidate))
    }

    /// Returns them in their order, with their floors.
    pub fn iter(&self) -> impl Iterator<Item = (Price, u32)> + Clone {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_are_kept_or_rounded_down() {
        let mut near = [(7, 3), (-5, 9), (7, 2)];
        let order = Order::of(&mut near);
        assert_eq!(order.iter().collect::<Vec<_>>(), [(-5, 9), (7, 2), (7, 3)]);
        let mut far = [(1 << 40, 1), (0, 2), ((1 << 40) + 255, 3), (Price::MAX, 4), (Price::MIN, 5)];
        let order = Order::of(&mut far);
        let all: Vec<_> = order.iter().collect();
        assert_eq!(all.iter().map(|&(_, at)| at).collect::<Vec<_>>(), [5, 2, 1, 3, 4]);
        for (&(floor, _), &(kept, _)) in far.iter().zip(&all) {
            assert!(kept <= floor && floor.abs_diff(kept) < 1 << 32, "{floor} became {kept}");
        }
        assert_eq!(Order::of(&mut []).get(0), None);
    }
}
