//! Rows about groups and guests, as cells.

use super::{Cells, CleanRow};
use crate::diagnostic::Place;
use crate::domain::{GroupStatus, Sex};
use crate::read::rows::{CONSENTS, GROUP_STATUSES, SHARINGS, SPLITS};
use crate::read::schema::{GROUPS, GUESTS, Schema};
use crate::read::tables::{GroupAsks, GroupRow, GuestRow};

impl CleanRow for GroupRow {
    const SCHEMA: &'static Schema = &GROUPS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self {
            group,
            guests,
            name,
            men,
            women,
            class,
            priority,
            arrive,
            depart,
            nights,
            depart_open,
            site,
            km_max,
            minutes_max,
            sharing,
            hotels_max,
            chunk_min,
            moves_max,
            continues,
            split,
            requires,
            forbids,
            room_types,
            rate_max,
            status,
            leader,
            phone,
            transport,
            asks,
            place: _,
        } = self;
        cells.text("group", group);
        cells.value("guests", Some(guests));
        cells.value("name", name.as_ref());
        cells.value("men", *men);
        cells.value("women", *women);
        cells.text("class", class);
        cells.value("priority", *priority);
        cells.moment("arrive", *arrive);
        cells.moment("depart", *depart);
        cells.value("nights", *nights);
        cells.word("depart_open", &CONSENTS, depart_open.as_ref());
        cells.value("site", site.as_ref());
        cells.value("km_max", *km_max);
        cells.value("minutes_max", *minutes_max);
        cells.word("sharing", &SHARINGS, sharing.as_ref());
        cells.value("hotels_max", *hotels_max);
        cells.value("chunk_min", *chunk_min);
        cells.value("moves_max", *moves_max);
        cells.value("continues", continues.as_ref());
        cells.word("split", &SPLITS, split.as_ref());
        cells.names("requires", requires);
        cells.names("forbids", forbids);
        if let Some(room_types) = room_types {
            cells.names("room_types", room_types);
        }
        cells.value("rate_max", *rate_max);
        cells.word("status", &GROUP_STATUSES, Some(status).filter(|&status| *status != Some(GroupStatus::Expected)));
        cells.text("leader", leader);
        cells.text("phone", phone);
        cells.text("transport", transport);
        asks_cells(asks, cells);
    }
}

fn asks_cells(asks: &GroupAsks, cells: &mut Cells) {
    let GroupAsks {
        zones,
        grade_min,
        rate_factor,
        nights_min,
        leave_by,
        port,
        transfer_minutes,
        accessible,
        team,
        shift,
        strangers,
        room_wish,
        may_upgrade,
        late_supper,
        stops_max,
    } = asks;
    if let Some(zones) = zones {
        cells.names("zone", zones);
    }
    cells.value("grade_min", *grade_min);
    cells.value("rate_factor", *rate_factor);
    cells.value("nights_min", *nights_min);
    cells.text("leave_by", leave_by);
    cells.value("port", port.as_ref());
    cells.value("transfer_minutes", *transfer_minutes);
    cells.value("accessible", *accessible);
    cells.text("team", team);
    cells.text("shift", shift);
    cells.word("strangers", &CONSENTS, strangers.as_ref());
    if let Some(types) = room_wish {
        cells.names("room_wish", types);
    }
    cells.word("may_upgrade", &CONSENTS, may_upgrade.as_ref());
    cells.word("late_supper", &CONSENTS, late_supper.as_ref());
    cells.value("stops_max", *stops_max);
}

impl CleanRow for GuestRow {
    const SCHEMA: &'static Schema = &GUESTS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { guest, group, name, sex, age, role, share_with, carer_of, next_to, needs, place: _ } = self;
        cells.text("guest", guest);
        cells.text("group", group);
        cells.value("name", name.as_ref());
        cells.value("sex", sex.map(Sex::as_str));
        cells.value("age", *age);
        cells.text("role", role);
        cells.names("share_with", share_with);
        cells.names("carer_of", carer_of);
        cells.names("next_to", next_to);
        cells.names("needs", needs);
    }
}
