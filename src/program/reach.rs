//! Which hotels are within reach of a group (R24), without looking at all of them. Exact: never only the nearest ones.
//!
//! Hotels stand on the unit sphere, in columns over the plane of the equator and by height in each column. Who is
//! within some km of a site lies in a small cube around it: neither poles nor the date line are special.

use std::sync::Arc;

use crate::domain::{Coordinates, EARTH_RADIUS_KM, Instance, Rule, Travel};

use super::position;
use super::proximity::{is_limited, r24_farthest_km, r24_within};

/// What rounding could add to an angle: a few millimetres on the ground.
const SLACK: f64 = 1e-9;
/// What rounding to whole metres could take from a distance, in km.
const METRE: f64 = 0.001;

/// The hotels of a case by where they stand.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The side of a column.
    side: f64,
    /// Column, height and position of each hotel with coordinates, sorted.
    standing: Vec<((i64, i64), f64, u32)>,
}

impl Grid {
    /// Puts the hotels of a case into columns that suit searches over so many km.
    #[must_use]
    pub fn new(instance: &Instance, km: f64) -> Self {
        let side = (angle(km) * 0.5).clamp(1e-7, 1.0);
        let mut grid = Self { side, standing: Vec::with_capacity(instance.hotels.len()) };
        for (at, hotel) in instance.hotels.iter().enumerate() {
            if let Some([x, y, z]) = hotel.coordinates.map(Coordinates::on_unit_sphere) {
                grid.standing.push(((grid.column(x), grid.column(y)), z, position(at)));
            }
        }
        grid.standing.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        grid
    }

    /// Adds the hotels that may be within so many km of a place: all that are, and some that are not, in no order.
    pub fn around(&self, place: Coordinates, km: f64, found: &mut Vec<u32>) {
        let ([x, y, z], reach) = (place.on_unit_sphere(), angle(km));
        let columns = |middle: f64| self.column(middle - reach)..=self.column(middle + reach);
        let (columns_x, columns_y) = (columns(x), columns(y));
        let n_columns =
            (columns_x.end() - columns_x.start() + 1).saturating_mul(columns_y.end() - columns_y.start() + 1);
        if !reach.is_finite() || usize::try_from(n_columns).map_or(true, |columns| columns > self.standing.len()) {
            found.extend(self.standing.iter().map(|&(_, _, hotel)| hotel));
            return;
        }
        for at_x in columns_x {
            for at_y in columns_y.clone() {
                let first = self.standing.partition_point(|&(column, height, _)| {
                    column < (at_x, at_y) || (column == (at_x, at_y) && height < z - reach)
                });
                let inside =
                    |&&(column, height, _): &&((i64, i64), f64, u32)| column == (at_x, at_y) && height <= z + reach;
                found.extend(self.standing[first..].iter().take_while(inside).map(|&(_, _, hotel)| hotel));
            }
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "columns of the unit sphere are few, and huge numbers saturate"
    )]
    fn column(&self, at: f64) -> i64 {
        (at / self.side).floor() as i64
    }
}

/// The angle seen from the middle of the Earth of so many km on the ground, never too small.
fn angle(km: f64) -> f64 {
    (km.max(0.0) + METRE) / EARTH_RADIUS_KM + SLACK
}

/// What groups can reach, site by site: groups of one site share the search, and it is forgotten after the last one.
#[derive(Debug, Clone)]
pub struct Reach<'a> {
    instance: &'a Instance,
    grid: Arc<Grid>,
    sites: Vec<OfSite>,
}

#[derive(Debug, Clone, Default)]
struct OfSite {
    /// The farthest that any of its groups looks.
    km: f64,
    groups_left: u32,
    /// The hotels that far, with the way there; none before the first search.
    near: Option<Vec<(u32, Travel)>>,
}

impl<'a> Reach<'a> {
    /// Prepares a case whose groups are then asked for once each.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let mut sites = vec![OfSite::default(); instance.sites.len()];
        let limited = instance.groups.iter().enumerate().filter(|&(at, _)| is_limited(instance, at));
        for (_, group) in limited {
            if let Some(site) = group.site.map(|site| &mut sites[site]) {
                site.groups_left += 1;
                site.km = site.km.max(r24_farthest_km(instance, group));
            }
        }
        let looks: Vec<f64> = sites.iter().map(|site| site.km).filter(|km| *km > 0.0 && km.is_finite()).collect();
        let n_looks = f64::from(position(looks.len())).max(1.0);
        Self { instance, grid: Arc::new(Grid::new(instance, looks.iter().sum::<f64>() / n_looks)), sites }
    }

    /// Prepares for asking about some of the groups, once each.
    #[must_use]
    pub fn of_groups(&self, groups: &[usize]) -> Self {
        let nobody = |site: &OfSite| OfSite { km: site.km, ..OfSite::default() };
        let mut sites: Vec<OfSite> = self.sites.iter().map(nobody).collect();
        for &group in groups.iter().filter(|&&group| is_limited(self.instance, group)) {
            if let Some(site) = self.instance.groups[group].site {
                sites[site].groups_left += 1;
            }
        }
        Self { instance: self.instance, grid: Arc::clone(&self.grid), sites }
    }

    /// Returns the hotels that a group can reach, in ascending order, with the way there (R24).
    pub fn of(&mut self, group: usize) -> Vec<(u32, Travel)> {
        let wishes = &self.instance.groups[group];
        let Some(site) = wishes.site.filter(|_| is_limited(self.instance, group)) else {
            let all = 0..position(self.instance.hotels.len());
            return all.map(|hotel| (hotel, self.instance.travel(group, hotel as usize))).collect();
        };
        let (instance, grid, of_site) = (self.instance, &self.grid, &mut self.sites[site]);
        let near = of_site.near.get_or_insert_with(|| search(instance, grid, site, of_site.km));
        let mut hotels: Vec<(u32, Travel)> =
            near.iter().filter(|(_, travel)| r24_within(wishes, *travel)).copied().collect();
        of_site.groups_left = of_site.groups_left.saturating_sub(1);
        if of_site.groups_left == 0 {
            of_site.near = None;
        }
        add_waived(instance, group, &mut hotels);
        hotels
    }
}

/// Adds the hotels for which the limits of a group are waived, and keeps the order.
fn add_waived(instance: &Instance, group: usize, hotels: &mut Vec<(u32, Travel)>) {
    let of_group = instance.rules.waivers.iter().filter(|waiver| waiver.covers(Rule::R24, Some(group), waiver.hotel));
    for hotel in of_group.filter_map(|waiver| waiver.hotel) {
        if let Err(at) = hotels.binary_search_by_key(&position(hotel), |&(hotel, _)| hotel) {
            hotels.insert(at, (position(hotel), instance.travel(group, hotel)));
        }
    }
}

/// The hotels that may be within so many km of a site, and those of its rows of the travel table, with the way there.
fn search(instance: &Instance, grid: &Grid, site: usize, km: f64) -> Vec<(u32, Travel)> {
    let mut hotels: Vec<u32> = instance.sites[site].travel.iter().map(|&(hotel, _)| position(hotel)).collect();
    if let Some(place) = instance.sites[site].coordinates {
        grid.around(place, km, &mut hotels);
    }
    hotels.sort_unstable();
    hotels.dedup();
    hotels.into_iter().map(|hotel| (hotel, instance.travel_from(site, hotel as usize))).collect()
}

/// Returns the groups, those of one site next to each other and sites of one neighbourhood too.
#[must_use]
pub fn site_after_site(instance: &Instance) -> Vec<usize> {
    let mut order: Vec<usize> = (0..instance.groups.len()).collect();
    let place = |group: usize| {
        let site = instance.groups[group].site?;
        let tenth = |degrees: f64| (degrees * 10.0).floor();
        Some((instance.sites[site].coordinates.map(|at| (tenth(at.lat), tenth(at.lon))), site))
    };
    order.sort_by(|&a, &b| place(a).partial_cmp(&place(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(&b)));
    order
}

#[cfg(test)]
mod tests {
    use super::super::proximity::r24_distance;
    use super::super::sample::{group, hotel, sample, twins};
    use super::*;
    use crate::domain::{Km, Minutes, Site};

    /// Numbers from 0 to 1, the same in every run.
    fn dice(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(u32::MAX >> 1)
        }
    }

    /// A case around a place: hotels and sites within some degrees, groups with limits of all sizes.
    fn scattered(seed: u64, (lat, lon): (f64, f64), degrees: f64) -> Instance {
        let mut draw = dice(seed);
        let place = |draw: &mut dyn FnMut() -> f64| {
            let north = (lat + (draw() - 0.5) * degrees).clamp(-90.0, 90.0);
            let east = lon + (draw() - 0.5) * degrees;
            let east = if east > 180.0 { east - 360.0 } else { east };
            (draw() > 0.1).then_some(Coordinates { lat: north, lon: east })
        };
        let mut instance = sample();
        instance.hotels = (0..60).map(|at| hotel(&format!("H{at:02}"), vec![twins(3)])).collect();
        for hotel in &mut instance.hotels {
            hotel.coordinates = place(&mut draw);
        }
        for at in 0..4 {
            let travel = Travel { km: Km::from_units(draw() * 9.0), minutes: None };
            let (id, name) = (format!("S{at}").as_str().into(), String::new());
            instance.sites.push(Site {
                id,
                name,
                coordinates: place(&mut draw),
                datum_unknown: false,
                travel: vec![(at * 7, travel)],
            });
        }
        instance.groups = (0..30).map(|at| group(&format!("G{at:02}"), 2)).collect();
        for group in &mut instance.groups {
            group.site = Some(if draw() < 0.5 { 0 } else { 3 });
            group.km_max = if draw() < 0.8 { Km::from_units(draw() * degrees * 80.0) } else { None };
            group.minutes_max = if draw() < 0.3 { Minutes::from_units(draw() * degrees * 200.0) } else { None };
        }
        instance
    }

    #[test]
    fn every_hotel_within_reach_is_found_anywhere_on_earth() {
        let places =
            [(31.0, 121.0), (0.0, 0.0), (-0.01, 180.0), (89.99, 10.0), (-90.0, -77.0), (64.1, -21.9), (5.0, 90.0)];
        for (seed, middle) in (0..).zip(places) {
            for degrees in [0.02, 0.4, 7.0, 180.0] {
                let instance = scattered(seed, middle, degrees);
                let mut reach = Reach::new(&instance);
                for group in 0..instance.groups.len() {
                    let plain = (0..60_u32).filter(|&hotel| r24_distance(&instance, group, hotel as usize));
                    let found: Vec<u32> = reach.of(group).into_iter().map(|(hotel, _)| hotel).collect();
                    assert_eq!(found, plain.collect::<Vec<_>>(), "{middle:?}, {degrees} degrees, group {group}");
                }
            }
        }
    }
}
