//! A row of `sites.csv`.

use super::hotel::DATUMS;
use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{SITES, Schema};
use crate::read::tables::SiteRow;

slots!(site, name, lat, lon, coordinates, datum);

impl TableRow for SiteRow {
    const SCHEMA: &'static Schema = &SITES;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let site = row.name(slots.site);
        let (degrees, datum) = (row.degrees((slots.lat, slots.lon), slots.coordinates), row.word(slots.datum, &DATUMS));
        Some(Self { site: site?, name: row.optional(slots.name), degrees, datum, place: row.place() })
    }
}
