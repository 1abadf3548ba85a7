//! Cohorts kept apart: R10, with the turnover of R17. Looks at who is in a hotel or wing on which nights, not at rooms.

use std::collections::BTreeMap;

use super::breach::Judged;
use super::capacity::nights_in_words;
use super::finding::Finding;
use super::plan::Plan;
use crate::domain::{Class, Hotel, Instance, Level, SeparateFrom, SeparateWindow};

/// R10. Separation: two cohorts that are kept apart are never in one hotel (or wing) on the same night, or ever where
/// the window is the horizon.
pub(super) fn r10_separation(plan: &Plan, judged: &mut Judged) {
    meetings(plan, |meeting| match (meeting.window, meeting.night_slept) {
        (SeparateWindow::Horizon, _) => judged.push(meeting.finding(10, " during the case")),
        (SeparateWindow::Nights, Some(night)) => judged.push(meeting.finding(10, &on(plan, night))),
        (SeparateWindow::Nights, None) => {}
    });
}

/// R17. Turnover of cohorts: neither may follow the other within the nights of turnover. Says nothing where R10 does.
pub(super) fn r17_turnover_of_cohorts(plan: &Plan, judged: &mut Judged) {
    if plan.instance.groups.iter().all(|group| group.turnover_nights == 0) {
        return;
    }
    meetings(plan, |meeting| {
        if let (SeparateWindow::Nights, None, Some(night)) = (meeting.window, meeting.night_slept, meeting.night_held) {
            judged.push(meeting.finding(17, &format!("{}, turnover included", on(plan, night))));
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
}

impl Meeting<'_> {
    fn finding(&self, rule: u8, when: &str) -> Finding {
        let wing = match self.wing {
            None => String::new(),
            Some("") => " (rooms without a wing)".to_owned(),
            Some(wing) => format!(" (wing {wing})"),
        };
        let message = format!(
            "{}{wing} holds {} and {} together{when}.",
            self.hotel.id,
            class_in_words(self.a),
            class_in_words(self.b)
        );
        Finding::about_hotel(rule, self.hotel, message)
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
        if exempt.is_some_and(|tag| hotel.tags.contains(tag)) {
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
            for night in group.stay.lengthened(group.turnover_nights, n_nights).nights() {
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
