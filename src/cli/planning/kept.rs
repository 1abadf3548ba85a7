//! A case that has not changed since the plan before: that plan stays, to the byte, and nothing is solved.

use std::fs;
use std::path::Path;

use super::super::case::Loaded;
use super::super::exit::Exit;
use super::super::options::Chosen;
use super::super::planned::read_record;
use super::super::validate::count;
use super::{record, rejects};
use crate::domain::Allocation;
use crate::read;
use crate::render::case;
use crate::render::folder::Memory;
use crate::render::record::{Input, Record, kept_levels, plan_id};
use crate::verify;

/// A plan that stays.
#[derive(Debug)]
pub struct Kept {
    /// Its rows.
    pub allocation: Allocation,
    /// The prices that prove its bounds, as they were written.
    pub certificate: Vec<u8>,
    /// What it said.
    before: Record,
}

impl Kept {
    /// Looks whether a plan was made of the same case, under the same options and by the same program; none where
    /// anything differs, or where it was no sound plan.
    #[must_use]
    pub fn of(plan: &Path, loaded: &Loaded, chosen: &Chosen) -> Option<Self> {
        if !plan.is_dir() {
            return None;
        }
        let before = read_record(plan).ok()?;
        let by_us =
            before.tool.version == env!("CARGO_PKG_VERSION") && before.tool.solver == crate::solve::solver_version();
        let as_asked = before.options == record::options(chosen) && before.findings.is_empty() && !before.interrupted;
        let as_refused = before.rejects == rejects::rejects(&loaded.validation.rejects);
        if !(by_us && as_asked && as_refused && same_case(plan, loaded, &before)) {
            return None;
        }
        let (allocation, diagnostics) = read::allocation(&plan.join("allocation.csv"));
        let is_sound = diagnostics.is_empty() && verify::verify(&loaded.instance, &allocation).findings.is_empty();
        let certificate = fs::read(plan.join("certificate.json")).ok()?;
        is_sound.then_some(Self { allocation, certificate, before })
    }

    /// Returns the record of the plan, seen from the plan before, which is itself.
    #[must_use]
    pub fn record(&self, loaded: &Loaded, written: &[Input]) -> Record {
        let levels = verify::verify(&loaded.instance, &self.allocation).levels;
        Record {
            plan: plan_id(written),
            as_of: record::as_of(loaded),
            inputs: record::inputs(loaded),
            case: record::of_case(written),
            levels: kept_levels(&self.before.levels, &levels),
            counts: loaded.validation.counts.iter().map(|file| record::without_folder(&count(file))).collect(),
            assumed: loaded.validation.assumed.clone(),
            moves: Some(Vec::new()),
            stale: record::stale(loaded),
            ..self.before.clone()
        }
    }

    /// Returns the status that the plan ends with.
    #[must_use]
    pub fn exit(&self, unmet_ok: bool) -> Exit {
        let is_whole = self.before.unmet.is_empty() || unmet_ok;
        if self.before.rejects.is_empty() && is_whole { Exit::Done } else { Exit::Unmet }
    }
}

/// Tells whether the case of a plan has the same tables and the same policy, but for the plan before it.
fn same_case(plan: &Path, loaded: &Loaded, before: &Record) -> bool {
    let mut now = Memory::default();
    if case::case(&loaded.instance, "", &mut now).is_err() {
        return false;
    }
    now.0.retain(|file, _| !case::is_of_before(file));
    let tables = before.case.iter().map(|input| input.file.as_str());
    let tables: Vec<&str> = tables.filter(|&file| !case::is_of_before(file) && file != "rejects.csv").collect();
    let same = |file: &&str| {
        let bytes = fs::read(plan.join("case").join(file)).ok();
        bytes.is_some() && bytes.as_ref() == now.0.get(*file)
    };
    tables.len() == now.0.len() && tables.iter().all(same)
}
