//! 四 to 八: the teams, what might go wrong, problems, what is other than before, and waivers.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{HotelStatus, Minutes};
use crate::render::sheets::facts::Facts;
use crate::render::sheets::{Cell, Column, Kind, Row, Section};

#[derive(Default)]
struct Team<'a> {
    groups: BTreeSet<usize>,
    guests: u64,
    hotels: BTreeSet<usize>,
    farthest: Option<Minutes>,
    unmet: u64,
    names: BTreeSet<&'a str>,
}

/// Returns every team: its guests, its hotels, the farthest of them, and who has no room. A group without a team is one.
pub(super) fn teams(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let mut teams: BTreeMap<&str, Team<'_>> = BTreeMap::new();
    let unmet: BTreeMap<&str, u32> =
        facts.record.unmet.iter().map(|entry| (entry.group.as_str(), entry.guests)).collect();
    for (at, group) in facts.instance.groups.iter().enumerate() {
        let team = teams.entry(team_of(facts, at)).or_default();
        if group.continues.is_none() {
            team.groups.insert(at);
            team.guests += u64::from(group.guests);
        }
        team.unmet += unmet.get(group.id.as_str()).map_or(0, |&guests| u64::from(guests));
        team.names.insert(&group.name);
    }
    for chunk in facts.chunks() {
        let team = teams.entry(team_of(facts, chunk.group)).or_default();
        team.hotels.insert(chunk.hotel);
        team.farthest = team.farthest.max(facts.instance.travel(chunk.group, chunk.hotel).minutes);
    }
    let columns = vec![
        Column::text(&column.team),
        Column::text(&column.name),
        Column::sum(&column.groups),
        Column::sum(&column.guests),
        Column::count(&column.hotels),
        Column::of(&column.farthest, Kind::Number),
        Column::sum(&column.unplaced),
    ];
    let row = |(name, team): (&str, Team<'_>)| {
        let called = team.names.first().filter(|_| team.names.len() == 1).copied().unwrap_or_default();
        Row::of([
            Cell::text(name),
            Cell::text(if called == name { "" } else { called }),
            Cell::count(team.groups.len()),
            Cell::count(team.guests),
            Cell::count(team.hotels.len()),
            team.farthest.map_or(Cell::Blank, |minutes| Cell::Number(minutes.units())),
            Cell::count(team.unmet),
        ])
    };
    let rows = teams.into_iter().map(row).collect();
    Section::new(columns, rows).named("teams", &words.section.teams).summed(&words.item.total)
}

/// Returns the team of a group; of one without, the group with which its guests come.
fn team_of<'a>(facts: &Facts<'a>, at: usize) -> &'a str {
    let first = facts.group(facts.instance.first_leg(at));
    if first.asks.team.is_empty() { first.id.as_str() } else { &first.asks.team }
}

/// Returns what might go wrong: how often, and where.
pub(super) fn risks(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let (item, record) = (&words.item, facts.record);
    let columns = vec![Column::text(&column.item), Column::count(&column.count), Column::text(&column.which)];
    let hotels = &facts.instance.hotels;
    let frozen = hotels.iter().filter(|hotel| hotel.status == HotelStatus::Frozen || hotel.case_on.is_some());
    let inside: BTreeSet<usize> = facts.chunks().iter().map(|chunk| chunk.hotel).collect();
    let stale: BTreeSet<&str> = record.stale.iter().map(|one| one.hotel.as_str()).collect();
    let at_risk = inside.iter().map(|&at| facts.hotel(at).id.as_str()).filter(|id| stale.contains(id));
    let rules = record.breaches.iter().map(|breach| breach.rule.as_str());
    let open = facts.instance.groups.iter().filter(|group| group.departs_open);
    let doubtful = hotels.iter().filter(|hotel| hotel.datum_unknown);
    let rows = vec![
        risk(&item.stale_in_use, at_risk),
        risk(&item.frozen_hotels, frozen.map(|hotel| hotel.id.as_str())),
        risk(&item.soft_rules, rules),
        risk(&item.open_departures, open.map(|group| group.id.as_str())),
        risk(&item.datum_unknown, doubtful.map(|hotel| hotel.id.as_str())),
        risk(&item.rejected_rows, record.rejects.iter().map(|reject| reject.name.as_str())),
    ];
    Section::new(columns, rows).named("risks", &words.section.risks)
}

/// The most names that stand beside a risk.
const NAMED: usize = 12;

fn risk<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Row {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let first = counts.iter().filter(|(name, _)| !name.is_empty()).take(NAMED);
    let first = first.map(|(name, count)| if *count == 1 { (*name).to_owned() } else { format!("{name} ×{count}") });
    let mut which: Vec<String> = first.collect();
    if counts.len() > NAMED {
        which.push("…".to_owned());
    }
    Row::of([Cell::text(word), Cell::count(counts.values().sum::<usize>()), Cell::text(&which.join(", "))])
}

/// Returns the ledger of problems, to be filled in: a plan knows of none.
pub(super) fn problems(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::by_hand(&column.problems_new),
        Column::by_hand(&column.problems_closed),
        Column::by_hand(&column.problems_open),
    ];
    let rows = vec![Row::of([Cell::Blank, Cell::Blank, Cell::Blank])];
    Section::new(columns, rows).named("problems", &words.section.daily_problems)
}

/// Returns what is other than in the plan before; no rows where there was none.
pub(super) fn changes(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let item = &words.item;
    let columns = vec![Column::text(&column.item), Column::count(&column.guests), Column::count(&column.groups)];
    let mut rows = Vec::new();
    if let Some(previous) = &facts.instance.previous {
        let moves = facts.record.moves.iter().flatten();
        rows.push(change(&item.moved, moves.map(|one| (one.group.as_str(), one.guests))));
        let all = facts.allocation.rows.iter();
        let new = all.filter(|row| previous.rows_of(row.group.as_str()).is_empty());
        rows.push(change(&item.newly_placed, new.map(|row| (row.group.as_str(), row.guests))));
        rows.push(change(&item.cancelled, previous.gone.iter().map(|row| (row.group.as_str(), row.guests))));
    }
    Section::new(columns, rows).named("changes", &words.section.changes)
}

fn change<'a>(word: &str, rows: impl Iterator<Item = (&'a str, u32)>) -> Row {
    let mut groups = BTreeSet::new();
    let mut guests = 0;
    for (group, count) in rows {
        groups.insert(group);
        guests += u64::from(count);
    }
    Row::of([Cell::text(word), Cell::count(guests), Cell::count(groups.len())])
}

/// Returns who said what does not hold, when and why.
pub(super) fn waivers(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.rule),
        Column::text(&column.group),
        Column::text(&column.hotel),
        Column::text(&column.by),
        Column::text(&column.at),
        Column::text(&column.reason),
    ];
    let rows = facts.record.waivers.iter().map(|waiver| {
        Row::of([
            Cell::text(&format!("{} {}", waiver.rule, waiver.name)),
            Cell::text(waiver.group.as_deref().unwrap_or_default()),
            Cell::text(waiver.hotel.as_deref().unwrap_or_default()),
            Cell::text(&waiver.by),
            Cell::text(&waiver.at.replace('T', " ")),
            Cell::text(&waiver.reason),
        ])
    });
    Section::new(columns, rows.collect()).named("waivers", &words.section.waivers)
}
