//! The instance: a whole case, validated, with every default filled in and every name resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Calendar, Stay};
use super::geo::{Coordinates, Travel};
use super::group::{Class, Group};
use super::hotel::Hotel;
use super::id::SiteId;
use super::objective::{Objective, TravelUnit};
use super::people::People;
use super::previous::{Keep, Previous};
use super::relation::{Pair, Pin};
use super::rule::Rule;
use super::rules::{Budget, Rules};
use super::strength::Strength;

/// A work site, port or station.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its name in the tables.
    pub id: SiteId,
    /// Its name for people.
    pub name: String,
    /// Where it is, if known.
    pub coordinates: Option<Coordinates>,
    /// Nobody said in which datum its coordinates are, and in China that matters.
    pub datum_unknown: bool,
    /// Travel from here to hotels as the table gives it: position of the hotel, ascending.
    pub travel: Vec<(usize, Travel)>,
}

/// A validated case. Hotels, groups, sites and classes are sorted by id, and named elsewhere by their position.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// The nights of the case.
    pub calendar: Calendar,
    /// The hotels.
    pub hotels: Vec<Hotel>,
    /// The groups that come; cancelled ones are not among them.
    pub groups: Vec<Group>,
    /// The classes that groups belong to.
    pub classes: Vec<Class>,
    /// The sites.
    pub sites: Vec<Site>,
    /// Pairs of groups (R23), in the order of the table.
    pub pairs: Vec<Pair>,
    /// Pins (R31), in the order of the table.
    pub pins: Vec<Pin>,
    /// Guests by name and rooms by number: for the rooming, after the allocation.
    pub people: People,
    /// The rules.
    pub rules: Rules,
    /// The objective.
    pub objective: Objective,
    /// The plan before this one, if there is one (R32).
    pub previous: Option<Previous>,
}

impl Instance {
    /// The tier of groups that stay where they were: no group of the manifest can be more urgent.
    pub const TIER_OF_KEPT: u32 = 0;

    /// Returns how far it is from a group's site to a hotel: the row of the travel table, else the great circle.
    ///
    /// Both parts are none where the group has no site, or where nothing is known.
    #[must_use]
    pub fn travel(&self, group: usize, hotel: usize) -> Travel {
        self.groups[group].site.map_or_else(Travel::default, |site| self.travel_from(site, hotel))
    }

    /// Returns how far it is from a site to a hotel: the row of the travel table, else the great circle.
    #[must_use]
    pub fn travel_from(&self, site: usize, hotel: usize) -> Travel {
        let site = &self.sites[site];
        if let Ok(at) = site.travel.binary_search_by_key(&hotel, |&(hotel, _)| hotel) {
            return site.travel[at].1;
        }
        match (site.coordinates, self.hotels[hotel].coordinates) {
            (Some(from), Some(to)) => Travel::at_speed(from.km_to(to), self.rules.speed_kmh),
            _ => Travel::default(),
        }
    }

    /// Tells whether the way of a group to a hotel is computed from coordinates of which nobody knows the datum: it may be
    /// off by 1.4 km.
    #[must_use]
    pub fn is_travel_doubtful(&self, group: usize, hotel: usize) -> bool {
        let (Some(site), to) = (self.groups[group].site.map(|site| &self.sites[site]), &self.hotels[hotel]) else {
            return false;
        };
        let is_computed = site.travel.binary_search_by_key(&hotel, |&(hotel, _)| hotel).is_err();
        let is_known = site.coordinates.is_some() && to.coordinates.is_some();
        is_computed && is_known && (site.datum_unknown || to.datum_unknown)
    }

    /// Returns what one guest of a group adds to the travel level in a hotel, in billionths of the unit; 0 if unknown.
    #[must_use]
    pub fn travel_per_guest(&self, group: usize, hotel: usize) -> i64 {
        self.travel_parts(self.travel(group, hotel))
    }

    /// Returns what one guest's way adds to the travel level, in billionths of the unit; 0 if unknown.
    #[must_use]
    pub fn travel_parts(&self, travel: Travel) -> i64 {
        match self.objective.travel_unit {
            TravelUnit::Km => travel.km.map_or(0, |km| km.0),
            TravelUnit::Minutes => travel.minutes.map_or(0, |minutes| minutes.0),
        }
    }

    /// Returns how strongly a rule holds for the case as a whole.
    #[must_use]
    pub fn strength(&self, rule: Rule) -> Strength {
        self.rules.strengths.of(rule)
    }

    /// Returns how strongly a rule holds for a group in a hotel, or for a group wherever it is: off where it is waived.
    ///
    /// A waiver that names a hotel does not hold for a group wherever it is.
    #[must_use]
    pub fn strength_at(&self, rule: Rule, group: usize, hotel: Option<usize>) -> Strength {
        self.unless_waived(rule, Some(group), hotel)
    }

    /// Returns how strongly a rule holds for a hotel, whoever is in it: off where it is waived for the hotel.
    #[must_use]
    pub fn strength_in(&self, rule: Rule, hotel: usize) -> Strength {
        self.unless_waived(rule, None, Some(hotel))
    }

    /// Returns how strongly a pair holds (R23): off where pairs are, or where they are waived for one of its groups.
    #[must_use]
    pub fn strength_of_pair(&self, pair: &Pair) -> Strength {
        let is_off = [pair.a, pair.b].iter().any(|&group| self.strength_at(Rule::R23, group, None) == Strength::Off);
        if is_off { Strength::Off } else { pair.strength }
    }

    /// Returns how strongly a budget holds (R36): off where budgets are.
    #[must_use]
    pub fn strength_of_budget(&self, budget: &Budget) -> Strength {
        if self.strength(Rule::R36) == Strength::Off { Strength::Off } else { budget.strength }
    }

    /// Returns for how many nights after its departure the rooms of a group stay out of use (R17): none where that is off.
    #[must_use]
    pub fn turnover_nights(&self, group: usize) -> u32 {
        let is_off = self.strength_at(Rule::R17, group, None) == Strength::Off;
        if is_off { 0 } else { self.groups[group].turnover_nights }
    }

    /// Tells whether a pin is to be followed (R31): not where pins are off, or waived for its group or its hotel.
    #[must_use]
    pub fn holds(&self, pin: &Pin) -> bool {
        self.strength_at(Rule::R31, pin.group, Some(pin.hotel)) != Strength::Off
    }

    fn unless_waived(&self, rule: Rule, group: Option<usize>, hotel: Option<usize>) -> Strength {
        let is_waived = self.rules.waivers.iter().any(|waiver| waiver.covers(rule, group, hotel));
        if is_waived { Strength::Off } else { self.strength(rule) }
    }

    /// Returns the priority tiers that groups have, most urgent first.
    #[must_use]
    pub fn tiers(&self) -> BTreeSet<u32> {
        (0..self.groups.len()).map(|group| self.tier(group)).collect()
    }

    /// Returns the tier of a group: its priority, and before all others that of groups who have their rooms already (R32).
    #[must_use]
    pub fn tier(&self, group: usize) -> u32 {
        if self.kept(group).is_some() { Self::TIER_OF_KEPT } else { self.groups[group].priority }
    }

    /// Returns why a group stays where the plan before this one has it; none where it does not have to.
    #[must_use]
    pub fn kept(&self, group: usize) -> Option<Keep> {
        self.previous.as_ref()?.kept.get(&group).copied()
    }

    /// Returns the nights on which a group does not move into a hotel or out of it, because there was a case (R33).
    #[must_use]
    pub fn frozen_nights(&self, group: usize, hotel: usize) -> Option<Stay> {
        let case = self.hotels[hotel].case_on?;
        if self.strength_at(Rule::R33, group, Some(hotel)) == Strength::Off {
            return None;
        }
        let Some(first) = self.calendar.first else {
            return Some(Stay { arrive: 0, depart: self.calendar.n_nights });
        };
        let from = case.signed_duration_since(first).num_days();
        let night = |days: i64| u32::try_from(days.max(0)).unwrap_or(u32::MAX).min(self.calendar.n_nights);
        let frozen = Stay { arrive: night(from), depart: night(from + i64::from(self.rules.freeze_nights)) };
        (frozen.arrive < frozen.depart).then_some(frozen)
    }

    /// Returns the group that a group's guests belong to when they come: the first of those that it continues, or itself (R29).
    #[must_use]
    pub fn first_leg(&self, group: usize) -> usize {
        let mut at = group;
        // Each departs when the next arrives, so nobody continues himself; the count is for instances made by hand.
        for _ in 0..self.groups.len() {
            match self.groups[at].continues {
                Some(before) => at = before,
                None => break,
            }
        }
        at
    }

    /// Returns how many groups and guests come: who continues a stay elsewhere is nobody new (R29).
    #[must_use]
    pub fn comers(&self) -> (u64, u64) {
        let comers = self.groups.iter().filter(|group| group.continues.is_none());
        comers.fold((0, 0), |(groups, guests), group| (groups + 1, guests + u64::from(group.guests)))
    }

    /// Returns how many of those who come have no place on some night, by the position of the group with which they come, given
    /// the guests of each leg of a stay who have none (R29).
    #[must_use]
    pub fn left_out(&self, unmet: &[(usize, u32)]) -> BTreeMap<usize, u32> {
        let mut left_out: BTreeMap<usize, u32> = BTreeMap::new();
        for &(group, guests) in unmet {
            let most = left_out.entry(self.first_leg(group)).or_default();
            *most = guests.max(*most);
        }
        left_out
    }

    /// Returns how many of those who come have no place on some night, all groups together.
    #[must_use]
    pub fn n_left_out(&self, unmet: &[(usize, u32)]) -> u64 {
        self.left_out(unmet).into_values().map(u64::from).sum()
    }

    /// Returns the position of a hotel by its name.
    #[must_use]
    pub fn hotel(&self, id: &str) -> Option<usize> {
        self.hotels.binary_search_by(|hotel| hotel.id.as_str().cmp(id)).ok()
    }

    /// Returns the position of a group by its name.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<usize> {
        self.groups.binary_search_by(|group| group.id.as_str().cmp(id)).ok()
    }
}
