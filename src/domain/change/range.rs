//! Ranges of values in changes, taken apart into a scenario for each value: a sweep.

use super::{Change, Scenario};
use crate::domain::quantity::{NANO, fixed_text, parts_of};

/// The most scenarios that may be asked for at once.
pub const SCENARIOS_MAX: usize = 1_000;

/// A number at or beyond this, in billionths, is no end of a range.
const MOST: i128 = 1_000_000_000_000_000_000_000_000;

/// More scenarios than may be asked for at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

/// Returns a scenario for each way to take one value from each range of a scenario: the last range changes first. A scenario
/// without a range is one alone, as it is. Others are named by all that they change, or, where the scenario has a name of its own, by
/// that and the values taken.
///
/// A range is `4..12`, both ends included, in steps of 1, or `4..12/2`, in steps of 2; decimals are numbers too.
///
/// # Errors
/// Where that would be more than `SCENARIOS_MAX`.
pub fn sweep(scenario: Scenario, has_own_name: bool) -> Result<Vec<Scenario>, TooMany> {
    let mut swept = vec![scenario];
    let n_changes = swept[0].changes.len();
    let mut has_range = vec![false; n_changes];
    for (at, has_range) in has_range.iter_mut().enumerate() {
        let Some(values) = text_of(&swept[0].changes[at].change).and_then(values) else { continue };
        let values = values?;
        *has_range = true;
        let n_all = swept.len().saturating_mul(values.len());
        if n_all > SCENARIOS_MAX {
            return Err(TooMany);
        }
        let with = |scenario: &Scenario, value: &String| {
            let mut scenario = scenario.clone();
            set_text(&mut scenario.changes[at].change, value.clone());
            scenario
        };
        swept = swept.iter().flat_map(|scenario| values.iter().map(move |value| with(scenario, value))).collect();
    }
    if !has_range.contains(&true) {
        return Ok(swept);
    }
    let named = |scenario: Scenario| {
        if !has_own_name {
            return Scenario::of(scenario.changes);
        }
        let ranged = scenario.changes.iter().zip(&has_range).filter(|(_, has_range)| **has_range);
        let values: Vec<String> = ranged.map(|(asked, _)| asked.change.brief()).collect();
        Scenario { name: format!("{}: {}", scenario.name, values.join(", ")), changes: scenario.changes }
    };
    Ok(swept.into_iter().map(named).collect())
}

/// Tells whether a text is a count, or a range of counts.
#[must_use]
pub fn are_counts(text: &str) -> bool {
    let is_count = |text: &str| text.parse::<u32>().is_ok();
    is_count(text.trim())
        || values(text).is_some_and(|values| values.is_ok_and(|all| all.iter().all(|one| is_count(one))))
}

fn text_of(change: &Change) -> Option<&str> {
    match change {
        Change::Set { value, .. } => Some(value),
        Change::AddRooms(promise) => Some(&promise.rooms),
        Change::DropHotel(_) | Change::DropGroup(_) => None,
    }
}

fn set_text(change: &mut Change, text: String) {
    match change {
        Change::Set { value, .. } => *value = text,
        Change::AddRooms(promise) => promise.rooms = text,
        Change::DropHotel(_) | Change::DropGroup(_) => {}
    }
}

/// Returns the values of a range; none where a text is no range.
fn values(text: &str) -> Option<Result<Vec<String>, TooMany>> {
    let (from, rest) = text.split_once("..")?;
    let (to, step) = rest.split_once('/').unwrap_or((rest, "1"));
    let (from, to, step) = (parts(from)?, parts(to)?, parts(step)?);
    if step <= 0 || from > to {
        return None;
    }
    let n_steps = (to - from).div_euclid(step);
    let Some(n_values) = usize::try_from(n_steps).ok().filter(|&n_steps| n_steps < SCENARIOS_MAX) else {
        return Some(Err(TooMany));
    };
    let value = |at: usize| fixed_text(from + step * i128::try_from(at).unwrap_or(0), NANO);
    Some(Ok((0..=n_values).map(value).collect()))
}

/// Reads a decimal number of at most nine decimals, in billionths.
fn parts(text: &str) -> Option<i128> {
    parts_of(text.trim(), NANO).filter(|parts| parts.abs() < MOST)
}

#[cfg(test)]
mod tests {
    use super::super::{Asked, Change, Scenario};
    use super::*;
    use crate::diagnostic::Place;

    fn scenario(name: &str, texts: &[&str]) -> Scenario {
        let asked = |text: &&str| Asked { change: Change::set(text).unwrap(), place: Place::default() };
        Scenario { name: name.to_owned(), changes: texts.iter().map(asked).collect() }
    }

    fn names(name: &str, texts: &[&str]) -> Vec<String> {
        sweep(scenario(name, texts), !name.is_empty()).unwrap().into_iter().map(|scenario| scenario.name).collect()
    }

    #[test]
    fn ranges_have_both_ends_and_steps() {
        assert_eq!(names("", &["a.b=4..12/4"]), ["a.b=4", "a.b=8", "a.b=12"]);
        assert_eq!(names("", &["a.b=1..2/0.5"]), ["a.b=1", "a.b=1.5", "a.b=2"]);
        assert_eq!(names("near", &["a.b=1..2", "c=x"]), ["near: a.b=1", "near: a.b=2"]);
        assert_eq!(names("", &["a=1..2", "b=1..2"]), ["a=1, b=1", "a=1, b=2", "a=2, b=1", "a=2, b=2"]);
    }

    #[test]
    fn what_is_no_range_is_left_alone() {
        for text in ["a=4..", "a=..4", "a=5..4", "a=1..2/0", "a=x..y", "a=1", "a=2026-03-14"] {
            assert_eq!(names("own", &[text]), ["own"], "{text}");
        }
    }

    #[test]
    fn too_many_are_refused() {
        assert_eq!(sweep(scenario("", &["a=1..1001"]), false), Err(TooMany));
        assert_eq!(sweep(scenario("", &["a=1..100", "b=1..11"]), false), Err(TooMany));
        assert_eq!(names("", &["a=1..1000"]).len(), SCENARIOS_MAX);
    }
}
