//! The ways in which guests who belong together may be split over rooms, with what each refuses.

use super::super::choice::Loss;
use super::super::slot::Slot;
use super::super::ties::{Tie, Ties};
use crate::domain::{Instance, Sex, Sharing};

/// The largest set of guests whose every way is looked at.
const SET_MAX: usize = 6;
/// How many ways of a set are looked at.
const OPTIONS_MAX: usize = 4_000;

/// Guests in one room: several, or one who needs it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// Whose room it is, by position of the slot.
    pub slot: usize,
    /// Whose places they take, by slot.
    pub places: Vec<(usize, u32)>,
    /// Nobody else joins them.
    pub is_closed: bool,
    /// Somebody needs an accessible room, and it is one (R8).
    pub needs_accessible: bool,
    /// The guests, sorted.
    pub guests: Vec<usize>,
}

/// Sets of guests, with their ways.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The ways of each set, as parts; guests in none take what is left.
    pub options: Vec<Vec<Vec<Part>>>,
    /// What each way refuses: carers, needs, wishes to share.
    pub losses: Vec<Vec<Loss>>,
    /// Whether a set is like the one before it, but for who is in it.
    pub like_before: Vec<bool>,
}

/// Returns the sets of guests with wishes or needs; tells whether all their ways are there.
pub(super) fn items(instance: &Instance, ties: &Ties, slots: &[Slot], guests: &[usize]) -> (Items, bool) {
    let house = House { instance, ties, slots };
    let mut is_whole = true;
    let mut ways: Vec<Vec<(Loss, Vec<Part>)>> = Vec::new();
    for set in ties.sets(guests, Tie::Share) {
        let is_plain = set.len() == 1 && !instance.people.guests[set[0]].needs_accessible();
        if is_plain {
            continue;
        }
        let small = if set.len() <= SET_MAX { vec![set] } else { ties.sets(&set, Tie::Care) };
        is_whole &= small.len() == 1;
        for set in small.iter().flat_map(|set| set.chunks(SET_MAX)) {
            let mut own = house.ways(set);
            own.sort_by(|(a, parts_a), (b, parts_b)| (a, shape(parts_a)).cmp(&(b, shape(parts_b))));
            is_whole &= own.len() <= OPTIONS_MAX;
            own.truncate(OPTIONS_MAX);
            own.push((house.loss(&set.iter().map(|&guest| vec![guest]).collect::<Vec<_>>(), set, 0), Vec::new()));
            own.sort_by_key(|(loss, _)| *loss);
            ways.push(own);
        }
    }
    let look = |ways: &Vec<(Loss, Vec<Part>)>| -> Vec<(Loss, Vec<Shape>)> {
        ways.iter().map(|(loss, parts)| (*loss, shape(parts))).collect()
    };
    let mut looks: Vec<_> = ways.into_iter().map(|ways| (look(&ways), ways)).collect();
    looks.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut items = Items::default();
    for at in 0..looks.len() {
        items.like_before.push(at > 0 && looks[at].0 == looks[at - 1].0);
    }
    for (_, ways) in looks {
        let (losses, options) = ways.into_iter().unzip();
        items.losses.push(losses);
        items.options.push(options);
    }
    (items, is_whole)
}

/// A part without its guests.
type Shape = (usize, Vec<(usize, u32)>, bool, bool, usize);

fn shape(parts: &[Part]) -> Vec<Shape> {
    let shape =
        |part: &Part| (part.slot, part.places.clone(), part.is_closed, part.needs_accessible, part.guests.len());
    parts.iter().map(shape).collect()
}

/// The rooms of a group in a hotel.
struct House<'a> {
    instance: &'a Instance,
    ties: &'a Ties,
    slots: &'a [Slot],
}

impl House<'_> {
    /// Returns every way of a set: every partition into parts that belong together, and every room for each part.
    fn ways(&self, set: &[usize]) -> Vec<(Loss, Vec<Part>)> {
        let mut ways = Vec::new();
        for partition in partitions(set) {
            let rooms: Option<Vec<Vec<Option<Part>>>> = partition.iter().map(|part| self.rooms(part)).collect();
            let Some(rooms) = rooms else { continue };
            let mut combined: Vec<Vec<Option<Part>>> = vec![Vec::new()];
            for options in rooms {
                let longer = combined.iter().flat_map(|before| {
                    options.iter().map(|option| before.iter().cloned().chain([option.clone()]).collect())
                });
                combined = longer.take(OPTIONS_MAX + 1).collect();
            }
            for parts in combined {
                let parts: Vec<Part> = parts.into_iter().flatten().collect();
                let n_met = parts.iter().filter(|part| part.needs_accessible).flat_map(|part| &part.guests);
                let n_met = n_met.filter(|&&guest| self.instance.people.guests[guest].needs_accessible()).count();
                ways.push((self.loss(&partition, set, n_met), parts));
            }
            if ways.len() > OPTIONS_MAX {
                break;
            }
        }
        ways
    }

    /// Returns what a partition refuses, where so many needs are met.
    fn loss(&self, partition: &[Vec<usize>], set: &[usize], n_met: usize) -> Loss {
        let mut loss = [0; 4];
        for (at, part) in partition.iter().enumerate() {
            for other in partition.iter().skip(at + 1) {
                for tie in part.iter().flat_map(|&a| other.iter().filter_map(move |&b| self.ties.between(a, b))) {
                    match tie {
                        Tie::Care => loss[0] += 1,
                        Tie::Share => loss[2] += 1,
                        Tie::Next => {}
                    }
                }
            }
        }
        let needs = set.iter().filter(|&&guest| self.instance.people.guests[guest].needs_accessible()).count();
        loss[1] = u32::try_from(needs.saturating_sub(n_met)).unwrap_or(u32::MAX);
        loss
    }

    /// Returns the rooms that a part may have; `None` among them where it may take what is left. None at all where the
    /// guests may not be together.
    fn rooms(&self, part: &[usize]) -> Option<Vec<Option<Part>>> {
        let needs = part.iter().any(|&guest| self.instance.people.guests[guest].needs_accessible());
        let mut rooms = Vec::new();
        for at in 0..self.slots.len() {
            let Some(room) = self.room(part, at) else { continue };
            if needs && self.slots[at].accessible > 0 {
                rooms.push(Some(Part { needs_accessible: true, ..room.clone() }));
            }
            if part.len() > 1 {
                rooms.push(Some(room));
            }
        }
        if part.len() == 1 {
            rooms.push(None);
        }
        (!rooms.is_empty()).then_some(rooms)
    }

    /// Returns a part in a room of a slot; none where it may not be there.
    fn room(&self, part: &[usize], at: usize) -> Option<Part> {
        let (slot, size) = (&self.slots[at], u32::try_from(part.len()).ok()?);
        let is_one_sex = part.iter().all(|&guest| self.sex(guest) == slot.sex);
        if is_one_sex && size <= slot.together && self.are_tied(part, Tie::Share) {
            let (places, guests) = (vec![(at, size)], part.to_vec());
            return Some(Part { slot: at, places, is_closed: false, needs_accessible: false, guests });
        }
        self.r4_room(part, at)
    }

    /// R4. Who is looked after shares with the carer whatever the mode, and with nobody else; each takes the place that the
    /// allocation has for that sex.
    fn r4_room(&self, part: &[usize], at: usize) -> Option<Part> {
        let (slot, size) = (&self.slots[at], u32::try_from(part.len()).ok()?);
        if size < 2 || size > slot.guests_max || !self.are_tied(part, Tie::Care) {
            return None;
        }
        let mut places: Vec<(usize, u32)> = Vec::new();
        for &guest in part {
            let is_own = |other: &Slot| (other.pool, other.sex) == (slot.pool, self.sex(guest));
            let own = self.slots.iter().position(is_own)?;
            match places.iter_mut().find(|(known, _)| *known == own) {
                Some((_, count)) => *count += 1,
                None => places.push((own, 1)),
            }
        }
        places.sort_unstable();
        Some(Part { slot: at, places, is_closed: true, needs_accessible: false, guests: part.to_vec() })
    }

    /// Returns which places a guest takes.
    fn sex(&self, guest: usize) -> Option<Sex> {
        let guest = &self.instance.people.guests[guest];
        guest.sex.filter(|_| self.instance.groups[guest.group].sharing == Sharing::SameSex)
    }

    /// Tells whether ties at least so strong connect all of a part.
    fn are_tied(&self, part: &[usize], weakest: Tie) -> bool {
        self.ties.sets(part, weakest).iter().map(Vec::len).eq([part.len()]) || part.len() == 1
    }
}

/// Returns every partition of a set, the whole set first.
fn partitions(set: &[usize]) -> Vec<Vec<Vec<usize>>> {
    let Some((&first, rest)) = set.split_first() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for chosen in (0..1_u32 << rest.len()).rev() {
        let is_in = |at: usize| chosen & (1 << at) != 0;
        let with: Vec<usize> =
            [first].into_iter().chain((0..rest.len()).filter(|&at| is_in(at)).map(|at| rest[at])).collect();
        let without: Vec<usize> = (0..rest.len()).filter(|&at| !is_in(at)).map(|at| rest[at]).collect();
        for mut partition in partitions(&without) {
            partition.insert(0, with.clone());
            all.push(partition);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_as_many_partitions_as_bell_counted() {
        let counts: Vec<usize> = (0..=6).map(|size| partitions(&(0..size).collect::<Vec<_>>()).len()).collect();
        assert_eq!(counts, [1, 1, 2, 5, 15, 52, 203]);
        assert_eq!(partitions(&[4, 7])[0], [[4, 7]]);
        let distinct: BTreeSet<_> = partitions(&[1, 2, 3]).into_iter().collect();
        assert_eq!(distinct.len(), 5);
    }
}
