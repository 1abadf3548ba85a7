//! `pairs.csv` and `pins.csv`.

use std::io::{self, Write};

use super::text;
use crate::domain::{Instance, Level, PairRelation, PinRelation, Strength, Weight};
use crate::render::table::TableWriter;

/// Writes `pairs.csv`.
///
/// # Errors
/// When the writer fails.
pub fn pairs(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["a", "b", "relation", "strength", "weight"])?;
    for pair in &instance.pairs {
        let (strength, weight) = match pair.strength {
            Strength::Hard | Strength::Off => ("hard", String::new()),
            Strength::Soft(weight) => ("soft", weight.to_string()),
        };
        let (a, b) = (instance.groups[pair.a].id.as_str(), instance.groups[pair.b].id.as_str());
        table.row(&[a, b, pair_relation(pair.relation), strength, &weight])?;
    }
    table.finish()
}

/// Returns the word of a pair's relation.
#[must_use]
pub fn pair_relation(relation: PairRelation) -> &'static str {
    match relation {
        PairRelation::Same(Level::Hotel) => "same_hotel",
        PairRelation::Same(Level::Wing) => "same_wing",
        PairRelation::Apart(Level::Hotel) => "apart_hotel",
        PairRelation::Apart(Level::Wing) => "apart_wing",
        PairRelation::Near => "near",
    }
}

/// Returns the word of a pin's relation.
#[must_use]
pub fn pin_relation(relation: PinRelation) -> &'static str {
    match relation {
        PinRelation::Must(_) => "must",
        PinRelation::MustNot => "must_not",
        PinRelation::Prefer(_) => "prefer",
        PinRelation::Avoid(_) => "avoid",
    }
}

/// Writes `pins.csv`.
///
/// # Errors
/// When the writer fails.
pub fn pins(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["group", "hotel", "relation", "wing", "guests", "weight"])?;
    for pin in &instance.pins {
        let (guests, weight): (Option<u32>, Option<Weight>) = match pin.relation {
            PinRelation::Must(guests) => (guests, None),
            PinRelation::MustNot => (None, None),
            PinRelation::Prefer(weight) | PinRelation::Avoid(weight) => (None, Some(weight)),
        };
        let (group, hotel) = (instance.groups[pin.group].id.as_str(), instance.hotels[pin.hotel].id.as_str());
        let wing = pin.wing.as_deref().unwrap_or_default();
        table.row(&[group, hotel, pin_relation(pin.relation), wing, &text(guests), &text(weight)])?;
    }
    table.finish()
}
