//! Who is not where the plan before had them: from, to, why.

use super::facts::{Facts, name_beside};
use super::{Cell, Column, ReportSheet, Row, Section};
use crate::render::spoken::Spoken;
use crate::render::words::Words;

/// Returns the sheet; none where there was no plan before.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> Option<ReportSheet> {
    let moves = facts.record.moves.as_ref()?;
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.group),
        Column::text(&column.name),
        Column::text(&column.status),
        Column::sum(&column.guests),
        Column::text(&column.from_hotel),
        Column::text(&column.to_hotel),
        Column::text(&column.reason),
        Column::by_hand(&column.told),
    ];
    let rows = moves.iter().map(|one| {
        let name = facts.instance.group(&one.group).map_or("", |at| facts.group(at).name.as_str());
        Row::of([
            Cell::text(&one.group),
            Cell::text(name_beside(name, &one.group)),
            Cell::text(Words::word(&facts.labels().status, &one.status)),
            Cell::count(one.guests),
            Cell::text(&one.from),
            Cell::text(one.to.as_deref().unwrap_or(&words.item.no_room)),
            Cell::text(&Spoken::of(facts.manner.lang).moved(one)),
            Cell::Blank,
        ])
    });
    let section = Section::new(columns, rows.collect()).summed(&words.item.total);
    Some(facts.sheet("moves", &words.title.moves, vec![section]))
}
