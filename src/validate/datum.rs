//! Coordinates that are not what they seem: of another datum than those beside them, on the wrong side of the border, or
//! too coarse. Only says so: what is used was decided before (domain §3.4).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::ledger::Ledger;
use super::plural;
use crate::diagnostic::{Code, Place};
use crate::domain::{Coordinates, Datum};
use crate::read::Tables;
use crate::read::tables::Degrees;

/// Two places of one hotel this far apart, in km, may be one place in two datums.
const APART_KM: std::ops::RangeInclusive<f64> = 0.25..=1.6;
/// Two places this near are the same, in km.
pub const SAME_KM: f64 = 0.03;

/// A place as a row gives it.
#[derive(Clone, Copy)]
struct Given<'a> {
    /// The hotel or site.
    name: &'a str,
    degrees: Degrees,
    /// As declared by the row or by the policy.
    datum: Option<Datum>,
    place: &'a Place,
}

impl Given<'_> {
    /// Returns where it is if it is of some datum.
    fn under(&self, datum: Datum) -> Coordinates {
        Coordinates::from_datum(self.degrees.lat, self.degrees.lon, datum)
    }

    fn coordinates(&self) -> Coordinates {
        self.under(self.datum.unwrap_or_default())
    }
}

/// Says which coordinates are doubtful.
pub fn say_doubtful(tables: &Tables, ledger: &mut Ledger) {
    let default = tables.policy.case.datum;
    let hotels = tables.hotels.rows.iter().chain(&tables.hotels_in_availability);
    let hotels: Vec<Given<'_>> = hotels
        .filter_map(|row| {
            let datum = row.datum.or(default);
            Some(Given { name: &row.hotel, degrees: row.degrees?, datum, place: &row.place })
        })
        .collect();
    let sites = tables.sites.rows.iter().filter_map(|row| {
        let datum = row.datum.or(default);
        Some(Given { name: &row.site, degrees: row.degrees?, datum, place: &row.place })
    });
    say_mixed(&hotels, ledger);
    let all: Vec<Given<'_>> = hotels.iter().copied().chain(sites).collect();
    say_abroad(&all, ledger);
    say_coarse(&all, ledger);
}

/// Says which two files give hotels in different datums, and which these are.
fn say_mixed(hotels: &[Given<'_>], ledger: &mut Ledger) {
    let mut first: HashMap<&str, &Given<'_>> = HashMap::new();
    let mut apart: BTreeMap<(&str, &str), Vec<(&Given<'_>, &Given<'_>)>> = BTreeMap::new();
    for other in hotels {
        let one = *first.entry(other.name).or_insert(other);
        let is_apart = || APART_KM.contains(&one.coordinates().km_to(other.coordinates()).units());
        if one.place.file != other.place.file && is_apart() {
            apart.entry((&one.place.file, &other.place.file)).or_default().push((one, other));
        }
    }
    for ((file, _), pairs) in apart {
        let fits = |&(a, b): &(Datum, Datum)| {
            let same = |(one, other): &&(&Given<'_>, &Given<'_>)| one.under(a).km_to(other.under(b)).units() <= SAME_KM;
            pairs.iter().filter(same).count()
        };
        let datums = [Datum::Wgs84, Datum::Gcj02, Datum::Bd09];
        let ways = datums.iter().flat_map(|&a| datums.iter().filter(move |&&b| b != a).map(move |&b| (a, b)));
        let Some((a, b)) = ways.max_by_key(fits).filter(|way| 2 * fits(way) > pairs.len()) else { continue };
        let message = format!(
            "{} in another datum than in {file}: they fit if these are {} and those {}",
            plural(fits(&(a, b)), "hotel"),
            b.as_str(),
            a.as_str()
        );
        let help = "give both files the column `datum`, or name their datums in `[datum]` of the policy";
        ledger.say(Code::DatumsDiffer, pairs[0].1.place, "lat", message, help);
    }
}

/// Says which places lie outside China where their datum is one of China, or where most others lie inside.
fn say_abroad(all: &[Given<'_>], ledger: &mut Ledger) {
    let n_inside = all.iter().filter(|given| given.coordinates().is_in_china()).count();
    for given in all.iter().filter(|given| !given.coordinates().is_in_china()) {
        let message = if matches!(given.datum, Some(Datum::Gcj02 | Datum::Bd09)) {
            format!("`{}` lies outside China, where its datum means nothing", given.name)
        } else if 2 * n_inside > all.len() {
            format!("`{}` lies outside China, and {n_inside} others lie within", given.name)
        } else {
            continue;
        };
        ledger.say(Code::PlaceAbroad, given.place, "lat", message, "correct `lat` and `lon`, or clear them");
    }
}

/// Says, once for each file, how many places have too few decimals.
fn say_coarse(all: &[Given<'_>], ledger: &mut Ledger) {
    let mut coarse: BTreeMap<&Arc<str>, (usize, &Given<'_>)> = BTreeMap::new();
    for given in all.iter().filter(|given| given.degrees.is_coarse) {
        coarse.entry(&given.place.file).or_insert((0, given)).0 += 1;
    }
    for (count, given) in coarse.into_values() {
        let places = plural(count, "place");
        let message = format!("{places} with fewer than three decimals of a degree: known to 1 km at best");
        ledger.say(Code::PlaceCoarse, given.place, "lat", message, "give at least four decimals");
    }
}
