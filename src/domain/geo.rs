//! Where things are: coordinates, their datum, and the distance between a site and a hotel.

use super::quantity::{Km, Minutes};

/// The mean radius of the Earth in km (IUGG, `docs/decisions/0005-readings-of-the-rules.md`).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The geodetic datum that a pair of coordinates was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Datum {
    /// GPS, `OpenStreetMap`, most foreign tools.
    #[default]
    Wgs84,
    /// `AutoNavi`, Tencent, Google in China.
    Gcj02,
    /// Baidu.
    Bd09,
}

impl Datum {
    /// Returns its word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }
}

/// A place on the globe in WGS-84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
}

impl Coordinates {
    /// Returns the place of a pair written in the given datum.
    #[must_use]
    pub fn from_datum(lat: f64, lon: f64, datum: Datum) -> Self {
        let (lat, lon) = match datum {
            Datum::Wgs84 => (lat, lon),
            Datum::Gcj02 => gcj02_to_wgs84(lat, lon),
            Datum::Bd09 => {
                let (lat, lon) = bd09_to_gcj02(lat, lon);
                gcj02_to_wgs84(lat, lon)
            }
        };
        Self { lat, lon }
    }

    /// Tells whether it lies where the datums of China differ from WGS-84.
    #[must_use]
    pub fn is_in_china(self) -> bool {
        !outside_china(self.lat, self.lon)
    }

    /// Returns the place on the unit sphere: towards longitude 0 on the equator, 90 degrees east of it, and the pole.
    #[must_use]
    pub fn on_unit_sphere(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
    }

    /// Returns the great-circle distance, rounded to whole metres so that every machine agrees.
    #[must_use]
    pub fn km_to(self, other: Self) -> Km {
        let (lat_a, lat_b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = libm::sin((lat_b - lat_a) * 0.5);
        let half_lon = libm::sin((other.lon - self.lon).to_radians() * 0.5);
        let chord = half_lat * half_lat + libm::cos(lat_a) * libm::cos(lat_b) * half_lon * half_lon;
        let metres = (2000.0 * EARTH_RADIUS_KM * libm::asin(libm::sqrt(chord.clamp(0.0, 1.0)))).round();
        Km::from_units(metres / 1000.0).unwrap_or_default()
    }
}

/// How far it is from a group's site to a hotel; either may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Travel {
    /// The distance.
    pub km: Option<Km>,
    /// The time on the way.
    pub minutes: Option<Minutes>,
}

impl Travel {
    /// Returns the travel over a known distance at a speed, where no time was given.
    #[must_use]
    pub fn at_speed(km: Km, speed_kmh: f64) -> Self {
        Self { km: Some(km), minutes: Minutes::from_units(km.units() * 60.0 / speed_kmh) }
    }
}

/// The part of the globe where GCJ-02 differs from WGS-84.
fn outside_china(lat: f64, lon: f64) -> bool {
    !(72.004..=137.8347).contains(&lon) || !(0.8293..=55.8271).contains(&lat)
}

/// The offset in degrees (north, east) that GCJ-02 adds at a WGS-84 place.
fn gcj02_offset(lat: f64, lon: f64) -> (f64, f64) {
    const AXIS: f64 = 6_378_245.0;
    const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
    use std::f64::consts::PI;
    let (x, y) = (lon - 105.0, lat - 35.0);
    let wave = |value: f64, factor: f64| libm::sin(value * factor * PI);
    let common = (20.0 * wave(x, 6.0) + 20.0 * wave(x, 2.0)) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * libm::sqrt(x.abs())
        + common
        + (20.0 * wave(y, 1.0) + 40.0 * wave(y, 1.0 / 3.0)) * 2.0 / 3.0
        + (160.0 * wave(y, 1.0 / 12.0) + 320.0 * wave(y, 1.0 / 30.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * libm::sqrt(x.abs())
        + common
        + (20.0 * wave(x, 1.0) + 40.0 * wave(x, 1.0 / 3.0)) * 2.0 / 3.0
        + (150.0 * wave(x, 1.0 / 12.0) + 300.0 * wave(x, 1.0 / 30.0)) * 2.0 / 3.0;
    let radians = lat.to_radians();
    let magic = 1.0 - ECCENTRICITY * libm::sin(radians) * libm::sin(radians);
    let root = libm::sqrt(magic);
    (
        north * 180.0 / ((AXIS * (1.0 - ECCENTRICITY)) / (magic * root) * PI),
        east * 180.0 / (AXIS / root * libm::cos(radians) * PI),
    )
}

/// The exact inverse of GCJ-02, by fixed-point iteration: under a micrometre after five steps.
fn gcj02_to_wgs84(lat: f64, lon: f64) -> (f64, f64) {
    if outside_china(lat, lon) {
        return (lat, lon);
    }
    let mut place = (lat, lon);
    for _ in 0..8 {
        let (north, east) = gcj02_offset(place.0, place.1);
        place = (lat - north, lon - east);
    }
    place
}

/// BD-09 to GCJ-02; the formula is a rotation and a stretch, its inverse is the published one.
fn bd09_to_gcj02(lat: f64, lon: f64) -> (f64, f64) {
    const TWIST: f64 = std::f64::consts::PI * 3000.0 / 180.0;
    let forward = |lat: f64, lon: f64| {
        let radius = libm::sqrt(lon * lon + lat * lat) + 0.000_02 * libm::sin(lat * TWIST);
        let angle = libm::atan2(lat, lon) + 0.000_003 * libm::cos(lon * TWIST);
        (radius * libm::sin(angle) + 0.006, radius * libm::cos(angle) + 0.0065)
    };
    let mut place = (lat - 0.006, lon - 0.0065);
    for _ in 0..8 {
        let (seen_lat, seen_lon) = forward(place.0, place.1);
        place = (place.0 + lat - seen_lat, place.1 + lon - seen_lon);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metres(lat: f64, lon: f64, datum: Datum, expected: (f64, f64)) -> f64 {
        let place = Coordinates::from_datum(lat, lon, datum);
        let (north, east) = ((place.lat - expected.0) * 111_000.0, (place.lon - expected.1) * 85_000.0);
        (north * north + east * east).sqrt()
    }

    /// Two published pairs: a GCJ-02 one of the `eviltransform` project, a BD-09 one of `gcoord`.
    #[test]
    fn published_pairs_are_inverted() {
        assert!(metres(39.90245, 116.42703, Datum::Gcj02, (39.90105, 116.42079)) < 2.0);
        assert!(metres(39.921_965_801, 116.416_615_601, Datum::Bd09, (39.914_266, 116.403_988)) < 2.0);
    }

    /// Written anew in each datum, places of the whole country come back to a hundredth of a millimetre.
    #[test]
    fn the_inverse_is_exact() {
        for (lat, lon) in [(31.23, 121.47), (20.04, 110.34), (45.8, 126.53), (43.8, 87.6), (29.65, 91.1), (22.3, 114.2)]
        {
            let (north, east) = gcj02_offset(lat, lon);
            let gcj = (lat + north, lon + east);
            let radius = libm::sqrt(gcj.1 * gcj.1 + gcj.0 * gcj.0)
                + 0.000_02 * libm::sin(gcj.0 * std::f64::consts::PI * 3000.0 / 180.0);
            let angle =
                libm::atan2(gcj.0, gcj.1) + 0.000_003 * libm::cos(gcj.1 * std::f64::consts::PI * 3000.0 / 180.0);
            let bd = (radius * libm::sin(angle) + 0.006, radius * libm::cos(angle) + 0.0065);
            assert!(metres(gcj.0, gcj.1, Datum::Gcj02, (lat, lon)) < 1e-5);
            assert!(metres(bd.0, bd.1, Datum::Bd09, (lat, lon)) < 1e-5);
        }
    }

    #[test]
    fn coordinates_outside_china_are_left_alone() {
        let washington = Coordinates::from_datum(38.9, -77.0, Datum::Gcj02);
        assert_eq!(washington, Coordinates { lat: 38.9, lon: -77.0 });
    }

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let south = Coordinates { lat: 31.0, lon: 121.0 };
        let north = Coordinates { lat: 32.0, lon: 121.0 };
        assert_eq!(south.km_to(north).to_string(), "111.195");
        assert_eq!(south.km_to(south), Km(0));
    }
}
