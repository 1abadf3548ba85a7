//! Tables to an instance: names are resolved, polls merged, defaults filled in, and everything wrong is said at once.
//!
//! Reads no file. Rules are not judged here: a case that nobody can solve may be a valid one.

mod alike;
mod answer;
mod asks;
mod batch;
mod block;
mod class;
mod datum;
mod freeze;
mod group;
mod guest;
mod hotel;
mod kept;
mod ledger;
mod limit;
mod matrix;
mod names;
mod needs;
mod officer;
mod part;
mod people;
mod placed;
mod poll;
mod pool;
mod previous;
mod promise;
mod relation;
mod room_type;
mod settle;
mod site;
mod statement;
mod status;
mod stay;
mod strength;
pub mod supply;
mod total;
mod trust;
mod withdrawal;
mod witness;
mod word;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use settle::{Settled, settle};
pub use supply::{NightSupply, Supply, UnknownPool};

pub use self::alike::LookAlike;
use self::batch::Rounds;
pub use self::batch::StaleHotel;
use self::block::Lapsed;
use self::group::Lookup;
use self::ledger::Ledger;
use self::names::Names;
use self::relation::Known;
use self::trust::Ages;
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::remark::Remark;
use crate::domain::{Class, Instance, MovePrices, Rules, Share, Stay};
pub use crate::read::Limits;
use crate::read::tables::{GroupRow, RejectRow};
use crate::read::{FileCount, Policy, Reading, Settings, Tables};

/// What validating gives.
#[derive(Debug, Clone)]
pub struct Validation {
    /// The case; none where there is any error, but for errors of rows where those are accepted.
    pub instance: Option<Instance>,
    /// The rows that the case was made without.
    pub rejects: Vec<RejectRow>,
    /// What was found wrong by reading and validating, sorted by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of the rows of each file, in the order of reading.
    pub counts: Vec<FileCount>,
    /// The defaults that mattered, one sentence each.
    pub assumed: Vec<Remark>,
    /// Limits of the solver from the policy.
    pub limits: Limits,
    /// Hotels that are easily taken for one another: proposals for a person to look at.
    pub look_alikes: Vec<LookAlike>,
    /// Supply against demand by night; empty where there is no instance.
    pub supply: Supply,
}

/// Validates the tables of a case. Takes over what reading them said.
#[must_use]
pub fn validate(reading: &mut Reading, settings: &Settings) -> Validation {
    let (instance, mut ledger) = build(&reading.tables, settings);
    let look_alikes = std::mem::take(&mut ledger.look_alikes);
    let assumed = [reading.assumed.clone(), std::mem::take(&mut ledger.assumed)].concat();
    let counts = ledger.counts(reading);
    let diagnostics = ledger.diagnostics(reading);
    let stands_in_the_way = |said: &Diagnostic| said.is_error() && !(settings.accept_rejects && said.refuses_a_row());
    let instance = Some(instance).filter(|_| !diagnostics.iter().any(stands_in_the_way));
    let rejects = if instance.is_some() { reading.rejects(&diagnostics) } else { Vec::new() };
    let mut supply = instance.as_ref().map(supply::supply).unwrap_or_default();
    if let Some(instance) = &instance {
        let rows = &reading.tables.availability.rows;
        let rounds_most = reading.tables.policy.whole.stale_rounds;
        supply.stale = Rounds::new(rows, &mut Ledger::default()).stale(rows, rounds_most);
        batch::keep_open(&mut supply.stale, instance);
    }
    let limits = reading.tables.policy.limits.clone();
    Validation { instance, rejects, diagnostics, counts, assumed, limits, look_alikes, supply }
}

/// Builds the instance; where rejects are accepted, again without the rows that it refuses, until it refuses none.
fn build(tables: &Tables, settings: &Settings) -> (Instance, Ledger) {
    let mut ledger = Ledger::new(settings.strict);
    let mut built = instance(tables, settings, &mut ledger);
    let mut kept = Cow::Borrowed(tables);
    while settings.accept_rejects && refuse(&mut kept, &ledger.refused()) {
        let mut again = Ledger::new(settings.strict);
        built = instance(&kept, settings, &mut again);
        again.absorb_errors(ledger);
        ledger = again;
    }
    (built, ledger)
}

/// Takes refused rows out of the tables; tells whether there were any.
fn refuse(tables: &mut Cow<'_, Tables>, refused: &BTreeSet<(Arc<str>, u32)>) -> bool {
    let n_before = tables.n_rows();
    if !refused.is_empty() {
        tables.to_mut().refuse(refused);
    }
    tables.n_rows() < n_before
}

/// Builds the instance as well as it can be built; with errors, it is not to be used.
fn instance(tables: &Tables, settings: &Settings, ledger: &mut Ledger) -> Instance {
    let as_of = settings.as_of.or(tables.policy.case.as_of);
    let tables = &*part::expand(tables, as_of, ledger);
    let rounds = Rounds::new(&tables.availability.rows, ledger);
    let policy = &tables.policy;
    let rejected_hotels = tables.availability.rejected.union(&tables.hotels.rejected).cloned().collect();
    let mut hotel_names = hotel::names(tables, &rejected_hotels);
    let mut site_names = site::names(tables);
    let mut rolled_up = guest::roll_up(tables, ledger);
    needs::add(&mut rolled_up, tables, ledger);
    freeze::r33_lengthen(&mut rolled_up, tables, ledger);
    let (by_name, cancelled) = group::rows(&rolled_up, ledger);
    let rejected = &tables.groups.rejected;
    let mut group_names =
        Names::new(Code::UnknownGroup, by_name.keys().copied().collect(), rejected, tables.groups.whole);
    let rows: Vec<&GroupRow> = by_name.into_values().collect();
    let dated: Vec<_> = rows.iter().map(|&row| (row, Lookup::new(policy, row).stay())).collect();
    let (calendar, stays) = stay::stays(tables, &dated, as_of, ledger);
    let in_manifest: BTreeSet<&str> = rows.iter().map(|row| row.class.as_str()).collect();
    let is_whole = tables.groups.whole && rejected.is_empty();
    let classes = class::classes(policy, &in_manifest, is_whole, ledger);
    let mut sites = site::sites(tables, &site_names, ledger);
    let mut groups = group::groups(policy, &rows, &stays, &classes, (&mut site_names, ledger));
    let mut ages = Ages::new(tables, as_of);
    let nights: Vec<Stay> = stays.iter().map(|dated| dated.stay).collect();
    let holds = placed::holds(tables, (&group_names, &nights), &calendar, ledger);
    let lapsed = Lapsed::new(tables, as_of);
    let pools = pool::pools(tables, &hotel_names, &calendar, (&rounds, &mut ages, &lapsed, &holds), ledger);
    let hotels = hotel::hotels(tables, &hotel_names, pools, as_of, ledger);
    room_type::r7_upgrades(policy, (&rows, &mut groups), &hotels);
    datum::say_doubtful(tables, ledger);
    let known = hotels.iter().map(|hotel| (hotel.id.as_str(), hotel.name.as_str(), hotel.phone.as_str()));
    ledger.look_alikes = alike::look_alikes(&known.collect::<Vec<_>>(), tables, ledger);
    site::travel(tables, (&mut site_names, &mut hotel_names), (&mut sites, &hotels), ledger);
    let mut known = Known { groups: &mut group_names, hotels: &mut hotel_names, cancelled: &cancelled, n_dropped: 0 };
    let pairs = relation::pairs(tables, &mut known, ledger);
    let pins = relation::pins(tables, &mut known, (&groups, &hotels), ledger);
    let waivers = strength::waivers(policy, &mut known, ledger);
    let rules = Rules { waivers, ..rules(policy, &classes, ledger) };
    let people = people::people(tables, &mut known, (&groups, &hotels), &rules, ledger);
    known.say_dropped(ledger);
    if tables.availability.whole && tables.hotels.whole && rejected_hotels.is_empty() {
        word::say_unknown(policy, &groups, &hotels, ledger);
        limit::say_unknown_rates(policy, &hotels, ledger);
    }
    let objective = policy.objective.clone();
    let mut instance =
        Instance { calendar, hotels, groups, classes, sites, pairs, pins, people, rules, objective, previous: None };
    previous::add(tables, &mut instance, as_of, ledger);
    placed::say_homeless(&holds, &instance, ledger);
    placed::say_stranded_pins(&instance, ledger);
    instance
}

/// Returns the rules of the whole case, defaults filled in.
fn rules(policy: &Policy, classes: &[Class], ledger: &mut Ledger) -> Rules {
    let (whole, default) = (&policy.whole, Rules::default());
    Rules {
        day_cut: policy.case.day_cut.unwrap_or(default.day_cut),
        separate_window: whole.separate_window.unwrap_or(default.separate_window),
        separation_exempt_tag: whole.separation_exempt_tag.clone(),
        near_km: whole.near_km.unwrap_or(default.near_km),
        speed_kmh: whole.speed_kmh.unwrap_or(default.speed_kmh),
        budgets: limit::budgets(policy, classes, ledger),
        reserve_rooms: whole.reserve_rooms.unwrap_or(0),
        reserve_share: whole.reserve_share.unwrap_or(Share::NOTHING),
        moves: MovePrices {
            expected: whole.move_price.unwrap_or(default.moves.expected),
            confirmed: whole.move_price_confirmed.or(whole.move_price).unwrap_or(default.moves.confirmed),
        },
        stay_move_price: whole.stay_move_price.unwrap_or(default.stay_move_price),
        freeze_nights: whole.freeze_nights.unwrap_or(default.freeze_nights),
        sittings: whole.sittings.unwrap_or(default.sittings),
        strengths: strength::strengths(policy),
        waivers: Vec::new(),
        set: policy.case.rule_set.clone(),
        transfer_weight: whole.shared.transfer_weight.unwrap_or(default.transfer_weight),
        city_reserve: whole.shared.city_reserve.unwrap_or(0),
        city_reserve_share: whole.shared.city_reserve_share.unwrap_or(Share::NOTHING),
        affordable: limit::affordable(policy, ledger),
        attrition: whole.shared.attrition.unwrap_or(Share::NOTHING),
        accessible_types: whole.shared.accessible_types.clone().unwrap_or(default.accessible_types),
        accessible_spare_weight: whole.shared.accessible_spare_weight.unwrap_or(default.accessible_spare_weight),
        room_wish_weight: whole.shared.room_wish_weight.unwrap_or(default.room_wish_weight),
        carer_age_max: whole.people.carer_age_max.unwrap_or(default.carer_age_max),
        minor_age: whole.people.minor_age.unwrap_or(default.minor_age),
        guests_per_liaison: whole.people.guests_per_liaison.unwrap_or(default.guests_per_liaison),
        vehicle_seats: whole.people.vehicle_seats.unwrap_or(default.vehicle_seats),
        vehicle_load: whole.people.vehicle_load.unwrap_or(default.vehicle_load),
    }
}

/// Returns a count of things in words.
fn plural(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
