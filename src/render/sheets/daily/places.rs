//! 二 and 三: from quoted to usable rooms, and the districts.

use std::collections::BTreeMap;

use crate::domain::HotelStatus;
use crate::explain::waterfall::total;
use crate::explain::{Waterfall, waterfalls};
use crate::render::sheets::facts::Facts;
use crate::render::sheets::supply::rooms_used;
use crate::render::sheets::{Cell, Column, Row, Section};

/// Returns the way from quoted to usable rooms of all hotels on the day.
pub(super) fn supply(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let (item, night) = (&words.item, facts.today());
    let falls = waterfalls(facts.instance, Some(facts.allocation), night);
    let Waterfall { quoted, not_trusted, held, clean, staff, reserve, turnover, usable } = total(&falls);
    let hotels = &facts.instance.hotels;
    let used: u64 = rooms_used(facts, night).values().sum();
    let closed = hotels.iter().filter(|hotel| hotel.status == HotelStatus::Closed).count();
    let unknown = hotels.len() - closed - falls.len();
    let rows = [
        (&item.hotels, hotels.len() as u64),
        (&item.hotels_quoting, falls.len() as u64),
        (&item.hotels_unknown, unknown as u64),
        (&item.hotels_closed, closed as u64),
        (&item.hotels_stale, facts.record.stale.len() as u64),
        (&column.quoted, quoted),
        (&column.not_trusted, not_trusted),
        (&column.held, held),
        (&column.clean, clean),
        (&column.staff, staff),
        (&column.reserve, reserve),
        (&column.turnover, turnover),
        (&column.usable, usable),
        (&column.used, used),
    ];
    let rows = rows.map(|(word, count)| Row::of([Cell::text(word), Cell::count(count)])).into();
    let columns = vec![Column::text(&column.item), Column::count(&column.count)];
    Section::new(columns, rows).named("supply", &words.section.daily_supply)
}

#[derive(Default)]
struct District {
    hotels: u64,
    usable: u64,
    used: u64,
    asleep: u64,
}

/// Returns what each district offers on the day, and how much of it is taken.
pub(super) fn districts(facts: &Facts<'_>) -> Section {
    let (words, column, night) = (facts.words(), &facts.words().column, facts.today());
    let mut districts: BTreeMap<&str, District> = BTreeMap::new();
    for hotel in facts.instance.hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed) {
        districts.entry(&hotel.district).or_default().hotels += 1;
    }
    for (at, fall) in waterfalls(facts.instance, Some(facts.allocation), night) {
        districts.entry(&facts.hotel(at).district).or_default().usable += fall.usable;
    }
    for (at, rooms) in rooms_used(facts, night) {
        districts.entry(&facts.hotel(at).district).or_default().used += rooms;
    }
    for chunk in facts.chunks().into_iter().filter(|chunk| chunk.stay.covers(night)) {
        districts.entry(&facts.hotel(chunk.hotel).district).or_default().asleep += u64::from(chunk.guests);
    }
    let columns = vec![
        Column::text(&column.district),
        Column::sum(&column.hotels),
        Column::sum(&column.usable),
        Column::sum(&column.used),
        Column::sum(&column.asleep),
        Column::of(&column.free, crate::render::sheets::Kind::Percent),
    ];
    let row = |(name, of): (&str, District)| {
        let name = if name.is_empty() { words.item.unknown.as_str() } else { name };
        let counts = [of.hotels, of.usable, of.used, of.asleep].map(Cell::count);
        let free = Cell::share(of.usable.saturating_sub(of.used), of.usable);
        Row::of([Cell::text(name)].into_iter().chain(counts).chain([free]))
    };
    let rows = districts.into_iter().map(row).collect();
    Section::new(columns, rows).named("districts", &words.section.districts).summed(&words.item.total)
}
