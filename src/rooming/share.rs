//! Who shares a room in one hotel, within one group: the fewest wishes refused that its rooms allow.
//!
//! Only guests with wishes are decided on. The others take what beds are left, in the order of their ids; so every option
//! is tested by whether everybody else would still find a bed.

use super::choice::{self, Loss, Puzzle};
use super::memory::Memory;
use super::slot::Slot;
use super::ties::Ties;
use super::{Occupant, Roomful, held};
use crate::domain::Instance;

mod fill;
mod option;
mod stock;

use option::{Items, Part};
use stock::Stock;

/// Puts the guests of a group in a hotel into rooms; those by name are given, the others have none. Tells whether no other
/// way refuses fewer wishes.
pub(super) fn share(
    instance: &Instance,
    (ties, memory): (&Ties, &Memory),
    slots: &[Slot],
    guests: &[usize],
) -> (Vec<Roomful>, bool) {
    let (items, is_whole) = option::items(instance, ties, slots, guests);
    let mut sharing = Sharing { stock: Stock::new(slots), items };
    let choice = choice::best(&mut sharing, [0; 4]);
    let is_proven = is_whole && choice.as_ref().is_some_and(|choice| choice.is_proven);
    let chosen = choice.map(|choice| choice.options).unwrap_or_default();
    let options = sharing.items.options.into_iter().zip(chosen);
    let parts: Vec<Part> =
        options.flat_map(|(mut options, chosen)| std::mem::take(&mut options[chosen]).into_iter()).collect();
    let rooms = fill::fill((instance, memory), slots, guests, &parts);
    let group = slots.first().map_or(0, |slot| slot.group);
    let held = if slots.is_empty() { crate::domain::Stay { arrive: 0, depart: 1 } } else { held(instance, group) };
    let roomful = |(slot, occupants): (usize, Vec<Occupant>)| {
        let slot: &Slot = &slots[slot];
        Roomful { hotel: slot.hotel, pool: slot.pool, occupants, held }
    };
    (rooms.into_iter().map(roomful).collect(), is_proven)
}

/// Guests with wishes, and the rooms that they may take.
struct Sharing {
    stock: Stock,
    items: Items,
}

impl Puzzle for Sharing {
    fn n_items(&self) -> usize {
        self.items.options.len()
    }

    fn losses(&self, item: usize) -> &[Loss] {
        &self.items.losses[item]
    }

    fn is_like_before(&self, item: usize) -> bool {
        self.items.like_before[item]
    }

    fn take(&mut self, item: usize, option: usize) -> bool {
        let parts = &self.items.options[item][option];
        for (n_taken, part) in parts.iter().enumerate() {
            self.stock.take(part);
            if !self.stock.is_enough(part) {
                parts[..=n_taken].iter().rev().for_each(|part| self.stock.give_back(part));
                return false;
            }
        }
        true
    }

    fn give_back(&mut self, item: usize, option: usize) {
        self.items.options[item][option].iter().rev().for_each(|part| self.stock.give_back(part));
    }
}
