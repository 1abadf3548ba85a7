//! What guests by name ask of their groups: accessible rooms (R8), grades by their roles (R39), an urgent tier for those who
//! cannot wait (R46). What the manifest says itself goes before it.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::diagnostic::Code;
use crate::domain::Rules;
use crate::domain::people::ACCESSIBLE;
use crate::domain::remark::{About, Remark};
use crate::read::Tables;
use crate::read::tables::{GroupRow, GuestRow};

/// What the guests of a group ask for together.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// How many need an accessible room.
    accessible: u32,
    /// The highest grade that goes with a role.
    grade_min: Option<u8>,
    /// Somebody needs something, is a child, or is too old to look after others.
    is_vulnerable: bool,
}

/// Adds to the rows of the manifest what their guests by name ask for.
pub fn add(rows: &mut [GroupRow], tables: &Tables, ledger: &mut Ledger) {
    let asked = asked(tables);
    let is_told = tells_accessible(tables);
    let mut left = 0;
    for row in rows.iter_mut().filter(|row| row.status.is_some()) {
        let Some(asked) = asked.get(row.group.as_str()) else { continue };
        if is_told {
            accessible(row, asked.accessible, ledger);
        } else {
            left += asked.accessible;
        }
        row.asks.grade_min = row.asks.grade_min.or(asked.grade_min);
        let tier = tables.policy.whole.people.vulnerable_tier.filter(|_| asked.is_vulnerable);
        row.priority = row.priority.or(tier);
    }
    if left > 0 {
        ledger.assumed.push(Remark::new(About::AccessibleLeft, &[("n", &left)]));
    }
}

/// Adds up what the guests of each group ask for.
fn asked(tables: &Tables) -> BTreeMap<&str, Asked> {
    let (people, default) = (&tables.policy.whole.people, Rules::default());
    let ages = people.minor_age.unwrap_or(default.minor_age)..=people.carer_age_max.unwrap_or(default.carer_age_max);
    let is_vulnerable = |guest: &GuestRow| !guest.needs.is_empty() || guest.age.is_some_and(|age| !ages.contains(&age));
    let mut groups: BTreeMap<&str, Asked> = BTreeMap::new();
    for guest in &tables.guests.rows {
        let asked = groups.entry(&guest.group).or_default();
        asked.accessible += u32::from(guest.needs.contains(ACCESSIBLE));
        asked.grade_min = asked.grade_min.max(people.roles.get(&guest.role).copied());
        asked.is_vulnerable |= is_vulnerable(guest);
    }
    groups
}

/// Tells whether any rooms are sold as accessible: else nobody could be given one, and the rooming looks at rooms one by one.
fn tells_accessible(tables: &Tables) -> bool {
    let default = Rules::default().accessible_types;
    let types = tables.policy.whole.shared.accessible_types.as_ref().unwrap_or(&default);
    tables.availability.rows.iter().any(|row| types.contains(&*row.room_type))
}

/// R8. Takes the larger of what the manifest says and of the guests who need such a room by name.
fn accessible(row: &mut GroupRow, named: u32, ledger: &mut Ledger) {
    if let Some(said) = row.asks.accessible.filter(|&said| said < named) {
        let message =
            format!("the manifest says that {said} need an accessible room, and {named} do by name: {named} is used");
        ledger.say(Code::GuestsDisagree, &row.place, "accessible", message, "correct the count, or the list of names");
    }
    if named > 0 {
        row.asks.accessible = row.asks.accessible.max(Some(named));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Place;
    use crate::read::tables::{AvailabilityRow, Count, Mode};

    fn guest(group: &str, age: u32, role: &str, needs: &[&str]) -> GuestRow {
        GuestRow {
            guest: format!("{group}{age}"),
            group: group.to_owned(),
            name: None,
            sex: None,
            age: Some(age),
            role: role.to_owned(),
            share_with: BTreeSet::new(),
            carer_of: BTreeSet::new(),
            next_to: BTreeSet::new(),
            needs: needs.iter().map(|&need| need.to_owned()).collect(),
            place: Place::row(&Arc::from("guests.csv"), 2),
        }
    }

    fn rooms(room_type: &str) -> AvailabilityRow {
        AvailabilityRow {
            hotel: "H".into(),
            wing: "".into(),
            room_type: room_type.into(),
            rooms: Count::Rooms(1),
            guests_max: None,
            from: None,
            to: None,
            rate: None,
            polled_at: None,
            mode: Mode::Update,
            basis: None,
            held: None,
            rooms_total: None,
            certainty: None,
            status: None,
            batch: Arc::from(""),
            source: Arc::from(""),
            place: Place::row(&Arc::from("availability.csv"), 2),
            n_pools: 1,
        }
    }

    /// Guests of two groups, in hotels that sell rooms of a type; the second group says itself what it asks for.
    fn added(room_type: &str) -> (Vec<GroupRow>, usize, usize) {
        let mut tables = Tables::default();
        tables.policy.whole.people.vulnerable_tier = Some(1);
        tables.policy.whole.people.roles = BTreeMap::from([("envoy".to_owned(), 5), ("clerk".to_owned(), 3)]);
        tables.availability.rows.push(rooms(room_type));
        tables.guests.rows = vec![
            guest("A", 30, "envoy", &["accessible"]),
            guest("A", 40, "clerk", &["accessible"]),
            guest("B", 70, "clerk", &["accessible"]),
            guest("C", 33, "cook", &[]),
        ];
        let place = Place::row(&Arc::from("groups.csv"), 2);
        let row = |name: &str| GroupRow::of_guests(name, 3, (None, None), place.clone());
        let mut rows = vec![row("A"), row("B"), row("C")];
        (rows[1].asks.grade_min, rows[1].priority, rows[1].asks.accessible) = (Some(2), Some(4), Some(0));
        let mut ledger = Ledger::default();
        add(&mut rows, &tables, &mut ledger);
        let n_assumed = ledger.assumed.len();
        (rows, ledger.diagnostics(&mut crate::read::Reading::default()).len(), n_assumed)
    }

    #[test]
    fn guests_by_name_ask_for_their_groups_and_the_manifest_goes_before() {
        let (rows, n_says, n_assumed) = added("accessible");
        let asks = |row: &GroupRow| (row.asks.accessible, row.asks.grade_min, row.priority);
        let all: Vec<_> = rows.iter().map(asks).collect();
        assert_eq!(all, [(Some(2), Some(5), Some(1)), (Some(1), Some(2), Some(4)), (None, None, None)]);
        assert_eq!((n_says, n_assumed), (1, 0), "the second group says that nobody needs one");
    }

    #[test]
    fn where_no_rooms_are_sold_as_accessible_the_rooming_looks_for_them() {
        let (rows, n_says, n_assumed) = added("twin");
        assert_eq!((rows[0].asks.accessible, n_says, n_assumed), (None, 0, 1));
    }
}
