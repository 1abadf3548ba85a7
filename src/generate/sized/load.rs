//! How tight a case is: guests of the peak night against the rooms of hotels that suit anyone, and the factor on all rooms
//! that makes this ratio what was asked for.
//!
//! A hotel suits where a group's site is near enough and its worst night has room for a chunk. That is a measure, not a
//! proof: how many guests stay unmet is for the solver to say.

use std::collections::BTreeMap;

use super::Shape;
use super::group::{DrawnGroup, rooms_needed};
use super::hotel::DrawnHotel;
use super::plain::{Place, Point};
use crate::generate::draw::floored;
use crate::generate::{BySize, Size, Tightness};

/// The farthest a group goes; the side of a square of the index.
const REACH_KM: f64 = 20.0;

/// What was drawn.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The hotels, not yet scaled.
    pub hotels: &'a [DrawnHotel],
    /// The groups.
    pub groups: &'a [DrawnGroup],
    /// The sites.
    pub sites: &'a [Place],
}

/// A site as its groups see it: how far they go, and the smallest chunk they come in.
struct Wish {
    at: Point,
    km_max: f64,
    chunk_min: f64,
}

/// Returns the factor on all rooms.
pub fn scale(case: &BySize, shape: &Shape, world: World) -> f64 {
    let index = Index::new(world.hotels);
    let (peak, demand) = peak(shape, world.groups);
    let target = match case.tightness {
        Tightness::Tight => 1.0,
        Tightness::Loose => 0.6,
    };
    let load = |wishes: &[Wish], factor: f64| {
        let rooms = index.suitable_rooms(world.hotels, wishes, factor, peak);
        demand / (f64::from(rooms.max(1)) * factor)
    };
    let mut factor = load(&wishes(world, largest, smallest), 1.0) / target;
    if matches!(shape.size, Size::L | Size::Xl | Size::Xxl) {
        // Fewer rooms make small hotels useless, which asks for more rooms again: six steps come close to the fixed point.
        let wishes = wishes(world, median, median);
        for _ in 0..6 {
            factor *= libm::pow(load(&wishes, factor) / target, 0.7);
        }
        if shape.size == Size::L && case.tightness == Tightness::Loose {
            factor = 1.0; // The 25,000 rooms of the evening are loose as they are.
        }
    }
    factor
}

/// Returns the night that most rooms are needed on, and how many.
fn peak(shape: &Shape, groups: &[DrawnGroup]) -> (u32, f64) {
    let demand = |night: u32| {
        let staying = groups.iter().filter(|group| group.arrive <= night && night < group.depart);
        staying.map(rooms_needed).sum::<f64>()
    };
    let nights = (0..shape.nights).map(|night| (night, demand(night)));
    nights.fold((0, 0.0), |best, night| if night.1 > best.1 { night } else { best })
}

/// Returns what the groups of each site wish, each number chosen among those of its groups.
fn wishes(world: World, km_max: fn(&mut [f64]) -> f64, chunk_min: fn(&mut [f64]) -> f64) -> Vec<Wish> {
    let mut by_site: BTreeMap<usize, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for group in world.groups {
        let numbers = by_site.entry(group.site).or_default();
        numbers.0.push(group.km_max);
        numbers.1.push(f64::from(group.chunk_min));
    }
    let wish = |(site, (mut far, mut chunks)): (usize, (Vec<f64>, Vec<f64>))| Wish {
        at: world.sites[site].point,
        km_max: km_max(&mut far),
        chunk_min: chunk_min(&mut chunks),
    };
    by_site.into_iter().map(wish).collect()
}

fn largest(numbers: &mut [f64]) -> f64 {
    numbers.iter().copied().fold(0.0, f64::max)
}

fn smallest(numbers: &mut [f64]) -> f64 {
    numbers.iter().copied().fold(f64::INFINITY, f64::min)
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() >> 1;
    if numbers.len() % 2 == 1 { numbers[middle] } else { f64::midpoint(numbers[middle - 1], numbers[middle]) }
}

/// The hotels by square of the plain.
struct Index(BTreeMap<(i32, i32), Vec<usize>>);

impl Index {
    fn new(hotels: &[DrawnHotel]) -> Self {
        let mut squares: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (position, hotel) in hotels.iter().enumerate() {
            squares.entry(square(hotel.place.point)).or_default().push(position);
        }
        Self(squares)
    }

    /// Returns the unscaled rooms of a night in all hotels that suit any site under a factor on rooms.
    fn suitable_rooms(&self, hotels: &[DrawnHotel], wishes: &[Wish], factor: f64, night: u32) -> u32 {
        let mut suits = vec![false; hotels.len()];
        for wish in wishes {
            for position in self.near(wish.at) {
                let hotel = &hotels[position];
                suits[position] |= hotel.place.point.km_to(wish.at) <= wish.km_max
                    && f64::from(floored(f64::from(hotel.least()) * factor)) >= wish.chunk_min;
            }
        }
        hotels.iter().zip(suits).filter(|(_, suits)| *suits).map(|(hotel, _)| hotel.total(night)).sum()
    }

    /// Returns the hotels of a square and its eight neighbours: all within reach, and more.
    fn near(&self, at: Point) -> impl Iterator<Item = usize> {
        let (east, north) = square(at);
        let squares =
            (east - 1..=east + 1).flat_map(move |east| (north - 1..=north + 1).map(move |north| (east, north)));
        squares.filter_map(|square| self.0.get(&square)).flatten().copied()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the plain is at most a few thousand km wide")]
fn square(at: Point) -> (i32, i32) {
    ((at.east / REACH_KM).floor() as i32, (at.north / REACH_KM).floor() as i32)
}
