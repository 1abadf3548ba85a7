//! What rooms and places are left to a group in a hotel, and whether they are enough for everybody who is not decided on.

use super::super::slot::Slot;
use super::option::Part;

/// The rooms and places of every slot.
#[derive(Debug, Clone)]
pub(super) struct Stock(Vec<Left>);

#[derive(Debug, Clone)]
struct Left {
    rooms: i64,
    places: i64,
    accessible: i64,
    /// Most guests in a room that is open to others.
    together: usize,
    /// How many open parts of each size there are.
    parts: Vec<u32>,
}

impl Stock {
    /// Returns everything that the slots have.
    pub fn new(slots: &[Slot]) -> Self {
        let left = |slot: &Slot| Left {
            rooms: slot.rooms.into(),
            places: slot.guests.into(),
            accessible: slot.accessible.into(),
            together: slot.together.max(1) as usize,
            parts: Vec::new(),
        };
        Self(slots.iter().map(left).collect())
    }

    /// Takes what a part needs, also where it is not there.
    pub fn take(&mut self, part: &Part) {
        self.change(part, 1);
    }

    /// Gives back what a part had.
    pub fn give_back(&mut self, part: &Part) {
        self.change(part, -1);
    }

    fn change(&mut self, part: &Part, by: i64) {
        for &(slot, places) in &part.places {
            self.0[slot].places -= by * i64::from(places);
        }
        let left = &mut self.0[part.slot];
        left.accessible -= by * i64::from(part.needs_accessible);
        if part.is_closed {
            left.rooms -= by;
        } else {
            let size = part.guests.len();
            if left.parts.len() <= size {
                left.parts.resize(size + 1, 0);
            }
            let count = &mut left.parts[size];
            *count = if by > 0 { *count + 1 } else { count.saturating_sub(1) };
        }
    }

    /// Tells whether the slots that a part touches still have beds for everybody.
    pub fn is_enough(&self, part: &Part) -> bool {
        let touched = part.places.iter().map(|&(slot, _)| slot).chain([part.slot]);
        touched.into_iter().all(|slot| self.0[slot].is_enough())
    }
}

impl Left {
    fn is_enough(&self) -> bool {
        let (n_rooms, n_beds_free) = bins(&self.parts, self.together);
        let alone = (self.places - n_beds_free).max(0);
        let together = i64::try_from(self.together).unwrap_or(i64::MAX);
        let needed = n_rooms + (alone + together - 1).div_euclid(together);
        self.places >= 0 && self.accessible >= 0 && needed <= self.rooms
    }
}

/// Returns how many rooms of a size open parts fill, the largest first, and how many beds are left in them.
fn bins(parts: &[u32], together: usize) -> (i64, i64) {
    let mut left = parts.to_vec();
    let (mut n_rooms, mut n_free) = (0, 0);
    while let Some(largest) = left.iter().rposition(|&count| count > 0).filter(|&largest| largest > 0) {
        let mut pattern = vec![0; left.len()];
        let mut free = together.saturating_sub(largest);
        pattern[largest] = 1;
        for size in (1..=largest).rev() {
            while size <= free && pattern[size] < left[size] {
                pattern[size] += 1;
                free -= size;
            }
        }
        let fits = |(&has, &wants): (&u32, &u32)| if wants == 0 { u32::MAX } else { has.div_euclid(wants) };
        let times = left.iter().zip(&pattern).map(fits).min().unwrap_or(1).max(1);
        for (has, wants) in left.iter_mut().zip(&pattern) {
            *has -= wants * times;
        }
        n_rooms += i64::from(times);
        n_free += i64::from(times) * i64::try_from(free).unwrap_or(0);
    }
    (n_rooms, n_free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_packed_the_largest_first() {
        assert_eq!(bins(&[], 2), (0, 0));
        assert_eq!(bins(&[0, 0, 3], 2), (3, 0));
        assert_eq!(bins(&[0, 0, 2, 1], 4), (2, 1));
        assert_eq!(bins(&[0, 5, 2, 1], 4), (3, 0));
    }
}
