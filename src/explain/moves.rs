//! Who is moved against the plan before this one, from where to where, and why: what rules it out where it was, or what
//! this plan would lose if it went back.
//!
//! A reason claims no more than was computed: the plan with this one group back in its rooms is judged by `verify`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::quantity::fixed_text;
use crate::domain::{Allocation, Instance, rows_of};
use crate::program::filter::{self, Case};
use crate::verify::{self, Verdict};

/// The work that looking for reasons may take: groups moved times rows, groups and hotels judged.
const WORK_MOST: usize = 4_000_000;
/// The most groups that a reason names.
const NAMED_MOST: usize = 3;

/// The kind of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveCode {
    /// The case does not have the hotel any more.
    Gone,
    /// A fixed rule keeps the group out of the hotel.
    RuledOut,
    /// The group has more guests or fewer than before.
    Resized,
    /// A rule would break if it went back, as everybody else is placed.
    Blocked,
    /// A level that counts more would be worse if it went back, as everybody else is placed.
    Pays,
    /// Nothing was found that speaks against going back.
    Free,
    /// There are too many moves to look for the reason of each.
    NotAsked,
}

impl MoveCode {
    /// Returns its word in `moves.csv`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::RuledOut => "ruled_out",
            Self::Resized => "resized",
            Self::Blocked => "blocked",
            Self::Pays => "pays",
            Self::Free => "free",
            Self::NotAsked => "not_asked",
        }
    }
}

impl fmt::Display for MoveCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Guests of a group who are not where they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Position of the group in the instance.
    pub group: usize,
    /// How many guests.
    pub guests: u32,
    /// The hotel where they were, by its name; the case may not have it any more.
    pub from: String,
    /// The hotel where they are now; none where they have no room.
    pub to: Option<String>,
    /// The kind of the reason.
    pub code: MoveCode,
    /// The level that would be worse if it went back, if it is one.
    pub level: Option<String>,
    /// The reason, in one clause.
    pub why: String,
    /// What stands in it, by name: `rule`, `level`, `guests`, `before`.
    pub values: BTreeMap<String, String>,
}

/// What speaks against going back.
#[derive(Clone)]
struct Reason {
    code: MoveCode,
    level: Option<String>,
    why: String,
    values: BTreeMap<String, String>,
}

impl Reason {
    fn new(code: MoveCode, why: String) -> Self {
        Self { code, level: None, why, values: BTreeMap::new() }
    }

    fn with(mut self, values: &[(&str, String)]) -> Self {
        self.values.extend(values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        self
    }
}

/// Returns every move of a plan, by group and hotel; nobody who stays by force is ever among them.
#[must_use]
pub fn moves(instance: &Instance, allocation: &Allocation, verdict: &Verdict) -> Vec<Move> {
    let Some(previous) = &instance.previous else { return Vec::new() };
    let case = Case::new(instance);
    let mut left_home: Vec<(usize, Vec<Step>)> = Vec::new();
    for (group, of) in instance.groups.iter().enumerate().filter(|&(group, _)| instance.kept(group).is_none()) {
        let before = by_hotel(previous.rows_of(of.id.as_str()).iter().map(|row| (row.hotel.as_str(), row.guests)));
        let now =
            by_hotel(rows_of(&allocation.rows, of.id.as_str()).iter().map(|row| (row.hotel.as_str(), row.guests)));
        let steps = steps(&before, &now, of.guests);
        if !steps.is_empty() {
            left_home.push((group, steps));
        }
    }
    let size = allocation.rows.len() + instance.groups.len() + instance.hotels.len();
    let mut left = WORK_MOST.div_euclid(size.max(1));
    let mut moves = Vec::new();
    for (group, steps) in left_home {
        let mut asked = None;
        for Step { from, to, guests } in steps {
            let known = ruled_out(&case, group, &from).or_else(|| resized(instance, group));
            let Reason { code, level, why, values } = match known {
                Some(reason) => reason,
                None if left == 0 => {
                    let why = "there are too many moves to look for the reason of each".to_owned();
                    Reason::new(MoveCode::NotAsked, why)
                }
                None => asked
                    .get_or_insert_with(|| {
                        left -= 1;
                        if_it_went_back(instance, (allocation, verdict), group)
                    })
                    .clone(),
            };
            moves.push(Move { group, guests, from, to, code, level, why, values });
        }
    }
    moves
}

/// Guests of one group who go from one hotel to another, or are left without a room.
struct Step {
    from: String,
    to: Option<String>,
    guests: u32,
}

fn by_hotel<'a>(rows: impl Iterator<Item = (&'a str, u32)>) -> BTreeMap<&'a str, u32> {
    let mut sums = BTreeMap::new();
    for (hotel, guests) in rows {
        let sum: &mut u32 = sums.entry(hotel).or_default();
        *sum = sum.saturating_add(guests);
    }
    sums
}

/// Pairs the hotels that a group left with those that it went to, both by name. Guests who do not come any more, and those
/// who were nowhere before, are no moves.
fn steps(before: &BTreeMap<&str, u32>, now: &BTreeMap<&str, u32>, guests: u32) -> Vec<Step> {
    let had = |hotel: &str| before.get(hotel).copied().unwrap_or(0);
    let has = |hotel: &str| now.get(hotel).copied().unwrap_or(0);
    let total: u32 = before.values().fold(0, |sum, guests| sum.saturating_add(*guests));
    let stayed: u32 = before.iter().map(|(hotel, &guests)| guests.min(has(hotel))).fold(0, u32::saturating_add);
    let mut left = guests.min(total).saturating_sub(stayed);
    let mut arrivals: Vec<(&str, u32)> =
        now.iter().map(|(&hotel, &guests)| (hotel, guests.saturating_sub(had(hotel)))).collect();
    arrivals.reverse();
    let mut steps = Vec::new();
    for (&from, &guests) in before {
        let mut leaving = guests.saturating_sub(has(from)).min(left);
        left -= leaving;
        while leaving > 0 {
            match arrivals.last_mut() {
                Some((_, 0)) => drop(arrivals.pop()),
                Some((to, room)) => {
                    let guests = leaving.min(*room);
                    (*room, leaving) = (*room - guests, leaving - guests);
                    steps.push(Step { from: from.to_owned(), to: Some((*to).to_owned()), guests });
                }
                None => {
                    steps.push(Step { from: from.to_owned(), to: None, guests: leaving });
                    leaving = 0;
                }
            }
        }
    }
    steps
}

/// Why a group can never be in the hotel any more.
fn ruled_out(case: &Case<'_>, group: usize, from: &str) -> Option<Reason> {
    let Some(hotel) = case.instance.hotel(from) else {
        return Some(Reason::new(MoveCode::Gone, format!("the case does not have {from} any more")));
    };
    let filter = filter::first_failed(case, group, hotel)?;
    let why = format!("{from} is no longer among the hotels {} ({})", filter.left, filter.rule);
    Some(Reason::new(MoveCode::RuledOut, why).with(&[("rule", filter.rule.to_string())]))
}

/// Tells that the group is not the one it was.
fn resized(instance: &Instance, group: usize) -> Option<Reason> {
    let of = &instance.groups[group];
    let rows = instance.previous.as_ref()?.rows_of(of.id.as_str());
    let before = rows.iter().map(|row| row.guests).fold(0, u32::saturating_add);
    let reason = || {
        let why = format!("it has {} guests, and {before} had a room before", of.guests);
        let values = [("guests", of.guests.to_string()), ("before", before.to_string())];
        Reason::new(MoveCode::Resized, why).with(&values)
    };
    (before != of.guests).then(reason)
}

/// Judges the plan with one group back in its rooms and everybody else where they are now.
fn if_it_went_back(instance: &Instance, (plan, now): (&Allocation, &Verdict), group: usize) -> Reason {
    let id = instance.groups[group].id.as_str();
    let mut rows: Vec<_> = plan.rows.iter().filter(|row| row.group.as_str() != id).cloned().collect();
    rows.extend(instance.previous.iter().flat_map(|previous| previous.rows_of(id)).cloned());
    rows.sort();
    let back = verify::verify(instance, &Allocation { rows });
    if let Some(finding) = back.findings.iter().find(|finding| !now.findings.contains(finding)) {
        let instead = instead_of(instance, plan, group);
        let why = format!("back where it was, R{} would break: {}{instead}", finding.rule, finding.message);
        return Reason::new(MoveCode::Blocked, why).with(&[("rule", format!("R{}", finding.rule))]);
    }
    let worse = now.levels.iter().zip(&back.levels).find(|(one, other)| one.value != other.value);
    match worse {
        Some((one, other)) if one.value < other.value => {
            let text = |value| fixed_text(value, one.scale);
            let why = format!(
                "back where it was, {} would be {} instead of {}",
                one.name,
                text(other.value),
                text(one.value)
            );
            let values = [("level", one.name.clone()), ("back", text(other.value)), ("now", text(one.value))];
            Reason { level: Some(one.name.clone()), ..Reason::new(MoveCode::Pays, why).with(&values) }
        }
        _ => {
            let why = "nothing was found that speaks against going back: try a greater --effort".to_owned();
            Reason::new(MoveCode::Free, why)
        }
    }
}

/// Names groups that are new in the hotels that a group left.
fn instead_of(instance: &Instance, plan: &Allocation, group: usize) -> String {
    let Some(previous) = &instance.previous else { return String::new() };
    let left: Vec<&str> =
        previous.rows_of(instance.groups[group].id.as_str()).iter().map(|row| row.hotel.as_str()).collect();
    let new = plan.rows.iter().filter(|row| left.contains(&row.hotel.as_str()));
    let was_there = |row: &crate::domain::AllocationRow| {
        let rows = previous.rows_of(row.group.as_str()).iter().filter(|before| before.hotel == row.hotel);
        rows.map(|before| before.guests).sum::<u32>() >= row.guests
    };
    let mut names: Vec<&str> = new.filter(|row| !was_there(row)).map(|row| row.group.as_str()).collect();
    names.dedup();
    if names.is_empty() {
        return String::new();
    }
    let more = names.len().saturating_sub(NAMED_MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.truncate(NAMED_MOST);
    format!(" New there: {}{more}.", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of a group of so many guests, as text.
    fn told(before: &[(&str, u32)], now: &[(&str, u32)], guests: u32) -> Vec<String> {
        let steps = steps(&before.iter().copied().collect(), &now.iter().copied().collect(), guests);
        steps
            .iter()
            .map(|step| format!("{} {}>{}", step.guests, step.from, step.to.as_deref().unwrap_or("-")))
            .collect()
    }

    #[test]
    fn every_guest_who_moved_is_in_one_step() {
        assert_eq!(told(&[("A", 5)], &[("A", 5)], 5), Vec::<String>::new());
        assert_eq!(told(&[("A", 5)], &[("B", 5)], 5), ["5 A>B"]);
        assert_eq!(told(&[("A", 5), ("B", 3)], &[("A", 2), ("B", 2), ("C", 4)], 8), ["3 A>C", "1 B>C"]);
        assert_eq!(told(&[("A", 5)], &[("A", 2), ("C", 1)], 5), ["1 A>C", "2 A>-"]);
    }

    #[test]
    fn newcomers_and_guests_who_stay_away_are_no_moves() {
        assert_eq!(told(&[("A", 5)], &[("A", 5), ("B", 2)], 7), Vec::<String>::new());
        assert_eq!(told(&[("A", 5)], &[("B", 7)], 7), ["5 A>B"]);
        assert_eq!(told(&[("A", 5)], &[("A", 3)], 3), Vec::<String>::new());
        assert_eq!(told(&[("A", 5)], &[("B", 3)], 3), ["3 A>B"]);
    }
}
