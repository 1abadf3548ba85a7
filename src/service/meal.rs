//! R42: how many meals each hotel serves on each day.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chunk, chunks};
use crate::domain::{Allocation, Instance};

/// The meals of one hotel on one day, or of the guests of one class in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Position of the hotel.
    pub hotel: usize,
    /// Position of the class of the guests who are counted; none for all of them.
    pub class: Option<usize>,
    /// The day, by the night that follows it.
    pub night: u32,
    /// Guests who sleep there the night after.
    pub asleep: u32,
    /// For those who slept there the night before.
    pub breakfast: u32,
    /// For those who slept there and stay.
    pub lunch: u32,
    /// For those who sleep there, but for who comes late that night.
    pub dinner: u32,
    /// For those who come late in the evening or in the night, and for groups that ask for it every night.
    pub supper: u32,
    /// Guests that it feeds with all sittings of a meal; none where nobody knows.
    pub most: Option<u64>,
}

/// R42. Counts the meals of every hotel and day on which somebody eats, sorted.
#[must_use]
pub fn r42_meals(instance: &Instance, allocation: &Allocation) -> Vec<Day> {
    let chunks = chunks(instance, allocation);
    chunks.chunk_by(|a, b| a.hotel == b.hotel).flat_map(|own| days(instance, own, None)).collect()
}

/// R42. Counts the meals of every hotel, day and class apart: the loops of a house eat apart. Sorted by hotel, day and class.
#[must_use]
pub fn r42_meals_by_class(instance: &Instance, allocation: &Allocation) -> Vec<Day> {
    let mut by_class: BTreeMap<(usize, usize), Vec<Chunk>> = BTreeMap::new();
    for chunk in chunks(instance, allocation) {
        by_class.entry((chunk.hotel, instance.groups[chunk.group].class)).or_default().push(chunk);
    }
    let counted = by_class.into_iter().flat_map(|((_, class), own)| days(instance, &own, Some(class)));
    let mut all: Vec<Day> = counted.collect();
    all.sort_by_key(|day| (day.hotel, day.night, day.class));
    all
}

/// Counts the meals of guests of one hotel, on each day on which one of them eats.
fn days(instance: &Instance, own: &[Chunk], class: Option<usize>) -> Vec<Day> {
    let nights: BTreeSet<u32> = own.iter().flat_map(|chunk| chunk.stay.arrive..=chunk.stay.depart).collect();
    nights.into_iter().map(|night| day(instance, own, night, class)).collect()
}

fn day(instance: &Instance, chunks: &[Chunk], night: u32, class: Option<usize>) -> Day {
    let count = |is_so: &dyn Fn(&Chunk) -> bool| {
        chunks.iter().filter(|chunk| is_so(chunk)).fold(0_u32, |sum, chunk| sum.saturating_add(chunk.guests))
    };
    let slept = |chunk: &Chunk| night.checked_sub(1).is_some_and(|before| chunk.stay.covers(before));
    let day_cut = instance.rules.day_cut;
    let comes_late = |chunk: &Chunk| chunk.stay.arrive == night && instance.groups[chunk.group].comes_late(day_cut);
    let hotel = chunks.first().map_or(0, |chunk| chunk.hotel);
    let asleep = count(&|chunk| chunk.stay.covers(night));
    let supper = count(&|chunk| instance.groups[chunk.group].sups_late(night, day_cut));
    Day {
        hotel,
        class,
        night,
        asleep,
        breakfast: count(&slept),
        lunch: count(&|chunk| slept(chunk) && chunk.stay.covers(night)),
        dinner: asleep.saturating_sub(count(&comes_late)),
        supper,
        most: instance.hotels[hotel].meals_max.map(|most| u64::from(most) * u64::from(instance.rules.sittings)),
    }
}

impl Day {
    /// Returns the guests at the fullest meal beyond what the hotel feeds; 0 where nobody knows how many it does.
    #[must_use]
    pub fn too_many(&self) -> u64 {
        let fullest = self.breakfast.max(self.lunch).max(self.dinner);
        self.most.map_or(0, |most| u64::from(fullest).saturating_sub(most))
    }
}
