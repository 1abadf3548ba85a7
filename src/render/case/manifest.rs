//! `groups.csv`: the manifest, with what its classes and rules left to each group.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{dates, listed, text};
use crate::domain::{Asks, Group, GroupStatus, Instance, Share, Sharing, Split};
use crate::render::table::TableWriter;

const GROUP_HEADINGS: [&str; 25] = [
    "group",
    "guests",
    "name",
    "men",
    "women",
    "class",
    "priority",
    "arrive",
    "depart",
    "site",
    "km_max",
    "minutes_max",
    "sharing",
    "split",
    "hotels_max",
    "chunk_min",
    "continues",
    "requires",
    "forbids",
    "room_types",
    "rate_max",
    "status",
    "leader",
    "phone",
    "transport",
];

/// The columns of what few groups ask for, written only where some group does.
const ASKED: [&str; 9] =
    ["port", "transfer_minutes", "zone", "grade_min", "rate_factor", "nights_min", "accessible", "team", "shift"];

/// The columns of open departures, rooms wished for and late suppers, written only where some group has any.
const WISHED: [&str; 4] = ["depart_open", "room_wish", "may_upgrade", "late_supper"];

/// Writes `groups.csv`.
///
/// # Errors
/// When the writer fails.
pub fn groups(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let asked: &[&str] = if instance.groups.iter().any(|group| group.asks != Asks::default()) { &ASKED } else { &[] };
    let asks = |group: &Group| wished_cells(group).iter().any(|cell| !cell.is_empty());
    let wished: &[&str] = if instance.groups.iter().any(asks) { &WISHED } else { &[] };
    let mut table = TableWriter::new(out, &[&GROUP_HEADINGS[..], asked, wished].concat())?;
    let named: BTreeSet<usize> = instance.people.guests.iter().map(|guest| guest.group).collect();
    for (at, group) in instance.groups.iter().enumerate() {
        let cells = group_cells(instance, group, named.contains(&at)).into_iter().chain(asked_cells(&group.asks));
        let wished_cells = wished_cells(group).into_iter().take(wished.len());
        table.row(&cells.take(GROUP_HEADINGS.len() + asked.len()).chain(wished_cells).collect::<Vec<_>>())?;
    }
    table.finish()
}

fn group_cells(instance: &Instance, group: &Group, is_named: bool) -> [String; 25] {
    let (arrive, depart) = group_dates(instance, group);
    let (split, hotels_max, chunk_min) = match group.split {
        Split::Never => ("never", None, None),
        Split::Hotels { hotels_max, chunk_min } => ("hotels", hotels_max, Some(chunk_min)),
        Split::Free => ("free", None, None),
    };
    let site = group.site.map(|site| instance.sites[site].id.to_string());
    [
        group.id.to_string(),
        group.guests.to_string(),
        group.name.clone(),
        known(group.men, is_named),
        known(group.women, is_named),
        instance.classes[group.class].name.clone(),
        group.priority.to_string(),
        arrive,
        depart,
        site.unwrap_or_default(),
        text(group.km_max),
        text(group.minutes_max),
        sharing(group.sharing).to_owned(),
        split.to_owned(),
        text(hotels_max),
        text(chunk_min),
        group.continues.map(|before| instance.groups[before].id.to_string()).unwrap_or_default(),
        listed(&group.requires),
        listed(&group.forbids),
        group.room_types.as_ref().map(listed).unwrap_or_default(),
        text(group.rate_max),
        status(group.status).to_owned(),
        group.leader.clone(),
        group.phone.clone(),
        group.transport.clone(),
    ]
}

fn asked_cells(asks: &Asks) -> [String; 9] {
    [
        asks.port_name.clone(),
        text(asks.transfer_minutes),
        listed(&asks.zones),
        text(asks.grade_min),
        text(Some(asks.rate_factor).filter(|&factor| factor != Share::WHOLE)),
        text(Some(asks.nights_min).filter(|&nights| nights > 0)),
        text(Some(asks.accessible).filter(|&guests| guests > 0)),
        asks.team.clone(),
        asks.shift.clone(),
    ]
}

fn wished_cells(group: &Group) -> [String; 4] {
    let asks = &group.asks;
    let yes = |is_so: bool| if is_so { "yes".to_owned() } else { String::new() };
    [yes(group.departs_open), listed(&asks.room_wish), yes(!asks.upgrades.is_empty()), yes(asks.late_supper)]
}

/// Returns a count of men or women. None are the same as nobody knows, but where guests have names: there an empty cell would
/// mean that these are to be counted.
fn known(count: u32, is_named: bool) -> String {
    if count == 0 && !is_named { String::new() } else { count.to_string() }
}

/// Returns arrival and departure as the manifest would say them: with the time of day where it matters (R28).
fn group_dates(instance: &Instance, group: &Group) -> (String, String) {
    let (arrive, depart) = dates(instance, group.stay);
    let arrive = group.arrival.map_or(arrive, |at| at.format("%Y-%m-%dT%H:%M").to_string());
    (arrive, depart)
}

/// Returns the word of a sharing mode.
#[must_use]
pub fn sharing(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Single => "single",
        Sharing::SameSex => "same_sex",
        Sharing::Party => "party",
        Sharing::Bed => "bed",
    }
}

/// Returns the word of a status.
#[must_use]
pub fn status(status: GroupStatus) -> &'static str {
    use GroupStatus::{Arrived, Confirmed, Expected};
    match status {
        Expected => "expected",
        Confirmed => "confirmed",
        Arrived => "arrived",
    }
}
