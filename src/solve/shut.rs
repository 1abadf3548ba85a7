//! Candidates that their hotel alone rules out as it stands: remembered until the hotel changes.
//!
//! In a full town most hotels are full or locked whenever a demand looks at them, and were so the last time it looked.
//! Every hotel has a stamp, renewed whenever somebody enters or leaves it; a candidate that was of no use remembers the
//! stamp. A move that is taken back sets the stamps back, too. Changes speed, never an answer.

use std::cell::Cell;

use super::index::Index;

/// What is remembered, and of which state of the hotels.
#[derive(Clone)]
pub struct Shut {
    /// The stamp of each hotel; never 0.
    stamps: Vec<u32>,
    last: u32,
    /// By candidate: the stamp of its hotel when it was of no use.
    seen: Vec<Cell<u32>>,
    /// Hotels that changed since the last mark, and their stamps before that.
    changed: Vec<(u32, u32)>,
}

impl Shut {
    /// Starts with nothing known.
    #[must_use]
    pub fn new(index: &Index) -> Self {
        Self {
            stamps: vec![1; index.n_hotels],
            last: 1,
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
        if self.last == u32::MAX {
            // Once in hours: everything is forgotten.
            self.seen.iter().for_each(|seen| seen.set(0));
            self.last = 0;
        }
        self.last += 1;
        let stamp = std::mem::replace(&mut self.stamps[hotel as usize], self.last);
        self.changed.push((hotel, stamp));
    }

    /// Tells that every hotel is again as it was at the mark.
    pub fn restore(&mut self) {
        for (hotel, stamp) in self.changed.drain(..).rev() {
            self.stamps[hotel as usize] = stamp;
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
