//! `certificate.json`: the prices that prove the bounds of a plan, in the names of the case.
//!
//! One level after the other, hotels by id, prices as whole numbers; no white space, as there may be very many.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::domain::Instance;
use crate::solve::LevelOutcome;
use crate::verify::bound::{CapPrice, Certificate, HotelPrices, RoomPrice, UnitPrices, UsePrice};

/// The version of the layout of `certificate.json`; a change that breaks readers makes it larger.
const SCHEMA_VERSION: u32 = 1;

/// What the file says.
#[derive(Debug, Serialize, Deserialize)]
struct Page {
    schema_version: u32,
    levels: Vec<Level>,
}

/// The prices that prove the bound of a level.
#[derive(Debug, Serialize, Deserialize)]
struct Level {
    #[serde(rename = "level")]
    name: String,
    /// Parts in one unit of the level.
    scale: i64,
    /// Grains in one part.
    grains: i64,
    /// The bound, in parts.
    bound: i64,
    caps: Vec<Cap>,
    hotels: Vec<Hotel>,
}

/// An earlier level: the most it may cost, in parts, and the price of a unit of it, in grains.
#[derive(Debug, Serialize, Deserialize)]
struct Cap {
    level: String,
    most: i64,
    price: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Hotel {
    #[serde(rename = "hotel")]
    id: String,
    units: Vec<Unit>,
    /// Group, price.
    uses: Vec<(String, i64)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Unit {
    wing: Option<String>,
    whole: bool,
    /// Names of classes by side.
    sides: Vec<Vec<String>>,
    /// Wing, room type, side, night, price.
    rooms: Vec<(String, String, u32, u32, i64)>,
    /// Group, night, price.
    uses: Vec<(String, u32, i64)>,
}

/// A bound that a certificate claims to prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The prices.
    pub certificate: Certificate,
    /// The bound, in parts of the level.
    pub bound: i128,
    /// Parts in one unit.
    pub scale: i64,
}

/// Writes the certificates of the levels that have one. Nights count from 0, the first night of the case.
///
/// # Errors
/// When the writer fails.
pub fn write(instance: &Instance, levels: &[LevelOutcome], out: &mut dyn Write) -> io::Result<()> {
    let levels = levels.iter().enumerate().filter_map(|(at, outcome)| level(instance, &levels[..at], outcome));
    let page = Page { schema_version: SCHEMA_VERSION, levels: levels.collect() };
    serde_json::to_writer(&mut *out, &page)?;
    out.write_all(b"\n")
}

/// Returns what is written of a level; none without a certificate, or where its numbers are beyond what is written.
fn level(instance: &Instance, earlier: &[LevelOutcome], outcome: &LevelOutcome) -> Option<Level> {
    let certificate = outcome.certificate.as_ref()?;
    let cap = |(of, &(most, price)): (&LevelOutcome, &(i128, i64))| {
        Some(Cap { level: of.name.clone(), most: i64::try_from(most).ok()?, price })
    };
    let group = |at: u32| instance.groups[at as usize].id.to_string();
    let class = |&at: &u32| instance.classes[at as usize].name.clone();
    let hotels = certificate.hotels.iter().map(|prices| {
        let hotel = &instance.hotels[prices.hotel as usize];
        let units = prices.units.iter().map(|unit| Unit {
            wing: unit.wing.clone(),
            whole: unit.whole,
            sides: unit.sides.iter().map(|side| side.iter().map(class).collect()).collect(),
            rooms: unit
                .rooms
                .iter()
                .map(|&(pool, side, night, price)| {
                    let pool = &hotel.pools[pool as usize];
                    (pool.wing.clone(), pool.room_type.clone(), side, night, price)
                })
                .collect(),
            uses: unit.uses.iter().map(|&(at, night, price)| (group(at), night, price)).collect(),
        });
        let uses = prices.uses.iter().map(|&(at, price)| (group(at), price)).collect();
        Hotel { id: hotel.id.to_string(), units: units.collect(), uses }
    });
    Some(Level {
        name: outcome.name.clone(),
        scale: outcome.scale,
        grains: certificate.grains,
        bound: i64::try_from(certificate.bound).ok()?,
        caps: earlier.iter().zip(&certificate.caps).map(cap).collect::<Option<_>>()?,
        hotels: hotels.collect(),
    })
}

/// Reads the claims of a certificate in the names of a case.
///
/// # Errors
/// What is wrong with it, in one sentence.
pub fn read(instance: &Instance, bytes: &[u8]) -> Result<Vec<Claim>, String> {
    let page: Page = serde_json::from_slice(bytes).map_err(|error| format!("It is not a certificate: {error}."))?;
    if page.schema_version != SCHEMA_VERSION {
        return Err(format!("It has version {}, and only {SCHEMA_VERSION} is known.", page.schema_version));
    }
    page.levels.into_iter().map(|level| claim(instance, level)).collect()
}

fn claim(instance: &Instance, level: Level) -> Result<Claim, String> {
    let caps = level.caps.into_iter();
    let caps = caps.map(|cap| CapPrice { level: cap.level, most: cap.most.into(), price: cap.price }).collect();
    let hotels = level.hotels.into_iter().map(|hotel| at_hotel(instance, hotel)).collect::<Result<_, _>>()?;
    let certificate = Certificate { level: level.name, grains: level.grains, caps, hotels };
    Ok(Claim { certificate, bound: level.bound.into(), scale: level.scale })
}

fn at_hotel(instance: &Instance, of: Hotel) -> Result<HotelPrices, String> {
    let hotel = instance.hotel(&of.id).ok_or_else(|| unknown("hotel", &of.id))?;
    let uses = of.uses.iter().map(|(name, price)| Ok((group(instance, name)?, *price)));
    let uses = uses.collect::<Result<_, String>>()?;
    let units = of.units.into_iter().map(|unit| in_unit(instance, hotel, unit)).collect::<Result<_, _>>()?;
    Ok(HotelPrices { hotel, units, uses })
}

fn in_unit(instance: &Instance, hotel: usize, of: Unit) -> Result<UnitPrices, String> {
    let class = |name: &String| {
        let found = instance.classes.iter().position(|class| class.name == *name);
        found.ok_or_else(|| unknown("class", name))
    };
    let sides = of.sides.iter().map(|side| side.iter().map(class).collect()).collect::<Result<_, _>>()?;
    let pools = &instance.hotels[hotel].pools;
    let room = |(wing, room_type, side, night, price): &(String, String, u32, u32, i64)| {
        let found = pools.iter().position(|pool| pool.wing == *wing && pool.room_type == *room_type);
        let pool = found.ok_or_else(|| unknown("room type", room_type))?;
        Ok(RoomPrice { pool, side: *side as usize, night: *night, price: *price })
    };
    let rooms = of.rooms.iter().map(room).collect::<Result<_, String>>()?;
    let paid = |(name, night, price): &(String, u32, i64)| {
        Ok(UsePrice { group: group(instance, name)?, night: *night, price: *price })
    };
    let uses = of.uses.iter().map(paid).collect::<Result<_, String>>()?;
    Ok(UnitPrices { wing: of.wing, whole: of.whole, sides, rooms, uses })
}

fn group(instance: &Instance, name: &str) -> Result<usize, String> {
    instance.group(name).ok_or_else(|| unknown("group", name))
}

fn unknown(kind: &str, name: &str) -> String {
    format!("It names the {kind} {name:?}, which the case does not have.")
}
