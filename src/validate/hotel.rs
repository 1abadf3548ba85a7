//! What the tables say of hotels, put together: `hotels.csv` first, then availability. Rooms are elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::block;
use super::ledger::{Ledger, seen_from};
use super::names::Names;
use super::{datum, kept, status, strength};
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{Block, Coordinates, Datum, Hotel, HotelId, HotelStatus, Pool, Rule, Terms};
use crate::read::grades;
use crate::read::tables::{Degrees, HotelRow};
use crate::read::{Policy, Tables};

/// Returns the names of all hotels that the tables of hotels have.
pub fn names<'a>(tables: &'a Tables, rejected: &'a BTreeSet<String>) -> Names<'a> {
    let from_polls = tables.availability.rows.iter().map(|row| &*row.hotel);
    let names = from_polls.chain(tables.hotels.rows.iter().map(|row| row.hotel.as_str())).collect();
    Names::new(Code::UnknownHotel, names, rejected, tables.availability.whole && tables.hotels.whole)
}

/// Returns the hotels, in the order of their names.
pub fn hotels(
    tables: &Tables,
    names: &Names<'_>,
    pools: Vec<Vec<Pool>>,
    as_of: Option<NaiveDateTime>,
    ledger: &mut Ledger,
) -> Vec<Hotel> {
    let mut rows = merged(tables, ledger);
    let mut hotels = Vec::with_capacity(pools.len());
    let statuses = status::of_polls(&tables.availability.rows, ledger);
    for (&name, pools) in names.sorted().iter().zip(pools) {
        let mut row = rows.remove(name);
        if let Some(&(status, poll)) = statuses.get(name) {
            let known = row.get_or_insert_default();
            if known.status.is_some_and(|told| told != status) {
                let message =
                    format!("it is not what {} says of `{name}`, which is used", seen_from(&poll.place, &known.place));
                ledger.say(Code::HotelContradicts, &poll.place, "status", message, "correct one of the two");
            }
            known.status.get_or_insert(status);
        }
        block::r38_give_back(row.as_mut(), as_of, ledger);
        let clean_floors = row.as_ref().and_then(|row| Some((&row.place, row.clean_floors.as_ref()?)));
        let is_clean = !strength::is_off_in(&tables.policy, Rule::R13, name);
        let (clean_floors, pools) = kept::r13_clean_floors(clean_floors, is_clean, pools, ledger);
        hotels.push(Hotel { clean_floors, ..hotel(name, row, pools, &tables.policy) });
    }
    if hotels.iter().any(|hotel| hotel.datum_unknown) {
        ledger.assumed.push(Remark::new(About::DatumOfHotels, &[]));
    }
    hotels
}

/// Returns what is known of each hotel: what `hotels.csv` says first, then the rows of availability in their order.
pub fn merged<'a>(tables: &'a Tables, ledger: &mut Ledger) -> BTreeMap<&'a str, HotelRow> {
    let mut rows: BTreeMap<&str, HotelRow> = BTreeMap::new();
    for row in &tables.hotels.rows {
        if let Some(first) = rows.get(row.hotel.as_str()) {
            let message = format!("the hotel `{}` is in {} already", row.hotel, seen_from(&row.place, &first.place));
            ledger.say(Code::Duplicate, &row.place, "hotel", message, "keep one of the two rows");
        } else {
            rows.insert(&row.hotel, row.clone());
        }
    }
    near_hotels(tables, &rows, ledger);
    let mut said = BTreeSet::new();
    for row in &tables.hotels_in_availability {
        match rows.get_mut(row.hotel.as_str()) {
            Some(known) => fill(known, row, &mut said, ledger),
            None => {
                rows.insert(&row.hotel, row.clone());
            }
        }
    }
    rows
}

/// R34. Returns the status of a hotel: closed in a closed district, whatever else is known of it.
fn r34_status(known: Option<HotelStatus>, district: Option<&str>, policy: &Policy) -> HotelStatus {
    let is_shut = district.is_some_and(|district| policy.whole.shared.closed_districts.contains(district));
    if is_shut { HotelStatus::Closed } else { known.unwrap_or_default() }
}

/// R14. Returns the rooms of a hotel's staff, two to a room, by the rooms that it quotes on its fullest night.
fn r14_staff_rooms(pools: &[Pool], policy: &Policy) -> u32 {
    let Some(per_100) = policy.whole.shared.staff_per_100_rooms.filter(|&people| people > 0) else { return 0 };
    let starts = pools.iter().flat_map(|pool| &pool.offers).map(|offer| offer.nights.arrive);
    let on = |night: u32| -> u64 {
        pools.iter().filter_map(|pool| pool.offer(night)).map(|offer| u64::from(offer.quote.rooms)).sum()
    };
    let rooms = starts.map(on).max().unwrap_or(0);
    let staff = (rooms * u64::from(per_100)).div_ceil(100);
    u32::try_from(staff.div_ceil(2)).unwrap_or(u32::MAX)
}

/// Returns a hotel but for its clean floors; what the tables do not say of it, the policy may say of all hotels.
fn hotel(name: &str, row: Option<HotelRow>, pools: Vec<Pool>, policy: &Policy) -> Hotel {
    let (id, datum, whole) = (HotelId::from(name), policy.case.datum, &policy.whole);
    let known = row.unwrap_or_default();
    let place = known.degrees.map(|degrees| coordinates(degrees, known.datum.or(datum)));
    let datum_unknown = known.datum.or(datum).is_none() && place.is_some_and(Coordinates::is_in_china);
    Hotel {
        id,
        name: known.name.unwrap_or_else(|| name.to_owned()),
        district: known.district.clone().unwrap_or_default(),
        address: known.address.unwrap_or_default(),
        contact: known.contact.unwrap_or_default(),
        phone: known.phone.unwrap_or_default(),
        email: known.email.unwrap_or_default(),
        coordinates: place,
        datum_unknown,
        status: r34_status(known.status, known.district.as_deref(), policy),
        tags: known.tags.unwrap_or_default(),
        opening_cost: known.opening_cost.unwrap_or_default(),
        rooms_min: known.rooms_min.or(whole.rooms_min).unwrap_or(0),
        meals_max: known.meals_max.or(whole.meals_max),
        clean_floors: BTreeMap::new(),
        staff_rooms: known.staff_rooms.or(whole.staff_rooms).unwrap_or_else(|| r14_staff_rooms(&pools, policy)),
        reserve_rooms: known.reserve_rooms,
        case_on: known.case_on,
        terms: Terms {
            grade: known.grade.as_deref().and_then(grades::number),
            zone: known.zone.unwrap_or_default(),
            nights_min: known.nights_min.unwrap_or(0),
            arrivals_per_hour: known.arrivals_per_hour.or(whole.shared.arrivals_per_hour),
            groups_max: known.groups_max.or(whole.shared.groups_max),
            block: known
                .block_rooms
                .filter(|&rooms| rooms > 0)
                .map(|rooms| Block { rooms, rate: known.block_rate.unwrap_or_default() }),
            rooms_max: known.rooms_max.or(whole.shared.rooms_max),
            suppers_max: known.suppers_max.or(whole.shared.suppers_max),
        },
        pools,
    }
}

/// Returns degrees in WGS-84; those without a datum are taken as such.
pub fn coordinates(degrees: Degrees, datum: Option<Datum>) -> Coordinates {
    Coordinates::from_datum(degrees.lat, degrees.lon, datum.unwrap_or_default())
}

/// Fills what is not known of a hotel from another row, and says where the two disagree, once for each column.
fn fill<'a>(
    known: &mut HotelRow,
    row: &'a HotelRow,
    said: &mut BTreeSet<(&'a str, &'static str)>,
    ledger: &mut Ledger,
) {
    let first = known.place.clone();
    let mut differs = |column: &'static str, differs: bool| {
        if differs && said.insert((&row.hotel, column)) {
            let message =
                format!("it is not what {} says of `{}`, which is used", seen_from(&row.place, &first), row.hotel);
            ledger.say(Code::HotelContradicts, &row.place, column, message, "correct one of the two");
        }
    };
    differs("name", merge(&mut known.name, row.name.as_ref()));
    differs("district", merge(&mut known.district, row.district.as_ref()));
    differs("address", merge(&mut known.address, row.address.as_ref()));
    differs("contact", merge(&mut known.contact, row.contact.as_ref()));
    differs("phone", merge(&mut known.phone, row.phone.as_ref()));
    differs("lat", merge_places(known, row));
    differs("status", merge(&mut known.status, row.status.as_ref()));
    differs("tags", merge(&mut known.tags, row.tags.as_ref()));
    differs("opening_cost", merge(&mut known.opening_cost, row.opening_cost.as_ref()));
    differs("rooms_min", merge(&mut known.rooms_min, row.rooms_min.as_ref()));
    differs("grade", merge(&mut known.grade, row.grade.as_ref()));
    differs("email", merge(&mut known.email, row.email.as_ref()));
    differs("meals_max", merge(&mut known.meals_max, row.meals_max.as_ref()));
    differs("clean_floors", merge(&mut known.clean_floors, row.clean_floors.as_ref()));
    differs("staff_rooms", merge(&mut known.staff_rooms, row.staff_rooms.as_ref()));
    differs("reserve_rooms", merge(&mut known.reserve_rooms, row.reserve_rooms.as_ref()));
    differs("case_on", merge(&mut known.case_on, row.case_on.as_ref()));
    differs("zone", merge(&mut known.zone, row.zone.as_ref()));
    differs("nights_min", merge(&mut known.nights_min, row.nights_min.as_ref()));
    differs("arrivals_per_hour", merge(&mut known.arrivals_per_hour, row.arrivals_per_hour.as_ref()));
    differs("groups_max", merge(&mut known.groups_max, row.groups_max.as_ref()));
    differs("block_rooms", merge(&mut known.block_rooms, row.block_rooms.as_ref()));
    differs("block_rate", merge(&mut known.block_rate, row.block_rate.as_ref()));
    differs("block_until", merge(&mut known.block_until, row.block_until.as_ref()));
    differs("rooms_max", merge(&mut known.rooms_max, row.rooms_max.as_ref()));
    differs("suppers_max", merge(&mut known.suppers_max, row.suppers_max.as_ref()));
}

/// Fills a place that is not known, with its datum; tells whether both are known and lie apart. A datum is that of the
/// coordinates beside it alone.
fn merge_places(known: &mut HotelRow, row: &HotelRow) -> bool {
    let (Some(here), Some(there)) = (known.degrees, row.degrees) else {
        if known.degrees.is_none() && row.degrees.is_some() {
            (known.degrees, known.datum) = (row.degrees, row.datum.or(known.datum));
        } else if row.degrees.is_none() {
            known.datum = known.datum.or(row.datum);
        }
        return false;
    };
    if here == there && (known.datum.is_none() || row.datum.is_none()) {
        known.datum = known.datum.or(row.datum);
        return false;
    }
    let is_declared = known.datum.is_some() && row.datum.is_some();
    let km = coordinates(here, known.datum).km_to(coordinates(there, row.datum)).units();
    if is_declared { km > datum::SAME_KM } else { here != there }
}

/// Fills a value that is not known, and tells whether both are known and differ.
fn merge<T: Clone + PartialEq>(known: &mut Option<T>, other: Option<&T>) -> bool {
    match (&known, other) {
        (None, Some(value)) => {
            *known = Some(T::clone(value));
            false
        }
        (Some(a), Some(b)) => a != b,
        (_, None) => false,
    }
}

/// Says which hotels of availability have no row in `hotels.csv` but one much like it.
fn near_hotels(tables: &Tables, rows: &BTreeMap<&str, HotelRow>, ledger: &mut Ledger) {
    if !tables.hotels.given {
        return;
    }
    let alike = |name: &str| name.to_lowercase().replace([' ', '-', '_', '\u{3000}'], "");
    let known: BTreeMap<String, &str> = rows.keys().map(|&name| (alike(name), name)).collect();
    let mut said = BTreeSet::new();
    for row in &tables.availability.rows {
        if rows.contains_key(&*row.hotel) || !said.insert(&row.hotel) {
            continue;
        }
        if let Some(name) = known.get(&alike(&row.hotel)) {
            let message = format!("`{}` has no row in the table of hotels", row.hotel);
            ledger.say(Code::NearHotel, &row.place, "hotel", message, format!("did you mean `{name}`?"));
        }
    }
}
