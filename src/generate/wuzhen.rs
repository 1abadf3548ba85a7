//! Wuzhen, a summit at the end of September 2021 (domain notes §1.4): 1,200 guests, press and staff by name, 30 hotels and
//! guesthouses in two zones, five stations where they are met, and amendments until the last hour.
//!
//! There are two manifests: of the evening before the stations are staffed, and of the last 24 hours, in which 6 % of the
//! people change. The second one is planned on top of the first. Principals are pinned to hotels by name, time and reason.

mod amendment;
mod delegation;

use std::path::Path;

use super::dirt::{self, Date};
use super::district::{District, district};
use super::draw::Draw;
use super::fact::{DELEGATES, MEETING_STATIONS, PRESS, STAFF, WUZHEN_HOTELS, WUZHEN_ROOMS};
use super::folder::CaseFolder;
use super::sheet::Sheet;
use super::size::{self, Spread};
use super::town::{House, degrees, houses};
use super::{GenerateError, Options, Summary};
use delegation::{Delegation, delegations};

/// The stations are staffed from this day on, for five days.
const POSTED: Date = (2021, 9, 24);
/// When the first manifest was made, and the second, in minutes after the midnight of the first day.
const MANIFESTS: [(&str, u32); 2] = [("manifest-1", 0), ("manifest-2", 24 * 60)];
/// The hall, in the middle of the town.
const HALL: (f64, f64) = (30.7460, 120.4870);
/// The stations that the press named, about where they are.
const STATIONS: [(&str, f64, f64); MEETING_STATIONS as usize] = [
    ("虹桥机场", 31.1980, 121.3360),
    ("虹桥火车站", 31.1940, 121.3200),
    ("萧山机场", 30.2300, 120.4340),
    ("杭州东站", 30.2910, 120.2130),
    ("桐乡站", 30.5670, 120.6200),
];
/// Inside the security zone, and outside: how far hotels are spread, and their shares.
const ZONES: [District; 2] =
    [district(("A", "A"), (30.7470, 120.4850), 0.4, 0.4), district(("B", "B"), (30.7420, 120.4980), 1.2, 0.6)];
/// Hotels of the highest grade: the largest ones of zone A.
const GRAND: usize = 4;

const POLICY: &str = "# wuzhen-2021: invented by `roomblock generate`; the counts are proposed, the stations and times are not.\n\n\
                      [case]\ndatum = \"gcj02\"\n\n\
                      [class.delegate]\nzones = [\"A\", \"B\"]\nsplit = \"never\"\n\n\
                      [class.press]\nzones = [\"B\"]              # no pass for the inner zone\n\n\
                      [class.staff]\nzones = [\"A\", \"B\"]\n\n\
                      [rules]\nset = \"conference\"\nvalid_for = \"none\"        # contracts, not polls\nmove_price = 1\nmove_price_confirmed = 5   # who has been told where to sleep\n";

/// A hotel or guesthouse.
struct Lodging {
    house: House,
    rooms: u32,
    grade: u32,
}

/// Writes the scenario.
pub fn write(options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let stream = |purpose: &str| Draw::new(options.seed, &format!("wuzhen {purpose}"));
    let lodgings = lodgings(&mut stream("hotels"));
    let first = delegations(&mut stream("people"));
    let second = amendment::amended(&first, MANIFESTS[1].1, &mut stream("amendments"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("resort/roomblock.toml", POLICY)?;
    folder.sheet("resort/hotels.xlsx", &hotels(&lodgings, &mut stream("cells")), POSTED)?;
    folder.sheet("resort/stations.csv", &stations(), POSTED)?;
    folder.sheet("resort/pins.csv", &pins(&first, &lodgings), POSTED)?;
    for ((name, minutes), delegations) in MANIFESTS.into_iter().zip([&first, &second]) {
        let mut draw = stream(name);
        folder.sheet(
            &format!("{name}/delegations.csv"),
            &delegation::manifest(delegations, minutes, &mut draw),
            POSTED,
        )?;
        folder.sheet(&format!("{name}/people.csv"), &delegation::people(delegations), POSTED)?;
    }
    let groups = u32::try_from(first.len()).expect("there are few delegations");
    Ok(folder.finish(WUZHEN_HOTELS, groups, u64::from(DELEGATES + PRESS + STAFF)))
}

/// Draws the hotels: rooms that sum to those of the facts, the largest of the inner zone of the highest grade.
fn lodgings(draw: &mut Draw) -> Vec<Lodging> {
    let spread = Spread { median: 60.0, sigma: 0.7, most: 320 };
    let mut rooms = size::with_sum((WUZHEN_HOTELS, WUZHEN_ROOMS), &spread, |_| 12, draw);
    // The large ones are in the inner zone, which comes first in the list of houses.
    let houses = houses(&ZONES, WUZHEN_HOTELS, draw);
    let inner = houses.iter().filter(|house| house.district == 0).count();
    draw.shuffle(&mut rooms[GRAND.min(inner)..]);
    let grade = |at: usize, draw: &mut Draw| if at < GRAND.min(inner) { 5 } else { draw.between(2, 5) };
    let numbered = houses.into_iter().zip(rooms).enumerate();
    numbered.map(|(at, (house, rooms))| Lodging { house, rooms, grade: grade(at, draw) }).collect()
}

fn hotels(lodgings: &[Lodging], draw: &mut Draw) -> Sheet {
    let headings =
        ["安保区", "酒店名称", "地址", "坐标", "联系人", "联系电话", "星级", "大床房", "双床房", "房价", "更新时间"];
    let mut sheet = Sheet::titled("会议住宿资源表", &headings);
    for own in lodgings.chunk_by(|a, b| a.house.district == b.house.district) {
        for lodging in own {
            let [lat, lon] = degrees(lodging.house.place);
            let kings = (lodging.rooms * draw.between(35, 66)).div_euclid(100);
            sheet.row(&[
                ZONES[lodging.house.district].written.to_owned(),
                lodging.house.name.clone(),
                lodging.house.address.clone(),
                format!("{lon},{lat}"),
                lodging.house.contact.clone(),
                dirt::phone(&lodging.house.phone, draw),
                format!("{}星", lodging.grade),
                dirt::rooms(Some(kings), draw),
                dirt::rooms(Some(lodging.rooms - kings), draw),
                dirt::price(lodging.grade * 160 + draw.between(0, 12) * 10, draw),
                dirt::date((2021, 9, 20), draw.between(0, 3), draw),
            ]);
        }
    }
    sheet
}

fn stations() -> Sheet {
    let mut sheet = Sheet::headed(&["站点名称", "纬度", "经度"]);
    let [lat, lon] = degrees(HALL);
    sheet.row(&["会议中心", &lat, &lon]);
    for (name, lat, lon) in STATIONS {
        let [lat, lon] = degrees((lat, lon));
        sheet.row(&[name, &lat, &lon]);
    }
    sheet
}

/// Returns who is pinned where: principals into the hotels of the highest grade, one after the other.
fn pins(delegations: &[Delegation], lodgings: &[Lodging]) -> Sheet {
    let mut sheet = Sheet::headed(&["group", "hotel", "relation", "by", "at", "reason"]);
    let grand: Vec<&Lodging> = lodgings.iter().filter(|lodging| lodging.grade == 5).collect();
    for (principal, lodging) in delegations.iter().filter(|one| one.is_principal).zip(grand.iter().cycle()) {
        sheet.row(&[&principal.id, &lodging.house.name, "must", "计调小组", "2021-09-22 21:00", "主宾，已三次确认"]);
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::fact::PRINCIPALS;
    use crate::generate::{Scenario, write};

    #[test]
    fn people_rooms_and_pins_are_those_of_the_facts() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Wuzhen2021, &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.guests), (30, 1700));
        let rows = |name: &str| summary.files.iter().find(|file| file.name == name).unwrap().rows;
        assert_eq!((rows("resort/stations.csv"), rows("resort/pins.csv")), (1 + 1 + 5, 1 + u64::from(PRINCIPALS)));
        assert_eq!(rows("manifest-1/people.csv"), 1 + 1700);
        for seed in 0..20 {
            let lodgings = lodgings(&mut Draw::new(seed, "hotels"));
            assert_eq!(lodgings.iter().map(|lodging| lodging.rooms).sum::<u32>(), 2300);
            assert!(lodgings.iter().filter(|lodging| lodging.grade == 5).count() == GRAND, "seed {seed}");
        }
    }
}
