//! No bound is above an optimum, whatever the prices: against an enumerator, on random tiny programs.

use std::sync::atomic::AtomicBool;

use super::ascent::{Region, Summer};
use super::layout::Layout;
use super::row::Values;
use super::slope::Slope;
use super::tariff::{Aim, Tariff};
use super::{Ask, bound, region};
use crate::solve::guard::Guard;
use crate::solve::index::{Index, position};
use crate::solve::tests::random;

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides).unwrap()
    }

    fn price(&mut self, most: i64) -> i64 {
        if self.below(3) == 0 { 0 } else { self.below(u64::try_from(most).unwrap()) }
    }
}

/// Returns the bound at random prices.
fn at_random(index: &Index, aim: &Aim, dice: &mut Dice) -> i128 {
    let program = index.program;
    let scale = super::tariff::grains(program, aim.level) * program.levels[aim.level].scale.min(1_000_000);
    let caps: Vec<i64> = aim.caps.iter().map(|_| dice.price(5_000_000_000)).collect();
    let mut tariff = Tariff::new(program, aim.clone(), &caps);
    let hotels: Vec<u32> = (0..position(index.n_hotels)).collect();
    let layout = Layout::new(index, &tariff, &hotels);
    let most = [1, scale, 10 * scale][usize::try_from(dice.below(3)).unwrap()].max(2);
    let values = Values {
        rooms: layout.rows.iter().map(|_| dice.price(most)).collect(),
        uses: layout.uses.iter().map(|_| dice.price(most)).collect(),
        caps,
    };
    let demands: Vec<u32> = (0..position(program.demands.len())).collect();
    let region = Region { index, layout: &layout, demands: &demands, threads: 1 };
    let sum = Summer::new(&region).sum(&mut tariff, &values, &mut Slope::default());
    tariff.parts(sum)
}

#[derive(Default, Debug)]
struct Tally {
    levels: u32,
    met: u32,
}

fn holds(seed: u64, tally: &mut Tally) {
    let program = random::program(seed);
    let index = Index::new(&program);
    let Some(best) = random::enumerated(&index) else { return };
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut caps = Vec::new();
    let stop = AtomicBool::new(false);
    let guard = Guard::start(None, &stop);
    for (level, &best) in best.iter().enumerate() {
        let aim = Aim { level, caps: caps.clone() };
        for _ in 0..4 {
            let bound = at_random(&index, &aim, &mut dice);
            assert!(bound <= best, "seed {seed} level {level}: {bound} > {best} at random prices\n{program:?}");
        }
        let ask = Ask { aim, incumbent: best, start: None, work: 100_000, threads: 1 };
        let found = bound(&index, &ask, &guard).bound;
        assert!(found <= best, "seed {seed} level {level}: {found} > {best}\n{program:?}");
        tally.levels += 1;
        tally.met += u32::from(found == best);
        caps.push(best + (best * i128::from(program.levels[level].tolerance)).div_euclid(1_000_000_000));
    }
}

#[test]
fn no_bound_is_above_the_optimum_whatever_the_prices() {
    let mut tally = Tally::default();
    (0..1_500).for_each(|seed| holds(seed, &mut tally));
    assert!(tally.levels > 1_500 && tally.met * 3 > tally.levels, "{tally:?}");
}

#[test]
fn regions_share_nothing() {
    for seed in 0..200 {
        let program = random::program(seed);
        let index = Index::new(&program);
        let regions = region::regions(&index, false);
        let mut seen: Vec<u32> = regions.iter().flat_map(|region| region.demands.iter().copied()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..position(program.demands.len())).collect::<Vec<u32>>());
    }
}
