//! Shanghai, three days from 2022-04-07 (domain notes §1.2): 19,982 people found on each of them, in 400 lots that are picked up
//! together, for cabin sites, a hall that opens on the second day, and hospitals.
//!
//! This is planning arithmetic in beds: whose case is moderate, who is vulnerable and where anybody is treated is decided by
//! doctors. Moderate cases are in hospital, and so is who is vulnerable while beds last; all others are in cabins. The beds that
//! are free are fewer than the people, so that the plan must say who waits.

mod lot;

use std::path::Path;

use super::dirt::{self, Date};
use super::district::SHANGHAI;
use super::draw::{Draw, rounded};
use super::fact::{
    CABIN_BEDS_FREE, CABIN_NIGHTS, CABINS, HALL_BEDS, HOSPITAL_BEDS, HOSPITAL_BEDS_FREE, HOSPITAL_BEDS_KEPT,
    HOSPITAL_NIGHTS, HOSPITALS, TRIAGE_DAYS,
};
use super::folder::CaseFolder;
use super::name::date;
use super::sheet::Sheet;
use super::size::{self, Spread};
use super::town::degrees;
use super::{GenerateError, Options, Share, Summary};
use lot::{Lot, lots};

/// The first day.
const FIRST: Date = (2022, 4, 7);
/// Of the beds of a cabin site that are taken, so many thousandths are free again each day.
const DISCHARGED: u32 = 50;
/// Where the hall stands, west of the city.
const HALL: (f64, f64) = (31.192, 121.305);

/// A cabin site, a hall or a hospital.
struct Facility {
    name: String,
    kind: &'static str,
    district: &'static str,
    place: (f64, f64),
    /// Beds there are at all, where somebody counted.
    beds: Option<u32>,
    /// Beds free from a day on.
    free: Vec<(u32, u32)>,
    kept: u32,
}

/// Writes the scenario.
pub fn write(share: Share, options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let scale = share.within()?;
    let stream = |purpose: &str| Draw::new(options.seed, &format!("triage {purpose}"));
    let facilities = facilities(scale, &mut stream("facilities"));
    let lots = lots(scale, &mut stream("lots"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", &policy())?;
    folder.sheet("beds.csv", &beds(&facilities, &mut stream("beds")), FIRST)?;
    folder.sheet("points.csv", &points(&lots), FIRST)?;
    let mut draw = stream("cells");
    for day in 0..TRIAGE_DAYS {
        folder.sheet(&format!("lots-04{:02}.csv", FIRST.2 + day), &manifest(&lots, day, &mut draw), FIRST)?;
    }
    let count = |number: usize| u32::try_from(number).expect("there are few");
    let groups = lots.iter().map(|lot| lot.people.iter().filter(|&&people| people > 0).count()).sum();
    let guests = lots.iter().flat_map(|lot| lot.people).map(u64::from).sum();
    Ok(folder.finish(count(facilities.len()), count(groups), guests))
}

fn policy() -> String {
    format!(
        "# triage-0407: invented by `roomblock generate` from the totals of April 2022.\n\
         # Planning arithmetic in beds: whose case is moderate and who is vulnerable is decided by doctors.\n\n\
         [case]\nas_of = \"2022-04-07T06:00\"\n\n\
         [class.moderate]\nrequires = [\"hospital\"]\npriority = 1\nnights = {HOSPITAL_NIGHTS}\n\n\
         [class.vulnerable]         # pregnant, children, old, chronically ill: in hospital while beds last\n\
         requires = [\"hospital\"]\npriority = 2\nnights = {HOSPITAL_NIGHTS}\n\n\
         [class.mild]               # without symptoms, or mild\nrequires = [\"cabin\"]\npriority = 3\nnights = {CABIN_NIGHTS}\n\n\
         [columns.availability]\n\"空床\" = \"rooms\"\n\"总床位\" = \"rooms_total\"\n\"留用床\" = \"reserve_rooms\"\n"
    )
}

/// Draws the sites, the hall and the hospitals; the beds are those of the facts, at a scale.
fn facilities(scale: f64, draw: &mut Draw) -> Vec<Facility> {
    let scaled = |number: u32| rounded(f64::from(number) * scale).max(1);
    let shares = SHANGHAI.map(|district| district.share);
    let mut facilities = Vec::new();
    let cabins = (scaled(CABINS), scaled(CABIN_BEDS_FREE));
    for (number, free) in
        (1..).zip(size::with_sum(cabins, &Spread { median: 120.0, sigma: 0.6, most: 2000 }, |_| 20, draw))
    {
        let (district, beds) = (&SHANGHAI[draw.weighted(&shares)], free * draw.between(4, 10));
        let more = ((beds - free) * DISCHARGED).div_euclid(1000);
        let free = (0..TRIAGE_DAYS).map(|day| (day, free + day * more)).collect();
        let (name, place) = (format!("{}{number}号方舱", district.written), district.place(draw));
        facilities.push(Facility {
            name,
            kind: "cabin",
            district: district.written,
            place,
            beds: Some(beds),
            free,
            kept: 0,
        });
    }
    let name = "西馆方舱".to_owned();
    let free = vec![(1, scaled(HALL_BEDS))];
    facilities.push(Facility { name, kind: "cabin", district: "青浦区", place: HALL, beds: None, free, kept: 0 });
    let hospitals = scaled(HOSPITALS);
    let beds = size::with_sum(
        (hospitals, scaled(HOSPITAL_BEDS)),
        &Spread { median: 1000.0, sigma: 0.2, most: 2400 },
        |_| 40,
        draw,
    );
    let kept = rounded(f64::from(HOSPITAL_BEDS_KEPT * HOSPITALS) * scale / f64::from(hospitals));
    let (all, mut left) = (beds.iter().sum::<u32>(), scaled(HOSPITAL_BEDS_FREE));
    for (number, &beds) in (1..).zip(&beds) {
        let district = &SHANGHAI[draw.weighted(&shares)];
        let is_last = number == hospitals;
        let free = if is_last {
            left
        } else {
            rounded(f64::from(beds) * f64::from(scaled(HOSPITAL_BEDS_FREE)) / f64::from(all))
        };
        left -= free;
        let (name, place) = (format!("{}定点医院{number}", district.written), district.place(draw));
        facilities.push(Facility {
            name,
            kind: "hospital",
            district: district.written,
            place,
            beds: Some(beds),
            free: vec![(0, free)],
            kept,
        });
    }
    facilities
}

/// Returns the balance of beds: a row for each day from which it holds.
fn beds(facilities: &[Facility], draw: &mut Draw) -> Sheet {
    let headings = [
        "隔离点名称",
        "标签",
        "行政区",
        "纬度",
        "经度",
        "房型",
        "总床位",
        "空床",
        "留用床",
        "起始日期",
        "截止日期",
        "更新时间",
    ];
    let mut sheet = Sheet::titled("4月7日床位统计表", &headings);
    for facility in facilities {
        let [lat, lon] = degrees(facility.place);
        for (at, &(from, free)) in facility.free.iter().enumerate() {
            let until = facility.free.get(at + 1).map(|&(next, _)| date(FIRST, next)).unwrap_or_default();
            sheet.row(&[
                facility.name.clone(),
                facility.kind.to_owned(),
                facility.district.to_owned(),
                lat.clone(),
                lon.clone(),
                "bed".to_owned(),
                facility.beds.map(|beds| beds.to_string()).unwrap_or_default(),
                free.to_string(),
                if facility.kept > 0 { facility.kept.to_string() } else { String::new() },
                if from > 0 { date(FIRST, from) } else { String::new() },
                until,
                dirt::minute(FIRST, draw.between(0, 6 * 60), draw),
            ]);
        }
    }
    sheet
}

/// Returns where the lots are picked up.
fn points(lots: &[Lot]) -> Sheet {
    let mut sheet = Sheet::headed(&["站点名称", "纬度", "经度"]);
    for lot in lots {
        let [lat, lon] = degrees(lot.place);
        sheet.row(&[lot.point(), lat, lon]);
    }
    sheet
}

/// Returns the lots of a day, a row for each class, and their sum.
fn manifest(lots: &[Lot], day: u32, draw: &mut Draw) -> Sheet {
    let headings = ["批次号", "人员类别", "人数", "到达时间", "工作地点"];
    let mut sheet = Sheet::titled(&format!("4月{}日转运批次表", FIRST.2 + day), &headings);
    let mut sum = 0;
    for lot in lots.iter().filter(|lot| lot.day == day) {
        for (class, people) in lot.classes() {
            sum += people;
            let people = if draw.chance(0.1) { format!("{people}人") } else { people.to_string() };
            let arrive = dirt::minute(FIRST, lot.minutes, draw);
            sheet.row(&[lot.group(class), class.to_owned(), people, arrive, lot.point()]);
        }
    }
    sheet.row(&["合计", "", &sum.to_string()]);
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    #[test]
    fn beds_and_people_are_those_of_the_facts() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Triage0407(Share::default()), &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.guests), (109, 3 * 19_982));
        let facilities = facilities(1.0, &mut Draw::new(1, "facilities"));
        let of = |kind: &str, day: u32| -> u32 {
            let own = facilities.iter().filter(|facility| facility.kind == kind);
            own.filter_map(|facility| facility.free.iter().rfind(|free| free.0 <= day)).map(|free| free.1).sum()
        };
        assert_eq!((of("cabin", 0), of("hospital", 0), of("hospital", 2)), (16_000, 5480, 5480));
        assert!(of("cabin", 1) > 56_000 && of("cabin", 2) > of("cabin", 1));
        let beds =
            facilities.iter().filter(|facility| facility.kind == "hospital").filter_map(|facility| facility.beds);
        assert_eq!(beds.sum::<u32>(), 8000);
    }
}
