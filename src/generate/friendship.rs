//! A hotel under closed-loop service in Harbin, 40 nights from 2022-03-13 (domain notes §1.5): twelve units of guests, one to a
//! room, and nearly two hundred staff who live in, two to a room. The two loops never share a floor.
//!
//! The sheets are those of the front office: rooms by floor, every room with its number, and people by name. What the two
//! loops of the article were, it does not say; here they are guests and staff.

use std::path::Path;

use super::dirt::Date;
use super::draw::{Draw, apportion, rounded};
use super::fact::{FLOOR_ROOMS, FLOORS, LOOP_GUESTS, LOOP_NIGHTS, LOOP_STAFF, UNITS};
use super::folder::CaseFolder;
use super::name::date;
use super::sheet::Sheet;
use super::town::person;
use super::{GenerateError, Options, Summary};

/// The first night.
const FIRST: Date = (2022, 3, 13);
/// The hotel, which has the name of none.
const HOTEL: &str = "松钟酒店";
/// Twins on a floor that has kings too.
const TWINS: u32 = FLOOR_ROOMS.div_euclid(2);
/// Departments of the staff and their shares.
const DEPARTMENTS: [(&str, f64); 6] =
    [("客房部", 0.3), ("厨房", 0.25), ("餐饮部", 0.15), ("前厅", 0.1), ("安保", 0.12), ("工程部", 0.08)];

const POLICY: &str = "# friendship-palace: invented by `roomblock generate` from the totals of spring 2022.\n\
                      # guest: one to a room; service: staff, two to a room by sex; never both on a floor\n\n\
                      [case]\nas_of = \"2022-03-12T18:00\"\n\n\
                      [class.guest]\nsame_wing = true\n\n\
                      [rules]\nset = \"closed-loop\"\nsplit = \"free\"\n";

/// Some people who stay together on the hotel's list.
struct Unit {
    name: String,
    class: &'static str,
    guests: u32,
    women: u32,
}

/// Writes the scenario.
pub fn write(options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let stream = |purpose: &str| Draw::new(options.seed, &format!("friendship {purpose}"));
    let units = units(&mut stream("units"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", POLICY)?;
    folder.sheet("floors.csv", &floors(), FIRST)?;
    folder.sheet("doors.csv", &doors(), FIRST)?;
    folder.sheet("units.csv", &manifest(&units), FIRST)?;
    folder.sheet("people.xlsx", &people(&units, &mut stream("people")), FIRST)?;
    let groups = u32::try_from(units.len()).expect("there are few units");
    Ok(folder.finish(1, groups, u64::from(LOOP_GUESTS + LOOP_STAFF)))
}

fn units(draw: &mut Draw) -> Vec<Unit> {
    let weights: Vec<f64> = (0..UNITS).map(|_| draw.uniform(0.4, 1.6)).collect();
    let sum: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|weight| f64::from(LOOP_GUESTS) * weight / sum).collect();
    let guests = (1..)
        .zip(apportion(&shares, LOOP_GUESTS))
        .map(|(number, guests)| (format!("工作组{number:02}"), "guest", guests));
    // Staff are counted in pairs of one sex, for two share a room.
    let pairs = DEPARTMENTS.map(|(_, share)| f64::from(LOOP_STAFF) * share / 2.0);
    let staff = DEPARTMENTS.iter().zip(apportion(&pairs, LOOP_STAFF.div_euclid(2)));
    let staff = staff.map(|(&(name, _), pairs)| (name.to_owned(), "service", 2 * pairs));
    let mut unit = |(name, class, guests)| {
        let share = if class == "guest" { 0.3 } else { 0.55 };
        let women = rounded(f64::from(guests) * (share + draw.uniform(-0.1, 0.1)));
        Unit { name, class, guests, women: if class == "guest" { women } else { women - women % 2 } }
    };
    guests.chain(staff).map(&mut unit).collect()
}

/// Returns the rooms by floor; the floor stands on the first of its rows, as the cells are merged.
fn floors() -> Sheet {
    let mut sheet = Sheet::titled("封闭管理期间可用客房（按楼层）", &["酒店名称", "楼层", "房型", "房量"]);
    for floor in 1..=FLOORS {
        // The lower half of a floor are twins; who is alone may have one too.
        let (twins, kings) = (TWINS, FLOOR_ROOMS - TWINS);
        let name = format!("{floor:02}F");
        if floor > guest_floors() {
            sheet.row(&[HOTEL, &name, "twin", &format!("{FLOOR_ROOMS}间")]);
        } else {
            sheet.row(&[HOTEL, &name, "twin", &twins.to_string()]);
            sheet.row(&[HOTEL, &name, "king", &kings.to_string()]);
        }
    }
    sheet.row(&["合计", "", "", &(FLOORS * FLOOR_ROOMS).to_string()]);
    sheet
}

/// The floors below those that have twins alone.
const fn guest_floors() -> u32 {
    LOOP_GUESTS.div_ceil(FLOOR_ROOMS)
}

/// Returns every room with the number on its door.
fn doors() -> Sheet {
    let mut sheet = Sheet::headed(&["酒店名称", "楼号", "楼层", "房号", "房型"]);
    for floor in 1..=FLOORS {
        for room in 1..=FLOOR_ROOMS {
            let is_twin = floor > guest_floors() || room <= TWINS;
            let (wing, number) = (format!("{floor:02}F"), format!("{floor}{room:02}"));
            sheet.row(&[HOTEL, &wing, &floor.to_string(), &number, if is_twin { "twin" } else { "king" }]);
        }
    }
    sheet
}

fn manifest(units: &[Unit]) -> Sheet {
    let mut sheet =
        Sheet::titled("入住单位汇总表", &["队伍编号", "人员类别", "人数", "男", "女", "入住日期", "离店日期"]);
    let (arrive, depart) = ("3月13日", date(FIRST, LOOP_NIGHTS));
    for unit in units {
        let [guests, men, women] = [unit.guests, unit.guests - unit.women, unit.women].map(|count| count.to_string());
        sheet.row(&[&unit.name, unit.class, &format!("{guests}人"), &men, &women, arrive, &depart]);
    }
    sheet.row(&["合计", "", &(LOOP_GUESTS + LOOP_STAFF).to_string()]);
    sheet
}

fn people(units: &[Unit], draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet::headed(&["姓名", "性别", "单位", "岗位"]);
    let mut number = 0;
    for unit in units {
        for place in 0..unit.guests {
            number += 1;
            let sex = if place < unit.women { "女" } else { "男" };
            let role = if unit.class == "guest" { "组员" } else { "员工" };
            sheet.row(&[person(number, draw).as_str(), sex, &unit.name, role]);
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    #[test]
    fn the_hotel_has_its_floors_and_its_people() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::FriendshipPalace, &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.groups, summary.guests), (1, 18, 340));
        let rows: Vec<u64> = summary.files.iter().map(|file| file.rows).collect();
        assert_eq!(rows, [0, 2 + 7 * 2 + 5 + 1, 1 + 288, 2 + 18 + 1, 1 + 340]);
    }

    #[test]
    fn both_loops_fit_on_floors_of_their_own() {
        for seed in 0..20 {
            let units = units(&mut Draw::new(seed, "units"));
            let rooms = |class: &str| -> u32 {
                let own = units.iter().filter(|unit| unit.class == class);
                own.map(|unit| {
                    if class == "guest" {
                        unit.guests
                    } else {
                        unit.women.div_ceil(2) + (unit.guests - unit.women).div_ceil(2)
                    }
                })
                .sum()
            };
            assert_eq!((rooms("guest"), rooms("service")), (150, 95));
            let floors = rooms("service").div_ceil(FLOOR_ROOMS) + rooms("guest").div_ceil(FLOOR_ROOMS);
            assert!(floors <= FLOORS, "seed {seed}: {floors} floors");
        }
    }
}
