//! Rows about hotels and their rooms, as cells.

use super::{Cells, CleanRow};
use crate::diagnostic::Place;
use crate::read::rows::{BASES, CERTAINTIES, HOTEL_STATUSES, MODES};
use crate::read::schema::{AVAILABILITY, HOTELS, OFFICERS, ROOMS, Schema};
use crate::read::tables::{AvailabilityRow, Certainty, Count, HotelRow, Mode, OfficerRow, RoomRow};

impl CleanRow for AvailabilityRow {
    const SCHEMA: &'static Schema = &AVAILABILITY;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self {
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
            status,
            batch,
            source,
            n_pools: _,
            place: _,
        } = self;
        cells.text("hotel", hotel);
        cells.text("wing", wing);
        cells.text("room_type", room_type);
        match rooms {
            Count::Unknown => {}
            Count::Rooms(rooms) => cells.value("rooms", Some(rooms)),
            Count::Change(by) => cells.value("rooms", Some(format!("{by:+}"))),
        }
        cells.value("guests_max", *guests_max);
        cells.date("from", *from);
        cells.date("to", *to);
        cells.value("rate", *rate);
        cells.time("polled_at", *polled_at);
        cells.word("mode", &MODES, Some(mode).filter(|mode| **mode != Mode::Update));
        cells.word("basis", &BASES, basis.as_ref());
        cells.value("held", *held);
        cells.value("rooms_total", *rooms_total);
        match certainty {
            Some(Certainty::Share(share)) => cells.value("certainty", Some(share)),
            other => cells.word("certainty", &CERTAINTIES, other.as_ref()),
        }
        cells.word("status", &HOTEL_STATUSES, status.as_ref());
        cells.text("batch", batch);
        cells.text("source", source);
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
            rooms_max,
            suppers_max,
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
        let floor = |(floor, rooms): (&String, &Option<u32>)| match rooms {
            Some(rooms) => format!("{floor}={rooms}"),
            None => floor.clone(),
        };
        let floors: Option<Vec<String>> = clean_floors.as_ref().map(|floors| floors.iter().map(floor).collect());
        cells.value("clean_floors", floors.map(|floors| floors.join(";")));
        cells.value("staff_rooms", *staff_rooms);
        cells.value("reserve_rooms", *reserve_rooms);
        cells.date("case_on", *case_on);
        cells.value("zone", zone.as_ref());
        cells.value("nights_min", *nights_min);
        cells.value("arrivals_per_hour", *arrivals_per_hour);
        cells.value("groups_max", *groups_max);
        cells.value("block_rooms", *block_rooms);
        cells.value("block_rate", *block_rate);
        cells.date("block_until", *block_until);
        cells.value("rooms_max", *rooms_max);
        cells.value("suppers_max", *suppers_max);
    }
}

impl CleanRow for RoomRow {
    const SCHEMA: &'static Schema = &ROOMS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { hotel, room, wing, floor, room_type, guests_max, tags, place: _ } = self;
        cells.text("hotel", hotel);
        cells.text("room", room);
        cells.text("wing", wing);
        cells.text("floor", floor);
        cells.value("room_type", room_type.as_ref());
        cells.value("guests_max", *guests_max);
        cells.names("tags", tags);
    }
}

impl CleanRow for OfficerRow {
    const SCHEMA: &'static Schema = &OFFICERS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { officer, name, is_senior, hotel, place: _ } = self;
        cells.text("officer", officer);
        cells.value("name", name.as_ref());
        cells.value("senior", is_senior.then_some("yes"));
        cells.value("hotel", hotel.as_ref());
    }
}
