//! A case or a plan as a map for a GIS: hotels, sites and who goes from one to the other, as RFC 7946 has it.
//!
//! Longitude stands before latitude, in WGS-84, with six decimals (0.1 m). What nobody knows the place of is there too,
//! without a geometry; what nobody knows the datum of says so.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::record::write_json;
use crate::domain::{Allocation, Coordinates, HotelStatus, Instance};

#[derive(Serialize)]
struct Collection {
    r#type: &'static str,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    geometry: Value,
    properties: Value,
}

/// Writes the map; with a plan, also its guests by hotel and a line for each site and hotel.
///
/// # Errors
/// When the writer fails.
pub fn write(instance: &Instance, plan: Option<&Allocation>, out: &mut dyn Write) -> io::Result<()> {
    let flows = plan.map(|plan| flows(instance, plan)).unwrap_or_default();
    let mut features = hotels(instance, plan);
    features.extend(instance.sites.iter().map(|site| {
        let properties = json!({ "kind": "site", "id": site.id.as_str(), "name": site.name,
            "datum": datum(site.datum_unknown) });
        Feature::new(format!("site:{}", site.id), point(site.coordinates), properties)
    }));
    features.extend(flows.iter().map(|(&(site, hotel), flow)| line(instance, (site, hotel), flow)));
    write_json(&Collection { r#type: "FeatureCollection", features }, out)
}

impl Feature {
    fn new(id: String, geometry: Value, properties: Value) -> Self {
        Self { r#type: "Feature", id, geometry, properties }
    }
}

fn hotels(instance: &Instance, plan: Option<&Allocation>) -> Vec<Feature> {
    let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in plan.iter().flat_map(|plan| &plan.rows) {
        let (rooms, guests) = sums.entry(row.hotel.as_str()).or_default();
        *rooms += u64::from(row.rooms);
        *guests += u64::from(row.guests);
    }
    let feature = |hotel: &crate::domain::Hotel| {
        let status = match hotel.status {
            HotelStatus::Open => "open",
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen => "frozen",
        };
        let mut properties = json!({ "kind": "hotel", "id": hotel.id.as_str(), "name": hotel.name,
            "district": hotel.district, "status": status, "datum": datum(hotel.datum_unknown) });
        if plan.is_some() {
            let (rooms, guests) = sums.get(hotel.id.as_str()).copied().unwrap_or_default();
            properties["rooms"] = json!(rooms);
            properties["guests"] = json!(guests);
        }
        Feature::new(format!("hotel:{}", hotel.id), point(hotel.coordinates), properties)
    };
    instance.hotels.iter().map(feature).collect()
}

/// Who goes from a site to a hotel.
#[derive(Default)]
struct Flow<'a> {
    rooms: u64,
    guests: u64,
    groups: BTreeSet<&'a str>,
}

fn flows<'a>(instance: &'a Instance, plan: &Allocation) -> BTreeMap<(usize, usize), Flow<'a>> {
    let mut flows: BTreeMap<(usize, usize), Flow<'a>> = BTreeMap::new();
    for row in &plan.rows {
        let Some(group) = instance.group(row.group.as_str()).map(|at| &instance.groups[at]) else { continue };
        let Some(way) = group.site.zip(instance.hotel(row.hotel.as_str())) else { continue };
        let flow = flows.entry(way).or_default();
        flow.rooms += u64::from(row.rooms);
        flow.guests += u64::from(row.guests);
        flow.groups.insert(group.id.as_str());
    }
    flows
}

fn line(instance: &Instance, (site, hotel): (usize, usize), flow: &Flow<'_>) -> Feature {
    let (from, to) = (&instance.sites[site], &instance.hotels[hotel]);
    let geometry = from.coordinates.zip(to.coordinates).map_or(
        Value::Null,
        |(from, to)| json!({ "type": "LineString", "coordinates": [position(from), position(to)] }),
    );
    let properties = json!({ "kind": "flow", "site": from.id.as_str(), "hotel": to.id.as_str(), "rooms": flow.rooms,
        "guests": flow.guests, "groups": flow.groups, "datum": datum(from.datum_unknown || to.datum_unknown) });
    Feature::new(format!("flow:{}:{}", from.id, to.id), geometry, properties)
}

fn point(place: Option<Coordinates>) -> Value {
    place.map_or(Value::Null, |place| json!({ "type": "Point", "coordinates": position(place) }))
}

/// Returns longitude and latitude.
fn position(place: Coordinates) -> [f64; 2] {
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    [rounded(place.lon), rounded(place.lat)]
}

/// Returns how sure the datum is.
fn datum(is_unknown: bool) -> &'static str {
    if is_unknown { "unknown, ±1.4 km" } else { "wgs84" }
}
