//! Names of one kind of thing, and their positions; what is not among them is said with the nearest that is.

use std::collections::{BTreeSet, HashMap};

use super::ledger::Ledger;
use crate::diagnostic::{Code, Near, Place};

/// The names of hotels, groups or sites, sorted: positions are those of the instance.
#[derive(Debug)]
pub struct Names<'a> {
    sorted: Vec<&'a str>,
    positions: HashMap<&'a str, usize>,
    /// Names of rows with errors: known, without a position.
    rejected: &'a BTreeSet<String>,
    /// Whether the tables of these names could be read whole.
    is_whole: bool,
    near: Near<'a>,
    code: Code,
}

impl<'a> Names<'a> {
    /// Takes the names; `code` is said of any other.
    pub fn new(code: Code, names: BTreeSet<&'a str>, rejected: &'a BTreeSet<String>, is_whole: bool) -> Self {
        let sorted: Vec<&str> = names.into_iter().collect();
        let positions = sorted.iter().enumerate().map(|(position, &name)| (name, position)).collect();
        Self { near: Near::new(sorted.iter().copied()), positions, sorted, rejected, is_whole, code }
    }

    /// Returns the names in order.
    #[must_use]
    pub fn sorted(&self) -> &[&'a str] {
        &self.sorted
    }

    /// Returns the position of a name, none where it is unknown.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// Tells whether a name is known from a row with errors alone: the case is made without it.
    #[must_use]
    pub fn is_rejected(&self, name: &str) -> bool {
        self.position(name).is_none() && self.rejected.contains(name)
    }

    /// Returns the position of a name, and says where it is unknown.
    pub fn resolve(&mut self, ledger: &mut Ledger, place: &Place, column: &str, name: &str) -> Option<usize> {
        let position = self.position(name);
        if position.is_none() && self.is_whole && !self.rejected.contains(name) {
            let (kind, table) = match self.code {
                Code::UnknownGroup => ("group", "the manifest"),
                Code::UnknownSite => ("site", "sites.csv"),
                _ => ("hotel", "availability or hotels.csv"),
            };
            let help = self.near.help(name, &format!("add it to {table}, or remove the row"));
            ledger.say(self.code, place, column, format!("there is no {kind} `{name}`"), help);
        }
        position
    }
}
