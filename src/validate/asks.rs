//! What few groups ask for, looked up group, class, `[rules]`: passes, grades, discounts, ports, ways of leaving.

use std::collections::BTreeSet;

use super::group::Lookup;
use super::ledger::Ledger;
use super::names::Names;
use crate::diagnostic::{Code, Near};
use crate::domain::{Asks, Share, Weight};
use crate::read::Tables;
use crate::read::policy::{LeavingKeys, Policy};
use crate::read::tables::GroupRow;

/// Tells whether ways from ports are measured at all: then ports are sites (R25).
pub fn measures_ports(tables: &Tables) -> bool {
    let policy = &tables.policy;
    let asked = policy.classes.values().chain([&policy.rules]).any(|rules| rules.asks.transfer_minutes.is_some());
    asked
        || policy.whole.shared.transfer_weight.is_some_and(|weight| weight > Weight(0))
        || tables.groups.rows.iter().any(|row| row.asks.transfer_minutes.is_some())
}

/// Returns what a group asks for, and what its way of leaving asks of it (R30).
pub fn asks(policy: &Policy, row: &GroupRow, (sites, ledger): (&mut Names<'_>, &mut Ledger)) -> (Asks, LeavingKeys) {
    let lookup = Lookup::new(policy, row);
    let typed = &row.asks;
    let leaving = leaving(policy, row, ledger);
    let transfer_minutes = typed.transfer_minutes.or_else(|| lookup.value(|rules| rules.asks.transfer_minutes));
    let is_weighed = policy.whole.shared.transfer_weight.is_some_and(|weight| weight > Weight(0));
    let port = typed.port.as_deref().and_then(|port| {
        let measured = transfer_minutes.is_some() || is_weighed;
        if measured { sites.resolve(ledger, &row.place, "port", port) } else { sites.position(port) }
    });
    if typed.transfer_minutes.is_some() && typed.port.is_none() {
        let message = "`transfer_minutes` is not applied: the group has no port";
        let help = "fill in its port, or clear the limit";
        ledger.say(Code::LimitWithoutSite, &row.place, "transfer_minutes", message, help);
    }
    let asks = Asks {
        zones: typed.zones.clone().or_else(|| lookup.value(|rules| rules.asks.zones.clone())).unwrap_or_default(),
        grade_min: typed.grade_min.or_else(|| lookup.value(|rules| rules.asks.grade_min)),
        rate_factor: typed.rate_factor.or_else(|| lookup.value(|rules| rules.asks.rate_factor)).unwrap_or(Share::WHOLE),
        nights_min: r30_nights_min(policy, row),
        port_name: typed.port.clone().unwrap_or_default(),
        port,
        transfer_minutes: transfer_minutes.filter(|_| port.is_some()),
        accessible: accessible(row, ledger),
        team: typed.team.clone(),
        shift: typed.shift.clone(),
        room_wish: typed.room_wish.clone().unwrap_or_default(),
        upgrades: BTreeSet::new(),
        late_supper: typed.late_supper.or_else(|| lookup.value(|rules| rules.asks.late_supper)).unwrap_or(false),
    };
    (asks, leaving)
}

/// R30. Returns how many nights a group stays at least: as it says, else as its class does; more where its way of leaving
/// asks for more.
pub fn r30_nights_min(policy: &Policy, row: &GroupRow) -> u32 {
    let of_class = || Lookup::new(policy, row).value(|rules| rules.asks.nights_min);
    let of_way = policy.whole.shared.leaving.get(&row.asks.leave_by).map_or(0, |way| way.nights_min);
    row.asks.nights_min.or_else(of_class).unwrap_or(0).max(of_way)
}

/// Returns what a group's way of leaving asks (R30), and says where the policy does not know it.
fn leaving(policy: &Policy, row: &GroupRow, ledger: &mut Ledger) -> LeavingKeys {
    let ways = &policy.whole.shared.leaving;
    let way = row.asks.leave_by.as_str();
    if way.is_empty() || ways.is_empty() {
        return LeavingKeys::default();
    }
    ways.get(way).cloned().unwrap_or_else(|| {
        let help =
            Near::new(ways.keys().map(String::as_str)).help(way, "name it in `[rules.leaving]`, or clear the cell");
        let message = format!("`[rules.leaving]` does not know `{way}`: nothing is asked of it");
        ledger.say(Code::UnknownLeaving, &row.place, "leave_by", message, help);
        LeavingKeys::default()
    })
}

/// Returns how many guests need an accessible room, at most all of them (R8).
fn accessible(row: &GroupRow, ledger: &mut Ledger) -> u32 {
    let asked = row.asks.accessible.unwrap_or(0);
    if asked > row.guests {
        let message =
            format!("{asked} guests need an accessible room, and {} come: all of them are taken to", row.guests);
        ledger.say(Code::MoreNeedsThanGuests, &row.place, "accessible", message, "correct one of the two");
    }
    asked.min(row.guests)
}
