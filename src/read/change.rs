//! Changes that somebody asks "what if" of, laid over what was read: keys over the policy, the rest over the rows, so that
//! validating says of them what it says of files.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::grid::Grid;
use super::header::Header;
use super::mix;
use super::policy::overlay::{self, Overlay};
use super::tables::{GroupRow, HotelRow, PromiseRow, Tables};
use super::{Reading, Settings, open, policy, rule_set};
use crate::diagnostic::{Code, Diagnostic, Near, Place};
use crate::domain::HotelStatus;
use crate::domain::change::{Asked, Change, Promise, Scenario};
use crate::domain::remark::{About, Remark};

/// Reads a file of scenarios.
#[must_use]
pub fn scenarios(path: &Path) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut reading = Reading::default();
    let Some(text) = open::text_of(&mut reading, path) else { return (Vec::new(), reading.diagnostics) };
    policy::scenario::scenarios(&open::name_of(path), &text)
}

/// Reads the policy, with the keys that changes set laid over it.
pub fn read_policy(reading: &mut Reading, path: &Path, settings: &Settings) {
    let file = open::name_of(path);
    if let Some(text) = open::text_of(reading, path) {
        let (policy, mut says) = policy::read(&file, &text);
        let is_sound = says.is_empty();
        reading.tables.policy = policy;
        reading.diagnostics.append(&mut says);
        if is_sound {
            set_keys(reading, (path, &file, &text), settings);
        }
        reading.sources.keep(Grid::of_lines(&file, &text), Header::default(), None);
    }
}

/// Lays the keys that changes set over the policy, and the policy over the set of rules that it names.
pub fn set_keys(reading: &mut Reading, (path, file, own): (&Path, &Arc<str>, &str), settings: &Settings) {
    let sets = settings.changes.iter().filter_map(|asked| match &asked.change {
        Change::Set { key, value } => Some((key.as_str(), value.as_str(), &asked.place)),
        _ => None,
    });
    let mut overlay = Overlay::new(own);
    for (key, value, place) in sets {
        let Some(overlay) = &mut overlay else { break };
        if settings.is_filled {
            for path in overlay::paths(key, value) {
                overlay.free(&segments(&path));
            }
        }
        if let Err(mut says) = overlay.set((key, value), place) {
            reading.diagnostics.append(&mut says);
        }
    }
    match overlay.and_then(|overlay| overlay.finish(&reading.tables.policy, file)) {
        Some((policy, text, mut says)) => {
            reading.tables.policy = policy;
            reading.diagnostics.append(&mut says);
            rule_set::lay_policy_over(reading, path, &text);
        }
        None => rule_set::lay_policy_over(reading, path, own),
    }
}

/// Lays all other changes over the rows.
pub fn change_rows(reading: &mut Reading, settings: &Settings) {
    for Asked { change, place } in &settings.changes {
        let (tables, says) = (&mut reading.tables, &mut reading.diagnostics);
        match change {
            Change::Set { key, value } if settings.is_filled => {
                let n_freed = overlay::paths(key, value).iter().map(|path| free(tables, path)).sum::<usize>();
                if n_freed > 0 {
                    reading.assumed.push(Remark::new(About::SetForAll, &[("key", key), ("n", &n_freed)]));
                }
            }
            Change::Set { .. } => {}
            Change::DropHotel(hotel) => {
                if is_known(hotels(tables), (Code::UnknownHotel, hotel, "hotel"), place, says) {
                    close(tables, hotel, place);
                }
            }
            Change::DropGroup(group) => {
                if is_known(groups(tables), (Code::UnknownGroup, group, "group"), place, says) {
                    cancel(tables, group, place);
                }
            }
            Change::AddRooms(promise) => {
                let is_known = is_known(hotels(tables), (Code::UnknownHotel, &promise.hotel, "hotel"), place, says);
                if let (true, Ok(rooms)) = (is_known, promise.rooms.parse()) {
                    let Promise { hotel, wing, room_type, nights, rate, .. } = promise.clone();
                    tables.promised.push(PromiseRow { hotel, wing, room_type, rooms, nights, rate });
                }
            }
        }
    }
}

fn hotels(tables: &Tables) -> BTreeSet<&str> {
    let told = tables.hotels.rows.iter().chain(&tables.hotels_in_availability).map(|row| row.hotel.as_str());
    told.chain(tables.availability.rows.iter().map(|row| &*row.hotel)).collect()
}

fn groups(tables: &Tables) -> BTreeSet<&str> {
    let named = tables.guests.rows.iter().map(|row| row.group.as_str());
    tables.groups.rows.iter().map(|row| row.group.as_str()).chain(named).collect()
}

/// Tells whether a name is among those of the case, and says so where it is not.
fn is_known(
    known: BTreeSet<&str>,
    (code, name, kind): (Code, &str, &str),
    place: &Place,
    says: &mut Vec<Diagnostic>,
) -> bool {
    let is_known = known.contains(name);
    if !is_known {
        let help = Near::new(known).help(name, &format!("write the name of a {kind} of the case"));
        says.push(Diagnostic::new(code, place.clone(), format!("there is no {kind} `{name}`"), help));
    }
    is_known
}

/// Closes a hotel, whatever polls say of it.
fn close(tables: &mut Tables, hotel: &str, place: &Place) {
    for row in tables.availability.rows.iter_mut().filter(|row| &*row.hotel == hotel) {
        row.status = None;
    }
    let mut is_told = false;
    for row in tables.hotels.rows.iter_mut().chain(&mut tables.hotels_in_availability) {
        if row.hotel == hotel {
            row.status = Some(HotelStatus::Closed);
            is_told = true;
        }
    }
    if !is_told {
        let status = Some(HotelStatus::Closed);
        tables.hotels_in_availability.push(HotelRow {
            hotel: hotel.to_owned(),
            status,
            place: place.clone(),
            ..HotelRow::default()
        });
    }
}

/// Cancels a group.
fn cancel(tables: &mut Tables, group: &str, place: &Place) {
    let mut is_told = false;
    for row in tables.groups.rows.iter_mut().filter(|row| row.group == group) {
        row.status = None;
        is_told = true;
    }
    if !is_told {
        let row = GroupRow::of_guests(group, 1, (None, None), place.clone());
        tables.groups.rows.push(GroupRow { status: None, ..row });
    }
}

fn segments(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Empties the cells that a key of the policy fills in where they are empty: in the case of a plan nobody knows any more which
/// were. Returns how many there were.
fn free(tables: &mut Tables, path: &[String]) -> usize {
    match segments(path).as_slice() {
        ["rules", "tiers", class] => free_groups(tables, Some(class), "priority"),
        ["rules", "guests_max", room_type] => {
            let room_type = mix::room_type(room_type);
            let rows = tables.availability.rows.iter_mut().filter(|row| &*row.room_type == room_type);
            rows.filter_map(|row| row.guests_max.take()).count()
        }
        ["rules", key] => free_groups(tables, None, key) + free_hotels(tables, key),
        ["class", class, key] => free_groups(tables, Some(class), key),
        _ => 0,
    }
}

/// Empties the cells of a key in the rows of groups, of a class or of all.
fn free_groups(tables: &mut Tables, class: Option<&str>, key: &str) -> usize {
    let rows = tables.groups.rows.iter_mut().filter(|row| class.is_none_or(|class| row.class == class));
    let freed = rows.map(|row| match key {
        "km_max" => row.km_max.take().is_some(),
        "minutes_max" => row.minutes_max.take().is_some(),
        "rate_max" => row.rate_max.take().is_some(),
        "sharing" => row.sharing.take().is_some(),
        "split" | "whole_up_to" => row.split.take().is_some(),
        "hotels_max" => row.hotels_max.take().is_some(),
        "chunk_min" => row.chunk_min.take().is_some(),
        "room_types" => row.room_types.take().is_some(),
        "priority" => row.priority.take().is_some(),
        "zones" => row.asks.zones.take().is_some(),
        "grade_min" => row.asks.grade_min.take().is_some(),
        "rate_factor" => row.asks.rate_factor.take().is_some(),
        "nights_min" => row.asks.nights_min.take().is_some(),
        "transfer_minutes" => row.asks.transfer_minutes.take().is_some(),
        "may_upgrade" => row.asks.may_upgrade.take().is_some(),
        "late_supper" => row.asks.late_supper.take().is_some(),
        _ => false,
    });
    freed.filter(|freed| *freed).count()
}

/// Empties the cells of a key in the rows of hotels.
fn free_hotels(tables: &mut Tables, key: &str) -> usize {
    let freed = tables.hotels.rows.iter_mut().map(|row| match key {
        "rooms_min" => row.rooms_min.take().is_some(),
        "meals_max" => row.meals_max.take().is_some(),
        "staff_rooms" => row.staff_rooms.take().is_some(),
        "arrivals_per_hour" => row.arrivals_per_hour.take().is_some(),
        "groups_max" => row.groups_max.take().is_some(),
        "rooms_max" => row.rooms_max.take().is_some(),
        "suppers_max" => row.suppers_max.take().is_some(),
        _ => false,
    });
    freed.filter(|freed| *freed).count()
}
