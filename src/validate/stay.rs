//! When groups sleep here: the night cut (R28), whole stays and their defaults (R29), and the calendar of the case.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::ledger::Ledger;
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{Calendar, Rules, Stay};
use crate::read::Tables;
use crate::read::policy::NIGHTS_MAX;
use crate::read::tables::{GroupRow, Moment};

/// How long a group stays, and how long its rooms stay out of use after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// Nights of a stay without departure; none where no policy says so.
    pub nights: Option<u32>,
    /// Nights for which its rooms stay out of use (R17).
    pub turnover_nights: u32,
}

/// A stay on the nights of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The nights.
    pub stay: Stay,
    /// Whether nobody knows when it ends: the departure is what is planned with.
    pub departs_open: bool,
}

/// Returns the calendar, and the stay of each group in the order given.
pub fn stays(
    tables: &Tables,
    groups: &[(&GroupRow, Defaults)],
    as_of: Option<NaiveDateTime>,
    ledger: &mut Ledger,
) -> (Calendar, Vec<Dated>) {
    let day_cut = tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
    if !has_dates(tables, groups) {
        ledger.assumed.push(Remark::new(About::NoDates, &[]));
        let dated = Dated { stay: Stay { arrive: 0, depart: 1 }, departs_open: false };
        return (Calendar { first: None, n_nights: 1 }, vec![dated; groups.len()]);
    }
    let arrival = default_arrival(tables, groups, as_of, day_cut);
    let mut spans = Vec::with_capacity(groups.len());
    for &(group, defaults) in groups {
        spans.push(span(group, defaults, arrival, (day_cut, &mut *ledger)));
    }
    say_defaults(groups, arrival, ledger);
    let first = spans.iter().map(|span| span.arrive).min();
    let night = |date: NaiveDate| first.map_or(0, |first| nights_between(first, date));
    let ends = spans.iter().zip(groups).map(|(span, (_, defaults))| night(span.depart) + defaults.turnover_nights);
    let calendar = Calendar { first, n_nights: ends.max().unwrap_or(1) };
    let dated = |span: &Span| Dated {
        stay: Stay { arrive: night(span.arrive), depart: night(span.depart) },
        departs_open: span.departs_open,
    };
    (calendar, spans.iter().map(dated).collect())
}

/// Tells whether any stay or offer has a date.
fn has_dates(tables: &Tables, groups: &[(&GroupRow, Defaults)]) -> bool {
    groups.iter().any(|(group, _)| group.arrive.is_some() || group.depart.is_some())
        || tables.availability.rows.iter().any(|row| row.from.is_some() || row.to.is_some())
}

/// The dates of a stay.
struct Span {
    arrive: NaiveDate,
    depart: NaiveDate,
    departs_open: bool,
}

/// R28: an arrival before the day cut uses the night before.
fn r28_night_of(moment: Moment, day_cut: NaiveTime) -> NaiveDate {
    let is_early = moment.time.is_some_and(|time| time < day_cut);
    if is_early { moment.date.pred_opt().unwrap_or(moment.date) } else { moment.date }
}

/// Returns the night that a moment belongs to.
pub fn tonight(now: NaiveDateTime, day_cut: NaiveTime) -> NaiveDate {
    r28_night_of(Moment { date: now.date(), time: Some(now.time()) }, day_cut)
}

/// Tells whether nobody knows when a group leaves (R29): its row says so, or nothing of an end.
pub fn is_open(group: &GroupRow) -> bool {
    group.depart_open.unwrap_or(group.depart.is_none() && group.nights.is_none())
}

/// Returns the arrival of groups that have none: `as_of`, else the first arrival, else the first night on offer.
fn default_arrival(
    tables: &Tables,
    groups: &[(&GroupRow, Defaults)],
    as_of: Option<NaiveDateTime>,
    day_cut: NaiveTime,
) -> Option<NaiveDate> {
    let as_of = as_of.map(|moment| tonight(moment, day_cut));
    let arrivals = groups.iter().filter_map(|(group, _)| group.arrive).map(|moment| r28_night_of(moment, day_cut));
    as_of.or_else(|| arrivals.min()).or_else(|| tables.availability.rows.iter().filter_map(|row| row.from).min())
}

/// R29: a stay is whole, from arrival to departure; either may be a default.
fn span(
    group: &GroupRow,
    defaults: Defaults,
    default_arrival: Option<NaiveDate>,
    (day_cut, ledger): (NaiveTime, &mut Ledger),
) -> Span {
    let arrive = group.arrive.map(|moment| r28_night_of(moment, day_cut)).or(default_arrival);
    let Some(arrive) = arrive else {
        let help = "fill it in, or give --as-of";
        ledger.say(Code::CellEmpty, &group.place, "arrive", "nothing says when the group arrives", help);
        let depart = group.depart.map_or(NaiveDate::MIN, |moment| moment.date);
        return Span { arrive: depart, depart: after(depart, 1), departs_open: true };
    };
    let nights = group.nights.or(defaults.nights).unwrap_or(1);
    let departs_open = is_open(group);
    let depart = group.depart.map_or_else(|| after(arrive, nights), |moment| moment.date);
    if let Some(flaw) = flaw(group, arrive, depart) {
        ledger.say(flaw.0, &group.place, flaw.1, flaw.2, flaw.3);
        return Span { arrive, depart: after(arrive, 1), departs_open };
    }
    Span { arrive, depart, departs_open }
}

/// Returns the dates of a stay whose arrival the row gives; none where they make no stay.
pub fn given(group: &GroupRow, defaults: Defaults, day_cut: NaiveTime) -> Option<(NaiveDate, NaiveDate)> {
    let arrive = r28_night_of(group.arrive?, day_cut);
    let nights = group.nights.or(defaults.nights).unwrap_or(1);
    let depart = group.depart.map_or_else(|| after(arrive, nights), |moment| moment.date);
    (arrive < depart).then_some((arrive, depart))
}

/// Says what is wrong with a stay of which the row gives both ends, whatever the other rows say.
pub fn say_flaw(group: &GroupRow, day_cut: NaiveTime, ledger: &mut Ledger) {
    let Some(arrive) = group.arrive.map(|moment| r28_night_of(moment, day_cut)) else { return };
    let depart = group.depart.map_or_else(|| after(arrive, group.nights.unwrap_or(1)), |moment| moment.date);
    if let Some(flaw) = flaw(group, arrive, depart) {
        ledger.say(flaw.0, &group.place, flaw.1, flaw.2, flaw.3);
    }
}

/// Returns what is wrong with a stay: the code, the column, the message and the help.
fn flaw(group: &GroupRow, arrive: NaiveDate, depart: NaiveDate) -> Option<(Code, &'static str, String, String)> {
    if depart <= arrive {
        let message = match group.arrive {
            Some(_) => "depart is not after arrive".to_owned(),
            None => format!("depart is not after the assumed arrival on {arrive}"),
        };
        let help = format!("a stay has at least one night; set depart to {} or later", after(arrive, 1));
        return Some((Code::DepartNotAfterArrive, "depart", message, help));
    }
    let n_nights = nights_between(arrive, depart);
    if n_nights > NIGHTS_MAX {
        let column = if group.depart.is_some() { "depart" } else { "nights" };
        let message = format!("a stay of {n_nights} nights is more than {NIGHTS_MAX}");
        return Some((Code::Absurd, column, message, "correct the dates".to_owned()));
    }
    let given = group.nights.filter(|_| group.depart.is_some())?;
    let from_date = group.arrive.map_or(n_nights, |moment| nights_between(moment.date, depart));
    if given == n_nights || given == from_date {
        return None;
    }
    let message = format!("{given} nights, but {n_nights} from arrival to departure");
    Some((Code::NightsDisagree, "nights", message, "correct one of the two, or clear nights".to_owned()))
}

/// Says which defaults of stays mattered.
fn say_defaults(groups: &[(&GroupRow, Defaults)], arrival: Option<NaiveDate>, ledger: &mut Ledger) {
    let without = |is_without: &dyn Fn(&GroupRow) -> bool| groups.iter().filter(|(group, _)| is_without(group)).count();
    let n_arrivals = without(&|group| group.arrive.is_none());
    if let Some(arrival) = arrival.filter(|_| n_arrivals > 0) {
        ledger.assumed.push(Remark::new(About::WithoutArrival, &[("n", &n_arrivals), ("date", &arrival)]));
    }
    let is_endless = |group: &GroupRow| group.depart.is_none() && group.nights.is_none();
    let by_policy = groups.iter().filter(|(group, defaults)| is_endless(group) && defaults.nights.is_some()).count();
    let by_default = without(&is_endless) - by_policy;
    if by_default > 0 {
        ledger.assumed.push(Remark::new(About::WithoutDeparture, &[("n", &by_default)]));
    }
    if by_policy > 0 {
        ledger.assumed.push(Remark::new(About::DepartureByPolicy, &[("n", &by_policy)]));
    }
}

/// Returns the date some nights after another.
pub fn after(date: NaiveDate, nights: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(nights))).unwrap_or(date)
}

fn nights_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from(to.signed_duration_since(from).num_days().max(0)).unwrap_or(u32::MAX)
}
