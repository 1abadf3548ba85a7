//! Writes a program so that a person can read what the solver saw. Says nothing of what came out.

use std::fmt::{self, Write};

use crate::domain::quantity::fixed_text;
use crate::domain::{Instance, Stay};

use super::demand::{Chunk, Demand, Keeping, Wings};
use super::primitive::{Candidate, Capacity, Counts, Link, LinkKind, Place, Scope, Unit};
use super::{Amounts, Conflicts, CostId, Program, Row, Side};

/// Writes the program as indented text: levels, demands with their candidates, then what limits them.
///
/// # Errors
/// Only if the writer fails.
pub fn print(instance: &Instance, program: &Program, out: &mut dyn Write) -> fmt::Result {
    let printer = Printer { instance, program };
    writeln!(out, "levels")?;
    for level in &program.levels {
        let parts = if level.scale == 1 { String::new() } else { format!(", counted in 1/{}", level.scale) };
        writeln!(
            out,
            "  {}{parts}, may give up {}",
            level.name,
            fixed_text(i128::from(level.tolerance), 1_000_000_000)
        )?;
    }
    for demand in &program.demands {
        printer.demand(demand, out)?;
    }
    printer.limits(out)
}

struct Printer<'a> {
    instance: &'a Instance,
    program: &'a Program,
}

impl Printer<'_> {
    fn demand(&self, demand: &Demand, out: &mut dyn Write) -> fmt::Result {
        let class = &self.instance.classes[demand.cohort as usize].name;
        write!(out, "demand {}: {} guests", demand.name, demand.guests)?;
        if !class.is_empty() {
            write!(out, " of class {class}")?;
        }
        write!(out, ", nights {}, rooms held {}", self.nights(demand.stay), self.nights(demand.held))?;
        write!(out, ", locks held {}", self.nights(demand.locked))?;
        if let Some(most) = demand.hotels_max {
            write!(out, ", at most {most} hotels")?;
            if let Some(price) = &demand.over {
                write!(out, " or each beyond costs {}", self.costs(price))?;
            }
        }
        if demand.required {
            write!(out, ", all must be placed")?;
        }
        writeln!(out)?;
        writeln!(out, "  a guest left out costs {}", self.costs(&demand.unmet))?;
        writeln!(out, "  each further hotel costs {}", self.costs(&demand.split))?;
        match &demand.wings {
            Wings::Any => {}
            Wings::One => writeln!(out, "  one wing of a hotel at most")?,
            Wings::Priced(price) => {
                writeln!(out, "  each further wing of a hotel costs {}", self.costs(price))?;
            }
        }
        if let Some(Chunk { guests, short }) = &demand.chunk {
            writeln!(out, "  each guest short of {guests} in a hotel costs {}", self.costs(short))?;
        }
        for lot in &demand.lots {
            let sex = lot.sex.map(|sex| format!("{} ", sex.as_str())).unwrap_or_default();
            writeln!(out, "  lot: {} {sex}{}", lot.guests, keeping(lot.keeping))?;
        }
        let mut candidates = demand.candidates.clone().zip(self.program.candidates_of(demand));
        candidates.try_for_each(|candidate| self.candidate(candidate, out))
    }

    fn candidate(&self, (at, candidate): (u32, &Candidate), out: &mut dyn Write) -> fmt::Result {
        let Candidate { guests_min, guests_max, .. } = candidate;
        writeln!(out, "  candidate {}: {guests_min} to {guests_max} guests", self.hotel(candidate.hotel))?;
        self.charge("using it costs", candidate.per_use, out)?;
        self.charge("each guest costs", candidate.per_guest, out)?;
        for bend in self.program.bends_of(at) {
            writeln!(out, "    each guest beyond {} costs {} more", bend.above, self.costs(&bend.per_guest))?;
        }
        for required in self.program.requirements_of(candidate) {
            let wing = required.wing.map(|wing| format!(" in {}", self.scope(Scope::Wing(wing)))).unwrap_or_default();
            writeln!(out, "    at least {} guests{wing}, whatever else", required.guests)?;
        }
        self.program.places_of(candidate).iter().try_for_each(|place| self.place(place, out))
    }

    fn place(&self, place: &Place, out: &mut dyn Write) -> fmt::Result {
        let Place { pool, guests_max, rooms_max, .. } = place;
        writeln!(out, "    place {}: {rooms_max} rooms of {guests_max}", self.scope(Scope::Pool(*pool)))?;
        self.charge("  each room costs", place.per_room, out)?;
        self.charge("  each guest in it costs", place.per_guest, out)
    }

    fn limits(&self, out: &mut dyn Write) -> fmt::Result {
        self.program.capacities.iter().try_for_each(|capacity| self.capacity(capacity, out))?;
        for (number, conflicts) in self.program.conflicts.iter().enumerate() {
            writeln!(out, "conflicts {number}: {}", self.cohorts(conflicts))?;
        }
        for lock in &self.program.locks {
            write!(out, "lock {}: conflicts {}", self.scope(lock.unit), lock.conflicts)?;
            if let Some(price) = &lock.price {
                write!(out, "; two that meet there cost {} a night", self.costs(price))?;
            }
            writeln!(out)?;
        }
        for opening in &self.program.openings {
            let (hotel, costs) = (self.hotel(opening.hotel), self.costs(&opening.per_use));
            write!(out, "opening {hotel}: costs {costs}, at least {} rooms", opening.rooms_min)?;
            if let Some(price) = &opening.short {
                write!(out, " or each short of it costs {}", self.costs(price))?;
            }
            writeln!(out)?;
        }
        for link in &self.program.links {
            self.link(link, out)?;
        }
        self.program.rows.iter().try_for_each(|row| self.row(row, out))
    }

    fn capacity(&self, capacity: &Capacity, out: &mut dyn Write) -> fmt::Result {
        let Capacity { scope, nights, most, counts } = capacity;
        write!(out, "capacity {}, nights {}: {most} ", self.scope(*scope), self.nights(*nights))?;
        match counts {
            Counts::Rooms { guests_max } => writeln!(out, "rooms of {guests_max}"),
            Counts::Guests { price: None } => writeln!(out, "guests"),
            Counts::Groups { price: None } => writeln!(out, "groups"),
            Counts::Guests { price: Some(price) } => {
                writeln!(out, "guests; each guest more costs {}", self.costs(price))
            }
            Counts::Groups { price: Some(price) } => {
                writeln!(out, "groups; each group more costs {}", self.costs(price))
            }
        }
    }

    fn row(&self, row: &Row, out: &mut dyn Write) -> fmt::Result {
        write!(out, "row {}: {} terms", row.name, row.terms.len())?;
        for (word, side) in [("at least", &row.lower), ("at most", &row.upper)] {
            let Some(Side { limit, price }) = side else { continue };
            write!(out, ", {word} {limit}")?;
            if let Some(price) = price {
                write!(out, " or each beyond costs {}", self.costs(price))?;
            }
        }
        writeln!(out)?;
        row.terms.iter().try_for_each(|term| {
            let candidate = &self.program.candidates[term.candidate as usize];
            let demand = &self.program.demands[candidate.demand as usize].name;
            let place = self.scope(Scope::Pool(self.program.places_of(candidate)[term.place as usize].pool));
            let (guests, rooms) = (term.per_guest, term.per_room);
            let parts = [("guest", guests), ("room", rooms)].into_iter().filter(|&(_, factor)| factor != 0);
            let parts: Vec<String> = parts.map(|(what, factor)| format!("{factor} a {what}")).collect();
            writeln!(out, "  {demand} in {place}: {}", parts.join(", "))
        })
    }

    fn link(&self, link: &Link, out: &mut dyn Write) -> fmt::Result {
        let name = |demand: u32| &self.program.demands[demand as usize].name;
        let (a, b) = (name(link.a), name(link.b));
        match &link.kind {
            LinkKind::Within(unit) => write!(out, "link: the {} of {a} are among those of {b}", units(*unit))?,
            LinkKind::Disjoint(unit) => write!(out, "link: {a} and {b} share no {}", units(*unit))?,
            LinkKind::Near { far } => write!(out, "link: {a} and {b} avoid {} pairs of hotels far apart", far.len())?,
        }
        match &link.price {
            Some(price) => writeln!(out, ", or pay {}", self.costs(price)),
            None => writeln!(out, ", always"),
        }
    }

    fn charge(&self, what: &str, id: CostId, out: &mut dyn Write) -> fmt::Result {
        let costs = self.program.cost(id);
        if costs.is_empty() {
            return Ok(());
        }
        writeln!(out, "    {what} {}", self.costs(costs))
    }

    fn costs(&self, costs: &Amounts) -> String {
        if costs.is_empty() {
            return "nothing".to_owned();
        }
        let one = |&(level, amount): &(u32, i64)| {
            let level = &self.program.levels[level as usize];
            format!("{} {}", fixed_text(i128::from(amount), level.scale), level.name)
        };
        costs.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn nights(&self, stay: Stay) -> String {
        let text =
            |night| self.instance.calendar.date(night).map_or_else(|| night.to_string(), |date| date.to_string());
        format!("[{}, {})", text(stay.arrive), text(stay.depart))
    }

    fn hotel(&self, hotel: u32) -> &str {
        self.instance.hotels[hotel as usize].id.as_str()
    }

    fn scope(&self, scope: Scope) -> String {
        match scope {
            Scope::Hotel(hotel) => self.hotel(hotel).to_owned(),
            Scope::Wing(wing) => {
                let wing = &self.program.wings[wing as usize];
                format!("{}/{}", self.hotel(wing.hotel), wing.name)
            }
            Scope::Pool(pool) => {
                let pool = &self.program.pools[pool as usize];
                let room_type = &self.instance.hotels[pool.hotel as usize].pools[pool.index as usize].room_type;
                format!("{}/{room_type}", self.scope(Scope::Wing(pool.wing)))
            }
        }
    }

    fn cohorts(&self, conflicts: &Conflicts) -> String {
        let name = |node: u32| {
            if conflicts.nodes.is_empty() {
                let class = self.instance.classes[node as usize].name.as_str();
                return if class.is_empty() { "(no class)".to_owned() } else { class.to_owned() };
            }
            let here = self.program.demands.iter().zip(&conflicts.nodes).filter(|&(_, &of)| of == node);
            format!("({})", here.map(|(demand, _)| demand.name.as_str()).collect::<Vec<_>>().join(" "))
        };
        conflicts.pairs.iter().map(|&(a, b)| format!("{} x {}", name(a), name(b))).collect::<Vec<_>>().join(", ")
    }
}

fn keeping(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::Alone => "one a room",
        Keeping::Together => "sharing with one another",
        Keeping::Beds => "sharing with their cohort",
    }
}

fn units(unit: Unit) -> &'static str {
    match unit {
        Unit::Hotel => "hotels",
        Unit::Wing => "wings",
    }
}
