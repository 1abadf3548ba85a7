//! Answers of routing services to matrices of distances: OSRM, openrouteservice and Valhalla, recognised by their form.
//!
//! Which site and hotel an end is, is told by the lists `from` and `to` added to the file, else by its place on the map;
//! the latter is found out later. Units are those of each service, as it documents them.

use std::sync::Arc;

use serde_json::Value;

use super::tables::Degrees;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::{Km, Minutes};

/// The most ways that a file may hold.
const WAYS_MAX: usize = 20_000_000;
/// The most bytes of a file: what it holds takes several times as many in memory.
const BYTES_MAX: usize = 192 << 20;
/// The longest way that is believed, in km, and the longest time, in minutes.
const MOST: f64 = 1e6;

/// Ways from each of some places to each of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The file.
    pub place: Place,
    /// Where ways begin.
    pub from: Vec<End>,
    /// Where ways end.
    pub to: Vec<End>,
    /// The ways, row after row: all from the first place, then all from the second.
    pub ways: Vec<Way>,
}

/// Where ways begin or end.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// The name of a site or hotel.
    Named(String),
    /// Somewhere on the map, in WGS-84, as near as the service's roads are.
    At(Degrees),
    /// Nobody says where.
    Unknown,
}

/// The length of a way; either part may be unknown, and both are where there is no way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Way {
    /// The distance.
    pub km: Option<Km>,
    /// The time.
    pub minutes: Option<Minutes>,
}

/// Reads a matrix.
///
/// # Errors
/// What is wrong with the file.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Matrix, Box<Diagnostic>> {
    let place = Place::whole(file);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let flaw = |message: String| {
        let help = "ask the service again; a table of distances of OSRM, openrouteservice or Valhalla is read";
        Box::new(Diagnostic::new(Code::MatrixBroken, place.clone(), message, help))
    };
    if bytes.len() > BYTES_MAX {
        return Err(flaw(format!("it is larger than {} MiB", BYTES_MAX >> 20)));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| flaw(format!("it is not JSON: {error}")))?;
    let service = Service::of(&value).map_err(flaw)?;
    let (distances, durations) = service.tables(&value).map_err(flaw)?;
    let from = ends(&value, "from", &["sources"]).map_err(flaw)?;
    let to = ends(&value, "to", &["destinations", "targets"]).map_err(flaw)?;
    let n_rows = distances.as_ref().or(durations.as_ref()).map_or(0, Vec::len);
    let n_columns = distances.as_ref().or(durations.as_ref()).and_then(|rows| rows.first()).map_or(0, Vec::len);
    let is_square =
        |rows: &Vec<Vec<Option<f64>>>| rows.len() == n_rows && rows.iter().all(|row| row.len() == n_columns);
    if n_rows == 0 || n_columns == 0 || ![&distances, &durations].into_iter().flatten().all(is_square) {
        return Err(flaw("its rows are missing, or not equally long".to_owned()));
    }
    let (from, to) = (fitted(from, n_rows), fitted(to, n_columns));
    let (Some(from), Some(to)) = (from, to) else {
        return Err(flaw(format!("its names or places are not as many as its {n_rows} rows and {n_columns} columns")));
    };
    if n_rows.saturating_mul(n_columns) > WAYS_MAX {
        return Err(flaw(format!("it has more than {WAYS_MAX} ways")));
    }
    let mut ways = Vec::with_capacity(n_rows * n_columns);
    for row in 0..n_rows {
        for column in 0..n_columns {
            let at = |table: &Option<Vec<Vec<Option<f64>>>>| table.as_ref().and_then(|rows| rows[row][column]);
            let (km, minutes) = (at(&distances), at(&durations));
            ways.push(Way { km: km.and_then(Km::from_units), minutes: minutes.and_then(Minutes::from_units) });
        }
    }
    Ok(Matrix { place, from, to, ways })
}

/// Who answered, and in which units.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Service {
    /// Lists by row, in metres and seconds times a factor to km.
    ByRow { km: f64 },
    /// Objects by way, in km times a factor and seconds.
    ByWay { km: f64 },
}

type Numbers = Option<Vec<Vec<Option<f64>>>>;

impl Service {
    /// Recognises the answer of a service.
    fn of(value: &Value) -> Result<Self, String> {
        if let Some(code) = value.get("code").and_then(Value::as_str).filter(|code| *code != "Ok") {
            return Err(format!("the service answered `{code}`"));
        }
        if let Some(error) = value.get("error") {
            return Err(format!("the service answered with an error: {}", shortened(error)));
        }
        if value.get("sources_to_targets").is_some() {
            return match value.get("units").and_then(Value::as_str).unwrap_or("kilometers") {
                "kilometers" | "km" => Ok(Self::ByWay { km: 1.0 }),
                "miles" | "mi" => Ok(Self::ByWay { km: 1.609_344 }),
                other => Err(format!("its unit `{other}` is not known")),
            };
        }
        if value.get("distances").is_none() && value.get("durations").is_none() {
            return Err("it has no `distances`, `durations` or `sources_to_targets`".to_owned());
        }
        match value.pointer("/metadata/query/units").and_then(Value::as_str).unwrap_or("m") {
            "m" => Ok(Self::ByRow { km: 0.001 }),
            "km" => Ok(Self::ByRow { km: 1.0 }),
            "mi" => Ok(Self::ByRow { km: 1.609_344 }),
            other => Err(format!("its unit `{other}` is not known")),
        }
    }

    /// Returns the distances in km and the times in minutes, as far as the answer has them.
    fn tables(self, value: &Value) -> Result<(Numbers, Numbers), String> {
        let per_minute = 1.0 / 60.0;
        match self {
            Self::ByRow { km } => {
                let table = |name: &str, factor: f64| {
                    let rows = value.get(name).filter(|rows| !rows.is_null());
                    rows.map(|rows| numbers(rows, factor, Some)).transpose()
                };
                Ok((table("distances", km)?, table("durations", per_minute)?))
            }
            Self::ByWay { km } => {
                let rows = value.get("sources_to_targets").unwrap_or(&Value::Null);
                if let Some(compact) = rows.as_object() {
                    let table =
                        |name: &str, factor: f64| compact.get(name).map(|rows| numbers(rows, factor, Some)).transpose();
                    return Ok((table("distances", km)?, table("durations", per_minute)?));
                }
                let distances = numbers(rows, km, |way| way.get("distance"))?;
                let times = numbers(rows, per_minute, |way| way.get("time"))?;
                Ok((Some(distances), Some(times)))
            }
        }
    }
}

/// Returns the numbers of a list of lists; null is no way. `of` finds the number in an entry.
fn numbers<'v>(
    rows: &'v Value,
    factor: f64,
    of: impl Fn(&'v Value) -> Option<&'v Value>,
) -> Result<Vec<Vec<Option<f64>>>, String> {
    let number = |entry: &'v Value| match of(entry) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_f64().map(|number| number * factor) {
            Some(number) if (0.0..=MOST).contains(&number) => Ok(Some(number)),
            _ => Err(format!("`{}` is not a distance or a time", shortened(value))),
        },
    };
    let not_a_list = || "its ways are not lists of lists".to_owned();
    let row = |row: &'v Value| row.as_array().ok_or_else(not_a_list)?.iter().map(number).collect();
    rows.as_array().ok_or_else(not_a_list)?.iter().map(row).collect()
}

/// Returns where ways begin or end: by the names that somebody added, else by the places of the service; none where there
/// is neither.
fn ends(value: &Value, key: &str, places: &[&str]) -> Result<Option<Vec<End>>, String> {
    if let Some(list) = value.get(key) {
        let named = |name: &Value| name.as_str().map(|name| End::Named(name.trim().to_owned()));
        let all: Option<Vec<End>> = list.as_array().and_then(|list| list.iter().map(named).collect());
        return all.map(Some).ok_or_else(|| format!("`{key}` is not a list of names"));
    }
    let list = places.iter().find_map(|name| value.get(*name)).and_then(Value::as_array);
    // Valhalla gives its places in a list of lists.
    let list = match list.map(Vec::as_slice) {
        Some([Value::Array(inner)]) => Some(inner.as_slice()),
        other => other,
    };
    Ok(list.map(|list| list.iter().map(end).collect()))
}

/// Returns a place: `location` of longitude and latitude, or `lon` and `lat`.
fn end(value: &Value) -> End {
    let pair = value.get("location").and_then(Value::as_array).map(Vec::as_slice);
    let (lon, lat) = match pair {
        Some([lon, lat, ..]) => (lon.as_f64(), lat.as_f64()),
        _ => (value.get("lon").and_then(Value::as_f64), value.get("lat").and_then(Value::as_f64)),
    };
    match (lat, lon) {
        (Some(lat), Some(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => {
            End::At(Degrees { lat, lon, is_coarse: false })
        }
        _ => End::Unknown,
    }
}

/// Returns as many ends as there should be; none where there are others.
fn fitted(ends: Option<Vec<End>>, count: usize) -> Option<Vec<End>> {
    let ends = ends.unwrap_or_else(|| vec![End::Unknown; count]);
    (ends.len() == count).then_some(ends)
}

/// Returns the beginning of a value as text.
fn shortened(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Matrix, String> {
        read(&Arc::from("travel.json"), text.as_bytes()).map_err(|diagnostic| diagnostic.message.clone())
    }

    fn ways(matrix: &Matrix) -> Vec<(Option<String>, Option<String>)> {
        let text = |way: &Way| (way.km.map(|km| km.to_string()), way.minutes.map(|minutes| minutes.to_string()));
        matrix.ways.iter().map(text).collect()
    }

    fn some(km: &str, minutes: &str) -> (Option<String>, Option<String>) {
        (Some(km.to_owned()), Some(minutes.to_owned()))
    }

    #[test]
    fn osrm_counts_in_metres_and_seconds_and_a_null_is_no_way() {
        let matrix = read_text(
            r#"{"code":"Ok","sources":[{"location":[121.47,31.23],"name":"Nanjing Road","distance":3.1}],
            "destinations":[{"location":[121.5,31.2]},{"location":[121.6,31.3]}],
            "durations":[[600,null]],"distances":[[5250.5,null]]}"#,
        );
        let matrix = matrix.unwrap();
        assert_eq!(ways(&matrix), [some("5.2505", "10"), (None, None)]);
        assert_eq!(matrix.from, [End::At(Degrees { lat: 31.23, lon: 121.47, is_coarse: false })]);
        let only_times = read_text(r#"{"code":"Ok","durations":[[600]]}"#).unwrap();
        assert_eq!(ways(&only_times), [(None, Some("10".to_owned()))]);
    }

    #[test]
    fn openrouteservice_says_its_unit_and_names_may_be_added() {
        let matrix = read_text(
            r#"{"from":["S1","S2"],"to":["H1"],"distances":[[1.5],[2]],"durations":[[90],[120]],
            "metadata":{"query":{"units":"km","locations":[[8.6,49.4]]}}}"#,
        );
        let matrix = matrix.unwrap();
        assert_eq!(ways(&matrix), [some("1.5", "1.5"), some("2", "2")]);
        assert_eq!(matrix.from[1], End::Named("S2".to_owned()));
    }

    #[test]
    fn valhalla_counts_in_km_or_miles_and_has_two_forms() {
        let by_way = read_text(
            r#"{"units":"miles","sources":[[{"lon":121.4,"lat":31.2}]],"targets":[[{"lon":121.5,"lat":31.2}]],
            "sources_to_targets":[[{"distance":10,"time":1200,"from_index":0,"to_index":0}]]}"#,
        );
        assert_eq!(ways(&by_way.unwrap()), [some("16.09344", "20")]);
        let compact =
            read_text(r#"{"units":"kilometers","sources_to_targets":{"durations":[[60]],"distances":[[0.4]]}}"#);
        assert_eq!(ways(&compact.unwrap()), [some("0.4", "1")]);
    }

    #[test]
    fn what_is_no_matrix_is_said() {
        for text in [
            "{",
            "{}",
            r#"{"code":"NoTable","message":"x"}"#,
            r#"{"error":{"code":6004}}"#,
            r#"{"durations":[]}"#,
            r#"{"durations":[[]]}"#,
            r#"{"durations":[[1],[1,2]]}"#,
            r#"{"durations":[[1,2]],"distances":[[1]]}"#,
            r#"{"durations":[[-1]]}"#,
            r#"{"durations":[["x"]]}"#,
            r#"{"durations":[[1e300]]}"#,
            r#"{"durations":7}"#,
            r#"{"from":["A","B"],"durations":[[1]]}"#,
            r#"{"from":[1],"durations":[[1]]}"#,
            r#"{"units":"leagues","sources_to_targets":[[{"distance":1,"time":1}]]}"#,
        ] {
            assert!(read_text(text).is_err(), "{text}");
        }
    }

    /// Whatever a service may answer, reading ends in a matrix or in a diagnostic, and a matrix is of one piece.
    #[test]
    fn any_json_and_any_bytes_are_survived() {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<f64>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-z]{0,4}".prop_map(Value::from)
        ];
        let json = leaf.prop_recursive(4, 60, 4, |inner| {
            let key = proptest::sample::select(vec![
                "sources",
                "destinations",
                "targets",
                "from",
                "to",
                "durations",
                "distances",
                "location",
                "lat",
                "lon",
                "units",
                "code",
                "sources_to_targets",
                "distance",
                "time",
                "metadata",
                "query",
            ]);
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::vec((key, inner), 0..5)
                    .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
            ]
        });
        proptest!(|(value in json, cut in 0_usize..400, bytes in proptest::collection::vec(any::<u8>(), 0..200))| {
            let text = value.to_string();
            for input in [text.as_bytes(), &text.as_bytes()[..cut.min(text.len())], &bytes] {
                if let Ok(matrix) = read(&Arc::from("travel.json"), input) {
                    prop_assert_eq!(matrix.ways.len(), matrix.from.len() * matrix.to.len());
                }
            }
        });
    }
}
