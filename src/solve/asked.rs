//! What the links of a demand ask of its hotels and wings, given where its partners are.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::ledger::Ledger;
use super::price::Packing;
use super::stock::Price;
use super::tally::units;
use crate::program::{Candidate, LinkKind, Unit};

/// What the partners of a demand's links ask of its hotels and wings.
#[derive(Default, PartialEq, Eq)]
pub struct Asked {
    /// Only these hotels or wings, link by link.
    only: Vec<(Unit, BTreeSet<u32>)>,
    /// None of these hotels, sorted.
    barred_hotels: Vec<u32>,
    /// None of these wings.
    barred_wings: BTreeSet<u32>,
    /// All of these hotels.
    pub hotels: BTreeSet<u32>,
    /// All of these wings.
    wings: BTreeSet<u32>,
    /// Price of using a hotel, and of using any hotel but these.
    priced: Vec<(BTreeSet<u32>, bool, Price)>,
}

impl Asked {
    /// Looks at the partners of a demand that are placed.
    #[must_use]
    pub fn of(ledger: &Ledger, demand: usize, packing: &Packing) -> Self {
        let index = ledger.index;
        let mut asked = Asked::default();
        for &at in &index.links_of[demand] {
            let link = &index.program.links[at as usize];
            let first = link.a as usize == demand;
            let partner = &ledger.held[if first { link.b as usize } else { link.a as usize }];
            if partner.is_empty() || link.a == link.b {
                continue;
            }
            let price = link.price.as_ref().map(|price| packing.pack(&price.0));
            match (&link.kind, price) {
                (LinkKind::Within(unit), None) if first => asked.only.push((*unit, units(index, *unit, partner))),
                (LinkKind::Within(unit), None) => {
                    asked.hotels.extend(units(index, Unit::Hotel, partner));
                    if *unit == Unit::Wing {
                        asked.wings.extend(units(index, Unit::Wing, partner));
                    }
                }
                (LinkKind::Disjoint(Unit::Hotel), None) => {
                    asked
                        .barred_hotels
                        .extend(partner.iter().map(|each| index.program.candidates[each.candidate as usize].hotel));
                }
                (LinkKind::Disjoint(Unit::Wing), None) => asked.barred_wings.extend(units(index, Unit::Wing, partner)),
                (LinkKind::Near { far }, None) => asked.barred_hotels.extend(far_from(index, far, first, partner)),
                (LinkKind::Within(_), Some(price)) if first => {
                    asked.priced.push((units(index, Unit::Hotel, partner), false, price));
                }
                (LinkKind::Disjoint(Unit::Hotel), Some(price)) => {
                    asked.priced.push((units(index, Unit::Hotel, partner), true, price));
                }
                (LinkKind::Near { far }, Some(price)) => {
                    asked.priced.push((far_from(index, far, first, partner), true, price));
                }
                (LinkKind::Within(_) | LinkKind::Disjoint(Unit::Wing), Some(_)) => {}
            }
        }
        asked.barred_hotels.sort_unstable();
        asked.barred_hotels.dedup();
        asked
    }

    /// Tells whether nothing is asked.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

fn far_from(index: &Index, far: &[(u32, u32)], first: bool, partner: &[crate::program::Use]) -> BTreeSet<u32> {
    let theirs = units(index, Unit::Hotel, partner);
    let mine = |&(a, b): &(u32, u32)| if first { (a, b) } else { (b, a) };
    far.iter().map(mine).filter(|(_, their)| theirs.contains(their)).map(|(mine, _)| mine).collect()
}

impl Asked {
    /// Tells whether a hotel or wing may be used.
    #[must_use]
    pub fn admits(&self, unit: Unit, at: u32) -> bool {
        let barred = match unit {
            Unit::Hotel => self.barred_hotels.binary_search(&at).is_ok(),
            Unit::Wing => self.barred_wings.contains(&at),
        };
        !barred && self.only.iter().all(|(kind, only)| *kind != unit || only.contains(&at))
    }

    /// Returns what links charge for using a hotel.
    #[must_use]
    pub fn price(&self, hotel: u32) -> Price {
        let broken = |(hotels, inside, _): &&(BTreeSet<u32>, bool, Price)| hotels.contains(&hotel) == *inside;
        self.priced.iter().filter(broken).map(|&(_, _, price)| price).sum()
    }

    /// Returns the least guests by wing that orders and links ask of a candidate.
    #[must_use]
    pub fn minima(&self, index: &Index, candidate: &Candidate) -> Vec<(u32, u32)> {
        let mut least: BTreeMap<u32, u32> = BTreeMap::new();
        let here = self.wings.iter().filter(|&&wing| index.program.wings[wing as usize].hotel == candidate.hotel);
        here.for_each(|&wing| {
            least.insert(wing, 1);
        });
        for order in index.program.requirements_of(candidate) {
            if let Some(wing) = order.wing {
                let cell = least.entry(wing).or_insert(0);
                *cell = order.guests.max(*cell);
            }
        }
        least.into_iter().collect()
    }
}
