//! A row of `pairs.csv` (R23).

use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::domain::{Level, PairRelation};
use crate::read::cell::Flaw;
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{PAIRS, Schema};
use crate::read::tables::PairRow;

/// The words of `relation`.
pub const PAIR_RELATIONS: [(&str, PairRelation); 5] = [
    ("same_hotel", PairRelation::Same(Level::Hotel)),
    ("same_wing", PairRelation::Same(Level::Wing)),
    ("apart_hotel", PairRelation::Apart(Level::Hotel)),
    ("apart_wing", PairRelation::Apart(Level::Wing)),
    ("near", PairRelation::Near),
];

slots!(a, b, relation, strength, weight);

impl TableRow for PairRow {
    const SCHEMA: &'static Schema = &PAIRS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (a, b) = (row.name(slots.a), row.name(slots.b));
        if a.is_some() && a == b {
            let flaw = Flaw::new(
                Code::PairWithItself,
                "the pair names one group twice",
                "name the other group, or remove the row",
            );
            row.flaw(slots.b, flaw);
        }
        let relation = row.needed_word(slots.relation, &PAIR_RELATIONS);
        let soft = row.word(slots.strength, &[("hard", false), ("soft", true)]);
        let weight = row.weight(slots.weight);
        if weight.is_some() && soft != Some(true) {
            let help = "write `soft` as its strength, or clear the weight";
            row.flaw(slots.weight, Flaw::new(Code::WeightWithoutSoft, "a hard pair has a weight", help));
        }
        Some(Self { a: a?, b: b?, relation: relation?, soft, weight, place: row.place() })
    }
}
