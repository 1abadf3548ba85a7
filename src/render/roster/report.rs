//! A rooming list as a sheet: the same content as the page of text, for print and for spreadsheets.

use super::layout::Layout;
use super::{Rosters, csv, text};
use crate::render::sheets::facts::Facts;
use crate::render::sheets::{Head, ReportSheet, meal};
use crate::render::words::Words;
use crate::service::meal::Day;

/// Returns the sheet of one hotel by a layout, with the meals that it serves.
pub(super) fn sheet(
    rosters: &Rosters<'_>,
    facts: &Facts<'_>,
    (hotel, meals): (usize, &[Day]),
    layout: &Layout,
) -> ReportSheet {
    let words = Words::of(rosters.style.lang);
    let table = csv::section(rosters, &[hotel], layout);
    let mut sections = vec![if layout.bare { table } else { table.summed(&words.total.sum) }];
    if !layout.bare {
        sections[0].title.clone_from(&words.head.rooms);
        if rosters.rooming.contains_key(&hotel) && layout.lines == super::line::Lines::Kinds {
            let named = super::guests::table(rosters, hotel);
            sections.push(named.named("guests", &words.head.rooming));
        }
        if !meals.is_empty() {
            sections.push(meal::of_hotel(facts, meals));
        }
    }
    let name = &rosters.instance.hotels[hotel].name;
    let mut sheet = facts.sheet("", &format!("{} {name}", words.title), sections);
    name.clone_into(&mut sheet.tab);
    let lines = text::facts(rosters, hotel, words).into_iter().filter(|(_, value)| !value.is_empty());
    sheet.head.extend(lines.map(|(label, value)| Head { label: label.to_owned(), value }));
    sheet.signature = text::signature(words, rosters.style.lang);
    sheet.is_bare = layout.bare;
    sheet
}
