//! What would place those who are left over, all of them together: one thing eased for everybody, the case solved again from
//! the plan that there is, and judged. What is promised here was found; that no more could be had is said only where it is proven.

use std::cell::Cell;
use std::cmp::Reverse;

use super::again::{Again, Former, Shortage, may_be_whole, shortage};
use super::area::{Area, areas};
use super::easing::{Easing, Relief, Reliefs};
use super::inquiry::Inquiry;
use super::whereabouts::LevelChange;
use crate::domain::{AllocationRow, Instance, Rule, Split, Strength};
use crate::program::Program;
use crate::verify::Verdict;

/// Hotels that each group may use more than it was allowed, at most.
const HOTELS_MORE: u32 = 3;
/// Values of a limit that are looked at: more are thinned out.
const VALUES_MOST: usize = 255;
/// Groups times hotels that are looked at, all solves together: compiling a large case anew takes seconds.
const PAIRS_MOST: u64 = 3_000_000;
/// Of the work of a solve, compiling is one part in so many.
const COMPILED_SHARE: u64 = 4;
/// Counts of rooms that are tried in an area, beyond the first.
const COUNTS_TRIED: u32 = 4;

/// Eases one thing after another of a case whose plan, its rows sorted, leaves somebody over: first what places most, and of
/// equal ones the gentlest; last the rules that place nobody more. Rules that have no say in the case are left out.
#[must_use]
pub fn reliefs(
    instance: &Instance,
    program: &Program,
    rows: &[AllocationRow],
    verdict: &Verdict,
    inquiry: &Inquiry<'_>,
) -> Reliefs {
    if verdict.unmet.is_empty() || inquiry.is_stopped() {
        return Reliefs::default();
    }
    let free: Vec<usize> = verdict.unmet.iter().map(|&(group, _)| group).collect();
    let former = Former { rows, free: &free, is_whole: may_be_whole(program), inquiry };
    if pairs(instance, &former) > PAIRS_MOST {
        return Reliefs { found: Vec::new(), is_cut: true };
    }
    let same = former.compile(instance);
    let before = shortage(instance, verdict);
    let mut found = Vec::new();
    let again = former.again(instance, &same);
    // Work alone may place more: that is said, and everything else begins there.
    let better = again.filter(|again| shortage(instance, &again.verdict) < before);
    let start = better.as_ref().map_or(rows, |better| &better.rows);
    let begun = better.as_ref().map_or(verdict, |better| &better.verdict);
    let former = Former { rows: start, ..former };
    // A program made around a plan is another around a better one.
    let same = if better.is_some() && !former.is_whole { former.compile(instance) } else { same };
    let ward = Ward { instance, verdict, begun, former, same: &same, pairs: Cell::new(0), is_cut: Cell::new(false) };
    let least = better.as_ref().map_or_else(|| before.clone(), |better| shortage(instance, &better.verdict));
    found.extend(better.as_ref().map(|better| (least.clone(), ward.relief(Easing::Nothing, better))));
    // First what is coarse, so that a cut leaves out what is fine.
    let off = ward.by_rules();
    found.extend(ward.by_rooms(&least));
    let helpful = off.iter().filter(|(_, (after, _))| *after < least);
    found.extend(helpful.flat_map(|(rule, (after, _))| ward.gentler(*rule, after)));
    found.extend(off.into_iter().map(|(_, relief)| relief));
    found.sort_by_cached_key(|(after, relief)| {
        let worse: Vec<i128> = relief.levels.iter().map(|level| level.by).collect();
        let is_idle = *after >= least && relief.easing != Easing::Nothing;
        (is_idle, after.clone(), relief.easing.rank(), worse)
    });
    let told = |(after, relief): (Shortage, Relief)| {
        let helps = after < least || relief.easing == Easing::Nothing;
        Relief { helps, ..relief }
    };
    Reliefs { found: found.into_iter().map(told).collect(), is_cut: ward.is_cut.get() }
}

/// Returns how many pairs of a group and a hotel compiling looks at: of groups that keep their hotels, none.
fn pairs(instance: &Instance, former: &Former<'_>) -> u64 {
    let groups = if former.is_whole { instance.groups.len() } else { former.free.len() };
    groups as u64 * instance.hotels.len() as u64
}

/// A case that is eased.
struct Ward<'a> {
    instance: &'a Instance,
    /// Of the plan.
    verdict: &'a Verdict,
    /// Of the plan that everything begins with: this one, or one that work alone found.
    begun: &'a Verdict,
    former: Former<'a>,
    /// The program with nothing eased.
    same: &'a Program,
    /// Groups times hotels looked at so far.
    pairs: Cell<u64>,
    is_cut: Cell<bool>,
}

impl Ward<'_> {
    /// Solves the case with something eased; none where the program stays the same, or nothing came of it.
    fn tried(&self, easing: Easing) -> Option<(Shortage, Relief)> {
        let pairs = pairs(self.instance, &self.former);
        if self.pairs.get() + pairs > PAIRS_MOST || self.former.inquiry.is_stopped() {
            self.is_cut.set(true);
            return None;
        }
        let eased = easing.applied(self.instance);
        let program = self.former.compile(&eased);
        let has_say = program != *self.same;
        // Compiling is a part of the work only.
        self.pairs.set(self.pairs.get() + if has_say { pairs } else { pairs.div_euclid(COMPILED_SHARE) });
        if !has_say {
            return None;
        }
        let again = self.former.again(&eased, &program)?;
        Some((shortage(self.instance, &again.verdict), self.relief(easing, &again)))
    }

    /// Says what came of easing something, against the plan.
    fn relief(&self, easing: Easing, again: &Again) -> Relief {
        let left = |verdict: &Verdict| {
            let left = self.instance.left_out(&verdict.unmet);
            (left.values().map(|&guests| i64::from(guests)).sum::<i64>(), i64::try_from(left.len()).unwrap_or(i64::MAX))
        };
        let ((guests, groups), (guests_now, groups_now)) = (left(self.verdict), left(&again.verdict));
        let changes =
            self.verdict.levels.iter().zip(&again.verdict.levels).filter(|(one, other)| one.name == other.name);
        let changes = changes.map(|(one, other)| LevelChange {
            level: one.name.clone(),
            by: other.value - one.value,
            scale: one.scale,
        });
        Relief {
            text: easing.text(self.instance),
            easing,
            guests: guests - guests_now,
            groups: groups - groups_now,
            left: u64::try_from(guests_now).unwrap_or(0),
            helps: true,
            levels: changes.filter(|change| change.by != 0).collect(),
            is_proven: again.is_proven,
        }
    }

    /// Tells whether a rule may be switched off, and binds anybody.
    fn may_be_off(&self, rule: Rule) -> bool {
        let case = self.instance;
        let binds = case.strength(rule).is_hard()
            || rule == Rule::R23 && case.pairs.iter().any(|pair| case.strength_of_pair(pair).is_hard())
            || rule == Rule::R36 && case.rules.budgets.iter().any(|budget| case.strength_of_budget(budget).is_hard());
        binds && rule.entry().may_be.allows(Strength::Off)
    }

    /// Switches off one rule after another.
    fn by_rules(&self) -> Vec<(Rule, (Shortage, Relief))> {
        let rules = Rule::ALL.into_iter().filter(|&rule| self.may_be_off(rule));
        rules.filter_map(|rule| Some((rule, self.tried(Easing::Off(rule))?))).collect()
    }

    /// Returns changes of a rule's number that help, up to one that does as much as switching the rule off.
    fn gentler(&self, rule: Rule, best: &Shortage) -> Vec<(Shortage, Relief)> {
        let groups = || self.former.free.iter().map(|&group| (group, &self.instance.groups[group]));
        let ways = |group: usize| (0..self.instance.hotels.len()).map(move |hotel| self.instance.travel(group, hotel));
        match rule {
            Rule::R18
                if groups().any(|(_, group)| matches!(group.split, Split::Hotels { hotels_max: Some(_), .. })) =>
            {
                self.hotels_more(best)
            }
            Rule::R24 => {
                let km = groups().filter_map(|(at, group)| Some((at, group.km_max?)));
                let km = km.flat_map(|(at, most)| ways(at).filter_map(|way| way.km).filter(move |&km| km > most));
                let minutes = groups().filter_map(|(at, group)| Some((at, group.minutes_max?)));
                let minutes = minutes
                    .flat_map(|(at, most)| ways(at).filter_map(|way| way.minutes).filter(move |&other| other > most));
                let by_km = self.least(km.collect(), best, Easing::KmMax);
                by_km.into_iter().chain(self.least(minutes.collect(), best, Easing::MinutesMax)).collect()
            }
            Rule::R35 => {
                let Some(most) = groups().filter_map(|(_, group)| group.rate_max).min() else { return Vec::new() };
                let offers = self.instance.hotels.iter().flat_map(|hotel| &hotel.pools).flat_map(|pool| &pool.offers);
                let rates = offers.filter_map(|offer| offer.rate).filter(|&rate| rate > most);
                self.least(rates.collect(), best, Easing::RateMax).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Gives each group one more hotel, and another, as long as that helps more.
    fn hotels_more(&self, best: &Shortage) -> Vec<(Shortage, Relief)> {
        let mut found: Vec<(Shortage, Relief)> = Vec::new();
        for more in 1..=HOTELS_MORE {
            let Some((after, relief)) = self.tried(Easing::HotelsMore(more)) else { continue };
            let is_better = found.last().is_none_or(|(last, _)| after < *last) && relief.guests > 0;
            let is_all = after <= *best;
            if is_better {
                found.push((after, relief));
            }
            if is_all {
                break;
            }
        }
        found
    }

    /// Returns, by halves, the least of some values that does as much as the rule without its limit.
    fn least<T: Ord + Copy>(
        &self,
        mut values: Vec<T>,
        best: &Shortage,
        easing: impl Fn(T) -> Easing,
    ) -> Option<(Shortage, Relief)> {
        values.sort_unstable();
        values.dedup();
        let step = values.len().div_ceil(VALUES_MOST).max(1);
        // The last of each step, so that the largest value is among them.
        let mut values: Vec<T> = values.into_iter().rev().step_by(step).collect();
        values.reverse();
        let mut found = None;
        let (mut low, mut high) = (0, values.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.tried(easing(values[middle])).filter(|(after, _)| after <= best) {
                Some(tried) => (found, high) = (Some(tried), middle),
                None => low = middle + 1,
            }
        }
        found
    }

    /// Adds rooms in one area after another.
    fn by_rooms(&self, before: &Shortage) -> Vec<(Shortage, Relief)> {
        let areas = areas(self.instance, self.same, &self.begun.unmet);
        areas.iter().filter_map(|area| self.rooms(area, before)).collect()
    }

    /// Returns few rooms of an area that place all who may use it: shared out among its hotels, or all in one; where neither
    /// places all of them, what as many rooms as they need would place.
    fn rooms(&self, area: &Area, before: &Shortage) -> Option<(Shortage, Relief)> {
        let helps = |tried: &(Shortage, Relief)| tried.0 < *before;
        let begun = self.instance.n_left_out(&self.begun.unmet);
        let placed = |relief: &Relief| begun.saturating_sub(relief.left);
        let is_all = |relief: &Relief| placed(relief) >= area.guests;
        let spread = [area.hotels(), 1];
        let mut first: Vec<(usize, (Shortage, Relief))> = Vec::new();
        for hotels in spread {
            let tried = self.tried(Easing::Rooms(area.added(area.need, hotels))).filter(helps);
            first.extend(tried.map(|tried| (hotels, tried)));
            if first.last().is_some_and(|(_, (_, relief))| is_all(relief)) || area.hotels() == 1 {
                break;
            }
        }
        first.sort_by_key(|(hotels, (after, _))| (after.clone(), Reverse(*hotels)));
        let (hotels, mut found) = first.into_iter().next()?;
        if !is_all(&found.1) {
            return Some(found);
        }
        let (mut low, mut high) = (1, area.need);
        for _ in 0..COUNTS_TRIED {
            if low >= high {
                break;
            }
            let middle = low.midpoint(high);
            match self.tried(Easing::Rooms(area.added(middle, hotels))) {
                Some(tried) if is_all(&tried.1) => (found, high) = (tried, middle),
                Some((_, relief)) => {
                    // Who is still missing is likely to need rooms of their own.
                    let missing = u32::try_from(area.guests - placed(&relief)).unwrap_or(u32::MAX);
                    let per_room = u32::try_from(area.guests).unwrap_or(u32::MAX).div_ceil(area.need.max(1)).max(1);
                    low = middle.saturating_add(missing.div_euclid(per_room).max(1));
                }
                None => low = middle + 1,
            }
        }
        Some(found)
    }
}
