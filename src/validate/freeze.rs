//! Hotels with a case (R33): who was there before it may not leave, and stays longer where it was to leave too early.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::ledger::Ledger;
use super::stay;
use crate::domain::remark::{About, Remark};
use crate::domain::{GroupStatus, Rule, Rules, Strength};
use crate::read::Tables;
use crate::read::tables::{GroupRow, Moment, PlacedRow};

/// The last case of the hotels in which groups were by the plan before this one.
#[derive(Debug)]
pub struct Freeze<'a> {
    /// By the name of the group.
    cases_of: BTreeMap<&'a str, NaiveDate>,
    /// How many nights nobody leaves.
    nights: u32,
}

impl<'a> Freeze<'a> {
    /// Collects the cases; none where the rule is off or nobody was anywhere.
    pub fn new(tables: &'a Tables) -> Self {
        let policy = &tables.policy;
        let nights = policy.whole.freeze_nights.unwrap_or(Rules::default().freeze_nights);
        let mut cases_of = BTreeMap::new();
        let is_off = policy.strengths.get(&Rule::R33) == Some(&Strength::Off);
        let cases = if is_off { BTreeMap::new() } else { cases(tables) };
        let is_waived = |group: &str, hotel: &str| {
            let names = |named: &Option<String>, this: &str| named.as_ref().is_none_or(|named| named == this);
            let mut waivers = policy.waivers.iter().filter(|waiver| waiver.rule == Rule::R33);
            waivers.any(|waiver| names(&waiver.group, group) && names(&waiver.hotel, hotel))
        };
        for PlacedRow { row, .. } in &tables.previous.rows {
            if let Some(&case) = cases.get(row.hotel.as_str())
                && !is_waived(row.group.as_str(), row.hotel.as_str())
            {
                let latest = cases_of.entry(row.group.as_str()).or_insert(case);
                *latest = case.max(*latest);
            }
        }
        Self { cases_of, nights }
    }

    /// Tells whether nobody is held anywhere.
    pub fn is_empty(&self) -> bool {
        self.cases_of.is_empty()
    }

    /// Returns until when a group is held that was to leave before: it was in a hotel with a case when that had it.
    pub fn held_until(
        &self,
        (group, status): (&str, Option<GroupStatus>),
        (arrive, depart): (Option<NaiveDate>, NaiveDate),
    ) -> Option<NaiveDate> {
        let &case = self.cases_of.get(group)?;
        let until = case.checked_add_days(Days::new(self.nights.into()))?;
        let was_there = status == Some(GroupStatus::Arrived) || arrive.is_some_and(|arrive| arrive < case);
        (was_there && case < depart && depart < until).then_some(until)
    }
}

/// R33. Nobody leaves a hotel with a case: groups that were there before it stay until it is open again. A group that
/// another row continues leaves when that row says, and it is said.
pub fn r33_lengthen(groups: &mut [GroupRow], tables: &Tables, ledger: &mut Ledger) {
    let freeze = Freeze::new(tables);
    if freeze.is_empty() {
        return;
    }
    let coming = groups.iter().filter(|group| group.status.is_some());
    let continued: BTreeSet<String> = coming.filter_map(|group| group.continues.clone()).collect();
    let (mut n_longer, mut n_continued) = (0, 0);
    for group in groups.iter_mut().filter(|group| group.status.is_some()) {
        let Some(depart) = departure(group, tables) else { continue };
        let arrive = group.arrive.map(|arrive| arrive.date);
        let Some(until) = freeze.held_until((&group.group, group.status), (arrive, depart)) else { continue };
        if continued.contains(&group.group) {
            n_continued += 1;
        } else {
            group.depart_open = Some(stay::is_open(group));
            (group.depart, group.nights) = (Some(Moment { date: until, time: None }), None);
            n_longer += 1;
        }
    }
    for (about, count) in [(About::StayLonger, n_longer), (About::StayAsSaid, n_continued)] {
        if count > 0 {
            ledger.assumed.push(Remark::new(about, &[("n", &count), ("nights", &freeze.nights)]));
        }
    }
}

/// Returns the day of the last case of each hotel that has had one.
fn cases(tables: &Tables) -> BTreeMap<&str, NaiveDate> {
    let mut cases = BTreeMap::new();
    for row in tables.hotels.rows.iter().chain(&tables.hotels_in_availability) {
        if let Some(case) = row.case_on {
            cases.entry(row.hotel.as_str()).or_insert(case);
        }
    }
    cases
}

/// Returns when a group is to depart by its own row.
fn departure(group: &GroupRow, tables: &Tables) -> Option<NaiveDate> {
    if let Some(depart) = group.depart {
        return Some(depart.date);
    }
    let of_class = tables.policy.classes.get(&group.class).and_then(|rules| rules.nights);
    let nights = group.nights.or(of_class).or(tables.policy.rules.nights).unwrap_or(1);
    group.arrive?.date.checked_add_days(Days::new(nights.into()))
}
