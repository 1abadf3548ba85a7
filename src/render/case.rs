//! A whole case as canonical tables and policy: what was read, with every default filled in.
//!
//! Reading and validating the result gives the same instance again, but for the places in files. Cells are written
//! exactly, formulas included: these files are for reading back.

mod manifest;
mod officer;
mod people;
mod policy;
mod previous;
mod relation;
mod site;
mod supply;
mod written;

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::folder::{Folder, Readers};
use crate::domain::{Coordinates, Instance, Stay};

pub use manifest::{groups, sharing, status};
pub use officer::officers;
pub use people::{guests, rooms};
pub use policy::policy;
pub use previous::{previous, previous_rooming};
pub use relation::{pair_relation, pairs, pin_relation, pins};
pub use site::{sites, travel};
pub use supply::{availability, hotels};
pub use written::written;

/// The file of the plan before this one.
const PREVIOUS: &str = "previous.csv";
/// The file of who slept in which room by that plan.
const PREVIOUS_ROOMING: &str = "previous_rooming.csv";

/// Tells whether a file of a case is about the plan before this one: it is no part of what a plan is named by.
#[must_use]
pub fn is_of_before(file: &str) -> bool {
    [PREVIOUS, PREVIOUS_ROOMING].contains(&file)
}

/// Writes the case: only tables that have rows, and the policy.
///
/// # Errors
/// When the folder fails.
pub fn case(instance: &Instance, prefix: &str, folder: &mut dyn Folder) -> io::Result<()> {
    type Table = fn(&Instance, &mut dyn Write) -> io::Result<()>;
    let travels = instance.sites.iter().any(|site| !site.travel.is_empty());
    let people = &instance.people;
    let roomed = instance.previous.as_ref().is_some_and(|previous| !previous.rooming.is_empty());
    let tables: [(&str, bool, Readers, Table); 12] = [
        ("availability.csv", true, Readers::Anyone, availability),
        ("groups.csv", true, Readers::Owner, groups),
        ("guests.csv", !people.guests.is_empty(), Readers::Owner, guests),
        ("hotels.csv", true, Readers::Anyone, hotels),
        ("officers.csv", !people.officers.is_empty(), Readers::Owner, officers),
        ("pairs.csv", !instance.pairs.is_empty(), Readers::Anyone, pairs),
        ("pins.csv", !instance.pins.is_empty(), Readers::Anyone, pins),
        (PREVIOUS, instance.previous.is_some(), Readers::Anyone, previous),
        (PREVIOUS_ROOMING, roomed, Readers::Owner, previous_rooming),
        ("rooms.csv", !people.rooms.is_empty(), Readers::Anyone, rooms),
        ("sites.csv", !instance.sites.is_empty(), Readers::Anyone, sites),
        ("travel.csv", travels, Readers::Anyone, travel),
    ];
    for (name, _, readers, write) in tables.into_iter().filter(|&(_, wanted, ..)| wanted) {
        folder.file(&format!("{prefix}{name}"), readers, &mut |out| write(instance, out))?;
    }
    let policy = policy(instance);
    folder.file(&format!("{prefix}roomblock.toml"), Readers::Anyone, &mut |out| out.write_all(policy.as_bytes()))
}

/// Returns both ends of a stay as dates, empty in a case without dates.
fn dates(instance: &Instance, stay: Stay) -> (String, String) {
    (instance.calendar.text(stay.arrive), instance.calendar.text(stay.depart))
}

/// Returns coordinates as texts that read back to the same numbers, and their datum, empty where nobody knows it.
fn coordinates(place: Option<Coordinates>, datum_unknown: bool) -> (String, String, &'static str) {
    let datum = if datum_unknown { "" } else { "wgs84" };
    place.map_or_else(Default::default, |place| (place.lat.to_string(), place.lon.to_string(), datum))
}

/// Returns a set as one cell.
fn listed(set: &BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(";")
}

/// Returns a value as one cell, empty where there is none.
fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
