//! Hotels and people as sheets name them: all invented, none twice.
//!
//! The names are put together of three signs or words each, the telephone numbers begin with digits that no network has, and
//! people are called as Chinese papers call those whom they do not name: a surname, 某, and here a number.

use super::district::District;
use super::draw::Draw;

const FIRST: [&str; 20] = [
    "铜", "纸", "青", "石", "梅", "白", "银", "松", "竹", "云", "霜", "蓝", "橘", "麦", "苇", "砚", "茶", "渡", "棉",
    "陶",
];
const SECOND: [&str; 20] = [
    "鹭", "灯", "柳", "港", "雨", "帆", "桥", "窑", "钟", "鼓", "檐", "巷", "泉", "帘", "舟", "塔", "苑", "庭", "溪",
    "笛",
];
const KINDS: [&str; 5] = ["宾馆", "酒店", "旅馆", "客栈", "公寓"];
const STREETS: [&str; 10] =
    ["纺车路", "船闸路", "盐码头街", "灯芯巷", "磨坊路", "苇塘街", "窑岗路", "摆渡路", "织布弄", "茶栈街"];
const SURNAMES: [&str; 10] = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"];

/// How many hotels can be named.
pub const NAMES_MAX: u32 = 2000;

/// A hotel as whoever rang it writes it down.
#[derive(Debug, Clone, PartialEq)]
pub struct House {
    /// Its name, by which the sheets know it.
    pub name: String,
    /// The position of its district in the list that it was drawn from.
    pub district: usize,
    /// Its street and number.
    pub address: String,
    /// Who answers.
    pub contact: String,
    /// The number that was rung, in digits.
    pub phone: String,
    /// Degrees north and east.
    pub place: (f64, f64),
}

/// Draws so many hotels, at most `NAMES_MAX`, over the districts by their shares, in order of the districts.
pub fn houses(districts: &[District], n: u32, draw: &mut Draw) -> Vec<House> {
    let mut names: Vec<u32> = (0..NAMES_MAX).collect();
    draw.shuffle(&mut names);
    let shares: Vec<f64> = districts.iter().map(|district| district.share).collect();
    let mut of: Vec<usize> = (0..n).map(|_| draw.weighted(&shares)).collect();
    of.sort_unstable();
    let house = |(district, name): (usize, u32)| House {
        name: named(name as usize),
        district,
        address: format!("{}{}号", draw.pick(&STREETS), draw.between(1, 400)),
        contact: format!("{}经理", draw.pick(&SURNAMES)),
        phone: phone(draw),
        place: districts[district].place(draw),
    };
    of.into_iter().zip(names).map(house).collect()
}

fn named(number: usize) -> String {
    let (pair, kind) = (number.div_euclid(KINDS.len()), number.rem_euclid(KINDS.len()));
    let (first, second) = (pair.div_euclid(SECOND.len()), pair.rem_euclid(SECOND.len()));
    format!("{}{}{}", FIRST[first], SECOND[second], KINDS[kind])
}

/// Draws a telephone number that nobody has: eleven digits of a prefix that no network uses.
pub fn phone(draw: &mut Draw) -> String {
    format!("129{:08}", draw.between(0, 100_000_000))
}

/// Returns the name of the n-th person.
pub fn person(number: u32, draw: &mut Draw) -> String {
    format!("{}某{number:04}", draw.pick(&SURNAMES))
}

/// Returns a place as text: degrees north, degrees east, to about a metre.
#[must_use]
pub fn degrees((lat, lon): (f64, f64)) -> [String; 2] {
    [format!("{lat:.5}"), format!("{lon:.5}")]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::generate::district::SHANGHAI;

    #[test]
    fn no_two_hotels_have_one_name() {
        let houses = houses(&SHANGHAI, NAMES_MAX, &mut Draw::new(1, "houses"));
        let names: BTreeSet<&str> = houses.iter().map(|house| house.name.as_str()).collect();
        assert_eq!(names.len(), NAMES_MAX as usize);
        assert!(houses.is_sorted_by_key(|house| house.district));
    }
}
