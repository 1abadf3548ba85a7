//! Guests by name and rooms by number, with the names in their wishes resolved. What cannot be meant is said and left out;
//! nobody is: a guest with an odd wish is a guest.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Ledger, seen_from};
use super::officer;
use super::relation::Known;
use crate::diagnostic::{Code, Near, Place};
use crate::domain::people::CHRONIC;
use crate::domain::{Group, Guest, Hotel, People, Room, Rules, Sharing};
use crate::read::Tables;
use crate::read::tables::{GuestRow, RoomRow};

/// The type of a room of which nobody says what it is sold as.
const ANY: &str = "any";

/// Returns the guests of groups that come, and the rooms of hotels.
pub fn people(
    tables: &Tables,
    known: &mut Known<'_, '_>,
    (groups, hotels): (&[Group], &[Hotel]),
    rules: &Rules,
    ledger: &mut Ledger,
) -> People {
    let rows = guest_rows(&tables.guests.rows, known, ledger);
    let mut guests: Vec<Guest> = rows.values().map(|&(row, group)| guest(row, group)).collect();
    let wishes = Wishes { names: Directory::new(&guests), groups, rules };
    let resolved: Vec<_> =
        rows.values().zip(&guests).map(|(&(row, _), own)| wishes.of(row, own, &guests, ledger)).collect();
    for (guest, [share_with, carer_of, next_to]) in guests.iter_mut().zip(resolved) {
        (guest.share_with, guest.carer_of, guest.next_to) = (share_with, carer_of, next_to);
    }
    say_minors_alone(&guests, groups, rules, ledger);
    let rooms = rooms(&tables.rooms.rows, known, hotels, ledger);
    People { guests, rooms, officers: officer::officers(&tables.officers.rows, known.hotels, ledger) }
}

/// Returns the rows of guests who come, by id, each with the position of its group.
fn guest_rows<'a>(
    rows: &'a [GuestRow],
    known: &mut Known<'_, '_>,
    ledger: &mut Ledger,
) -> BTreeMap<&'a str, (&'a GuestRow, usize)> {
    let mut first: BTreeMap<&str, (&GuestRow, usize)> = BTreeMap::new();
    for row in rows {
        if known.cancelled.contains(&row.group) {
            ledger.drop_row(&row.place);
            continue;
        }
        let group = known.groups.resolve(ledger, &row.place, "group", &row.group);
        if let Some((other, _)) = first.get(row.guest.as_str()) {
            let message = format!("the guest `{}` is in {} already", row.guest, seen_from(&row.place, &other.place));
            ledger.say(Code::Duplicate, &row.place, "guest", message, "keep one of the two rows");
        } else if let Some(group) = group {
            first.insert(&row.guest, (row, group));
        }
    }
    first
}

fn guest(row: &GuestRow, group: usize) -> Guest {
    Guest {
        id: row.guest.clone(),
        group,
        name: row.name.clone().unwrap_or_else(|| row.guest.clone()),
        sex: row.sex,
        age: row.age,
        role: row.role.clone(),
        share_with: BTreeSet::new(),
        carer_of: BTreeSet::new(),
        next_to: BTreeSet::new(),
        needs: row.needs.clone(),
        place: row.place.clone(),
    }
}

/// Guests by what people call them.
struct Directory {
    by_id: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Directory {
    fn new(guests: &[Guest]) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, guest) in guests.iter().enumerate() {
            by_name.entry(guest.name.clone()).or_default().push(at);
        }
        Self { by_id: guests.iter().enumerate().map(|(at, guest)| (guest.id.clone(), at)).collect(), by_name }
    }

    /// Returns the guest of an id; else the only one of that name in the group; else the only one at all.
    fn find(&self, text: &str, group: usize, guests: &[Guest]) -> Result<usize, String> {
        if let Some(&at) = self.by_id.get(text) {
            return Ok(at);
        }
        let named = self.by_name.get(text).map_or(&[][..], Vec::as_slice);
        let here: Vec<usize> = named.iter().copied().filter(|&at| guests[at].group == group).collect();
        match (here.as_slice(), named) {
            (&[only], _) | ([], &[only]) => Ok(only),
            ([], []) => Err(format!("nobody is called `{text}`")),
            _ => Err(format!("more than one guest is called `{text}`")),
        }
    }
}

/// What wishes are measured by.
struct Wishes<'a> {
    names: Directory,
    groups: &'a [Group],
    rules: &'a Rules,
}

impl Wishes<'_> {
    /// Resolves the wishes of a guest: whom to share with, whom to look after, whom to be next to.
    fn of(&self, row: &GuestRow, own: &Guest, guests: &[Guest], ledger: &mut Ledger) -> [BTreeSet<usize>; 3] {
        let columns = [("share_with", &row.share_with), ("carer_of", &row.carer_of), ("next_to", &row.next_to)];
        columns.map(|(column, texts)| {
            let wished = texts.iter().filter_map(|text| {
                let found = self.names.find(text, own.group, guests);
                let at = match found {
                    Ok(at) => at,
                    Err(why) => {
                        say_unknown(&self.names, text, (why, column, &row.place), ledger);
                        return None;
                    }
                };
                match self.objection(column, own, &guests[at]) {
                    None => Some(at),
                    Some((code, message, help)) => {
                        ledger.say(code, &row.place, column, message, help);
                        None
                    }
                }
            });
            wished.collect()
        })
    }

    /// Says why a wish cannot be kept whatever the plan; none where it can.
    fn objection(&self, column: &str, own: &Guest, other: &Guest) -> Option<(Code, String, &'static str)> {
        if own.id == other.id {
            let message = format!("`{}` names itself", own.id);
            return Some((Code::WishImpossible, message, "name the other guest"));
        }
        if column == "next_to" {
            return None;
        }
        if own.group != other.group {
            let message = format!("`{}` is of another group, and rooms are not shared across groups", other.id);
            return Some((Code::WishImpossible, message, "put both into one group, or wish for `next_to`"));
        }
        if column == "carer_of" {
            return self.unfit(own).map(|why| {
                let message = format!("{why}: the guest is not taken as a carer (R4)");
                (Code::CarerUnfit, message, "name another carer")
            });
        }
        if self.groups[own.group].sharing == Sharing::Single {
            let message = "each guest of the group has a room alone (R3)".to_owned();
            return Some((Code::WishImpossible, message, "give the group another `sharing`, or wish for `next_to`"));
        }
        let differ = own.sex.zip(other.sex).is_none_or(|(own, other)| own != other);
        let is_by_sex = self.groups[own.group].sharing == Sharing::SameSex;
        (is_by_sex && differ).then(|| {
            let message =
                format!("`{}` is not known to be of the same sex, and the group shares by sex (R5)", other.id);
            (Code::WishImpossible, message, "make them a group with `sharing = party`, or wish for `next_to`")
        })
    }

    /// Says why somebody may not look after another (R4); none where nobody knows of a reason.
    fn unfit(&self, guest: &Guest) -> Option<String> {
        let (least, most) = (self.rules.minor_age, self.rules.carer_age_max);
        match guest.age {
            _ if guest.needs.contains(CHRONIC) => Some("a guest who is chronically ill".to_owned()),
            Some(age) if age > most => Some(format!("an age of {age} is over {most}")),
            Some(age) if age < least => Some(format!("an age of {age} is under {least}")),
            _ => None,
        }
    }
}

fn say_unknown(names: &Directory, text: &str, (why, column, place): (String, &str, &Place), ledger: &mut Ledger) {
    let mut near = Near::new(names.by_id.keys().chain(names.by_name.keys()).map(String::as_str));
    let help = near.help(text, "name the guest as in the column `guest`");
    ledger.say(Code::WishUnknown, place, column, format!("{why}: the wish is not applied"), help);
}

/// Says which children would sleep alone because nobody looks after them (R4).
fn say_minors_alone(guests: &[Guest], groups: &[Group], rules: &Rules, ledger: &mut Ledger) {
    let cared: BTreeSet<usize> = guests.iter().flat_map(|guest| guest.carer_of.iter().copied()).collect();
    for (at, guest) in guests.iter().enumerate() {
        let is_alone = groups[guest.group].sharing == Sharing::Single && !cared.contains(&at);
        if let Some(age) = guest.age.filter(|&age| age < rules.minor_age && is_alone) {
            let message =
                format!("`{}` is {age}, and nobody looks after the guest: it gets a room alone (R4)", guest.id);
            ledger.say(Code::MinorAlone, &guest.place, "age", message, "name the guest in `carer_of` of the carer");
        }
    }
}

/// Returns the rooms of hotels that there are, in the order in which people count them.
fn rooms(rows: &[RoomRow], known: &mut Known<'_, '_>, hotels: &[Hotel], ledger: &mut Ledger) -> Vec<Room> {
    let mut first: BTreeMap<(&str, &str), &Place> = BTreeMap::new();
    let mut rooms = Vec::with_capacity(rows.len());
    for row in rows {
        let hotel = known.hotels.resolve(ledger, &row.place, "hotel", &row.hotel);
        if let Some(first) = first.insert((&row.hotel, &row.room), &row.place) {
            let message =
                format!("the room `{}` of `{}` is in {} already", row.room, row.hotel, seen_from(&row.place, first));
            ledger.say(Code::Duplicate, &row.place, "room", message, "keep one of the two rows");
        } else if let Some(hotel) = hotel {
            let room = room(row, hotel);
            say_useless(&room, &hotels[hotel], ledger);
            rooms.push(room);
        }
    }
    let key = |room: &Room| (room.hotel, room.wing.clone(), counted(&room.floor), counted(&room.number));
    rooms.sort_by_cached_key(key);
    rooms
}

fn room(row: &RoomRow, hotel: usize) -> Room {
    Room {
        hotel,
        number: row.room.clone(),
        wing: row.wing.clone(),
        floor: row.floor.clone(),
        room_type: row.room_type.clone().unwrap_or_else(|| ANY.to_owned()),
        guests_max: row.guests_max,
        tags: row.tags.clone(),
        place: row.place.clone(),
    }
}

/// Says where a room belongs to nothing that its hotel offers, and so will never be given.
fn say_useless(room: &Room, hotel: &Hotel, ledger: &mut Ledger) {
    let serves = |pool: &crate::domain::Pool| room.serves(&pool.wing, &pool.room_type);
    if hotel.pools.is_empty() || hotel.pools.iter().any(serves) {
        return;
    }
    let wing = if room.wing.is_empty() { "without a wing".to_owned() } else { format!("in wing `{}`", room.wing) };
    let message = format!("`{}` offers no `{}` rooms {wing}: nobody gets this one", hotel.id, room.room_type);
    let help = "write wing and room_type as in the table of availability";
    ledger.say(Code::RoomOfNoPool, &room.place, "room_type", message, help);
}

/// Returns a text as people count: runs of digits by their value, so that 9 comes before 10.
fn counted(text: &str) -> Vec<(u64, String)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_digit = |c: char| c.is_ascii_digit();
        let n_digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(n_digits);
        let n_letters = after.find(is_digit).unwrap_or(after.len());
        let (letters, next) = after.split_at(n_letters);
        parts.push((digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u64::MAX }), letters.to_owned()));
        rest = next;
    }
    parts.push((0, text.to_owned()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_counted_as_people_do() {
        let mut numbers = ["1010", "A2", "9", "A10", "101", "10", "099"];
        numbers.sort_by_key(|number| counted(number));
        assert_eq!(numbers, ["A2", "A10", "9", "10", "099", "101", "1010"]);
    }
}
