//! Groups of a size class: sizes with a long tail, three classes, five tiers.

use super::Shape;
use crate::generate::Size;
use crate::generate::draw::{Draw, rounded};

/// Weights of the five tiers, most urgent first, and how often each is drawn.
pub const TIER_WEIGHTS: [u32; 5] = [10, 5, 3, 2, 1];
const TIER_SHARES: [f64; 5] = [0.05, 0.15, 0.20, 0.25, 0.35];

/// A group before it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnGroup {
    /// How many people.
    pub guests: u32,
    /// The night it arrives.
    pub arrive: u32,
    /// The night it no longer sleeps here.
    pub depart: u32,
    /// Its site.
    pub site: usize,
    /// Its class, 0 to 2.
    pub class: usize,
    /// Its tier, 1 to 5.
    pub priority: u32,
    /// Two guests may share a twin.
    pub shares: bool,
    /// The farthest hotel in km.
    pub km_max: f64,
    /// The fewest guests in a hotel.
    pub chunk_min: u32,
    /// The most hotels.
    pub hotels_max: u32,
    /// Needs a bath in each room.
    pub separate_bath: bool,
    /// Needs a place for its bus.
    pub parking: bool,
}

/// Draws the groups.
pub fn groups(shape: &Shape, draw: &mut Draw) -> Vec<DrawnGroup> {
    let teams = if shape.size == Size::L { rounded(f64::from(shape.groups) * 120.0 / 420.0) } else { 0 };
    let (low, high) = (f64::from(shape.guests.0), f64::from(shape.guests.1));
    let (mean, sigma) = match shape.size {
        Size::Xxl => (20.0, 0.8),
        _ if shape.guests.1 > 60 => (45.0, 0.6),
        _ => (30.0, 0.6),
    };
    let mut sizes: Vec<f64> =
        (0..shape.groups).map(|_| draw.lognormal_of_mean(mean, sigma).round().clamp(low, high)).collect();
    if shape.size == Size::L {
        evening(&mut sizes, teams);
    }
    let number = |position: usize| u32::try_from(position).expect("at most a million groups");
    let of = |(position, &size): (usize, &f64)| group(shape, rounded(size), number(position) < teams, draw);
    sizes.iter().enumerate().map(of).collect()
}

/// Scales the teams of size L so that 120 of them are 6,000 people, and the others down to 5 to 100.
fn evening(sizes: &mut [f64], teams: u32) {
    let (teams_sizes, others) = sizes.split_at_mut(teams as usize);
    let factor = f64::from(teams) * 50.0 / teams_sizes.iter().sum::<f64>();
    for size in teams_sizes {
        *size = (*size * factor).round().clamp(10.0, 150.0);
    }
    for size in others {
        *size = (*size * 25.0 / 45.0).floor().clamp(5.0, 100.0);
    }
}

fn group(shape: &Shape, guests: u32, is_team: bool, draw: &mut Draw) -> DrawnGroup {
    let site = draw.between(0, shape.sites) as usize;
    let class = class(shape, is_team, draw);
    let drawn_parking = draw.chance(0.15);
    let (arrive, depart) = stay(shape, is_team, draw);
    // The first class is never less urgent than the third tier.
    let tier = [1, 2, 3, 4, 5][draw.weighted(&TIER_SHARES)].min(if class == 0 { 3 } else { 5 });
    let shares = draw.chance(if class == 1 { 0.05 } else { 0.55 });
    let km_max = draw.uniform(6.0, 20.0);
    let chunk = [4, 6, 10][draw.weighted(&[0.3, 0.4, 0.3])];
    let part = [8, 12, 16][draw.weighted(&[0.3, 0.4, 0.3])];
    DrawnGroup {
        guests,
        arrive,
        depart,
        site,
        class,
        priority: tier,
        shares,
        km_max: (km_max * 10.0).round() / 10.0,
        chunk_min: guests.min(chunk),
        hotels_max: guests.div_ceil(part).max(1),
        separate_bath: class == 1,
        parking: class != 1 && drawn_parking && shape.size != Size::L,
    }
}

fn class(shape: &Shape, is_team: bool, draw: &mut Draw) -> usize {
    match (shape.size, is_team) {
        (Size::L, true) => 0,
        (Size::L, false) => [1, 2, 2][draw.index(3)],
        _ => draw.weighted(&[0.5, 0.2, 0.3]),
    }
}

/// Draws a stay within the nights of the case. Size L: the teams come on the first two nights, the others later.
fn stay(shape: &Shape, is_team: bool, draw: &mut Draw) -> (u32, u32) {
    let last = shape.nights.saturating_sub(2);
    let (arrive, length) = match (shape.size, is_team) {
        (Size::L, true) => (draw.between(0, 2), draw.between(14, 39)),
        (Size::L, false) => (draw.between(0, 25), draw.between(7, 30)),
        _ => {
            let at_start = draw.chance(0.5);
            let night = draw.between(0, shape.nights);
            (if at_start { 0 } else { night }, draw.between(shape.stay.0, shape.stay.1 + 1))
        }
    };
    let arrive = arrive.min(last);
    (arrive, shape.nights.min(arrive + length))
}

/// Returns how many guests a room of the group holds on average where demand is compared with supply.
#[must_use]
pub fn rooms_needed(group: &DrawnGroup) -> f64 {
    f64::from(group.guests) / if group.shares { 1.4 } else { 1.0 }
}
