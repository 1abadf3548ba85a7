//! Two cases side by side: what their tables and policies say, row by row, and their rooms, night by night.
//!
//! Tables are compared as they are written, with every default filled in: a column that is added to them is compared too.

use std::collections::BTreeMap;

use super::both::{Both, joined};
use crate::domain::{Calendar, HotelStatus, Instance, Offer, Pool};

/// A table of a case, or its policy: rows by what names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The file.
    pub table: String,
    /// The columns or keys of each row, with their cells as text.
    pub rows: BTreeMap<String, Vec<(String, String)>>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// Only the second case has it; its cells that are not empty.
    Added(Vec<(String, String)>),
    /// Only the first case has it; its cells that are not empty.
    Removed(Vec<(String, String)>),
    /// Its cells that differ, by column.
    Changed(Vec<(String, Both<String>)>),
}

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDiff {
    /// The file.
    pub table: String,
    /// What names the row.
    pub key: String,
    /// What became of it.
    pub became: Became,
}

/// What a pool offers on a night.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Offered {
    /// Rooms that can be counted on; none where nothing is known.
    pub rooms: Option<u32>,
    /// Most guests in one of them.
    pub guests_max: Option<u32>,
    /// The price of one, as text; none where it is unknown.
    pub rate: Option<String>,
}

/// Nights in a row on which a pool differs alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomsDiff {
    /// The hotel.
    pub hotel: String,
    /// The wing; empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
    /// The first night; empty in a case without dates.
    pub from: String,
    /// The first night that is not among them; empty in a case without dates.
    pub to: String,
    /// What is offered on each.
    pub offered: Both<Offered>,
}

/// What differs between two cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseDiff {
    /// Groups, guests, hotels and room nights of open hotels, of which nights are counted that both cases look at.
    pub totals: Vec<(&'static str, Both<u64>)>,
    /// Rows of tables and keys of the policy.
    pub rows: Vec<RowDiff>,
    /// Rooms.
    pub rooms: Vec<RoomsDiff>,
}

impl CaseDiff {
    /// Compares two cases: the instances by their rooms, and their tables but for those of rooms.
    #[must_use]
    pub fn of(instances: &Both<&Instance>, sheets: Both<Vec<Sheet>>) -> Self {
        let by_name = |sheets: Vec<Sheet>| sheets.into_iter().map(|sheet| (sheet.table.clone(), sheet)).collect();
        let sheets = joined(by_name(sheets.a), by_name(sheets.b));
        let mut rows = calendar(instances);
        rows.extend(sheets.into_iter().flat_map(|(table, both)| compared(&table, both)));
        Self { totals: totals(instances), rows, rooms: rooms(instances) }
    }

    /// Tells whether the cases are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.rooms.is_empty()
    }
}

fn totals(instances: &Both<&Instance>) -> Vec<(&'static str, Both<u64>)> {
    let nights = common_nights(&instances.a.calendar, &instances.b.calendar);
    let count = |of: &dyn Fn(&Instance) -> usize| instances.map(|instance| of(instance) as u64);
    vec![
        ("groups", count(&|instance| instance.groups.len())),
        ("guests", instances.map(|instance| instance.groups.iter().map(|group| u64::from(group.guests)).sum())),
        ("hotels", count(&|instance| instance.hotels.len())),
        (
            "room nights on offer",
            Both {
                a: nights.iter().map(|&(night, _)| rooms_of_night(instances.a, night)).sum(),
                b: nights.iter().map(|&(_, night)| rooms_of_night(instances.b, night)).sum(),
            },
        ),
    ]
}

fn rooms_of_night(instance: &Instance, night: u32) -> u64 {
    let open = instance.hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed);
    let offers = open.flat_map(|hotel| &hotel.pools).filter_map(|pool| pool.offer(night));
    offers.map(|offer| u64::from(offer.rooms)).sum()
}

/// The nights that both cases look at, as either counts them.
fn common_nights(a: &Calendar, b: &Calendar) -> Vec<(u32, u32)> {
    let in_b = |night: u32| match a.date(night) {
        Some(date) => b.night(date),
        None => b.first.is_none().then_some(night),
    };
    let both = (0..a.n_nights).filter_map(|night| Some((night, in_b(night)?)));
    both.filter(|&(_, night)| night < b.n_nights).collect()
}

/// Says where the cases look at different nights.
fn calendar(instances: &Both<&Instance>) -> Vec<RowDiff> {
    let ends = instances.map(|instance| {
        let calendar = &instance.calendar;
        [calendar.text(0), calendar.n_nights.to_string()]
    });
    let columns = ["first_night", "nights"].into_iter().zip(ends.a).zip(ends.b);
    let cells: Vec<(String, Both<String>)> =
        columns.filter(|((_, a), b)| a != b).map(|((column, a), b)| (column.to_owned(), Both { a, b })).collect();
    if cells.is_empty() {
        return Vec::new();
    }
    vec![RowDiff { table: "calendar".to_owned(), key: "nights of the case".to_owned(), became: Became::Changed(cells) }]
}

/// Compares one table.
fn compared(table: &str, sheets: Both<Sheet>) -> Vec<RowDiff> {
    let wrap = |sheet: Sheet| sheet.rows.into_iter().map(|(key, cells)| (key, Some(cells))).collect();
    let rows = joined::<String, Option<Vec<(String, String)>>>(wrap(sheets.a), wrap(sheets.b));
    let filled = |cells: Vec<(String, String)>| cells.into_iter().filter(|(_, cell)| !cell.is_empty()).collect();
    let became = |both: Both<Option<Vec<(String, String)>>>| match (both.a, both.b) {
        (Some(a), Some(b)) => {
            Some(Became::Changed(cells_changed(&a, &b))).filter(|became| *became != Became::Changed(vec![]))
        }
        (Some(a), None) => Some(Became::Removed(filled(a))),
        (None, Some(b)) => Some(Became::Added(filled(b))),
        (None, None) => None,
    };
    let rows = rows.into_iter().filter_map(|(key, both)| Some((key, became(both)?)));
    rows.map(|(key, became)| RowDiff { table: table.to_owned(), key, became }).collect()
}

/// Compares two rows. A column that a table was written without says nothing, which is no more than nought.
fn cells_changed(a: &[(String, String)], b: &[(String, String)]) -> Vec<(String, Both<String>)> {
    let columns: Vec<String> = a.iter().chain(b).map(|(column, _)| column.clone()).collect();
    let lacks = |cells: &[(String, String)], column: &str| cells.iter().all(|(known, _)| known != column);
    let cell = |cells: &[(String, String)], column: &str| {
        cells.iter().find(|(known, _)| known == column).map(|(_, cell)| cell.clone()).unwrap_or_default()
    };
    let mut changed: Vec<(String, Both<String>)> = Vec::new();
    for column in columns {
        let both = Both { a: cell(a, &column), b: cell(b, &column) };
        let is_nought = |cell: &str| cell.is_empty() || cell == "0";
        let is_unsaid = (lacks(a, &column) || lacks(b, &column)) && is_nought(&both.a) && is_nought(&both.b);
        if both.differs() && !is_unsaid && changed.iter().all(|(known, _)| *known != column) {
            changed.push((column, both));
        }
    }
    changed
}

/// Compares the rooms on the nights that both cases look at.
fn rooms(instances: &Both<&Instance>) -> Vec<RoomsDiff> {
    type Pools<'a> = BTreeMap<(&'a str, &'a str, &'a str), Option<&'a Pool>>;
    fn pools(instance: &Instance) -> Pools<'_> {
        let hotels = instance.hotels.iter();
        let named = hotels.flat_map(|hotel| hotel.pools.iter().map(move |pool| (hotel.id.as_str(), pool)));
        named.map(|(hotel, pool)| ((hotel, pool.wing.as_str(), pool.room_type.as_str()), Some(pool))).collect()
    }
    let calendar = &instances.a.calendar;
    let nights = common_nights(calendar, &instances.b.calendar);
    let mut differing: Vec<RoomsDiff> = Vec::new();
    for ((hotel, wing, room_type), both) in joined(pools(instances.a), pools(instances.b)) {
        let mut last = None;
        for &(in_a, in_b) in &nights {
            let offered = Both { a: offered(both.a, in_a), b: offered(both.b, in_b) };
            if !offered.differs() {
                continue;
            }
            let to = calendar.text(in_a + 1);
            if let Some(run) = differing.last_mut().filter(|run| last == Some(in_a) && run.offered == offered) {
                run.to = to;
            } else {
                let (hotel, wing, room_type) = (hotel.to_owned(), wing.to_owned(), room_type.to_owned());
                differing.push(RoomsDiff { hotel, wing, room_type, from: calendar.text(in_a), to, offered });
            }
            last = Some(in_a + 1);
        }
    }
    differing
}

fn offered(pool: Option<&Pool>, night: u32) -> Offered {
    let offer: Option<&Offer> = pool.and_then(|pool| pool.offer(night));
    Offered {
        rooms: offer.map(|offer| offer.rooms),
        guests_max: offer.map(|offer| offer.guests_max),
        rate: offer.and_then(|offer| offer.rate).map(|rate| rate.to_string()),
    }
}
