//! Roomfuls of one hotel to the doors of its list: as many as can be, guests with needs into accessible rooms (R8), the other
//! accessible rooms last, and partners next to each other (R23).
//!
//! Doors of one kind are interchangeable. Which kind each roomful gets is searched exactly; which door of it, from arrival to
//! arrival, so that a door that is free is always found: as many stays overlap as there are doors.

use std::collections::{BTreeMap, BTreeSet};

use super::Roomful;
use super::choice::{self, Loss, Puzzle};
use super::memory::Memory;
use super::near;
use super::ties::Ties;
use crate::domain::{Instance, Room};

mod door;

/// The doors of roomfuls.
pub(super) struct Numbered {
    /// The position of each roomful's room; none where the number is the hotel's to give.
    pub rooms: Vec<Option<usize>>,
    /// The order in which they stand on a list.
    pub order: Vec<usize>,
    /// Nothing better is possible.
    pub is_proven: bool,
}

/// Gives doors to the roomfuls of one hotel.
pub(super) fn number(instance: &Instance, (ties, memory): (&Ties, &Memory), roomfuls: &[Roomful]) -> Numbered {
    let partners = near::partners(ties, roomfuls);
    let order = near::order(roomfuls, &partners);
    let hotel = roomfuls.first().map_or(0, |roomful| roomful.hotel);
    let kinds = kinds(instance, hotel);
    if kinds.is_empty() {
        return Numbered { rooms: vec![None; roomfuls.len()], order, is_proven: true };
    }
    let former = memory.doors(roomfuls);
    let mut doors = Doors::new(instance, (roomfuls, &former), &kinds);
    let floor = [doors.n_too_few(roomfuls), 0, 0, 0];
    let choice = choice::best(&mut doors, floor);
    let mut kind_of: Vec<Option<usize>> = vec![None; roomfuls.len()];
    let is_proven = choice.as_ref().is_some_and(|choice| choice.is_proven && choice.loss[1] == 0);
    for (item, option) in choice.map(|choice| choice.options).unwrap_or_default().into_iter().enumerate() {
        kind_of[doors.items[item]] = doors.options[item][option];
    }
    let mut plan = door::Plan::new(&instance.people.rooms, roomfuls, &partners, &kind_of);
    plan.place(&order, &kinds, &former);
    let n_apart = plan.bring_together(&kinds);
    Numbered { rooms: plan.rooms, order, is_proven: is_proven && n_apart == 0 }
}

/// Doors of one hotel that are the same for everybody.
pub(super) struct Kind {
    guests_max: Option<u32>,
    is_accessible: bool,
    /// Their positions in the list, ascending.
    pub rooms: Vec<usize>,
}

fn kinds(instance: &Instance, hotel: usize) -> Vec<Kind> {
    let mut kinds: BTreeMap<(&str, &str, Option<u32>, bool), Vec<usize>> = BTreeMap::new();
    for (at, room) in instance.people.rooms_of(hotel) {
        let key = (room.wing.as_str(), room.room_type.as_str(), room.guests_max, room.is_accessible());
        kinds.entry(key).or_default().push(at);
    }
    let kind = |((_, _, guests_max, is_accessible), rooms)| Kind { guests_max, is_accessible, rooms };
    kinds.into_iter().map(kind).collect()
}

impl Kind {
    /// Tells whether a roomful may be in these rooms.
    fn takes(&self, instance: &Instance, roomful: &Roomful) -> bool {
        let pool = &instance.hotels[roomful.hotel].pools[roomful.pool];
        let sample: Option<&Room> = self.rooms.first().map(|&room| &instance.people.rooms[room]);
        sample.is_some_and(|room| room.serves(&pool.wing, &pool.room_type))
            && self.guests_max.is_none_or(|most| roomful.n_guests() <= most)
    }
}

/// Which kind of door each roomful gets.
struct Doors {
    /// The roomfuls, those that are alike beside each other.
    items: Vec<usize>,
    /// The kinds that each may have, and none.
    options: Vec<Vec<Option<usize>>>,
    losses: Vec<Vec<Loss>>,
    like_before: Vec<bool>,
    /// The spans of nights that each holds.
    spans: Vec<std::ops::Range<usize>>,
    /// The first night of each span.
    cuts: Vec<u32>,
    /// Doors left, by kind and span.
    left: Vec<Vec<u32>>,
}

impl Doors {
    fn new(instance: &Instance, (roomfuls, former): (&[Roomful], &[Option<usize>]), kinds: &[Kind]) -> Self {
        let kept =
            |door: &Option<usize>| kinds.iter().position(|kind| door.is_some_and(|door| kind.rooms.contains(&door)));
        let kept: Vec<Option<usize>> = former.iter().map(kept).collect();
        let key = |at: usize| {
            let roomful: &Roomful = &roomfuls[at];
            let needs = roomful.needs_accessible(instance);
            (!needs, std::cmp::Reverse(roomful.n_guests()), roomful.pool, roomful.held, kept[at])
        };
        let mut items: Vec<usize> = (0..roomfuls.len()).collect();
        items.sort_by_key(|&at| (key(at), at));
        let like_before = (0..items.len()).map(|at| at > 0 && key(items[at]) == key(items[at - 1])).collect();
        let cuts: BTreeSet<u32> =
            roomfuls.iter().flat_map(|roomful| [roomful.held.arrive, roomful.held.depart]).collect();
        let cuts: Vec<u32> = cuts.into_iter().collect();
        let span = |&at: &usize| {
            let held = roomfuls[at].held;
            cuts.partition_point(|&cut| cut < held.arrive)..cuts.partition_point(|&cut| cut < held.depart)
        };
        let ways: Vec<_> = items.iter().map(|&at| ways(instance, &roomfuls[at], (kinds, kept[at]))).collect();
        let (losses, options) = ways.into_iter().map(|ways| ways.into_iter().unzip::<_, _, Vec<_>, Vec<_>>()).unzip();
        let spans = items.iter().map(span).collect();
        let left = kinds.iter().map(|kind| vec![u32::try_from(kind.rooms.len()).unwrap_or(u32::MAX); cuts.len()]);
        Self { items, options, losses, like_before, spans, left: left.collect(), cuts }
    }

    /// Returns how many roomfuls have no door on the night when there are most of them, at least.
    fn n_too_few(&self, roomfuls: &[Roomful]) -> u32 {
        let n_doors: usize = self.left.iter().map(|left| left.first().map_or(0, |&count| count as usize)).sum();
        let n_there = |&night: &u32| roomfuls.iter().filter(|roomful| roomful.held.covers(night)).count();
        let most = self.cuts.iter().map(n_there).max().unwrap_or(0);
        u32::try_from(most.saturating_sub(n_doors)).unwrap_or(u32::MAX)
    }
}

/// Returns the kinds that a roomful may have, the best first, and to have none: what each loses is a number, a need, and
/// an accessible room that nobody needs, and the kind that it had before.
fn ways(instance: &Instance, roomful: &Roomful, (kinds, kept): (&[Kind], Option<usize>)) -> Vec<(Loss, Option<usize>)> {
    let needs = roomful.needs_accessible(instance);
    let mut ways: Vec<(Loss, Option<usize>)> = Vec::new();
    for (at, kind) in kinds.iter().enumerate().filter(|(_, kind)| kind.takes(instance, roomful)) {
        let unmet = needs && !kind.is_accessible;
        let spent = kind.is_accessible && !needs;
        let other = kept.is_some_and(|kept| kept != at);
        ways.push(([0, u32::from(unmet), u32::from(spent), u32::from(other)], Some(at)));
    }
    let width = |at: Option<usize>| at.map_or(u32::MAX, |at| kinds[at].guests_max.unwrap_or(u32::MAX));
    ways.push(([1, u32::from(needs), 0, 0], None));
    ways.sort_by_key(|&(loss, at)| (loss, width(at), at));
    ways
}

impl Puzzle for Doors {
    fn n_items(&self) -> usize {
        self.items.len()
    }

    fn losses(&self, item: usize) -> &[Loss] {
        &self.losses[item]
    }

    fn is_like_before(&self, item: usize) -> bool {
        self.like_before[item]
    }

    fn take(&mut self, item: usize, option: usize) -> bool {
        let Some(kind) = self.options[item][option] else { return true };
        let left = &mut self.left[kind][self.spans[item].clone()];
        let is_free = left.iter().all(|&count| count > 0);
        if is_free {
            for count in left {
                *count -= 1;
            }
        }
        is_free
    }

    fn give_back(&mut self, item: usize, option: usize) {
        if let Some(kind) = self.options[item][option] {
            for count in &mut self.left[kind][self.spans[item].clone()] {
                *count += 1;
            }
        }
    }
}
