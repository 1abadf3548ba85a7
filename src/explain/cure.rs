//! What would place a group that is left over, with everybody else where they are: one thing changed, the plan made anew
//! around the group, and judged by `verify`. What is promised here was found, and holds.

use std::fmt;

use super::inquiry::Inquiry;
use super::relaxation::Relaxation;
use super::solo::may_be_off;
use crate::domain::{Allocation, AllocationRow, Instance, Rule, Split};
use crate::program::{self, Candidate, Program, Use};
use crate::solve::{Question, Standing};
use crate::verify;

/// Hotels that are tried with more rooms.
const HOTELS_TRIED: usize = 6;
/// Work of a change for each hotel, group and row: the case is copied, compiled around the group and verified.
const WORK_EACH: usize = 20;
/// Hotels that a group may be spread over more than it was allowed.
const HOTELS_MORE: u32 = 3;

/// A relaxation, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What is relaxed.
    pub relaxation: Relaxation,
    /// Guests of the group who are placed by it, beyond those who were.
    pub guests: u32,
    /// The relaxation in words.
    pub text: String,
}

impl Remedy {
    /// Returns how many rooms are asked for, at least 1.
    fn rooms(&self) -> u32 {
        match self.relaxation {
            Relaxation::Rooms { rooms, .. } => rooms,
            _ => 1,
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: places {} more", self.text, self.guests)
    }
}

/// A case and its plan, in which some group is left over.
pub struct Patient<'a> {
    instance: &'a Instance,
    rows: &'a [AllocationRow],
    group: usize,
    /// Guests of the group who are placed.
    placed: u32,
    inquiry: &'a Inquiry<'a>,
}

impl<'a> Patient<'a> {
    /// Looks at a group that a plan, whose rows are sorted, leaves over in part or wholly.
    #[must_use]
    pub fn new(
        instance: &'a Instance,
        rows: &'a [AllocationRow],
        (group, unmet): (usize, u32),
        inquiry: &'a Inquiry<'a>,
    ) -> Self {
        Self { instance, rows, group, placed: instance.groups[group].guests - unmet, inquiry }
    }

    /// Finds what would place the group, each change by itself: those that place most first, and of them the smallest.
    #[must_use]
    pub fn remedies(&self) -> Vec<Remedy> {
        let mut remedies: Vec<Remedy> = Vec::new();
        for rule in Rule::ALL.into_iter().filter(|&rule| may_be_off(self.instance, rule, self.group)) {
            let waived = self.remedy(Relaxation::Waive(rule));
            let Some(waived) = waived else { continue };
            let gentler = self.gentler(rule, waived.guests);
            // A rule is not given up for a number that nobody had the time to look for.
            let waived = (!self.inquiry.is_cut()).then_some(waived);
            remedies.extend(gentler.or(waived));
        }
        remedies.extend(self.rooms());
        remedies.sort_by_key(|remedy| (std::cmp::Reverse(remedy.guests), remedy.relaxation.rank()));
        remedies
    }

    /// Returns a change of a rule's number that does as much as switching the rule off; none where there is no such number.
    fn gentler(&self, rule: Rule, guests: u32) -> Option<Remedy> {
        let wishes = &self.instance.groups[self.group];
        match rule {
            Rule::R18 => {
                let Split::Hotels { hotels_max: Some(most), .. } = wishes.split else { return None };
                let more = (most + 1..=most.saturating_add(HOTELS_MORE)).map(Relaxation::HotelsMax);
                more.filter_map(|change| self.remedy(change)).find(|remedy| remedy.guests >= guests)
            }
            Rule::R24 => {
                let ways = || (0..self.instance.hotels.len()).map(|hotel| self.instance.travel(self.group, hotel));
                match (wishes.km_max, wishes.minutes_max) {
                    (Some(most), None) => {
                        let km = ways().filter_map(|way| way.km).filter(|&km| km > most);
                        self.least(km.collect(), guests, Relaxation::KmMax)
                    }
                    (None, Some(most)) => {
                        let minutes = ways().filter_map(|way| way.minutes).filter(|&minutes| minutes > most);
                        self.least(minutes.collect(), guests, Relaxation::MinutesMax)
                    }
                    _ => None,
                }
            }
            Rule::R35 => {
                let most = wishes.rate_max?;
                let offers = self.instance.hotels.iter().flat_map(|hotel| &hotel.pools).flat_map(|pool| &pool.offers);
                let rates = offers.filter_map(|offer| offer.rate).filter(|&rate| rate > most);
                self.least(rates.collect(), guests, Relaxation::RateMax)
            }
            _ => None,
        }
    }

    /// Returns the least of some values with which so many guests are placed: by halves, more is never worse.
    fn least<T: Ord + Copy>(
        &self,
        mut values: Vec<T>,
        guests: u32,
        change: impl Fn(T) -> Relaxation,
    ) -> Option<Remedy> {
        values.sort_unstable();
        values.dedup();
        let mut found = None;
        let (mut low, mut high) = (0, values.len());
        while low < high && !self.inquiry.is_cut() {
            let middle = low.midpoint(high);
            match self.remedy(change(values[middle])).filter(|remedy| remedy.guests >= guests) {
                Some(remedy) => (found, high) = (Some(remedy), middle),
                None => low = middle + 1,
            }
        }
        // What was cut short may not be the least.
        found.filter(|_| !self.inquiry.is_cut())
    }

    /// Returns the fewest rooms in one hotel that place the whole group.
    fn rooms(&self) -> Option<Remedy> {
        if !self.inquiry.may_spend(self.work()) {
            return None;
        }
        let program = program::compile_around(self.instance, &[self.group], self.rows);
        let demand = &program.demands[program.demand_of(self.group)?];
        let missing = demand.guests - self.placed;
        let nights = demand.held;
        let mut best: Option<Remedy> = None;
        for (hotel, pool) in self.near(&program, program.candidates_of(demand)) {
            let rooms = |rooms| Relaxation::Rooms { hotel, pool, rooms, nights };
            let most = best.as_ref().map_or(missing, |best| best.rooms() - 1);
            if most == 0 {
                break;
            }
            let found = self.least((1..=most).collect(), missing, rooms);
            best = found.or(best);
        }
        best
    }

    /// Returns the kinds of rooms that the group may use, in the hotels where it is first, then in the nearest.
    fn near(&self, program: &Program, candidates: &[Candidate]) -> Vec<(usize, usize)> {
        let own = self.instance.groups[self.group].id.as_str();
        let is_there = |hotel: usize| {
            let name = self.instance.hotels[hotel].id.as_str();
            self.rows.iter().any(|row| row.group.as_str() == own && row.hotel.as_str() == name)
        };
        let mut near: Vec<&Candidate> = candidates.iter().collect();
        near.sort_by_cached_key(|candidate| {
            let hotel = candidate.hotel as usize;
            (!is_there(hotel), self.instance.travel_per_guest(self.group, hotel), hotel)
        });
        let pool = |candidate: &Candidate| {
            // The kind that holds most guests: fewest rooms are asked for.
            let place =
                program.places_of(candidate).iter().max_by_key(|place| (place.guests_max, u32::MAX - place.pool));
            place.map(|place| (candidate.hotel as usize, program.pools[place.pool as usize].index as usize))
        };
        near.into_iter().take(HOTELS_TRIED).filter_map(pool).collect()
    }

    /// Returns what a change does; none where it places nobody more, where `verify` finds fault with the plan, or where the
    /// work set aside is used up.
    fn remedy(&self, relaxation: Relaxation) -> Option<Remedy> {
        if !self.inquiry.may_spend(self.work()) {
            return None;
        }
        let changed = relaxation.applied(self.instance, self.group);
        let program = program::compile_around(&changed, &[self.group], self.rows);
        let demand = program.demand_of(self.group)?;
        let before: Vec<Use> = program::encode(&changed, &program, self.rows);
        let mut standing = Standing::new(&program, before);
        let movers = [program::position(demand)];
        let answer = standing.ask(&Question { movers: &movers, absent: &[], return_absent: false, may: &|_| true })?;
        let guests = answer.guests.checked_sub(self.placed).filter(|&guests| guests > 0)?;
        let allocation = program::decode(&changed, &program, &answer.plan);
        let is_kept = self.others_stay(&allocation) && verify::verify(&changed, &allocation).findings.is_empty();
        is_kept.then(|| Remedy { text: relaxation.text(self.instance, self.group), relaxation, guests })
    }

    /// Returns the work of compiling and judging the case once.
    fn work(&self) -> usize {
        WORK_EACH * (self.instance.hotels.len() + self.instance.groups.len() + self.rows.len())
    }

    /// Tells whether all other groups have in a plan what they had.
    fn others_stay(&self, allocation: &Allocation) -> bool {
        let own = self.instance.groups[self.group].id.as_str();
        let others = |rows: &'_ [AllocationRow]| -> u64 {
            rows.iter().filter(|row| row.group.as_str() != own).map(|row| u64::from(row.guests)).sum()
        };
        others(&allocation.rows) == others(self.rows)
    }
}
