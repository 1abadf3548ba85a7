//! What differs, as pages of text: of each list the first lines, unless its topic was asked for.

use super::line::text_of_pool;
use super::{Compared, Topic};
use crate::compare::case::{Became, RoomsDiff, RowDiff};
use crate::compare::plan::{Amount, Kind, RuleDiff, Step};
use crate::compare::{Both, CaseDiff, PlanDiff};
use crate::domain::{Money, Rule, Weight};
use crate::explain::MoveCode;
use crate::render::number::{amount, grouped, plural};
use crate::render::sheet::{Sheet, paragraph};

/// Lines of a list that nobody asked for.
const SHOWN: usize = 12;

/// Returns the page. Without topics it has a part of each.
#[must_use]
pub fn text(compared: &Compared<'_>, topics: &[Topic], width: usize) -> String {
    let what = if compared.plans.is_some() { "plans" } else { "cases" };
    let head = paragraph("", &format!("A is {}, B is {}.", compared.a, compared.b), width);
    if compared.is_empty() {
        return format!("{head}{}", paragraph("", &format!("The {what} are the same."), width));
    }
    let most = if topics.is_empty() { SHOWN } else { usize::MAX };
    let asked = if topics.is_empty() { &Topic::ALL[..] } else { topics };
    let mut sections = vec![head];
    for &topic in asked {
        if let Some(plans) = compared.plans {
            sections.extend(of_plans(plans, topic, (most, width)));
        }
        if topic == Topic::Case {
            sections.push(match compared.plans {
                Some(_) if topics.is_empty() => cases_in_brief(compared.cases, width),
                _ => of_cases(compared.cases, (most, width)),
            });
        }
    }
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Returns what plans differ in, as far as a topic goes.
fn of_plans(plans: &PlanDiff, topic: Topic, size: (usize, usize)) -> Vec<String> {
    match topic {
        Topic::Level => {
            let totals: Vec<Amount> = plans.totals.iter().filter(|total| total.value.differs()).cloned().collect();
            vec![amounts("Objective", &plans.levels, size), amounts("Total", &totals, size)]
        }
        Topic::Move => vec![moves(&plans.moves, size)],
        Topic::Group => vec![groups(plans, size)],
        Topic::Hotel => vec![hotels(plans, size)],
        Topic::Night => vec![nights(plans, size)],
        Topic::Money => vec![money(plans, size)],
        Topic::Rule => vec![rules(&plans.rules, size), broken(plans, size)],
        Topic::Case => Vec::new(),
    }
}

/// Returns a sheet below its title, and how many lines of its list it leaves out; nothing where the list is empty.
fn section(sheet: &Sheet, n_all: usize, topic: &str, (most, width): (usize, usize)) -> String {
    if sheet.is_empty() {
        return String::new();
    }
    let more = n_all.saturating_sub(most);
    let more = if more > 0 {
        paragraph("  ", &format!("and {} more; --by {topic} lists them all.", grouped(more as u64)), width)
    } else {
        String::new()
    };
    format!("{}{more}", sheet.text(2, width))
}

/// Returns a difference with its sign.
fn signed(parts: i128, scale: i64) -> String {
    let text = amount(parts, scale);
    if parts > 0 { format!("+{text}") } else { text }
}

/// Returns two counts as one cell: `12`, `12 > 15`.
fn counts(both: Both<u64>) -> String {
    if both.differs() { format!("{} > {}", grouped(both.a), grouped(both.b)) } else { grouped(both.a) }
}

fn amounts(title: &str, all: &[Amount], size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&[title, ">A", ">B", ">Difference"]);
    for one in all {
        let text = |parts: Option<i128>| parts.map_or_else(|| "none".to_owned(), |parts| amount(parts, one.scale));
        let difference = match one.difference() {
            Some(0) => "same".to_owned(),
            Some(parts) => signed(parts, one.scale),
            None => String::new(),
        };
        sheet.row([one.name.clone(), text(one.value.a), text(one.value.b), difference]);
    }
    section(&sheet, 0, "level", size)
}

fn moves(all: &[Step], size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Moves", ">Guests", "From", "To", "What for"]);
    for step in all.iter().take(size.0) {
        let nowhere = |hotel: &Option<String>| hotel.clone().unwrap_or_else(|| "nowhere".to_owned());
        let cells = [step.group.clone(), grouped(step.guests), nowhere(&step.from), nowhere(&step.to), purpose(step)];
        sheet.row(cells);
    }
    section(&sheet, all.len(), "move", size)
}

/// Says what a step is for, in a few words.
fn purpose(step: &Step) -> String {
    if step.code == Some(MoveCode::Free) {
        return "nothing that was found: it could as well be where it was".to_owned();
    }
    match step.kind {
        Kind::Placed => "a room where there was none".to_owned(),
        Kind::Joined => "did not come before".to_owned(),
        Kind::Gone => "no longer comes".to_owned(),
        _ => step.why.clone(),
    }
}

fn groups(plans: &PlanDiff, size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Groups", ">Guests", ">Placed", ">Travel", ">Money", "In A", "In B"]);
    for (name, both) in plans.groups.iter().take(size.0) {
        let difference = |both: Both<i128>, scale| signed(both.b - both.a, scale);
        let travel = difference(both.map(|group| group.travel), PlanDiff::TRAVEL_SCALE);
        let money = difference(both.map(|group| group.money), Money::SCALE);
        let places = both.map(|group| {
            let places = group.by_hotel();
            let listed = places.iter().map(|(hotel, guests)| format!("{hotel} ({})", grouped(*guests)));
            listed.collect::<Vec<_>>().join(", ")
        });
        let counted = [counts(both.map(|group| group.guests)), counts(both.map(|group| group.placed))];
        let [come, sleep] = counted;
        sheet.row([name.clone(), come, sleep, travel, money, places.a, places.b]);
    }
    section(&sheet, plans.groups.len(), "group", size)
}

fn hotels(plans: &PlanDiff, size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Hotels", ">Guests", ">Rooms", "Come", "Leave"]);
    for (name, both) in plans.hotels.iter().take(size.0) {
        let (a, b) = (&both.a.groups, &both.b.groups);
        let other = |of: &std::collections::BTreeMap<String, u64>, than: &std::collections::BTreeMap<String, u64>| {
            of.keys().filter(|group| !than.contains_key(*group)).cloned().collect::<Vec<_>>().join(", ")
        };
        let (guests, rooms) = (counts(both.map(|hotel| hotel.guests)), counts(both.map(|hotel| hotel.rooms)));
        sheet.row([name.clone(), guests, rooms, other(b, a), other(a, b)]);
    }
    section(&sheet, plans.hotels.len(), "hotel", size)
}

fn nights(plans: &PlanDiff, size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Nights", ">Guests", ">Unmet", ">Rooms", ">Money"]);
    for (name, both) in plans.nights.iter().take(size.0) {
        let name = if name.is_empty() { "the night".to_owned() } else { name.clone() };
        let (guests, unmet) = (counts(both.map(|night| night.guests)), counts(both.map(|night| night.unmet)));
        let money = signed(both.b.money - both.a.money, Money::SCALE);
        sheet.row([name, guests, unmet, counts(both.map(|night| night.rooms)), money]);
    }
    section(&sheet, plans.nights.len(), "night", size)
}

fn money(plans: &PlanDiff, size: (usize, usize)) -> String {
    let hotels = plans.hotels.iter().map(|(name, both)| (name, both.map(|hotel| hotel.money)));
    let changed: Vec<_> = hotels.filter(|(_, both)| both.differs()).collect();
    let mut sheet = Sheet::new(&["Money", ">A", ">B", ">Difference"]);
    for (name, both) in changed.iter().take(size.0) {
        let text = |parts| amount(parts, Money::SCALE);
        sheet.row([(*name).clone(), text(both.a), text(both.b), signed(both.b - both.a, Money::SCALE)]);
    }
    section(&sheet, changed.len(), "money", size)
}

fn rules(all: &[RuleDiff], size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Rules", "", ">Findings", ">Breaches", ">Weight"]);
    for of in all {
        let name = Rule::ALL.into_iter().find(|rule| rule.number() == of.rule).map_or("unknown names", Rule::name);
        let weight = signed(of.cost.b - of.cost.a, Weight::SCALE);
        sheet.row([format!("R{}", of.rule), name.to_owned(), counts(of.findings), counts(of.breaches), weight]);
    }
    section(&sheet, all.len(), "rule", (usize::MAX, size.1))
}

fn broken(plans: &PlanDiff, size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Broken", "Rule", "What is so"]);
    for one in plans.broken.iter().take(size.0) {
        let plan = if one.in_b { "only in B" } else { "only in A" };
        sheet.row([plan.to_owned(), format!("R{}", one.rule), one.message.clone()]);
    }
    section(&sheet, plans.broken.len(), "rule", size)
}

fn cases_in_brief(cases: &CaseDiff, width: usize) -> String {
    if cases.is_empty() {
        return String::new();
    }
    let rows = plural(cases.rows.len(), "row or key differs", "rows and keys differ");
    let rooms = plural(cases.rooms.len(), "run of nights", "runs of nights");
    paragraph("", &format!("Their cases are not the same: {rows}, and rooms on {rooms}; --by case lists them."), width)
}

fn of_cases(cases: &CaseDiff, size: (usize, usize)) -> String {
    let mut sheet = Sheet::new(&["Total", ">A", ">B", ">Difference"]);
    for (name, both) in cases.totals.iter().filter(|(_, both)| both.differs()) {
        let difference = i128::from(both.b) - i128::from(both.a);
        sheet.row([(*name).to_owned(), grouped(both.a), grouped(both.b), signed(difference, 1)]);
    }
    let mut sections = vec![section(&sheet, 0, "case", size)];
    let tables: std::collections::BTreeSet<&str> = cases.rows.iter().map(|row| row.table.as_str()).collect();
    for table in tables {
        let rows: Vec<&RowDiff> = cases.rows.iter().filter(|row| row.table == table).collect();
        let mut sheet = Sheet::new(&[table, "", "A", "B"]);
        rows.iter().take(size.0).for_each(|of| row(of, &mut sheet));
        sections.push(section(&sheet, rows.len(), "case", size));
    }
    let mut sheet = Sheet::new(&["Rooms", "From", "To", ">A", ">B", "Rate"]);
    cases.rooms.iter().take(size.0).for_each(|of| rooms(of, &mut sheet));
    sections.push(section(&sheet, cases.rooms.len(), "case", size));
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

fn row(of: &RowDiff, sheet: &mut Sheet) {
    let brief = |cells: &[(String, String)]| {
        let cells = cells.iter().take(4).map(|(column, cell)| format!("{column} {cell}").trim_start().to_owned());
        cells.collect::<Vec<_>>().join(", ")
    };
    match &of.became {
        Became::Added(cells) => sheet.row([&of.key, "added", "", &brief(cells)]),
        Became::Removed(cells) => sheet.row([&of.key, "removed", &brief(cells), ""]),
        Became::Changed(cells) => {
            for (column, both) in cells {
                sheet.row([&of.key, column, &both.a, &both.b]);
            }
        }
    }
}

fn rooms(of: &RoomsDiff, sheet: &mut Sheet) {
    let text = |count: Option<u32>| count.map_or_else(|| "unknown".to_owned(), grouped);
    let rate = of.offered.map(|offered| offered.rate.clone().unwrap_or_else(|| "unknown".to_owned()));
    let rate = if rate.differs() { format!("{} > {}", rate.a, rate.b) } else { String::new() };
    let rooms = of.offered.map(|offered| text(offered.rooms));
    sheet.row([text_of_pool(of), of.from.clone(), of.to.clone(), rooms.a, rooms.b, rate]);
}
