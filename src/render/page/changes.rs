//! Who moves against the plan before, which soft rules are broken, and which rules were waived.

use serde::Serialize;

use super::Report;
use crate::render::number::{grouped, shown};
use crate::render::record::{Breach, Moved};
use crate::render::spoken::Spoken;

/// Guests who move.
#[derive(Debug, Serialize)]
pub struct Move {
    group: String,
    status: String,
    guests: String,
    from: String,
    /// Where they are now; empty for nowhere.
    to: String,
    why: String,
}

/// Returns who moves; none where there was no plan before, or nobody moves.
#[must_use]
pub fn moves(report: &Report<'_>) -> Option<Vec<Move>> {
    let spoken = Spoken::of(report.lang);
    let one = |moved: &Moved| Move {
        group: moved.group.clone(),
        status: moved.status.clone(),
        guests: grouped(moved.guests),
        from: moved.from.clone(),
        to: moved.to.clone().unwrap_or_default(),
        why: spoken.moved(moved),
    };
    let moves: Vec<Move> = report.record.moves.as_ref()?.iter().map(one).collect();
    Some(moves).filter(|moves| !moves.is_empty())
}

/// A soft rule that is broken.
#[derive(Debug, Serialize)]
pub struct Broken {
    rule: String,
    groups: String,
    hotel: String,
    night: String,
    amount: String,
    unit: String,
    cost: String,
    message: String,
}

/// Broken soft rules, and waivers in a sentence each.
#[derive(Debug, Serialize)]
pub struct Exceptions {
    breaches: Vec<Broken>,
    waivers: Vec<String>,
}

/// Returns the exceptions that a plan makes; none where it makes none.
#[must_use]
pub fn exceptions(report: &Report<'_>) -> Option<Exceptions> {
    let (record, spoken) = (report.record, Spoken::of(report.lang));
    let broken = |breach: &Breach| Broken {
        rule: breach.rule.clone(),
        groups: breach.groups.join(", "),
        hotel: breach.hotel.clone().unwrap_or_default(),
        night: breach.night.clone().unwrap_or_default(),
        amount: shown(&breach.amount),
        unit: spoken.unit(breach),
        cost: shown(&breach.cost),
        message: spoken.breach(breach),
    };
    let breaches: Vec<Broken> = record.breaches.iter().map(broken).collect();
    let waivers = spoken.waivers(&record.waivers);
    (!breaches.is_empty() || !waivers.is_empty()).then_some(Exceptions { breaches, waivers })
}
