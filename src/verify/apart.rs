//! Who may not share a hotel or a wing, whatever the cohort: R11 exclusive hotels, R12 windows of arrivals, R43 shifts.
//! Looks at two groups at a time, and at nights, not at rooms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::breach::{Fault, Judged};
use super::capacity::nights_in_words;
use super::plan::Plan;
use crate::domain::{Exclusive, Group, Rule, SeparateWindow, Strength};

/// R11. Exclusive hotels: who has one shares it with groups of the same class alone, or of the same team of it.
pub(super) fn r11_exclusive(plan: &Plan, judged: &mut Judged) {
    let kind = |group: usize| {
        let group = &plan.instance.groups[group];
        let class = &plan.instance.classes[group.class];
        let own = if group.asks.team.is_empty() { group.id.to_string() } else { group.asks.team.clone() };
        match class.exclusive {
            Some(Exclusive::Team) => (class.name.clone(), own),
            Some(Exclusive::Class) | None => (class.name.clone(), String::new()),
        }
    };
    let class = |group: usize| plan.instance.groups[group].class;
    let apart = |a: usize, b: usize| {
        let one_says = |a: usize, b: usize| match plan.instance.classes[class(a)].exclusive {
            Some(Exclusive::Class) => class(a) != class(b),
            Some(Exclusive::Team) => kind(a) != kind(b),
            None => false,
        };
        one_says(a, b) || one_says(b, a)
    };
    if plan.instance.classes.iter().any(|class| class.exclusive.is_some()) {
        judge(plan, judged, (Rule::R11, false, "which one of them has to itself"), &kind, &apart);
    }
    groups_max(plan, judged);
}

/// Judges how many groups sleep in a hotel on a night.
fn groups_max(plan: &Plan, judged: &mut Judged) {
    for at in plan.hotels() {
        let hotel = &plan.instance.hotels[at];
        let Some(most) = hotel.terms.groups_max.map(u64::from) else { continue };
        for night in 0..plan.instance.calendar.n_nights {
            let here = plan.at_hotel(at).filter(|entry| entry.guests > 0 && plan.group(entry).stay.covers(night));
            let groups = here.map(|entry| entry.group).collect::<BTreeSet<usize>>().len() as u64;
            if groups > most {
                let when = nights_in_words(&plan.instance.calendar, night, night);
                let message = format!("{} holds {groups} groups{when}, at most {most} are taken.", hotel.id);
                let fault = Fault::new(Rule::R11, groups - most, message).at(hotel).on(night);
                judged.judge(plan.instance.strength_in(Rule::R11, at), fault);
            }
        }
    }
}

/// R12. Cohort windows: groups of classes with a window are in no wing with others who arrived too long before or after.
pub(super) fn r12_cohort_window(plan: &Plan, judged: &mut Judged) {
    let hours = |group: usize| plan.instance.classes[plan.instance.groups[group].class].cohort_window;
    let kind = |group: usize| hours(group).map(|hours| (hours, arrival(plan, group)));
    let apart = |a: usize, b: usize| match (hours(a), hours(b)) {
        (Some(one), Some(other)) => {
            let seconds = (arrival(plan, a) - arrival(plan, b)).num_seconds().abs();
            seconds > 3600 * i64::from(one) || seconds > 3600 * i64::from(other)
        }
        _ => false,
    };
    if plan.instance.classes.iter().any(|class| class.cohort_window.is_some()) {
        judge(plan, judged, (Rule::R12, true, "and arrive too long after one another"), &kind, &apart);
    }
}

/// R43. Shifts: groups of different shifts are in different wings.
pub(super) fn r43_shifts(plan: &Plan, judged: &mut Judged) {
    let shift = |group: usize| plan.instance.groups[group].asks.shift.as_str();
    let apart = |a: usize, b: usize| {
        let (one, other) = (shift(a), shift(b));
        !(one.is_empty() || other.is_empty() || one == other)
    };
    if plan.instance.groups.iter().any(|group| !group.asks.shift.is_empty()) {
        judge(plan, judged, (Rule::R43, true, "and work in different shifts"), &|group| shift(group), &apart);
    }
}

/// Returns when the guests of a group arrive: at midnight of the first night where they give no time of day. Guests of a
/// later leg of a stay (R29) arrive once, with the first.
fn arrival(plan: &Plan, group: usize) -> NaiveDateTime {
    let group = &plan.instance.groups[plan.instance.first_leg(group)];
    let date = plan.instance.calendar.date(group.stay.arrive);
    group.arrival.or_else(|| date?.and_hms_opt(0, 0, 0)).unwrap_or_default()
}

/// The groups of one kind in a unit, and the nights on which any of them holds it.
#[derive(Default)]
struct Kind {
    nights: BTreeSet<u32>,
    groups: BTreeSet<usize>,
}

impl Kind {
    /// Returns one of them, to speak for all.
    fn first(&self) -> usize {
        self.groups.first().copied().unwrap_or(0)
    }

    /// Returns those who hold the unit on any of some nights.
    fn holding<'a>(&self, plan: &Plan<'a>, nights: &BTreeSet<u32>) -> Vec<&'a Group> {
        let meets = |&&group: &&usize| nights_held(plan, group).any(|night| nights.contains(&night));
        self.groups.iter().filter(meets).map(|&group| &plan.instance.groups[group]).collect()
    }
}

/// Names groups: `A`, `A, B`.
fn named(groups: &[&Group]) -> String {
    groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// Judges every two kinds of groups that are apart and meet in a unit: on each night that both hold it, once.
fn judge<K: Ord>(
    plan: &Plan,
    judged: &mut Judged,
    (rule, by_wing, why): (Rule, bool, &str),
    kind: &dyn Fn(usize) -> K,
    apart: &dyn Fn(usize, usize) -> bool,
) {
    for at in plan.hotels() {
        if plan.instance.strength_in(rule, at) == Strength::Off {
            continue;
        }
        let hotel = &plan.instance.hotels[at];
        let mut units: BTreeMap<&str, BTreeMap<K, Kind>> = BTreeMap::new();
        for entry in plan.at_hotel(at).filter(|entry| entry.guests > 0) {
            let group = entry.group;
            let wing = if by_wing { plan.pool(entry).wing.as_str() } else { "" };
            let held = units.entry(wing).or_default().entry(kind(group)).or_default();
            held.nights.extend(nights_held(plan, group));
            held.groups.insert(group);
        }
        for (wing, kinds) in &units {
            let kinds: Vec<&Kind> = kinds.values().collect();
            for (n, one) in kinds.iter().enumerate() {
                for other in kinds.iter().skip(n + 1).filter(|other| apart(one.first(), other.first())) {
                    let common: BTreeSet<u32> = one.nights.intersection(&other.nights).copied().collect();
                    let Some(&first) = common.first() else { continue };
                    let there = |kind: &Kind| kind.holding(plan, &common);
                    let (a, b) = (there(one), there(other));
                    let place = if by_wing && !wing.is_empty() { format!(" in wing {wing}") } else { String::new() };
                    let night = nights_in_words(&plan.instance.calendar, first, first);
                    let message = format!("{} and {} are in {}{place}{night}, {why}.", named(&a), named(&b), hotel.id);
                    let fault = Fault::new(rule, common.len() as u64, message).at(hotel).on(first);
                    let fault = a.iter().chain(&b).fold(fault, |fault, group| fault.of(group));
                    let fault = if by_wing { fault.in_wing(wing) } else { fault };
                    judged.judge(plan.instance.strength_in(rule, at), fault);
                }
            }
        }
    }
}

/// Returns the nights on which a group holds its units: with its turnover, or all of the case.
fn nights_held(plan: &Plan, at: usize) -> std::ops::Range<u32> {
    let (group, end) = (&plan.instance.groups[at], plan.instance.calendar.n_nights);
    match plan.instance.rules.separate_window {
        SeparateWindow::Nights => group.stay.lengthened(plan.instance.turnover_nights(at), end).nights(),
        SeparateWindow::Horizon => 0..end,
    }
}
