//! Answers of routing services to rows of distances, for tables that stand on their own.

use std::collections::{BTreeMap, BTreeSet};

use super::hotel::coordinates;
use super::ledger::Ledger;
use super::matrix::{self, Known};
use super::names::Names;
use crate::diagnostic::Code;
use crate::domain::{Coordinates, Datum};
use crate::read::Tables;
use crate::read::matrix::{End, Matrix};
use crate::read::tables::{Degrees, TravelRow};

/// Moves the ways of all matrices into the table of distances. Names that somebody added are taken as they are, for the
/// tables may be in another folder; a place on the map must be near one that is known.
pub fn to_rows(tables: &mut Tables, ledger: &mut Ledger) {
    let matrices = std::mem::take(&mut tables.matrices);
    if matrices.is_empty() {
        return;
    }
    let datum = tables.policy.case.datum;
    let of_hotels = tables.hotels.rows.iter().map(|row| (row.hotel.as_str(), row.degrees, row.datum));
    let of_sites = tables.sites.rows.iter().map(|row| (row.site.as_str(), row.degrees, row.datum));
    let from_rows = tables.travel.rows.iter().map(|row| (row.from.as_str(), None, None));
    let rooms = tables.availability.rows.iter().map(|row| (&*row.hotel, None, None));
    let none = BTreeSet::new();
    let mut rows = Vec::new();
    {
        let ends = |side: fn(&Matrix) -> &[End]| matrices.iter().flat_map(side).filter_map(named);
        let at_sites = places(of_sites.chain(from_rows), ends(|matrix| &matrix.from), datum);
        let at_hotels = places(of_hotels.chain(rooms), ends(|matrix| &matrix.to), datum);
        let mut sites = Names::new(Code::UnknownSite, at_sites.keys().copied().collect(), &none, false);
        let mut hotels = Names::new(Code::UnknownHotel, at_hotels.keys().copied().collect(), &none, false);
        let mut sites = Known { names: &mut sites, places: at_sites.into_values().collect() };
        let mut hotels = Known { names: &mut hotels, places: at_hotels.into_values().collect() };
        for matrix in &matrices {
            for (from, to, way) in matrix::ways(matrix, (&mut sites, &mut hotels), ledger) {
                let (from, to) = (sites.names.sorted()[from].to_owned(), hotels.names.sorted()[to].to_owned());
                rows.push(TravelRow { from, to, km: way.km, minutes: way.minutes, place: matrix.place.clone() });
            }
        }
    }
    tables.travel.rows.append(&mut rows);
}

/// Returns the name of an end, if it has one.
fn named(end: &End) -> Option<&str> {
    match end {
        End::Named(name) => Some(name),
        End::At(_) | End::Unknown => None,
    }
}

/// Returns names, in order, with the places of those that have one.
fn places<'a>(
    rows: impl Iterator<Item = (&'a str, Option<Degrees>, Option<Datum>)>,
    ends: impl Iterator<Item = &'a str>,
    datum: Option<Datum>,
) -> BTreeMap<&'a str, Option<Coordinates>> {
    let mut places: BTreeMap<&str, Option<Coordinates>> = ends.map(|name| (name, None)).collect();
    for (name, degrees, of_row) in rows {
        let place = degrees.map(|degrees| coordinates(degrees, of_row.or(datum)));
        let known = places.entry(name).or_default();
        *known = known.or(place);
    }
    places
}
