//! The ends of a routing service's matrix to sites and hotels: by the names that were added, else by the nearest place.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::names::Names;
use crate::diagnostic::Code;
use crate::domain::Coordinates;
use crate::read::matrix::{End, Matrix, Way};

/// The farthest that a service moves a place to reach a road, in km.
const MOVED_KM: f64 = 1.0;

/// Names, and where on the map each of them is.
pub struct Known<'a, 'n> {
    /// The names.
    pub names: &'a mut Names<'n>,
    /// By the position of the name.
    pub places: Vec<Option<Coordinates>>,
}

/// Returns the ways of a matrix by the positions of their sites and hotels. Ways that there are not are dropped.
pub fn ways(
    matrix: &Matrix,
    (sites, hotels): (&mut Known<'_, '_>, &mut Known<'_, '_>),
    ledger: &mut Ledger,
) -> Vec<(usize, usize, Way)> {
    let from = positions(matrix, (&matrix.from, "from"), sites, ledger);
    let to = positions(matrix, (&matrix.to, "to"), hotels, ledger);
    let (Some(from), Some(to)) = (from, to) else { return Vec::new() };
    let mut ways = Vec::with_capacity(matrix.ways.len());
    let ends = from.iter().flat_map(|&from| to.iter().map(move |&to| from.zip(to)));
    for (ends, &way) in ends.zip(&matrix.ways) {
        match ends {
            Some((from, to)) if way != Way::default() => ways.push((from, to, way)),
            _ => ledger.drop_row(&matrix.place),
        }
    }
    ways
}

/// Returns the position of each end, none for a name that was said to be unknown; nothing where an end is not found.
fn positions(
    matrix: &Matrix,
    (ends, side): (&[End], &str),
    Known { names, places }: &mut Known<'_, '_>,
    ledger: &mut Ledger,
) -> Option<Vec<Option<usize>>> {
    let mut positions = Vec::with_capacity(ends.len());
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, end) in ends.iter().enumerate() {
        let nth = number + 1;
        let found = match end {
            End::Named(name) => {
                positions.push(names.resolve(ledger, &matrix.place, side, name));
                continue;
            }
            End::At(degrees) => nearest(Coordinates { lat: degrees.lat, lon: degrees.lon }, places)
                .ok_or_else(|| format!("number {nth} of `{side}` is more than {MOVED_KM} km from every known place")),
            End::Unknown => Err(format!("nothing says where number {nth} of `{side}` is")),
        };
        let found = found.and_then(|at| match taken.insert(at, nth) {
            None => Ok(at),
            Some(before) => {
                Err(format!("numbers {before} and {nth} of `{side}` are both nearest to `{}`", names.sorted()[at]))
            }
        });
        match found {
            Ok(at) => positions.push(Some(at)),
            Err(message) => {
                let help = format!("add the list `\"{side}\": [\"...\"]` of their names, in their order, to the file");
                ledger.say(Code::MatrixEnd, &matrix.place, "", message, help);
                return None;
            }
        }
    }
    Some(positions)
}

/// Returns the place nearest to another, none where all are too far.
fn nearest(from: Coordinates, places: &[Option<Coordinates>]) -> Option<usize> {
    let known = places.iter().enumerate().filter_map(|(at, place)| Some((from.km_to((*place)?), at)));
    known.min().filter(|(km, _)| km.units() <= MOVED_KM).map(|(_, at)| at)
}
