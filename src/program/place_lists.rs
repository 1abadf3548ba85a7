//! Lists of places, equal ones of a cohort kept once: groups that stay alike use a hotel alike, and there are many such
//! groups. Never across cohorts: what a place stands for in a bound by prices depends on who may meet whom there.

use std::ops::Range;

use super::position;
use super::primitive::Place;

/// How many lists are remembered: those of a part of a town.
const REMEMBERED: usize = 1 << 18;
/// All places of a program, and where the latest lists start, by a hash that is the same in every run.
pub struct PlaceLists {
    /// The places, list after list.
    pub places: Vec<Place>,
    /// The cohort and the start of a list.
    starts: Vec<Option<(u32, u32)>>,
}

impl Default for PlaceLists {
    fn default() -> Self {
        Self { places: Vec::new(), starts: vec![None; REMEMBERED] }
    }
}

impl PlaceLists {
    /// Returns where a list of a cohort stands: where an equal one of it does, if that is remembered.
    pub fn keep(&mut self, cohort: u32, list: &[Place]) -> Range<u32> {
        let length = position(list.len());
        let slot = &mut self.starts[(hash(list) ^ cohort as usize) & (REMEMBERED - 1)];
        let is_known = |start: u32| self.places[start as usize..].starts_with(list);
        if let Some((_, start)) = slot.filter(|&(of, start)| of == cohort && is_known(start)) {
            return start..start + length;
        }
        let start = position(self.places.len());
        self.places.extend_from_slice(list);
        *slot = Some((cohort, start));
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
        let mut lists = PlaceLists::default();
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 4)]), 2..4);
        assert_eq!(lists.keep(0, &[place(1, 5), place(2, 5)]), 0..2);
        assert_eq!(lists.keep(1, &[place(1, 5), place(2, 5)]), 4..6, "another cohort has its own");
        assert_eq!(lists.places.len(), 6);
    }
}
