//! A row of `availability.csv`, with what it says of its hotel besides rooms.

use super::hotel::OfHotel;
use super::wide::{self, Pool};
use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::read::cell::{self, Flaw};
use crate::read::header::{Header, Slot};
use crate::read::row::Row;
use crate::read::schema::{AVAILABILITY, Schema};
use crate::read::tables::{AvailabilityRow, HotelRow, Moment};

/// A row of a poll.
#[derive(Debug, Clone, PartialEq)]
pub struct Poll {
    /// The rooms, a pool each.
    pub rooms: Vec<AvailabilityRow>,
    /// What it says of the hotel; none where the file has no such columns, or their cells are empty.
    pub hotel: Option<HotelRow>,
}

slots!(hotel, wing, room_type, rooms, guests_max, from, to, rate, polled_at, mode, basis);

impl TableRow for Poll {
    const SCHEMA: &'static Schema = &AVAILABILITY;
    type Slots = (Slots, Types, Option<OfHotel>);

    fn slots(header: &Header) -> Self::Slots {
        (Slots::of(header), header.types.clone(), OfHotel::of(header))
    }

    fn read((slots, types, of_hotel): &Self::Slots, row: &mut Row<'_>) -> Option<Self> {
        let hotel = row.name(slots.hotel);
        let (pools, guests_max) = (pools(slots, types, row), row.positive(slots.guests_max));
        let (from, to) = (row.moment(slots.from), row.moment(slots.to));
        if let (Some(from), Some(to)) = (from, to)
            && to.date <= from.date
        {
            let help = "`to` is the first night no longer offered: set it later, or leave it empty";
            row.flaw(slots.to, Flaw::new(Code::ToNotAfterFrom, "`to` is not after `from`", help));
        }
        let (rate, polled_at) = (row.money(slots.rate), row.moment(slots.polled_at));
        row.word_built(slots.mode, &["update"], &["snapshot", "delta"]);
        row.word_built(slots.basis, &["net"], &["gross"]);
        let hotel = hotel?;
        if is_gathering(&hotel) && of_hotel.as_ref().is_none_or(|slots| !slots.has_address(row)) {
            let message = "it is a place where people are gathered, without an address: it supplies no rooms";
            let help = "give the address if it is a hotel; else ring who is named here, and remove the row";
            row.flaw(slots.hotel, Flaw::new(Code::PseudoHotel, message, help));
        }
        let of_hotel = of_hotel.as_ref().map(|slots| slots.read(row, hotel.clone()));
        let place = row.place();
        let wing = row.text(slots.wing);
        let (from, to) = (from.map(|from| from.date), to.map(|to| to.date));
        let polled_at = polled_at.map(Moment::at_midnight);
        let n_pools = u8::try_from(pools.len()).unwrap_or(u8::MAX);
        let pool = |(room_type, rooms): Pool| AvailabilityRow {
            hotel: hotel.clone(),
            wing: wing.clone(),
            room_type,
            rooms,
            guests_max,
            from,
            to,
            rate,
            polled_at,
            place: place.clone(),
            n_pools,
        };
        Some(Self { rooms: pools.into_iter().map(pool).collect(), hotel: of_hotel.filter(says_something) })
    }
}

/// Room types that have a column of their own.
type Types = Vec<(&'static str, usize)>;

/// Returns the pools of a row: one, unless room types have columns of their own.
fn pools(slots: &Slots, types: &Types, row: &mut Row<'_>) -> Vec<Pool> {
    if types.is_empty() {
        let rooms = row.quoted(slots.rooms);
        return vec![(row.optional(slots.room_type).unwrap_or_else(|| wide::ANY.to_owned()), rooms)];
    }
    let total = row.told(slots.rooms);
    let counts: Vec<_> = types.iter().map(|&(room_type, column)| (room_type, row.told(Slot(Some(column))))).collect();
    let sum: u32 = counts.iter().filter_map(|(_, count)| *count).fold(0, u32::saturating_add);
    if let Some(total) = total.filter(|&total| total < sum) {
        let message = format!("the room types add up to {sum}, and the row has {total} rooms: not more are used");
        let help = "correct the counts; until then a type has what the others leave, and the rest is of any type";
        row.flaw(slots.rooms, Flaw::new(Code::TypesExceedRooms, message, help));
    }
    wide::pools(total, &counts)
}

/// Tells whether a name is that of no hotel, but of wherever a district gathers people.
fn is_gathering(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["集中住宿", "集中住宿点", "集中安置", "集中安置点", "统一安排", "统一安置"];
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Tells whether a row says anything of its hotel.
fn says_something(row: &HotelRow) -> bool {
    let texts = [&row.name, &row.district, &row.address, &row.contact, &row.phone, &row.grade, &row.email];
    texts.iter().any(|text| text.is_some())
        || row.degrees.is_some()
        || row.datum.is_some()
        || row.status.is_some()
        || row.tags.is_some()
        || row.opening_cost.is_some()
        || row.rooms_min.is_some()
        || row.meals_max.is_some()
}

impl Row<'_> {
    /// Says where a word is not known, or known and not built yet.
    fn word_built(&mut self, slot: Slot, built: &[&'static str], later: &[&'static str]) {
        let words: Vec<(&str, bool)> =
            built.iter().map(|&word| (word, true)).chain(later.iter().map(|&word| (word, false))).collect();
        if self.word(slot, &words) == Some(false) {
            let message = format!("`{}` is not built yet", self.raw(slot));
            let help = format!("write {}, or leave the cell empty", cell::quoted(built));
            self.flaw(slot, Flaw::new(Code::ColumnNotBuilt, message, help));
        }
    }
}
