//! The tables of a day, as they would be written that morning.

use super::party::Party;
use super::{CASES, DAYS, FREEZE_NIGHTS, House, STATION_NIGHTS, house_id};
use crate::generate::GenerateError;
use crate::generate::fact::{LEADERS, OFFICERS};
use crate::generate::folder::CaseFolder;
use crate::generate::name::{Names, date};

/// The first of the ten days.
const FIRST: (i32, u32, u32) = (2022, 8, 10);
/// Who is there at the beginning came so many days before.
const BEFORE: u32 = 5;
/// The day of departure of who does not know when it will be.
const UNKNOWN: u32 = DAYS + 2;
/// Departures are known so many days ahead.
const AHEAD: u32 = 2;

/// Returns the date of a day.
fn on(day: u32) -> String {
    date(FIRST, day)
}

/// Returns the commands of ten mornings.
pub fn commands() -> String {
    let head = "#!/bin/sh\n# Ten mornings: each goes on from the plan before, and is written over it.\nset -e\n\
                cd \"$(dirname \"$0\")\"\nroomblock replan day-01 -o plan --quiet --unmet-ok\n";
    let morning = |day| format!("roomblock replan day-{day:02} --previous plan -o plan --quiet --unmet-ok\n");
    head.to_owned() + &(2..=DAYS).map(morning).collect::<Vec<_>>().concat()
}

/// Writes the policy of a day.
pub fn policy(case: &mut CaseFolder, day: u32) -> Result<(), GenerateError> {
    let text = format!(
        "# xiuying-aug: invented by `roomblock generate` from the totals of August 2022.\n\n[case]\nas_of = \"{}T06:00\"\n\n\
         [class.station]\nrequires = [\"station\"]\n\n[class.traveller]\nforbids = [\"station\"]\n\n\
         [rules]\nsharing = \"party\"\nsplit = \"never\"      # families stay together\nfreeze_window = 1      # who comes today or has come stays where it is\n\
         freeze_nights = {FREEZE_NIGHTS}      # after a case nobody moves in or out\n\n[solve]\neffort = 7\n",
        on(day)
    );
    case.text("roomblock.toml", &text)
}

/// Writes `availability.csv`: every hotel is asked every morning for all its rooms, those held for us included.
pub fn availability(case: &mut CaseFolder, houses: &[House], day: u32) -> Result<(), GenerateError> {
    let headings = ["hotel", "room_type", "rooms", "basis", "polled_at"];
    let asked = format!("{}T05:30", on(day));
    case.table("availability", &headings, |rows| {
        houses.iter().try_for_each(|house| rows.row(&[&house.id, "twin", &house.rooms.to_string(), "gross", &asked]))
    })
}

/// Writes `hotels.csv` with the cases known by that day.
pub fn hotels(case: &mut CaseFolder, houses: &[House], day: u32) -> Result<(), GenerateError> {
    let last_case = |house: &House| {
        let known = CASES.into_iter().find(|&(hotel, on)| house.id == house_id(hotel) && on <= day);
        known.map(|(_, day)| on(day)).unwrap_or_default()
    };
    case.table("hotels", &["hotel", "tags", "case_on"], |rows| {
        houses.iter().try_for_each(|house| {
            rows.row(&[house.id.as_str(), if house.is_station { "station" } else { "" }, &last_case(house)])
        })
    })
}

/// Writes `groups.csv`: parties that are in their hotels or come soon, and the nights in a station hotel that are ahead of them
/// or have begun.
pub fn groups(case: &mut CaseFolder, parties: &[Party], day: u32) -> Result<(), GenerateError> {
    let headings = ["group", "guests", "class", "priority", "arrive", "depart", "status", "transport"];
    case.table("groups", &headings, |rows| {
        for party in parties {
            let (guests, priority) = (party.guests.to_string(), if party.is_vulnerable { "1" } else { "2" });
            if let Some((from, to, status)) = in_hotel(party, day) {
                rows.row(&[&party.id, &guests, "traveller", priority, &from, &to, status, ""])?;
            }
            if let Some((from, status)) = in_station(party, day) {
                let id = format!("{}-S", party.id);
                let to = on(from + STATION_NIGHTS);
                rows.row(&[&id, &guests, "station", priority, &on(from), &to, status, "port"])?;
            }
        }
        Ok(())
    })
}

/// Returns from when to when a party is in its hotel, and its status; none where it has left, or nobody knows of it yet.
fn in_hotel(party: &Party, day: u32) -> Option<(String, String, &'static str)> {
    let leaves = party.leaves_as_of(day);
    let depart = if leaves <= day + AHEAD { leaves } else { UNKNOWN };
    match party.comes {
        Some(comes) if comes > day + 1 => None,
        Some(comes) => Some((on(comes), on(depart), if comes < day { "arrived" } else { "confirmed" })),
        None if leaves <= day => None,
        None => Some((date((2022, 8, 10 - BEFORE), 0), on(depart), "arrived")),
    }
}

/// Returns the first night of a party in a station hotel, and its status; none where it is over, or nobody knows of it yet.
/// On the day of a case in its hotel the nights that it was to spend there are cancelled.
fn in_station(party: &Party, day: u32) -> Option<(u32, &'static str)> {
    if let Some((case, _)) = party.frozen {
        let known = party.by_sea && party.leaves <= day + AHEAD;
        return match day {
            _ if !known || day > case => None,
            _ if day == case => Some((party.leaves, "cancelled")),
            _ => Some((party.leaves, "expected")),
        };
    }
    let from = party.leg().filter(|&from| from <= day + AHEAD && day < from + STATION_NIGHTS)?;
    let status = match from {
        _ if from < day => "arrived",
        _ if from <= day + 1 => "confirmed",
        _ => "expected",
    };
    Some((from, status))
}

/// Writes `previous.csv`: who is where when the ten days begin.
pub fn previous(case: &mut CaseFolder, parties: &[Party], houses: &[House]) -> Result<(), GenerateError> {
    let headings = ["group", "hotel", "room_type", "rooms", "guests"];
    case.table("previous", &headings, |rows| {
        for party in parties {
            if let Some(hotel) = party.hotel {
                let (rooms, guests) = (party.rooms().to_string(), party.guests.to_string());
                rows.row(&[party.id.as_str(), &houses[hotel].id, "twin", &rooms, &guests])?;
            }
        }
        Ok(())
    })
}

/// Writes `officers.csv`: who goes into the hotels, the district's leaders to the hardest ones.
pub fn officers(case: &mut CaseFolder) -> Result<(), GenerateError> {
    case.table("officers", &["officer", "senior"], |rows| {
        for (officer, number) in Names::new("O", OFFICERS as usize).zip(0..) {
            rows.row(&[officer.as_str(), if number < LEADERS { "yes" } else { "no" }])?;
        }
        Ok(())
    })
}
