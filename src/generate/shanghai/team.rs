//! The ten teams in the order in which they arrived.

use crate::generate::draw::{Draw, apportion, rounded};
use crate::generate::fact::{
    ANHUI, HUBEI, HUNAN, JIANGXI, MEDIC_WOMEN, SHAANXI, SHANDONG, SHANDONG_HOTELS, TEAMS, TIANJIN,
};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The name of its group.
    pub id: &'static str,
    /// Its name for people.
    pub name: String,
    /// How many people.
    pub guests: u32,
    /// How many of them are women.
    pub women: u32,
    /// When it arrives: local date and time.
    pub arrive: &'static str,
    /// Its hospital, as a position in `HOSPITALS`.
    pub hospital: usize,
    /// The most hotels, where it may not be spread over any number.
    pub hotels_max: Option<u32>,
    /// How it arrives.
    pub transport: &'static str,
}

impl Team {
    /// Returns the name of its class, which has no other group.
    #[must_use]
    pub fn class(&self) -> String {
        self.id.to_lowercase()
    }
}

/// Where the teams work. Invented: temporary hospitals of no name that exists, in degrees north and east.
pub const HOSPITALS: [(&str, &str, f64, f64); 4] = [
    ("W1", "Eastern Halls temporary hospital", 31.2130, 121.5630),
    ("W2", "Western Halls temporary hospital", 31.1920, 121.3050),
    ("W3", "Northern Sheds temporary hospital", 31.3390, 121.4600),
    ("W4", "Southern Campus temporary hospital", 31.0570, 121.4460),
];

/// Name, people, arrival, hospital, way of arriving. The last two come after midnight and sleep the same night.
type Arrival = (&'static str, u32, &'static str, usize, &'static str);

const ARRIVALS: [Arrival; TEAMS as usize] = [
    ("Tianjin", TIANJIN, "2022-04-03T13:40", 0, "train"),
    ("Hubei", HUBEI, "2022-04-03T15:05", 0, "train"),
    ("Jiangxi", JIANGXI, "2022-04-03T16:20", 1, "train"),
    ("Shandong", SHANDONG, "2022-04-03T17:30", 2, "charter flight"),
    ("Anhui", ANHUI, "2022-04-03T18:45", 1, "bus"),
    ("Shaanxi", SHAANXI, "2022-04-03T20:10", 3, "charter flight"),
    ("Hunan", HUNAN, "2022-04-03T21:15", 2, "train"),
    ("Lanting", 60, "2022-04-03T22:30", 3, "bus"),
    ("Moyuan", 50, "2022-04-04T00:25", 3, "bus"),
    ("Qiushan", 44, "2022-04-04T01:50", 0, "bus"),
];

/// The team that stayed in twelve hotels.
const IN_TWELVE_HOTELS: (&str, f64) = ("Shandong", SHANDONG_HOTELS);

/// Draws the teams at a scale: people by the largest remainder, so that their sum is the scaled sum, and women.
pub fn teams(scale: f64, draw: &mut Draw) -> Vec<Team> {
    let counts = ARRIVALS.map(|arrival| f64::from(arrival.1) * scale);
    let guests = apportion(&counts, rounded(counts.iter().sum()));
    let team = |(&(id, _, arrive, hospital, transport), guests): (&Arrival, u32)| {
        let guests = guests.max(1);
        let (limited, hotels) = IN_TWELVE_HOTELS;
        let women = f64::from(MEDIC_WOMEN) / 1000.0;
        Team {
            id,
            name: format!("{id} medical team"),
            guests,
            women: rounded(f64::from(guests) * draw.uniform(women - 0.05, women + 0.05)),
            arrive,
            hospital,
            hotels_max: (id == limited).then(|| rounded((hotels * scale).ceil())),
            transport,
        }
    };
    ARRIVALS.iter().zip(guests).map(team).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_teams_are_those_of_the_press_and_three_more() {
        let teams = teams(1.0, &mut Draw::new(1, "teams"));
        let guests: Vec<u32> = teams.iter().map(|team| team.guests).collect();
        assert_eq!(guests, [1512, 1200, 1100, 1100, 650, 180, 104, 60, 50, 44]);
        assert_eq!(guests[..7].iter().sum::<u32>(), 5846);
        assert_eq!(guests.iter().sum::<u32>(), 6000);
        let women: u32 = teams.iter().map(|team| team.women).sum();
        assert!((4320..=4680).contains(&women), "{women} women");
        assert_eq!(teams[3].hotels_max, Some(12));
    }

    #[test]
    fn a_scaled_case_keeps_its_sum() {
        for scale in [0.02, 0.1, 0.5] {
            let guests: u32 = teams(scale, &mut Draw::new(1, "teams")).iter().map(|team| team.guests).sum();
            assert_eq!(guests, rounded(6000.0 * scale), "at {scale}");
        }
    }
}
