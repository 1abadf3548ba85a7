//! Districts: where they lie, how wide they are, how many of the hotels stand there, and the sixteen of Shanghai.

use super::draw::Draw;
use crate::domain::geo::EARTH_RADIUS_KM;

/// A district.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct District {
    /// Its name in pinyin.
    pub name: &'static str,
    /// Its name as it stands in sheets.
    pub written: &'static str,
    /// About its middle, in WGS-84 degrees north and east.
    pub middle: (f64, f64),
    /// The standard deviation of its hotels around the middle, in km.
    pub width_km: f64,
    /// Its share of the hotels, in thousandths.
    pub share: f64,
}

impl District {
    /// Draws a place in it: at most two standard deviations from its middle, for beyond lie the river mouth and the sea.
    pub fn place(&self, draw: &mut Draw) -> (f64, f64) {
        let north = self.width_km * draw.normal().clamp(-2.0, 2.0);
        let east = self.width_km * draw.normal().clamp(-2.0, 2.0);
        shifted(self.middle, east, north)
    }
}

/// Returns the place so many km to the east and to the north of another, in degrees north and east.
#[must_use]
pub fn shifted((lat, lon): (f64, f64), east: f64, north: f64) -> (f64, f64) {
    let degree = EARTH_RADIUS_KM.to_radians();
    (lat + north / degree, lon + east / degree / libm::cos(lat.to_radians()))
}

/// Returns the district of a name in pinyin, of its name in sheets, its middle, its width and its share.
#[must_use]
pub const fn district(names: (&'static str, &'static str), middle: (f64, f64), width_km: f64, share: f64) -> District {
    District { name: names.0, written: names.1, middle, width_km, share }
}

/// The districts of Shanghai, from the middle of the city outwards.
pub const SHANGHAI: [District; 16] = [
    district(("Huangpu", "黄浦区"), (31.223, 121.484), 1.0, 70.0),
    district(("Jing'an", "静安区"), (31.247, 121.448), 1.4, 70.0),
    district(("Xuhui", "徐汇区"), (31.180, 121.436), 1.8, 75.0),
    district(("Changning", "长宁区"), (31.212, 121.397), 1.6, 55.0),
    district(("Hongkou", "虹口区"), (31.273, 121.484), 1.2, 45.0),
    district(("Putuo", "普陀区"), (31.250, 121.395), 1.8, 55.0),
    district(("Yangpu", "杨浦区"), (31.288, 121.523), 1.8, 50.0),
    district(("Minhang", "闵行区"), (31.106, 121.388), 4.0, 110.0),
    district(("Baoshan", "宝山区"), (31.375, 121.445), 3.6, 70.0),
    district(("Jiading", "嘉定区"), (31.365, 121.255), 4.5, 70.0),
    district(("Pudong", "浦东新区"), (31.200, 121.610), 5.5, 190.0),
    district(("Songjiang", "松江区"), (31.040, 121.225), 4.5, 60.0),
    district(("Qingpu", "青浦区"), (31.140, 121.110), 4.5, 35.0),
    district(("Jinshan", "金山区"), (30.800, 121.230), 4.0, 15.0),
    district(("Fengxian", "奉贤区"), (30.930, 121.480), 4.0, 18.0),
    district(("Chongming", "崇明区"), (31.640, 121.470), 4.0, 12.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_thousandths() {
        let sum: f64 = SHANGHAI.iter().map(|district| district.share).sum();
        assert!((sum - 1000.0).abs() < 1e-9, "{sum}");
    }
}
