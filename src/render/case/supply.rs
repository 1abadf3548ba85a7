//! `availability.csv` and `hotels.csv`.

use std::io::{self, Write};

use super::{coordinates, dates, listed, text};
use crate::domain::{Hotel, HotelStatus, Instance, Pool, Share, Terms};
use crate::render::table::TableWriter;

/// Writes `availability.csv`: one row for each offer; a pool nothing is known of is a row without a count.
///
/// # Errors
/// When the writer fails.
pub fn availability(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let offers = || instance.hotels.iter().flat_map(|hotel| &hotel.pools).flat_map(|pool| &pool.offers);
    let deducts = offers().any(|offer| offer.quote.trust != Share::WHOLE || offer.quote.held > 0);
    let mut headings = vec!["hotel", "rooms", "wing", "room_type", "guests_max", "from", "to", "rate"];
    if deducts {
        headings.extend(["certainty", "held"]);
    }
    let n_columns = headings.len();
    let mut table = TableWriter::new(out, &headings)?;
    for hotel in &instance.hotels {
        for pool in &hotel.pools {
            pool_rows(instance, hotel, (pool, n_columns), &mut table)?;
        }
    }
    table.finish()
}

/// Writes the quotes of a pool as they were given, what is taken off them beside them, in the first columns of the table.
fn pool_rows(
    instance: &Instance,
    hotel: &Hotel,
    (pool, n_columns): (&Pool, usize),
    table: &mut TableWriter<&mut dyn Write>,
) -> io::Result<()> {
    let id = hotel.id.as_str();
    if pool.offers.is_empty() {
        return table.row(&[id, "", &pool.wing, &pool.room_type, "", "", "", "", "", ""][..n_columns]);
    }
    for offer in &pool.offers {
        let (from, to) = dates(instance, offer.nights);
        let rate = text(offer.rate);
        let (rooms, guests_max) = (offer.quote.rooms.to_string(), offer.guests_max.to_string());
        let trust = Some(offer.quote.trust).filter(|&trust| trust != Share::WHOLE);
        let held = Some(offer.quote.held).filter(|&held| held > 0);
        let quote = [id, &rooms, &pool.wing, &pool.room_type, &guests_max, &from, &to, &rate];
        let deductions = [text(trust), text(held)];
        let cells = quote.into_iter().chain(deductions.iter().map(String::as_str));
        table.row(&cells.take(n_columns).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// The column of the addresses of hotels, written only where some hotel has one.
const EMAIL: [&str; 1] = ["email"];
/// The column of the last case in a hotel, written only where there was one.
const CASE_ON: [&str; 1] = ["case_on"];
/// The columns of rooms that a hotel keeps back, written only where some hotel does.
const KEPT: [&str; 3] = ["clean_floors", "staff_rooms", "reserve_rooms"];

/// The columns of what a hotel asks and of what was agreed with it, written only where there is any.
const AGREED: [&str; 7] =
    ["grade", "zone", "nights_min", "arrivals_per_hour", "groups_max", "block_rooms", "block_rate"];

/// The columns of the most rooms and late suppers of a hotel, written only where some hotel has any.
const LIMITS: [&str; 2] = ["rooms_max", "suppers_max"];

fn agreed_cells(terms: &Terms) -> [String; 7] {
    [
        text(terms.grade),
        terms.zone.clone(),
        text(Some(terms.nights_min).filter(|&nights| nights > 0)),
        text(terms.arrivals_per_hour),
        text(terms.groups_max),
        text(terms.block.map(|block| block.rooms)),
        text(terms.block.map(|block| block.rate)),
    ]
}

/// Returns the clean floors of a hotel as one cell.
fn floors(hotel: &Hotel) -> String {
    let floor = |(floor, &rooms): (&String, &u32)| {
        let is_wing = hotel.pools.iter().any(|pool| pool.wing == *floor);
        if is_wing { floor.clone() } else { format!("{floor}={rooms}") }
    };
    hotel.clean_floors.iter().map(floor).collect::<Vec<_>>().join(";")
}

/// Writes `hotels.csv`.
///
/// # Errors
/// When the writer fails.
pub fn hotels(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let headings = [
        "hotel",
        "name",
        "district",
        "address",
        "lat",
        "lon",
        "datum",
        "status",
        "tags",
        "opening_cost",
        "rooms_min",
        "meals_max",
        "contact",
        "phone",
    ];
    let keeps =
        |hotel: &Hotel| !hotel.clean_floors.is_empty() || hotel.staff_rooms > 0 || hotel.reserve_rooms.is_some();
    let kept: &[&str] = if instance.hotels.iter().any(keeps) { &KEPT } else { &[] };
    let cases: &[&str] = if instance.hotels.iter().any(|hotel| hotel.case_on.is_some()) { &CASE_ON } else { &[] };
    let has_terms = |hotel: &Hotel| hotel.terms != Terms::default();
    let agreed: &[&str] = if instance.hotels.iter().any(has_terms) { &AGREED } else { &[] };
    let is_limited = |hotel: &Hotel| hotel.terms.rooms_max.is_some() || hotel.terms.suppers_max.is_some();
    let limits: &[&str] = if instance.hotels.iter().any(is_limited) { &LIMITS } else { &[] };
    let mails: &[&str] = if instance.hotels.iter().any(|hotel| !hotel.email.is_empty()) { &EMAIL } else { &[] };
    let mut table = TableWriter::new(out, &[&headings[..], kept, cases, agreed, limits, mails].concat())?;
    for hotel in &instance.hotels {
        let status = match hotel.status {
            HotelStatus::Open => "open",
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen => "frozen",
        };
        let (lat, lon, datum) = coordinates(hotel.coordinates, hotel.datum_unknown);
        let (tags, meals_max) = (listed(&hotel.tags), text(hotel.meals_max));
        let (cost, rooms_min) = (hotel.opening_cost.to_string(), hotel.rooms_min.to_string());
        let cells = [
            hotel.id.as_str(),
            &hotel.name,
            &hotel.district,
            &hotel.address,
            &lat,
            &lon,
            datum,
            status,
            &tags,
            &cost,
            &rooms_min,
            &meals_max,
            &hotel.contact,
            &hotel.phone,
        ];
        let kept_cells = [floors(hotel), hotel.staff_rooms.to_string(), text(hotel.reserve_rooms)];
        let kept_cells = kept_cells.iter().take(kept.len()).map(String::as_str);
        let case_on = text(hotel.case_on);
        let case_cells = [case_on.as_str()].into_iter().take(cases.len());
        let agreed_cells = agreed_cells(&hotel.terms);
        let agreed_cells = agreed_cells.iter().take(agreed.len()).map(String::as_str);
        let limit_cells = [text(hotel.terms.rooms_max), text(hotel.terms.suppers_max)];
        let limit_cells = limit_cells.iter().take(limits.len()).map(String::as_str);
        let mail_cells = [hotel.email.as_str()].into_iter().take(mails.len());
        let optional = kept_cells.chain(case_cells).chain(agreed_cells).chain(limit_cells).chain(mail_cells);
        table.row(&cells.into_iter().chain(optional).collect::<Vec<_>>())?;
    }
    table.finish()
}
