//! The user's own map below ours: the lines of a GeoJSON file (RFC 7946), whatever they mean. Points are left out.

use std::fmt::Write;

use serde_json::Value;

use super::frame::{Frame, WIDTH, tenth};

/// A line shorter than this on the drawing is not seen.
const SHORT: f64 = 0.8;

/// Lines by longitude and latitude.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Land(Vec<Vec<(f64, f64)>>);

impl Land {
    /// Reads GeoJSON.
    ///
    /// # Errors
    /// When it is not JSON, or nothing of GeoJSON is in it, in one clause.
    pub fn read(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("it is not JSON: {error}"))?;
        let mut lines = Vec::new();
        gather(&value, &mut lines)
            .ok_or_else(|| "it is not GeoJSON: a type or its coordinates are missing".to_owned())?;
        Ok(Self(lines))
    }

    /// Returns the lines as the path of a drawing; those wholly beside it are left out.
    #[must_use]
    pub fn path(&self, frame: &Frame) -> String {
        let mut path = String::new();
        for line in &self.0 {
            let points: Vec<(f64, f64)> = line.iter().map(|&(lon, lat)| frame.place(lon, lat)).collect();
            for pair in visible(&points, frame.height) {
                draw(pair, &mut path);
            }
        }
        path
    }
}

/// Returns the runs of points of which each neighbouring pair may be seen.
fn visible(points: &[(f64, f64)], height: f64) -> Vec<&[(f64, f64)]> {
    let outside = |one: (f64, f64), other: (f64, f64)| {
        let beside = |one: f64, other: f64, most: f64| one.max(other) < 0.0 || one.min(other) > most;
        beside(one.0, other.0, WIDTH) || beside(one.1, other.1, height)
    };
    let runs = points.chunk_by(|&one, &other| !outside(one, other));
    runs.filter(|run| run.len() > 1).collect()
}

/// Draws a run of points without steps that nobody sees.
fn draw(points: &[(f64, f64)], path: &mut String) {
    let Some((&first, rest)) = points.split_first() else { return };
    let _ = write!(path, "M{} {}", tenth(first.0), tenth(first.1));
    let mut at = first;
    for (nth, &point) in rest.iter().enumerate() {
        let is_seen = (point.0 - at.0).abs() + (point.1 - at.1).abs() > SHORT || nth + 1 == rest.len();
        if is_seen {
            let _ = write!(path, "L{} {}", tenth(point.0), tenth(point.1));
            at = point;
        }
    }
}

/// Adds the lines of an object; none where it is no GeoJSON.
fn gather(value: &Value, lines: &mut Vec<Vec<(f64, f64)>>) -> Option<()> {
    match value.get("type")?.as_str()? {
        "FeatureCollection" => value.get("features")?.as_array()?.iter().try_for_each(|one| gather(one, lines)),
        "GeometryCollection" => value.get("geometries")?.as_array()?.iter().try_for_each(|one| gather(one, lines)),
        "Feature" => value.get("geometry").filter(|one| !one.is_null()).map_or(Some(()), |one| gather(one, lines)),
        "Point" | "MultiPoint" => Some(()),
        "LineString" => line(value.get("coordinates")?, lines),
        "MultiLineString" | "Polygon" => each(value.get("coordinates")?, lines, &line),
        "MultiPolygon" => each(value.get("coordinates")?, lines, &|polygon, lines| each(polygon, lines, &line)),
        _ => None,
    }
}

type Gather<'a> = &'a dyn Fn(&Value, &mut Vec<Vec<(f64, f64)>>) -> Option<()>;

fn each(list: &Value, lines: &mut Vec<Vec<(f64, f64)>>, gather: Gather<'_>) -> Option<()> {
    list.as_array()?.iter().try_for_each(|one| gather(one, lines))
}

fn line(list: &Value, lines: &mut Vec<Vec<(f64, f64)>>) -> Option<()> {
    let point = |point: &Value| Some((point.get(0)?.as_f64()?, point.get(1)?.as_f64()?));
    lines.push(list.as_array()?.iter().map(point).collect::<Option<_>>()?);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Coordinates;

    #[test]
    fn lines_of_every_kind_are_read_and_anything_else_is_refused() {
        let lines = |text: &str| Land::read(text).map(|land| land.0.len());
        let ring = "[[121.0,31.0],[121.1,31.0],[121.1,31.1],[121.0,31.0]]";
        let polygon = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[[{ring},{ring}]]}}");
        let features = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":{polygon}}},\
             {{\"type\":\"Feature\",\"geometry\":null}}]}}"
        );
        assert_eq!(lines(&features), Ok(2));
        assert_eq!(lines("{\"type\":\"Point\",\"coordinates\":[1,2]}"), Ok(0));
        for wrong in ["", "[]", "{\"type\":\"LineString\"}", "{\"type\":\"LineString\",\"coordinates\":[[1]]}", "{"] {
            assert!(lines(wrong).is_err(), "{wrong}");
        }
        assert!(lines(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn what_lies_beside_the_map_is_not_drawn() {
        let frame = Frame::of(&[Coordinates { lat: 0.0, lon: 0.0 }, Coordinates { lat: 1.0, lon: 1.0 }]).unwrap();
        assert_eq!(Land(vec![vec![(50.0, 0.0), (51.0, 1.0)]]).path(&frame), "");
        assert_eq!(
            Land(vec![vec![(0.0, 0.0), (0.5, 0.5), (0.500_001, 0.5), (1.0, 1.0)]]).path(&frame).matches('L').count(),
            2
        );
    }
}
