//! Identifiers and dates as texts.

use chrono::{Days, NaiveDate};

/// Identifiers of equal width, so that the order of texts is the order of numbers: `G001`, `G002`, ...
#[derive(Debug, Clone)]
pub struct Names {
    prefix: &'static str,
    n: usize,
    next: usize,
}

impl Names {
    /// Returns the `n` identifiers of a prefix, counted from 1.
    #[must_use]
    pub fn new(prefix: &'static str, n: usize) -> Self {
        Self { prefix, n, next: 1 }
    }
}

impl Iterator for Names {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.next > self.n {
            return None;
        }
        let name = format!("{}{:0width$}", self.prefix, self.next, width = self.n.to_string().len());
        self.next += 1;
        Some(name)
    }
}

/// Returns the ISO date so many nights after a year, month and day.
#[must_use]
pub fn date((year, month, day): (i32, u32, u32), nights: u32) -> String {
    let first = NaiveDate::from_ymd_opt(year, month, day).expect("scenarios begin on dates that exist");
    let date = first.checked_add_days(Days::new(u64::from(nights))).expect("scenarios are at most ten years long");
    date.format("%Y-%m-%d").to_string()
}

/// Returns the local minute so many minutes after the midnight of a year, month and day: `2022-04-01T06:05`.
#[must_use]
pub fn minute(day: (i32, u32, u32), minutes: u32) -> String {
    let (days, rest) = (minutes.div_euclid(24 * 60), minutes.rem_euclid(24 * 60));
    format!("{}T{:02}:{:02}", date(day, days), rest.div_euclid(60), rest.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_from_one_and_equally_wide() {
        let names: Vec<String> = Names::new("H", 10).collect();
        assert_eq!((names.len(), names[0].as_str(), names[9].as_str()), (10, "H01", "H10"));
    }

    #[test]
    fn dates_run_over_the_end_of_the_month() {
        assert_eq!(date((2022, 4, 3), 27), "2022-04-30");
        assert_eq!(date((2022, 1, 1), 31), "2022-02-01");
        assert_eq!(minute((2022, 4, 1), 24 * 60 + 65), "2022-04-02T01:05");
    }
}
