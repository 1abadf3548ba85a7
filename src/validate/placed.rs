//! People who are placed already: the rooms that hotels hold for them, and who of them has no quoted room any more.
//!
//! Moves nobody. Where a quote leaves our holds out, they are added to it for the groups that are decided on again; where it
//! includes them, those of all others come off (domain §3.5).

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::names::Names;
use super::plural;
use crate::diagnostic::Code;
use crate::domain::{Calendar, Group, Hotel, HotelStatus, Instance, PinRelation, Sharing, Stay};
use crate::read::Tables;
use crate::read::tables::{Basis, PlacedRow};

/// Rooms of a pool that a hotel holds for a group of ours.
#[derive(Debug, Clone, Copy)]
pub struct Hold<'a> {
    /// The nights of the case.
    pub nights: Stay,
    /// The group is decided on again: it is in the manifest.
    pub is_coming: bool,
    /// The row is of the plan before this one: only a count that says it is net leaves the hold out.
    pub is_previous: bool,
    /// The row.
    pub row: &'a PlacedRow,
}

/// Holds by hotel, wing and room type.
pub type Holds<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<Hold<'a>>>;

/// Returns what hotels hold for people who are placed already, on the nights of the case.
pub fn holds<'a>(
    tables: &'a Tables,
    (groups, stays): (&Names<'_>, &[Stay]),
    calendar: &Calendar,
    ledger: &mut Ledger,
) -> Holds<'a> {
    let mut holds: Holds<'_> = BTreeMap::new();
    let is_previous = !tables.placed.given;
    for placed in if is_previous { &tables.previous.rows } else { &tables.placed.rows } {
        let row = &placed.row;
        let group = groups.position(row.group.as_str());
        if is_previous && group.is_none() {
            // The rooms of groups that do not come any more are free; `previous` counts the row.
            continue;
        }
        let nights = match (row.dates, group) {
            (Some((arrive, depart)), _) => Stay { arrive: calendar.clipped(arrive), depart: calendar.clipped(depart) },
            (None, Some(group)) => stays[group],
            (None, None) => Stay { arrive: 0, depart: calendar.n_nights },
        };
        if nights.arrive >= nights.depart || row.rooms == 0 {
            if !is_previous {
                ledger.drop_row(&placed.place);
            }
            continue;
        }
        let hold = Hold { nights, is_coming: group.is_some(), is_previous, row: placed };
        holds.entry((row.hotel.as_str(), &row.wing, &row.room_type)).or_default().push(hold);
    }
    holds
}

/// Rooms held on a night, for groups that are decided on again and for others.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held {
    /// For groups of the manifest.
    pub coming: u32,
    /// For others.
    pub others: u32,
}

/// Adds up what is held on a night.
#[must_use]
pub fn held(holds: &[Hold<'_>], night: u32) -> Held {
    let mut held = Held::default();
    for hold in holds.iter().filter(|hold| hold.nights.covers(night)) {
        let rooms = if hold.is_coming { &mut held.coming } else { &mut held.others };
        *rooms = rooms.saturating_add(hold.row.row.rooms);
    }
    held
}

/// Says that people are placed in rooms that a hotel does not quote: by how many, or not at all.
pub fn say_stranded(hold: &Hold<'_>, quoted: Option<(u32, Option<Basis>)>, ours: Held, ledger: &mut Ledger) {
    let row = &hold.row.row;
    let rooms = plural(ours.rooms() as usize, "room");
    let (answer, help) = match quoted {
        None => ("nobody knows what it has".to_owned(), "ring it at once: people are placed there"),
        Some((count, None)) => (
            format!("it quotes {count}, and nobody says whether those held for us are among them"),
            "give `basis`, gross or net; if gross, ring it at once",
        ),
        Some((count, Some(_))) => (format!("it quotes {count} in all"), "ring it at once: people are placed there"),
    };
    let others = if ours.rooms() == row.rooms { "" } else { " and others" };
    let message =
        format!("placed without a quoted room: `{}` holds {rooms} for `{}`{others}; {answer}", row.hotel, row.group);
    ledger.say(Code::PlacedWithoutQuote, &hold.row.place, "rooms", message, help);
}

impl Held {
    /// Returns all rooms.
    #[must_use]
    pub fn rooms(self) -> u32 {
        self.coming.saturating_add(self.others)
    }
}

/// Says who is placed in hotels and rooms that the tables do not have, or in a closed hotel.
pub fn say_homeless(holds: &Holds<'_>, instance: &Instance, ledger: &mut Ledger) {
    for (&(hotel, wing, room_type), of_pool) in holds {
        let known = instance.hotel(hotel).map(|at| &instance.hotels[at]);
        let why = match known {
            None => "no table knows the hotel".to_owned(),
            Some(hotel) if hotel.status == HotelStatus::Closed => "the hotel is closed".to_owned(),
            Some(hotel) if !hotel.pools.iter().any(|pool| pool.wing == wing && pool.room_type == room_type) => {
                let wing = if wing.is_empty() { String::new() } else { format!(" in wing {wing}") };
                format!("no sheet names its {room_type} rooms{wing}")
            }
            Some(_) => continue,
        };
        for hold in of_pool {
            let row = &hold.row.row;
            let guests = plural(row.guests as usize, "guest");
            let message = format!("placed without a quoted room: {guests} of `{}` in `{hotel}`; {why}", row.group);
            ledger.say(
                Code::PlacedWithoutQuote,
                &hold.row.place,
                "hotel",
                message,
                "ring it at once, or place them anew",
            );
        }
    }
}

/// Says which groups are pinned with `must` where their rooms are not quoted any more.
pub fn say_stranded_pins(instance: &Instance, ledger: &mut Ledger) {
    let mut n_pins = vec![0_usize; instance.groups.len()];
    for pin in &instance.pins {
        n_pins[pin.group] += 1;
    }
    for pin in &instance.pins {
        let PinRelation::Must(guests) = pin.relation else { continue };
        let (group, hotel) = (&instance.groups[pin.group], &instance.hotels[pin.hotel]);
        let is_alone = guests.is_some() || n_pins[pin.group] == 1;
        let has_wing = pin.wing.as_ref().is_none_or(|wing| hotel.pools.iter().any(|pool| pool.wing == *wing));
        if !is_alone || !has_wing {
            continue;
        }
        let guests = guests.unwrap_or(group.guests);
        let lacks = |night: &u32| rooms_of(hotel, pin.wing.as_deref(), *night) < rooms_least(group, guests, hotel);
        let Some(night) = group.stay.nights().find(lacks) else { continue };
        let when = instance.calendar.date(night).map(|date| format!(" on {date}")).unwrap_or_default();
        let (rooms, guests) = (rooms_of(hotel, pin.wing.as_deref(), night), plural(guests as usize, "guest"));
        let message = format!(
            "placed without a quoted room: {guests} of `{}` must be in `{}`, which has {rooms} usable rooms{when}",
            group.id, hotel.id
        );
        ledger.say(Code::PlacedWithoutQuote, &pin.place, "hotel", message, "ring it at once, or withdraw the pin");
    }
}

/// Returns the rooms of a hotel, or of a wing of it, that are usable on a night; 0 where nobody knows.
fn rooms_of(hotel: &Hotel, wing: Option<&str>, night: u32) -> u32 {
    if hotel.status == HotelStatus::Closed {
        return 0;
    }
    let pools = hotel.pools.iter().filter(|pool| wing.is_none_or(|wing| pool.wing == wing));
    pools.filter_map(|pool| pool.offer(night)).fold(0, |sum, offer| sum.saturating_add(offer.rooms))
}

/// Returns the fewest rooms that hold some guests of a group in the largest rooms of a hotel.
fn rooms_least(group: &Group, guests: u32, hotel: &Hotel) -> u32 {
    let offers = hotel.pools.iter().flat_map(|pool| &pool.offers);
    match group.sharing {
        Sharing::Single => guests,
        _ => guests.div_ceil(offers.map(|offer| offer.guests_max).max().unwrap_or(1).max(1)),
    }
}
