//! Why a group does not change hotels though it might (R29).

use crate::diagnostic::Code;
use crate::read::tables::GroupRow;
use crate::validate::ledger::Ledger;

/// Why `moves_max` is not applied, and what helps.
pub(super) type Why = (&'static str, &'static str);

pub(super) const UNDATED: Why = ("nothing says when the group comes and goes", "fill in its dates");
pub(super) const RESTING: Why =
    ("rooms of its class rest after each departure (R17)", "clear the cell, or `turnover_nights`");
pub(super) const SHORT: Why = (
    "no night on which rooms come or go is `nights_min` nights from both ends of its stay (R30)",
    "clear the cell, or ask for fewer nights",
);

/// Says that a group does not change hotels though it might, where its own row says that it might.
pub(super) fn say_not_applied(row: &GroupRow, (why, help): Why, ledger: &mut Ledger) {
    if row.moves_max.is_some() {
        let message = format!("`moves_max` is not applied: {why}");
        ledger.say(Code::MovesNotApplied, &row.place, "moves_max", message, help);
    }
}
