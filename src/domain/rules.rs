//! The rules that hold for the whole case; what a class or group says for itself is already in `Group`.

use chrono::NaiveTime;

use super::quantity::Km;

/// When two cohorts count as meeting (R10), and two groups of an `apart` pair (R23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeparateWindow {
    /// On common nights, turnover included.
    #[default]
    Nights,
    /// At any time of the case.
    Horizon,
}

/// Parameters of the rules, with defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// An arrival before this time of day uses the night before (R28).
    pub day_cut: NaiveTime,
    /// When separation holds (R10, R23).
    pub separate_window: SeparateWindow,
    /// Hotels with this tag may hold any cohorts together (R10).
    pub separation_exempt_tag: Option<String>,
    /// How far apart two hotels may be and still be `near` (R23).
    pub near_km: Km,
    /// Speed that turns km into minutes where a travel row gives none (R24).
    pub speed_kmh: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            day_cut: NaiveTime::from_hms_opt(6, 0, 0).expect("six o'clock is a time of day"),
            separate_window: SeparateWindow::Nights,
            separation_exempt_tag: None,
            near_km: Km(Km::SCALE),
            speed_kmh: 25.0,
        }
    }
}
