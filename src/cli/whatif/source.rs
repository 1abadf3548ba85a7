//! Where the case comes from that is asked about, and its plan as it is: a case, or a plan that brings its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::super::case::{self, CaseFiles, Loaded};
use super::super::exit::Failure;
use super::super::options::{Chosen, Global};
use super::super::talk::Talk;
use super::super::{planned, verify};
use crate::compare::answer::{Answer, Planned, Proven, answer};
use crate::domain::quantity::parts_of;
use crate::render::record::Level;

/// Where the case comes from.
#[derive(Debug)]
pub struct Source<'a> {
    /// The folder of the case.
    pub folder: Option<PathBuf>,
    /// Its files that were named.
    pub files: CaseFiles,
    /// The plan that brings it.
    pub plan: Option<&'a Path>,
}

impl<'a> Source<'a> {
    /// Looks whether a folder is a case or a plan.
    ///
    /// # Errors
    /// When the case would be read from standard input, which can be read once only, or a plan is to be read with other files.
    pub fn of(folder: Option<&'a Path>, files: &CaseFiles) -> Result<Self, Failure> {
        if files.named().any(|path| path.as_os_str() == "-") {
            return Err(Failure::usage("the case is read several times, and standard input can be read once")
                .hint("save it to a file and name that"));
        }
        let plan = folder.filter(|folder| folder.join("plan.json").is_file());
        if let Some(named) = plan.and_then(|_| files.named().next()) {
            return Err(Failure::usage(format!("a plan brings its own case, and {} is not read", named.display()))
                .hint("name the folder of the case instead of the plan"));
        }
        Ok(match plan {
            Some(plan) => {
                let files = CaseFiles { accept_rejects: true, ..CaseFiles::default() };
                Self { folder: Some(plan.join("case")), files, plan: Some(plan) }
            }
            None => Self { folder: folder.map(Path::to_path_buf), files: files.clone(), plan: None },
        })
    }

    /// Reads the case as it is.
    ///
    /// # Errors
    /// When it is in error.
    pub fn base(&self, global: &Global, talk: Talk) -> Result<Loaded, Failure> {
        match self.plan {
            Some(plan) => case::of_plan(plan, global, talk),
            None => case::load(self.folder.as_deref(), &self.files, global, talk),
        }
    }

    /// Returns the plan of the case as it is: the one that was given, or one made now.
    ///
    /// # Errors
    /// When the rows of the plan cannot be read.
    pub fn answer(&self, base: &Loaded, chosen: &Chosen, stop: &AtomicBool, talk: Talk) -> Result<Answer, Failure> {
        let Some(plan) = self.plan else { return Ok(answer(&base.instance, None, &chosen.options(stop, &|_| {}))) };
        let allocation = verify::allocation(plan, talk)?;
        let verdict = crate::verify::verify(&base.instance, &allocation);
        let record = planned::read_record(plan)?;
        let level = |level: &crate::verify::LevelValue| {
            let stated = record.levels.iter().find(|stated| stated.name == level.name);
            let stated = stated.filter(|stated| parts_of(stated.value.get(), level.scale) == Some(level.value));
            proven(level, stated)
        };
        let levels = verdict.levels.iter().map(level).collect();
        let unmet = base.instance.n_left_out(&verdict.unmet);
        let (termination, effort) = (None, record.effort);
        Ok(Answer::Plan(Box::new(Planned { allocation, verdict, unmet, levels, termination, effort })))
    }
}

/// Returns a level with what the record of its plan states of it.
fn proven(level: &crate::verify::LevelValue, stated: Option<&Level>) -> Proven {
    let bound = stated.and_then(|stated| stated.bound.as_ref());
    Proven {
        name: level.name.clone(),
        value: level.value,
        bound: bound.and_then(|bound| parts_of(bound.get(), level.scale)),
        scale: level.scale,
        proven: stated.is_some_and(|stated| stated.proven),
        proven_given: stated.is_some_and(|stated| stated.proven_given),
    }
}
