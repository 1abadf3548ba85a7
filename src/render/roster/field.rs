//! The columns that a rooming list may have, and what each says of a line.

use serde::Deserialize;

use super::Rosters;
use super::line::Line;
use crate::domain::{Hotel, Room};
use crate::render::case::sharing;
use crate::render::sheets::{Cell, Column, Kind, Mark};
use crate::render::words::{SheetWords, Words};

/// A column of rooming lists, by its name in layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the column that it is named for")]
pub enum Field {
    /// The number of the line.
    Number,
    /// The number of the room in the hotel's list.
    RoomNth,
    HotelId,
    Hotel,
    District,
    Address,
    Group,
    GroupName,
    Leader,
    Phone,
    Wing,
    Floor,
    RoomType,
    Sharing,
    Sex,
    Rooms,
    Guests,
    Arrive,
    ArriveTime,
    Depart,
    Nights,
    Transport,
    Status,
    Change,
    RoomNumbers,
    Room,
    /// The guest of the line, else the group; family name first.
    LastFirst,
    /// The guests of the line by name.
    Guest,
    /// The others of the room, `|` between them.
    Accompanying,
    SharesWith,
    Role,
    Note,
}

/// The columns of the layout `generic`; the telephone only where it is asked for.
pub const GENERIC: [Field; 19] = [
    Field::Number,
    Field::Hotel,
    Field::Group,
    Field::GroupName,
    Field::Leader,
    Field::Phone,
    Field::Wing,
    Field::RoomType,
    Field::Sharing,
    Field::Sex,
    Field::Rooms,
    Field::Guests,
    Field::Arrive,
    Field::Depart,
    Field::Transport,
    Field::Status,
    Field::Change,
    Field::RoomNumbers,
    Field::Note,
];

impl Field {
    /// Returns the column with its heading.
    pub(super) fn column(self, rosters: &Rosters<'_>) -> Column {
        let (words, sheets) = (Words::of(rosters.style.lang), SheetWords::of(rosters.style.lang));
        let column = &words.column;
        match self {
            Self::Number | Self::RoomNth => Column::count(&column.number),
            Self::HotelId | Self::Hotel => Column::text(&column.hotel),
            Self::District => Column::text(&words.head.district),
            Self::Address => Column::text(&words.head.address),
            Self::Group => Column::text(&column.group),
            Self::GroupName => Column::text(&column.name),
            Self::Leader => Column::text(&column.leader),
            Self::Phone => Column::text(&column.phone),
            Self::Wing => Column::text(&column.wing),
            Self::Floor => Column::text(&column.floor),
            Self::RoomType => Column::text(&column.room_type),
            Self::Sharing => Column::text(&column.sharing),
            Self::Sex => Column::text(&column.sex),
            Self::Rooms => Column::sum(&column.rooms),
            Self::Guests => Column::sum(&column.guests),
            Self::Arrive => Column::date(&column.arrive),
            Self::ArriveTime => Column::of(&sheets.column.time, Kind::Time),
            Self::Depart => Column::date(&column.depart),
            Self::Nights => Column::count(&words.head.nights),
            Self::Transport => Column::text(&column.transport),
            Self::Status => Column::text(&column.status),
            Self::Change => Column::text(&column.change),
            Self::RoomNumbers => Column::by_hand(&column.room_numbers),
            Self::Room => Column::text(&column.room),
            Self::LastFirst | Self::Guest => Column::text(&column.guest),
            Self::Accompanying | Self::SharesWith => Column::text(&column.shares_with),
            Self::Role => Column::text(&column.role),
            Self::Note => Column::by_hand(&column.note),
        }
    }

    /// Returns what it says of a line of a hotel.
    pub(super) fn cell(self, rosters: &Rosters<'_>, at: usize, line: &Line<'_>) -> Cell {
        let words = Words::of(rosters.style.lang);
        let hotel = &rosters.instance.hotels[at];
        let is_gone = line.mark == Some(Mark::Cancelled);
        let count = |count: Option<u32>| count.map_or(Cell::Blank, Cell::count);
        match self {
            Self::Number => line.number.map_or(Cell::Blank, Cell::count),
            Self::RoomNth => count(line.nth),
            Self::HotelId | Self::Hotel | Self::District | Self::Address => self.of_hotel(hotel),
            Self::Leader
            | Self::Phone
            | Self::Sharing
            | Self::ArriveTime
            | Self::Nights
            | Self::Transport
            | Self::Status
                if is_gone =>
            {
                Cell::Blank
            }
            Self::Group => Cell::text(line.group_id),
            Self::Wing => Cell::text(line.wing),
            Self::Floor => Cell::text(door(rosters, at, line).map_or("", |room| &room.floor)),
            Self::RoomType => Cell::text(Words::word(&words.room_type, line.room_type)),
            Self::Sex => Cell::text(line.sex.and_then(|sex| words.sex.get(sex.as_str())).map_or("", String::as_str)),
            Self::Rooms => count(line.rooms),
            Self::Guests => count(line.guests),
            Self::Arrive => Cell::date(line.dates.0),
            Self::Depart => Cell::date(line.dates.1),
            Self::Change => Cell::text(&line.change),
            Self::RoomNumbers | Self::Note => Cell::Blank,
            Self::Room => Cell::text(line.room),
            Self::LastFirst => Cell::text(&last_first(line)),
            Self::Guest => Cell::text(&names(&line.people, ", ", str::to_owned)),
            Self::Accompanying => Cell::text(&names(&line.sharers, "|", family_first)),
            Self::SharesWith => Cell::text(&names(&line.sharers, ", ", str::to_owned)),
            Self::Role => Cell::text(line.people.first().map_or("", |guest| &guest.role)),
            Self::GroupName
            | Self::Leader
            | Self::Phone
            | Self::Sharing
            | Self::ArriveTime
            | Self::Nights
            | Self::Transport
            | Self::Status => self.of_group(line, words),
        }
    }

    fn of_hotel(self, hotel: &Hotel) -> Cell {
        match self {
            Self::HotelId => Cell::text(hotel.id.as_str()),
            Self::District => Cell::text(&hotel.district),
            Self::Address => Cell::text(&hotel.address),
            _ => Cell::text(&hotel.name),
        }
    }

    fn of_group(self, line: &Line<'_>, words: &Words) -> Cell {
        let Some(group) = line.group else { return Cell::Blank };
        match self {
            Self::GroupName => Cell::text(&group.name),
            Self::Leader => Cell::text(&group.leader),
            Self::Phone => Cell::text(&group.phone),
            Self::Sharing => Cell::text(Words::word(&words.sharing, sharing(group.sharing))),
            Self::ArriveTime => group.arrival.map_or(Cell::Blank, |time| Cell::Time(time.time())),
            Self::Nights => Cell::count(group.stay.n_nights()),
            Self::Transport => Cell::text(&group.transport),
            _ => Cell::text(&words.standing(group)),
        }
    }
}

/// Returns the room behind the door of a line.
fn door<'a>(rosters: &Rosters<'a>, hotel: usize, line: &Line<'_>) -> Option<&'a Room> {
    let mut rooms = rosters.instance.people.rooms_of(hotel).map(|(_, room)| room);
    if line.room.is_empty() { None } else { rooms.find(|room| room.number == line.room) }
}

fn names(people: &[&crate::domain::Guest], between: &str, write: impl Fn(&str) -> String) -> String {
    people.iter().map(|guest| write(&guest.name)).collect::<Vec<_>>().join(between)
}

/// Returns the name under which a hotel books a line: its first guest, else its group.
fn last_first(line: &Line<'_>) -> String {
    let group = || line.group.map_or(line.group_id, |group| &group.name).to_owned();
    line.people.first().map_or_else(group, |guest| family_first(&guest.name))
}

/// Returns a name with the family name first and a comma behind it. The last word of a name in Latin letters counts as the
/// family name; names in other letters, of one word, or with a comma stay as they are.
fn family_first(name: &str) -> String {
    let is_latin = name.chars().all(|letter| u32::from(letter) < 0x250 || letter == '’');
    match name.trim().rsplit_once(char::is_whitespace) {
        Some((first, last)) if is_latin && !name.contains(',') => format!("{last}, {}", first.trim_end()),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_come_first_where_the_order_is_known() {
        assert_eq!(family_first("Anna Maria Berg"), "Berg, Anna Maria");
        assert_eq!(family_first("Berg, Anna"), "Berg, Anna");
        assert_eq!(family_first("李 小龙"), "李 小龙");
        assert_eq!(family_first("Pelé"), "Pelé");
    }
}
