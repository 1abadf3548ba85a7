//! Who holds the rooms that a crowded group would need, and what outranks it: asked of the plan, with everybody else where
//! they are.
//!
//! The holders are a least set: if they were not there, all of the group would fit, and if any one of them stayed, not all
//! of it would, as far as the kernel sees.

use super::hindrance::Hindrance;
use super::inquiry::Inquiry;
use crate::domain::Stay;
use crate::program::{Demand, Program, Use, position};
use crate::solve::{Answer, Question, Standing};

/// Questions asked about one group before the search for its holders ends.
const QUESTIONS: u32 = 300;

/// Who holds the rooms that a group would need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowding {
    /// They, the most urgent first.
    pub holders: Vec<Holder>,
    /// What would be worse with the group in their place; none where it could have been placed at no loss.
    pub outranked: Option<Outranked>,
}

/// A group that holds rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its position in the instance.
    pub group: usize,
    /// Its guests in these hotels.
    pub guests: u32,
    /// The hotels, ascending.
    pub hotels: Vec<usize>,
    /// The nights on which both would be there.
    pub nights: Stay,
    /// The rules that keep the other out together with it; none where it holds its rooms.
    pub hindrance: Hindrance,
}

/// The first level that is worse with a group in the place of others, who have what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outranked {
    /// Its name: `unmet.1`.
    pub level: String,
    /// By how many parts it grows.
    pub more: i128,
    /// Parts in one unit.
    pub scale: i64,
}

/// Finds who holds the rooms that a demand would need; none where it would not fit even without them all, or where it
/// cannot be told.
pub fn crowding(
    program: &Program,
    standing: &mut Standing<'_>,
    demand: usize,
    inquiry: &Inquiry<'_>,
) -> Option<Crowding> {
    let of = &program.demands[demand];
    let held = standing.held();
    // A plan is built, and recounted.
    let work = program.capacities.len() + program.pools.len() + program.demands.len();
    let mut search = Search { standing, demand: position(demand), guests: of.guests, left: QUESTIONS, work, inquiry };
    let rivals = rivals(program, &held, demand);
    if !search.fits(&rivals) {
        return None;
    }
    let needed = search.thin(rivals)?;
    let before = search.standing.levels();
    let after = search.ask(&needed, true)?;
    let worse = before.iter().zip(&after.levels).position(|(before, after)| before != after);
    let outranked = worse.filter(|&at| after.levels[at] > before[at]).map(|at| Outranked {
        level: program.levels[at].name.clone(),
        more: after.levels[at] - before[at],
        scale: program.levels[at].scale,
    });
    let holders = needed.iter().map(|&rival| holder(program, of, &held, rival as usize)).collect();
    Some(Crowding { holders, outranked })
}

/// Returns the demands that are in hotels of a demand while it would be there, the most urgent and largest first; where
/// linear rows tie all to all, every demand that is placed.
fn rivals(program: &Program, held: &[Vec<Use>], demand: usize) -> Vec<u32> {
    let of = &program.demands[demand];
    let is_rival = |&other: &usize| {
        let meets = program.demands[other].locked.overlaps(of.locked)
            && held[other].iter().any(|each| is_near(program, of, each));
        other != demand && !held[other].is_empty() && (meets || !program.rows.is_empty())
    };
    let mut rivals: Vec<u32> = (0..held.len()).filter(is_rival).map(position).collect();
    rivals.sort_by_cached_key(|&rival| {
        let of = &program.demands[rival as usize];
        let unmet: Vec<(u32, i64)> = of.unmet.0.iter().map(|&(level, amount)| (level, -amount)).collect();
        (unmet, u32::MAX - of.guests, rival)
    });
    rivals
}

/// Tells whether a use is in a hotel that a demand could be in.
fn is_near(program: &Program, of: &Demand, each: &Use) -> bool {
    program.candidate_at(of, program.candidates[each.candidate as usize].hotel).is_some()
}

/// Returns what a rival holds in hotels of a demand.
fn holder(program: &Program, of: &Demand, held: &[Vec<Use>], rival: usize) -> Holder {
    let near = |each: &&Use| is_near(program, of, each);
    let here: Vec<&Use> = held[rival].iter().filter(near).collect();
    let mut hotels: Vec<usize> =
        here.iter().map(|each| program.candidates[each.candidate as usize].hotel as usize).collect();
    hotels.dedup();
    let other = &program.demands[rival];
    let nights =
        Stay { arrive: of.locked.arrive.max(other.locked.arrive), depart: of.locked.depart.min(other.locked.depart) };
    Holder {
        group: other.group as usize,
        guests: here.iter().map(|each| each.guests).sum(),
        hotels,
        nights,
        hindrance: Hindrance::default(),
    }
}

/// Returns the groups that are in the hotel of a candidate while its demand would be there.
pub fn holders_in(program: &Program, held: &[Vec<Use>], demand: usize, at: u32) -> Vec<Holder> {
    let (of, hotel) = (&program.demands[demand], program.candidates[at as usize].hotel);
    let is_here = |each: &&Use| program.candidates[each.candidate as usize].hotel == hotel;
    let others = (0..held.len()).filter(|&other| other != demand && program.demands[other].locked.overlaps(of.locked));
    let here = others.filter(|&other| held[other].iter().any(|each| is_here(&each)));
    let only_here = |holder: Holder, rival: usize| Holder {
        guests: held[rival].iter().filter(is_here).map(|each| each.guests).sum(),
        hotels: vec![hotel as usize],
        ..holder
    };
    here.map(|rival| only_here(holder(program, of, held, rival), rival)).collect()
}

/// The search for a least set of holders.
struct Search<'s, 'p> {
    standing: &'s mut Standing<'p>,
    demand: u32,
    guests: u32,
    /// Questions that may still be asked.
    left: u32,
    /// Work of a question.
    work: usize,
    inquiry: &'s Inquiry<'s>,
}

impl Search<'_, '_> {
    fn ask(&mut self, absent: &[u32], return_absent: bool) -> Option<Answer> {
        if !self.inquiry.may_spend(self.work) {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        let movers = [self.demand];
        self.standing.ask(&Question { movers: &movers, absent, return_absent, may: &|_| true })
    }

    /// Tells whether the whole demand fits while some others are not there.
    fn fits(&mut self, absent: &[u32]) -> bool {
        self.ask(absent, false).is_some_and(|answer| answer.guests == self.guests)
    }

    /// Puts back whoever is not in the way, half by half, the first of them first; none where too many questions were asked.
    fn thin(&mut self, rivals: Vec<u32>) -> Option<Vec<u32>> {
        let mut parts: Vec<Vec<u32>> = vec![rivals.clone()];
        let mut absent = rivals;
        while let Some(part) = parts.pop() {
            if part.is_empty() {
                continue;
            }
            if self.left == 0 || self.inquiry.is_cut() {
                return None;
            }
            let without: Vec<u32> = absent.iter().copied().filter(|other| !part.contains(other)).collect();
            if self.fits(&without) {
                absent = without;
            } else if part.len() > 1 {
                let (first, second) = part.split_at(part.len().div_ceil(2));
                parts.push(second.to_vec());
                parts.push(first.to_vec());
            }
        }
        Some(absent)
    }
}
