//! Rows about groups and guests. What a group does not say is not filled in here.

use std::collections::BTreeSet;

use super::Moment;
use crate::diagnostic::Place;
use crate::domain::{GroupStatus, Km, Minutes, Money, Sex, Share, Sharing};

/// What a row of the manifest says of how far a group may be spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SplitWord {
    /// The whole group in one hotel (R19).
    Never,
    /// Over a limited number of hotels (R18, R20).
    Hotels,
    /// Without limit.
    Free,
}

/// A row of the manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// The group.
    pub group: String,
    /// How many people.
    pub guests: u32,
    /// Its name for people.
    pub name: Option<String>,
    /// Known men.
    pub men: Option<u32>,
    /// Known women.
    pub women: Option<u32>,
    /// Its class; empty for none.
    pub class: String,
    /// Its tier.
    pub priority: Option<u32>,
    /// When it arrives.
    pub arrive: Option<Moment>,
    /// When it departs.
    pub depart: Option<Moment>,
    /// How many nights it stays.
    pub nights: Option<u32>,
    /// Whether its guests may stay on after that (R29); where nothing says when it departs, they may.
    pub depart_open: Option<bool>,
    /// Its site.
    pub site: Option<String>,
    /// Farthest hotel by distance (R24).
    pub km_max: Option<Km>,
    /// Farthest hotel by time (R24).
    pub minutes_max: Option<Minutes>,
    /// Who may share (R3).
    pub sharing: Option<Sharing>,
    /// Most hotels (R18).
    pub hotels_max: Option<u32>,
    /// Fewest guests in any hotel (R20).
    pub chunk_min: Option<u32>,
    /// How often it may change hotels inside its stay (R29).
    pub moves_max: Option<u32>,
    /// The group whose guests these are, later in their stay (R29).
    pub continues: Option<String>,
    /// How it may be split (R18, R19).
    pub split: Option<SplitWord>,
    /// Tags its hotel must have (R41).
    pub requires: BTreeSet<String>,
    /// Tags its hotel must not have (R41).
    pub forbids: BTreeSet<String>,
    /// The only room types it may use (R7).
    pub room_types: Option<BTreeSet<String>>,
    /// Highest price of a room (R35).
    pub rate_max: Option<Money>,
    /// How sure its coming is; none where it was cancelled.
    pub status: Option<GroupStatus>,
    /// Its leader, as typed.
    pub leader: String,
    /// The leader's telephone, as typed.
    pub phone: String,
    /// How it arrives, as typed.
    pub transport: String,
    /// What it asks for besides.
    pub asks: GroupAsks,
    /// The row of the file.
    pub place: Place,
}

/// What a row of the manifest says of what few groups ask for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupAsks {
    /// The zones of its pass (R40); none where the cell is empty.
    pub zones: Option<BTreeSet<String>>,
    /// The lowest grade of its hotel (R39).
    pub grade_min: Option<u8>,
    /// The share of the rate that it pays (R35).
    pub rate_factor: Option<Share>,
    /// Nights to be stayed in one hotel before it leaves (R30).
    pub nights_min: Option<u32>,
    /// How it leaves, as typed (R30).
    pub leave_by: String,
    /// The port or station at which it arrives, as typed (R25).
    pub port: Option<String>,
    /// The longest way from there (R25).
    pub transfer_minutes: Option<Minutes>,
    /// Guests who need an accessible room (R8).
    pub accessible: Option<u32>,
    /// The team that it is a part of, as typed (R11).
    pub team: String,
    /// The shift that it works in, as typed (R43).
    pub shift: String,
    /// Whether its guests share rooms with those of other groups (R6).
    pub strangers: Option<bool>,
    /// The room types that it wishes for (R7); none where the cell is empty.
    pub room_wish: Option<BTreeSet<String>>,
    /// Whether it may use room types that hold more guests than its own (R7).
    pub may_upgrade: Option<bool>,
    /// Whether its guests take a late supper every night (R42).
    pub late_supper: Option<bool>,
    /// The most hotels at which one of its coaches stops (R18).
    pub stops_max: Option<u32>,
}

impl GroupRow {
    /// Returns a group of which nothing is known but how many its guests are, and of which sex.
    #[must_use]
    pub fn of_guests(group: &str, guests: u32, (men, women): (Option<u32>, Option<u32>), place: Place) -> Self {
        Self {
            group: group.to_owned(),
            guests,
            name: None,
            men,
            women,
            class: String::new(),
            priority: None,
            arrive: None,
            depart: None,
            nights: None,
            depart_open: None,
            site: None,
            km_max: None,
            minutes_max: None,
            sharing: None,
            hotels_max: None,
            chunk_min: None,
            moves_max: None,
            continues: None,
            split: None,
            requires: BTreeSet::new(),
            forbids: BTreeSet::new(),
            room_types: None,
            rate_max: None,
            status: Some(GroupStatus::Expected),
            leader: String::new(),
            phone: String::new(),
            transport: String::new(),
            asks: GroupAsks::default(),
            place,
        }
    }
}

/// A row of `guests.csv`: counted in its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestRow {
    /// The guest.
    pub guest: String,
    /// The guest's group.
    pub group: String,
    /// The guest's name for people.
    pub name: Option<String>,
    /// The guest's sex; none where unknown.
    pub sex: Option<Sex>,
    /// In years.
    pub age: Option<u32>,
    /// The guest's post, as typed.
    pub role: String,
    /// Whom to share a room with, by id or name.
    pub share_with: BTreeSet<String>,
    /// Whom the guest looks after (R4), by id or name.
    pub carer_of: BTreeSet<String>,
    /// Whose room should be next (R23), by id or name.
    pub next_to: BTreeSet<String>,
    /// What the guest needs.
    pub needs: BTreeSet<String>,
    /// The row of the file.
    pub place: Place,
}
