//! `sites.csv` and `travel.csv`.

use std::io::{self, Write};

use super::{coordinates, text};
use crate::domain::Instance;
use crate::render::table::TableWriter;

/// Writes `sites.csv`.
///
/// # Errors
/// When the writer fails.
pub fn sites(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["site", "name", "lat", "lon", "datum"])?;
    for site in &instance.sites {
        let (lat, lon, datum) = coordinates(site.coordinates, site.datum_unknown);
        table.row(&[site.id.as_str(), &site.name, &lat, &lon, datum])?;
    }
    table.finish()
}

/// Writes `travel.csv`.
///
/// # Errors
/// When the writer fails.
pub fn travel(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["from", "to", "km", "minutes"])?;
    for site in &instance.sites {
        for &(hotel, way) in &site.travel {
            let (km, minutes) = (text(way.km), text(way.minutes));
            table.row(&[site.id.as_str(), instance.hotels[hotel].id.as_str(), &km, &minutes])?;
        }
    }
    table.finish()
}
