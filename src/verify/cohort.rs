//! Cohorts kept apart: R10, with the turnover of R17. Looks at who is in a hotel or wing on which nights, not at rooms.

use std::collections::BTreeMap;

use super::breach::{Fault, Judged};
use super::capacity::nights_in_words;
use super::finding::Finding;
use super::plan::Plan;
use crate::domain::{Class, Hotel, Instance, Level, Rule, SeparateFrom, SeparateWindow, Strength};

/// R10. Separation: two cohorts that are kept apart are never in one hotel (or wing) on the same night, or ever where
/// the window is the horizon. Where it is soft, every night on which both hold rooms counts, turnover included; under the
/// horizon every night of the case.
pub(super) fn r10_separation(plan: &Plan, judged: &mut Judged) {
    let strength = plan.instance.strength(Rule::R10);
    let n_nights = plan.instance.calendar.n_nights;
    meetings(plan, |meeting| {
        let (when, night, amount) = match (meeting.window, meeting.night_slept, meeting.night_held) {
            (SeparateWindow::Horizon, ..) => (" during the case".to_owned(), None, n_nights),
            (SeparateWindow::Nights, Some(night), _) => (on(plan, night), Some(night), meeting.n_held),
            (SeparateWindow::Nights, None, Some(night)) if !strength.is_hard() => {
                (format!("{}, turnover included", on(plan, night)), Some(night), meeting.n_held)
            }
            (SeparateWindow::Nights, None, _) => return,
        };
        let fault = Fault::new(Rule::R10, amount.into(), meeting.sentence(&when)).at(meeting.hotel);
        let fault = meeting.wing.map_or(fault.clone(), |wing| fault.in_wing(wing));
        judged.judge(strength, night.map_or(fault.clone(), |night| fault.on(night)));
    });
}

/// R17. Turnover of cohorts: neither may follow the other within the nights of turnover. Says nothing where R10 does.
pub(super) fn r17_turnover_of_cohorts(plan: &Plan, judged: &mut Judged) {
    let turns_over = |group| plan.instance.turnover_nights(group) > 0;
    if !plan.instance.strength(Rule::R10).is_hard() || !(0..plan.instance.groups.len()).any(turns_over) {
        return;
    }
    meetings(plan, |meeting| {
        if let (SeparateWindow::Nights, None, Some(night)) = (meeting.window, meeting.night_slept, meeting.night_held) {
            let sentence = meeting.sentence(&format!("{}, turnover included", on(plan, night)));
            judged.push(Finding::about_hotel(17, meeting.hotel, sentence));
        }
    });
}

/// Two cohorts that are kept apart and are both in a hotel or wing.
struct Meeting<'a> {
    hotel: &'a Hotel,
    wing: Option<&'a str>,
    a: &'a Class,
    b: &'a Class,
    window: SeparateWindow,
    /// The first night on which both sleep there.
    night_slept: Option<u32>,
    /// The first night on which both sleep there or have rooms turned over.
    night_held: Option<u32>,
    /// On how many nights they do.
    n_held: u32,
}

impl Meeting<'_> {
    /// Says who is together where, and when.
    fn sentence(&self, when: &str) -> String {
        let wing = match self.wing {
            None => String::new(),
            Some("") => " (rooms without a wing)".to_owned(),
            Some(wing) => format!(" (wing {wing})"),
        };
        let (a, b) = (class_in_words(self.a), class_in_words(self.b));
        format!("{}{wing} holds {a} and {b} together{when}.", self.hotel.id)
    }
}

/// When a cohort is in a unit, night by night.
#[derive(Clone)]
struct Presence {
    slept: Vec<bool>,
    held: Vec<bool>,
}

/// Calls a function with every two cohorts that are kept apart and are both in a hotel (or wing), in order.
fn meetings<'a>(plan: &Plan<'a>, mut tell: impl FnMut(&Meeting<'a>)) {
    let instance = plan.instance;
    let exempt = instance.rules.separation_exempt_tag.as_ref();
    for at in plan.hotels() {
        let hotel = &instance.hotels[at];
        let is_off = instance.strength_in(Rule::R10, at) == Strength::Off;
        if is_off || exempt.is_some_and(|tag| hotel.tags.contains(tag)) {
            continue;
        }
        let units = presences(plan, at);
        for (&(wing, a), in_a) in &units {
            for (&(_, b), in_b) in units.range((wing, a + 1)..=(wing, usize::MAX)) {
                let unit = if wing.is_some() { Level::Wing } else { Level::Hotel };
                if separation(instance, a, b) != Some(unit) {
                    continue;
                }
                let both = |a: &[bool], b: &[bool]| {
                    a.iter().zip(b).position(|(&a, &b)| a && b).and_then(|night| u32::try_from(night).ok())
                };
                tell(&Meeting {
                    hotel,
                    wing,
                    a: &instance.classes[a],
                    b: &instance.classes[b],
                    window: instance.rules.separate_window,
                    night_slept: both(&in_a.slept, &in_b.slept),
                    night_held: both(&in_a.held, &in_b.held),
                    n_held: u32::try_from(in_a.held.iter().zip(&in_b.held).filter(|(a, b)| **a && **b).count())
                        .unwrap_or(u32::MAX),
                });
            }
        }
    }
}

/// Returns when each cohort is in a hotel as a whole (no wing) and in each of its wings.
fn presences<'a>(plan: &Plan<'a>, hotel: usize) -> BTreeMap<(Option<&'a str>, usize), Presence> {
    let n_nights = plan.instance.calendar.n_nights;
    let nobody = Presence { slept: vec![false; n_nights as usize], held: vec![false; n_nights as usize] };
    let mut units: BTreeMap<(Option<&str>, usize), Presence> = BTreeMap::new();
    for entry in plan.at_hotel(hotel).filter(|entry| entry.guests > 0) {
        let group = plan.group(entry);
        for wing in [None, Some(plan.pool(entry).wing.as_str())] {
            let presence = units.entry((wing, group.class)).or_insert_with(|| nobody.clone());
            for night in group.stay.lengthened(plan.instance.turnover_nights(entry.group), n_nights).nights() {
                presence.held[night as usize] = true;
                presence.slept[night as usize] |= group.stay.covers(night);
            }
        }
    }
    units
}

/// Returns the part of a hotel at which two cohorts are kept apart: the stricter of what either says, none if neither.
pub(super) fn separation(instance: &Instance, a: usize, b: usize) -> Option<Level> {
    let says = |of: usize, about: usize| {
        let (of, about) = (&instance.classes[of], &instance.classes[about]);
        let named = match &of.separate_from {
            SeparateFrom::Nobody => false,
            SeparateFrom::Everybody => true,
            SeparateFrom::Classes(names) => names.contains(&about.name),
        };
        named.then_some(of.separate_level)
    };
    match (says(a, b), says(b, a)) {
        (Some(Level::Hotel), _) | (_, Some(Level::Hotel)) => Some(Level::Hotel),
        (Some(Level::Wing), _) | (_, Some(Level::Wing)) => Some(Level::Wing),
        (None, None) => None,
    }
}

/// Returns a cohort in words.
pub(super) fn class_in_words(class: &Class) -> String {
    if class.name.is_empty() { "guests of no class".to_owned() } else { format!("class {}", class.name) }
}

fn on(plan: &Plan, night: u32) -> String {
    nights_in_words(&plan.instance.calendar, night, night)
}
