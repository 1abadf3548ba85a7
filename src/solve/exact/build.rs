//! From the program to the integer program: the columns that everything else speaks of.
//!
//! C2, C3 and C4 of `docs/formulation.md`; cover, capacities, locks and links have files of their own.

use std::collections::BTreeMap;

use super::model::{self, Model, Rule, Slot, Term};
use super::row::over;
use crate::program::{Amounts, Candidate, CostId, Demand, Keeping, Program, Wings};
use crate::solve::index::{Index, position};

/// An integer program under construction.
pub struct Build<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What stands so far.
    pub model: Model,
    /// y, by candidate, where something asks for it.
    pub used: Vec<Option<u32>>,
    /// The slots of each candidate: positions in `Model::slots`.
    pub slots_of: Vec<std::ops::Range<usize>>,
    /// o, by hotel, where its opening costs or asks something.
    pub open: Vec<Option<u32>>,
    /// Orders may be missed at a price: the first phase.
    pub elastic: bool,
    /// w, by candidate and wing.
    pub wings: BTreeMap<(u32, u32), u32>,
    /// Places of candidates whose rooms a row counts; true where more of them than guests need may be of use to it.
    counted_by_rows: BTreeMap<(u32, u32), bool>,
}

impl<'a> Build<'a> {
    /// Starts an integer program: all columns for guests and rooms, and the rows of each demand by itself.
    #[must_use]
    pub fn start(index: &'a Index<'a>, elastic: bool) -> Self {
        let program = index.program;
        let levels = program.levels.len() + usize::from(elastic);
        let mut build = Self {
            index,
            model: Model { levels: vec![Vec::new(); levels], ..Model::default() },
            used: vec![None; program.candidates.len()],
            slots_of: Vec::with_capacity(program.candidates.len()),
            open: vec![None; index.n_hotels],
            elastic,
            wings: BTreeMap::new(),
            counted_by_rows: counted_by_rows(program),
        };
        for (demand, links) in program.demands.iter().zip(index.links_of.iter()) {
            for at in demand.candidates.clone() {
                build.candidate(at, demand, !links.is_empty());
            }
        }
        build.openings();
        for demand in 0..program.demands.len() {
            build.cover(demand);
        }
        build
    }

    /// Finishes the integer program.
    #[must_use]
    pub fn finish(mut self) -> Model {
        self.model.levels.iter_mut().for_each(model::add_up);
        self.model
    }

    /// Adds what a term costs.
    pub fn charge(&mut self, costs: &Amounts, term: Term) {
        for &(level, amount) in costs {
            self.model.levels[level as usize].push((term.0, i128::from(amount) * i128::from(term.1)));
        }
    }

    /// Returns the guests of the slots of a candidate, in all places or in those of a wing.
    #[must_use]
    pub fn guests(&self, candidate: u32, wing: Option<u32>) -> Vec<Term> {
        let places = self.index.program.places_of(&self.index.program.candidates[candidate as usize]);
        let slots = self.model.slots[self.slots_of[candidate as usize].clone()].iter();
        let inside =
            |slot: &&Slot| wing.is_none_or(|wing| self.index.wing_of(places[slot.place as usize].pool) == wing);
        slots.filter(inside).map(|slot| slot.guests).collect()
    }

    /// Adds y where it is needed, and the slots of a candidate with their costs.
    fn candidate(&mut self, at: u32, demand: &Demand, linked: bool) {
        let program = self.index.program;
        let candidate = &program.candidates[at as usize];
        let used = (linked || self.asks_for_use(candidate, demand))
            .then(|| self.model.column(format!("y_{at}"), 1, Rule::Used(at)));
        self.used[at as usize] = used;
        if let Some(used) = used {
            self.charge(program.cost(candidate.per_use), (used, 1));
        }
        let first = self.model.slots.len();
        let whole = candidate.guests_min >= demand.guests;
        for (place, of) in program.places_of(candidate).iter().enumerate() {
            for (lot, guests) in demand.lots.iter().enumerate().filter(|(_, lot)| lot.guests > 0) {
                let most = match guests.keeping {
                    Keeping::Alone => of.rooms_max,
                    Keeping::Together | Keeping::Beds => of.rooms_max.saturating_mul(of.guests_max),
                };
                let most = most.min(guests.guests).min(candidate.guests_max);
                let slot = (position(place), position(lot));
                let fixed = used.filter(|_| whole && candidate.places.len() == 1);
                self.slot(at, slot, most, fixed);
            }
        }
        self.slots_of.push(first..self.model.slots.len());
        if let Some(used) = used {
            self.chunk(at, used);
        }
    }

    /// Tells whether anything asks whether a candidate is used.
    fn asks_for_use(&self, candidate: &Candidate, demand: &Demand) -> bool {
        let index = self.index;
        let several = demand.candidates.len() > 1;
        let limited = demand.hotels_max.is_some_and(|most| (most as usize) < demand.candidates.len());
        let wants = demand.chunk.as_ref().is_some_and(|chunk| chunk.guests > 1);
        let locks = &index.locks_of[candidate.hotel as usize];
        let avoids = |&lock: &u32| index.has_neighbours(index.program.locks[lock as usize].conflicts, candidate.demand);
        candidate.guests_min > 1
            || candidate.per_use != CostId::NOTHING
            || (several && !demand.split.0.is_empty())
            || limited
            || wants
            || demand.wings != Wings::Any
            || !index.headcounts_of[candidate.hotel as usize].is_empty()
            || locks.iter().any(avoids)
    }

    /// Adds the guests and rooms of a lot in a place. With `fixed`, the whole lot is there if that column is 1.
    fn slot(&mut self, at: u32, (place, lot): (u32, u32), most: u32, fixed: Option<u32>) {
        let candidate = &self.index.program.candidates[at as usize];
        let of_lot = &self.index.program.demands[candidate.demand as usize].lots[lot as usize];
        let of = self.index.program.places_of(candidate)[place as usize];
        let guests = if let Some(used) = fixed {
            (used, i64::from(of_lot.guests))
        } else {
            let name = format!("p_{at}_{place}_{lot}");
            let slot = position(self.model.slots.len());
            (self.model.column(name, i64::from(most), Rule::Guests(slot)), 1)
        };
        let alone = of_lot.keeping == Keeping::Alone || of.guests_max == 1;
        let by_rows = self.counted_by_rows.get(&(at, place)).copied();
        let counted = self.rooms_min(candidate.hotel) > 0 || by_rows == Some(true);
        let together = of_lot.keeping == Keeping::Together;
        let asked = counted || by_rows.is_some() || together || of.per_room != CostId::NOTHING;
        let rooms = if alone {
            Some(guests)
        } else if fixed.is_some() && !(counted && of_lot.keeping == Keeping::Together) {
            Some((guests.0, i64::from(of_lot.guests.div_ceil(of.guests_max))))
        } else if asked {
            Some(self.rooms(at, (place, lot), (most, counted), guests))
        } else {
            None
        };
        self.charge(self.index.program.cost(candidate.per_guest), guests);
        self.charge(self.index.program.cost(of.per_guest), guests);
        if let Some(rooms) = rooms {
            self.charge(self.index.program.cost(of.per_room), rooms);
        }
        self.model.slots.push(Slot { candidate: at, place, lot, guests, rooms, most, counted });
    }

    /// C2. Rooms of a slot that is shared: guests <= `guests_max` * rooms; and, where more rooms may be of use, rooms <= guests (together) or `guests_max` * rooms <= guests + `guests_max` - 1 (by bed).
    fn rooms(&mut self, at: u32, (place, lot): (u32, u32), (most, counted): (u32, bool), guests: Term) -> Term {
        let candidate = &self.index.program.candidates[at as usize];
        let of = self.index.program.places_of(candidate)[place as usize];
        let keeping = self.index.program.demands[candidate.demand as usize].lots[lot as usize].keeping;
        let size = i64::from(of.guests_max);
        let least = most.div_ceil(of.guests_max);
        let upper = if counted { most } else { least }.min(of.rooms_max);
        let name = format!("x_{at}_{place}_{lot}");
        let slot = position(self.model.slots.len());
        let rooms = self.model.column(name, i64::from(upper), Rule::Rooms(slot));
        let row = format!("C2_{at}_{place}_{lot}");
        self.model.row(format!("{row}_least"), vec![(rooms, size), (guests.0, -guests.1)], Some(0), None);
        match keeping {
            Keeping::Together if counted => {
                self.model.row(format!("{row}_most"), vec![guests, (rooms, -1)], Some(0), None);
            }
            Keeping::Beds => {
                let terms = vec![(rooms, size), (guests.0, -guests.1)];
                self.model.row(format!("{row}_most"), terms, None, Some(size - 1));
            }
            Keeping::Together | Keeping::Alone => {}
        }
        (rooms, 1)
    }

    /// C3. Chunks: `guests_min` * y <= guests of a candidate <= `guests_max` * y, and none in a place without y.
    fn chunk(&mut self, at: u32, used: u32) {
        let candidate = &self.index.program.candidates[at as usize];
        let slots = self.model.slots[self.slots_of[at as usize].clone()].to_vec();
        if slots.iter().all(|slot| slot.guests.0 == used) {
            return;
        }
        let hold = slots.iter().map(|slot| u64::from(slot.most)).sum::<u64>();
        let most = u64::from(candidate.guests_max).min(hold).cast_signed();
        let mut guests: Vec<Term> = slots.iter().map(|slot| slot.guests).collect();
        guests.push((used, -i64::from(candidate.guests_min)));
        self.model.row(format!("C3_{at}_least"), guests.clone(), Some(0), None);
        guests.pop();
        guests.push((used, -most));
        self.model.row(format!("C3_{at}_most"), guests, None, Some(0));
        for slot in slots.iter().filter(|slot| slots.len() > 1 && i64::from(slot.most) < most) {
            let name = format!("C3_{at}_{}_{}", slot.place, slot.lot);
            self.model.row(name, vec![slot.guests, (used, -i64::from(slot.most))], None, Some(0));
        }
    }

    fn rooms_min(&self, hotel: u32) -> u32 {
        self.index.opening_of[hotel as usize].map_or(0, |at| self.index.program.openings[at as usize].rooms_min)
    }

    /// C4. Openings: y <= o (or guests <= most * o), and rooms of the hotel + e >= `rooms_min` * o, e at a price.
    fn openings(&mut self) {
        let program = self.index.program;
        for opening in &program.openings {
            let hotel = opening.hotel as usize;
            if (opening.per_use.0.is_empty() && opening.rooms_min == 0)
                || self.index.candidates_of(opening.hotel).is_empty()
            {
                continue;
            }
            let open = self.model.column(format!("o_{hotel}"), 1, Rule::Open(opening.hotel));
            self.open[hotel] = Some(open);
            self.charge(&opening.per_use, (open, 1));
            let mut rooms = vec![(open, -i64::from(opening.rooms_min))];
            for &at in self.index.candidates_of(opening.hotel) {
                let slots = &self.model.slots[self.slots_of[at as usize].clone()];
                rooms.extend(slots.iter().filter_map(|slot| slot.rooms));
                let most = slots.iter().map(|slot| i64::from(slot.most)).sum::<i64>();
                let most = most.min(i64::from(program.candidates[at as usize].guests_max));
                let terms = match self.used[at as usize] {
                    Some(used) => vec![(used, 1), (open, -1)],
                    None => slots.iter().map(|slot| slot.guests).chain([(open, -most)]).collect(),
                };
                self.model.row(format!("C4_{at}"), terms, None, Some(0));
            }
            let name = format!("C4_{hotel}_least");
            if let Some(price) = &opening.short {
                let mut missing: Vec<Term> = rooms.into_iter().map(|(at, by)| (at, -by)).collect();
                model::add_up(&mut missing);
                over(self, name, (&missing, 0), (price, 1));
            } else if opening.rooms_min > 0 {
                self.model.row(name, rooms, Some(0), None);
            }
        }
    }

    /// Charges what is missing from an order, in the first phase.
    pub fn miss(&mut self, term: Term) {
        let last = self.model.levels.len() - 1;
        self.model.levels[last].push((term.0, i128::from(term.1)));
    }
}

/// Returns the places whose rooms rows count: more of them help a lower side if they add, an upper side if they take away.
fn counted_by_rows(program: &Program) -> BTreeMap<(u32, u32), bool> {
    let mut counted = BTreeMap::new();
    for row in &program.rows {
        for term in row.terms.iter().filter(|term| term.per_room != 0) {
            let helps = (term.per_room > 0 && row.lower.is_some()) || (term.per_room < 0 && row.upper.is_some());
            *counted.entry((term.candidate, term.place)).or_insert(false) |= helps;
        }
    }
    counted
}

/// Tells whether a demand is placed as a whole in one hotel, or not at all.
#[must_use]
pub fn is_whole(program: &Program, demand: &Demand) -> bool {
    let all = |candidate: &Candidate| candidate.guests_min >= demand.guests;
    program.candidates_of(demand).iter().all(all)
}
