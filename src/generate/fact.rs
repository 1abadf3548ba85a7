//! The numbers of the scenarios. Each is tied to its fact in `examples/facts.csv`, which says where it is from: stated by a
//! seed (`F0.9`), derived from such (`D0.1`), said by another source (`R8.1`), or proposed by us (`P0.1`).
//!
//! No generator of a scenario has a number of the world of its own; what shapes a draw and means nothing stays beside it.

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $value:expr, $id:literal;)*) => {
        $($(#[$doc])* pub const $name: $kind = $value;)*

        /// Every constant: its name, the fact, its value.
        #[cfg(test)]
        fn all() -> Vec<(&'static str, &'static str, f64)> {
            vec![$((stringify!($name), $id, f64::from($name))),*]
        }
    };
}

facts! {
    /// shanghai-0403: hotels that were asked.
    POLLED_HOTELS: f64 = 2095.0, "F0.9";
    /// Rooms that were usable in the end.
    NEW_ROOMS: f64 = 25_000.0, "F0.10";
    /// Teams that arrive in one evening.
    TEAMS: u32 = 10, "F0.4";
    /// The share of hotels that have rooms in the end.
    WITH_ROOMS: f64 = 0.4, "P0.1";
    /// Hotels with at least `LARGE_ROOMS` rooms, at least.
    LARGE_HOTELS: f64 = 25.0, "P0.2";
    /// The rooms of a large hotel.
    LARGE_ROOMS: u32 = 80, "P0.3";
    /// The median of the rooms of a hotel that has any.
    ROOMS_MEDIAN: f64 = 18.0, "P0.4";
    /// The most rooms of a hotel.
    ROOMS_MOST: u32 = 260, "P0.5";
    /// Batches of lists to the authorities.
    POLLS: u32 = 20, "F0.16";
    /// People from Shandong.
    SHANDONG: u32 = 1100, "F0.11";
    /// The hotels that they were in.
    SHANDONG_HOTELS: f64 = 12.0, "F0.12";
    /// Nights that they stayed.
    TEAM_NIGHTS: u32 = 27, "D0.1";
    /// The share of women among medics, in thousandths.
    MEDIC_WOMEN: u32 = 750, "P0.6";
    /// The other teams that the press named.
    TIANJIN: u32 = 1512, "R8.1";
    HUBEI: u32 = 1200, "R8.2";
    JIANGXI: u32 = 1100, "R8.3";
    ANHUI: u32 = 650, "R8.4";
    SHAANXI: u32 = 180, "R9.1";
    HUNAN: u32 = 104, "R9.2";

    /// changchun-isolation: qualifying isolation rooms.
    ISOLATION_ROOMS: u32 = 1000, "F0.19";
    /// Hotels on the list of those that can be requisitioned.
    LISTED_HOTELS: u32 = 34, "F0.20";
    /// Those of them that qualify.
    QUALIFYING_HOTELS: u32 = 28, "P0.7";
    /// People to be isolated, by class: contacts, contacts of contacts, from abroad, positive.
    CONTACTS: u32 = 560, "P0.8";
    SECONDARY: u32 = 180, "P0.9";
    INBOUND: u32 = 70, "P0.10";
    POSITIVE: u32 = 40, "P0.11";

    /// supply-workers: hotels surveyed under the conditions of special permits.
    SURVEYED_HOTELS: u32 = 1800, "F0.25";
    /// Days that the survey took.
    SURVEY_DAYS: u32 = 10, "F0.25d";
    /// Nights for which companies were given the state of the hotels.
    SUPPLY_NIGHTS: u32 = 40, "F0.26";
    /// Room nights of companies in all.
    SUPPLY_ROOM_NIGHTS: u32 = 110_000, "F0.23";
    /// The share of hotels with a permit, in thousandths.
    PERMITTED: u32 = 350, "P0.12";
    /// The highest rate of a room a night.
    SUPPLY_RATE_MAX: u32 = 300, "P0.13";

    /// sorters-1000: workers.
    SORTERS: u32 = 1000, "F1.15";
    /// The districts that were served first.
    SORTER_DISTRICTS: u32 = 5, "F1.13";
    /// The highest rate of a room a night.
    SORTER_RATE_MAX: u32 = 250, "P1.1";
    /// The farthest hotel from the depot, in minutes.
    SORTER_MINUTES_MAX: u32 = 30, "P1.2";
    /// The share of men, in thousandths.
    SORTER_MEN: u32 = 700, "P1.3";
    /// Hotels surveyed.
    SORTER_HOTELS: u32 = 180, "P1.4";
    /// Nights that they stay.
    SORTER_NIGHTS: u32 = 30, "P1.5";

    /// triage-0407: people found on a day: confirmed, without symptoms.
    CONFIRMED: u32 = 322, "F1.1";
    ASYMPTOMATIC: u32 = 19_660, "F1.2";
    /// Beds of the hall that opens on the second day.
    HALL_BEDS: u32 = 40_000, "F1.7";
    /// Days.
    TRIAGE_DAYS: u32 = 3, "P1.6";
    /// Lots of people who are picked up together.
    LOTS: u32 = 400, "P1.7";
    /// Cabin sites.
    CABINS: u32 = 100, "R10.1";
    /// Hospitals, and their beds.
    HOSPITALS: u32 = 8, "R10.2";
    HOSPITAL_BEDS: u32 = 8000, "R10.3";
    /// The share of vulnerable people among those without symptoms, in thousandths.
    VULNERABLE: u32 = 80, "P1.8";
    /// Beds that are free on the first day: in cabins, in hospitals.
    CABIN_BEDS_FREE: u32 = 16_000, "P1.9";
    HOSPITAL_BEDS_FREE: u32 = 5480, "P1.10";
    /// Beds that each hospital keeps for those who get worse in a cabin.
    HOSPITAL_BEDS_KEPT: u32 = 35, "P1.11";
    /// Nights in a cabin, and in a hospital.
    CABIN_NIGHTS: u32 = 7, "P1.12";
    HOSPITAL_NIGHTS: u32 = 10, "P1.13";

    /// xiuying-aug: hotels where travellers are stranded.
    STRANDED_HOTELS: u32 = 89, "F2.5";
    /// Officers in them.
    OFFICERS: u32 = 254, "F2.4";
    /// Leaders who take the hardest hotels.
    LEADERS: u32 = 10, "F2.2";
    /// Station hotels.
    STATIONS: u32 = 12, "R7.1";
    /// Nights in a station hotel before leaving by sea.
    STATION_NIGHTS: u32 = 3, "R5.1";
    /// Nights for which a hotel with a case is frozen.
    FREEZE_NIGHTS: u32 = 7, "R6.1";
    /// Parties at the beginning.
    PARTIES: u32 = 2600, "P2.1";
    /// Days.
    XIUYING_DAYS: u32 = 10, "P2.2";

    /// wuzhen-2021: stations where guests are met.
    MEETING_STATIONS: u32 = 5, "F3.3";
    /// Hours for which they are staffed.
    STATION_HOURS: u32 = 120, "F3.4";
    /// Work groups of the resort.
    WORK_GROUPS: u32 = 13, "D3.1";
    /// Guests, press and staff.
    DELEGATES: u32 = 1200, "P3.1";
    PRESS: u32 = 300, "P3.2";
    STAFF: u32 = 200, "P3.3";
    /// Hotels and their rooms.
    WUZHEN_HOTELS: u32 = 30, "P3.4";
    WUZHEN_ROOMS: u32 = 2300, "P3.5";
    /// The share of people whose data change in the last 24 hours, in thousandths.
    AMENDED: u32 = 60, "P3.6";
    /// Principals who are pinned to a hotel.
    PRINCIPALS: u32 = 24, "P3.7";

    /// friendship-palace: nights of the closed loop.
    LOOP_NIGHTS: u32 = 40, "F4.2";
    /// Guests, by three boxed meals a day.
    LOOP_GUESTS: u32 = 150, "D4.1";
    /// Staff who live in.
    LOOP_STAFF: u32 = 190, "P4.1";
    /// Floors, and rooms on each.
    FLOORS: u32 = 12, "P4.2";
    FLOOR_ROOMS: u32 = 24, "P4.3";
    /// Units of the guests.
    UNITS: u32 = 12, "P4.4";
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the facts are whole, or halves and tenths written out")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The facts of `examples/facts.csv`: value by id.
    fn written() -> BTreeMap<String, f64> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/facts.csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        assert_eq!(reader.headers().unwrap(), vec!["id", "scenario", "value", "unit", "origin", "meaning"]);
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| (row[0].to_owned(), row[2].parse().unwrap_or_else(|_| panic!("{row:?}")))).collect()
    }

    #[test]
    fn every_number_is_that_of_its_fact() {
        let written = written();
        for (name, id, value) in all() {
            assert_eq!(written.get(id).copied(), Some(value), "{name} is {id} of examples/facts.csv");
        }
    }

    #[test]
    fn derived_facts_follow_from_stated_ones() {
        let written = written();
        let fact = |id: &str| written[id];
        assert_eq!((fact("F0.14") / fact("F0.11")).round(), fact("D0.1"), "nights of a team");
        assert_eq!(fact("F1.1") + fact("F1.2"), fact("D1.1"), "people found on a day");
        assert_eq!(fact("F4.6") / fact("F4.2"), fact("D4.2"), "meals a day");
        assert_eq!(fact("D4.2") / 3.0, fact("D4.1"), "guests who eat them");
        assert_eq!(fact("F0.23") / fact("F0.26"), fact("D0.2"), "rooms a night");
        assert_eq!(fact("F0.2"), fact("F0.14") + fact("F0.23"), "medics and companies");
    }
}
