//! What a part of a group does not say itself (R29).

use crate::read::tables::GroupRow;

/// Fills in what a part of a group does not say as the group's first row says it. Counts are not: `guests`, `men`, `women`
/// and `accessible` say how many this part is of. A part without a team is of the group's own (R11).
pub(super) fn fill_in(row: &mut GroupRow, first: &GroupRow) {
    let text = |cell: &mut String, first: &String| {
        if cell.is_empty() {
            cell.clone_from(first);
        }
    };
    text(&mut row.class, &first.class);
    text(&mut row.leader, &first.leader);
    text(&mut row.phone, &first.phone);
    text(&mut row.transport, &first.transport);
    row.name = row.name.take().or_else(|| first.name.clone()).or_else(|| Some(first.group.clone()));
    row.priority = row.priority.or(first.priority);
    row.site = row.site.take().or_else(|| first.site.clone());
    row.km_max = row.km_max.or(first.km_max);
    row.minutes_max = row.minutes_max.or(first.minutes_max);
    row.sharing = row.sharing.or(first.sharing);
    row.hotels_max = row.hotels_max.or(first.hotels_max);
    row.chunk_min = row.chunk_min.or(first.chunk_min);
    row.split = row.split.or(first.split);
    row.moves_max = row.moves_max.or(first.moves_max);
    row.room_types = row.room_types.take().or_else(|| first.room_types.clone());
    row.rate_max = row.rate_max.or(first.rate_max);
    let (asks, first_asks) = (&mut row.asks, &first.asks);
    text(&mut asks.leave_by, &first_asks.leave_by);
    text(&mut asks.team, &first_asks.team);
    text(&mut asks.team, &first.group);
    text(&mut asks.shift, &first_asks.shift);
    asks.zones = asks.zones.take().or_else(|| first_asks.zones.clone());
    asks.port = asks.port.take().or_else(|| first_asks.port.clone());
    asks.grade_min = asks.grade_min.or(first_asks.grade_min);
    asks.rate_factor = asks.rate_factor.or(first_asks.rate_factor);
    asks.nights_min = asks.nights_min.or(first_asks.nights_min);
    asks.transfer_minutes = asks.transfer_minutes.or(first_asks.transfer_minutes);
    asks.strangers = asks.strangers.or(first_asks.strangers);
    asks.room_wish = asks.room_wish.take().or_else(|| first_asks.room_wish.clone());
    asks.may_upgrade = asks.may_upgrade.or(first_asks.may_upgrade);
    asks.late_supper = asks.late_supper.or(first_asks.late_supper);
    asks.stops_max = asks.stops_max.or(first_asks.stops_max);
    row.requires.extend(first.requires.iter().cloned());
    row.forbids.extend(first.forbids.iter().cloned());
}
