//! Why a group that is there keeps another out: by the rooms that it holds alone, or by rules together with them.

use super::inquiry::Inquiry;
use super::narrow::narrow;
use super::solo::may_be_off;
use crate::domain::{AllocationRow, Instance, LevelName, Mode, Rule, Strength};
use crate::program::{self, Costs, Program, Use, position};
use crate::solve::{Question, Standing};

/// Rules that keep a group out together with another that is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hindrance {
    /// They, by number; empty where rooms alone are in the way, or nothing else was found to be. With these rules alone the group
    /// does not fit, and without any one of them, it does.
    pub rules: Vec<Rule>,
    /// Every step to them was proved.
    pub is_proven: bool,
}

/// Finds a least set of rules that keep a group out while others have the rows that are given, and it has none of them.
#[must_use]
pub fn hindrance(instance: &Instance, group: usize, others: &[AllocationRow], inquiry: &Inquiry<'_>) -> Hindrance {
    let hard: Vec<Rule> = Rule::ALL.into_iter().filter(|&rule| may_be_off(instance, rule, group)).collect();
    let mut case = instance.clone();
    case.objective.mode =
        Mode::Lexicographic { order: vec![LevelName::Unmet], tolerance: std::collections::BTreeMap::new() };
    let mut questions = Questions { case, group, others, hard: &hard, inquiry, is_proven: true };
    // Without any rule it fits, and with all of them it does not: else there is nothing to name.
    if questions.stands(&[]).is_none_or(|(_, _, fits)| !fits) || questions.fits(&hard) {
        return Hindrance::default();
    }
    let rules = narrow(&hard, &mut |kept| !questions.fits(kept));
    Hindrance { rules, is_proven: questions.is_proven }
}

/// Asks whether a group fits beside others if only some rules hold.
struct Questions<'a> {
    /// The case, with nothing to be minimised but guests left over.
    case: Instance,
    group: usize,
    others: &'a [AllocationRow],
    hard: &'a [Rule],
    inquiry: &'a Inquiry<'a>,
    is_proven: bool,
}

impl Questions<'_> {
    /// Returns the program in which only `kept` of the rules hold, what others have in it, and whether the kernel fits the group in.
    fn stands(&mut self, kept: &[Rule]) -> Option<(Program, Vec<Use>, bool)> {
        let before = self.case.rules.strengths;
        for &rule in self.hard.iter().filter(|rule| !kept.contains(rule)) {
            self.case.rules.strengths.set(rule, Strength::Off);
        }
        let program = program::compile_around(&self.case, &[self.group], self.others);
        let plan = program::encode(&self.case, &program, self.others);
        self.case.rules.strengths = before;
        let movers = [position(program.demand_of(self.group)?)];
        let question = Question { movers: &movers, absent: &[], return_absent: false, may: &|_| true };
        let answer = Standing::new(&program, plan.clone()).ask(&question);
        let fits = answer.is_some_and(|answer| answer.guests == self.case.groups[self.group].guests);
        Some((program, plan, fits))
    }

    /// Tells whether the whole group fits if only `kept` of the rules hold: as the kernel finds, else as the solver proves.
    fn fits(&mut self, kept: &[Rule]) -> bool {
        let Some((program, plan, fits)) = self.stands(kept) else { return false };
        if fits {
            return true;
        }
        let missing = program.demand_of(self.group).and_then(|demand| missing(&program, &plan, demand, self.inquiry));
        self.is_proven &= missing.is_some();
        missing == Some(0)
    }
}

/// Returns how many guests of a demand cannot be placed while all others stay where they are, proved; none where that is not
/// known.
fn missing(program: &Program, plan: &[Use], demand: usize, inquiry: &Inquiry<'_>) -> Option<i128> {
    let outcome = inquiry.solve(&fixed(program, plan, demand), &[])?;
    outcome.plan.as_ref()?;
    let missing = outcome.levels.iter().map(|level| level.value).sum();
    (missing == 0 || outcome.levels.iter().all(|level| level.proven)).then_some(missing)
}

/// Returns a program in which all demands but one take the rooms that they have in a plan, and no others.
fn fixed(program: &Program, plan: &[Use], demand: usize) -> Program {
    let mut fixed = program.clone();
    for (at, of) in fixed.demands.iter_mut().enumerate().filter(|&(at, _)| at != demand) {
        let own: Vec<&Use> =
            plan.iter().filter(|each| program.candidates[each.candidate as usize].demand as usize == at).collect();
        of.guests = own.iter().map(|each| each.guests).sum();
        for (lot, held) in of.lots.iter_mut().enumerate() {
            held.guests = own.iter().filter(|each| each.lot as usize == lot).map(|each| each.guests).sum();
        }
        of.required = of.guests > 0;
        of.unmet = Costs::default();
    }
    for (at, candidate) in fixed.candidates.iter_mut().enumerate() {
        if candidate.demand as usize == demand {
            continue;
        }
        let here: Vec<&Use> = plan.iter().filter(|each| each.candidate as usize == at).collect();
        let guests: u32 = here.iter().map(|each| each.guests).sum();
        if guests == 0 {
            continue;
        }
        (candidate.guests_min, candidate.guests_max) = (guests, guests);
        let first = position(fixed.places.len());
        for (place, of) in program.places_of(&program.candidates[at]).iter().enumerate() {
            let rooms = here.iter().filter(|each| each.place as usize == place).map(|each| each.rooms).sum();
            if rooms > 0 {
                fixed.places.push(program::Place { rooms_max: rooms, ..*of });
            }
        }
        candidate.places = first..position(fixed.places.len());
    }
    fixed
}
