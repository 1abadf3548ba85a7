//! Delegations: guests, press and staff by name, when they come, at which station, and when they leave.

use super::{POSTED, STATIONS};
use crate::generate::dirt;
use crate::generate::draw::{Draw, apportion, rounded};
use crate::generate::fact::{DELEGATES, PRESS, PRINCIPALS, STAFF, STATION_HOURS, WORK_GROUPS};
use crate::generate::name::date;
use crate::generate::sheet::Sheet;
use crate::generate::size;
use crate::generate::town::person;

/// Shares of the stations, in their order.
const SHARES: [f64; 5] = [0.3, 0.25, 0.2, 0.15, 0.1];
/// The share of delegations that have not confirmed.
const UNCONFIRMED: f64 = 0.1;

/// A delegation, an outlet of the press, or a work group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    pub id: String,
    pub class: &'static str,
    /// Names, women first.
    pub people: Vec<String>,
    pub women: u32,
    /// When it comes, in minutes after the midnight of the first day.
    pub arrives: u32,
    /// The day on which it leaves.
    pub leaves: u32,
    /// The position of its station.
    pub station: usize,
    pub train: String,
    /// Somebody in it is pinned to a hotel.
    pub is_principal: bool,
    pub is_confirmed: bool,
    pub is_cancelled: bool,
}

/// Draws everybody.
pub fn delegations(draw: &mut Draw) -> Vec<Delegation> {
    let mut number = 0;
    let mut all = Vec::new();
    let guests = size::parts(DELEGATES, (1, 8), || rounded(draw.lognormal(2.2, 0.7)));
    let press = size::parts(PRESS, (1, 10), || rounded(draw.lognormal(3.5, 0.5)));
    let staff = apportion(&vec![f64::from(STAFF) / f64::from(WORK_GROUPS); WORK_GROUPS as usize], STAFF);
    for (prefix, class, sizes) in [("G", "delegate", guests), ("P", "press", press), ("S", "staff", staff)] {
        for (at, size) in (1..).zip(sizes) {
            let people = (0..size)
                .map(|_| {
                    number += 1;
                    person(number, draw)
                })
                .collect();
            all.push(drawn(format!("{prefix}{at:03}"), class, people, draw));
        }
    }
    let principals = all.iter_mut().filter(|one| one.class == "delegate").take(PRINCIPALS as usize);
    for principal in principals {
        (principal.is_principal, principal.is_confirmed) = (true, true);
    }
    all
}

/// Returns a delegation that comes while the stations are staffed, and leaves when the summit is over.
pub fn drawn(id: String, class: &'static str, people: Vec<String>, draw: &mut Draw) -> Delegation {
    let guests = u32::try_from(people.len()).expect("delegations are small");
    let women = rounded(f64::from(guests) * draw.uniform(0.1, 0.7)).min(guests);
    // Staff come on the first morning, press on the first two days, guests until the evening before the opening.
    let (from, to) = match class {
        "staff" => (7, 12),
        "press" => (9, 44),
        _ => (9, 70),
    };
    let hour = draw.between(from, to);
    let arrives = if hour % 24 < 7 { (hour + 8) * 60 } else { hour * 60 } + draw.between(0, 12) * 5;
    Delegation {
        id,
        class,
        people,
        women,
        arrives: arrives.min(STATION_HOURS * 60),
        leaves: 4 + u32::from(draw.chance(0.7)),
        station: draw.weighted(&SHARES),
        train: train(draw),
        is_principal: false,
        is_confirmed: !draw.chance(UNCONFIRMED),
        is_cancelled: false,
    }
}

/// Draws the number of a flight or a train that does not run.
pub fn train(draw: &mut Draw) -> String {
    format!("{}0{:03}", draw.pick(&["G", "D", "ZZ"]), draw.between(1, 999))
}

/// Returns the manifest as it is known at some minute after the midnight of the first day.
pub fn manifest(delegations: &[Delegation], at: u32, draw: &mut Draw) -> Sheet {
    let headings =
        ["团号", "人员类别", "人数", "男", "女", "抵达时间", "离店日期", "工作地点", "接站点", "航班/车次", "status"];
    let mut sheet = Sheet::titled("参会人员接待总表", &headings);
    for one in delegations {
        let guests = u32::try_from(one.people.len()).expect("delegations are small");
        let status = match one {
            _ if one.is_cancelled => "cancelled",
            _ if one.arrives <= at => "arrived",
            _ if one.is_confirmed => "confirmed",
            _ => "expected",
        };
        sheet.row(&[
            one.id.clone(),
            one.class.to_owned(),
            guests.to_string(),
            (guests - one.women).to_string(),
            one.women.to_string(),
            dirt::minute(POSTED, one.arrives, draw),
            date(POSTED, one.leaves),
            "会议中心".to_owned(),
            STATIONS[one.station].0.to_owned(),
            one.train.clone(),
            status.to_owned(),
        ]);
    }
    sheet
}

/// Returns everybody by name.
pub fn people(delegations: &[Delegation]) -> Sheet {
    let mut sheet = Sheet::headed(&["姓名", "性别", "团号", "职务"]);
    for one in delegations.iter().filter(|one| !one.is_cancelled) {
        for (at, name) in (0..).zip(&one.people) {
            let sex = if at < one.women { "女" } else { "男" };
            let role = match (one.is_principal, at) {
                (true, 0) => "主宾",
                (true, 1) => "翻译",
                _ => "",
            };
            sheet.row(&[name, sex, &one.id, role]);
        }
    }
    sheet
}
