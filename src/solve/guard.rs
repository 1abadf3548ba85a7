//! When to stop: the clock, if one was set, and the user's wish.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The wall-clock guard over a whole solve, and the user's wish to end it.
pub struct Guard<'a> {
    end: Option<Instant>,
    /// Set by the first Ctrl-C.
    pub stop: &'a AtomicBool,
}

impl<'a> Guard<'a> {
    /// Starts the clock.
    #[must_use]
    pub fn start(limit: Option<Duration>, stop: &'a AtomicBool) -> Self {
        Self { end: limit.and_then(|limit| Instant::now().checked_add(limit)), stop }
    }

    /// Returns a guard over a share, in percent, of the time that is left.
    #[must_use]
    pub fn share(&self, percent: u32) -> Self {
        let end = self.left().and_then(|left| Instant::now().checked_add(left.saturating_mul(percent).div_f64(100.0)));
        Self { end, stop: self.stop }
    }

    /// Returns a guard over one of so many equal parts of the time that is left.
    #[must_use]
    pub fn part(&self, parts: u32) -> Self {
        let end = self.left().and_then(|left| Instant::now().checked_add(left.checked_div(parts).unwrap_or(left)));
        Self { end, stop: self.stop }
    }

    /// Returns the time left, none where there is no limit.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        self.end.map(|end| end.saturating_duration_since(Instant::now()))
    }

    /// Returns when the clock runs out, if it does.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.end
    }

    /// Tells whether the user asked to stop.
    #[must_use]
    pub fn interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Tells whether the clock ran out.
    #[must_use]
    pub fn late(&self) -> bool {
        self.left().is_some_and(|left| left.is_zero())
    }

    /// Tells whether to stop.
    #[must_use]
    pub fn fired(&self) -> bool {
        self.interrupted() || self.late()
    }
}
