//! Prices of rows and uses, and their sums over stays.

use super::layout::{Layout, NONE};
use crate::domain::Stay;

/// Prices in grains, at least 0, in the order of a layout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// Of a room, by row.
    pub rooms: Vec<i64>,
    /// Of a use.
    pub uses: Vec<i64>,
    /// Of a unit of each earlier level.
    pub caps: Vec<i64>,
}

impl Values {
    /// Returns prices of 0.
    #[must_use]
    pub fn free(layout: &Layout, caps: usize) -> Self {
        Self { rooms: vec![0; layout.rows.len()], uses: vec![0; layout.uses.len()], caps: vec![0; caps] }
    }
}

/// Prices of rooms summed by night, so that the price of a stay is one difference.
#[derive(Default)]
pub struct Dense {
    nights: usize,
    rooms: Vec<i64>,
    /// The same for a guest by bed; empty where nobody shares by bed.
    beds: Vec<i64>,
}

impl Dense {
    /// Sums the prices of rows.
    pub fn fill(&mut self, layout: &Layout, values: &Values, by_bed: bool) {
        self.nights = layout.nights;
        let width = layout.nights + 1;
        let blocks = layout.blocks.len() - 1;
        self.rooms.resize(blocks * width, 0);
        self.beds.resize(if by_bed { blocks * width } else { 0 }, 0);
        for block in 0..blocks {
            let rows = layout.rows_of(block);
            let cells = block * width..(block + 1) * width;
            spread(&mut self.rooms[cells.clone()], layout, rows.clone(), |row| values.rooms[row]);
            if by_bed {
                let share = |row: usize| values.rooms[row].div_euclid(i64::from(layout.rows[row].beds.max(1)));
                spread(&mut self.beds[cells], layout, rows, share);
            }
        }
    }

    /// Returns the price of a room of a block, or of a guest by bed, over the nights held.
    #[must_use]
    #[inline]
    pub fn over(&self, block: u32, held: Stay, by_bed: bool) -> i64 {
        if block == NONE {
            return 0;
        }
        let sums = if by_bed { &self.beds } else { &self.rooms };
        let from = block as usize * (self.nights + 1);
        let end = (held.depart as usize).min(self.nights);
        sums[from + end] - sums[from + (held.arrive as usize).min(end)]
    }
}

fn spread(cells: &mut [i64], layout: &Layout, rows: std::ops::Range<usize>, price: impl Fn(usize) -> i64) {
    let mut sum = 0_i64;
    let mut next = rows.start;
    for (night, cell) in cells.iter_mut().enumerate() {
        *cell = sum;
        while next < rows.end && layout.rows[next].night as usize == night {
            sum += price(next);
            next += 1;
        }
    }
}
