//! The meal and test counts (domain §4), by day and by hotel.

use std::collections::BTreeMap;

use super::facts::{Facts, name_beside};
use super::{Cell, Column, ReportSheet, Row, Section};
use crate::service::meal::{Day, r42_meals, r42_meals_by_class};

/// Returns the sheet: the days in all, then every hotel on each; of a plan that speaks of a time, today and tomorrow.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let words = facts.words();
    let days = r42_meals(facts.instance, facts.allocation);
    let today = facts.today();
    let is_near = |day: &&Day| facts.as_of().is_none() || (today..today.saturating_add(2)).contains(&day.night);
    let near = |days: &[Day]| days.iter().filter(is_near).copied().collect::<Vec<Day>>();
    let by_hotel = hotels(facts, &near(&days)).named("hotels", &words.section.meals_by_hotel);
    let mut sections = vec![by_day(facts, &days), by_hotel];
    let by_class = near(&r42_meals_by_class(facts.instance, facts.allocation));
    // Where all are of one class, they say what is said already.
    if by_class.iter().any(|day| day.class != by_class[0].class) {
        sections.push(classes(facts, &by_class).named("classes", &words.section.meals_by_class));
    }
    let mut sheet = facts.sheet("meals", &words.title.meals, sections);
    sheet.notes.push(words.note.no_test_rounds.clone());
    if facts.as_of().is_some() {
        sheet.notes.push(words.note.two_days.clone());
    }
    sheet
}

/// Returns the meals of one hotel by day.
#[must_use]
pub fn of_hotel(facts: &Facts<'_>, days: &[Day]) -> Section {
    let columns = columns(facts).split_off(2);
    let rows = days.iter().map(|day| Row::of(cells(facts, day).split_off(2))).collect();
    Section::new(columns, rows).named("meals", &facts.words().section.meals)
}

fn columns(facts: &Facts<'_>) -> Vec<Column> {
    let column = &facts.words().column;
    vec![
        Column::text(&column.hotel),
        Column::text(&column.name),
        Column::date(&column.date),
        Column::sum(&column.asleep),
        Column::sum(&column.breakfast),
        Column::sum(&column.lunch),
        Column::sum(&column.dinner),
        Column::sum(&column.supper),
        Column::sum(&column.feeds),
        Column::sum(&column.too_many),
        Column::sum(&column.to_test),
    ]
}

fn cells(facts: &Facts<'_>, day: &Day) -> Vec<Cell> {
    let hotel = facts.hotel(day.hotel);
    let too_many = Some(day.too_many()).filter(|&guests| guests > 0);
    vec![
        Cell::text(hotel.id.as_str()),
        Cell::text(name_beside(&hotel.name, hotel.id.as_str())),
        Cell::date(facts.date(day.night)),
        Cell::count(day.asleep),
        Cell::count(day.breakfast),
        Cell::count(day.lunch),
        Cell::count(day.dinner),
        Cell::count(day.supper),
        day.most.map_or(Cell::Blank, Cell::count),
        too_many.map_or(Cell::Blank, Cell::count),
        Cell::count(day.asleep),
    ]
}

fn hotels(facts: &Facts<'_>, days: &[Day]) -> Section {
    let mut columns = columns(facts);
    // Several days of one hotel have no sum that means anything but the meals.
    for at in [3, 8, 10] {
        columns[at].is_summed = false;
    }
    let rows = days.iter().map(|day| Row::of(cells(facts, day))).collect();
    Section::new(columns, rows).summed(&facts.words().item.total)
}

/// Returns the meals of each class of a hotel, without what the hotel feeds, which is of all of them.
fn classes(facts: &Facts<'_>, days: &[Day]) -> Section {
    let mut columns = columns(facts);
    columns.splice(8..10, []);
    columns.insert(3, Column::text(&facts.words().column.class));
    // As in the table of hotels, only meals have a sum.
    for at in [4, 9] {
        columns[at].is_summed = false;
    }
    let class = |day: &Day| day.class.map_or("", |class| &facts.instance.classes[class].name);
    let row = |day: &Day| {
        let mut cells = cells(facts, day);
        cells.splice(8..10, []);
        cells.insert(3, Cell::text(class(day)));
        Row::of(cells)
    };
    Section::new(columns, days.iter().map(row).collect()).summed(&facts.words().item.total)
}

fn by_day(facts: &Facts<'_>, days: &[Day]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::date(&column.date),
        Column::count(&column.hotels),
        Column::count(&column.asleep),
        Column::sum(&column.breakfast),
        Column::sum(&column.lunch),
        Column::sum(&column.dinner),
        Column::sum(&column.supper),
    ];
    let mut sums: BTreeMap<u32, [u64; 6]> = BTreeMap::new();
    for day in days {
        let counts = [1, day.asleep, day.breakfast, day.lunch, day.dinner, day.supper];
        for (sum, count) in sums.entry(day.night).or_default().iter_mut().zip(counts) {
            *sum += u64::from(count);
        }
    }
    let row = |(night, counts): (u32, [u64; 6])| {
        Row::of([Cell::date(facts.date(night))].into_iter().chain(counts.map(Cell::count)))
    };
    let rows = sums.into_iter().map(row).collect();
    Section::new(columns, rows).named("days", &words.section.days).summed(&words.item.total)
}
