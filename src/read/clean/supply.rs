//! Rows about hotels and their rooms, as cells.

use super::{Cells, CleanRow};
use crate::diagnostic::Place;
use crate::read::rows::HOTEL_STATUSES;
use crate::read::schema::{AVAILABILITY, HOTELS, ROOMS, Schema};
use crate::read::tables::{AvailabilityRow, HotelRow, RoomRow};

impl CleanRow for AvailabilityRow {
    const SCHEMA: &'static Schema = &AVAILABILITY;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { hotel, wing, room_type, rooms, guests_max, from, to, rate, polled_at, n_pools: _, place: _ } = self;
        cells.text("hotel", hotel);
        cells.text("wing", wing);
        cells.text("room_type", room_type);
        cells.value("rooms", *rooms);
        cells.value("guests_max", *guests_max);
        cells.date("from", *from);
        cells.date("to", *to);
        cells.value("rate", *rate);
        cells.time("polled_at", *polled_at);
    }
}

impl CleanRow for HotelRow {
    const SCHEMA: &'static Schema = &HOTELS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self {
            hotel,
            name,
            district,
            address,
            contact,
            phone,
            grade,
            email,
            degrees,
            datum,
            status,
            tags,
            opening_cost,
            rooms_min,
            meals_max,
            place: _,
        } = self;
        cells.text("hotel", hotel);
        cells.value("name", name.as_ref());
        cells.value("district", district.as_ref());
        cells.value("address", address.as_ref());
        cells.value("contact", contact.as_ref());
        cells.value("phone", phone.as_ref());
        cells.value("grade", grade.as_ref());
        cells.value("email", email.as_ref());
        cells.degrees(*degrees, *datum);
        cells.word("status", &HOTEL_STATUSES, status.as_ref());
        if let Some(tags) = tags {
            cells.names("tags", tags);
        }
        cells.value("opening_cost", *opening_cost);
        cells.value("rooms_min", *rooms_min);
        cells.value("meals_max", *meals_max);
    }
}

impl CleanRow for RoomRow {
    const SCHEMA: &'static Schema = &ROOMS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { hotel, room, guests_max, place: _ } = self;
        cells.text("hotel", hotel);
        cells.text("room", room);
        cells.value("guests_max", *guests_max);
    }
}
