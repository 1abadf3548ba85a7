//! What patterns are priced against, and what a demand pays apart from hotels.

use super::layout::Layout;
use super::row::Dense;
use super::tariff::Tariff;
use crate::program::{Demand, Keeping};
use crate::solve::index::Index;

/// What patterns are priced against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What costs what.
    pub tariff: &'a Tariff<'a>,
    /// What is priced, and where.
    pub layout: &'a Layout,
    /// The prices of rooms, summed by night.
    pub dense: &'a Dense,
    /// The prices of uses.
    pub uses: &'a [i64],
}

/// What a demand pays for not being in one hotel, all of it.
#[derive(Clone, Copy)]
pub struct Terms {
    /// Its guests.
    pub guests: usize,
    /// How they keep, all lots taken as one that needs no more rooms.
    pub keeping: Keeping,
    /// Price of a guest left out; none where nobody may be.
    pub unmet: Option<i64>,
    /// Price of each hotel beyond the first.
    pub split: i64,
    /// The most hotels.
    pub hotels_max: usize,
}

/// Returns the terms of a demand.
#[must_use]
pub fn terms(tariff: &Tariff, of: &Demand) -> Terms {
    let keeping = match of.lots.as_slice() {
        [only] => only.keeping,
        lots if lots.iter().all(|lot| lot.keeping == Keeping::Alone) => Keeping::Alone,
        lots if lots.iter().any(|lot| lot.keeping == Keeping::Beds) => Keeping::Beds,
        _ => Keeping::Together,
    };
    let split = tariff.sum(&of.split);
    // A limit at a price is left out, unless what lies beyond would cost what must stay 0.
    let is_free = of.over.as_ref().is_some_and(|price| tariff.sum(price).is_some());
    let most = of.hotels_max.filter(|_| !is_free).map_or(usize::MAX, |most| most as usize);
    Terms {
        guests: of.guests as usize,
        keeping,
        unmet: tariff.sum(&of.unmet).filter(|_| !of.required),
        split: split.unwrap_or(0),
        hotels_max: if split.is_none() { most.min(1) } else { most },
    }
}

/// Tells whether guests of a demand share by bed.
#[must_use]
pub fn shares_beds(demand: &Demand) -> bool {
    demand.lots.iter().any(|lot| lot.keeping == Keeping::Beds)
}
