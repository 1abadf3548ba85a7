//! Pairs (R23) and pins (R31) with their names resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Ledger, seen_from};
use super::limit;
use super::names::Names;
use crate::diagnostic::{Code, Near, Place};
use crate::domain::remark::{About, Remark};
use crate::domain::{Group, Hotel, Pair, Pin, PinRelation, Rule, Strength, Weight};
use crate::read::Tables;
use crate::read::tables::{PinRow, PinWord};

/// The names that pairs and pins may use.
pub struct Known<'a, 'b> {
    /// The groups that come.
    pub groups: &'b mut Names<'a>,
    /// The hotels.
    pub hotels: &'b mut Names<'a>,
    /// Groups that were cancelled: rows about them are dropped.
    pub cancelled: &'b BTreeSet<String>,
    /// Pins and pairs about groups that were rejected.
    pub n_dropped: usize,
}

impl Known<'_, '_> {
    /// Returns the position of a group, and says where it is unknown.
    fn group(&mut self, ledger: &mut Ledger, place: &Place, column: &str, name: &str) -> Option<usize> {
        self.groups.resolve(ledger, place, column, name)
    }

    /// Drops a row about a group that was rejected, and counts it; tells whether it did.
    fn drops(&mut self, (place, groups): (&Place, &[&str]), ledger: &mut Ledger) -> bool {
        let is_dropped = groups.iter().any(|group| self.groups.is_rejected(group));
        if is_dropped {
            ledger.drop_row(place);
            self.n_dropped += 1;
        }
        is_dropped
    }

    /// Says how many rows are about groups that were rejected.
    pub fn say_dropped(&self, ledger: &mut Ledger) {
        if self.n_dropped > 0 {
            ledger.assumed.push(Remark::new(About::AboutRejected, &[("n", &self.n_dropped)]));
        }
    }
}

/// Returns the pairs, in the order of the table.
pub fn pairs(tables: &Tables, known: &mut Known<'_, '_>, ledger: &mut Ledger) -> Vec<Pair> {
    let default = tables.policy.strengths.get(&Rule::R23).copied().unwrap_or(Strength::Hard);
    let mut pairs = Vec::with_capacity(tables.pairs.rows.len());
    for row in &tables.pairs.rows {
        if known.cancelled.contains(&row.a) || known.cancelled.contains(&row.b) {
            ledger.drop_row(&row.place);
            continue;
        }
        if known.drops((&row.place, &[&row.a, &row.b]), ledger) {
            continue;
        }
        let a = known.group(ledger, &row.place, "a", &row.a);
        let b = known.group(ledger, &row.place, "b", &row.b);
        let strength = limit::strength(row.soft, row.weight, default);
        let pair = |(a, b)| Pair { a, b, relation: row.relation, strength, place: row.place.clone() };
        pairs.extend(a.zip(b).map(pair));
    }
    pairs
}

/// Returns the pins, in the order of the table.
pub fn pins(
    tables: &Tables,
    known: &mut Known<'_, '_>,
    (groups, hotels): (&[Group], &[Hotel]),
    ledger: &mut Ledger,
) -> Vec<Pin> {
    let mut pins = Vec::with_capacity(tables.pins.rows.len());
    let mut first: BTreeMap<(usize, usize, &Option<String>, PinWord), &PinRow> = BTreeMap::new();
    for row in &tables.pins.rows {
        if known.cancelled.contains(&row.group) {
            ledger.drop_row(&row.place);
            continue;
        }
        if known.drops((&row.place, &[&row.group]), ledger) {
            continue;
        }
        let group = known.group(ledger, &row.place, "group", &row.group);
        let hotel = known.hotels.resolve(ledger, &row.place, "hotel", &row.hotel);
        let (Some(group), Some(hotel)) = (group, hotel) else { continue };
        say_misfit(row, (&groups[group], &hotels[hotel]), ledger);
        match first.insert((group, hotel, &row.wing, row.relation), row) {
            Some(same) if (same.guests, same.weight) == (row.guests, row.weight) => ledger.drop_row(&row.place),
            Some(other) => {
                let message = format!(
                    "{} pins `{}` to `{}` otherwise",
                    seen_from(&row.place, &other.place),
                    row.group,
                    row.hotel
                );
                ledger.say(Code::Duplicate, &row.place, "relation", message, "keep one of the two rows");
            }
            None => pins.push(pin(row, group, hotel)),
        }
    }
    pins
}

fn pin(row: &PinRow, group: usize, hotel: usize) -> Pin {
    let weight = row.weight.unwrap_or(Weight::ONE);
    let relation = match row.relation {
        PinWord::Must => PinRelation::Must(row.guests),
        PinWord::MustNot => PinRelation::MustNot,
        PinWord::Prefer => PinRelation::Prefer(weight),
        PinWord::Avoid => PinRelation::Avoid(weight),
    };
    Pin { group, hotel, wing: row.wing.clone(), relation, place: row.place.clone() }
}

/// Says where a pin asks for a wing that the hotel has not, or for more guests than the group has.
fn say_misfit(row: &PinRow, (group, hotel): (&Group, &Hotel), ledger: &mut Ledger) {
    if let Some(wing) = &row.wing {
        let wings: BTreeSet<&str> = hotel.pools.iter().map(|pool| pool.wing.as_str()).collect();
        if !wings.contains(wing.as_str()) {
            let named: Vec<&str> = wings.into_iter().filter(|wing| !wing.is_empty()).collect();
            let otherwise = if named.is_empty() {
                "it has no named wings; clear the cell for the whole hotel".to_owned()
            } else {
                format!("its wings are {}", crate::read::cell::quoted(&named))
            };
            let help = Near::new(named).help(wing, &otherwise);
            let message = format!("`{}` has no wing `{wing}`", row.hotel);
            ledger.say(Code::UnknownWing, &row.place, "wing", message, help);
        }
    }
    if row.guests.is_some_and(|guests| guests > group.guests) {
        let message = format!("the group `{}` has {} guests", row.group, group.guests);
        ledger.say(Code::GuestsWithoutMust, &row.place, "guests", message, "write at most so many, or clear the cell");
    }
}
