//! A row of `pins.csv` (R31).

use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::read::cell::Flaw;
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{PINS, Schema};
use crate::read::tables::{PinRow, PinWord};

/// The words of `relation`.
pub const PIN_RELATIONS: [(&str, PinWord); 4] =
    [("must", PinWord::Must), ("must_not", PinWord::MustNot), ("prefer", PinWord::Prefer), ("avoid", PinWord::Avoid)];

slots!(group, hotel, relation, wing, guests, weight);

impl TableRow for PinRow {
    const SCHEMA: &'static Schema = &PINS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (group, hotel) = (row.name(slots.group), row.name(slots.hotel));
        let relation = row.needed_word(slots.relation, &PIN_RELATIONS);
        let (guests, weight) = (row.positive(slots.guests), row.weight(slots.weight));
        if guests.is_some() && relation.is_some_and(|relation| relation != PinWord::Must) {
            let help = "write `must` as its relation, or clear the count";
            row.flaw(slots.guests, Flaw::new(Code::GuestsWithoutMust, "only a `must` has a count of guests", help));
        }
        let is_hard = matches!(relation, Some(PinWord::Must | PinWord::MustNot));
        if weight.is_some() && is_hard {
            let help = "write `prefer` or `avoid` as its relation, or clear the weight";
            row.flaw(slots.weight, Flaw::new(Code::WeightWithoutSoft, "a hard pin has a weight", help));
        }
        let (wing, place) = (row.optional(slots.wing), row.place());
        Some(Self { group: group?, hotel: hotel?, relation: relation?, wing, guests, weight, place })
    }
}
