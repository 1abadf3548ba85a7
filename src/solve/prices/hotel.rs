//! What hotels take off a bound: the most that the prices of their rooms and uses earn, one side at a time.
//!
//! A hotel is closed and earns nothing, or open: then each of its units is given to the side that earns most, on each
//! night by itself or for good where locks hold on all nights, and its opening is paid for.

use super::layout::{NONE, ROOM, Stand};
use super::row::Values;
use super::scene::Scene;
use super::slope::{Slope, saturated};

/// What one hotel earns; its buffers are kept.
#[derive(Default)]
pub struct Earner {
    earned: Vec<i128>,
    chosen: Vec<u32>,
}

impl Earner {
    /// Returns what a hotel earns beyond its opening, and takes what it then offers off the slope.
    pub fn earn(&mut self, scene: &Scene, values: &Values, stand: &Stand, slope: &mut Slope) -> i128 {
        let layout = scene.layout;
        let nights = layout.nights;
        let starts: Vec<usize> = self.fill(scene, values, stand);
        let mut sum = direct(scene, values, stand);
        self.chosen.clear();
        for (unit, &start) in stand.units.clone().zip(&starts) {
            let of = &layout.units[unit];
            let sides = of.sides.count as usize;
            for night in 0..if of.whole { 1 } else { nights } {
                let cells = &self.earned[start + night * sides..start + (night + 1) * sides];
                let best = cells.iter().enumerate().max_by_key(|&(side, earned)| (*earned, std::cmp::Reverse(side)));
                let (side, earned) = best.map_or((0, 0), |(side, &earned)| (side, earned));
                self.chosen.push(crate::program::position(side));
                sum += earned;
            }
        }
        let opening = scene.index.opening_of[stand.hotel as usize];
        let costs = opening.map(|at| &scene.index.program.openings[at as usize].per_use);
        let opening = i128::from(costs.and_then(|costs| scene.tariff.sum(costs)).unwrap_or(0));
        if sum <= opening {
            return 0;
        }
        if let Some(costs) = costs {
            slope.spend(costs, 1);
        }
        self.offer(scene, stand, slope);
        sum - opening
    }

    /// Sums what each side earns in each unit, by night unless it holds it for good; returns where units begin.
    fn fill(&mut self, scene: &Scene, values: &Values, stand: &Stand) -> Vec<usize> {
        let layout = scene.layout;
        let mut starts = Vec::with_capacity(stand.units.len());
        let mut end = 0;
        for unit in stand.units.clone() {
            starts.push(end);
            let of = &layout.units[unit];
            end += of.sides.count as usize * if of.whole { 1 } else { layout.nights };
        }
        self.earned.clear();
        self.earned.resize(end, 0);
        let cell = |unit: u32, side: u32, night: u32| {
            let of = &layout.units[unit as usize];
            let night = if of.whole { 0 } else { night as usize };
            starts[unit as usize - stand.units.start] + night * of.sides.count as usize + side as usize
        };
        for block in stand.blocks.clone().filter(|&block| layout.blocks[block].unit != NONE) {
            let of = layout.blocks[block];
            for row in layout.rows_of(block) {
                let there = layout.rows[row];
                self.earned[cell(of.unit, of.side, there.night)] +=
                    i128::from(values.rooms[row]) * i128::from(there.rooms);
            }
        }
        for at in stand.uses.clone() {
            let of = layout.uses[at];
            if of.unit != NONE {
                self.earned[cell(of.unit, of.side, of.night)] += i128::from(values.uses[at]);
            }
        }
        starts
    }

    /// Takes the rooms and uses of the chosen sides off a slope.
    fn offer(&self, scene: &Scene, stand: &Stand, slope: &mut Slope) {
        let layout = scene.layout;
        let nights = layout.nights;
        let mut starts = Vec::with_capacity(stand.units.len());
        let mut end = 0;
        for unit in stand.units.clone() {
            starts.push(end);
            end += if layout.units[unit].whole { 1 } else { nights };
        }
        let is_in = |unit: u32, side: u32, night: u32| {
            if unit == NONE {
                return true;
            }
            let night = if layout.units[unit as usize].whole { 0 } else { night as usize };
            self.chosen[starts[unit as usize - stand.units.start] + night] == side
        };
        for block in stand.blocks.clone() {
            let of = layout.blocks[block];
            for row in layout.rows_of(block) {
                let there = layout.rows[row];
                if is_in(of.unit, of.side, there.night) {
                    slope.rooms[row] = slope.rooms[row].saturating_sub(saturated(there.rooms).saturating_mul(ROOM));
                }
            }
        }
        for at in stand.uses.clone() {
            let of = layout.uses[at];
            if is_in(of.unit, of.side, of.night) {
                slope.uses[at] -= 1;
            }
        }
    }
}

/// Returns what a hotel earns whichever side is in it.
fn direct(scene: &Scene, values: &Values, stand: &Stand) -> i128 {
    let layout = scene.layout;
    let blocks = stand.blocks.clone().filter(|&block| layout.blocks[block].unit == NONE);
    let row = |row: usize| i128::from(values.rooms[row]) * i128::from(layout.rows[row].rooms);
    let rooms: i128 = blocks.flat_map(|block| layout.rows_of(block)).map(row).sum();
    let uses = stand.uses.clone().filter(|&at| layout.uses[at].unit == NONE);
    rooms + uses.map(|at| i128::from(values.uses[at])).sum::<i128>()
}
