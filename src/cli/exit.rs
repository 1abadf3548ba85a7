//! Every status that the program can end with (`docs/cli.md`), and the errors that lead there.

use std::fmt;
use std::io;
use std::process::ExitCode;

use anyhow::anyhow;

use crate::diagnostic::Near;

/// A status to end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// All is well: every guest is placed, or the question is answered.
    Done = 0,
    /// The world failed: a file that cannot be written, a full disk, a fault of the program.
    World = 1,
    /// The command line is wrong, or the output is a folder that is not a plan.
    Usage = 2,
    /// The input data are in error.
    Data = 3,
    /// A plan was written, and demand is left unmet or rows of the case were rejected.
    Unmet = 4,
    /// The rules contradict each other: orders that cannot all be kept.
    Contradiction = 5,
    /// A limit or an interrupt came before there was any plan.
    NoPlan = 6,
    /// Verifying found broken rules.
    Findings = 7,
    /// Another run holds the output. The one status worth a retry.
    Locked = 8,
}

impl Exit {
    /// Every status with its meaning, for help texts.
    pub const MEANINGS: [(Self, &'static str); 9] = [
        (Self::Done, "every guest is placed (or the question is answered)"),
        (Self::World, "the world failed: files, disk, or a fault of the program"),
        (Self::Usage, "the command line is wrong"),
        (Self::Data, "the input data are in error"),
        (Self::Unmet, "a plan was written and demand is left unmet (0 with --unmet-ok), or rows were rejected"),
        (Self::Contradiction, "the rules contradict each other; the lines are named"),
        (Self::NoPlan, "a limit or an interrupt came before any plan"),
        (Self::Findings, "verifying found broken rules"),
        (Self::Locked, "another run holds the output: try again"),
    ];
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended early: what to say, and with which status.
#[derive(Debug)]
pub struct Failure {
    /// The status.
    pub exit: Exit,
    /// What happened and what lay behind it, without a full stop; none where everything was said before.
    pub error: Option<anyhow::Error>,
    /// What may help, one sentence each.
    pub hints: Vec<String>,
}

impl Failure {
    /// Returns a failure of a kind.
    #[must_use]
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, error: Some(anyhow!(message.into())), hints: Vec::new() }
    }

    /// Returns the failure of a wrong command line.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Returns a failure about which everything was said before.
    #[must_use]
    pub fn said(exit: Exit) -> Self {
        Self { exit, error: None, hints: Vec::new() }
    }

    /// Returns the failure to know a name that was typed, with the known one that is nearest to it: `unknown("plan", "group", ...)`.
    #[must_use]
    pub fn unknown<'a>(whose: &str, what: &str, typed: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let otherwise = match whose {
            "plan" => format!("`case/{what}s.csv` in the folder of the plan names every {what}"),
            _ => format!("the tables of the {whose} name every {what}"),
        };
        let near = Near::new(names).help(typed, &otherwise);
        Self::usage(format!("the {whose} has no {what} `{typed}`")).hint(near)
    }

    /// Returns it with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Returns the failure to do something to a file or folder.
    #[must_use]
    pub fn file(doing: &str, name: impl fmt::Display, error: io::Error) -> Self {
        anyhow::Error::new(error).context(format!("cannot {doing} {name}")).into()
    }
}

impl From<anyhow::Error> for Failure {
    /// The world failed.
    fn from(error: anyhow::Error) -> Self {
        Self { exit: Exit::World, error: Some(error), hints: Vec::new() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        anyhow::Error::new(error).into()
    }
}

/// What a command comes to.
pub type Ending = Result<Exit, Failure>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_those_of_the_manual() {
        let numbers: Vec<u8> = Exit::MEANINGS.iter().map(|&(exit, _)| exit as u8).collect();
        assert_eq!(numbers, (0..=8).collect::<Vec<_>>());
    }
}
