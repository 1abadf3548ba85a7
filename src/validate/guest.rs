//! Guests by name, rolled up into their groups: counted, their sexes taken where the manifest says nothing, and both
//! compared. Without a manifest, they are one.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::diagnostic::{Code, Place};
use crate::domain::Sex;
use crate::domain::remark::{About, Remark};
use crate::read::Tables;
use crate::read::tables::{GroupRow, GuestRow};

/// The guests of a group by name.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    guests: u32,
    men: u32,
    women: u32,
    /// The first of them.
    place: &'a Place,
}

/// Returns the rows of the manifest with what is known of their guests by name; without a manifest, a row for each group
/// that guests belong to.
pub fn roll_up(tables: &Tables, ledger: &mut Ledger) -> Vec<GroupRow> {
    let named = named(&tables.guests.rows);
    if tables.groups.given || named.is_empty() {
        let mut rows = tables.groups.rows.clone();
        let mut n_partly = 0;
        for row in rows.iter_mut().filter(|row| row.status.is_some()) {
            if let Some(named) = named.get(row.group.as_str()) {
                n_partly += usize::from(named.guests < row.guests);
                compare(row, named, ledger);
            }
        }
        if n_partly > 0 {
            ledger.assumed.push(Remark::new(About::FewerNames, &[("n", &n_partly)]));
        }
        return rows;
    }
    let (groups, guests) = (named.len(), tables.guests.rows.len());
    ledger.assumed.push(Remark::new(About::NoManifest, &[("n", &groups), ("guests", &guests)]));
    let row = |(group, named): (&str, Named<'_>)| {
        let sexes = (Some(named.men), Some(named.women));
        GroupRow::of_guests(group, named.guests, sexes, named.place.clone())
    };
    named.into_iter().map(row).collect()
}

/// Counts the guests of each group.
fn named(rows: &[GuestRow]) -> BTreeMap<&str, Named<'_>> {
    let mut groups: BTreeMap<&str, Named<'_>> = BTreeMap::new();
    for row in rows {
        let named = groups.entry(&row.group).or_insert(Named { guests: 0, men: 0, women: 0, place: &row.place });
        named.guests += 1;
        named.men += u32::from(row.sex == Some(Sex::Men));
        named.women += u32::from(row.sex == Some(Sex::Women));
    }
    groups
}

/// Compares a row of the manifest with the guests by name: the larger count is used, and of the sexes the manifest's.
fn compare(row: &mut GroupRow, named: &Named<'_>, ledger: &mut Ledger) {
    let most = row.guests.max(named.guests);
    if named.guests > row.guests {
        let message =
            format!("the manifest says {} guests, and {} are named: {most} are used", row.guests, named.guests);
        let help = "correct the count, or the list of names";
        ledger.say(Code::GuestsDisagree, &row.place, "guests", message, help);
        row.guests = most;
    }
    match (row.men, row.women) {
        (None, None) => (row.men, row.women) = (Some(named.men), Some(named.women)),
        (men, women) => {
            let is_known = named.men + named.women == most;
            let differs = |said: Option<u32>, named: u32| said.is_some_and(|said| said != named);
            if is_known && (differs(men, named.men) || differs(women, named.women)) {
                let say = |count: Option<u32>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
                let message = format!(
                    "{} men and {} women, but by name {} and {}: the manifest is used",
                    say(men),
                    say(women),
                    named.men,
                    named.women
                );
                let help = "correct the counts, or the list of names";
                ledger.say(Code::GuestsDisagree, &row.place, "men", message, help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;

    fn guest(group: &str, guest: &str, sex: Option<Sex>) -> GuestRow {
        let place = Place::row(&Arc::from("guests.csv"), 2);
        GuestRow {
            guest: guest.to_owned(),
            group: group.to_owned(),
            name: None,
            sex,
            age: None,
            role: String::new(),
            share_with: BTreeSet::new(),
            carer_of: BTreeSet::new(),
            next_to: BTreeSet::new(),
            needs: BTreeSet::new(),
            place,
        }
    }

    fn tables(manifest: Option<(u32, Option<u32>)>, sexes: &[Option<Sex>]) -> Tables {
        let mut tables = Tables::default();
        tables.guests.rows = (0..).zip(sexes).map(|(n, &sex): (u32, _)| guest("G", &n.to_string(), sex)).collect();
        if let Some((guests, men)) = manifest {
            tables.groups.given = true;
            let place = Place::row(&Arc::from("groups.csv"), 2);
            tables.groups.rows.push(GroupRow::of_guests("G", guests, (men, None), place));
        }
        tables
    }

    fn rolled(manifest: Option<(u32, Option<u32>)>, sexes: &[Option<Sex>]) -> (u32, Option<u32>, Option<u32>, usize) {
        let mut ledger = Ledger::default();
        let rows = roll_up(&tables(manifest, sexes), &mut ledger);
        let n_says = ledger.diagnostics(&mut crate::read::Reading::default()).len();
        (rows[0].guests, rows[0].men, rows[0].women, n_says)
    }

    const SEXES: [Option<Sex>; 3] = [Some(Sex::Men), Some(Sex::Women), None];

    #[test]
    fn guests_by_name_are_a_manifest() {
        assert_eq!(rolled(None, &SEXES), (3, Some(1), Some(1), 0));
    }

    #[test]
    fn the_manifest_is_compared_with_the_names() {
        assert_eq!(rolled(Some((3, None)), &SEXES), (3, Some(1), Some(1), 0));
        assert_eq!(rolled(Some((5, None)), &SEXES), (5, Some(1), Some(1), 0));
        assert_eq!(rolled(Some((2, None)), &SEXES), (3, Some(1), Some(1), 1));
        assert_eq!(rolled(Some((3, Some(2))), &SEXES), (3, Some(2), None, 0));
        assert_eq!(rolled(Some((2, Some(2))), &SEXES[..2]), (2, Some(2), None, 1));
    }
}
