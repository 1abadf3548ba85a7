//! Sheets about hotels rather than guests: from quoted to usable rooms, whom to ring again, and which are frozen.

use std::collections::BTreeMap;

use super::facts::{Facts, name_beside};
use super::{Cell, Column, Head, ReportSheet, Row, Section};
use crate::domain::{HotelStatus, Pool, Stay};
use crate::explain::{Waterfall, balance, waterfalls};

/// Returns from quoted to usable rooms, hotel by hotel, on the night that most guests sleep here, and what the plan uses.
#[must_use]
pub fn waterfall(facts: &Facts<'_>) -> ReportSheet {
    let (words, column) = (facts.words(), &facts.words().column);
    let night = balance::peak_night(facts.instance);
    let falls = waterfalls(facts.instance, Some(facts.allocation), night);
    let used = rooms_used(facts, night);
    let names = [&column.quoted, &column.not_trusted, &column.held, &column.clean, &column.staff, &column.reserve];
    let names = names.into_iter().chain([&column.turnover, &column.usable, &column.used, &column.left]);
    let places = [Column::text(&column.hotel), Column::text(&column.name), Column::text(&column.district)];
    let columns = places.into_iter().chain(names.map(|name| Column::sum(name))).collect();
    let row = |(at, fall): &(usize, Waterfall)| {
        let hotel = facts.hotel(*at);
        let Waterfall { quoted, not_trusted, held, clean, staff, reserve, turnover, usable } = *fall;
        let used = used.get(at).copied().unwrap_or(0);
        let steps = [quoted, not_trusted, held, clean, staff, reserve, turnover, usable, used].map(Cell::count);
        let place = [
            Cell::text(hotel.id.as_str()),
            Cell::text(name_beside(&hotel.name, hotel.id.as_str())),
            Cell::text(&hotel.district),
        ];
        let left = i64::try_from(usable).unwrap_or(i64::MAX).saturating_sub(i64::try_from(used).unwrap_or(i64::MAX));
        Row::of(place.into_iter().chain(steps).chain([Cell::Count(left)]))
    };
    let rows = falls.iter().map(row).collect();
    let section = Section::new(columns, rows).summed(&words.item.total);
    let mut sheet = facts.sheet("waterfall", &words.title.waterfall, vec![section]);
    if let Some(date) = facts.date(night) {
        sheet.head.push(Head { label: words.item.night.clone(), value: date.to_string() });
    }
    sheet
}

/// Returns the rooms in use in each hotel on a night, without those that are being turned over.
#[must_use]
pub fn rooms_used(facts: &Facts<'_>, night: u32) -> BTreeMap<usize, u64> {
    let used = crate::render::plan_table::rooms_in_use(facts.instance, facts.allocation, false);
    let mut rooms: BTreeMap<usize, u64> = BTreeMap::new();
    for ((hotel, _), nights) in used {
        *rooms.entry(hotel).or_default() += nights.get(&night).copied().unwrap_or(0);
    }
    rooms
}

/// Returns the hotels to ring again: those that answered but in none of the last rounds, and those of which no count is known.
#[must_use]
pub fn stale(facts: &Facts<'_>) -> ReportSheet {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.hotel),
        Column::text(&column.name),
        Column::text(&column.district),
        Column::text(&column.contact),
        Column::text(&column.phone),
        Column::text(&column.reason),
        Column::text(&column.last_answer),
        Column::count(&column.rounds_missed),
        Column::by_hand(&column.answer),
    ];
    let mut rows: BTreeMap<&str, (&str, String, Cell)> = BTreeMap::new();
    for hotel in facts.instance.hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed) {
        if !hotel.pools.is_empty() && hotel.pools.iter().all(says_nothing) {
            rows.insert(hotel.id.as_str(), (&words.item.never_said, String::new(), Cell::Blank));
        }
    }
    for one in &facts.record.stale {
        rows.insert(&one.hotel, (&words.item.not_lately, one.polled_at.replace('T', " "), Cell::count(one.missed)));
    }
    let row = |(id, (why, polled_at, missed)): (&str, (&str, String, Cell))| {
        let hotel = facts.instance.hotel(id).map(|at| facts.hotel(at));
        let said = |text: Option<&String>| Cell::text(text.map_or("", String::as_str));
        Row::of([
            Cell::text(id),
            Cell::text(hotel.map_or("", |hotel| name_beside(&hotel.name, id))),
            said(hotel.map(|hotel| &hotel.district)),
            said(hotel.map(|hotel| &hotel.contact)),
            said(hotel.map(|hotel| &hotel.phone)),
            Cell::text(why),
            Cell::text(&polled_at),
            missed,
            Cell::Blank,
        ])
    };
    let rows = rows.into_iter().map(row).collect();
    facts.sheet("stale", &words.title.stale, vec![Section::new(columns, rows)])
}

fn says_nothing(pool: &Pool) -> bool {
    pool.offers.is_empty()
}

/// Returns the hotels in which there was a case, or that are frozen by their status, with those who are in them.
#[must_use]
pub fn frozen(facts: &Facts<'_>) -> ReportSheet {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.hotel),
        Column::text(&column.name),
        Column::text(&column.district),
        Column::date(&column.case_on),
        Column::date(&column.frozen_until),
        Column::sum(&column.groups),
        Column::sum(&column.guests),
        Column::text(&column.contact),
        Column::text(&column.phone),
    ];
    let chunks = facts.chunks();
    let hotels = facts.instance.hotels.iter().enumerate();
    let frozen = hotels.filter(|(_, hotel)| hotel.status == HotelStatus::Frozen || hotel.case_on.is_some());
    let rows = frozen.map(|(at, hotel)| {
        let nights = i64::from(facts.instance.rules.freeze_nights);
        let until = hotel.case_on.and_then(|case| case.checked_add_signed(chrono::Duration::days(nights)));
        let inside = chunks.iter().filter(|chunk| chunk.hotel == at && Stay::covers(chunk.stay, facts.today()));
        let (groups, guests) =
            inside.fold((0_u64, 0_u64), |(groups, guests), chunk| (groups + 1, guests + u64::from(chunk.guests)));
        Row::of([
            Cell::text(hotel.id.as_str()),
            Cell::text(name_beside(&hotel.name, hotel.id.as_str())),
            Cell::text(&hotel.district),
            Cell::date(hotel.case_on),
            Cell::date(until),
            Cell::count(groups),
            Cell::count(guests),
            Cell::text(&hotel.contact),
            Cell::text(&hotel.phone),
        ])
    });
    let rows = rows.collect();
    let section = Section::new(columns, rows).summed(&words.item.total);
    let mut sheet = facts.sheet("frozen", &words.title.frozen, vec![section]);
    if let Some(date) = facts.date(facts.today()) {
        sheet.head.push(Head { label: words.item.day.clone(), value: date.to_string() });
    }
    sheet
}
