//! A row of a plan's `allocation.csv`, also one edited by hand.

use super::{TableRow, slots, wide};
use crate::diagnostic::Code;
use crate::domain::{AllocationRow, GroupId, HotelId, Keep, Sex};
use crate::read::cell::Flaw;
use crate::read::header::{Header, Slot};
use crate::read::row::Row;
use crate::read::schema::{ALLOCATION, Schema};
use crate::read::tables::PlacedRow;

slots!(group, hotel, wing, room_type, sex, rooms, guests, arrive, depart);

impl TableRow for AllocationRow {
    const SCHEMA: &'static Schema = &ALLOCATION;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (group, hotel) = (row.name(slots.group), row.name(slots.hotel));
        let (rooms, guests) = (row.needed(slots.rooms, Row::count), row.needed(slots.guests, Row::people));
        let sex = row.known_word(slots.sex, &[("men", Sex::Men), ("women", Sex::Women)]);
        let (arrive, depart) = (row.moment(slots.arrive), row.moment(slots.depart));
        let dates = arrive.zip(depart).map(|(arrive, depart)| (arrive.date, depart.date));
        if row.raw(slots.arrive).is_empty() != row.raw(slots.depart).is_empty() {
            let slot = if row.raw(slots.arrive).is_empty() { slots.arrive } else { slots.depart };
            let flaw = Flaw::new(Code::CellEmpty, "one of the two dates is missing", "give both dates, or neither");
            row.flaw(slot, flaw);
        }
        if dates.is_some_and(|(arrive, depart)| depart <= arrive) {
            let help = "a stay has at least one night";
            row.flaw(slots.depart, Flaw::new(Code::DepartNotAfterArrive, "depart is not after arrive", help));
        }
        Some(Self {
            group: GroupId(group?),
            hotel: HotelId(hotel?),
            wing: row.text(slots.wing),
            room_type: row.room_type(slots.room_type).unwrap_or_else(|| wide::ANY.to_owned()),
            sex,
            rooms: rooms?,
            guests: guests?,
            dates,
        })
    }
}

impl TableRow for PlacedRow {
    const SCHEMA: &'static Schema = &ALLOCATION;
    type Slots = (Slots, Slot);

    fn slots(header: &Header) -> Self::Slots {
        (Slots::of(header), header.slot("kept"))
    }

    fn read(slots: &Self::Slots, row: &mut Row<'_>) -> Option<Self> {
        let read = AllocationRow::read(&slots.0, row);
        let kept = row.known_word(slots.1, &Keep::WORDS);
        Some(Self { row: read?, kept, place: row.place() })
    }
}
