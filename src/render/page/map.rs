//! A map of hotels, sites, and who goes from which to which. Its numbers stand in the tables of groups and hotels.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::Report;
use super::frame::{Frame, WIDTH, tenth};
use super::usage::Usage;
use crate::domain::Coordinates;
use crate::render::number::grouped;

/// The widest way: that of most guests.
const WAY_MAX: f64 = 4.0;
/// Widths that ways are sorted into.
const WAYS: usize = 4;
/// The least and the greatest radius of a hotel.
const RADIUS: (f64, f64) = (2.0, 11.0);

/// A map.
#[derive(Debug, Serialize)]
pub struct Map {
    width: String,
    height: String,
    /// Lines of the user's own map.
    land: String,
    /// Hotels that take nobody, as dots.
    idle: String,
    ways: Vec<Way>,
    hotels: Vec<Spot>,
    sites: Vec<Spot>,
    ruler: Ruler,
    /// Hotels and sites that nobody knows the place of.
    unknown: String,
}

/// Ways of about as many guests.
#[derive(Debug, Serialize)]
struct Way {
    width: String,
    path: String,
}

#[derive(Debug, Serialize)]
struct Spot {
    name: String,
    x: String,
    y: String,
    radius: String,
    guests: String,
}

#[derive(Debug, Serialize)]
struct Ruler {
    km: String,
    from: String,
    to: String,
    y: String,
}

/// Returns the map of a plan; none where nobody knows where anything is.
#[must_use]
pub fn map(report: &Report<'_>, usage: &Usage) -> Option<Map> {
    let instance = report.instance;
    let hotels = instance.hotels.iter().map(|hotel| hotel.coordinates);
    let places: Vec<Option<Coordinates>> = hotels.chain(instance.sites.iter().map(|site| site.coordinates)).collect();
    let known: Vec<Coordinates> = places.iter().copied().flatten().collect();
    let frame = Frame::of(&known)?;
    let (km, length) = frame.ruler();
    let unknown = places.len() - known.len();
    Some(Map {
        width: tenth(WIDTH),
        height: tenth(frame.height),
        land: report.land.map(|land| land.path(&frame)).unwrap_or_default(),
        idle: idle(report, usage, &frame),
        ways: ways(report, usage, &frame),
        hotels: spots(report, usage, &frame),
        sites: sites(report, usage, &frame),
        ruler: Ruler {
            km: tenth_of_km(km),
            from: tenth(WIDTH - 20.0 - length),
            to: tenth(WIDTH - 20.0),
            y: tenth(frame.height - 14.0),
        },
        unknown: if unknown == 0 { String::new() } else { grouped(unknown as u64) },
    })
}

fn tenth_of_km(km: f64) -> String {
    if km < 1.0 { format!("{:.0} m", km * 1000.0) } else { format!("{km:.0} km") }
}

fn idle(report: &Report<'_>, usage: &Usage, frame: &Frame) -> String {
    let hotels = report.instance.hotels.iter().enumerate().filter(|(at, _)| !usage.hotels.contains_key(at));
    hotels.filter_map(|(_, hotel)| hotel.coordinates).fold(String::new(), |mut path, place| {
        let (x, y) = frame.place(place.lon, place.lat);
        let _ = write!(path, "M{} {}h0", tenth(x), tenth(y));
        path
    })
}

/// Returns a length that grows with the root of a share: areas are then as the counts.
#[expect(clippy::cast_precision_loss, reason = "lengths of a drawing")]
fn root(count: u64, most: u64) -> f64 {
    (count as f64 / most.max(1) as f64).sqrt()
}

fn spots(report: &Report<'_>, usage: &Usage, frame: &Frame) -> Vec<Spot> {
    let most = usage.hotels.values().map(|here| here.guests).max().unwrap_or(0);
    let spot = |(&hotel, here): (&usize, &super::usage::InHotel)| {
        let hotel = &report.instance.hotels[hotel];
        let place = hotel.coordinates?;
        let (x, y) = frame.place(place.lon, place.lat);
        let radius = (RADIUS.1 * root(here.guests, most)).max(RADIUS.0);
        Some(Spot { name: label(hotel.id.as_str(), &hotel.name), ..spot_at((x, y), radius, here.guests) })
    };
    usage.hotels.iter().filter_map(spot).collect()
}

fn spot_at((x, y): (f64, f64), radius: f64, guests: u64) -> Spot {
    Spot { name: String::new(), x: tenth(x), y: tenth(y), radius: tenth(radius), guests: grouped(guests) }
}

/// Returns the id, and the name where it says more.
fn label(id: &str, name: &str) -> String {
    if name.is_empty() || name == id { id.to_owned() } else { format!("{id} {name}") }
}

fn sites(report: &Report<'_>, usage: &Usage, frame: &Frame) -> Vec<Spot> {
    let mut guests: BTreeMap<usize, u64> = BTreeMap::new();
    for (&group, hotels) in &usage.groups {
        if let Some(site) = report.instance.groups[group].site {
            *guests.entry(site).or_default() += hotels.values().sum::<u64>();
        }
    }
    let sites = report.instance.sites.iter().enumerate();
    let spot = |(at, site): (usize, &crate::domain::Site)| {
        let place = site.coordinates?;
        let guests = guests.get(&at).copied().unwrap_or(0);
        let name = if site.name.is_empty() { site.id.to_string() } else { site.name.clone() };
        Some(Spot { name, ..spot_at(frame.place(place.lon, place.lat), 4.0, guests) })
    };
    sites.filter_map(spot).collect()
}

/// Returns the ways from sites to hotels, by how many go.
#[expect(clippy::cast_precision_loss, reason = "widths of a drawing")]
fn ways(report: &Report<'_>, usage: &Usage, frame: &Frame) -> Vec<Way> {
    let instance = report.instance;
    let mut guests: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (&group, hotels) in &usage.groups {
        let Some(site) = instance.groups[group].site else { continue };
        for (&hotel, &count) in hotels {
            *guests.entry((site, hotel)).or_default() += count;
        }
    }
    let most = guests.values().copied().max().unwrap_or(0);
    let mut paths = vec![String::new(); WAYS];
    for ((site, hotel), count) in guests {
        let ends = (instance.sites[site].coordinates, instance.hotels[hotel].coordinates);
        let (Some(from), Some(to)) = ends else { continue };
        let (from, to) = (frame.place(from.lon, from.lat), frame.place(to.lon, to.lat));
        let sizes = 1..WAYS as u64;
        let size = sizes.filter(|&size| root(count, most) * (WAYS as f64) > size as f64).count();
        let _ = write!(paths[size], "M{} {}L{} {}", tenth(from.0), tenth(from.1), tenth(to.0), tenth(to.1));
    }
    let widths = (1..=WAYS).map(|size| tenth(WAY_MAX * size as f64 / WAYS as f64));
    widths.zip(paths).filter(|(_, path)| !path.is_empty()).map(|(width, path)| Way { width, path }).collect()
}
