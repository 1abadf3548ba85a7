//! What few groups ask for and few hotels agree on: passes, grades, discounts, ports, minimum stays, blocks.

use std::collections::BTreeSet;

use super::quantity::{Minutes, Money, Share};

/// What a group asks for, or has agreed on, besides what every group says. The default asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asks {
    /// The zones of its pass (R40).
    pub zones: BTreeSet<String>,
    /// The lowest grade of its hotel (R39).
    pub grade_min: Option<u8>,
    /// The share of the rate that is paid for its rooms (R35).
    pub rate_factor: Share,
    /// Nights that it must stay in one hotel before it may leave (R30).
    pub nights_min: u32,
    /// The port or station at which it arrives, as typed.
    pub port_name: String,
    /// Position in `Instance::sites` of the port or station at which it arrives (R25).
    pub port: Option<usize>,
    /// The longest way from there to its hotel; none without a port that is a site (R25).
    pub transfer_minutes: Option<Minutes>,
    /// How many of its guests need an accessible room (R8).
    pub accessible: u32,
    /// The team that it is a part of; empty where it is one by itself (R11).
    pub team: String,
    /// The shift that it works in; empty where it works in none (R43).
    pub shift: String,
    /// The room types that it wishes for; empty where any will do (R7).
    pub room_wish: BTreeSet<String>,
    /// Room types that hold more guests than those it may use, and that it may use too (R7).
    pub upgrades: BTreeSet<String>,
    /// Its guests take a late supper on every night of their stay, not on that of a late arrival alone (R42).
    pub late_supper: bool,
}

impl Asks {
    /// Returns what is paid of a rate: its share, rounded half up to a minor unit (R35).
    #[must_use]
    pub fn paid(&self, rate: Money) -> Money {
        if self.rate_factor == Share::WHOLE {
            return rate;
        }
        let scale = i128::from(Share::SCALE);
        let parts = i128::from(rate.0) * i128::from(self.rate_factor.thousandths());
        Money(i64::try_from((2 * parts + scale).div_euclid(2 * scale)).unwrap_or(i64::MAX))
    }
}

/// With whom a hotel may be shared (R11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusive {
    /// With groups of the same class alone.
    Class,
    /// With groups of the same class and team alone; a group without a team is one by itself.
    Team,
}

/// What a hotel asks of those who come, and what was agreed with it. The default is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Its grade, such as its stars; none where nobody knows (R39).
    pub grade: Option<u8>,
    /// The zone in which it lies; empty where anybody may come (R40).
    pub zone: String,
    /// The fewest nights that a group stays (R30).
    pub nights_min: u32,
    /// Guests that it can check in within an hour of the clock, if that is limited (R26).
    pub arrivals_per_hour: Option<u32>,
    /// The most groups that it takes on a night (R11).
    pub groups_max: Option<u32>,
    /// Rooms that were signed for, used or not (R38).
    pub block: Option<Block>,
    /// The most rooms worth using, summed over the rows of its roster (R21).
    pub rooms_max: Option<u32>,
    /// Guests to whom it serves a late supper on a night; none where nobody knows, which is no limit (R42).
    pub suppers_max: Option<u32>,
}

/// Rooms that were signed for on every night that a hotel quotes, and what an empty one costs (R38).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// How many rooms.
    pub rooms: u32,
    /// What is paid for a room night that nobody uses, beyond what may stay empty.
    pub rate: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_an_odd_rate_is_rounded_up() {
        let half = Asks { rate_factor: Share::of_thousandths(500).unwrap(), ..Asks::default() };
        assert_eq!(half.paid(Money(10_001)), Money(5_001));
        assert_eq!(Asks::default().paid(Money(10_001)), Money(10_001));
    }
}
