//! Changchun, the evening of 2022-03-20 (domain notes §1.1): the list of 34 hotels that can be requisitioned, and on it the
//! 1,000 qualifying isolation rooms that had been found by phone from 11 March on.
//!
//! The list is a workbook as a district office keeps it: a title, the district in merged cells, a sum below each district.
//! The poll of 11 March is older and says less. The people, in classes that never share a hotel, are proposed by us.

use std::path::Path;

use super::dirt::{self, Date};
use super::district::{District, district};
use super::draw::{Draw, rounded};
use super::fact::{CONTACTS, INBOUND, ISOLATION_ROOMS, LISTED_HOTELS, POSITIVE, QUALIFYING_HOTELS, SECONDARY};
use super::folder::CaseFolder;
use super::sheet::Sheet;
use super::size::{self, Spread};
use super::town::{House, degrees, houses};
use super::{GenerateError, Options, Summary};

const POLLED: Date = (2022, 3, 11);
const LISTED: Date = (2022, 3, 20);

/// Districts of the city, roughly, and their shares of the hotels.
const DISTRICTS: [District; 6] = [
    district(("Chaoyang", "朝阳区"), (43.833, 125.288), 2.0, 3.0),
    district(("Nanguan", "南关区"), (43.864, 125.350), 2.0, 3.0),
    district(("Kuancheng", "宽城区"), (43.943, 125.327), 2.5, 2.0),
    district(("Erdao", "二道区"), (43.865, 125.374), 2.0, 2.0),
    district(("Lvyuan", "绿园区"), (43.881, 125.256), 2.0, 2.0),
    district(("Jingyue", "净月区"), (43.790, 125.450), 2.5, 1.5),
];

/// Classes of the rule set, people, nights.
const CLASSES: [(&str, u32, u32); 4] =
    [("contact", CONTACTS, 14), ("secondary", SECONDARY, 7), ("inbound", INBOUND, 14), ("positive", POSITIVE, 10)];
/// Fewest and most people who are brought together.
const BATCH: (u32, u32) = (6, 48);

const POLICY: &str = "# changchun-isolation: invented by `roomblock generate` from the totals of March 2022.\n\
                      # Planning arithmetic: who is positive or a contact is decided elsewhere.\n\n\
                      [case]\nas_of = \"2022-03-20T22:00\"\ndatum = \"gcj02\"\n\n\
                      [rules]\nset = \"cn-2022-isolation\"\nvalid_for = \"14d\"\n";

/// A hotel of the list.
struct Listed {
    house: House,
    rooms: u32,
    tags: &'static str,
}

/// Writes the scenario.
pub fn write(options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let stream = |purpose: &str| Draw::new(options.seed, &format!("changchun {purpose}"));
    let hotels = hotels(&mut stream("hotels"));
    let batches = batches(&mut stream("people"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", POLICY)?;
    folder.sheet("phone-0311.txt", &polled(&hotels, &mut stream("phone")), POLLED)?;
    folder.sheet("list-0320.xlsx", &list(&hotels, &mut stream("list")), LISTED)?;
    folder.sheet("people.csv", &people(&batches, &mut stream("cells")), LISTED)?;
    let guests = batches.iter().map(|batch| u64::from(batch.1)).sum();
    Ok(folder.finish(LISTED_HOTELS, u32::try_from(batches.len()).expect("there are few batches"), guests))
}

/// Draws the hotels: those that qualify have the rooms of the seed exactly.
fn hotels(draw: &mut Draw) -> Vec<Listed> {
    let spread = Spread { median: 30.0, sigma: 0.6, most: 120 };
    let mut rooms: Vec<(u32, &str)> = size::with_sum((QUALIFYING_HOTELS, ISOLATION_ROOMS), &spread, |_| 8, draw)
        .into_iter()
        .map(|rooms| (rooms, "approved;ensuite;window"))
        .collect();
    let lacking = ["ensuite;window", "approved;ensuite", "approved;window"];
    rooms.extend((QUALIFYING_HOTELS..LISTED_HOTELS).map(|_| (draw.between(20, 90), draw.pick(&lacking))));
    draw.shuffle(&mut rooms);
    let houses = houses(&DISTRICTS, LISTED_HOTELS, draw);
    houses.into_iter().zip(rooms).map(|(house, (rooms, tags))| Listed { house, rooms, tags }).collect()
}

/// Draws the batches: class, people, nights, minutes after the midnight of the list.
fn batches(draw: &mut Draw) -> Vec<(&'static str, u32, u32, u32)> {
    let mut batches = Vec::new();
    for (class, people, nights) in CLASSES {
        let parts = size::parts(people, BATCH, || rounded(draw.lognormal(24.0, 0.5)));
        for guests in parts {
            batches.push((class, guests, nights, draw.between(21 * 60, 46 * 60)));
        }
    }
    batches.sort_by_key(|batch| batch.3);
    batches
}

/// Returns what was said on the telephone on 11 March: of hotels that qualify, with other counts than in the end.
fn polled(hotels: &[Listed], draw: &mut Draw) -> Sheet {
    let headings = ["酒店名称", "区县", "联系人", "联系方式", "可提供房间数", "询房时间", "询房人"];
    let mut sheet = Sheet::titled("3月11日电话询房记录（隔离房间）", &headings);
    for hotel in hotels.iter().filter(|hotel| hotel.tags.starts_with("approved")) {
        let before = (!draw.chance(0.2)).then(|| rounded(f64::from(hotel.rooms) * draw.uniform(0.4, 1.1)));
        sheet.row(&[
            hotel.house.name.clone(),
            DISTRICTS[hotel.house.district].written.to_owned(),
            hotel.house.contact.clone(),
            dirt::phone(&hotel.house.phone, draw),
            dirt::estimate(before, draw),
            dirt::minute(POLLED, draw.between(8 * 60, 20 * 60), draw),
            format!("{}号席", draw.between(1, 9)),
        ]);
    }
    sheet
}

/// Returns the list of 20 March.
fn list(hotels: &[Listed], draw: &mut Draw) -> Sheet {
    let headings =
        ["区县", "酒店名称", "地址", "纬度", "经度", "联系人", "联系电话", "可提供房间数", "房价", "标签", "询房时间"];
    let mut sheet = Sheet::titled("附件1：可征用酒店清单（3月20日）", &headings);
    for own in hotels.chunk_by(|a, b| a.house.district == b.house.district) {
        let (first, district) = (sheet.len(), DISTRICTS[own[0].house.district].written);
        for hotel in own {
            let [lat, lon] = degrees(hotel.house.place);
            let written = if sheet.len() == first { district } else { "" };
            sheet.row(&[
                written.to_owned(),
                hotel.house.name.clone(),
                hotel.house.address.clone(),
                lat,
                lon,
                hotel.house.contact.clone(),
                dirt::phone(&hotel.house.phone, draw),
                dirt::rooms(Some(hotel.rooms), draw),
                dirt::price(draw.between(12, 36) * 10, draw),
                hotel.tags.to_owned(),
                dirt::minute(LISTED, draw.between(9 * 60, 21 * 60), draw),
            ]);
        }
        sheet.merge_from(first, 0);
        let sum: u32 = own.iter().map(|hotel| hotel.rooms).sum();
        sheet.row(&[&format!("{district}小计"), "", "", "", "", "", "", &sum.to_string()]);
    }
    let sum: u32 = hotels.iter().map(|hotel| hotel.rooms).sum();
    sheet.row(&["合计", "", "", "", "", "", "", &sum.to_string()]);
    sheet
}

/// Returns the batches of people as the task force sends them.
fn people(batches: &[(&'static str, u32, u32, u32)], draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet::titled("转运隔离人员批次表", &["批次号", "人员类别", "人数", "到达时间", "天数"]);
    for (number, (class, guests, nights, minutes)) in (1..).zip(batches) {
        let arrive = dirt::minute(LISTED, *minutes, draw);
        let guests = if draw.chance(0.2) { format!("{guests}人") } else { guests.to_string() };
        sheet.row(&[format!("C{number:02}"), (*class).to_owned(), guests, arrive, nights.to_string()]);
    }
    let sum: u32 = batches.iter().map(|batch| batch.1).sum();
    sheet.row(&["合计", "", &sum.to_string()]);
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rooms_that_qualify_are_those_of_the_seed() {
        for seed in 0..20 {
            let hotels = hotels(&mut Draw::new(seed, "hotels"));
            let qualifying: Vec<u32> = hotels
                .iter()
                .filter(|hotel| hotel.tags == "approved;ensuite;window")
                .map(|hotel| hotel.rooms)
                .collect();
            assert_eq!((hotels.len(), qualifying.len(), qualifying.iter().sum::<u32>()), (34, 28, 1000));
        }
    }

    #[test]
    fn every_class_has_its_people() {
        let batches = batches(&mut Draw::new(1, "people"));
        for (class, people, _) in CLASSES {
            let own = batches.iter().filter(|batch| batch.0 == class).map(|batch| batch.1);
            assert_eq!(own.sum::<u32>(), people, "{class}");
        }
    }
}
