//! The ascent: prices raised where more is asked for than there is, lowered where less is, so that the bound grows.
//!
//! Deflected subgradient steps toward a target a little above the best bound so far. Directions and step lengths are
//! floats; prices are whole numbers, and every bound is summed anew in whole numbers at its prices, so that no rounding
//! reaches a bound. The demands are shared out over threads in fixed parts: their slopes are sums of whole numbers, the
//! same in any order.

use super::group::{Pricer, Scene, shares_beds};
use super::hotel::Earner;
use super::layout::{Layout, ROOM};
use super::row::{Dense, Values};
use super::slope::Slope;
use super::tariff::Tariff;
use crate::solve::guard::Guard;
use crate::solve::index::Index;

/// Demands and hotels that have nothing to do with any others.
pub struct Region<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What is priced at its hotels.
    pub layout: &'a Layout,
    /// Its demands.
    pub demands: &'a [u32],
    /// Threads; the answer does not depend on it.
    pub threads: usize,
}

/// How far an ascent goes.
#[derive(Clone, Copy)]
pub struct Reach<'a> {
    /// A bound of so many grains is as good as a proof, where that is known.
    pub target: Option<i128>,
    /// Work: transitions and rows looked at.
    pub work: u64,
    /// The clock.
    pub guard: &'a Guard<'a>,
}

/// What came of an ascent.
pub struct Climbed {
    /// The bound in grains, without what caps take off.
    pub bound: i128,
    /// The prices that prove it.
    pub values: Values,
    /// Work done.
    pub work: u64,
    /// Bounds summed.
    pub rounds: u64,
}

/// The buffers of one thread.
#[derive(Default)]
struct Lane {
    pricer: Pricer,
    slope: Slope,
    sum: i128,
}

/// Sums bounds at prices.
pub struct Summer<'a> {
    region: &'a Region<'a>,
    lanes: Vec<Lane>,
    parts: Vec<std::ops::Range<usize>>,
    dense: Dense,
    by_bed: bool,
    earner: Earner,
    /// Work done so far.
    pub work: u64,
}

impl<'a> Summer<'a> {
    /// Prepares to sum bounds of a region.
    #[must_use]
    pub fn new(region: &'a Region<'a>) -> Self {
        let program = region.index.program;
        let shares = |&demand: &u32| shares_beds(&program.demands[demand as usize]);
        let size = |&demand: &u32| {
            u64::from(program.demands[demand as usize].candidates.end)
                - u64::from(program.demands[demand as usize].candidates.start)
                + 8
        };
        let all: u64 = region.demands.iter().map(size).sum();
        let threads = if all < 2_000 { 1 } else { region.threads.max(1) };
        let (mut parts, mut start, mut sum) = (Vec::new(), 0, 0);
        for (at, demand) in region.demands.iter().enumerate() {
            sum += size(demand);
            if sum * threads as u64 >= all * (parts.len() as u64 + 1) {
                parts.push(start..at + 1);
                start = at + 1;
            }
        }
        let lanes = parts.iter().map(|_| Lane::default()).collect();
        Self {
            region,
            lanes,
            parts,
            dense: Dense::default(),
            by_bed: region.demands.iter().any(shares),
            earner: Earner::default(),
            work: 0,
        }
    }

    /// Returns the bound at some prices, without what caps take off, and its slope.
    pub fn sum(&mut self, tariff: &Tariff, values: &Values, slope: &mut Slope) -> i128 {
        let region = self.region;
        let layout = region.layout;
        self.dense.fill(layout, values, self.by_bed);
        let scene = Scene { index: region.index, tariff, layout, dense: &self.dense, uses: &values.uses };
        let before: u64 = self.lanes.iter().map(|lane| lane.pricer.work).sum();
        let lanes = self.lanes.iter_mut().zip(&self.parts).map(|(lane, part)| (lane, &region.demands[part.clone()]));
        if self.parts.len() <= 1 {
            lanes.for_each(|(lane, demands)| lane.price(&scene, demands));
        } else {
            std::thread::scope(|scope| {
                for (lane, demands) in lanes {
                    scope.spawn(move || lane.price(&scene, demands));
                }
            });
        }
        slope.clear(layout);
        let mut sum: i128 = 0;
        for lane in &self.lanes {
            slope.add(&lane.slope);
            sum += lane.sum;
        }
        for stand in &layout.stands {
            sum -= self.earner.earn(&scene, values, stand, slope);
        }
        let after: u64 = self.lanes.iter().map(|lane| lane.pricer.work).sum();
        self.work += after - before + (4 * layout.rows.len() + 2 * layout.uses.len()) as u64;
        sum
    }
}

impl Lane {
    fn price(&mut self, scene: &Scene, demands: &[u32]) {
        self.slope.clear(scene.layout);
        self.sum = 0;
        for &demand in demands {
            if let Some(price) = self.pricer.price(scene, demand) {
                self.sum += i128::from(price);
                self.pricer.enter(scene, demand, &mut self.slope);
            }
        }
    }
}

/// The memory of an ascent: where it is, where it was best, and where it is heading.
struct Climb {
    values: Values,
    best: Values,
    heading: Vec<f32>,
}

const DEFLECTION: f32 = 0.6;
const USE: f32 = 30.0;
const PATIENCE: u32 = 12;

/// Raises the bound of a region, starting at some prices.
pub fn climb(region: &Region, tariff: &Tariff, start: Values, reach: &Reach) -> Climbed {
    let mut summer = Summer::new(region);
    let mut slope = Slope::default();
    let count = region.layout.rows.len() + region.layout.uses.len();
    let mut climb = Climb { best: start.clone(), values: start, heading: vec![0.0; count] };
    let (mut best, mut marked) = (i128::MIN, i128::MIN);
    let (mut reached, mut stalled, mut rounds) = (1.0_f64, 0, 0);
    loop {
        let bound = summer.sum(tariff, &climb.values, &mut slope);
        rounds += 1;
        if bound > best {
            if marked == i128::MIN || bound - marked > bound.abs().div_euclid(10_000) {
                stalled = 0;
                marked = bound;
            }
            best = bound;
            climb.best.clone_from(&climb.values);
        } else {
            stalled += 1;
        }
        if summer.work >= reach.work
            || reach.target.is_some_and(|target| best >= target)
            || reached < 1e-4
            || reach.guard.fired()
        {
            break;
        }
        if stalled >= PATIENCE {
            reached *= 0.6;
            stalled = 0;
            climb.values.clone_from(&climb.best);
            climb.heading.fill(0.0);
            continue;
        }
        let gap = reach.target.map_or(best.abs(), |target| (target - best).min(best.abs()));
        let gap = to_float(gap.max(i128::from(tariff.grains)));
        let ahead = to_float(best - bound) + reached * 0.5 * gap;
        climb.step(&slope, ahead);
    }
    Climbed { bound: best, values: climb.best, work: summer.work, rounds }
}

impl Climb {
    /// Takes a step that would gain so much if the slope held all the way.
    fn step(&mut self, slope: &Slope, gain: f64) {
        let rooms = slope.rooms.len();
        let mut norm = 0.0_f64;
        for (at, heading) in self.heading.iter_mut().enumerate() {
            let (mut steep, price) = if at < rooms {
                #[expect(clippy::cast_precision_loss, reason = "a direction, not a value")]
                (slope.rooms[at] as f32 / ROOM as f32, self.values.rooms[at])
            } else {
                #[expect(clippy::cast_precision_loss, reason = "a direction, not a value")]
                (slope.uses[at - rooms] as f32 * USE, self.values.uses[at - rooms])
            };
            if price <= 0 && steep < 0.0 {
                steep = 0.0;
            }
            *heading = steep + DEFLECTION * *heading;
            norm += f64::from(*heading) * f64::from(*heading);
        }
        let length = gain / norm.max(1e-9);
        let prices = self.values.rooms.iter_mut().chain(&mut self.values.uses);
        for (price, heading) in prices.zip(&self.heading) {
            *price = moved(*price, length * f64::from(*heading));
        }
    }
}

/// Returns a price after a step: a whole number, at least 0.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "any price at least 0 is right")]
fn moved(price: i64, step: f64) -> i64 {
    ((price as f64 + step).round() as i64).clamp(0, 1 << 56)
}

#[expect(clippy::cast_precision_loss, reason = "a step length, not a value")]
fn to_float(number: i128) -> f64 {
    number as f64
}
