//! The files of a plan folder, in the order of writing: the case, the tables, the rooming lists, and `plan.json` last.

use std::io;

use super::super::case::Loaded;
use super::super::ingest::write_rejects;
use super::super::options::{Chosen, Global};
use super::super::plan_folder::Staging;
use super::Made;
use super::record::record;
use crate::render::folder::{Folder, Readers};
use crate::render::record::Record;
use crate::render::roster::{Rosters, Style};
use crate::render::{case, certificate, plan_table, summary};

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
    let instance = &loaded.instance;
    case::case(instance, "case/", staging)?;
    if !loaded.validation.rejects.is_empty() {
        write_rejects(staging, "case/rejects.csv", &loaded.validation.rejects)?;
    }
    staging
        .file("allocation.csv", Readers::Anyone, &mut |out| plan_table::allocation(instance, &made.allocation, out))?;
    let record = record(loaded, made, chosen, &staging.written(""));
    staging.file("certificate.json", Readers::Anyone, &mut |out| {
        certificate::write(instance, &made.outcome.levels, out)
    })?;
    staging.file("unmet.csv", Readers::Anyone, &mut |out| plan_table::unmet(&record, out))?;
    staging
        .file("occupancy.csv", Readers::Anyone, &mut |out| plan_table::occupancy(instance, &made.allocation, out))?;
    if page.rosters {
        let style =
            Style { lang: global.lang.into(), phones: page.phones, plan: &record.plan, as_of: record.as_of.as_deref() };
        Rosters::new(instance, &made.allocation, style).write(None, "rosters/", staging)?;
        let text = summary::summary(&record, None, 80);
        staging.file("summary.txt", Readers::Anyone, &mut |out| out.write_all(text.as_bytes()))?;
    }
    staging.file("plan.json", Readers::Anyone, &mut |out| record.write(out))?;
    Ok(record)
}
