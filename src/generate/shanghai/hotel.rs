//! The hotels: where they stand, what they are called, and how many rooms they have in the end.

use super::Totals;
use crate::generate::district::{District, SHANGHAI};
use crate::generate::draw::{Draw, rounded};
use crate::generate::fact::{ROOMS_MEDIAN, ROOMS_MOST};
use crate::generate::size::{self, Spread};

/// The standard deviation of the logarithm of the rooms of a hotel that has any.
const SIGMA: f64 = 1.0;

/// Chains that do not exist.
const CHAINS: [&str; 16] = [
    "Copper Heron Inn",
    "Paper Lantern House",
    "Nine Willows Hotel",
    "Slate Harbour Hotel",
    "Plum Rain Lodge",
    "Blue Kiln Hotel",
    "Quiet Ferry Inn",
    "Tall Reed Hotel",
    "Second Bridge House",
    "Old Loom Hotel",
    "White Sail Inn",
    "Ginkgo Yard Hotel",
    "Long Table House",
    "Stone Drum Hotel",
    "Morning Bell Inn",
    "Lotus Gate Lodge",
];

/// Streets that do not exist.
const STREETS: [&str; 12] = [
    "Lockkeeper Road",
    "Weaver Lane",
    "Ropewalk",
    "Salt Pier Road",
    "Lantern Row",
    "Osier Street",
    "Tinker Bridge Road",
    "Millrace Lane",
    "Heron Bank",
    "Teahouse Row",
    "Kiln Hill Road",
    "Ferryman Lane",
];

/// A hotel before it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnHotel {
    /// Its name for people.
    pub name: String,
    /// Its district.
    pub district: &'static str,
    /// Its street and number.
    pub address: String,
    /// Degrees north and east in WGS-84.
    pub place: (f64, f64),
    /// Feeds its guests.
    pub canteen: bool,
    /// Sealed: takes nobody. Only hotels without rooms are.
    pub closed: bool,
    /// The price of a room a night, its cheaper type.
    pub rate: u32,
    /// How many rooms it is known to have in the end: none where it is unknown.
    pub rooms: Option<u32>,
    /// About how many it named while it had any.
    pub quoted: u32,
}

/// Draws the hotels: the totals hold exactly.
pub fn hotels(totals: &Totals, draw: &mut Draw) -> Vec<DrawnHotel> {
    let rooms = rooms(totals, draw);
    let shares: Vec<f64> = SHANGHAI.iter().map(|district| district.share).collect();
    let with_place =
        |(number, rooms): (u32, Option<u32>)| hotel(number, &SHANGHAI[draw.weighted(&shares)], rooms, draw);
    (1..).zip(rooms).map(with_place).collect()
}

fn hotel(number: u32, district: &District, rooms: Option<u32>, draw: &mut Draw) -> DrawnHotel {
    let place = district.place(draw);
    DrawnHotel {
        name: format!("{} No. {number}", draw.pick(&CHAINS)),
        district: district.name,
        address: format!("{} {}", draw.between(1, 400), draw.pick(&STREETS)),
        place,
        canteen: draw.chance(0.6),
        closed: draw.chance(0.1) && rooms.unwrap_or_default() == 0,
        rate: rounded(draw.lognormal(260.0, 0.3).clamp(120.0, 680.0)),
        rooms,
        quoted: quoted(rooms, draw),
    }
}

/// Draws what a hotel named in earlier polls: one of five that say no had rooms before, and one of twenty now silent.
fn quoted(rooms: Option<u32>, draw: &mut Draw) -> u32 {
    let had = draw.chance(if rooms.is_some() { 0.2 } else { 0.05 });
    let before = rounded(draw.lognormal(ROOMS_MEDIAN, SIGMA)).clamp(1, ROOMS_MOST);
    match rooms {
        Some(rooms) if rooms > 0 => rooms,
        _ if had => before,
        _ => 0,
    }
}

/// Draws the rooms of all hotels in random order: those with rooms, and among the others seven in ten with a plain no.
fn rooms(totals: &Totals, draw: &mut Draw) -> Vec<Option<u32>> {
    let mut rooms: Vec<Option<u32>> = sizes(totals, draw).into_iter().map(Some).collect();
    rooms.extend((totals.with_rooms..totals.hotels).map(|_| draw.chance(0.7).then_some(0)));
    draw.shuffle(&mut rooms);
    rooms
}

/// Draws the sizes of the hotels with rooms, largest first, with enough large ones and the exact sum.
fn sizes(totals: &Totals, draw: &mut Draw) -> Vec<u32> {
    let least = |position| if position < totals.large_hotels as usize { totals.large } else { 1 };
    let spread = Spread { median: ROOMS_MEDIAN, sigma: SIGMA, most: ROOMS_MOST };
    size::with_sum((totals.with_rooms, totals.rooms), &spread, least, draw)
}

/// Cuts the rooms to a sum: hotels in random order keep theirs while any are left, the others have none any more.
pub fn cut(hotels: &mut [DrawnHotel], usable: u32, draw: &mut Draw) {
    let mut order: Vec<usize> = (0..hotels.len()).collect();
    draw.shuffle(&mut order);
    let mut left = usable;
    for position in order {
        if let Some(rooms) = &mut hotels[position].rooms {
            *rooms = left.min(*rooms);
            left -= *rooms;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::team;
    use super::*;

    fn drawn(scale: f64, seed: u64) -> (Totals, Vec<DrawnHotel>) {
        let teams = team::teams(scale, &mut Draw::new(seed, "teams"));
        let totals = Totals::of(scale, &teams);
        let hotels = hotels(&totals, &mut Draw::new(seed, "hotels"));
        (totals, hotels)
    }

    fn known(hotels: &[DrawnHotel]) -> Vec<u32> {
        let mut rooms: Vec<u32> = hotels.iter().filter_map(|hotel| hotel.rooms).filter(|&rooms| rooms > 0).collect();
        rooms.sort_unstable_by(|a, b| b.cmp(a));
        rooms
    }

    #[test]
    fn the_totals_of_the_evening_hold_for_any_seed() {
        for seed in 0..20 {
            let (_, hotels) = drawn(1.0, seed);
            let rooms = known(&hotels);
            assert_eq!((hotels.len(), rooms.len(), rooms.iter().sum::<u32>()), (2095, 838, 25_000), "seed {seed}");
            assert!(rooms.iter().filter(|&&rooms| rooms >= 80).count() >= 25, "seed {seed}");
            assert!(rooms[0] <= 260 && (15..=21).contains(&rooms[419]), "seed {seed}: median {}", rooms[419]);
            assert!(rooms[..12].iter().sum::<u32>() >= 1100, "seed {seed}: Shandong does not fit");
        }
    }

    /// Whole hotels, smallest first, to the teams, smallest first, without a limit: if that places all, so does the optimum.
    #[test]
    fn every_scale_has_a_plan_that_places_everybody() {
        for scale in [0.02, 0.05, 0.1, 0.3, 1.0] {
            for seed in 0..10 {
                let teams = team::teams(scale, &mut Draw::new(seed, "teams"));
                let mut rooms = known(&drawn(scale, seed).1);
                for limited in teams.iter().filter_map(|team| team.hotels_max.map(|most| (most, team.guests))) {
                    let largest: u32 = rooms.drain(..limited.0 as usize).sum();
                    assert!(largest >= limited.1, "scale {scale}, seed {seed}");
                }
                for team in teams.iter().rev().filter(|team| team.hotels_max.is_none()) {
                    let mut left = team.guests;
                    while left > 0 {
                        left = left.saturating_sub(rooms.pop().expect("hotels are left"));
                    }
                }
            }
        }
    }

    #[test]
    fn a_cut_leaves_exactly_the_rooms_asked_for() {
        for usable in [0, 1, 5400, 25_000] {
            let (_, mut hotels) = drawn(1.0, 3);
            cut(&mut hotels, usable, &mut Draw::new(3, "cut"));
            assert_eq!(known(&hotels).iter().sum::<u32>(), usable);
        }
    }

    #[test]
    fn no_hotel_with_rooms_is_closed() {
        let (_, hotels) = drawn(1.0, 4);
        assert!(hotels.iter().any(|hotel| hotel.closed));
        assert!(hotels.iter().all(|hotel| !hotel.closed || hotel.rooms.unwrap_or_default() == 0));
    }
}
