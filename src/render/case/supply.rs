//! `availability.csv` and `hotels.csv`.

use std::io::{self, Write};

use super::{coordinates, dates, listed, text};
use crate::domain::{Hotel, HotelStatus, Instance, Pool};
use crate::render::table::TableWriter;

/// Writes `availability.csv`: one row for each offer; a pool nothing is known of is a row without a count.
///
/// # Errors
/// When the writer fails.
pub fn availability(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let headings = ["hotel", "rooms", "wing", "room_type", "guests_max", "from", "to", "rate"];
    let mut table = TableWriter::new(out, &headings)?;
    for hotel in &instance.hotels {
        for pool in &hotel.pools {
            pool_rows(instance, hotel, pool, &mut table)?;
        }
    }
    table.finish()
}

fn pool_rows(
    instance: &Instance,
    hotel: &Hotel,
    pool: &Pool,
    table: &mut TableWriter<&mut dyn Write>,
) -> io::Result<()> {
    let id = hotel.id.as_str();
    if pool.offers.is_empty() {
        return table.row(&[id, "", &pool.wing, &pool.room_type, "", "", "", ""]);
    }
    for offer in &pool.offers {
        let (from, to) = dates(instance, offer.nights);
        let rate = offer.rate.map(|rate| rate.to_string()).unwrap_or_default();
        let (rooms, guests_max) = (offer.rooms.to_string(), offer.guests_max.to_string());
        table.row(&[id, &rooms, &pool.wing, &pool.room_type, &guests_max, &from, &to, &rate])?;
    }
    Ok(())
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
    let mut table = TableWriter::new(out, &headings)?;
    for hotel in &instance.hotels {
        let status = match hotel.status {
            HotelStatus::Open => "open",
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen => "frozen",
        };
        let (lat, lon, datum) = coordinates(hotel.coordinates);
        let (cost, rooms_min) = (hotel.opening_cost.to_string(), hotel.rooms_min.to_string());
        table.row(&[
            hotel.id.as_str(),
            &hotel.name,
            &hotel.district,
            &hotel.address,
            &lat,
            &lon,
            datum,
            status,
            &listed(&hotel.tags),
            &cost,
            &rooms_min,
            &text(hotel.meals_max),
            &hotel.contact,
            &hotel.phone,
        ])?;
    }
    table.finish()
}
