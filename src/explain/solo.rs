//! A group with the whole case to itself: which rules leave no room for it even then.

use super::alone::{Alone, Town};
use super::inquiry::Inquiry;
use super::narrow::narrow;
use crate::domain::{Instance, People, Previous, Rule, Strength};
use crate::program;

/// Work of a question for each hotel: the case is compiled for the group alone.
const WORK_EACH: usize = 10;

/// Rules that together leave no room for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacles {
    /// They, by number. If any one of them did not hold, the others would let the whole group in.
    pub rules: Vec<Rule>,
    /// Every step to them was proved.
    pub is_proven: bool,
}

/// Finds a least set of rules that keep a group from being placed wholly with nobody else there; none where not even
/// leaving all rules out would place it: there are too few rooms; and where the work set aside is used up.
#[must_use]
pub fn obstacles(instance: &Instance, group: usize, inquiry: &Inquiry<'_>) -> Option<Obstacles> {
    if inquiry.is_cut() {
        return None;
    }
    let mut questions = Questions { only: only(instance, group), inquiry, is_proven: true };
    let hard: Vec<Rule> = Rule::ALL.into_iter().filter(|&rule| may_be_off(instance, rule, group)).collect();
    if !questions.fits(&hard, &[]) {
        return None;
    }
    let rules = narrow(&hard, &mut |kept| !questions.fits(&hard, kept));
    (!inquiry.is_cut()).then_some(Obstacles { rules, is_proven: questions.is_proven })
}

/// Tells whether a rule binds a group now, and could be switched off.
pub fn may_be_off(instance: &Instance, rule: Rule, group: usize) -> bool {
    rule.entry().may_be.allows(Strength::Off) && instance.strength_at(rule, group, None).is_hard()
}

/// Returns the case with one group and nobody else. Who continues a stay does not arrive anew (R29).
fn only(instance: &Instance, group: usize) -> Instance {
    let mut alone = instance.groups[group].clone();
    if alone.continues.take().is_some() {
        alone.arrival = None;
    }
    let mut rules = instance.rules.clone();
    rules.waivers.retain(|waiver| waiver.group.is_none_or(|of| of == group));
    rules.waivers.iter_mut().for_each(|waiver| waiver.group = waiver.group.map(|_| 0));
    let pins = instance.pins.iter().filter(|pin| pin.group == group);
    let previous = instance.previous.as_ref().map(|previous| Previous {
        rows: previous.rows_of(instance.groups[group].id.as_str()).to_vec(),
        kept: previous.kept.get(&group).map(|&keep| (0, keep)).into_iter().collect(),
        ..Previous::default()
    });
    Instance {
        groups: vec![alone],
        pairs: Vec::new(),
        pins: pins.map(|pin| crate::domain::Pin { group: 0, ..pin.clone() }).collect(),
        people: People::default(),
        previous,
        rules,
        calendar: instance.calendar.clone(),
        hotels: instance.hotels.clone(),
        classes: instance.classes.clone(),
        sites: instance.sites.clone(),
        objective: instance.objective.clone(),
    }
}

/// Asks whether a group fits if some rules do not hold.
struct Questions<'a> {
    only: Instance,
    inquiry: &'a Inquiry<'a>,
    is_proven: bool,
}

impl Questions<'_> {
    /// Tells whether the whole group fits if only `kept` of some rules hold. What is not proven counts as yes.
    fn fits(&mut self, hard: &[Rule], kept: &[Rule]) -> bool {
        if !self.inquiry.may_spend(WORK_EACH * self.only.hotels.len()) {
            return true;
        }
        let before = self.only.rules.strengths;
        for &rule in hard.iter().filter(|rule| !kept.contains(rule)) {
            self.only.rules.strengths.set(rule, Strength::Off);
        }
        let program = program::compile(&self.only);
        self.only.rules.strengths = before;
        let guests = self.only.groups[0].guests;
        let nobody = Alone { guests: 0, is_proven: true };
        let alone = if program.demands.is_empty() { nobody } else { Town::new(&program, self.inquiry).alone(0) };
        self.is_proven &= alone.is_proven || alone.guests == guests;
        alone.guests == guests || !alone.is_proven
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::domain::Split;
    use crate::program::sample::sample;

    /// A leg of a stay is asked about without the leg before it, which is not there then.
    #[test]
    fn who_continues_a_stay_is_asked_alone() {
        let mut legs = sample();
        legs.classes[0].cohort_window = Some(72);
        legs.rules.strengths.set(Rule::R12, Strength::Hard);
        legs.groups[0].continues = Some(1);
        legs.groups[0].guests = 12;
        legs.groups[0].split = Split::Never;
        let stop = AtomicBool::new(false);
        let found = obstacles(&legs, 0, &Inquiry::new(&stop)).unwrap();
        assert_eq!(found.rules, vec![Rule::R19]);
    }
}
