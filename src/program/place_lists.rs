//! Lists of places, equal ones of a cohort kept once: groups that stay alike use a hotel alike, and there are many such
//! groups. Never across cohorts: what a place stands for in a bound by prices depends on who may meet whom there.

use std::ops::Range;

use super::position;
use super::primitive::Place;

/// All places of some candidates, and where each list starts, by a hash that is the same in every run.
pub struct PlaceLists {
    /// The places, list after list.
    pub places: Vec<Place>,
    /// The cohort and the start of a list; open addressing, a power of two of slots, at most half of them taken.
    starts: Vec<Option<(u32, u32)>>,
}

impl PlaceLists {
    /// Makes room for so many lists.
    #[must_use]
    pub fn of(n_lists: usize) -> Self {
        Self { places: Vec::new(), starts: vec![None; (2 * n_lists).next_power_of_two()] }
    }

    /// Returns where a list of a cohort stands: where an equal one of it does, if there is one.
    pub fn keep(&mut self, cohort: u32, list: &[Place]) -> Range<u32> {
        let (length, mask) = (position(list.len()), self.starts.len() - 1);
        let mut slot = (hash(list) ^ cohort as usize) & mask;
        while let Some((of, start)) = self.starts[slot] {
            if of == cohort && self.places[start as usize..].starts_with(list) {
                return start..start + length;
            }
            slot = (slot + 1) & mask;
        }
        let start = position(self.places.len());
        self.places.extend_from_slice(list);
        self.starts[slot] = Some((cohort, start));
        start..start + length
    }
}

fn hash(list: &[Place]) -> usize {
    let mut sum = 0x9e37_79b9_7f4a_7c15_u64;
    for Place { pool, guests_max, rooms_max, per_room, per_guest } in list {
        for (one, other) in [(*pool, *guests_max), (*rooms_max, per_room.0 ^ per_guest.0.rotate_left(16))] {
            sum = (sum ^ (u64::from(one) << 32 | u64::from(other))).wrapping_mul(0xff51_afd7_ed55_8ccd);
            sum ^= sum >> 32;
        }
    }
    usize::try_from(sum & u64::from(u32::MAX)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::cost::CostId;
    use super::*;

    #[test]
    fn equal_lists_of_a_cohort_are_kept_once() {
        let place = |pool, rooms_max| Place {
            pool,
            guests_max: 2,
            rooms_max,
            per_room: CostId::NOTHING,
            per_guest: CostId::NOTHING,
        };
        let mut lists = PlaceLists::of(4);
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 4)]), 2..4);
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.keep(1, &[place(1, 5), place(2, 5)]), 4..6, "another cohort has its own");
        assert_eq!(lists.places.len(), 6);
    }
}
