//! Nights: the days of the case, counted from its first stay date, and half-open stays over them.

use chrono::{Days, NaiveDate};

/// The stay dates of a case, counted from 0. A case without dates is one night long and has no first date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The stay date of night 0; none in a case without dates.
    pub first: Option<NaiveDate>,
    /// How many nights the case looks at, turnover nights included. At least 1.
    pub n_nights: u32,
}

impl Calendar {
    /// Returns the date of a night, none in a case without dates.
    ///
    /// The night of departure, one past the last, is a date too.
    #[must_use]
    pub fn date(&self, night: u32) -> Option<NaiveDate> {
        self.first?.checked_add_days(Days::new(u64::from(night)))
    }

    /// Returns the night of a date, none where it lies before the first stay date or the case has no dates.
    #[must_use]
    pub fn night(&self, date: NaiveDate) -> Option<u32> {
        u32::try_from(date.signed_duration_since(self.first?).num_days()).ok()
    }

    /// Returns the night of a date kept within the case: the first for dates before it and in a case without dates, the night
    /// after the last for those beyond.
    #[must_use]
    pub fn clipped(&self, date: NaiveDate) -> u32 {
        let nights = self.first.map_or(0, |first| date.signed_duration_since(first).num_days());
        u32::try_from(nights.max(0)).unwrap_or(u32::MAX).min(self.n_nights)
    }

    /// Returns the text of a night: its ISO date, or an empty text in a case without dates.
    #[must_use]
    pub fn text(&self, night: u32) -> String {
        self.date(night).map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
    }
}

/// A half-open interval of nights `[arrive, depart)`: the night of departure is not slept (R28, R29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stay {
    /// The first night slept.
    pub arrive: u32,
    /// The first night no longer slept; after `arrive`.
    pub depart: u32,
}

impl Stay {
    /// Returns how many nights are slept.
    #[must_use]
    pub fn n_nights(self) -> u32 {
        self.depart - self.arrive
    }

    /// Returns the nights slept.
    #[must_use]
    pub fn nights(self) -> std::ops::Range<u32> {
        self.arrive..self.depart
    }

    /// Tells whether a night is slept.
    #[must_use]
    pub fn covers(self, night: u32) -> bool {
        self.arrive <= night && night < self.depart
    }

    /// Tells whether two stays have a night in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.arrive < other.depart && other.arrive < self.depart
    }

    /// Returns the stay with `nights` more nights at its end, at most up to `end`: the turnover of R17.
    #[must_use]
    pub fn lengthened(self, nights: u32, end: u32) -> Self {
        Self { arrive: self.arrive, depart: self.depart.saturating_add(nights).min(end).max(self.depart) }
    }
}
