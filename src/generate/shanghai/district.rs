//! The sixteen districts of Shanghai: where they lie, how wide they are, and how many of the hotels stand there.

/// A district.
#[derive(Debug)]
pub struct District {
    /// Its name in pinyin.
    pub name: &'static str,
    /// About its middle, in WGS-84 degrees north and east.
    pub middle: (f64, f64),
    /// The standard deviation of its hotels around the middle, in km.
    pub width_km: f64,
    /// Its share of the hotels, in thousandths.
    pub share: f64,
}

const fn district(name: &'static str, middle: (f64, f64), width_km: f64, share: f64) -> District {
    District { name, middle, width_km, share }
}

/// The districts, from the middle of the city outwards.
pub const DISTRICTS: [District; 16] = [
    district("Huangpu", (31.223, 121.484), 1.0, 70.0),
    district("Jing'an", (31.247, 121.448), 1.4, 70.0),
    district("Xuhui", (31.180, 121.436), 1.8, 75.0),
    district("Changning", (31.212, 121.397), 1.6, 55.0),
    district("Hongkou", (31.273, 121.484), 1.2, 45.0),
    district("Putuo", (31.250, 121.395), 1.8, 55.0),
    district("Yangpu", (31.288, 121.523), 1.8, 50.0),
    district("Minhang", (31.106, 121.388), 4.0, 110.0),
    district("Baoshan", (31.375, 121.445), 3.6, 70.0),
    district("Jiading", (31.365, 121.255), 4.5, 70.0),
    district("Pudong", (31.200, 121.610), 5.5, 190.0),
    district("Songjiang", (31.040, 121.225), 4.5, 60.0),
    district("Qingpu", (31.140, 121.110), 4.5, 35.0),
    district("Jinshan", (30.800, 121.230), 4.0, 15.0),
    district("Fengxian", (30.930, 121.480), 4.0, 18.0),
    district("Chongming", (31.640, 121.470), 4.0, 12.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_thousandths() {
        let sum: f64 = DISTRICTS.iter().map(|district| district.share).sum();
        assert!((sum - 1000.0).abs() < 1e-9, "{sum}");
    }
}
