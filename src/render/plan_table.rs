//! `allocation.csv`, `unmet.csv` and `occupancy.csv` of a plan.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::number::rounded;
use super::record::{Call, Moved, Record, Relief};
use super::table::{TableWriter, inert};
use crate::domain::{Allocation, AllocationRow, Hotel, Instance, Km, Minutes, Money, Pool, Sex, Sharing};

/// Writes `allocation.csv`.
///
/// # Errors
/// When the writer fails.
pub fn allocation(instance: &Instance, allocation: &Allocation, out: &mut dyn Write) -> io::Result<()> {
    let headings = [
        "group",
        "hotel",
        "wing",
        "room_type",
        "sex",
        "rooms",
        "guests",
        "arrive",
        "depart",
        "km",
        "minutes",
        "rate",
        "room_nights",
        "cost",
    ];
    let doubtful = |row: &AllocationRow| {
        let position = instance.group(row.group.as_str()).zip(instance.hotel(row.hotel.as_str()));
        position.is_some_and(|(group, hotel)| instance.is_travel_doubtful(group, hotel))
    };
    let marks = allocation.rows.iter().any(doubtful);
    let is_open = |row: &AllocationRow| {
        instance.group(row.group.as_str()).is_some_and(|group| instance.groups[group].departs_open)
    };
    let opens = allocation.rows.iter().any(is_open);
    let mut headings = headings.to_vec();
    headings.extend(marks.then_some("distance").into_iter().chain(opens.then_some("depart_open")));
    let mut table = TableWriter::new(out, &headings)?;
    for row in &allocation.rows {
        let mut cells = allocation_cells(instance, row).to_vec();
        if marks {
            cells.push(if doubtful(row) { DATUM_UNKNOWN.to_owned() } else { String::new() });
        }
        if opens {
            cells.push(if is_open(row) { "yes".to_owned() } else { String::new() });
        }
        table.row(&cells)?;
    }
    table.finish()
}

/// What stands beside a distance between coordinates of which nobody knows the datum (domain §3.4).
const DATUM_UNKNOWN: &str = "datum unknown, ±1.4 km";

fn allocation_cells(instance: &Instance, row: &AllocationRow) -> [String; 14] {
    let facts = Facts::of(instance, row);
    [
        inert(row.group.as_str()),
        inert(row.hotel.as_str()),
        inert(&row.wing),
        inert(&row.room_type),
        row.sex.map(Sex::as_str).unwrap_or_default().to_owned(),
        row.rooms.to_string(),
        row.guests.to_string(),
        facts.arrive,
        facts.depart,
        facts.km.map(|km| rounded(i128::from(km.0), Km::SCALE, 3)).unwrap_or_default(),
        facts.minutes.map(|minutes| rounded(i128::from(minutes.0), Minutes::SCALE, 2)).unwrap_or_default(),
        facts.rate.map(|rate| rate.to_string()).unwrap_or_default(),
        facts.room_nights.map(|nights| nights.to_string()).unwrap_or_default(),
        facts.cost.map(|cost| cost.to_string()).unwrap_or_default(),
    ]
}

/// What the case knows about a row of an allocation. All of it is none where the row names what the case does not have.
#[derive(Debug, Default)]
struct Facts {
    arrive: String,
    depart: String,
    km: Option<Km>,
    minutes: Option<Minutes>,
    /// The price of a room a night on average; none where it is unknown on any night.
    rate: Option<Money>,
    room_nights: Option<u64>,
    /// What the rooms cost on the nights whose rate is known; none where none is.
    cost: Option<Money>,
}

impl Facts {
    fn of(instance: &Instance, row: &AllocationRow) -> Self {
        let (Some(group), Some(hotel)) = (instance.group(row.group.as_str()), instance.hotel(row.hotel.as_str()))
        else {
            return Self::default();
        };
        let stay = instance.groups[group].stay;
        let travel = instance.travel(group, hotel);
        let pool = pool(&instance.hotels[hotel], row);
        let paid = |rate: Option<Money>| rate.map(|rate| instance.groups[group].asks.paid(rate));
        let rates: Vec<Option<Money>> = stay
            .nights()
            .map(|night| paid(pool.and_then(|pool| pool.offer(night)).and_then(|offer| offer.rate)))
            .collect();
        let known: i64 = rates.iter().flatten().map(|rate| rate.0).sum();
        let nights = i64::from(stay.n_nights());
        let all_known = rates.iter().all(Option::is_some);
        Self {
            arrive: instance.calendar.text(stay.arrive),
            depart: instance.calendar.text(stay.depart),
            km: travel.km,
            minutes: travel.minutes,
            rate: all_known.then(|| Money((2 * known + nights).div_euclid(2 * nights))),
            room_nights: Some(u64::from(row.rooms) * u64::from(stay.n_nights())),
            cost: rates.iter().any(Option::is_some).then(|| Money(known * i64::from(row.rooms))),
        }
    }
}

/// Returns the pool that a row of an allocation takes rooms of.
fn pool<'a>(hotel: &'a Hotel, row: &AllocationRow) -> Option<&'a Pool> {
    hotel.pools.iter().find(|pool| pool.wing == row.wing && pool.room_type == row.room_type)
}

/// Writes `unmet.csv`: the groups that are not wholly placed, then those whose rows were rejected; the guests of the
/// latter are blank where nobody knows them.
///
/// # Errors
/// When the writer fails.
pub fn unmet(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["group", "guests", "reason_code", "reason", "remedy"])?;
    for entry in &record.unmet {
        let (group, guests) = (inert(&entry.group), entry.guests.to_string());
        let reason = inert(&format!("{}: {}", entry.reason, entry.funnel));
        table.row(&[&group, &guests, entry.reason_code.as_str(), &reason, &inert(&entry.remedy)])?;
    }
    for entry in &record.groups_rejected {
        let (group, guests) = (inert(&entry.group), entry.guests.map(|guests| guests.to_string()).unwrap_or_default());
        table.row(&[&group, &guests, "rejected", &inert(&entry.reason), &inert(&entry.remedy)])?;
    }
    table.finish()
}

/// Writes `relief.csv`: one thing eased for everybody in each row, those first that would place most.
///
/// # Errors
/// When the writer fails.
pub fn relief(reliefs: &[Relief], out: &mut dyn Write) -> io::Result<()> {
    let mut table =
        TableWriter::new(out, &["change", "rule", "places", "groups", "left", "proven", "helps", "levels"])?;
    for one in reliefs {
        let yes_no = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let levels: Vec<String> = one.levels.iter().map(|level| format!("{} {}", level.level, level.by)).collect();
        table.row(&[
            inert(&one.change),
            one.rule.clone().unwrap_or_default(),
            one.places.to_string(),
            one.groups.to_string(),
            one.left.to_string(),
            yes_no(one.proven),
            yes_no(one.helps),
            inert(&levels.join("; ")),
        ])?;
    }
    table.finish()
}

/// Writes `calls.csv`: the hotels to ring next, those first that would place most of the guests left over.
///
/// # Errors
/// When the writer fails.
pub fn calls(calls: &[Call], out: &mut dyn Write) -> io::Result<()> {
    let headings =
        ["hotel", "name", "contact", "phone", "reason", "room_type", "rooms", "arrive", "depart", "places", "script"];
    let mut table = TableWriter::new(out, &headings)?;
    for call in calls {
        table.row(&[
            inert(&call.hotel),
            inert(&call.name),
            inert(&call.contact),
            inert(&call.phone),
            call.reason.clone(),
            inert(&call.room_type),
            call.rooms.to_string(),
            call.arrive.clone(),
            call.depart.clone(),
            call.places.to_string(),
            inert(&call.script),
        ])?;
    }
    table.finish()
}

/// Writes `moves.csv`: the guests who are not where the plan before this one had them; an empty `to` is no room at all.
///
/// # Errors
/// When the writer fails.
pub fn moves(moved: &[Moved], out: &mut dyn Write) -> io::Result<()> {
    let headings = ["group", "status", "guests", "from", "to", "reason_code", "reason"];
    let mut table = TableWriter::new(out, &headings)?;
    for one in moved {
        let (group, from, to) = (inert(&one.group), inert(&one.from), inert(one.to.as_deref().unwrap_or_default()));
        let (guests, why) = (one.guests.to_string(), inert(&one.why));
        table.row(&[&group, &one.status, &guests, &from, &to, one.code.as_str(), &why])?;
    }
    table.finish()
}

/// Writes `occupancy.csv`: every pool on every night that something is known of, or that guests sleep in.
///
/// Rooms that cool down after a departure count as used (R17). Unknown rooms are left blank.
///
/// # Errors
/// When the writer fails.
pub fn occupancy(instance: &Instance, allocation: &Allocation, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["hotel", "wing", "room_type", "night", "available", "used"])?;
    let used = rooms_in_use(instance, allocation, true);
    let dates: Vec<String> = (0..instance.calendar.n_nights).map(|night| instance.calendar.text(night)).collect();
    for (position, hotel) in instance.hotels.iter().enumerate() {
        for (index, pool) in hotel.pools.iter().enumerate() {
            let used = used.get(&(position, index));
            let (id, wing, room_type) = (inert(hotel.id.as_str()), inert(&pool.wing), inert(&pool.room_type));
            for (night, date) in (0..).zip(&dates) {
                let rooms = used.and_then(|nights| nights.get(&night)).copied().unwrap_or(0);
                let available = pool.offer(night).map(|offer| offer.rooms);
                if available.is_none() && rooms == 0 {
                    continue;
                }
                let available = available.map(|rooms| rooms.to_string()).unwrap_or_default();
                table.row(&[&id, &wing, &room_type, date, &available, &rooms.to_string()])?;
            }
        }
    }
    table.finish()
}

/// Something of each night.
pub type Nights<T> = BTreeMap<u32, T>;

/// Counts the rooms in use by hotel and pool and by night; where it is asked for, with those that are turned over (R17).
#[must_use]
pub fn rooms_in_use(
    instance: &Instance,
    allocation: &Allocation,
    with_turnover: bool,
) -> BTreeMap<(usize, usize), Nights<u64>> {
    let mut used: BTreeMap<(usize, usize), Nights<u64>> = BTreeMap::new();
    let mut beds: BTreeMap<(usize, usize, usize), Nights<u64>> = BTreeMap::new();
    for row in &allocation.rows {
        let Some((group, hotel, pool)) = position(instance, row) else { continue };
        let turnover_nights = if with_turnover { instance.turnover_nights(group) } else { 0 };
        let group = &instance.groups[group];
        for night in group.stay.lengthened(turnover_nights, instance.calendar.n_nights).nights() {
            if group.sharing == Sharing::Bed {
                let cohort = beds.entry((hotel, pool, group.class)).or_default();
                *cohort.entry(night).or_default() += u64::from(row.guests);
            } else {
                let pool = used.entry((hotel, pool)).or_default();
                *pool.entry(night).or_default() += u64::from(row.rooms);
            }
        }
    }
    for ((hotel, pool, _), nights) in beds {
        for (night, guests) in nights {
            let offer = instance.hotels[hotel].pools[pool].offer(night);
            let guests_max = u64::from(offer.map_or(1, |offer| offer.guests_max.max(1)));
            *used.entry((hotel, pool)).or_default().entry(night).or_default() += guests.div_ceil(guests_max);
        }
    }
    used
}

/// Returns the positions of the group, the hotel and the pool of a row, none where the case lacks one.
fn position(instance: &Instance, row: &AllocationRow) -> Option<(usize, usize, usize)> {
    let group = instance.group(row.group.as_str())?;
    let hotel = instance.hotel(row.hotel.as_str())?;
    let pools = &instance.hotels[hotel].pools;
    let pool = pools.iter().position(|pool| pool.wing == row.wing && pool.room_type == row.room_type)?;
    Some((group, hotel, pool))
}

/// Returns the positions of the hotels that a plan uses.
#[must_use]
pub fn hotels_used(instance: &Instance, allocation: &Allocation) -> BTreeSet<usize> {
    allocation.rows.iter().filter_map(|row| instance.hotel(row.hotel.as_str())).collect()
}
