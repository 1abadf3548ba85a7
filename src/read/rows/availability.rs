//! A row of `availability.csv`, with what it says of its hotel besides rooms.

use std::sync::Arc;

use super::hotel::OfHotel;
use super::wide;
use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::domain::{HotelStatus, Share};
use crate::read::cell::{self, Flaw};
use crate::read::header::{Header, Slot};
use crate::read::log::Kind;
use crate::read::mark;
use crate::read::row::Row;
use crate::read::schema::{AVAILABILITY, Schema};
use crate::read::tables::{AvailabilityRow, Basis, Certainty, Count, HotelRow, Mode, Moment};

/// A row of a poll.
#[derive(Debug, Clone, PartialEq)]
pub struct Poll {
    /// The rooms, a pool each.
    pub rooms: Vec<AvailabilityRow>,
    /// What it says of the hotel; none where the file has no such columns, or their cells are empty.
    pub hotel: Option<HotelRow>,
}

slots!(
    hotel,
    wing,
    room_type,
    rooms,
    guests_max,
    from,
    to,
    rate,
    polled_at,
    mode,
    basis,
    held,
    rooms_total,
    certainty,
    batch,
    source,
    people_max,
    note
);

/// Most people in a room of the common size (domain §3.3).
const PEOPLE_MAX: u32 = 4;

/// The words of `mode`.
pub const MODES: [(&str, Mode); 3] = [
    (Mode::Update.as_str(), Mode::Update),
    (Mode::Snapshot.as_str(), Mode::Snapshot),
    (Mode::Delta.as_str(), Mode::Delta),
];
/// The words of `basis`.
pub const BASES: [(&str, Basis); 2] = [("gross", Basis::Gross), ("net", Basis::Net)];
/// The words of `certainty`, which may be a share too.
pub const CERTAINTIES: [(&str, Certainty); 2] = [("sure", Certainty::Sure), ("about", Certainty::About)];

impl TableRow for Poll {
    const SCHEMA: &'static Schema = &AVAILABILITY;
    type Slots = (Slots, Types, Option<OfHotel>);

    fn slots(header: &Header) -> Self::Slots {
        (Slots::of(header), header.types.clone(), OfHotel::of(header))
    }

    fn read((slots, types, of_hotel): &Self::Slots, row: &mut Row<'_>) -> Option<Self> {
        let hotel = row.name(slots.hotel);
        let mode = row.word(slots.mode, &MODES).unwrap_or_default();
        let mut pools = pools(slots, (types, mode), row);
        let is_about = row.has_said(Code::CountAbout);
        let guests_max = row.positive(slots.guests_max).or_else(|| beds(slots, &pools, row));
        let (from, to) = (row.moment(slots.from), row.moment(slots.to));
        if let (Some(from), Some(to)) = (from, to)
            && to.date <= from.date
        {
            let help = "`to` is the first night no longer offered: set it later, or leave it empty";
            row.flaw(slots.to, Flaw::new(Code::ToNotAfterFrom, "`to` is not after `from`", help));
        }
        let (rate, polled_at) = (row.money(slots.rate), row.moment(slots.polled_at));
        let basis = row.word(slots.basis, &BASES);
        let (held, rooms_total) = (row.count(slots.held), row.count(slots.rooms_total));
        cut(&mut pools, rooms_total, slots, row);
        let certainty = row.certainty(slots.certainty).or(is_about.then_some(Certainty::About));
        if mode != Mode::Update && row.raw(slots.polled_at).is_empty() {
            let remedy = "fill in when it was said, or write `update`";
            let flaw = Flaw::new(Code::ModeUndated, "a snapshot or a change needs a time", remedy);
            row.flaw(slots.polled_at, flaw);
        }
        let hotel = hotel?;
        if is_gathering(&hotel) && of_hotel.as_ref().is_none_or(|slots| !slots.has_address(row)) {
            let contact = of_hotel.as_ref().map(|slots| slots.contact(row)).unwrap_or_default();
            let message =
                "it is a place where people are gathered, without an address: it supplies no rooms".to_owned();
            let message = if contact.is_empty() { message } else { format!("{message}; whom to ring: {contact}") };
            let remedy = "give the address if it is a hotel; else ring who is named here, and remove the row";
            row.flaw(slots.hotel, Flaw::new(Code::PseudoHotel, message, remedy));
        }
        let mut of_hotel = of_hotel.as_ref().map(|slots| slots.read(row, hotel.clone()));
        // What a poll says of the status holds as long as its count does, and not for good.
        let told = of_hotel.as_mut().and_then(|hotel| hotel.status.take());
        let status = told.or_else(|| said_status(slots, types, row));
        let [wing, batch, source] = [slots.wing, slots.batch, slots.source].map(|slot| Arc::from(row.text(slot)));
        let (place, hotel) = (row.place(), Arc::from(hotel));
        let (from, to) = (from.map(|from| from.date), to.map(|to| to.date));
        let polled_at = polled_at.map(Moment::at_midnight);
        let n_pools = u8::try_from(pools.len()).unwrap_or(u8::MAX);
        let held = shares_of_held(held, rooms_total, &pools);
        let pool = |((room_type, rooms), held): ((String, Count), Option<u32>)| AvailabilityRow {
            hotel: Arc::clone(&hotel),
            wing: Arc::clone(&wing),
            room_type: Arc::from(room_type),
            rooms,
            guests_max,
            from,
            to,
            rate,
            polled_at,
            mode,
            basis,
            held,
            rooms_total,
            certainty,
            status,
            batch: Arc::clone(&batch),
            source: Arc::clone(&source),
            place: place.clone(),
            n_pools,
        };
        let rooms = pools.into_iter().zip(held).map(pool).collect();
        Some(Self { rooms, hotel: of_hotel.filter(says_something) })
    }
}

/// Room types that have a column of their own.
type Types = Vec<(&'static str, usize)>;

/// Returns the pools of a row: one, unless room types have columns of their own.
fn pools(slots: &Slots, (types, mode): (&Types, Mode), row: &mut Row<'_>) -> Vec<(String, Count)> {
    if types.is_empty() {
        if mode != Mode::Delta
            && let Some(mix) = row.mix((slots.room_type, slots.note), slots.rooms)
        {
            return mix.into_iter().map(|(room_type, rooms)| (room_type.to_owned(), Count::Rooms(rooms))).collect();
        }
        let room_type = row.room_type(slots.room_type).unwrap_or_else(|| wide::ANY.to_owned());
        return vec![(room_type, row.rooms(slots.rooms, mode))];
    }
    if mode == Mode::Delta {
        let changed =
            |&(room_type, column): &(&'static str, usize)| (room_type.to_owned(), row.rooms(Slot(Some(column)), mode));
        return types.iter().map(changed).filter(|(_, rooms)| *rooms != Count::Unknown).collect();
    }
    let total = row.told(slots.rooms);
    let counts: Vec<_> = types.iter().map(|&(room_type, column)| (room_type, row.told(Slot(Some(column))))).collect();
    let sum: u32 = counts.iter().filter_map(|(_, count)| *count).fold(0, u32::saturating_add);
    if let Some(total) = total.filter(|&total| total < sum) {
        let message = format!("the room types add up to {sum}, and the row has {total} rooms: not more are used");
        let help = "correct the counts; until then a type has what the others leave, and the rest is of any type";
        row.flaw(slots.rooms, Flaw::new(Code::TypesExceedRooms, message, help));
    }
    let known = |rooms: Option<u32>| rooms.map_or(Count::Unknown, Count::Rooms);
    wide::pools(total, &counts).into_iter().map(|(room_type, rooms)| (room_type, known(rooms))).collect()
}

/// Cuts counts to the rooms that there are at all, and says so.
fn cut(pools: &mut [(String, Count)], rooms_total: Option<u32>, slots: &Slots, row: &mut Row<'_>) {
    let slot = if slots.rooms.0.is_some() { slots.rooms } else { slots.rooms_total };
    for (_, count) in pools {
        let (Count::Rooms(rooms), Some(total)) = (*count, rooms_total) else { continue };
        if rooms > total {
            *count = Count::Rooms(total);
            row.convert(slot, Kind::RoomsOverTotal, total.to_string());
            let message = format!("{rooms} rooms of {total} that there are; {total} are counted");
            row.flaw(slot, Flaw::new(Code::RoomsOverTotal, message, "correct one of the two"));
        }
    }
}

/// Spreads the held rooms of a row over its pools, the last first: rooms of any type come last, and nobody says of which type
/// the held ones are. None are taken where they and the counts add up to all rooms that there are.
fn shares_of_held(held: Option<u32>, rooms_total: Option<u32>, pools: &[(String, Count)]) -> Vec<Option<u32>> {
    if pools.len() == 1 {
        return vec![held];
    }
    let rooms = |pool: &(String, Count)| pool.1.rooms().unwrap_or(0);
    let sum = pools.iter().map(rooms).fold(0, u32::saturating_add);
    let mut left = held.filter(|&held| rooms_total != sum.checked_add(held)).unwrap_or(0);
    let share = |pool: &(String, Count)| {
        let taken = left.min(rooms(pool));
        left -= taken;
        (taken > 0).then_some(taken)
    };
    let mut shares: Vec<Option<u32>> = pools.iter().rev().map(share).collect();
    shares.reverse();
    shares
}

/// Returns how many beds a room has, where a hotel says how many people it takes and they are too many for rooms of the
/// common size; and says so.
fn beds(slots: &Slots, pools: &[(String, Count)], row: &mut Row<'_>) -> Option<u32> {
    let people = row.people(slots.people_max)?;
    let rooms = pools.iter().filter_map(|(_, rooms)| rooms.rooms()).fold(0, u32::saturating_add);
    if rooms == 0 || people <= rooms.saturating_mul(PEOPLE_MAX) {
        return None;
    }
    let beds = people.div_euclid(rooms);
    row.convert(slots.people_max, Kind::BedsForRooms, beds.to_string());
    let message = format!("{people} people in {rooms} rooms: each is taken for a room of {beds} beds");
    let help = "ask the hotel, and write `guests_max`";
    row.flaw(slots.people_max, Flaw::new(Code::BedsForRooms, message, help));
    Some(beds)
}

/// Tells whether a name is that of no hotel, but of wherever a district gathers people.
fn is_gathering(name: &str) -> bool {
    const ENDINGS: [&str; 6] = ["集中住宿", "集中住宿点", "集中安置", "集中安置点", "统一安排", "统一安置"];
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Returns what a word in place of a count says of the whole hotel.
fn said_status(slots: &Slots, types: &Types, row: &Row<'_>) -> Option<HotelStatus> {
    let columns = types.iter().map(|&(_, column)| Slot(Some(column)));
    std::iter::once(slots.rooms).chain(columns).find_map(|slot| mark::status(&row.raw(slot)))
}

/// Tells whether a row says anything of its hotel.
fn says_something(row: &HotelRow) -> bool {
    !row.says_the_same(&HotelRow { hotel: row.hotel.clone(), ..HotelRow::default() })
}

impl Row<'_> {
    /// Returns what a row says of a number of rooms.
    fn rooms(&mut self, slot: Slot, mode: Mode) -> Count {
        let rooms = match mode {
            Mode::Delta => self.parsed(slot, change).map(Count::Change),
            Mode::Update | Mode::Snapshot => self.quoted(slot).map(Count::Rooms),
        };
        rooms.unwrap_or(Count::Unknown)
    }

    /// Returns how far a count is believed: a word, or a share.
    fn certainty(&mut self, slot: Slot) -> Option<Certainty> {
        self.parsed(slot, |text| {
            if text.starts_with(|letter: char| letter.is_ascii_digit()) {
                share(text).map(Certainty::Share)
            } else {
                cell::word(text, &CERTAINTIES)
            }
        })
    }
}

/// Returns by how much a count has changed: `+5`, `-3`, `5`.
fn change(text: &str) -> Result<i64, Flaw> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    cell::count(digits.trim_start()).map(|count| sign * i64::from(count))
}

/// Returns a share: `0.9` or `90%`, to the thousandth.
pub(super) fn share(text: &str) -> Result<Share, Flaw> {
    let (number, digits) = text.strip_suffix(['%', '％']).map_or((text, 3), |percent| (percent.trim_end(), 1));
    let parts = cell::decimal(number, digits)?;
    let share = u64::try_from(parts.parts).ok().filter(|_| !parts.rounded).and_then(Share::of_thousandths);
    let flaw = || {
        let help = "write 0.9 or 90%, up to three decimals";
        Flaw::new(Code::NotAWord, format!("`{text}` is not a share of at most 1"), help)
    };
    share.ok_or_else(flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_have_signs() {
        assert_eq!([change("+5"), change("-3"), change("− 3"), change("4")], [Ok(5), Ok(-3), Ok(-3), Ok(4)]);
        assert!(change("+-5").is_err() && change("-").is_err() && change("about 4").is_err());
    }

    #[test]
    fn shares_are_at_most_the_whole() {
        let thousandths = |text| share(text).map(Share::thousandths).ok();
        assert_eq!([thousandths("0.9"), thousandths("87.5%"), thousandths("1")], [Some(900), Some(875), Some(1000)]);
        assert_eq!([thousandths("1.1"), thousandths("0.12345"), thousandths("101%")], [None; 3]);
    }
}
