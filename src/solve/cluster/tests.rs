//! No bound of clusters is above an optimum, whatever the clusters: against an enumerator, on random tiny programs.

use std::sync::atomic::AtomicBool;

use super::super::prices::{self, Aim};
use super::{Ask, bound};
use crate::solve::guard::Guard;
use crate::solve::index::Index;
use crate::solve::tests::random;

/// Asked, raised above the bound of prices, met.
type Tally = [u32; 3];

/// Bounds every level of a random program with clusters of several sizes, after good prices and after poor ones.
fn holds(seed: u64) -> Tally {
    let program = random::program(seed);
    let index = Index::new(&program);
    let Some(best) = random::enumerated(&index) else { return [0; 3] };
    let stop = AtomicBool::new(false);
    let guard = Guard::start(None, &stop);
    let mut tally = [0; 3];
    let mut caps = Vec::new();
    for (level, &best) in best.iter().enumerate() {
        let aim = Aim { level, caps: caps.clone() };
        for (work, size) in [(1_000, 100), (30, 6), (300, 1)] {
            let ask = prices::Ask { aim: aim.clone(), incumbent: best, start: None, work, threads: 1 };
            let priced = prices::bound(&index, &ask, &guard);
            let ask = Ask { plan: &[], value: best, size, nodes: 100, threads: 1, seed: 0 };
            let Some(found) = bound(&index, &priced, &ask, &guard) else { continue };
            assert!(found <= best, "seed {seed} level {level} size {size}: {found} > {best}\n{program:?}");
            tally[0] += 1;
            tally[1] += u32::from(found > priced.bound);
            tally[2] += u32::from(found == best);
        }
        caps.push(best + (best * i128::from(program.levels[level].tolerance)).div_euclid(1_000_000_000));
    }
    tally
}

#[test]
fn no_bound_is_above_the_optimum_whatever_the_clusters() {
    let mut all = [0; 3];
    for seed in 0..500 {
        for (sum, one) in all.iter_mut().zip(holds(seed)) {
            *sum += one;
        }
    }
    assert!(all[0] > 300 && all[1] > 30, "asked, raised, met: {all:?}");
}
