//! The keys of `[rules]` about what all groups share, and about orders of classes: reserves, blocks, cheap rooms,
//! check-ins, tiers, ways of leaving.

use std::collections::{BTreeMap, BTreeSet};

use super::rooms;
use super::section::{Page, Section, count, decimal, names, positive, yes_or_no};
use crate::domain::{Money, Share, Weight};

/// The keys, in the order in which they are documented.
pub const SHARED_KEYS: [&str; 18] = [
    "transfer_weight",
    "arrivals_per_hour",
    "groups_max",
    "city_reserve",
    "city_reserve_share",
    "affordable_rate",
    "affordable_share",
    "attrition",
    "old_quotes_stand",
    "accessible_types",
    "accessible_spare_weight",
    "room_wish_weight",
    "rooms_max",
    "suppers_max",
    "closed_districts",
    "staff_per_100_rooms",
    "tiers",
    "leaving",
];
/// The keys of a way of leaving.
const LEAVING_KEYS: [&str; 2] = ["nights_min", "requires"];

/// What they say; none where a key is not there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SharedKeys {
    /// What the way from the port weighs beside that to the site (R25).
    pub transfer_weight: Option<Weight>,
    /// Guests that a hotel checks in within an hour, where nothing else is known (R26).
    pub arrivals_per_hour: Option<u32>,
    /// Groups that a hotel takes on a night, where nothing else is known (R11).
    pub groups_max: Option<u32>,
    /// Rooms of the city that stay empty (R16).
    pub city_reserve: Option<u32>,
    /// The share of the city's rooms that stays empty (R16).
    pub city_reserve_share: Option<Share>,
    /// Up to which price a room is cheap (R37).
    pub affordable_rate: Option<Money>,
    /// The share of room nights that must be cheap (R37).
    pub affordable_share: Option<Share>,
    /// The share of a block that may stay empty unpaid (R38).
    pub attrition: Option<Share>,
    /// Whether quotes from before a hotel took its block back still count (R38).
    pub old_quotes_stand: Option<bool>,
    /// The room types that are accessible (R8).
    pub accessible_types: Option<BTreeSet<String>>,
    /// What a guest in an accessible room who needs none weighs (R8).
    pub accessible_spare_weight: Option<Weight>,
    /// What a guest in a room of another type than wished for weighs (R7).
    pub room_wish_weight: Option<Weight>,
    /// The most rooms worth using in a hotel, where nothing else is known (R21).
    pub rooms_max: Option<u32>,
    /// Guests to whom a hotel serves a late supper, where nothing else is known (R42).
    pub suppers_max: Option<u32>,
    /// Districts whose hotels take nobody (R34).
    pub closed_districts: BTreeSet<String>,
    /// People of the staff who live in, for each hundred rooms, where nothing else is known (R14).
    pub staff_per_100_rooms: Option<u32>,
    /// The tiers of classes (R46).
    pub tiers: BTreeMap<String, u32>,
    /// What must be done before leaving by a way, by its name (R30).
    pub leaving: BTreeMap<String, LeavingKeys>,
}

/// What must be done before leaving by some way (R30).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeavingKeys {
    /// Nights in one hotel.
    pub nights_min: u32,
    /// Tags of that hotel.
    pub requires: BTreeSet<String>,
}

/// Reads the keys.
pub fn shared(section: &Section<'_>, page: &mut Page<'_>) -> SharedKeys {
    SharedKeys {
        transfer_weight: section.parsed(page, "transfer_weight", |value| decimal(value, 9).map(Weight)),
        arrivals_per_hour: section.parsed(page, "arrivals_per_hour", count),
        groups_max: section.parsed(page, "groups_max", positive),
        city_reserve: section.parsed(page, "city_reserve", count),
        city_reserve_share: section.parsed(page, "city_reserve_share", rooms::share),
        affordable_rate: section.parsed(page, "affordable_rate", |value| decimal(value, 2).map(Money)),
        affordable_share: section.parsed(page, "affordable_share", rooms::share),
        attrition: section.parsed(page, "attrition", rooms::share),
        old_quotes_stand: section.parsed(page, "old_quotes_stand", yes_or_no),
        accessible_types: section.parsed(page, "accessible_types", names),
        accessible_spare_weight: section.parsed(page, "accessible_spare_weight", |value| decimal(value, 9).map(Weight)),
        room_wish_weight: section.parsed(page, "room_wish_weight", |value| decimal(value, 9).map(Weight)),
        rooms_max: section.parsed(page, "rooms_max", count),
        suppers_max: section.parsed(page, "suppers_max", count),
        closed_districts: section.parsed(page, "closed_districts", names).unwrap_or_default(),
        staff_per_100_rooms: section.parsed(page, "staff_per_100_rooms", count),
        tiers: section.by_name(page, "tiers", positive),
        leaving: leaving(section, page),
    }
}

/// Reads `[rules.leaving.NAME]`.
fn leaving(section: &Section<'_>, page: &mut Page<'_>) -> BTreeMap<String, LeavingKeys> {
    let mut ways = BTreeMap::new();
    let Some((table, _)) = section.section(page, "leaving") else { return ways };
    for name in table.table.keys() {
        let name: &str = name.get_ref();
        if let Some((way, _)) = table.section(page, name) {
            way.expect_keys(page, &LEAVING_KEYS);
            let nights_min = way.parsed(page, "nights_min", count).unwrap_or(0);
            let requires = way.parsed(page, "requires", names).unwrap_or_default();
            ways.insert(name.to_owned(), LeavingKeys { nights_min, requires });
        }
    }
    ways
}
