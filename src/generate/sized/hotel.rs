//! Hotels of a size class: two room types, a size with a long tail, and for three in ten one step of supply in time.

use super::Shape;
use super::plain::{Place, Plain};
use crate::generate::Size;
use crate::generate::draw::{Draw, floored, rounded};

/// The room types, and how many guests share one.
pub const ROOM_TYPES: [(&str, u32); 2] = [("single", 1), ("twin", 2)];

/// A hotel before it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnHotel {
    /// Where it stands.
    pub place: Place,
    /// Price of a room a night, by room type.
    pub rates: [f64; 2],
    /// Paid once when it takes anyone.
    pub opening_cost: f64,
    /// A bath in each room.
    pub separate_bath: bool,
    /// A place for a bus.
    pub parking: bool,
    /// Rooms by type before and from the night of the step.
    rooms: [[u32; 2]; 2],
    /// The night at which its supply changes; night 0 where it never does.
    step: u32,
    /// Rounds its scaled rooms, so that many small hotels together keep their share.
    dither: f64,
}

impl DrawnHotel {
    /// Returns the rooms of a type on a night.
    #[must_use]
    pub fn rooms(&self, room_type: usize, night: u32) -> u32 {
        self.rooms[usize::from(night >= self.step)][room_type]
    }

    /// Returns the rooms of both types on a night.
    #[must_use]
    pub fn total(&self, night: u32) -> u32 {
        self.rooms(0, night) + self.rooms(1, night)
    }

    /// Returns the rooms of both types on its worst night.
    #[must_use]
    pub fn least(&self) -> u32 {
        self.rooms.iter().map(|rooms| rooms[0] + rooms[1]).min().unwrap_or_default()
    }

    /// Multiplies all rooms, rounding each hotel up or down by chance, all its counts alike.
    pub fn scale(&mut self, factor: f64) {
        for rooms in self.rooms.as_flattened_mut() {
            *rooms = floored(f64::from(*rooms) * factor + self.dither);
        }
    }

    /// Returns the intervals of nights with constant rooms of a type: first night, end, rooms.
    #[must_use]
    pub fn spans(&self, room_type: usize, n_nights: u32) -> Vec<(u32, u32, u32)> {
        let [before, after] = self.rooms.map(|rooms| rooms[room_type]);
        if self.step == 0 || before == after {
            return vec![(0, n_nights, after)];
        }
        vec![(0, self.step, before), (self.step, n_nights, after)]
    }
}

/// Draws the hotels.
pub fn hotels(shape: &Shape, plain: &Plain, draw: &mut Draw) -> Vec<DrawnHotel> {
    let places = plain.points(shape.hotels, 1.3, draw);
    places.into_iter().map(|place| hotel(shape, place, draw)).collect()
}

fn hotel(shape: &Shape, place: Place, draw: &mut Draw) -> DrawnHotel {
    // The mean of 12 rooms; size L has the 25,000 rooms of its 2,095 hotels.
    let stretch = if shape.size == Size::L { 25_000.0 / 2095.0 / 12.0 } else { 1.0 };
    let size = draw.lognormal_of_mean(12.0, 1.05).clamp(1.0, 300.0);
    let size = rounded(size.round() * stretch).max(1);
    let twins = rounded(f64::from(size) * draw.beta(2.0, 2.0)).min(size);
    let full = [size - twins, twins];
    let (steps, step) = (draw.chance(0.3), draw.between(1, shape.nights.max(2)));
    let (left, up) = (draw.uniform(0.5, 1.0), draw.chance(0.6));
    let fewer = full.map(|rooms| floored(f64::from(rooms) * left));
    let step = if steps && step < shape.nights { step } else { 0 };
    let rooms = match (step, up) {
        (0, _) => [full, full],
        (_, true) => [fewer, full],
        (_, false) => [full, fewer],
    };
    let price = draw.uniform(20.0, 60.0);
    DrawnHotel {
        place,
        rates: [price.round(), (price * 1.35).round()],
        opening_cost: (200.0 + 10.0 * f64::from(size) + draw.uniform(0.0, 300.0)).round(),
        separate_bath: draw.chance(0.85),
        parking: draw.chance(0.6),
        rooms,
        step,
        dither: draw.unit(),
    }
}
