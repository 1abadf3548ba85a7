//! The files of a plan folder, in the order of writing: the case, the tables, the rooming lists, and `plan.json` last.

use std::io;

use super::super::case::Loaded;
use super::super::ingest::write_rejects;
use super::super::options::{Chosen, Global};
use super::super::plan_folder::Staging;
use super::Made;
use super::kept::Kept;
use super::people::Peopled;
use super::record::record;
use crate::domain::Allocation;
use crate::render::folder::{Folder, Readers};
use crate::render::record::Record;
use crate::render::roster::{Rosters, Style};
use crate::render::{breach_table, case, certificate, plan_table, rooming, service, summary};
use crate::service::transfer;

/// What a plan folder holds besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Rooming lists and the summary.
    pub rosters: bool,
    /// The telephone numbers of leaders on rooming lists.
    pub phones: bool,
}

/// Writes all files of a plan, and returns its record.
///
/// # Errors
/// When a file cannot be written whole.
pub fn write(
    staging: &mut Staging,
    (loaded, made): (&Loaded, &Made),
    chosen: &Chosen,
    global: &Global,
    page: Page,
) -> io::Result<Record> {
    begin(staging, loaded, &made.allocation)?;
    let record = record(loaded, made, chosen, &staging.written(""));
    staging.file("certificate.json", Readers::Anyone, &mut |out| {
        certificate::write(&loaded.instance, &made.outcome.levels, out)
    })?;
    finish(staging, (loaded, &made.allocation, &made.people), &record, global, page)?;
    Ok(record)
}

/// Writes all files of a plan that stays as the plan before it was, and returns its record.
///
/// # Errors
/// When a file cannot be written whole.
pub fn write_kept(
    staging: &mut Staging,
    (loaded, kept): (&Loaded, &Kept),
    global: &Global,
    page: Page,
) -> io::Result<Record> {
    begin(staging, loaded, &kept.allocation)?;
    let record = kept.record(loaded, &staging.written(""));
    staging.file("certificate.json", Readers::Anyone, &mut |out| out.write_all(&kept.certificate))?;
    let people = Peopled::of(&loaded.instance, &kept.allocation);
    finish(staging, (loaded, &kept.allocation, &people), &record, global, page)?;
    Ok(record)
}

/// Writes what a plan is named by: the case and the allocation.
fn begin(staging: &mut Staging, loaded: &Loaded, allocation: &Allocation) -> io::Result<()> {
    let instance = &loaded.instance;
    case::case(instance, "case/", staging)?;
    if !loaded.validation.rejects.is_empty() {
        write_rejects(staging, "case/rejects.csv", &loaded.validation.rejects)?;
    }
    staging.file("allocation.csv", Readers::Anyone, &mut |out| plan_table::allocation(instance, allocation, out))
}

/// Writes the tables that are made of case, allocation and record, the rooming lists, and the record itself.
fn finish(
    staging: &mut Staging,
    (loaded, allocation, people): (&Loaded, &Allocation, &Peopled),
    record: &Record,
    global: &Global,
    page: Page,
) -> io::Result<()> {
    let instance = &loaded.instance;
    staging.file("unmet.csv", Readers::Anyone, &mut |out| plan_table::unmet(record, out))?;
    if !record.relief.is_empty() {
        staging.file("relief.csv", Readers::Anyone, &mut |out| plan_table::relief(&record.relief, out))?;
    }
    if !record.calls.is_empty() {
        staging.file("calls.csv", Readers::Owner, &mut |out| plan_table::calls(&record.calls, out))?;
    }
    if !(record.breaches.is_empty() && record.waivers.is_empty()) {
        staging.file("breaches.csv", Readers::Anyone, &mut |out| breach_table::breaches(record, out))?;
    }
    if let Some(moves) = &record.moves {
        staging.file("moves.csv", Readers::Anyone, &mut |out| plan_table::moves(moves, out))?;
    }
    staging.file("occupancy.csv", Readers::Anyone, &mut |out| plan_table::occupancy(instance, allocation, out))?;
    if let Some((rooming, verdict)) = &people.roomed {
        staging.file("rooming.csv", Readers::Owner, &mut |out| rooming::rooming(instance, &rooming.rows, out))?;
        staging.file("unkept.csv", Readers::Owner, &mut |out| rooming::unkept(&verdict.unkept, out))?;
    }
    if let Some((postings, _)) = &people.posted {
        staging.file("officers.csv", Readers::Owner, &mut |out| service::officers(instance, postings, out))?;
    }
    if page.rosters {
        let style = Style {
            lang: global.lang.into(),
            phones: page.phones,
            plan: &record.plan,
            version: record.version,
            as_of: record.as_of.as_deref(),
        };
        let guests = people.roomed.as_ref().map_or(&[][..], |(rooming, _)| &rooming.rows);
        Rosters::new(instance, allocation, style).with_guests(guests).write(None, "rosters/", staging)?;
        let transfers = transfer::r27_vehicles(instance, allocation);
        staging.file("transfers.csv", Readers::Anyone, &mut |out| service::transfers(instance, &transfers, out))?;
        staging.file("meals.csv", Readers::Anyone, &mut |out| service::meals(instance, allocation, out))?;
        let text = summary::summary(record, None, 80);
        staging.file("summary.txt", Readers::Anyone, &mut |out| out.write_all(text.as_bytes()))?;
    }
    staging.file("plan.json", Readers::Anyone, &mut |out| record.write(out))
}
