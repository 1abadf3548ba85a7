//! Lots of people who are picked up together: how many of each class, where, and when they come in.

use super::FIRST;
use crate::generate::district::SHANGHAI;
use crate::generate::draw::{Draw, apportion, rounded};
use crate::generate::fact::{ASYMPTOMATIC, CONFIRMED, LOTS, TRIAGE_DAYS, VULNERABLE};

/// The classes, most urgent first.
const CLASSES: [&str; 3] = ["moderate", "vulnerable", "mild"];

/// A lot.
#[derive(Debug, Clone, PartialEq)]
pub struct Lot {
    number: u32,
    /// The day on which it is picked up.
    pub day: u32,
    /// When it comes in, in minutes after the midnight of the first day.
    pub minutes: u32,
    /// Where it is picked up, in degrees north and east.
    pub place: (f64, f64),
    /// People by class.
    pub people: [u32; 3],
}

impl Lot {
    /// Returns the name of the place where it is picked up.
    #[must_use]
    pub fn point(&self) -> String {
        format!("接送点{:03}", self.number)
    }

    /// Returns the name of its people of a class.
    #[must_use]
    pub fn group(&self, class: &str) -> String {
        format!("{:02}{:02}-{:03}-{class}", FIRST.1, FIRST.2 + self.day, self.number)
    }

    /// Returns the classes of which there is anybody, with their people.
    pub fn classes(&self) -> impl Iterator<Item = (&'static str, u32)> {
        CLASSES.into_iter().zip(self.people).filter(|&(_, people)| people > 0)
    }
}

/// Draws the lots: on each day the people of each class are those of the facts, at a scale.
pub fn lots(scale: f64, draw: &mut Draw) -> Vec<Lot> {
    let scaled = |number: u32| rounded(f64::from(number) * scale).max(1);
    let vulnerable = rounded(f64::from(ASYMPTOMATIC) * f64::from(VULNERABLE) / 1000.0);
    let classes = [CONFIRMED, vulnerable, ASYMPTOMATIC - vulnerable].map(scaled);
    let shares = SHANGHAI.map(|district| district.share);
    let mut lots = Vec::new();
    for day in 0..TRIAGE_DAYS {
        let n = (scaled(LOTS) * (day + 1)).div_euclid(TRIAGE_DAYS) - (scaled(LOTS) * day).div_euclid(TRIAGE_DAYS);
        let weights: Vec<f64> = (0..n.max(1)).map(|_| draw.lognormal(1.0, 0.5)).collect();
        let [moderate, vulnerable, mild] = classes.map(|people| spread(people, &weights));
        let by_lot = moderate.into_iter().zip(vulnerable).zip(mild);
        for ((moderate, vulnerable), mild) in by_lot {
            lots.push(Lot {
                number: u32::try_from(lots.len() + 1).expect("there are few lots"),
                day,
                minutes: day * 24 * 60 + draw.between(7 * 60, 23 * 60),
                place: SHANGHAI[draw.weighted(&shares)].place(draw),
                people: [moderate, vulnerable, mild],
            });
        }
    }
    lots
}

/// Returns people spread by weights, whole ones with the exact sum.
fn spread(people: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|weight| f64::from(people) * weight / sum).collect();
    apportion(&shares, people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_its_people_in_its_lots() {
        let lots = lots(1.0, &mut Draw::new(1, "lots"));
        assert_eq!(lots.len(), 400);
        for day in 0..3 {
            let own = || lots.iter().filter(|lot| lot.day == day);
            let of = |class: usize| own().map(|lot| lot.people[class]).sum::<u32>();
            assert_eq!([of(0), of(1), of(2)], [322, 1573, 18_087]);
            assert!((133..=134).contains(&own().count()));
        }
    }
}
