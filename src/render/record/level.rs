//! One level of the objective as `plan.json` states it: value, bound and gap, and what they were given.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Ended;
use crate::domain::quantity::fixed_text;
use crate::solve::{BoundSource, LevelOutcome, Termination};
use crate::verify::LevelValue;

/// A level of the objective. Numbers are exact decimals.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Level {
    /// Its name: `unmet.1`, `splits`, … or `weighted`.
    pub name: String,
    /// Its value in this plan.
    pub value: Box<RawValue>,
    /// No plan that keeps `given` has less; none where nothing is known.
    pub bound: Option<Box<RawValue>>,
    /// (value - bound) / value; none without a bound.
    pub gap: Option<f64>,
    /// The bound is the best value, and so for all earlier levels.
    pub proven: bool,
    /// The bound is the best value, given the caps of the earlier levels.
    pub proven_given: bool,
    /// The caps of the earlier levels that this one had to keep.
    pub given: Vec<Cap>,
    /// The best value found while this level was solved; later levels may have given some of it up.
    pub best: Box<RawValue>,
    /// Who vouches for the bound; `highs` and `microlp` are not checked by us.
    pub source: Option<String>,
    /// The bound can be summed anew from `certificate.json`, or is plain.
    pub checked: bool,
    /// The best bound that can be, where `bound` cannot.
    pub bound_checked: Option<Box<RawValue>>,
    /// Why the work on this level ended.
    pub termination: Ended,
}

/// The most that a level may cost once it is done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cap {
    /// The level.
    pub name: String,
    /// The most it may cost.
    pub most: Box<RawValue>,
}

/// Returns the levels of an outcome.
#[must_use]
pub fn levels(outcomes: &[LevelOutcome]) -> Vec<Level> {
    let mut given: Vec<Cap> = Vec::new();
    let mut levels = Vec::new();
    for outcome in outcomes {
        let text = |parts: i128| number(parts, outcome.scale);
        levels.push(Level {
            name: outcome.name.clone(),
            value: text(outcome.value),
            bound: outcome.bound.map(text),
            gap: outcome.bound.map(|bound| gap(outcome.value, bound)),
            proven: outcome.proven,
            proven_given: outcome.proven_given,
            given: given.clone(),
            best: text(outcome.best),
            source: outcome.source.map(source),
            checked: outcome.bound == Some(outcome.checked),
            bound_checked: (outcome.bound != Some(outcome.checked)).then(|| text(outcome.checked)),
            termination: outcome.termination.into(),
        });
        given.extend(outcome.cap.map(|cap| Cap { name: outcome.name.clone(), most: text(cap) }));
    }
    levels
}

/// Returns the levels of a plan that stays as it was, as they are recomputed against the plan before, which is itself: a
/// level of the same value keeps its bound, and nobody moved is the least there is.
#[must_use]
pub fn kept_levels(before: &[Level], now: &[LevelValue]) -> Vec<Level> {
    let level = |of: &LevelValue| {
        let value = fixed_text(of.value, of.scale);
        if let Some(same) = before.iter().find(|level| level.name == of.name && level.value.get() == value) {
            return same.clone();
        }
        let is_least = of.value == 0;
        Level {
            name: of.name.clone(),
            value: number(of.value, of.scale),
            bound: is_least.then(|| number(of.value, of.scale)),
            gap: is_least.then_some(0.0),
            proven: is_least,
            proven_given: is_least,
            given: Vec::new(),
            best: number(of.value, of.scale),
            source: is_least.then(|| source(BoundSource::Trivial)),
            checked: is_least,
            bound_checked: None,
            termination: Termination::Optimal.into(),
        }
    };
    now.iter().map(level).collect()
}

/// Returns a whole number of parts as an exact JSON number.
pub(crate) fn number(parts: i128, scale: i64) -> Box<RawValue> {
    RawValue::from_string(fixed_text(parts, scale)).expect("decimal text is a JSON number")
}

/// Returns the share of the value that the bound leaves open, rounded to a millionth; 0 where both are 0.
#[expect(clippy::cast_precision_loss, reason = "for showing; the exact numbers stand beside it")]
pub(crate) fn gap(value: i128, bound: i128) -> f64 {
    if value == bound || value == 0 {
        return 0.0;
    }
    let gap = (value - bound) as f64 / value.abs() as f64;
    (gap * 1e6).ceil() / 1e6
}

/// Returns the word for who vouches for a bound.
fn source(source: BoundSource) -> String {
    let word = match source {
        BoundSource::Trivial => "trivial",
        BoundSource::Alone => "alone",
        BoundSource::Prices => "prices",
        BoundSource::Highs => "highs",
        BoundSource::Microlp => "microlp",
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_never_looks_closed_when_it_is_not() {
        assert!(gap(1_000_000_000, 999_999_999) > 0.0);
        assert!(gap(600, 600) == 0.0 && gap(0, 0) == 0.0);
        assert!((gap(200, 150) - 0.25).abs() < 1e-9);
    }
}
