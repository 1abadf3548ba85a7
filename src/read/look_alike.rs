//! Hotels that a person has said to be one: every table gives them one name from then on. Finds no such hotels itself.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::log::{Conversion, Kind};
use super::matrix::End;
use super::tables::{HotelRow, Tables, Verdict};
use crate::diagnostic::Place;
use crate::domain::HotelId;

/// Gives hotels that `look_alikes.csv` says to be the same the name of the first of them, in all tables.
pub fn merge(tables: &mut Tables, log: &mut Vec<Conversion>) {
    let names = Names::of(tables);
    if names.0.is_empty() {
        return;
    }
    let mut rename = |column: &str, name: &mut String, place: &Place| {
        let Some(new) = names.renamed(name) else { return false };
        let place = Place { column: Some(column.to_owned()), ..place.clone() };
        let raw = std::mem::replace(name, new.to_owned());
        log.push(Conversion { place, kind: Kind::HotelsMerged, raw, value: name.clone() });
        true
    };
    hotels(tables, &mut rename);
    for row in &mut tables.availability.rows {
        let mut hotel = row.hotel.to_string();
        if rename("hotel", &mut hotel, &row.place) {
            row.hotel = Arc::from(hotel);
        }
    }
    for row in &mut tables.hotels_in_availability {
        let old = row.hotel.clone();
        if let Some(new) = names.renamed(&old) {
            new.clone_into(&mut row.hotel);
            forget_name(row, &old);
        }
    }
    for row in &mut tables.pins.rows {
        rename("hotel", &mut row.hotel, &row.place);
    }
    for row in &mut tables.rooms.rows {
        rename("hotel", &mut row.hotel, &row.place);
    }
    for row in &mut tables.travel.rows {
        rename("to", &mut row.to, &row.place);
    }
    for row in tables.placed.rows.iter_mut().chain(&mut tables.previous.rows) {
        let mut hotel = row.row.hotel.0.clone();
        if rename("hotel", &mut hotel, &row.place) {
            row.row.hotel = HotelId(hotel);
        }
    }
    for matrix in &mut tables.matrices {
        for end in &mut matrix.to {
            if let End::Named(name) = end {
                rename("to", name, &matrix.place);
            }
        }
    }
    for rejected in [&mut tables.hotels.rejected, &mut tables.availability.rejected] {
        let new_name = |name: String| names.renamed(&name).map_or_else(|| name.clone(), str::to_owned);
        *rejected = std::mem::take(rejected).into_iter().map(new_name).collect();
    }
}

/// Renames the rows of hotels. One that is there already under its other name keeps its row; what the other row says besides
/// stands with what polls say of hotels.
fn hotels(tables: &mut Tables, rename: &mut impl FnMut(&str, &mut String, &Place) -> bool) {
    let mut renamed = Vec::new();
    let mut rows = Vec::with_capacity(tables.hotels.rows.len());
    for mut row in std::mem::take(&mut tables.hotels.rows) {
        let old = row.hotel.clone();
        if rename("hotel", &mut row.hotel, &row.place) {
            forget_name(&mut row, &old);
            renamed.push((rows.len(), row));
        } else {
            rows.push(row);
        }
    }
    let mut known: BTreeSet<String> = rows.iter().map(|row: &HotelRow| row.hotel.clone()).collect();
    let mut also = Vec::new();
    for (n_before, (at, row)) in renamed.into_iter().enumerate() {
        if known.insert(row.hotel.clone()) {
            let at = at.saturating_add(n_before).saturating_sub(also.len()).min(rows.len());
            rows.insert(at, row);
        } else {
            also.push(row);
        }
    }
    tables.hotels.rows = rows;
    also.append(&mut tables.hotels_in_availability);
    tables.hotels_in_availability = also;
}

/// Takes back a name for people that is merely the name in tables which the hotel has lost.
fn forget_name(row: &mut HotelRow, old: &str) {
    row.name.take_if(|name| name == old);
}

/// The name of each hotel that has another name from now on.
struct Names(HashMap<String, String>);

impl Names {
    fn of(tables: &Tables) -> Self {
        let mut names = Self(HashMap::new());
        for row in tables.look_alikes.rows.iter().filter(|row| row.verdict == Some(Verdict::Same)) {
            let (kept, lost) = (names.root(&row.a).to_owned(), names.root(&row.b).to_owned());
            if kept != lost {
                names.0.insert(lost, kept);
            }
        }
        names
    }

    /// Returns the name that a hotel has now.
    fn root<'a>(&'a self, name: &'a str) -> &'a str {
        let mut name = name;
        while let Some(next) = self.0.get(name) {
            name = next;
        }
        name
    }

    /// Returns the other name that a hotel has now; none where it keeps its own.
    fn renamed(&self, name: &str) -> Option<&str> {
        self.0.contains_key(name).then(|| self.root(self.0.get(name).map_or("", String::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tables::LookAlikeRow;

    fn said(a: &str, b: &str, verdict: Option<Verdict>) -> LookAlikeRow {
        LookAlikeRow { a: a.to_owned(), b: b.to_owned(), verdict, reason: String::new(), place: Place::default() }
    }

    #[test]
    fn names_follow_what_was_said_to_its_end_and_never_in_a_circle() {
        let mut tables = Tables::default();
        tables.look_alikes.rows = vec![
            said("b", "c", Some(Verdict::Same)),
            said("a", "b", Some(Verdict::Same)),
            said("c", "a", Some(Verdict::Same)),
            said("a", "d", Some(Verdict::Different)),
            said("a", "e", None),
        ];
        let names = Names::of(&tables);
        let new = ["a", "b", "c", "d", "e"].map(|name| names.renamed(name));
        assert_eq!(new, [None, Some("a"), Some("a"), None, None]);
    }

    #[test]
    fn what_two_rows_say_of_one_hotel_is_kept() {
        let mut tables = Tables::default();
        let row = |hotel: &str, phone: Option<&str>| HotelRow {
            hotel: hotel.to_owned(),
            name: Some(hotel.to_owned()),
            phone: phone.map(str::to_owned),
            ..HotelRow::default()
        };
        tables.look_alikes.rows = vec![said("a", "b", Some(Verdict::Same)), said("x", "y", Some(Verdict::Same))];
        tables.hotels.rows = vec![row("b", Some("1")), row("a", None), row("y", Some("2"))];
        let mut log = Vec::new();
        merge(&mut tables, &mut log);
        let hotels: Vec<&str> = tables.hotels.rows.iter().map(|row| row.hotel.as_str()).collect();
        assert_eq!((hotels, log.len()), (vec!["a", "x"], 2));
        assert_eq!(tables.hotels_in_availability.len(), 1);
        assert_eq!(tables.hotels_in_availability[0].phone.as_deref(), Some("1"));
        assert_eq!(
            (tables.hotels_in_availability[0].name.as_deref(), tables.hotels.rows[1].name.as_deref()),
            (None, None)
        );
    }
}
