//! The ascent: prices raised where more is asked for than there is, lowered where less is, so that the bound grows.
//!
//! Deflected subgradient steps toward a target a little above the best bound so far. Directions and step lengths are
//! floats; prices are whole numbers, and every bound is summed anew in whole numbers at its prices, so that no rounding
//! reaches a bound. The demands are shared out over threads in fixed parts: their slopes are sums of whole numbers, the
//! same in any order.

use super::group::Pricer;
use super::hotel::Earner;
use super::layout::{Layout, ROOM};
use super::row::{Dense, Values};
use super::scene::{Scene, shares_beds};
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
    /// How far the value of a plan is above the bound at the start, as a share of that bound: where steps aim at first. None
    /// where the region is all there is: its first bound tells.
    pub ahead: Option<f64>,
    /// The value of a plan, in grains.
    pub incumbent: i128,
    /// Work: transitions and rows looked at.
    pub work: u64,
    /// The clock.
    pub guard: &'a Guard<'a>,
}

/// What came of an ascent.
pub struct Climbed {
    /// The bound in grains.
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

    /// Returns the bound at some prices, and its slope.
    pub fn sum(&mut self, tariff: &mut Tariff, values: &Values, slope: &mut Slope) -> i128 {
        let region = self.region;
        tariff.set(&values.caps);
        let tariff = &*tariff;
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
        slope.clear(layout, tariff.priced_caps());
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
        sum - tariff.credit()
    }
}

impl Lane {
    fn price(&mut self, scene: &Scene, demands: &[u32]) {
        self.slope.clear(scene.layout, scene.tariff.priced_caps());
        self.sum = 0;
        for &demand in demands {
            if let Some(price) = self.pricer.price(scene, demand) {
                self.sum += i128::from(price);
                self.pricer.enter(scene, demand, &mut self.slope);
            }
        }
    }
}

/// How much of the direction before is kept.
const DEFLECTION: f32 = 0.8;
/// How much farther the price of a use goes than that of a room in a hotel of one room.
const USE: f32 = 30.0;
/// The same for what a cap takes off the bound, for each demand.
const CAP: f64 = 10.0;
/// Rounds without a better bound, after which the aim comes closer, by so much.
const PATIENCE: u32 = 20;
const CLOSER: f64 = 0.7;
/// A bound counts as better if it grew by a part in so many since the last that did.
const GROWTH: i128 = 10_000;
/// An aim so close to the bound is not worth going on for.
const CLOSEST: f64 = 1e-4;

/// The memory of an ascent: where it is, where it was best, and where it is heading.
struct Climb {
    values: Values,
    best: Values,
    heading: Vec<f32>,
    /// How far each price goes: the price of a room in a large hotel less far than in a small one.
    scale: Vec<f32>,
    caps: Vec<CapStep>,
}

/// How the price of a cap moves.
struct CapStep {
    level: usize,
    /// The cap, in units of its level.
    cap: f64,
    /// Parts in a unit.
    unit: f64,
    heading: f64,
    /// How far what the cap takes off the bound goes.
    scale: f64,
}

/// Returns how far the value of a plan is above a first bound, as a share of that bound.
pub fn how_far_ahead(incumbent: i128, first: i128) -> f64 {
    (to_float(incumbent - first) / to_float(first.abs().max(1))).clamp(0.001, 1.0)
}

/// Raises the bound of a region, starting at some prices.
pub fn climb(region: &Region, tariff: &mut Tariff, start: Values, reach: &Reach) -> Climbed {
    let mut summer = Summer::new(region);
    let mut slope = Slope::default();
    let mut climb = Climb::new(region, tariff, start);
    let (mut best, mut marked) = (i128::MIN, i128::MIN);
    let (mut aim, mut stalled, mut rounds) = (1.0_f64, 0, 0);
    let mut ahead = reach.ahead;
    loop {
        let bound = summer.sum(tariff, &climb.values, &mut slope);
        let ahead = *ahead.get_or_insert_with(|| how_far_ahead(reach.incumbent, bound));
        rounds += 1;
        if bound > best {
            best = bound;
            climb.best.clone_from(&climb.values);
            if marked == i128::MIN || bound - marked > bound.abs().div_euclid(GROWTH) {
                stalled = 0;
                marked = bound;
            }
        } else {
            stalled += 1;
        }
        let proven = reach.target.is_some_and(|target| best >= target);
        if proven || summer.work >= reach.work || aim < CLOSEST || reach.guard.fired() {
            break;
        }
        if stalled >= PATIENCE {
            aim *= CLOSER;
            stalled = 0;
            climb.values.clone_from(&climb.best);
            climb.heading.fill(0.0);
            climb.caps.iter_mut().for_each(|cap| cap.heading = 0.0);
            continue;
        }
        let gap = (to_float(best.abs()) * ahead).max(to_float(tariff.grains.into()));
        climb.step(&slope, to_float(best - bound) + aim * 0.5 * gap);
    }
    Climbed { bound: best, values: climb.best, work: summer.work, rounds }
}

impl Climb {
    fn new(region: &Region, tariff: &Tariff, start: Values) -> Self {
        let layout = region.layout;
        #[expect(clippy::cast_precision_loss, reason = "a scale, not a value")]
        let all = CAP * region.demands.len() as f64;
        let caps = tariff.priced().map(|(level, cap)| {
            let unit = to_float(tariff.scale(level));
            CapStep { level, cap: to_float(cap) / unit, unit, heading: 0.0, scale: all }
        });
        #[expect(clippy::cast_precision_loss, reason = "a scale, not a value")]
        let rooms = layout.rows.iter().map(|row| 1.0 / row.rooms.max(1) as f32);
        let scale: Vec<f32> = rooms.chain(layout.uses.iter().map(|_| USE)).collect();
        Self { best: start.clone(), values: start, heading: vec![0.0; scale.len()], scale, caps: caps.collect() }
    }

    /// Takes a step that would gain so much if the slope held all the way.
    fn step(&mut self, slope: &Slope, gain: f64) {
        #[expect(clippy::cast_precision_loss, reason = "a direction, not a value")]
        let rooms = slope.rooms.iter().map(|&asked| asked as f32 / ROOM as f32);
        #[expect(clippy::cast_precision_loss, reason = "a direction, not a value")]
        let steep = rooms.chain(slope.uses.iter().map(|&asked| asked as f32));
        let prices = self.values.rooms.iter().chain(&self.values.uses);
        let mut norm = 0.0_f64;
        for (((heading, steep), &price), &scale) in self.heading.iter_mut().zip(steep).zip(prices).zip(&self.scale) {
            let is_low = price <= 0;
            *heading = if is_low { steep.max(0.0) } else { steep } + DEFLECTION * *heading;
            if is_low {
                *heading = heading.max(0.0);
            }
            norm += f64::from(*heading) * f64::from(*heading) * f64::from(scale);
        }
        for cap in &mut self.caps {
            let over = to_float(slope.spent[cap.level]) / cap.unit / cap.cap - 1.0;
            let is_low = self.values.caps[cap.level] <= 0;
            cap.heading = if is_low { over.max(0.0) } else { over } + f64::from(DEFLECTION) * cap.heading;
            norm += cap.heading * cap.heading * cap.scale;
        }
        let length = gain / norm.max(1e-9);
        for cap in &self.caps {
            let price = &mut self.values.caps[cap.level];
            *price = moved(*price, length * cap.scale * cap.heading / cap.cap);
        }
        let prices = self.values.rooms.iter_mut().chain(&mut self.values.uses);
        for ((price, &heading), &scale) in prices.zip(&self.heading).zip(&self.scale) {
            *price = moved(*price, length * f64::from(scale) * f64::from(heading));
        }
    }
}

/// Returns a price after a step: a whole number, at least 0.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "any price at least 0 is right")]
fn moved(price: i64, step: f64) -> i64 {
    ((price as f64 + step).round() as i64).clamp(0, 1 << 56)
}

/// Returns a number of grains as steps count.
#[expect(clippy::cast_precision_loss, reason = "a step length, not a value")]
#[must_use]
pub fn to_float(number: i128) -> f64 {
    number as f64
}
