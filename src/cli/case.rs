//! Which files a command reads as its case, and reading them.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use clap::Args;

use super::exit::{Exit, Failure};
use super::options::Global;
use super::planned::read_record;
use super::talk::Talk;
use crate::domain::Instance;
use crate::domain::change::Asked;
use crate::read::{self, Files, Input, Reading, Settings};
use crate::render::record::first_version;
use crate::validate::{self, Validation};

/// The files of a case: a folder, or files one by one, or both; a file given by its option wins.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Files of the case (text or workbooks; each wins over the folder's)")]
pub struct CaseFiles {
    /// Rooms on offer: hotel, rooms. Several polls may be given; the newest wins
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub availability: Vec<PathBuf>,
    /// The manifest: group, guests
    #[arg(long, value_name = "FILE", visible_alias = "groups")]
    pub manifest: Option<PathBuf>,
    /// Hotels
    #[arg(long, value_name = "FILE")]
    pub hotels: Option<PathBuf>,
    /// Guests by name
    #[arg(long, value_name = "FILE")]
    pub guests: Option<PathBuf>,
    /// Work sites, ports and stations
    #[arg(long, value_name = "FILE")]
    pub sites: Option<PathBuf>,
    /// Distances from sites to hotels: a table, or the JSON of OSRM, openrouteservice or Valhalla
    #[arg(long, value_name = "FILE")]
    pub travel: Option<PathBuf>,
    /// Pairs of groups to keep together or apart
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// Groups pinned to hotels, or kept out of them
    #[arg(long, value_name = "FILE")]
    pub pins: Option<PathBuf>,
    /// Physical rooms
    #[arg(long, value_name = "FILE")]
    pub rooms: Option<PathBuf>,
    /// The plan before this one, or its allocation.csv, also one made by hand: who has checked in stays there, others move at a price
    #[arg(long, value_name = "PLAN")]
    pub previous: Option<PathBuf>,
    /// Hotels whose names are alike, and what a person says of them
    #[arg(long, value_name = "FILE")]
    pub look_alikes: Option<PathBuf>,
    /// Officers who look after hotels
    #[arg(long, value_name = "FILE")]
    pub officers: Option<PathBuf>,
    /// People who are placed already: a plan or its allocation.csv. What hotels hold for them is theirs, and who has no quoted room any more is said
    #[arg(long, value_name = "PLAN")]
    pub placed: Option<PathBuf>,
    /// The policy, roomblock.toml
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Go on without the rows that are in error; they are listed, and the status is never 0
    #[arg(long)]
    pub accept_rejects: bool,
}

/// A case by its folder, its files, or both.
#[derive(Debug, Clone, Args)]
pub struct CaseArgs {
    /// The folder of the case
    #[arg(value_name = "CASE")]
    pub case: Option<PathBuf>,
    #[command(flatten)]
    pub files: CaseFiles,
}

/// A case that was read without errors.
#[derive(Debug)]
pub struct Loaded {
    /// The case.
    pub instance: Instance,
    /// What validating said, with the rows that the case was made without.
    pub validation: Validation,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// The time at which the case is seen, if the command line or the policy says so.
    pub as_of: Option<NaiveDateTime>,
    /// The running number of a plan that is made of it.
    pub version: u32,
}

impl CaseFiles {
    /// Tells whether no file was named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.availability.is_empty() && self.manifest.is_none()
    }

    /// Returns every file that was named.
    pub fn named(&self) -> impl Iterator<Item = &PathBuf> {
        let one = [
            &self.manifest,
            &self.hotels,
            &self.guests,
            &self.sites,
            &self.travel,
            &self.pairs,
            &self.pins,
            &self.rooms,
            &self.look_alikes,
            &self.officers,
            &self.previous,
            &self.placed,
            &self.policy,
        ];
        self.availability.iter().chain(one.into_iter().flatten())
    }

    /// Returns the running number of a plan that is made of the case: one more than that of the plan before it. One made by hand
    /// counts as the first. A plan made again of the case inside it keeps its number.
    fn version(&self, folder: Option<&Path>) -> u32 {
        let of = |plan: &Path| read_record(plan).map_or(first_version(), |record| record.version);
        let above = |file: &Path| file.parent().map(Path::to_path_buf);
        if let Some(previous) = &self.previous {
            let plan = if previous.is_dir() { Some(previous.clone()) } else { above(previous) };
            return plan.map_or(first_version(), |plan| of(&plan)).saturating_add(1);
        }
        let has_previous = |folder: &&Path| folder.join("previous.csv").is_file();
        let Some(folder) = folder.filter(has_previous) else { return first_version() };
        let plan = above(folder).filter(|plan| plan.join("plan.json").is_file());
        plan.map_or(first_version() + 1, |plan| of(&plan))
    }

    /// Returns the files of a folder, replaced by those that were named.
    fn over(&self, folder: Option<&Path>) -> Result<Files, Failure> {
        let mut files = match folder {
            Some(folder) => in_folder(folder)?,
            None => Files::default(),
        };
        if !self.availability.is_empty() {
            files.availability.clone_from(&self.availability);
        }
        let named = [
            (&mut files.groups, &self.manifest),
            (&mut files.hotels, &self.hotels),
            (&mut files.guests, &self.guests),
            (&mut files.sites, &self.sites),
            (&mut files.travel, &self.travel),
            (&mut files.pairs, &self.pairs),
            (&mut files.pins, &self.pins),
            (&mut files.rooms, &self.rooms),
            (&mut files.look_alikes, &self.look_alikes),
            (&mut files.officers, &self.officers),
            (&mut files.policy, &self.policy),
        ];
        for (found, named) in named {
            if named.is_some() {
                found.clone_from(named);
            }
        }
        for (found, plan) in [(&mut files.previous, &self.previous), (&mut files.placed, &self.placed)] {
            if let Some(plan) = plan {
                *found = Some(if plan.is_dir() { plan.join("allocation.csv") } else { plan.clone() });
            }
        }
        if let Some(plan) = &self.previous {
            files.previous_rooming = Some(plan.join("rooming.csv")).filter(|rooming| rooming.is_file());
        }
        Ok(files)
    }
}

fn in_folder(folder: &Path) -> Result<Files, Failure> {
    Files::in_folder(folder).map_err(|error| {
        Failure::new(Exit::Data, format!("cannot read the case {}: {error}", folder.display()))
            .hint("a case is a folder with availability.csv and groups.csv; `roomblock init DIR` writes one")
    })
}

/// Reads and validates a case without judging it.
///
/// # Errors
/// When no file was named at all, or the folder cannot be listed.
pub fn look(folder: Option<&Path>, files: &CaseFiles, global: &Global) -> Result<(Validation, Reading), Failure> {
    look_changed(folder, (files, global), &[], false)
}

/// Reads and validates a case under changes without judging it; `is_filled` says that it is the case of a plan, which has every
/// default filled in.
///
/// # Errors
/// When no file was named at all, or the folder cannot be listed.
pub fn look_changed(
    folder: Option<&Path>,
    (files, global): (&CaseFiles, &Global),
    changes: &[Asked],
    is_filled: bool,
) -> Result<(Validation, Reading), Failure> {
    if folder.is_none() && files.is_empty() {
        return Err(Failure::usage("no case was named")
            .hint("name its folder, or its files: --availability hotels.csv --manifest groups.csv"));
    }
    let accept_rejects = files.accept_rejects;
    let settings = Settings { accept_rejects, changes: changes.to_vec(), is_filled, ..global.settings() };
    let files = files.over(folder)?;
    if files.all().filter(|path| *path == Path::new("-")).count() > 1 {
        return Err(Failure::usage("`-` stands for several tables")
            .hint("standard input is one of them; name files for the others"));
    }
    let mut reading = read::read(&files, &settings);
    let validation = validate::validate(&mut reading, &settings);
    Ok((validation, reading))
}

/// Reads and validates a case, and shows every diagnostic.
///
/// # Errors
/// When the case is in error, with the status for it.
pub fn load(folder: Option<&Path>, files: &CaseFiles, global: &Global, talk: Talk) -> Result<Loaded, Failure> {
    let (validation, reading) = look(folder, files, global)?;
    talk.show(&validation.diagnostics);
    Ok(Loaded { version: files.version(folder), ..loaded(validation, reading, global)? })
}

/// Takes the case out of a validation.
///
/// # Errors
/// When there is none.
pub fn loaded(mut validation: Validation, reading: Reading, global: &Global) -> Result<Loaded, Failure> {
    match validation.instance.take() {
        Some(instance) => {
            let as_of = global.as_of.or(reading.tables.policy.case.as_of);
            Ok(Loaded { instance, validation, inputs: reading.inputs, as_of, version: first_version() })
        }
        None => Err(Failure::said(Exit::Data)),
    }
}

/// Reads the case that a plan keeps inside itself, without the rows that it was made without. Its diagnostics were shown
/// when the plan was made.
///
/// # Errors
/// When the folder is not a plan, or its case was spoiled.
pub fn of_plan(plan: &Path, global: &Global, talk: Talk) -> Result<Loaded, Failure> {
    if !plan.join("plan.json").is_file() {
        return Err(Failure::new(Exit::Data, format!("{} is not a plan: it has no plan.json", plan.display()))
            .hint("`roomblock run CASE -o PLAN` makes one"));
    }
    let files = CaseFiles { accept_rejects: true, ..CaseFiles::default() };
    let (validation, reading) = look(Some(&plan.join("case")), &files, global)?;
    if validation.instance.is_none() {
        talk.hushed().show(&validation.diagnostics);
    }
    loaded(validation, reading, global)
}
