//! A row of `hotels.csv`; its columns may stand in availability too.

use std::collections::BTreeMap;

use super::{TableRow, slots};
use crate::domain::{Datum, HotelStatus};
use crate::read::cell;
use crate::read::header::{Header, Slot};
use crate::read::mark;
use crate::read::row::Row;
use crate::read::schema::{HOTELS, Schema};
use crate::read::tables::HotelRow;

/// The words of `datum`.
pub const DATUMS: [(&str, Datum); 3] =
    [(Datum::Wgs84.as_str(), Datum::Wgs84), (Datum::Gcj02.as_str(), Datum::Gcj02), (Datum::Bd09.as_str(), Datum::Bd09)];
/// The words of `status`.
pub const HOTEL_STATUSES: [(&str, HotelStatus); 3] =
    [("open", HotelStatus::Open), ("closed", HotelStatus::Closed), ("frozen", HotelStatus::Frozen)];

slots!(
    name,
    district,
    address,
    lat,
    lon,
    coordinates,
    datum,
    status,
    tags,
    opening_cost,
    rooms_min,
    meals_max,
    clean_floors,
    staff_rooms,
    reserve_rooms,
    case_on,
    zone,
    nights_min,
    arrivals_per_hour,
    groups_max,
    block_rooms,
    block_rate,
    block_until,
    contact,
    phone,
    grade,
    email,
    rooms_max,
    suppers_max
);

/// Where the columns of a hotel stand, besides its name in tables.
pub struct OfHotel(Slots);

impl OfHotel {
    /// Finds the columns; none where there is not one of them.
    pub fn of(header: &Header) -> Option<Self> {
        let slots = Slots::of(header);
        (slots != Slots::default()).then_some(Self(slots))
    }

    /// Tells whether a row has an address.
    pub fn has_address(&self, row: &Row<'_>) -> bool {
        let address = row.raw(self.0.address);
        !address.is_empty() && !mark::is_dash(&address)
    }

    /// Returns whom to ring, and under which number, as typed; empty where the row does not say.
    pub fn contact(&self, row: &Row<'_>) -> String {
        let cells = [row.raw(self.0.contact), row.raw(self.0.phone)];
        cells.iter().filter(|cell| !cell.is_empty()).map(AsRef::as_ref).collect::<Vec<&str>>().join(" ")
    }

    /// Reads what a row says of its hotel.
    pub fn read(&self, row: &mut Row<'_>, hotel: String) -> HotelRow {
        let slots = &self.0;
        HotelRow {
            hotel,
            name: row.optional(slots.name),
            district: row.optional(slots.district),
            address: row.optional(slots.address),
            contact: row.optional(slots.contact),
            phone: row.phone(slots.phone),
            grade: row.optional(slots.grade),
            email: row.optional(slots.email),
            degrees: row.degrees((slots.lat, slots.lon), slots.coordinates),
            datum: row.word(slots.datum, &DATUMS),
            status: row.status(slots.status),
            tags: Some(row.names(slots.tags)).filter(|tags| !tags.is_empty()),
            opening_cost: row.money(slots.opening_cost),
            rooms_min: row.count(slots.rooms_min),
            meals_max: row.people(slots.meals_max),
            clean_floors: row.floors(slots.clean_floors),
            staff_rooms: row.count(slots.staff_rooms),
            reserve_rooms: row.count(slots.reserve_rooms),
            case_on: row.moment(slots.case_on).map(|moment| moment.date),
            zone: row.optional(slots.zone),
            nights_min: row.nights(slots.nights_min),
            arrivals_per_hour: row.people(slots.arrivals_per_hour),
            groups_max: row.positive(slots.groups_max),
            block_rooms: row.count(slots.block_rooms),
            block_rate: row.money(slots.block_rate),
            block_until: row.moment(slots.block_until).map(|moment| moment.date),
            rooms_max: row.count(slots.rooms_max),
            suppers_max: row.people(slots.suppers_max),
            place: row.place(),
        }
    }
}

impl Row<'_> {
    /// Returns whether a hotel takes guests, also in the words that people have for it.
    fn status(&mut self, slot: Slot) -> Option<HotelStatus> {
        let typed = self.raw(slot);
        let said = mark::status(&typed).or_else(|| mark::is_open(&typed).then_some(HotelStatus::Open));
        said.or_else(|| self.word(slot, &HOTEL_STATUSES))
    }

    /// Returns floors, each with its rooms where the cell says how many: `1F; 2F=12`. None where the cell is empty.
    fn floors(&mut self, slot: Slot) -> Option<BTreeMap<String, Option<u32>>> {
        self.parsed(slot, |text| {
            let floor = |part: &str| match part.split_once(['=', '＝']) {
                Some((floor, rooms)) => Ok((floor.trim().to_owned(), Some(cell::count(rooms.trim())?))),
                None => Ok((part.to_owned(), None)),
            };
            let parts = text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(floor).collect()
        })
    }
}

impl TableRow for HotelRow {
    const SCHEMA: &'static Schema = &HOTELS;
    type Slots = (Slot, OfHotel);

    fn slots(header: &Header) -> Self::Slots {
        (header.slot("hotel"), OfHotel(Slots::of(header)))
    }

    fn read((hotel, of_hotel): &Self::Slots, row: &mut Row<'_>) -> Option<Self> {
        let name = row.name(*hotel);
        let read = of_hotel.read(row, name.clone().unwrap_or_default());
        name.map(|_| read)
    }
}
