//! Shanghai, April 2022 (domain notes §1.2): nearly 1,000 sorters from all over the country for the depots of five districts,
//! two to a room by sex, at most half an hour from their depot and within a price.
//!
//! The sheets are a survey of hotels, the employer's teams, and every worker by name.

use std::path::Path;

use super::dirt::{self, Date};
use super::district::{District, SHANGHAI};
use super::draw::{Draw, rounded};
use super::fact::{
    ROOMS_MEDIAN, SORTER_DISTRICTS, SORTER_HOTELS, SORTER_MEN, SORTER_MINUTES_MAX, SORTER_NIGHTS, SORTER_RATE_MAX,
    SORTERS,
};
use super::folder::CaseFolder;
use super::name::date;
use super::sheet::Sheet;
use super::size;
use super::town::{House, degrees, houses, person};
use super::{GenerateError, Options, Summary};

/// The first five districts, in the order in which they were named: Yangpu, Songjiang, Baoshan, Xuhui, Putuo.
const FIVE: [&str; SORTER_DISTRICTS as usize] = ["Yangpu", "Songjiang", "Baoshan", "Xuhui", "Putuo"];
const SURVEYED: Date = (2022, 4, 6);
const FIRST: Date = (2022, 4, 7);
/// Fewest and most workers of a team.
const TEAM: (u32, u32) = (10, 45);
/// Where teams come from.
const PROVINCES: [&str; 10] = ["安徽", "河南", "江苏", "浙江", "江西", "山东", "湖北", "湖南", "四川", "贵州"];

/// A team.
struct Team {
    id: String,
    workers: u32,
    men: u32,
    /// The position of its depot's district in `FIVE`.
    depot: usize,
}

/// Writes the scenario.
pub fn write(options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let stream = |purpose: &str| Draw::new(options.seed, &format!("sorters {purpose}"));
    let districts: Vec<District> =
        FIVE.iter().filter_map(|name| SHANGHAI.iter().find(|one| one.name == *name)).copied().collect();
    let houses = houses(&districts, SORTER_HOTELS, &mut stream("houses"));
    let teams = teams(&mut stream("teams"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", &policy())?;
    folder.sheet("survey.xlsx", &survey(&houses, &districts, &mut stream("survey")), SURVEYED)?;
    folder.sheet("depots.csv", &depots(&districts), SURVEYED)?;
    folder.sheet("teams.csv", &manifest(&teams, &districts, &mut stream("cells")), SURVEYED)?;
    folder.sheet("workers.csv", &workers(&teams, &mut stream("workers")), SURVEYED)?;
    let groups = u32::try_from(teams.len()).expect("there are few teams");
    Ok(folder.finish(SORTER_HOTELS, groups, u64::from(SORTERS)))
}

fn policy() -> String {
    format!(
        "# sorters-1000: invented by `roomblock generate` from the totals of April 2022.\n\n\
         [case]\nas_of = \"2022-04-06T20:00\"\ndatum = \"gcj02\"\n\n\
         [class.sorter]\nsharing = \"same_sex\"        # two and two, men with men and women with women\n\
         minutes_max = {SORTER_MINUTES_MAX}            # to the depot\nrate_max = {SORTER_RATE_MAX}              # a room a night\nhotels_max = 2\n\n\
         [objective]\ntravel_unit = \"minutes\"\n"
    )
}

fn teams(draw: &mut Draw) -> Vec<Team> {
    let sizes = size::parts(SORTERS, TEAM, || rounded(draw.lognormal(24.0, 0.4)));
    let mut team = |(number, workers): (u32, u32)| {
        let share = f64::from(SORTER_MEN) / 1000.0 + draw.uniform(-0.2, 0.2);
        let men = rounded(f64::from(workers) * share).min(workers);
        Team { id: format!("{}{number:02}队", draw.pick(&PROVINCES)), workers, men, depot: draw.index(FIVE.len()) }
    };
    (1..).zip(sizes).map(&mut team).collect()
}

/// Returns the survey: room types have columns of their own, under one price.
fn survey(houses: &[House], districts: &[District], draw: &mut Draw) -> Sheet {
    let headings = [
        "行政区",
        "酒店名称",
        "地址",
        "坐标",
        "联系人",
        "联系电话",
        "双床房",
        "大床房",
        "房价",
        "营业状态",
        "询房时间",
    ];
    let mut sheet = Sheet::titled("分拣人员住宿酒店摸排表", &headings);
    for own in houses.chunk_by(|a, b| a.district == b.district) {
        let first = sheet.len();
        for house in own {
            let (twins, kings) = (rounded(draw.lognormal(ROOMS_MEDIAN, 0.8)), rounded(draw.lognormal(6.0, 0.8)));
            let (is_closed, is_silent) = (draw.chance(0.08), draw.chance(0.12));
            let [lat, lon] = degrees(house.place);
            let counted = |rooms: u32| if is_silent { None } else { Some(if is_closed { 0 } else { rooms }) };
            let district = if sheet.len() == first { districts[house.district].written } else { "" };
            sheet.row(&[
                district.to_owned(),
                house.name.clone(),
                house.address.clone(),
                format!("{lon},{lat}"),
                house.contact.clone(),
                dirt::phone(&house.phone, draw),
                dirt::estimate(counted(twins), draw),
                dirt::estimate(counted(kings), draw),
                dirt::price(rounded(draw.lognormal(230.0, 0.3).clamp(110.0, 600.0)), draw),
                if is_closed { "停业" } else { "营业" }.to_owned(),
                dirt::minute(SURVEYED, draw.between(8 * 60, 18 * 60), draw),
            ]);
        }
        sheet.merge_from(first, 0);
    }
    sheet
}

fn depots(districts: &[District]) -> Sheet {
    let mut sheet = Sheet::headed(&["站点名称", "纬度", "经度"]);
    for district in districts {
        let [lat, lon] = degrees(district.middle);
        sheet.row(&[depot(district), lat, lon]);
    }
    sheet
}

fn depot(district: &District) -> String {
    format!("{}分拣仓", district.written)
}

fn manifest(teams: &[Team], districts: &[District], draw: &mut Draw) -> Sheet {
    let headings = ["队伍编号", "人员类别", "人数", "男", "女", "抵达时间", "离店日期", "工作地点"];
    let mut sheet = Sheet::titled("分拣支援队伍表", &headings);
    for team in teams {
        let [workers, men, women] = [team.workers, team.men, team.workers - team.men].map(|count| count.to_string());
        let arrive = dirt::minute(FIRST, draw.between(9 * 60, 22 * 60), draw);
        let depart = date(FIRST, SORTER_NIGHTS);
        sheet.row(&[&team.id, "sorter", &workers, &men, &women, &arrive, &depart, &depot(&districts[team.depot])]);
    }
    sheet.row(&["合计", "", &teams.iter().map(|team| team.workers).sum::<u32>().to_string()]);
    sheet
}

fn workers(teams: &[Team], draw: &mut Draw) -> Sheet {
    let mut sheet = Sheet::headed(&["姓名", "性别", "队伍编号", "岗位"]);
    let mut number = 0;
    for team in teams {
        for place in 0..team.workers {
            number += 1;
            let sex = if place < team.men { "男" } else { "女" };
            sheet.row(&[&person(number, draw), sex, &team.id, "分拣员"]);
        }
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    #[test]
    fn there_are_a_thousand_workers_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Sorters1000, &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.guests), (180, 1000));
        let workers = summary.files.iter().find(|file| file.name == "workers.csv").unwrap();
        assert_eq!(workers.rows, 1 + 1000);
        let depots = summary.files.iter().find(|file| file.name == "depots.csv").unwrap();
        assert_eq!(depots.rows, 1 + 5);
    }
}
