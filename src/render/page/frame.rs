//! A projection for a city: equirectangular at the mean latitude, fitted to a frame.

use crate::domain::{Coordinates, EARTH_RADIUS_KM};

/// The width of the drawing.
pub const WIDTH: f64 = 960.0;
/// The least and the greatest height of it.
const HEIGHT: (f64, f64) = (280.0, 720.0);
/// Blank on every side.
const MARGIN: f64 = 24.0;
/// The least extent in degrees, so that a single place has a map too.
const EXTENT_MIN: f64 = 0.01;

/// Where places of the globe are in a drawing.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The longitude and the latitude in the middle.
    centre: (f64, f64),
    /// Degrees of latitude are so much longer than those of longitude.
    squeeze: f64,
    /// Units of the drawing for a degree of latitude.
    scale: f64,
    /// The height of the drawing.
    pub height: f64,
    /// Longitudes west of Greenwich count beyond 180: the places lie on both sides of the date line.
    wraps: bool,
}

impl Frame {
    /// Returns the frame that shows all of some places; none without any.
    #[must_use]
    pub fn of(places: &[Coordinates]) -> Option<Self> {
        let span = |wraps: bool| bounds(places.iter().map(|place| longitude(place.lon, wraps)));
        let (south, north) = bounds(places.iter().map(|place| place.lat))?;
        let (plain, wrapped) = (span(false)?, span(true)?);
        let wraps = plain.1 - plain.0 > 180.0 && wrapped.1 - wrapped.0 < plain.1 - plain.0;
        let (west, east) = if wraps { wrapped } else { plain };
        let centre = (f64::midpoint(west, east), f64::midpoint(south, north));
        let squeeze = Coordinates { lat: centre.1, lon: 0.0 }.on_unit_sphere()[0].max(0.01);
        let (wide, tall) = (((east - west) * squeeze).max(EXTENT_MIN), (north - south).max(EXTENT_MIN));
        let inner = (WIDTH - 2.0 * MARGIN, HEIGHT.1 - 2.0 * MARGIN);
        let scale = (inner.0 / wide).min(inner.1 / tall);
        let height = (tall * scale + 2.0 * MARGIN).clamp(HEIGHT.0, HEIGHT.1).ceil();
        Some(Self { centre, squeeze, scale, height, wraps })
    }

    /// Returns where a place is, from the left and from the top.
    #[must_use]
    pub fn place(&self, lon: f64, lat: f64) -> (f64, f64) {
        let east = (longitude(lon, self.wraps) - self.centre.0) * self.squeeze;
        (WIDTH * 0.5 + east * self.scale, self.height * 0.5 - (lat - self.centre.1) * self.scale)
    }

    /// Returns a round length that fits a quarter of the drawing: its km, and its units.
    #[must_use]
    pub fn ruler(&self) -> (f64, f64) {
        let unit = EARTH_RADIUS_KM.to_radians() / self.scale;
        let most = unit * WIDTH * 0.25;
        let decades = [0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 10_000.0];
        let lengths = decades.iter().flat_map(|decade| [1.0, 2.0, 5.0].map(|digit| digit * decade));
        let km = lengths.filter(|&km| km <= most).fold(0.001, f64::max);
        (km, km / unit)
    }
}

fn longitude(lon: f64, wraps: bool) -> f64 {
    if wraps && lon < 0.0 { lon + 360.0 } else { lon }
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| match bounds {
        None => Some((value, value)),
        Some((least, most)) => Some((value.min(least), value.max(most))),
    })
}

/// Returns a coordinate of a drawing as text, to a tenth of a unit.
#[must_use]
pub fn tenth(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Coordinates {
        Coordinates { lat, lon }
    }

    #[test]
    fn every_place_is_inside_and_north_is_up() {
        let places = [at(31.1, 121.3), at(31.4, 121.6), at(31.2, 121.9)];
        let frame = Frame::of(&places).unwrap();
        let drawn = places.map(|place| frame.place(place.lon, place.lat));
        assert!(drawn.iter().all(|&(x, y)| (23.9..=936.1).contains(&x) && (23.9..=frame.height).contains(&y)));
        assert!(drawn[1].1 < drawn[0].1 && drawn[2].0 > drawn[1].0);
    }

    #[test]
    fn the_ruler_measures_the_great_circle() {
        let (a, b) = (at(31.0, 121.0), at(31.3, 121.0));
        let frame = Frame::of(&[a, b]).unwrap();
        let (km, units) = frame.ruler();
        let (from, to) = (frame.place(a.lon, a.lat), frame.place(b.lon, b.lat));
        let drawn = (from.1 - to.1).abs() * km / units;
        assert!((drawn - a.km_to(b).units()).abs() < 0.01, "{drawn}");
    }

    #[test]
    fn a_single_place_and_the_date_line_have_a_map() {
        let frame = Frame::of(&[at(5.0, 20.0)]).unwrap();
        assert_eq!(frame.place(20.0, 5.0), (480.0, frame.height * 0.5));
        let frame = Frame::of(&[at(0.0, 179.9), at(0.0, -179.9)]).unwrap();
        assert!(frame.ruler().0 < 20.0);
        assert!(Frame::of(&[]).is_none());
        assert_eq!((tenth(3.0), tenth(3.16)), ("3".to_owned(), "3.2".to_owned()));
    }
}
