//! Windows: parts of a territory in which a lane moves for a while, one after the other.
//!
//! What the moves of a window look at fits into the caches of a processor, and what those of a whole city look at does not: on a
//! city of 50,000 demands an epoch took half as long again without them. Each window cools on its own.

use std::ops::Range;

use super::chance::Chance;

/// Demands of a window: from twice as many on, a territory has several.
const WINDOW: usize = 500;
/// Demands that lack something are drawn as if each of them stood among the others so many times, but for half of the moves
/// at most.
const LACKING: usize = 40;
/// Where more than one demand in so many lacks something, draws often come by one, and nothing needs to be done about it.
const RARE: usize = 10;

/// Demands among which moves begin for a while.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Window {
    /// Their positions in the territory.
    pub range: Range<usize>,
    /// How many of so many moves begin with those who lack something.
    to_lacking: (usize, usize),
}

impl Window {
    /// Draws whether a move begins with somebody who lacks something.
    pub fn draws_lacking(&self, chance: &mut Chance) -> bool {
        self.to_lacking.0 > 0 && chance.below(self.to_lacking.1) < self.to_lacking.0
    }
}

/// Tells whether a territory of so many demands has only one window.
#[must_use]
pub fn is_one(demands: usize) -> bool {
    demands < 2 * WINDOW
}

/// Divides so many demands into windows, each with its part of some work: who lacks something gets as much of it in one window as
/// in another, and so does everybody else. `lacking` counts them in a range.
#[must_use]
pub fn windows(demands: usize, work: u64, lacking: impl Fn(&Range<usize>) -> usize) -> Vec<(Window, u64)> {
    let parts = demands.div_euclid(WINDOW).max(1);
    let end = |part: usize| (part * demands).div_euclid(parts);
    let ranges = (0..parts).map(|part| end(part)..end(part + 1));
    let counted: Vec<(Range<usize>, usize)> = ranges.map(|range| (range.clone(), lacking(&range))).collect();
    let in_all: usize = counted.iter().map(|(_, here)| here).sum();
    let wish = if RARE * in_all < demands { (LACKING * in_all).min(demands.div_euclid(2)) } else { 0 };
    let weigh = |(range, here): &(Range<usize>, usize)| {
        let to_lacking = (wish * here) as u128 * demands as u128;
        (to_lacking, to_lacking + ((demands - wish) * range.len()) as u128 * in_all.max(1) as u128)
    };
    let whole: u128 = counted.iter().map(|each| weigh(each).1).sum();
    let window = |each: (Range<usize>, usize)| {
        let (to_lacking, weight) = weigh(&each);
        let due = (to_lacking * demands as u128).div_euclid(weight.max(1));
        let work = (u128::from(work) * weight).div_ceil(whole.max(1));
        let to_lacking = (usize::try_from(due).unwrap_or(demands), demands);
        (Window { range: each.0, to_lacking }, u64::try_from(work).unwrap_or(u64::MAX))
    };
    counted.into_iter().map(window).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_have_everybody_and_all_the_work_and_favour_who_lacks_something() {
        let all = windows(2_600, 1_000_000, |range| if range.start == 0 { 6 } else { 0 });
        let ranges: Vec<Range<usize>> = all.iter().map(|(window, _)| window.range.clone()).collect();
        assert_eq!(ranges, [0..520, 520..1040, 1040..1560, 1560..2080, 2080..2600]);
        assert!((1_000_000..1_000_005).contains(&all.iter().map(|(_, work)| work).sum::<u64>()));
        // 240 of 2,600 draws: a tenth of the moves, all of them where somebody lacks something.
        assert_eq!(all[1].0.to_lacking.0, 0);
        assert!(10 * all[0].1 > 14 * all[1].1 && 10 * all[0].0.to_lacking.0 > 3 * 2_600, "{all:?}");
    }

    #[test]
    fn few_demands_have_one_window_and_none_have_no_work() {
        let [(window, work)] = &windows(999, 7, |_| 500)[..] else { panic!("one window") };
        assert_eq!((window.range.clone(), window.to_lacking.0, *work), (0..999, 0, 7), "half of them lack something");
        let [(window, _)] = &windows(900, 7, |_| 2)[..] else { panic!("one window") };
        assert_eq!(window.to_lacking, (80, 900));
        assert!(is_one(999) && !is_one(1_000));
        assert_eq!(windows(0, 7, |_| 0)[0].0, Window::default(), "nobody");
    }
}
