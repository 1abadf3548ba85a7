//! On which nights a group may change hotels (R29): those on which most rooms come or go.

use std::collections::BTreeMap;

use chrono::NaiveDate;

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

/// Returns the dates inside a stay on which most rooms come or go, at most so many; of equal ones the earlier.
pub(super) fn cuts(
    changes: &BTreeMap<NaiveDate, u64>,
    (from, to): (NaiveDate, NaiveDate),
    most: u32,
) -> Vec<NaiveDate> {
    let inside = changes.iter().filter(|&(&date, &rooms)| from < date && date < to && rooms > 0);
    let mut dates: Vec<(u64, NaiveDate)> = inside.map(|(&date, &rooms)| (u64::MAX - rooms, date)).collect();
    dates.sort_unstable();
    dates.truncate(most as usize);
    let mut dates: Vec<NaiveDate> = dates.into_iter().map(|(_, date)| date).collect();
    dates.sort_unstable();
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_changes_inside_the_stay_win_and_of_equal_ones_the_earlier() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 4, day).unwrap();
        let changes = BTreeMap::from([(day(3), 90), (day(4), 5), (day(5), 7), (day(6), 7), (day(7), 0), (day(9), 90)]);
        let stay = (day(3), day(9));
        assert_eq!(cuts(&changes, stay, 1), [day(5)]);
        assert_eq!(cuts(&changes, stay, 2), [day(5), day(6)]);
        assert_eq!(cuts(&changes, stay, 9), [day(4), day(5), day(6)]);
        assert_eq!(cuts(&changes, (day(5), day(6)), 9), []);
    }
}
