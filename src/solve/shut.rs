//! Candidates that their hotel alone rules out as it stands: remembered until the hotel changes.
//!
//! In a full town most hotels are full or locked whenever a demand looks at them, and were so the last time it looked.
//! Every hotel has a stamp, renewed whenever somebody enters or leaves it; a candidate that was of no use remembers the
//! stamp. A move that is taken back sets the stamps back, too, and they are counted on from the last one given: no two states of
//! a hotel share one, until it has had all there are, when everything is forgotten. Changes speed, never an answer.

use std::cell::Cell;

use super::index::Index;

/// What is remembered, and of which state of the hotels.
#[derive(Clone)]
pub struct Shut {
    /// The stamp of each hotel; never 0.
    stamps: Vec<u16>,
    /// The last stamp given to each hotel.
    last: Vec<u16>,
    /// By candidate: the stamp of its hotel when it was of no use.
    seen: Vec<Cell<u16>>,
    /// Hotels that changed since the last mark, and their stamps before that.
    changed: Vec<(u32, u16)>,
}

impl Shut {
    /// Starts with nothing known.
    #[must_use]
    pub fn new(index: &Index) -> Self {
        Self {
            stamps: vec![1; index.n_hotels],
            last: vec![1; index.n_hotels],
            seen: vec![Cell::new(0); index.program.candidates.len()],
            changed: Vec::new(),
        }
    }

    /// Marks the state to which `restore` goes back.
    pub fn mark(&mut self) {
        self.changed.clear();
    }

    /// Tells that somebody entered or left a hotel.
    pub fn touch(&mut self, hotel: u32) {
        let last = &mut self.last[hotel as usize];
        if *last == u16::MAX {
            self.seen.iter().for_each(|seen| seen.set(0));
            *last = 0;
        }
        *last += 1;
        let stamp = std::mem::replace(&mut self.stamps[hotel as usize], *last);
        self.changed.push((hotel, stamp));
    }

    /// Tells that every hotel is again as it was at the mark.
    pub fn restore(&mut self) {
        for (hotel, stamp) in self.changed.drain(..).rev() {
            let last = &mut self.last[hotel as usize];
            // A stamp of the time before everything was forgotten would be given once more.
            *last += u16::from(stamp > *last);
            self.stamps[hotel as usize] = stamp.min(*last);
        }
    }

    /// Remembers that a candidate is of no use while its hotel stays as it is.
    pub fn remember(&self, candidate: u32, hotel: u32) {
        self.seen[candidate as usize].set(self.stamps[hotel as usize]);
    }

    /// Tells whether a candidate is known to be of no use.
    #[must_use]
    pub fn knows(&self, candidate: u32, hotel: u32) -> bool {
        self.seen[candidate as usize].get() == self.stamps[hotel as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::tests::random;

    /// However often a hotel changes, and back, what is known of it is known of the state it is in.
    #[test]
    fn no_two_states_of_a_hotel_share_a_stamp() {
        let program = random::program(1);
        let mut shut = Shut::new(&Index::new(&program));
        for _ in 0..70_000 {
            shut.mark();
            shut.remember(0, 0);
            shut.touch(0);
            assert!(!shut.knows(0, 0));
            shut.restore();
            shut.touch(0);
            assert!(!shut.knows(0, 0), "what was known before is not known of the new state");
            shut.remember(0, 0);
            assert!(shut.knows(0, 0));
        }
    }
}
