//! Rows of the manifest to groups: what a group does not say is looked up in its class, then in `[rules]`.

use std::collections::{BTreeMap, BTreeSet};

use super::asks;
use super::ledger::{Ledger, seen_from};
use super::names::Names;
use super::stay::{Dated, Defaults};
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{Asks, Class, Group, GroupId, Rules, Sharing, Split};
use crate::read::policy::{LeavingKeys, Policy, StayRules};
use crate::read::tables::{GroupRow, SplitWord};

/// Returns the rows of groups that come, by name, each once, and the names of those that were cancelled.
pub fn rows<'a>(rows: &'a [GroupRow], ledger: &mut Ledger) -> (BTreeMap<&'a str, &'a GroupRow>, BTreeSet<String>) {
    let mut first: BTreeMap<&str, &GroupRow> = BTreeMap::new();
    for row in rows {
        if let Some(first) = first.get(row.group.as_str()) {
            let message = format!("the group `{}` is in {} already", row.group, seen_from(&row.place, &first.place));
            let help = "keep one of the two rows, or give the groups different names";
            ledger.say(Code::Duplicate, &row.place, "group", message, help);
        } else {
            first.insert(&row.group, row);
        }
    }
    let cancelled: Vec<&str> =
        first.values().filter(|row| row.status.is_none()).map(|row| row.group.as_str()).collect();
    for name in &cancelled {
        if let Some(row) = first.remove(name) {
            ledger.drop_row(&row.place);
        }
    }
    (first, cancelled.into_iter().map(str::to_owned).collect())
}

/// The rules that a group is under, the nearest first.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    class: Option<&'a StayRules>,
    rules: &'a StayRules,
    /// The tier that the table of tiers gives to the class (R46).
    tier: Option<u32>,
}

impl<'a> Lookup<'a> {
    /// Finds the rules of a group.
    pub fn new(policy: &'a Policy, row: &GroupRow) -> Self {
        Self {
            class: policy.classes.get(&row.class),
            rules: &policy.rules,
            tier: policy.whole.shared.tiers.get(&row.class).copied(),
        }
    }

    /// Returns what the class says, else what `[rules]` says.
    pub fn value<T>(&self, of: impl Fn(&'a StayRules) -> Option<T>) -> Option<T> {
        self.class.and_then(&of).or_else(|| of(self.rules))
    }

    /// Returns the tier of groups that give none: what the class says, else the table of tiers (R46), else `[rules]`.
    fn priority(&self) -> Option<u32> {
        self.class.and_then(|class| class.priority).or(self.tier).or(self.rules.priority)
    }

    /// Returns how long a group stays by default.
    pub fn stay(&self) -> Defaults {
        let turnover_nights = self.value(|rules| rules.turnover_nights).unwrap_or(0);
        Defaults { nights: self.value(|rules| rules.nights), turnover_nights }
    }
}

/// Returns the groups, in the order of the rows.
pub fn groups(
    policy: &Policy,
    rows: &[&GroupRow],
    stays: &[Dated],
    classes: &[Class],
    (sites, ledger): (&mut Names<'_>, &mut Ledger),
) -> Vec<Group> {
    let priority = |row: &GroupRow| row.priority.or_else(|| Lookup::new(policy, row).priority());
    let last = rows.iter().filter_map(|row| priority(row)).max();
    let last_tier = last.map_or(1, |last| last + 1);
    let mut groups = Vec::with_capacity(rows.len());
    for (&row, dated) in rows.iter().zip(stays) {
        let site = row.site.as_ref().and_then(|site| sites.resolve(ledger, &row.place, "site", site));
        let class = classes.partition_point(|class| class.name < row.class);
        let tier = priority(row).unwrap_or(last_tier);
        let (asks, leaving) = asks::asks(policy, row, (sites, ledger));
        let continues = continues(row, (rows, stays), dated, ledger);
        let group = group((policy, row), dated, (site, class, tier, asks), &leaving);
        groups.push(Group { continues, ..group });
        say_useless_limit(row, ledger);
    }
    say_assumed(policy, rows, (last.is_some(), last_tier), ledger);
    groups
}

fn group(
    (policy, row): (&Policy, &GroupRow),
    dated: &Dated,
    (site, class, priority, asks): (Option<usize>, usize, u32, Asks),
    leaving: &LeavingKeys,
) -> Group {
    let lookup = Lookup::new(policy, row);
    Group {
        id: GroupId(row.group.clone()),
        name: row.name.clone().unwrap_or_else(|| row.group.clone()),
        guests: row.guests,
        men: row.men.unwrap_or(0),
        women: row.women.unwrap_or(0),
        class,
        priority,
        stay: dated.stay,
        turnover_nights: lookup.stay().turnover_nights,
        site,
        km_max: row.km_max.or_else(|| lookup.value(|rules| rules.km_max)).filter(|_| site.is_some()),
        minutes_max: row.minutes_max.or_else(|| lookup.value(|rules| rules.minutes_max)).filter(|_| site.is_some()),
        sharing: r6_sharing(row, lookup),
        split: split(row, lookup, r18_stops(policy, row)),
        requires: row.requires.union(&leaving.requires).cloned().collect(),
        forbids: row.forbids.clone(),
        room_types: row.room_types.clone().or_else(|| lookup.value(|rules| rules.room_types.clone())),
        rate_max: row.rate_max.or_else(|| lookup.value(|rules| rules.rate_max)),
        asks,
        status: row.status.unwrap_or_default(),
        arrival: row.arrive.and_then(|moment| moment.time.map(|time| moment.date.and_time(time))),
        departs_open: dated.departs_open,
        continues: None,
        leader: row.leader.clone(),
        phone: row.phone.clone(),
        transport: row.transport.clone(),
        place: row.place.clone(),
    }
}

/// R3, R6. Who shares rooms: guests by the bed share with other groups only if theirs agrees, else among themselves.
fn r6_sharing(row: &GroupRow, lookup: Lookup<'_>) -> Sharing {
    let sharing = row.sharing.or_else(|| lookup.value(|rules| rules.sharing)).unwrap_or_default();
    let agrees = row.asks.strangers.or_else(|| lookup.value(|rules| rules.asks.strangers)).unwrap_or(true);
    if sharing == Sharing::Bed && !agrees { Sharing::Party } else { sharing }
}

/// R29. Returns the group whose guests these are, as long as they slept elsewhere before; says where there is none.
fn continues(
    row: &GroupRow,
    (rows, stays): (&[&GroupRow], &[Dated]),
    own: &Dated,
    ledger: &mut Ledger,
) -> Option<usize> {
    let name = row.continues.as_ref()?;
    let found = rows.binary_search_by(|other| other.group.as_str().cmp(name)).ok();
    let before = found.filter(|&at| stays[at].stay.depart == own.stay.arrive && rows[at].guests == row.guests);
    if before.is_none() {
        let message = format!("`{}` does not continue `{name}`", row.group);
        let help = "name a group of as many guests that departs when this one arrives, or clear the cell";
        ledger.say(Code::ContinuesNobody, &row.place, "continues", message, help);
    }
    before
}

/// R18. The most hotels at which the coaches of a group stop that arrives at a port: so many for each of them, filled as far
/// as the policy says (R27).
fn r18_stops(policy: &Policy, row: &GroupRow) -> Option<u32> {
    let stops_max = row.asks.stops_max.or_else(|| Lookup::new(policy, row).value(|rules| rules.asks.stops_max))?;
    row.asks.port.as_ref()?;
    let (people, default) = (&policy.whole.people, Rules::default());
    let load = people.vehicle_load.unwrap_or(default.vehicle_load);
    let seats = load.floor_of(people.vehicle_seats.unwrap_or(default.vehicle_seats)).max(1);
    Some(stops_max.saturating_mul(row.guests.div_ceil(seats)).max(1))
}

/// R18, R19, R20: over how many hotels; the smallest chunk is at most the whole group.
fn split(row: &GroupRow, lookup: Lookup<'_>, stops: Option<u32>) -> Split {
    let is_small = lookup.value(|rules| rules.asks.whole_up_to).is_some_and(|most| row.guests <= most);
    let small = is_small.then_some(SplitWord::Never);
    match row.split.or(small).or_else(|| lookup.value(|rules| rules.split)).unwrap_or(SplitWord::Hotels) {
        SplitWord::Never => Split::Never,
        SplitWord::Free => Split::Free,
        SplitWord::Hotels => Split::Hotels {
            hotels_max: {
                let own = row.hotels_max.or_else(|| lookup.value(|rules| rules.hotels_max));
                own.into_iter().chain(stops).min()
            },
            chunk_min: row.chunk_min.or_else(|| lookup.value(|rules| rules.chunk_min)).unwrap_or(1).min(row.guests),
        },
    }
}

/// Says where a row limits a distance that there is nowhere to measure from.
fn say_useless_limit(row: &GroupRow, ledger: &mut Ledger) {
    if row.site.is_some() {
        return;
    }
    for (column, is_given) in [("km_max", row.km_max.is_some()), ("minutes_max", row.minutes_max.is_some())] {
        if is_given {
            let message = format!("`{column}` is not applied: the group has no site");
            ledger.say(Code::LimitWithoutSite, &row.place, column, message, "fill in its site, or clear the limit");
        }
    }
}

/// Says which defaults of groups mattered.
fn say_assumed(policy: &Policy, rows: &[&GroupRow], (any_priority, tier): (bool, u32), ledger: &mut Ledger) {
    let count = |is_so: &dyn Fn(&GroupRow, Lookup<'_>) -> bool| {
        rows.iter().filter(|row| is_so(row, Lookup::new(policy, row))).count()
    };
    let n_untold = count(&|row, lookup| row.priority.is_none() && lookup.priority().is_none());
    if n_untold > 0 && any_priority {
        ledger.assumed.push(Remark::new(About::WithoutPriority, &[("n", &n_untold), ("tier", &tier)]));
    } else if n_untold > 0 {
        ledger.assumed.push(Remark::new(About::NoPriorities, &[]));
    }
    let n_single = count(&|row, lookup| row.sharing.is_none() && lookup.value(|rules| rules.sharing).is_none());
    if n_single > 0 {
        ledger.assumed.push(Remark::new(About::WithoutSharing, &[("n", &n_single)]));
    }
    let n_unlimited = count(&|row, lookup| {
        let km = lookup.value(|rules| rules.km_max).is_some() && row.km_max.is_none();
        let minutes = lookup.value(|rules| rules.minutes_max).is_some() && row.minutes_max.is_none();
        row.site.is_none() && (km || minutes)
    });
    if n_unlimited > 0 {
        ledger.assumed.push(Remark::new(About::WithoutSite, &[("n", &n_unlimited)]));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn r6_beds_are_shared_with_others_where_the_group_agrees() {
        let mut policy = Policy::default();
        policy.rules.sharing = Some(Sharing::Bed);
        let mut row = GroupRow::of_guests("A", 3, (None, None), Place::row(&Arc::from("groups.csv"), 2));
        assert_eq!(r6_sharing(&row, Lookup::new(&policy, &row)), Sharing::Bed);
        policy.rules.asks.strangers = Some(false);
        assert_eq!(r6_sharing(&row, Lookup::new(&policy, &row)), Sharing::Party);
        row.asks.strangers = Some(true);
        assert_eq!(r6_sharing(&row, Lookup::new(&policy, &row)), Sharing::Bed);
        row.sharing = Some(Sharing::Single);
        assert_eq!(r6_sharing(&row, Lookup::new(&policy, &row)), Sharing::Single);
    }
}
