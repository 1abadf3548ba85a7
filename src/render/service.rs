//! `officers.csv`, `transfers.csv` and `meals.csv`: what a plan asks of people besides rooms.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::table::{TableWriter, inert};
use crate::domain::{Allocation, Instance};
use crate::service::liaison::Posting;
use crate::service::meal::{r42_meals, r42_meals_by_class};
use crate::service::transfer::Transfer;

/// Writes `officers.csv`: which officer is in which hotel (R44).
///
/// # Errors
/// When the writer fails.
pub fn officers(instance: &Instance, postings: &[Posting], out: &mut dyn Write) -> io::Result<()> {
    let headings = ["officer", "name", "senior", "hotel", "hotel_name", "district", "guests"];
    let mut table = TableWriter::new(out, &headings)?;
    for posting in postings {
        let (officer, hotel) = (&instance.people.officers[posting.officer], &instance.hotels[posting.hotel]);
        table.row(&[
            inert(&officer.id),
            inert(&officer.name),
            if officer.is_senior { "yes" } else { "" }.to_owned(),
            inert(hotel.id.as_str()),
            inert(&hotel.name),
            inert(&hotel.district),
            posting.guests.to_string(),
        ])?;
    }
    table.finish()
}

/// Writes `transfers.csv`: who comes to which hotel in which hour, and in how many vehicles (R26, R27).
///
/// # Errors
/// When the writer fails.
pub fn transfers(instance: &Instance, transfers: &[Transfer], out: &mut dyn Write) -> io::Result<()> {
    let mut table =
        TableWriter::new(out, &["date", "hour", "port", "transport", "hotel", "groups", "guests", "vehicles"])?;
    for transfer in transfers {
        let date = transfer.hour.map(|hour| hour.format("%Y-%m-%d").to_string());
        let groups: Vec<&str> = transfer.groups.iter().map(|&(group, _)| instance.groups[group].id.as_str()).collect();
        table.row(&[
            date.unwrap_or_else(|| instance.calendar.text(transfer.night)),
            transfer.hour.map(|hour| hour.format("%H:%M").to_string()).unwrap_or_default(),
            inert(&transfer.port),
            inert(&transfer.transport),
            inert(instance.hotels[transfer.hotel].id.as_str()),
            inert(&groups.join(";")),
            transfer.guests.to_string(),
            transfer.vehicles.to_string(),
        ])?;
    }
    table.finish()
}

/// Writes `meals.csv`: how many meals each hotel serves to each class on each day (R42). What it feeds at most, and how many are
/// beyond that, is of the whole hotel and stands with each class.
///
/// # Errors
/// When the writer fails.
pub fn meals(instance: &Instance, allocation: &Allocation, out: &mut dyn Write) -> io::Result<()> {
    let headings = ["hotel", "date", "class", "asleep", "breakfast", "lunch", "dinner", "supper", "most", "too_many"];
    let mut table = TableWriter::new(out, &headings)?;
    let too_many: BTreeMap<(usize, u32), u64> =
        r42_meals(instance, allocation).iter().map(|day| ((day.hotel, day.night), day.too_many())).collect();
    for day in r42_meals_by_class(instance, allocation) {
        let beyond = too_many.get(&(day.hotel, day.night)).copied().unwrap_or(0);
        table.row(&[
            inert(instance.hotels[day.hotel].id.as_str()),
            instance.calendar.text(day.night),
            inert(day.class.map_or("", |class| &instance.classes[class].name)),
            day.asleep.to_string(),
            day.breakfast.to_string(),
            day.lunch.to_string(),
            day.dinner.to_string(),
            day.supper.to_string(),
            day.most.map(|most| most.to_string()).unwrap_or_default(),
            day.most.map(|_| beyond.to_string()).unwrap_or_default(),
        ])?;
    }
    table.finish()
}
