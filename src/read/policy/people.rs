//! The keys of `[rules]` about people by name: carers (R4), officers (R44), and the vehicles that fetch guests (R27).

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
}

/// Reads these keys.
pub fn people(section: &Section<'_>, page: &mut Page<'_>) -> PeopleRules {
    PeopleRules {
        carer_age_max: section.parsed(page, "carer_age_max", count),
        minor_age: section.parsed(page, "minor_age", count),
        guests_per_liaison: section.parsed(page, "guests_per_liaison", positive),
        vehicle_seats: section.parsed(page, "vehicle_seats", positive),
        vehicle_load: section.parsed(page, "vehicle_load", rooms::share),
    }
}
