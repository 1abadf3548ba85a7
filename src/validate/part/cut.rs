//! On which nights a group may change hotels (R29): those on which most rooms come or go.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::GroupStatus;
use crate::read::Tables;

/// Returns the rooms that come or go on each date, over all hotels.
pub(super) fn r29_changes(tables: &Tables) -> BTreeMap<NaiveDate, u64> {
    let mut changes: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for row in &tables.availability.rows {
        let rooms = row.rooms.rooms().unwrap_or(0);
        for date in row.from.into_iter().chain(row.to) {
            *changes.entry(date).or_default() += u64::from(rooms);
        }
    }
    changes
}

/// What limits on which dates a stay may be cut.
pub(super) struct Limits<'a> {
    /// How often at most.
    pub most: u32,
    /// The fewest nights of each leg (R30).
    pub least: u32,
    /// Returns a cut on which a leg would end whose guests may not leave (R33).
    pub held: &'a dyn Fn(&[NaiveDate]) -> Option<NaiveDate>,
}

/// Returns the dates inside a stay on which most rooms come or go, as far as the limits allow; of equal ones the earlier.
pub(super) fn cuts(
    changes: &BTreeMap<NaiveDate, u64>,
    (from, to): (NaiveDate, NaiveDate),
    limits: &Limits<'_>,
) -> Vec<NaiveDate> {
    let inside = changes.iter().filter(|&(&date, &rooms)| from < date && date < to && rooms > 0);
    let mut dates: Vec<(u64, NaiveDate)> = inside.map(|(&date, &rooms)| (u64::MAX - rooms, date)).collect();
    dates.sort_unstable();
    loop {
        let cuts = spaced(&dates, (from, to), limits);
        let Some(held) = (limits.held)(&cuts) else { return cuts };
        // One date less each time, so this ends.
        dates.retain(|&(_, date)| date != held);
    }
}

/// The first of some dates that leave no leg shorter than the least, sorted.
fn spaced(dates: &[(u64, NaiveDate)], (from, to): (NaiveDate, NaiveDate), limits: &Limits<'_>) -> Vec<NaiveDate> {
    let mut ends = BTreeSet::from([from, to]);
    let is_far = |one: NaiveDate, other: NaiveDate| (one - other).num_days().abs() >= i64::from(limits.least);
    for &(_, date) in dates {
        if ends.len() < (limits.most as usize).saturating_add(2) && ends.iter().all(|&end| is_far(end, date)) {
            ends.insert(date);
        }
    }
    ends.into_iter().filter(|&date| from < date && date < to).collect()
}

/// The status of a later leg: who has arrived is sure to come to its hotel, and is there from the day on which it begins.
pub(super) fn leg_status(
    whole: Option<GroupStatus>,
    from: NaiveDate,
    as_of: Option<NaiveDateTime>,
) -> Option<GroupStatus> {
    let is_begun = as_of.is_some_and(|as_of| from <= as_of.date());
    whole.map(|status| if status == GroupStatus::Arrived && !is_begun { GroupStatus::Confirmed } else { status })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_changes_inside_the_stay_win_and_of_equal_ones_the_earlier() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 4, day).unwrap();
        let changes = BTreeMap::from([(day(3), 90), (day(4), 5), (day(5), 7), (day(6), 7), (day(7), 0), (day(9), 90)]);
        let stay = (day(3), day(9));
        let cuts = |stay, most, least, kept: Option<u32>| {
            let held = |dates: &[NaiveDate]| dates.iter().copied().find(|&date| Some(date) == kept.map(day));
            cuts(&changes, stay, &Limits { most, least, held: &held })
        };
        assert_eq!(cuts(stay, 1, 0, None), [day(5)]);
        assert_eq!(cuts(stay, 2, 0, None), [day(5), day(6)]);
        assert_eq!(cuts(stay, 9, 1, None), [day(4), day(5), day(6)]);
        assert_eq!(cuts((day(5), day(6)), 9, 0, None), []);
        assert_eq!(cuts(stay, 2, 2, None), [day(5)], "the sixth is too near to the fifth, the fourth to the third");
        assert_eq!(cuts(stay, 2, 3, None), [day(6)]);
        assert_eq!(cuts(stay, 1, 0, Some(5)), [day(6)], "nobody may leave on the fifth");
    }
}
