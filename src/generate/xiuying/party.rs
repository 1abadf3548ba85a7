//! Parties of travellers: how many they are, where they are stranded, when and how they leave.

use super::{CASES, DAYS, FREEZE_NIGHTS, HOTELS};
use crate::generate::draw::Draw;
use crate::generate::fact::PARTIES;

/// Parties of so many people, by share: 2.5 on average.
const SIZES: [(u32, f64); 7] = [(1, 0.22), (2, 0.36), (3, 0.22), (4, 0.13), (5, 0.04), (6, 0.02), (8, 0.01)];
/// Parties that turn up elsewhere each day and need a hotel.
const LATE: u32 = 12;
/// The share of those who go by sea or rail.
const BY_SEA: f64 = 0.4;
/// The first day on which the airport is open.
const AIRPORT: u32 = 3;
/// The first hotel: guests of each party, the day it leaves, whether by sea or rail.
const FIRST: [(u32, u32, bool); 28] = [
    (1, 3, false),
    (4, 4, false),
    (3, 4, false),
    (5, 4, false),
    (6, 5, false),
    (4, 5, false),
    (2, 5, false),
    (3, 5, false),
    (5, 5, false),
    (4, 6, false),
    (4, 6, false),
    (2, 6, false),
    (6, 6, false),
    (3, 6, false),
    (5, 6, false),
    (2, 7, false),
    (4, 7, false),
    (5, 7, false),
    (2, 2, true),
    (4, 4, true),
    (3, 11, false),
    (2, 11, false),
    (2, 11, false),
    (2, 11, false),
    (1, 11, false),
    (1, 11, false),
    (2, 11, false),
    (1, 11, false),
];

/// People who travel together: never split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: String,
    pub guests: u32,
    /// The hotel where it is at the beginning; none for one that comes later.
    pub hotel: Option<usize>,
    /// The day on which it comes, if later than the first.
    pub comes: Option<u32>,
    /// The day on which it leaves its hotel; from `DAYS` on it is there to the end.
    pub leaves: u32,
    /// It goes by sea or rail, and first spends some nights in a station hotel.
    pub by_sea: bool,
    /// Somebody in it is ill, old, very young or pregnant.
    pub is_vulnerable: bool,
    /// The day of the case in its hotel, and when it leaves because of it.
    pub frozen: Option<(u32, u32)>,
}

impl Party {
    /// Returns how many rooms for two it needs.
    #[must_use]
    pub fn rooms(&self) -> u32 {
        self.guests.div_ceil(2)
    }

    /// Returns the day on which it leaves, as one knows it on some day.
    #[must_use]
    pub fn leaves_as_of(&self, day: u32) -> u32 {
        match self.frozen {
            Some((case, until)) if day > case => until,
            _ => self.leaves,
        }
    }

    /// Returns the first night in a station hotel; none for who goes by air, is still there, or is kept by a freeze.
    #[must_use]
    pub fn leg(&self) -> Option<u32> {
        (self.by_sea && self.frozen.is_none() && self.leaves < DAYS).then_some(self.leaves)
    }
}

/// Returns all parties.
#[must_use]
pub fn parties(draw: &mut Draw) -> Vec<Party> {
    let mut parties: Vec<Party> = FIRST.iter().map(|&(guests, leaves, by_sea)| party(guests, leaves, by_sea)).collect();
    for party in &mut parties {
        party.hotel = Some(0);
    }
    let weights: Vec<f64> = (1..HOTELS).map(|_| draw.lognormal(1.0, 0.6)).collect();
    while parties.len() < PARTIES as usize {
        let mut next = drawn(draw);
        next.hotel = Some(1 + draw.weighted(&weights));
        parties.push(next);
    }
    for day in 1..DAYS {
        for _ in 0..LATE {
            let late = drawn(draw);
            parties.push(Party { comes: Some(day), leaves: DAYS + 2, by_sea: false, ..late });
        }
    }
    for (number, party) in (1..).zip(&mut parties) {
        party.id = format!("P{number:04}");
        party.frozen = frozen(party);
    }
    parties
}

fn party(guests: u32, leaves: u32, by_sea: bool) -> Party {
    let (id, is_vulnerable) = (String::new(), guests >= 5);
    Party { id, guests, hotel: None, comes: None, leaves, by_sea, is_vulnerable, frozen: None }
}

fn drawn(draw: &mut Draw) -> Party {
    let shares = SIZES.map(|(_, share)| share);
    let guests = SIZES[draw.weighted(&shares)].0;
    let by_sea = draw.chance(BY_SEA);
    let first = if by_sea { 1 } else { AIRPORT };
    let leaves = draw.between(first, DAYS + 2);
    Party { is_vulnerable: draw.chance(0.15), ..party(guests, leaves, by_sea) }
}

/// Returns the day of the case in a party's hotel and the end of the freeze, where it was to leave between the two.
fn frozen(party: &Party) -> Option<(u32, u32)> {
    let (_, case) = CASES.into_iter().find(|&(hotel, _)| party.hotel == Some(hotel))?;
    let until = case + FREEZE_NIGHTS;
    (case < party.leaves && party.leaves < until).then_some((case, until))
}
