//! Shanghai, spring 2022, the corporate desk (domain notes §1.1): 1,800 hotels surveyed in ten days under the conditions of
//! special permits, and the workers of supply companies, who ask for rooms week by week: 110,000 room nights in 40 nights.
//!
//! The survey is ten sheets of ten days, each with hotels of its own and some that were asked again; the newest answer counts.
//! Each week's requests are a sheet as well. Who has no permit, or is too dear, takes nobody.

use std::path::Path;

use super::dirt::{self, Date};
use super::district::SHANGHAI;
use super::draw::{Draw, rounded};
use super::fact::{
    PERMITTED, ROOMS_MEDIAN, ROOMS_MOST, SUPPLY_NIGHTS, SUPPLY_RATE_MAX, SUPPLY_ROOM_NIGHTS, SURVEY_DAYS,
    SURVEYED_HOTELS,
};
use super::folder::CaseFolder;
use super::name::date;
use super::sheet::Sheet;
use super::size;
use super::town::{House, degrees, houses};
use super::{GenerateError, Options, Share, Summary};

/// The first day of the survey, and the first night.
const SURVEY: Date = (2022, 3, 28);
const FIRST: Date = (2022, 4, 7);
/// Hotels that are asked again on each day, in thousandths of the day's.
const AGAIN: usize = 100;
/// Fewest and most workers of a request.
const REQUEST: (u32, u32) = (8, 160);
/// Companies that do not exist.
const COMPANIES: [&str; 8] = ["鲜渡", "麦舟", "青筐", "橘仓", "百担", "快柳", "石磨", "云集市"];
/// Depots: district by its position in `SHANGHAI`.
const DEPOTS: [usize; 12] = [2, 5, 6, 7, 7, 8, 9, 10, 10, 10, 11, 12];

/// A surveyed hotel.
struct Surveyed {
    house: House,
    /// None where nobody knew.
    rooms: Option<u32>,
    rate: u32,
    is_permitted: bool,
    is_closed: bool,
}

/// Writes the scenario.
pub fn write(share: Share, options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let scale = share.within()?;
    let stream = |purpose: &str| Draw::new(options.seed, &format!("supply {purpose}"));
    let n_hotels = rounded(f64::from(SURVEYED_HOTELS) * scale);
    let hotels = hotels(n_hotels, &mut stream("hotels"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", &policy())?;
    folder.sheet("depots.csv", &depots(&mut stream("depots")), SURVEY)?;
    survey(&mut folder, &hotels, &mut stream("survey"))?;
    let (mut groups, mut guests) = (0, 0);
    let each_night = rounded(f64::from(SUPPLY_ROOM_NIGHTS) / f64::from(SUPPLY_NIGHTS) * scale);
    let mut draw = stream("requests");
    for week in 0..SUPPLY_NIGHTS.div_ceil(7) {
        let requests = size::parts(each_night, REQUEST, || rounded(draw.lognormal(44.0, 0.7)));
        groups += u32::try_from(requests.len()).expect("there are few requests");
        guests += u64::from(each_night);
        folder.sheet(&format!("requests-week-{}.csv", week + 1), &requested(week, &requests, &mut draw), FIRST)?;
    }
    Ok(folder.finish(n_hotels, groups, guests))
}

fn policy() -> String {
    format!(
        "# supply-workers: invented by `roomblock generate` from the totals of spring 2022.\n\n\
         [case]\nas_of = \"2022-04-07T08:00\"\ndatum = \"gcj02\"\n\n\
         [class.worker]\nsharing = \"single\"\nrequires = [\"permit\"]      # special permits only\n\
         rate_max = {SUPPLY_RATE_MAX}\nhotels_max = 3\n\n[rules]\nvalid_for = \"none\"         # what a hotel said holds until it says something else\n"
    )
}

fn hotels(n: u32, draw: &mut Draw) -> Vec<Surveyed> {
    let mut hotels: Vec<Surveyed> = houses(&SHANGHAI, n, draw).into_iter().map(|house| surveyed(house, draw)).collect();
    // Callers ring as they like, not district by district.
    draw.shuffle(&mut hotels);
    hotels
}

fn surveyed(house: House, draw: &mut Draw) -> Surveyed {
    let size = rounded(draw.lognormal(ROOMS_MEDIAN, 1.0)).clamp(1, ROOMS_MOST);
    let rooms = match draw.weighted(&[0.55, 0.3, 0.15]) {
        0 => Some(size),
        1 => Some(0),
        _ => None,
    };
    Surveyed {
        house,
        rooms,
        rate: rounded(draw.lognormal(270.0, 0.3).clamp(120.0, 680.0)),
        is_permitted: draw.chance(f64::from(PERMITTED) / 1000.0),
        is_closed: rooms == Some(0) && draw.chance(0.2),
    }
}

/// Writes the sheets of the days: hotels in the order in which they were rung, and below them some that were rung again.
fn survey(folder: &mut CaseFolder, hotels: &[Surveyed], draw: &mut Draw) -> Result<(), GenerateError> {
    let headings = [
        "酒店名称",
        "所在区",
        "地址",
        "纬度",
        "经度",
        "联系人",
        "联系电话",
        "可提供房间数",
        "房价",
        "标签",
        "询房时间",
        "询房人",
    ];
    let days = SURVEY_DAYS as usize;
    let each = hotels.len().div_ceil(days);
    for (day, own) in (0..).zip(hotels.chunks(each)) {
        let mut sheet = Sheet::titled(&format!("保供人员住宿询房表（第{}天）", day + 1), &headings);
        let before = &hotels[..each * day as usize];
        let again = if before.is_empty() { 0 } else { (own.len() * AGAIN).div_euclid(1000) };
        let rung_again: Vec<&Surveyed> = (0..again).map(|_| &before[draw.index(before.len())]).collect();
        // Whoever is rung again says what holds now; on the day before the count was another one.
        for hotel in own.iter().chain(rung_again) {
            let minutes = draw.between(8 * 60, 16 * 60);
            sheet.row(&row(hotel, day, minutes, draw));
        }
        folder.sheet(&format!("survey-{:02}.csv", day + 1), &sheet, SURVEY)?;
    }
    Ok(())
}

fn row(hotel: &Surveyed, day: u32, minutes: u32, draw: &mut Draw) -> [String; 12] {
    let [lat, lon] = degrees(hotel.house.place);
    let rooms = if hotel.is_closed { "停业".to_owned() } else { dirt::estimate(hotel.rooms, draw) };
    [
        hotel.house.name.clone(),
        SHANGHAI[hotel.house.district].written.to_owned(),
        hotel.house.address.clone(),
        lat,
        lon,
        hotel.house.contact.clone(),
        dirt::phone(&hotel.house.phone, draw),
        rooms,
        dirt::price(hotel.rate, draw),
        if hotel.is_permitted { "permit" } else { "" }.to_owned(),
        dirt::minute(SURVEY, day * 24 * 60 + minutes, draw),
        format!("{}号席", draw.between(1, 60)),
    ]
}

fn depots(draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet::headed(&["站点名称", "坐标"]);
    for (number, district) in (1..).zip(DEPOTS) {
        let [lat, lon] = degrees(SHANGHAI[district].place(draw));
        sheet.row(&[format!("{number}号仓"), format!("{lon},{lat}")]);
    }
    sheet
}

/// Returns the requests of a week, which is cut short by the end.
fn requested(week: u32, requests: &[u32], draw: &mut Draw) -> Sheet {
    let headings = ["团号", "单位", "人员类别", "人数", "入住日期", "离店日期", "工作地点", "备注"];
    let mut sheet = Sheet::titled(&format!("保供企业用房需求（第{}周）", week + 1), &headings);
    let (from, to) = (week * 7, SUPPLY_NIGHTS.min(week * 7 + 7));
    for (number, workers) in (1..).zip(requests) {
        let company = draw.pick(&COMPANIES);
        let depot = format!("{}号仓", draw.index(DEPOTS.len()) + 1);
        let workers = if draw.chance(0.1) { format!("{workers}人") } else { workers.to_string() };
        let id = format!("W{}-{number:02}", week + 1);
        let arrive = dirt::date(FIRST, from, draw);
        sheet.row(&[&id, company, "worker", &workers, &arrive, &date(FIRST, to), &depot, ""]);
    }
    sheet.row(&["合计", "", "", &requests.iter().sum::<u32>().to_string()]);
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    #[test]
    fn the_requests_are_the_room_nights_of_the_seed() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::SupplyWorkers(Share::default()), &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.files.len()), (1800, 1 + 1 + 10 + 6));
        // Six weeks, the last of five nights.
        let each_week = summary.guests.div_euclid(6);
        assert_eq!(each_week * (5 * 7 + 5), u64::from(SUPPLY_ROOM_NIGHTS));
        let rows: u64 =
            summary.files.iter().filter(|file| file.name.starts_with("survey")).map(|file| file.rows - 2).sum();
        assert_eq!(rows, 1800 + 9 * 18);
    }
}
