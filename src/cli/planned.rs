//! A plan folder read back: its case, its rows and its record, verified before anything is made of them.

use std::path::Path;

use super::case::{self, Loaded};
use super::exit::{Exit, Failure};
use super::options::Global;
use super::talk::Talk;
use super::verify;
use crate::domain::{Allocation, RoomingRow};
use crate::render::record::Record;

/// A plan that was read back and breaks no rule.
#[derive(Debug)]
pub struct Planned {
    /// Its case.
    pub loaded: Loaded,
    /// Its rows.
    pub allocation: Allocation,
    /// Who sleeps in which room; empty where nobody has a name and no room a number.
    pub guests: Vec<RoomingRow>,
    /// Its record.
    pub record: Record,
}

impl Planned {
    /// Reads a plan folder and verifies its rows.
    ///
    /// # Errors
    /// When the folder is not a plan, was spoiled, or breaks rules, with the status for it.
    pub fn read(plan: &Path, global: &Global, talk: Talk) -> Result<Self, Failure> {
        let loaded = case::of_plan(plan, global, talk)?;
        let allocation = verify::allocation(plan, talk)?;
        let guests = verify::rooming(plan, talk)?.unwrap_or_default();
        refuse_broken(&loaded, &allocation, &guests)?;
        Ok(Self { loaded, allocation, guests, record: read_record(plan)? })
    }
}

/// Refuses to make pages of a plan that breaks rules.
fn refuse_broken(loaded: &Loaded, allocation: &Allocation, guests: &[RoomingRow]) -> Result<(), Failure> {
    let mut findings = crate::verify::verify(&loaded.instance, allocation).findings;
    if !guests.is_empty() {
        findings.extend(crate::verify::rooming(&loaded.instance, allocation, guests).findings);
    }
    let Some(first) = findings.first() else { return Ok(()) };
    Err(Failure::new(
        Exit::Findings,
        format!("the plan breaks {} rules, first R{}: {}", findings.len(), first.rule, first.message),
    )
    .hint("`roomblock verify PLAN` names all of them"))
}

/// Reads the record of a plan.
///
/// # Errors
/// When there is none, or it was spoiled.
pub fn read_record(plan: &Path) -> Result<Record, Failure> {
    let path = plan.join("plan.json");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Failure::new(Exit::Data, format!("{} is not a plan: {error}", plan.display()))
            .hint("`roomblock run CASE -o PLAN` makes one")
    })?;
    serde_json::from_str(&text).map_err(|error| Failure::new(Exit::Data, format!("{}: {error}", path.display())))
}
