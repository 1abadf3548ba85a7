//! How a plan survives hotels that fall through: seeded draws in which each hotel is lost with given odds, and what is then the
//! least number of guests without a room.
//!
//! Of every draw only the levels of unmet are solved: what the rest would cost is not asked here.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::answer::{Planned, solved};
use crate::domain::{Allocation, HotelStatus, Instance, LevelName, Mode};
use crate::program::side_by_side;
use crate::solve::{Options, Termination};

/// Chances are counted in parts of which so many are certainty.
pub const CERTAIN: u32 = 1_000_000;

/// Hotels of which the loss of each alone is looked at.
pub const ALONE_MOST: usize = 12;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odds {
    /// How many draws.
    pub draws: u32,
    /// The seed.
    pub seed: u64,
    /// The chance of each hotel to fall through, by position, of `CERTAIN`; 0 for hotels that have nothing to lose.
    pub of_hotel: Vec<u32>,
}

/// What came of hotels that were lost together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Guests without a room in the plan that was found; all of them where none was found.
    pub unmet: u64,
    /// It is proven that somebody has none.
    pub surely: bool,
    /// No plan was found: orders contradict each other, or a limit came first.
    pub is_without_plan: bool,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The hotels that are lost, by position.
    pub lost: Vec<usize>,
    /// What is left.
    pub left: Left,
}

/// What the loss of a hotel does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The hotel, by position.
    pub hotel: usize,
    /// Guests that the plan has there.
    pub guests: u64,
    /// Draws in which it is lost.
    pub draws: u32,
    /// How many more guests are without a room on average in these draws than in the others, in thousandths; none where it is
    /// lost in all draws or in none.
    pub extra: Option<i64>,
    /// What is left when it is lost alone; none where that was not looked at.
    pub alone: Option<Left>,
}

/// What came of all draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stressed {
    /// What is left when nothing is lost: by the plan, or by one that places more guests where the plan does not place the most.
    pub base: Left,
    /// The draws, in their order.
    pub draws: Vec<Drawn>,
    /// The hotels, the worst loss first.
    pub losses: Vec<Loss>,
}

impl Stressed {
    /// Returns in how many draws everybody has a room, and in how many it is proven that somebody has none.
    #[must_use]
    pub fn everybody(&self) -> (u32, u32) {
        let count = |is_so: &dyn Fn(&Left) -> bool| {
            u32::try_from(self.draws.iter().filter(|draw| is_so(&draw.left)).count()).unwrap_or(u32::MAX)
        };
        (count(&|left| left.unmet == 0), count(&|left| left.surely))
    }

    /// Returns how many draws leave so many guests without a room, by their number.
    #[must_use]
    pub fn distribution(&self) -> BTreeMap<u64, u32> {
        let mut counts = BTreeMap::new();
        for draw in &self.draws {
            *counts.entry(draw.left.unmet).or_default() += 1;
        }
        counts
    }
}

/// Draws, solves each draw that differs, so many at a time, and ranks the hotels. The result does not depend on the number of
/// threads, unless a clock or the user ends a solve.
#[must_use]
pub fn stress(instance: &Instance, plan: &Planned, odds: &Odds, threads: usize, options: &Options<'_>) -> Stressed {
    let asked = only_unmet(instance);
    let own = used(instance, &plan.allocation);
    let best = best(&asked, plan, options);
    let plan = best.as_ref().unwrap_or(plan);
    let scene = Scene { instance: &asked, plan, options, used: used(instance, &plan.allocation) };
    let lost: Vec<Vec<usize>> = (0..odds.draws).map(|draw| draw_lost(odds, draw)).collect();
    let draws = scene.left_of(&lost, threads);
    let draws: Vec<Drawn> = lost.into_iter().zip(draws).map(|(lost, left)| Drawn { lost, left }).collect();
    let mut losses = losses(&own, odds, &draws);
    let alone = worth_a_look(&losses);
    let each: Vec<Vec<usize>> = alone.iter().map(|&at| vec![losses[at].hotel]).collect();
    for (at, left) in alone.into_iter().zip(scene.left_of(&each, threads)) {
        losses[at].alone = Some(left);
    }
    let unmet_alone = |loss: &Loss| loss.alone.map(|left| left.unmet);
    losses.sort_by(|one, other| {
        let key = |loss: &Loss| (unmet_alone(loss), loss.extra, loss.guests);
        key(other).cmp(&key(one)).then(one.hotel.cmp(&other.hotel))
    });
    Stressed { base: left(plan), draws, losses }
}

/// Returns a plan that places as many guests as can be found to fit, where the given one is not proven to: it was edited, weighs
/// something else higher, or was cut off by a limit. None where the given one stands.
fn best(asked: &Instance, plan: &Planned, options: &Options<'_>) -> Option<Planned> {
    if plan.is_least_unmet() {
        return None;
    }
    solved(asked, Some(&plan.allocation), options).ok().filter(|found| found.unmet <= plan.unmet)
}

/// Returns the case with nothing to be minimised but guests without a room.
fn only_unmet(instance: &Instance) -> Instance {
    let mut instance = instance.clone();
    instance.objective.mode = Mode::Lexicographic { order: vec![LevelName::Unmet], tolerance: BTreeMap::new() };
    instance
}

/// Returns the guests that a plan has in each hotel, by position.
fn used(instance: &Instance, allocation: &Allocation) -> BTreeMap<usize, u64> {
    let mut used = BTreeMap::new();
    for row in &allocation.rows {
        if let Some(hotel) = instance.hotel(row.hotel.as_str()) {
            *used.entry(hotel).or_default() += u64::from(row.guests);
        }
    }
    used
}

/// Returns the hotels that a draw loses. Each draw has a stream of its own, and each hotel one number of it.
fn draw_lost(odds: &Odds, draw: u32) -> Vec<usize> {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&odds.seed.to_le_bytes());
    key[8..12].copy_from_slice(&draw.to_le_bytes());
    let mut bits = ChaCha8Rng::from_seed(key);
    let falls = |chance: u32, drawn: u32| u64::from(drawn) * u64::from(CERTAIN) < u64::from(chance) << 32;
    let drawn: Vec<u32> = odds.of_hotel.iter().map(|_| bits.next_u32()).collect();
    let lost = odds.of_hotel.iter().zip(drawn).enumerate();
    lost.filter(|&(_, (&chance, drawn))| falls(chance, drawn)).map(|(at, _)| at).collect()
}

/// What is asked of every draw.
struct Scene<'a> {
    instance: &'a Instance,
    plan: &'a Planned,
    options: &'a Options<'a>,
    /// Guests of the plan by hotel.
    used: BTreeMap<usize, u64>,
}

impl Scene<'_> {
    /// Returns what is left after each of some losses; those that are the same are solved once.
    fn left_of(&self, lost: &[Vec<usize>], threads: usize) -> Vec<Left> {
        let distinct: Vec<&Vec<usize>> = lost.iter().collect::<BTreeSet<_>>().into_iter().collect();
        let found = side_by_side(distinct.len(), threads, |at| self.left_after(distinct[at]));
        let by_loss: BTreeMap<&Vec<usize>, Left> = distinct.into_iter().zip(found).collect();
        lost.iter().map(|lost| by_loss[lost]).collect()
    }

    fn left_after(&self, lost: &[usize]) -> Left {
        let is_spared = lost.iter().all(|hotel| !self.used.contains_key(hotel));
        if is_spared && self.plan.verdict.findings.is_empty() {
            // The plan stands: no plan of fewer rooms places more guests than one of all rooms.
            return left(self.plan);
        }
        let mut instance = self.instance.clone();
        for &hotel in lost {
            instance.hotels[hotel].status = HotelStatus::Closed;
        }
        match solved(&instance, Some(&self.plan.allocation), self.options) {
            Ok(plan) => {
                let found = left(&plan);
                // Whom all hotels together have no room for, fewer have none for either.
                Left { surely: found.unmet > 0 && (found.surely || self.plan.surely_unmet()), ..found }
            }
            Err(none) => {
                let (_, unmet) = instance.comers();
                Left { unmet, surely: none == Termination::Infeasible, is_without_plan: true }
            }
        }
    }
}

fn left(plan: &Planned) -> Left {
    Left { unmet: plan.unmet, surely: plan.surely_unmet(), is_without_plan: false }
}

/// Counts for each hotel the draws that lose it, and what they lose.
fn losses(used: &BTreeMap<usize, u64>, odds: &Odds, draws: &[Drawn]) -> Vec<Loss> {
    let total: u64 = draws.iter().map(|draw| draw.left.unmet).sum();
    let n_draws = draws.len() as u64;
    let mut of_hotel: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for draw in draws {
        for &hotel in &draw.lost {
            let (n_lost, unmet) = of_hotel.entry(hotel).or_default();
            *n_lost += 1;
            *unmet += draw.left.unmet;
        }
    }
    let mean = |sum: u64, count: u64| {
        let thousandths = (u128::from(sum) * 1000).checked_div(u128::from(count))?;
        i64::try_from(thousandths).ok()
    };
    let at_risk = odds.of_hotel.iter().enumerate().filter(|&(_, &chance)| chance > 0);
    let loss = |(hotel, _): (usize, &u32)| {
        let (n_lost, unmet) = of_hotel.get(&hotel).copied().unwrap_or_default();
        let extra =
            mean(unmet, n_lost).zip(mean(total - unmet, n_draws - n_lost)).map(|(with, without)| with - without);
        let guests = used.get(&hotel).copied().unwrap_or(0);
        Loss { hotel, guests, draws: u32::try_from(n_lost).unwrap_or(u32::MAX), extra, alone: None }
    };
    at_risk.map(loss).collect()
}

/// Returns the hotels whose loss alone is worth a look: those with the most guests, and those that the draws miss most.
fn worth_a_look(losses: &[Loss]) -> Vec<usize> {
    let top = |key: &dyn Fn(&Loss) -> i64| {
        let mut order: Vec<usize> = (0..losses.len()).filter(|&at| losses[at].guests > 0).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(key(&losses[at])), losses[at].hotel));
        order.truncate(ALONE_MOST.div_euclid(2));
        order
    };
    let by_guests = top(&|loss| i64::try_from(loss.guests).unwrap_or(i64::MAX));
    let by_draws = top(&|loss| loss.extra.unwrap_or(i64::MIN));
    by_guests.into_iter().chain(by_draws).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Returns the ends of the 95 % interval of a share (Wilson), in thousandths.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of at most 1,000 thousandths")]
pub fn interval(hits: u32, all: u32) -> (u32, u32) {
    const Z: f64 = 1.959_964;
    if all == 0 {
        return (0, 1000);
    }
    let (share, count) = (f64::from(hits) / f64::from(all), f64::from(all));
    let middle = share + Z * Z / (2.0 * count);
    let half = Z * (share * (1.0 - share) / count + Z * Z / (4.0 * count * count)).sqrt();
    let end = |value: f64| ((value / (1.0 + Z * Z / count)).clamp(0.0, 1.0) * 1000.0).round() as u32;
    (end(middle - half), end(middle + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_kept_by_many_draws() {
        let odds = Odds { draws: 20_000, seed: 7, of_hotel: vec![0, 100_000, 500_000, CERTAIN] };
        let mut counts = [0_u32; 4];
        for draw in 0..odds.draws {
            for hotel in draw_lost(&odds, draw) {
                counts[hotel] += 1;
            }
        }
        assert_eq!((counts[0], counts[3]), (0, 20_000));
        assert!(counts[1].abs_diff(2_000) < 150 && counts[2].abs_diff(10_000) < 300, "{counts:?}");
    }

    #[test]
    fn a_hotel_more_does_not_change_what_becomes_of_the_others() {
        let of_hotel = vec![300_000; 5];
        let few = Odds { draws: 1, seed: 3, of_hotel: of_hotel[..4].to_vec() };
        let many = Odds { of_hotel, ..few.clone() };
        for draw in 0..50 {
            let kept: Vec<usize> = draw_lost(&many, draw).into_iter().filter(|&hotel| hotel < 4).collect();
            assert_eq!(kept, draw_lost(&few, draw));
        }
    }

    /// The numbers of Wilson's interval for 0 and 8 of 10, and 50 of 100, as tables have them.
    #[test]
    fn shares_have_intervals() {
        assert_eq!((interval(0, 10), interval(8, 10), interval(50, 100)), ((0, 278), (490, 943), (404, 596)));
        assert_eq!(interval(0, 0), (0, 1000));
    }
}
