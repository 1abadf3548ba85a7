//! The sheets of stations (domain §4): who comes when, and where each is to be brought; sorted by time, then by hotel.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::facts::{Facts, name_beside};
use super::{Cell, Column, Head, Kind, ReportSheet, Row, Section};
use crate::domain::Group;
use crate::render::case::status;
use crate::render::roster::file_names;
use crate::render::words::Words;
use crate::service::transfer::{Transfer, r27_vehicles};

/// Returns one sheet for each port or station at which anybody arrives.
#[must_use]
pub fn sheets(facts: &Facts<'_>) -> Vec<ReportSheet> {
    let transfers = r27_vehicles(facts.instance, facts.allocation);
    let ports: BTreeSet<&str> = transfers.iter().map(|transfer| transfer.port.as_str()).collect();
    let names = file_names(ports.iter().map(|&port| if port.is_empty() { "unknown" } else { port }));
    let sheet = |(port, name): (&&str, String)| {
        let own: Vec<&Transfer> = transfers.iter().filter(|transfer| transfer.port == **port).collect();
        let mut sheet = of_transfers(facts, &own, false);
        sheet.stem = format!("pickup/{}", facts.stem(&name));
        let port = port_name(facts, port);
        sheet.title = format!("{} {port}", sheet.title);
        port.clone_into(&mut sheet.tab);
        sheet.head.push(Head { label: facts.words().column.port.clone(), value: port.to_owned() });
        sheet
    };
    ports.iter().zip(names).map(sheet).collect()
}

/// Returns the sheet of all ports and stations together.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let transfers = r27_vehicles(facts.instance, facts.allocation);
    let all: Vec<&Transfer> = transfers.iter().collect();
    of_transfers(facts, &all, true)
}

fn of_transfers(facts: &Facts<'_>, transfers: &[&Transfer], with_port: bool) -> ReportSheet {
    let words = facts.words();
    let sections = vec![people(facts, transfers, with_port), hours(facts, transfers), vehicles(facts, transfers)];
    let mut sheet = facts.sheet("pickup", &words.title.pickup, sections);
    let unsure = transfers.iter().filter(|transfer| transfer.hour.is_none());
    let unsure: u64 = unsure.map(|transfer| u64::from(transfer.guests)).sum();
    if unsure > 0 {
        sheet.notes.push(format!("{} {unsure}", words.note.no_hour));
    }
    sheet
}

/// Returns the name of a port for people, as its site has it.
fn port_name<'a>(facts: &Facts<'a>, port: &'a str) -> &'a str {
    if port.is_empty() {
        return &facts.words().item.unknown;
    }
    let site = facts.instance.sites.iter().find(|site| site.id.as_str() == port);
    site.map_or(port, |site| site.name.as_str())
}

fn people(facts: &Facts<'_>, transfers: &[&Transfer], with_port: bool) -> Section {
    let column = &facts.words().column;
    let port = with_port.then(|| Column::text(&column.port));
    let columns = port.into_iter().chain([
        Column::date(&column.date),
        Column::of(&column.time, Kind::Time),
        Column::text(&column.transport),
        Column::text(&column.group),
        Column::text(&column.name),
        Column::sum(&column.guests),
        Column::sum(&column.wheelchairs),
        Column::by_hand(&column.vehicle),
        Column::text(&column.hotel),
        Column::text(&column.address),
        Column::of(&column.at_hotel, Kind::Time),
        Column::by_hand(&column.met_by),
        Column::text(&column.leader),
        Column::text(&column.leader_phone),
        Column::text(&column.status),
    ]);
    let mut rows: Vec<(When, &str, Row)> = Vec::new();
    for transfer in transfers {
        for &(group, guests) in &transfer.groups {
            let (when, mut row) = person(facts, transfer, (facts.group(group), guests));
            if with_port {
                row.cells.insert(0, Cell::text(port_name(facts, &transfer.port)));
            }
            rows.push((when, &transfer.port, row));
        }
    }
    rows.sort_by(|(a, a_port, _), (b, b_port, _)| a.cmp(b).then_with(|| a_port.cmp(b_port)));
    let rows = rows.into_iter().map(|(.., row)| row).collect();
    let words = facts.words();
    Section::new(columns.collect(), rows).named("groups", &words.section.pickup).summed(&words.item.total)
}

/// When and where somebody comes, in the order of the sheet; who comes at a time that nobody knows comes last on the day.
type When = (Option<NaiveDate>, bool, Option<NaiveTime>, usize);

fn person(facts: &Facts<'_>, transfer: &Transfer, (group, guests): (&Group, u32)) -> (When, Row) {
    let hotel = facts.hotel(transfer.hotel);
    let date = group.arrival.map(|time| time.date()).or_else(|| facts.date(transfer.night));
    let time = group.arrival.map(|time| time.time());
    let labels = facts.labels();
    let address = if hotel.address.is_empty() { &hotel.district } else { &hotel.address };
    let row = Row::of([
        Cell::date(date),
        time.map_or(Cell::Blank, Cell::Time),
        Cell::text(&transfer.transport),
        Cell::text(group.id.as_str()),
        Cell::text(name_beside(&group.name, group.id.as_str())),
        Cell::count(guests),
        Some(group.asks.accessible).filter(|&count| count > 0).map_or(Cell::Blank, Cell::count),
        Cell::Blank,
        Cell::text(&hotel.name),
        Cell::text(address),
        at_hotel(facts, transfer.hotel, group).map_or(Cell::Blank, |time| Cell::Time(time.time())),
        Cell::Blank,
        Cell::text(&group.leader),
        Cell::text(&facts.phone(&group.phone)),
        Cell::text(Words::word(&labels.status, status(group.status))),
    ]);
    ((date, time.is_none(), time, transfer.hotel), row)
}

/// Returns when a group is at its hotel if it leaves the port as it arrives; none where either is not known.
#[expect(clippy::cast_possible_truncation, reason = "whole minutes of a way")]
fn at_hotel(facts: &Facts<'_>, hotel: usize, group: &Group) -> Option<NaiveDateTime> {
    let minutes = facts.instance.travel_from(group.asks.port?, hotel).minutes?;
    group.arrival?.checked_add_signed(Duration::minutes(minutes.units().ceil().min(100_000.0) as i64))
}

/// An hour, in the order of the sheet; arrivals at a time that nobody knows come last on the day.
type Hour = (Option<NaiveDate>, bool, Option<NaiveTime>);

/// Returns the sums of each hour.
fn hours(facts: &Facts<'_>, transfers: &[&Transfer]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::date(&column.date),
        Column::of(&column.from_hour, Kind::Time),
        Column::sum(&column.guests),
        Column::sum(&column.vehicles),
    ];
    let mut hours: BTreeMap<Hour, (u64, u64)> = BTreeMap::new();
    for transfer in transfers {
        let (guests, vehicles) = hours.entry(hour(facts, transfer)).or_default();
        *guests += u64::from(transfer.guests);
        *vehicles += u64::from(transfer.vehicles);
    }
    let row = |((date, _, time), (guests, vehicles)): (Hour, (u64, u64))| {
        let time = time.map_or(Cell::Blank, Cell::Time);
        Row::of([Cell::date(date), time, Cell::count(guests), Cell::count(vehicles)])
    };
    let rows = hours.into_iter().map(row).collect();
    Section::new(columns, rows).named("hours", &words.section.hours).summed(&words.item.total)
}

fn hour(facts: &Facts<'_>, transfer: &Transfer) -> Hour {
    let date = transfer.hour.map(|hour| hour.date()).or_else(|| facts.date(transfer.night));
    (date, transfer.hour.is_none(), transfer.hour.map(|hour| hour.time()))
}

/// Returns the vehicles by hour and hotel.
fn vehicles(facts: &Facts<'_>, transfers: &[&Transfer]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::date(&column.date),
        Column::of(&column.from_hour, Kind::Time),
        Column::text(&column.transport),
        Column::text(&column.hotel),
        Column::sum(&column.guests),
        Column::sum(&column.vehicles),
    ];
    let mut sorted = transfers.to_vec();
    sorted.sort_by_key(|transfer| (hour(facts, transfer), transfer.hotel));
    let row = |transfer: &&Transfer| {
        let (date, _, time) = hour(facts, transfer);
        Row::of([
            Cell::date(date),
            time.map_or(Cell::Blank, Cell::Time),
            Cell::text(&transfer.transport),
            Cell::text(&facts.hotel(transfer.hotel).name),
            Cell::count(transfer.guests),
            Cell::count(transfer.vehicles),
        ])
    };
    let rows = sorted.iter().map(row).collect();
    Section::new(columns, rows).named("vehicles", &words.section.vehicles).summed(&words.item.total)
}
