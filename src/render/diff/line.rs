//! What differs, a line each: one table for spreadsheets, whatever it is about.

use std::io::{self, Write};

use super::{Compared, Topic};
use crate::compare::case::{Became, RoomsDiff, RowDiff};
use crate::compare::plan::{Amount, OfGroup, OfHotel, OfNight, RuleDiff, Step};
use crate::compare::{Both, CaseDiff, PlanDiff};
use crate::domain::quantity::fixed_text;
use crate::domain::{Money, Weight};
use crate::render::table::{TableWriter, inert};

/// The columns.
const HEADINGS: [&str; 9] = ["about", "name", "from", "to", "measure", "a", "b", "difference", "why"];

/// A line of the table.
#[derive(Debug, Clone, Default)]
struct Line {
    about: &'static str,
    name: String,
    from: String,
    to: String,
    measure: String,
    a: String,
    b: String,
    difference: String,
    why: String,
}

impl Line {
    fn new(about: &'static str, name: &str, measure: &str) -> Self {
        Self { about, name: name.to_owned(), measure: measure.to_owned(), ..Self::default() }
    }

    /// Says two numbers, none where they are the same.
    fn numbers(self, both: Both<i128>, scale: i64) -> Option<Self> {
        let (a, b) = (fixed_text(both.a, scale), fixed_text(both.b, scale));
        both.differs().then(|| Self { a, b, difference: fixed_text(both.b - both.a, scale), ..self })
    }
}

/// Writes the table.
///
/// # Errors
/// When the writer fails.
pub fn csv(compared: &Compared<'_>, topics: &[Topic], out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &HEADINGS)?;
    let mut lines = Vec::new();
    for &topic in topics {
        if let Some(plans) = compared.plans {
            of_plans(plans, topic, &mut lines);
        }
        if topic == Topic::Case {
            of_cases(compared.cases, &mut lines);
        }
    }
    for line in lines {
        let Line { about, name, from, to, measure, a, b, difference, why } = line;
        let texts = [name, from, to, measure].map(|cell| inert(&cell));
        let [name, from, to, measure] = &texts;
        // What differs in tables may be any text; numbers may be negative and are not to be led by an apostrophe.
        let (a, b) = if about == "row" { (inert(&a), inert(&b)) } else { (a, b) };
        table.row(&[about, name, from, to, measure, &a, &b, &difference, &inert(&why)])?;
    }
    table.finish()
}

fn of_plans(plans: &PlanDiff, topic: Topic, lines: &mut Vec<Line>) {
    match topic {
        Topic::Level => {
            lines.extend(plans.levels.iter().map(|level| amount("level", level)));
            lines.extend(plans.totals.iter().map(|total| amount("total", total)));
        }
        Topic::Move => lines.extend(plans.moves.iter().map(step)),
        Topic::Group => plans.groups.iter().for_each(|(name, both)| group(name, both, lines)),
        Topic::Hotel => plans.hotels.iter().for_each(|(name, both)| hotel(name, both, lines)),
        Topic::Night => plans.nights.iter().for_each(|(name, both)| night(name, both, lines)),
        Topic::Money => {
            let hotels = plans.hotels.iter().map(|(name, both)| (name, both.map(|hotel| hotel.money)));
            lines.extend(hotels.filter_map(|(name, both)| Line::new("money", name, "").numbers(both, Money::SCALE)));
        }
        Topic::Rule => {
            plans.rules.iter().for_each(|of| rule(of, lines));
            lines.extend(plans.broken.iter().map(|broken| {
                let side = if broken.in_b { "only in b" } else { "only in a" };
                let why = broken.message.clone();
                Line { why, ..Line::new("broken", &format!("R{}", broken.rule), side) }
            }));
        }
        Topic::Case => {}
    }
}

fn amount(about: &'static str, amount: &Amount) -> Line {
    let text = |parts: Option<i128>| parts.map(|parts| fixed_text(parts, amount.scale)).unwrap_or_default();
    let (a, b, difference) = (text(amount.value.a), text(amount.value.b), text(amount.difference()));
    Line { a, b, difference, ..Line::new(about, &amount.name, "") }
}

fn step(step: &Step) -> Line {
    let (from, to) = (step.from.clone().unwrap_or_default(), step.to.clone().unwrap_or_default());
    let why = step.why.clone();
    Line { from, to, why, b: step.guests.to_string(), ..Line::new("move", &step.group, step.kind.as_str()) }
}

fn counted(both: &Both<u64>) -> Both<i128> {
    both.map(|&count| i128::from(count))
}

fn group(name: &str, both: &Both<OfGroup>, lines: &mut Vec<Line>) {
    let line = |measure: &str| Line::new("group", name, measure);
    lines.extend(line("guests").numbers(counted(&both.map(|group| group.guests)), 1));
    lines.extend(line("placed").numbers(counted(&both.map(|group| group.placed)), 1));
    let hotels = crate::compare::both::joined(both.a.by_hotel(), both.b.by_hotel());
    lines.extend(
        hotels.iter().filter_map(|(hotel, both)| line(&format!("guests in {hotel}")).numbers(counted(both), 1)),
    );
    lines.extend(line("travel").numbers(both.map(|group| group.travel), PlanDiff::TRAVEL_SCALE));
    lines.extend(line("money").numbers(both.map(|group| group.money), Money::SCALE));
}

fn hotel(name: &str, both: &Both<OfHotel>, lines: &mut Vec<Line>) {
    let line = |measure: &str| Line::new("hotel", name, measure);
    lines.extend(line("guests").numbers(counted(&both.map(|hotel| hotel.guests)), 1));
    lines.extend(line("rooms").numbers(counted(&both.map(|hotel| hotel.rooms)), 1));
    lines.extend(line("room nights").numbers(counted(&both.map(|hotel| hotel.room_nights)), 1));
    lines.extend(line("money").numbers(both.map(|hotel| hotel.money), Money::SCALE));
}

fn night(name: &str, both: &Both<OfNight>, lines: &mut Vec<Line>) {
    let line = |measure: &str| Line::new("night", name, measure);
    lines.extend(line("guests").numbers(counted(&both.map(|night| night.guests)), 1));
    lines.extend(line("unmet").numbers(counted(&both.map(|night| night.unmet)), 1));
    lines.extend(line("rooms").numbers(counted(&both.map(|night| night.rooms)), 1));
    lines.extend(line("money").numbers(both.map(|night| night.money), Money::SCALE));
}

fn rule(of: &RuleDiff, lines: &mut Vec<Line>) {
    let line = |measure: &str| Line::new("rule", &format!("R{}", of.rule), measure);
    lines.extend(line("findings").numbers(counted(&of.findings), 1));
    lines.extend(line("breaches").numbers(counted(&of.breaches), 1));
    lines.extend(line("weight").numbers(of.cost, Weight::SCALE));
}

fn of_cases(cases: &CaseDiff, lines: &mut Vec<Line>) {
    cases.rows.iter().for_each(|of| row(of, lines));
    cases.rooms.iter().for_each(|of| rooms(of, lines));
}

fn row(of: &RowDiff, lines: &mut Vec<Line>) {
    let line = |column: &str| Line { from: of.table.clone(), ..Line::new("row", &of.key, column) };
    match &of.became {
        Became::Added(cells) => {
            lines.push(Line { b: "added".to_owned(), ..line("") });
            lines.extend(cells.iter().map(|(column, cell)| Line { b: cell.clone(), ..line(column) }));
        }
        Became::Removed(cells) => {
            lines.push(Line { b: "removed".to_owned(), ..line("") });
            lines.extend(cells.iter().map(|(column, cell)| Line { a: cell.clone(), ..line(column) }));
        }
        Became::Changed(cells) => {
            let changed = cells.iter().map(|(column, both)| (column, both.clone()));
            lines.extend(changed.map(|(column, Both { a, b })| Line { a, b, ..line(column) }));
        }
    }
}

fn rooms(of: &RoomsDiff, lines: &mut Vec<Line>) {
    let name = text_of_pool(of);
    let line = |measure: &str, a: Option<String>, b: Option<String>| {
        let (from, to) = (of.from.clone(), of.to.clone());
        let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
        Line { from, to, a, b, ..Line::new("rooms", &name, measure) }
    };
    let number = |count: Option<u32>| count.map(|count| count.to_string());
    let Both { a, b } = &of.offered;
    let all = [
        ("rooms", number(a.rooms), number(b.rooms)),
        ("guests_max", number(a.guests_max), number(b.guests_max)),
        ("rate", a.rate.clone(), b.rate.clone()),
    ];
    lines.extend(all.into_iter().filter(|(_, a, b)| a != b).map(|(measure, a, b)| line(measure, a, b)));
}

/// Returns a pool in words: `H1 twin`, `H1 wing B twin`.
pub(super) fn text_of_pool(of: &RoomsDiff) -> String {
    let wing = if of.wing.is_empty() { String::new() } else { format!(" wing {}", of.wing) };
    format!("{}{wing} {}", of.hotel, of.room_type)
}
