//! The keys of `[rules]` about people by name: carers (R4), roles (R39), who cannot wait (R46), officers (R44), and the
//! vehicles that fetch guests (R27).

use std::collections::BTreeMap;

use super::asks::grade;
use super::rooms;
use super::section::{Page, Section, count, positive};
use crate::domain::Share;

/// What the policy says of people. Nothing is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleRules {
    /// The oldest who may look after somebody, in years (R4).
    pub carer_age_max: Option<u32>,
    /// The age from which nobody looks after a guest, in years (R4).
    pub minor_age: Option<u32>,
    /// Guests whom one officer looks after at most (R44).
    pub guests_per_liaison: Option<u32>,
    /// Seats of a vehicle (R27).
    pub vehicle_seats: Option<u32>,
    /// The share of its seats that is used (R27).
    pub vehicle_load: Option<Share>,
    /// The lowest grade of the hotels of groups with somebody of a role (R39).
    pub roles: BTreeMap<String, u8>,
    /// The tier of groups with somebody who cannot wait (R46).
    pub vulnerable_tier: Option<u32>,
}

/// Reads these keys.
pub fn people(section: &Section<'_>, page: &mut Page<'_>) -> PeopleRules {
    PeopleRules {
        carer_age_max: section.parsed(page, "carer_age_max", count),
        minor_age: section.parsed(page, "minor_age", count),
        guests_per_liaison: section.parsed(page, "guests_per_liaison", positive),
        vehicle_seats: section.parsed(page, "vehicle_seats", positive),
        vehicle_load: section.parsed(page, "vehicle_load", rooms::share),
        roles: section.by_name(page, "roles", grade),
        vulnerable_tier: section.parsed(page, "vulnerable_tier", positive),
    }
}
