//! `plan.json`: what a plan was made of, how good it is, and what it says. Read back by every command on a plan.
//!
//! Numbers of the objective are written exactly, as decimal text; there is no clock, host, user or path in it.

mod breach;
mod level;
mod moved;
mod plan;
mod reject;
mod relief;
mod rooming;
mod stale;
mod unmet;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use breach::{Breach, Known, WaivedLevel, Waiver, waivers};
pub use level::{Cap, Level, kept_levels, levels};
pub(crate) use level::{gap, number};
pub use moved::Moved;
pub use plan::{Row, moves, rows, tiers, totals};
pub use reject::{GroupRejected, Reject};
pub use relief::{Eased, LevelBy, Relief, RoomsAt, reliefs};
pub use rooming::{Liaison, Rooming, liaison, rooming};
pub use stale::Stale;
pub use unmet::{Asked, Call, Holder, Outranked, Remedy, Unmet, calls, unmet};

use super::case::is_of_before;
use super::waterfall::Rooms;
use crate::domain::remark::Remark;
use crate::solve::Termination;

/// The version of the layout of `plan.json`; a change that breaks readers makes it larger.
pub const SCHEMA_VERSION: u32 = 1;

/// A plan as `plan.json` states it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// The version of this layout.
    pub schema_version: u32,
    /// The id of the plan: made of the digests of the case and of the allocation.
    pub plan: String,
    /// Its running number: one more than that of the plan before it, 1 where there was none.
    #[serde(default = "first_version")]
    pub version: u32,
    /// What made it.
    pub tool: Tool,
    /// The date that the plan speaks of, if it was given.
    pub as_of: Option<String>,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// The files of `case/`, which hold all that the plan was made of.
    pub case: Vec<Input>,
    /// What was asked of the solver.
    pub options: Options,
    /// Why the solve ended.
    pub termination: Ended,
    /// Ctrl-C ended the solve; the plan is the best found until then.
    pub interrupted: bool,
    /// The work that was done: `--effort` with this number makes the same plan again.
    pub effort: u64,
    /// The levels of the objective, most important first.
    pub levels: Vec<Level>,
    /// The plan in a few numbers.
    pub totals: Totals,
    /// Guests by priority, most urgent first.
    pub tiers: Vec<Tier>,
    /// What became of the rows of each file: rows = used + superseded + dropped + rejected.
    pub counts: Vec<Count>,
    /// From quoted to usable rooms on the night that most guests sleep here; empty in plans of earlier versions.
    #[serde(default)]
    pub waterfall: Rooms,
    /// The defaults that were filled in.
    pub assumed: Vec<Remark>,
    /// What the reader must know besides: a bound that was thrown away, a solver that failed.
    pub notes: Vec<Remark>,
    /// The rows of the plan.
    pub allocation: Vec<Row>,
    /// The guests who are not where the plan before this one had them; none where there was no plan before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moves: Option<Vec<Moved>>,
    /// The groups that are not wholly placed.
    pub unmet: Vec<Unmet>,
    /// What would place them together: one thing eased for everybody; those first that place most, last those that place nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relief: Vec<Relief>,
    /// Hotels to ring next, those first that would place most of them.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// Hotels that answered once, and in none of the last rounds: to ring again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Stale>,
    /// The rows of the files that the plan was made without.
    #[serde(default)]
    pub rejects: Vec<Reject>,
    /// The groups among them, of which nobody has a room.
    #[serde(default)]
    pub groups_rejected: Vec<GroupRejected>,
    /// The set that rules came from which the case does not give, with its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_set: Option<String>,
    /// The soft rules that the plan breaks; empty in plans of earlier versions.
    #[serde(default)]
    pub breaches: Vec<Breach>,
    /// Rules that do not hold for a group or in a hotel, and what each let through.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
    /// The rooming in a few numbers; none where nobody has a name and no room a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rooming: Option<Rooming>,
    /// The officers in a few numbers; none where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liaison: Option<Liaison>,
    /// What verify found; a plan with any entry here is kept aside and is not to be used.
    pub findings: Vec<Finding>,
}

/// The number of a plan that does not say its own, such as one made by hand.
#[must_use]
pub fn first_version() -> u32 {
    1
}

/// What made a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// The name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The solvers it was built with, and their versions.
    pub solver: String,
    /// The engine that made this plan.
    pub engine: String,
}

/// A file by its name and content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// Its name, without the folder it was in.
    pub file: String,
    /// The SHA-256 digest of its bytes, in hex.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

/// What was asked of the solver. The number of threads is left out: it does not change the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// The engine asked for.
    pub engine: String,
    /// The wall-clock guard, in seconds.
    pub time_limit: Option<f64>,
    /// The relative gap that was good enough.
    pub gap: f64,
    /// The seed.
    pub seed: u32,
    /// The work limit, if one was given.
    pub effort: Option<u64>,
}

/// Why a solve ended, as a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ended(pub String);

impl From<Termination> for Ended {
    fn from(termination: Termination) -> Self {
        let word = match termination {
            Termination::Optimal => "optimal",
            Termination::GapReached => "gap_reached",
            Termination::EffortLimit => "effort_limit",
            Termination::TimeLimit => "time_limit",
            Termination::Interrupted => "interrupted",
            Termination::Infeasible => "infeasible",
            Termination::Failed => "failed",
        };
        Self(word.to_owned())
    }
}

/// A plan in a few numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Groups that come.
    pub groups: u64,
    /// Groups wholly placed.
    pub groups_placed: u64,
    /// Guests that come.
    pub guests: u64,
    /// Guests who have a room.
    pub placed: u64,
    /// Guests who have none.
    pub unmet: u64,
    /// Hotels of the case.
    pub hotels: u64,
    /// Hotels that take anyone.
    pub hotels_used: u64,
    /// Rooms, summed over all rows whatever their nights.
    pub rooms: u64,
    /// Rooms times nights.
    pub room_nights: u64,
}

/// The guests of one priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// The priority; 1 is the most urgent.
    pub priority: u32,
    /// Guests that come.
    pub guests: u64,
    /// Guests who have a room.
    pub placed: u64,
}

/// What became of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the five columns of the waterfall, named as they are printed")]
pub struct Count {
    pub file: String,
    pub rows: u64,
    pub used: u64,
    pub superseded: u64,
    pub dropped: u64,
    pub rejected: u64,
}

/// A rule that the plan breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule: `R10`.
    pub rule: String,
    /// The group concerned, if it is one.
    pub group: Option<String>,
    /// The hotel concerned, if it is one.
    pub hotel: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl From<&crate::verify::Finding> for Finding {
    fn from(finding: &crate::verify::Finding) -> Self {
        Self {
            rule: format!("R{}", finding.rule),
            group: finding.group.clone(),
            hotel: finding.hotel.clone(),
            message: finding.message.clone(),
        }
    }
}

impl Record {
    /// Writes `plan.json`, indented, with a line break at its end.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json(self, out)
    }
}

/// Returns the id of a plan: a part of the digest of the digests of its case and its allocation. The plan before it has no
/// part in it: a plan that stays as it is keeps its id.
#[must_use]
pub fn plan_id(written: &[Input]) -> String {
    let mut digest = Sha256::new();
    for input in written.iter().filter(|input| !input.file.strip_prefix("case/").is_some_and(is_of_before)) {
        digest.update(format!("{}  {}\n", input.sha256, input.file));
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// Writes anything as JSON of many lines.
///
/// # Errors
/// When the writer fails.
pub fn write_json(page: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, page)?;
    out.write_all(b"\n")
}
