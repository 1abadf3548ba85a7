//! All sheets of a plan: one after the other for a folder, or together in one workbook.

use super::{Facts, ReportSheet, daily, departure, meal, movement, officer, pickup, summary, supply, unmet};
use crate::render::roster::{Layout, Rosters, Style};

/// Returns the rooming lists that sheets are made of.
#[must_use]
pub fn rosters<'a>(facts: &Facts<'a>) -> Rosters<'a> {
    let record = facts.record;
    let style = Style {
        lang: facts.manner.lang,
        phones: facts.manner.phones,
        plan: &record.plan,
        version: record.version,
        as_of: record.as_of.as_deref(),
    };
    Rosters::new(facts.instance, facts.allocation, style).with_guests(facts.rooming)
}

/// Returns the sheets that are not about one hotel or one station, the summary first.
#[must_use]
pub fn overviews(facts: &Facts<'_>) -> Vec<ReportSheet> {
    let mut sheets = vec![summary::sheet(facts), daily::sheet(facts), unmet::sheet(facts), pickup::sheet(facts)];
    if !facts.postings.is_empty() {
        sheets.push(officer::sheet(facts));
    }
    sheets.extend([meal::sheet(facts), departure::sheet(facts)]);
    sheets.extend(movement::sheet(facts));
    sheets.extend([supply::waterfall(facts), supply::stale(facts), supply::frozen(facts)]);
    sheets
}

/// Returns the sheets that fit into a mail or an issue: the plan in a few numbers, and who has no room.
#[must_use]
pub fn brief(facts: &Facts<'_>) -> Vec<ReportSheet> {
    let is_whole = facts.record.unmet.is_empty() && facts.record.groups_rejected.is_empty();
    let unmet = (!is_whole).then(|| unmet::sheet(facts));
    std::iter::once(summary::sheet(facts)).chain(unmet).collect()
}

/// Returns the pages of the workbook of a plan: the summary first, then the rooming lists of all hotels as one table.
#[must_use]
pub fn workbook(facts: &Facts<'_>) -> Vec<ReportSheet> {
    let labels = facts.labels();
    let table = rosters(facts).section(&Layout::generic()).summed(&labels.total.sum);
    let mut sheets = overviews(facts);
    sheets.insert(1, facts.sheet("rosters", &labels.title, vec![table]));
    sheets
}
