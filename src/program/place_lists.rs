//! Lists of places, equal ones kept once: groups that stay alike use a hotel alike, and there are many such groups.

use std::ops::Range;

use super::position;
use super::primitive::Place;

/// How many lists are remembered: those of a part of a town.
const REMEMBERED: usize = 1 << 18;
/// A slot without a list.
const EMPTY: u32 = u32::MAX;

/// All places of a program, and where the latest lists start, by a hash that is the same in every run.
pub struct PlaceLists {
    /// The places, list after list.
    pub places: Vec<Place>,
    starts: Vec<u32>,
}

impl Default for PlaceLists {
    fn default() -> Self {
        Self { places: Vec::new(), starts: vec![EMPTY; REMEMBERED] }
    }
}

impl PlaceLists {
    /// Returns where a list stands: where an equal one does, if that is remembered.
    pub fn keep(&mut self, list: &[Place]) -> Range<u32> {
        let length = position(list.len());
        let start = &mut self.starts[hash(list) & (REMEMBERED - 1)];
        let known = *start != EMPTY && self.places[*start as usize..].starts_with(list);
        if !known {
            *start = position(self.places.len());
            self.places.extend_from_slice(list);
        }
        *start..*start + length
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
    fn equal_lists_are_kept_once() {
        let place = |pool, rooms_max| Place {
            pool,
            guests_max: 2,
            rooms_max,
            per_room: CostId::NOTHING,
            per_guest: CostId::NOTHING,
        };
        let mut lists = PlaceLists::default();
        assert_eq!(lists.keep(&[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.keep(&[place(1, 5), place(2, 4)]), 2..4);
        assert_eq!(lists.keep(&[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.places.len(), 4);
    }
}
