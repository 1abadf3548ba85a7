//! The invented plain: clusters of places on a square, in km, and where that square lies on the globe.

use super::Shape;
use crate::domain::geo::EARTH_RADIUS_KM;
use crate::generate::draw::Draw;

/// The middle of the square, in the open sea, where the coordinates of a country are in nobody's way.
const MIDDLE: (f64, f64) = (5.0, 165.0);

/// A place on the square: km to the east and to the north of its south-western corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Km to the east.
    pub east: f64,
    /// Km to the north.
    pub north: f64,
}

impl Point {
    /// Returns the distance on the square, which differs from the great circle by at most one in a hundred.
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let (east, north) = (self.east - other.east, self.north - other.north);
        libm::sqrt(east * east + north * north)
    }
}

/// The clusters that places gather around.
pub struct Plain {
    side_km: f64,
    centres: Vec<Point>,
    shares: Vec<f64>,
    /// The standard deviation of each cluster in km.
    widths: Vec<f64>,
}

impl Plain {
    /// Draws the clusters: evenly spread centres, Dirichlet shares, widths of 2 to 7 km.
    pub fn new(shape: &Shape, draw: &mut Draw) -> Self {
        let side_km = shape.side_km;
        let clusters = || 0..shape.clusters;
        let centres =
            clusters().map(|_| Point { east: draw.uniform(0.0, side_km), north: draw.uniform(0.0, side_km) }).collect();
        let shares = clusters().map(|_| draw.gamma(1.5)).collect();
        let widths = clusters().map(|_| draw.uniform(2.0, 7.0)).collect();
        Self { side_km, centres, shares, widths }
    }

    /// Draws places around the clusters, in multiples of their widths.
    pub fn points(&self, n: u32, spread: f64, draw: &mut Draw) -> Vec<Place> {
        let mut sums = self.shares.clone();
        let mut sum = 0.0;
        for share in &mut sums {
            sum += *share;
            *share = sum;
        }
        let mut place = || {
            let at = draw.uniform(0.0, sum);
            let cluster = sums.partition_point(|&sum| sum <= at).min(sums.len() - 1);
            let width = self.widths[cluster] * spread;
            let centre = self.centres[cluster];
            let point =
                Point { east: centre.east + width * draw.normal(), north: centre.north + width * draw.normal() };
            Place { point, side_km: self.side_km }
        };
        (0..n).map(|_| place()).collect()
    }
}

/// A point with the size of its square, which says where on the globe it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where on the square.
    pub point: Point,
    side_km: f64,
}

impl Place {
    /// Returns latitude and longitude as text, to about a metre.
    #[must_use]
    pub fn coordinates(self) -> (String, String) {
        let degree = EARTH_RADIUS_KM.to_radians();
        let lat = MIDDLE.0 + (self.point.north - self.side_km * 0.5) / degree;
        let lon = MIDDLE.1 + (self.point.east - self.side_km * 0.5) / (degree * libm::cos(MIDDLE.0.to_radians()));
        (format!("{lat:.5}"), format!("{lon:.5}"))
    }
}
