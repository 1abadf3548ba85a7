//! The first page of a workbook: the plan in a few numbers, how good it is, and what it was made of.

use super::facts::Facts;
use super::{Cell, Column, Head, ReportSheet, Row, Section};
use crate::render::number::percent;
use crate::render::record::Level;
use crate::render::spoken::Spoken;

/// Returns the sheet.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let (words, record) = (facts.words(), facts.record);
    let sections = vec![totals(facts), tiers(facts), levels(facts), inputs(facts)];
    let mut sheet = facts.sheet("summary", &words.title.summary, sections);
    let tool = format!("{} {}, {}", record.tool.name, record.tool.version, record.tool.engine);
    sheet.head.push(Head { label: words.item.made_by.clone(), value: tool });
    if record.interrupted {
        sheet.notes.push(words.note.interrupted.clone());
    }
    let spoken = Spoken::of(facts.manner.lang);
    sheet.notes.extend(record.assumed.iter().chain(&record.notes).map(|remark| spoken.remark(remark)));
    sheet
}

fn totals(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let (item, totals) = (&words.item, facts.record.totals);
    let rows = [
        (&item.guests, totals.guests),
        (&item.placed, totals.placed),
        (&item.unmet, totals.unmet),
        (&item.groups, totals.groups),
        (&item.groups_placed, totals.groups_placed),
        (&item.hotels, totals.hotels),
        (&item.hotels_used, totals.hotels_used),
        (&item.rooms, totals.rooms),
        (&item.room_nights, totals.room_nights),
    ];
    let rows = rows.map(|(word, count)| Row::of([Cell::text(word), Cell::count(count)]));
    let columns = vec![Column::text(&column.item), Column::count(&column.count)];
    Section::new(columns, rows.into()).named("totals", &words.section.totals)
}

fn tiers(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::count(&column.priority),
        Column::sum(&column.guests),
        Column::sum(&column.placed),
        Column::sum(&column.unplaced),
    ];
    let row = |tier: &crate::render::record::Tier| {
        let counts = [u64::from(tier.priority), tier.guests, tier.placed, tier.guests - tier.placed.min(tier.guests)];
        Row::of(counts.map(Cell::count))
    };
    let rows = facts.record.tiers.iter().map(row).collect();
    // A sum of guests below a priority needs no word.
    Section::new(columns, rows).named("tiers", &words.section.tiers).summed(&words.item.total)
}

fn levels(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.level),
        Column::of(&column.value, super::Kind::Number),
        Column::of(&column.bound, super::Kind::Number),
        Column::text(&column.gap),
        Column::text(&column.proven),
    ];
    let number = |text: &str| text.parse().map_or_else(|_| Cell::text(text), Cell::Number);
    let row = |level: &Level| {
        let bound = level.bound.as_ref().map_or_else(|| Cell::text(&words.item.none), |bound| number(bound.get()));
        let proven = if level.proven { &words.item.yes } else { &words.item.no };
        Row::of([
            Cell::text(&level.name),
            number(level.value.get()),
            bound,
            Cell::text(&level.gap.map(percent).unwrap_or_default()),
            Cell::text(proven),
        ])
    };
    let rows = facts.record.levels.iter().map(row).collect();
    Section::new(columns, rows).named("levels", &words.section.levels)
}

fn inputs(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![Column::text(&column.file), Column::count(&column.bytes), Column::text("SHA-256")];
    let files = facts.record.inputs.iter();
    let rows = files.map(|file| Row::of([Cell::text(&file.file), Cell::count(file.bytes), Cell::text(&file.sha256)]));
    Section::new(columns, rows.collect()).named("inputs", &words.section.inputs)
}
