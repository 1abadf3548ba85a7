//! The bar of a solve on stderr: the level, its best value, its bound and the gap. Nothing where stderr is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::render::number::percent;
use crate::solve::Progress;

/// A bar, or nothing at all.
#[derive(Debug)]
pub struct Bar(ProgressBar);

impl Bar {
    /// Starts the bar; it hides itself where stderr is no terminal.
    #[must_use]
    pub fn start(quiet: bool) -> Self {
        if quiet {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Shows where the solve stands.
    pub fn show(&self, progress: &Progress) {
        self.0.set_message(line(progress));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Returns the line of the bar.
fn line(progress: &Progress) -> String {
    let number = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| format!("{value:.2}"));
    let gap = progress.incumbent.zip(progress.bound).map(|(incumbent, bound)| {
        let share = (incumbent - bound).abs() / incumbent.abs().max(1e-9);
        format!("  gap {}", percent(share))
    });
    let (incumbent, bound) = (number(progress.incumbent), number(progress.bound));
    format!("{}: incumbent {incumbent}  bound {bound}{}", progress.level, gap.unwrap_or_default())
}
