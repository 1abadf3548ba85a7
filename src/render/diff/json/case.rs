//! What two cases differ in, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Number, Sides};
use crate::compare::CaseDiff;
use crate::compare::case::{Became, Offered, RoomsDiff, RowDiff};

/// What two cases differ in.
#[derive(Serialize)]
pub(super) struct Case<'a> {
    totals: BTreeMap<&'a str, Sides<u64>>,
    rows: Vec<RowEntry<'a>>,
    rooms: Vec<RoomsEntry<'a>>,
}

#[derive(Serialize)]
struct RowEntry<'a> {
    table: &'a str,
    row: &'a str,
    became: &'static str,
    cells: BTreeMap<&'a str, Sides<&'a str>>,
}

#[derive(Serialize)]
struct RoomsEntry<'a> {
    hotel: &'a str,
    wing: &'a str,
    room_type: &'a str,
    from: &'a str,
    to: &'a str,
    rooms: Sides<Option<u32>>,
    guests_max: Sides<Option<u32>>,
    rate: Sides<Option<Number>>,
}

/// Returns what cases differ in.
pub(super) fn of_cases(cases: &CaseDiff) -> Case<'_> {
    Case {
        totals: cases.totals.iter().map(|&(name, both)| (name, both.into())).collect(),
        rows: cases.rows.iter().map(row).collect(),
        rooms: cases.rooms.iter().map(rooms).collect(),
    }
}

fn row(of: &RowDiff) -> RowEntry<'_> {
    fn cell<'a>(column: &'a str, a: &'a str, b: &'a str) -> (&'a str, Sides<&'a str>) {
        (if column.is_empty() { "value" } else { column }, Sides { a, b })
    }
    let (became, cells) = match &of.became {
        Became::Added(cells) => ("added", cells.iter().map(|(column, text)| cell(column, "", text)).collect()),
        Became::Removed(cells) => ("removed", cells.iter().map(|(column, text)| cell(column, text, "")).collect()),
        Became::Changed(cells) => {
            ("changed", cells.iter().map(|(column, both)| cell(column, &both.a, &both.b)).collect())
        }
    };
    RowEntry { table: &of.table, row: &of.key, became, cells }
}

fn rooms(of: &RoomsDiff) -> RoomsEntry<'_> {
    let rate = |offered: &Offered| offered.rate.clone().and_then(|text| RawValue::from_string(text).ok());
    RoomsEntry {
        hotel: &of.hotel,
        wing: &of.wing,
        room_type: &of.room_type,
        from: &of.from,
        to: &of.to,
        rooms: of.offered.map(|offered| offered.rooms).into(),
        guests_max: of.offered.map(|offered| offered.guests_max).into(),
        rate: of.offered.map(rate).into(),
    }
}
