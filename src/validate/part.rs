//! Stays that vary (R29), made plain before anything else looks at the tables. Rows of one group with different stays are
//! its parts, `G`, `G/2`, …, which want to be in the same hotels; a group that may change hotels inside its stay is cut into
//! legs, `G`, `G+2`, …, on the nights on which most rooms come or go. Both are rows like any other; parts are tied by pairs
//! (R23), legs by the column `continues`.

mod cut;
mod like;
mod open;
mod refusal;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::freeze::Freeze;
use super::group::Lookup;
use super::ledger::Ledger;
use super::{asks, stay};
use crate::domain::remark::{About, Remark};
use crate::domain::{Level, PairRelation, Rule, Rules, Strength, Weight};
use crate::read::Tables;
use crate::read::tables::{GroupAsks, GroupRow, GuestRow, Moment, PairRow, PinRow, SplitWord};
use open::OpenEnds;
use refusal::{RESTING, SHORT, UNDATED, say_not_applied};

/// Returns the tables with a row for each part and each leg of a group; as they are where no stay varies.
pub fn expand<'a>(tables: &'a Tables, as_of: Option<NaiveDateTime>, ledger: &mut Ledger) -> Cow<'a, Tables> {
    let mut expansion =
        Expansion { tables, as_of, rows: Vec::new(), copies: BTreeMap::new(), legs: BTreeMap::new(), ties: Vec::new() };
    let mut open_ends = OpenEnds::new(tables, as_of);
    let n_parts = expansion.r29_parts(&mut open_ends);
    let n_cut = expansion.r29_legs(ledger);
    open_ends.say(ledger);
    if n_parts == 0 && n_cut == 0 && open_ends.n_longer == 0 {
        return Cow::Borrowed(tables);
    }
    if n_parts > 0 {
        ledger.assumed.push(Remark::new(About::Parts, &[("n", &n_parts)]));
    }
    if n_cut > 0 {
        ledger.assumed.push(Remark::new(About::MayChange, &[("n", &n_cut)]));
    }
    Cow::Owned(expansion.finish())
}

/// Arrival and departure.
type Dates = (NaiveDate, NaiveDate);

/// A row that stands for a part of a group, or for a leg of its stay.
#[derive(Debug, Clone)]
struct Copy {
    name: String,
    /// Its dates; none where they are not known.
    dates: Option<Dates>,
}

struct Expansion<'a> {
    tables: &'a Tables,
    /// The time at which the case is seen.
    as_of: Option<NaiveDateTime>,
    rows: Vec<GroupRow>,
    /// The parts and legs of each group that has several, itself among them, by its name.
    copies: BTreeMap<&'a str, Vec<Copy>>,
    /// The later legs of each row that is cut, by its name.
    legs: BTreeMap<String, Vec<String>>,
    ties: Vec<PairRow>,
}

impl<'a> Expansion<'a> {
    /// Names the parts of groups that have several rows with different stays; returns how many rows are such parts.
    fn r29_parts(&mut self, open_ends: &mut OpenEnds<'_>) -> usize {
        let tables = self.tables;
        let mut first: BTreeMap<&str, (usize, Vec<Dates>)> = BTreeMap::new();
        let mut parts: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
        for row in &tables.groups.rows {
            let dates = self.dates(row);
            let at = self.rows.len();
            self.rows.push(row.clone());
            let Some((whole, known)) = first.get_mut(row.group.as_str()) else {
                open_ends.r29_stays_on(&mut self.rows[at]);
                first.insert(&row.group, (at, dates.into_iter().collect()));
                continue;
            };
            let Some(dates) = dates.filter(|dates| !known.is_empty() && !known.contains(dates)) else { continue };
            known.push(dates);
            let first = self.rows[*whole].clone();
            like::fill_in(&mut self.rows[at], &first);
            open_ends.r29_stays_on(&mut self.rows[at]);
            self.rows[at].group = format!("{}/{}", row.group, known.len());
            parts.entry(&row.group).or_insert_with(|| vec![*whole]).push(at);
        }
        let n_parts = parts.values().map(|rows| rows.len() - 1).sum();
        for (name, rows) in parts {
            let copies = rows.iter().map(|&at| self.copy(&self.rows[at])).collect();
            self.copies.insert(name, copies);
            self.tie_parts(&rows);
        }
        n_parts
    }

    /// Ties the parts of a group to the largest of them: they are in its hotels, at a price where the group may be in any number.
    fn tie_parts(&mut self, rows: &[usize]) {
        let coming = || rows.iter().copied().filter(|&at| self.rows[at].status.is_some());
        let Some(hub) = coming().min_by_key(|&at| (std::cmp::Reverse(self.rows[at].guests), at)) else { return };
        let row = &self.rows[hub];
        let lookup = Lookup::new(&self.tables.policy, row);
        let split = row.split.or_else(|| lookup.value(|rules| rules.split)).unwrap_or(SplitWord::Hotels);
        let is_limited = row.hotels_max.or_else(|| lookup.value(|rules| rules.hotels_max)).is_some();
        let is_soft = split == SplitWord::Hotels && !is_limited;
        if split == SplitWord::Free {
            return;
        }
        let ties: Vec<PairRow> = coming()
            .filter(|&at| at != hub)
            .map(|at| tie(&row.group, &self.rows[at], is_soft.then_some(Weight::ONE)))
            .collect();
        self.ties.extend(ties);
    }

    /// Cuts the stays of groups that may change hotels; returns how many are cut.
    fn r29_legs(&mut self, ledger: &mut Ledger) -> usize {
        let policy = &self.tables.policy;
        let mut changes: Option<BTreeMap<NaiveDate, u64>> = None;
        let mut freeze: Option<Freeze<'_>> = None;
        let is_asked = policy.strengths.get(&Rule::R30) != Some(&Strength::Off);
        let mut n_cut = 0;
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            let lookup = Lookup::new(policy, row);
            let most = row.moves_max.or_else(|| lookup.value(|rules| rules.moves_max)).unwrap_or(0);
            if most == 0 || row.status.is_none() || row.continues.is_some() {
                continue;
            }
            let dates = self.dates(row);
            let Some((from, to)) = dates.filter(|_| lookup.stay().turnover_nights == 0) else {
                say_not_applied(row, if dates.is_none() { UNDATED } else { RESTING }, ledger);
                continue;
            };
            let changes = changes.get_or_insert_with(|| cut::r29_changes(self.tables));
            let freeze = freeze.get_or_insert_with(|| Freeze::new(self.tables));
            let held = |cuts: &[NaiveDate]| r33_held(row, cuts, freeze);
            let limits = |least: u32| cut::Limits { most, least, held: &held };
            let least = if is_asked { asks::r30_nights_min(policy, row) } else { 0 };
            let cuts = cut::cuts(changes, (from, to), &limits(least));
            if cuts.is_empty() {
                if !cut::cuts(changes, (from, to), &limits(0)).is_empty() {
                    say_not_applied(row, SHORT, ledger);
                }
                continue;
            }
            n_cut += 1;
            self.cut(at, &cuts, to);
        }
        n_cut
    }

    /// Cuts a row on some dates.
    fn cut(&mut self, at: usize, cuts: &[NaiveDate], to: NaiveDate) {
        let whole = self.rows[at].clone();
        let team = if whole.asks.team.is_empty() { whole.group.clone() } else { whole.asks.team.clone() };
        let moment = |date| Some(Moment { date, time: None });
        let ends = cuts.iter().skip(1).copied().chain([to]);
        (self.rows[at].depart, self.rows[at].nights, self.rows[at].depart_open) = (moment(cuts[0]), None, None);
        let mut before = whole.group.clone();
        let mut legs = vec![self.copy(&self.rows[at])];
        for ((from, to), number) in cuts.iter().copied().zip(ends).zip(2..) {
            let leg = GroupRow {
                group: leg_name(&whole.group, number),
                name: Some(whole.name.clone().unwrap_or_else(|| whole.group.clone())),
                arrive: moment(from),
                depart: moment(to),
                nights: None,
                depart_open: (number == cuts.len() + 1).then(|| stay::is_open(&whole)),
                continues: Some(before.clone()),
                status: cut::leg_status(whole.status, from, self.as_of),
                // Who is here already does not come from a port, and is of the team of the group (R11).
                asks: GroupAsks { port: None, transfer_minutes: None, team: team.clone(), ..whole.asks.clone() },
                ..whole.clone()
            };
            before.clone_from(&leg.group);
            legs.push(self.copy(&leg));
            self.rows.push(leg);
        }
        let name: &'a str = self.tables.groups.rows.get(at).map_or("", |row| row.group.as_str());
        let known = self.copies.entry(name).or_default();
        known.retain(|copy| copy.name != whole.group);
        self.legs.insert(whole.group, legs.iter().skip(1).map(|leg| leg.name.clone()).collect());
        known.extend(legs);
    }

    fn dates(&self, row: &GroupRow) -> Option<Dates> {
        let day_cut = self.tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
        let lookup = Lookup::new(&self.tables.policy, row);
        stay::given(row, lookup.stay(), day_cut)
    }

    fn copy(&self, row: &GroupRow) -> Copy {
        Copy { name: row.group.clone(), dates: self.dates(row) }
    }

    /// Returns the tables with all rows, and with what is said of a group said of all its parts and legs.
    fn finish(self) -> Tables {
        let mut tables = self.tables.clone();
        let cancelled: BTreeSet<&str> =
            self.rows.iter().filter(|row| row.status.is_none()).map(|row| row.group.as_str()).collect();
        let itself = |name: &str| vec![Copy { name: name.to_owned(), dates: None }];
        let copies = |name: &str| self.copies.get(name).cloned().unwrap_or_else(|| itself(name));
        for row in &self.tables.pairs.rows {
            for (a, b) in copies(&row.a).iter().flat_map(|a| copies(&row.b).into_iter().map(move |b| (a.clone(), b))) {
                let pair = PairRow { a: a.name.clone(), b: b.name.clone(), ..row.clone() };
                let is_coming = !cancelled.contains(a.name.as_str()) && !cancelled.contains(b.name.as_str());
                if is_coming && overlap(&a, &b) && !tables.pairs.rows.contains(&pair) {
                    tables.pairs.rows.push(pair);
                }
            }
        }
        for row in self.tables.pins.rows.iter().filter(|row| row.guests.is_none()) {
            for copy in copies(&row.group).into_iter().filter(|copy| !cancelled.contains(copy.name.as_str())) {
                let pin = PinRow { group: copy.name, ..row.clone() };
                if !tables.pins.rows.contains(&pin) {
                    tables.pins.rows.push(pin);
                }
            }
        }
        for row in &self.tables.guests.rows {
            let legs = self.legs.get(&row.group).into_iter().flatten();
            tables.guests.rows.extend(legs.map(|leg| on_leg(row, leg, &self.tables.guests.rows)));
        }
        tables.pairs.rows.extend(self.ties);
        tables.groups.rows = self.rows;
        tables
    }
}

/// Returns a guest of a group on a later leg of its stay; who is named by id is named by the id of that leg.
fn on_leg(row: &GuestRow, leg: &str, guests: &[GuestRow]) -> GuestRow {
    let suffix = leg.strip_prefix(row.group.as_str()).unwrap_or_default();
    let is_id = |name: &String| guests.iter().any(|other| other.group == row.group && other.guest == *name);
    let names = |names: &BTreeSet<String>| {
        names.iter().map(|name| if is_id(name) { format!("{name}{suffix}") } else { name.clone() }).collect()
    };
    GuestRow {
        guest: format!("{}{suffix}", row.guest),
        group: leg.to_owned(),
        name: Some(row.name.clone().unwrap_or_else(|| row.guest.clone())),
        share_with: names(&row.share_with),
        carer_of: names(&row.carer_of),
        next_to: names(&row.next_to),
        ..row.clone()
    }
}

/// Tells whether two rows have a night in common, as far as their dates are known.
fn overlap(a: &Copy, b: &Copy) -> bool {
    a.dates.zip(b.dates).is_none_or(|(a, b)| a.0 < b.1 && b.0 < a.1)
}

fn tie(to: &str, row: &GroupRow, weight: Option<Weight>) -> PairRow {
    PairRow {
        a: to.to_owned(),
        b: row.group.clone(),
        relation: PairRelation::Same(Level::Hotel),
        soft: Some(weight.is_some()),
        weight,
        place: row.place.clone(),
    }
}

/// R33. Returns the first of some cuts on which a leg would end in a hotel with a case, too early to leave it.
fn r33_held(row: &GroupRow, cuts: &[NaiveDate], freeze: &Freeze<'_>) -> Option<NaiveDate> {
    let mut arrive = row.arrive.map(|moment| moment.date);
    (1..).zip(cuts).find_map(|(number, &depart)| {
        let name = if number == 1 { row.group.clone() } else { leg_name(&row.group, number) };
        let held = freeze.held_until((&name, row.status), (arrive, depart));
        arrive = Some(depart);
        held.map(|_| depart)
    })
}

/// The name of a later leg of a group: the second is `G+2`.
fn leg_name(group: &str, number: usize) -> String {
    format!("{group}+{number}")
}
