//! Which door of its kind each roomful gets: partners next to each other, and a group on few floors.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Roomful;
use super::super::near::are_next;
use super::Kind;
use crate::domain::{Room, Stay};

/// How often doors are exchanged to bring partners together.
const ROUNDS_MAX: usize = 4;

/// The doors so far.
pub(super) struct Plan<'a> {
    list: &'a [Room],
    roomfuls: &'a [Roomful],
    partners: &'a [BTreeSet<usize>],
    kind_of: &'a [Option<usize>],
    /// The door that each roomful had and keeps.
    kept: Vec<Option<usize>>,
    /// The room of each roomful.
    pub rooms: Vec<Option<usize>>,
    /// Who is in each room at some time.
    taken: BTreeMap<usize, Vec<usize>>,
    /// The floors that each group is on.
    floors: BTreeMap<usize, BTreeSet<(&'a str, &'a str)>>,
}

impl<'a> Plan<'a> {
    pub fn new(
        list: &'a [Room],
        roomfuls: &'a [Roomful],
        partners: &'a [BTreeSet<usize>],
        kind_of: &'a [Option<usize>],
    ) -> Self {
        let rooms = vec![None; roomfuls.len()];
        let kept = vec![None; roomfuls.len()];
        Self { list, roomfuls, partners, kind_of, kept, rooms, taken: BTreeMap::new(), floors: BTreeMap::new() }
    }

    /// Gives every roomful a door of its kind, in an order in which nobody arrives before those who come before: first the doors
    /// that roomfuls had, as far as all others still find one.
    pub fn place(&mut self, order: &[usize], kinds: &[Kind], former: &[Option<usize>]) {
        let is_kept = |at: usize, door: usize| self.kind_of[at].is_some_and(|kind| kinds[kind].rooms.contains(&door));
        self.kept = former.iter().enumerate().map(|(at, door)| door.filter(|&door| is_kept(at, door))).collect();
        loop {
            self.rooms.fill(None);
            self.taken.clear();
            self.floors.clear();
            self.keep(order);
            self.place_others(order, kinds);
            let without = order.iter().copied().find(|&at| self.rooms[at].is_none() && self.kind_of[at].is_some());
            if !without.is_some_and(|at| self.give_up_some(at, kinds)) {
                return;
            }
        }
    }

    /// Gives roomfuls the doors that they had.
    fn keep(&mut self, order: &[usize]) {
        for &at in order {
            let Some(door) = self.kept[at] else { continue };
            if self.is_free(door, self.roomfuls[at].held, at) {
                self.put(at, door);
            } else {
                self.kept[at] = None;
            }
        }
    }

    /// Lets the fewest roomfuls give up the doors that they had so that one more finds a door; tells whether there are such.
    fn give_up_some(&mut self, at: usize, kinds: &[Kind]) -> bool {
        let (Some(kind), held) = (self.kind_of[at], self.roomfuls[at].held) else { return false };
        let in_the_way = |door: &usize| -> Vec<usize> {
            let is_kept = |&other: &usize| {
                self.kept[other] == Some(*door)
                    && self.rooms[other] == Some(*door)
                    && self.roomfuls[other].held.overlaps(held)
            };
            (0..self.roomfuls.len()).filter(is_kept).collect()
        };
        let doors = kinds[kind].rooms.iter().map(in_the_way).filter(|others| !others.is_empty());
        let Some(fewest) = doors.min_by_key(Vec::len) else { return false };
        for other in fewest {
            self.kept[other] = None;
        }
        true
    }

    fn place_others(&mut self, order: &[usize], kinds: &[Kind]) {
        for &at in order {
            let Some(kind) = self.kind_of[at].filter(|_| self.kept[at].is_none()) else { continue };
            let held = self.roomfuls[at].held;
            let free = kinds[kind].rooms.iter().copied().filter(|&room| self.is_free(room, held, at));
            if let Some(room) = free.min_by_key(|&room| self.remoteness(at, room)) {
                self.put(at, room);
            }
        }
    }

    /// Tells whether a room is free on some nights, but for one roomful.
    fn is_free(&self, room: usize, held: Stay, but_for: usize) -> bool {
        let others = self.taken.get(&room).map_or(&[][..], Vec::as_slice);
        others.iter().all(|&other| other == but_for || !self.roomfuls[other].held.overlaps(held))
    }

    /// Returns what speaks against a room for a roomful, the weightiest first.
    fn remoteness(&self, at: usize, room: usize) -> (usize, bool, bool, usize) {
        let numbered = self.partners[at].iter().filter_map(|&partner| self.rooms[partner]);
        let n_apart = numbered.filter(|&partner| !are_next(self.list, room, partner)).count();
        let is_waiting = self.partners[at].iter().any(|&partner| self.rooms[partner].is_none());
        let beside = [room.checked_sub(1), Some(room + 1)].into_iter().flatten();
        let held = self.roomfuls[at].held;
        let has_space = !is_waiting || {
            let mut free = beside.filter(|&next| are_next(self.list, room, next) && self.is_free(next, held, at));
            free.next().is_some()
        };
        let here = self.list.get(room).map(|room| (room.wing.as_str(), room.floor.as_str()));
        let groups = self.roomfuls[at].occupants.iter().map(|occupant| occupant.group);
        let on_floor = groups.filter_map(|group| self.floors.get(&group));
        let is_new_floor = on_floor.clone().next().is_some()
            && !on_floor.into_iter().any(|floors| here.is_some_and(|here| floors.contains(&here)));
        (n_apart, !has_space, is_new_floor, room)
    }

    fn put(&mut self, at: usize, room: usize) {
        if let Some(before) = self.rooms[at].replace(room) {
            self.taken.entry(before).or_default().retain(|&other| other != at);
        }
        self.taken.entry(room).or_default().push(at);
        if let Some(here) = self.list.get(room) {
            for occupant in &self.roomfuls[at].occupants {
                self.floors.entry(occupant.group).or_default().insert((&here.wing, &here.floor));
            }
        }
    }

    /// Exchanges doors of one kind while that brings more partners together; returns how many pairs stay apart.
    pub fn bring_together(&mut self, kinds: &[Kind]) -> usize {
        for _ in 0..ROUNDS_MAX {
            let before = self.n_apart();
            if before == 0 {
                break;
            }
            for at in 0..self.roomfuls.len() {
                self.draw_near(at, kinds);
            }
            if self.n_apart() == before {
                break;
            }
        }
        self.n_apart()
    }

    fn n_apart(&self) -> usize {
        (0..self.roomfuls.len()).map(|at| self.n_apart_of(at)).sum::<usize>().div_euclid(2)
    }

    /// Returns how many partners of a roomful have a room that is not next to its own.
    fn n_apart_of(&self, at: usize) -> usize {
        let Some(own) = self.rooms[at] else { return 0 };
        let numbered = self.partners[at].iter().filter_map(|&partner| self.rooms[partner]);
        numbered.filter(|&partner| !are_next(self.list, own, partner)).count()
    }

    /// Moves a roomful next to a partner, and who is there into its room, if fewer pairs are apart then.
    fn draw_near(&mut self, at: usize, kinds: &[Kind]) {
        let (Some(own), Some(kind)) = (self.rooms[at], self.kind_of[at]) else { return };
        if self.kept[at].is_some() {
            return;
        }
        let apart: Vec<usize> = self.partners[at].iter().filter_map(|&partner| self.rooms[partner]).collect();
        let beside = apart.iter().flat_map(|&room| [room.checked_sub(1), Some(room + 1)]).flatten();
        let wanted: BTreeSet<usize> = beside
            .filter(|&room| apart.iter().any(|&partner| are_next(self.list, room, partner)))
            .filter(|room| *room != own && kinds[kind].rooms.binary_search(room).is_ok())
            .collect();
        for room in wanted {
            if self.n_apart_of(at) == 0 {
                return;
            }
            let there: Vec<usize> = self.taken.get(&room).cloned().unwrap_or_default();
            let in_the_way: Vec<usize> =
                there.into_iter().filter(|&other| self.roomfuls[other].held.overlaps(self.roomfuls[at].held)).collect();
            let must_stay =
                |&other: &usize| self.kept[other].is_some() || !self.is_free(own, self.roomfuls[other].held, at);
            if in_the_way.iter().any(must_stay) {
                continue;
            }
            let moved = || in_the_way.iter().copied().chain([at]);
            let before: usize = moved().map(|one| self.n_apart_of(one)).sum();
            let exchange = |plan: &mut Self, mine: usize, theirs: usize| {
                for &other in &in_the_way {
                    plan.put(other, theirs);
                }
                plan.put(at, mine);
            };
            exchange(self, room, own);
            if moved().map(|one| self.n_apart_of(one)).sum::<usize>() >= before {
                exchange(self, own, room);
            }
        }
    }
}
