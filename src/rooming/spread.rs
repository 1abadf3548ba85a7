//! Which guests by name go to which hotel of their group: those who belong together into one, as long as there is one that
//! has places for all of them.

use std::collections::BTreeMap;

use super::memory::Memory;
use super::slot::Slot;
use super::ties::{Tie, Ties};
use crate::domain::{Guest, Instance, Sex, Sharing};

/// Guests by group and hotel, sorted.
pub(super) type Spread = BTreeMap<(usize, usize), Vec<usize>>;

/// Spreads the guests. Those for whom the plan has no place are nowhere: the last ones by id, those without ties first.
pub(super) fn spread(instance: &Instance, slots: &[Slot], ties: &Ties, memory: &Memory) -> Spread {
    let mut of_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, guest) in instance.people.guests.iter().enumerate() {
        of_group.entry(guest.group).or_default().push(at);
    }
    let mut accessible: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for slot in slots {
        let rooms = accessible.entry((slot.hotel, slot.pool)).or_insert(slot.accessible);
        *rooms = slot.accessible.max(*rooms);
    }
    let mut spread = Spread::new();
    for (group, guests) in of_group {
        let first = slots.partition_point(|slot| slot.group < group);
        let own = slots.get(first..).unwrap_or_default().iter().take_while(|slot| slot.group == group);
        let mut places = Places::new((instance, memory), own, &accessible);
        let mut sets = ties.sets(&guests, Tie::Next);
        let urgency = |set: &Vec<usize>| {
            let needs = set.iter().any(|&guest| instance.people.guests[guest].needs_accessible());
            let cares = set.iter().any(|&guest| !instance.people.guests[guest].carer_of.is_empty());
            let is_new = set.iter().all(|&guest| memory.of(guest).is_none());
            (!needs, !cares, is_new, std::cmp::Reverse(set.len()))
        };
        sets.sort_by_key(urgency);
        for set in sets {
            places.place(&set, ties, &mut spread, group);
        }
        accessible.extend(places.accessible);
    }
    for guests in spread.values_mut() {
        guests.sort_unstable();
    }
    spread
}

/// What a group still has, hotel by hotel.
struct Places<'a> {
    instance: &'a Instance,
    memory: &'a Memory,
    by_sex: bool,
    /// Places by hotel and by sex, of guests who share by sex.
    left: BTreeMap<usize, BTreeMap<Option<Sex>, u32>>,
    /// Accessible rooms by hotel and pool.
    accessible: BTreeMap<(usize, usize), u32>,
}

impl<'a> Places<'a> {
    fn new(
        (instance, memory): (&'a Instance, &'a Memory),
        slots: impl Iterator<Item = &'a Slot>,
        accessible: &BTreeMap<(usize, usize), u32>,
    ) -> Self {
        let mut places = Self { instance, memory, by_sex: false, left: BTreeMap::new(), accessible: BTreeMap::new() };
        for slot in slots {
            places.by_sex = instance.groups[slot.group].sharing == Sharing::SameSex;
            *places.left.entry(slot.hotel).or_default().entry(slot.sex).or_default() += slot.guests;
            let key = (slot.hotel, slot.pool);
            places.accessible.extend(accessible.get(&key).map(|&rooms| (key, rooms)));
        }
        places
    }

    /// Returns which places a guest can take.
    fn sex(&self, guest: &Guest) -> Option<Sex> {
        guest.sex.filter(|_| self.by_sex)
    }

    fn guest(&self, guest: usize) -> &'a Guest {
        &self.instance.people.guests[guest]
    }

    /// Places a set in one hotel, or else what of it belongs most together, or else each where there is a place.
    fn place(&mut self, set: &[usize], ties: &Ties, spread: &mut Spread, group: usize) {
        let fits: Vec<usize> = self.left.keys().copied().filter(|&hotel| self.fits(set, hotel)).collect();
        let needs = set.iter().filter(|&&guest| self.guest(guest).needs_accessible()).count();
        let least = |&hotel: &usize| {
            let rooms: u64 =
                self.accessible.range((hotel, 0)..(hotel + 1, 0)).map(|(_, &rooms)| u64::from(rooms)).sum();
            let n_short = (needs as u64).saturating_sub(rooms);
            let slept_elsewhere = |&&guest: &&usize| self.memory.of(guest).is_some_and(|former| former.hotel != hotel);
            (n_short, set.iter().filter(slept_elsewhere).count(), self.left[&hotel].values().sum::<u32>(), hotel)
        };
        if let Some(hotel) = fits.into_iter().min_by_key(least) {
            for &guest in set {
                self.take(guest, hotel);
                spread.entry((group, hotel)).or_default().push(guest);
            }
        } else if set.len() > 1 {
            for part in parts(set, ties) {
                self.place(&part, ties, spread, group);
            }
        }
    }

    fn fits(&self, set: &[usize], hotel: usize) -> bool {
        let mut wanted: BTreeMap<Option<Sex>, u32> = BTreeMap::new();
        for &guest in set {
            *wanted.entry(self.sex(self.guest(guest))).or_default() += 1;
        }
        wanted.iter().all(|(sex, &count)| self.left[&hotel].get(sex).is_some_and(|&left| left >= count))
    }

    fn take(&mut self, guest: usize, hotel: usize) {
        let guest = self.guest(guest);
        let sex = self.sex(guest);
        if let Some(left) = self.left.get_mut(&hotel).and_then(|left| left.get_mut(&sex)) {
            *left = left.saturating_sub(1);
        }
        if guest.needs_accessible() {
            let rooms = self.accessible.range_mut((hotel, 0)..(hotel + 1, 0)).find(|(_, rooms)| **rooms > 0);
            if let Some((_, rooms)) = rooms {
                *rooms -= 1;
            }
        }
    }
}

/// Returns the parts of a set that stronger ties connect than those that connect it; each guest alone where there are none.
fn parts(set: &[usize], ties: &Ties) -> Vec<Vec<usize>> {
    let by_strength = [Tie::Share, Tie::Care].map(|weakest| ties.sets(set, weakest));
    let alone = || set.iter().map(|&guest| vec![guest]).collect();
    by_strength.into_iter().find(|parts| parts.len() > 1).unwrap_or_else(alone)
}
