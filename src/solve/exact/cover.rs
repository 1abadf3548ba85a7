//! Who is placed, in how many hotels: the rows of each demand by itself. C1, C5 and C6 of `docs/formulation.md`.

use super::build::{Build, is_whole};
use super::model::{Rule, Term};
use super::row::over;
use crate::program::Demand;
use crate::solve::index::position;

impl Build<'_> {
    /// C1. Cover: the guests of each lot who are placed, and those who are not, are all of them.
    pub fn cover(&mut self, demand: usize) {
        let of = &self.index.program.demands[demand];
        let missing = i64::from(self.elastic || !of.required);
        if is_whole(self.index.program, of) && self.used_of(of).len() == of.candidates.len() {
            let absent = self.model.column(format!("v_{demand}"), missing, Rule::Absent(position(demand)));
            let guests = i64::from(of.guests);
            self.charge_missing(of, (absent, guests));
            let mut terms: Vec<Term> = self.used_of(of).into_iter().map(|used| (used, 1)).collect();
            terms.push((absent, 1));
            self.model.row(format!("C1_{demand}"), terms, Some(1), Some(1));
            self.whole_lots(of);
        } else {
            for (lot, guests) in of.lots.iter().enumerate().filter(|(_, lot)| lot.guests > 0) {
                let all = i64::from(guests.guests);
                let rule = Rule::Unmet(position(demand), position(lot));
                let unmet = self.model.column(format!("u_{demand}_{lot}"), all * missing, rule);
                self.charge_missing(of, (unmet, 1));
                let mut terms = vec![(unmet, 1)];
                for at in of.candidates.clone() {
                    let slots = &self.model.slots[self.slots_of[at as usize].clone()];
                    terms.extend(slots.iter().filter(|slot| slot.lot as usize == lot).map(|slot| slot.guests));
                }
                self.model.row(format!("C1_{demand}_{lot}"), terms, Some(all), Some(all));
            }
            self.spread(demand);
        }
    }

    fn charge_missing(&mut self, of: &Demand, term: Term) {
        self.charge(&of.unmet, term);
        if self.elastic && of.required {
            self.miss(term);
        }
    }

    fn used_of(&self, of: &Demand) -> Vec<u32> {
        of.candidates.clone().filter_map(|at| self.used[at as usize]).collect()
    }

    /// C1 for a demand placed as a whole over several places of a hotel: each lot is wholly there.
    fn whole_lots(&mut self, of: &Demand) {
        for at in of.candidates.clone() {
            let Some(used) = self.used[at as usize] else { continue };
            let slots = self.model.slots[self.slots_of[at as usize].clone()].to_vec();
            if slots.iter().all(|slot| slot.guests.0 == used) {
                continue;
            }
            for (lot, guests) in of.lots.iter().enumerate().filter(|(_, lot)| lot.guests > 0) {
                let here = slots.iter().filter(|slot| slot.lot as usize == lot);
                let mut terms: Vec<Term> = here.map(|slot| slot.guests).collect();
                terms.push((used, -i64::from(guests.guests)));
                self.model.row(format!("C1_{at}_{lot}_whole"), terms, Some(0), Some(0));
            }
        }
    }

    /// C5. The most hotels: sum of y <= `hotels_max`, with e, at a price, where there may be more. C6. Splits: sum of y - f <= 1.
    fn spread(&mut self, demand: usize) {
        let of = &self.index.program.demands[demand];
        let used: Vec<Term> = self.used_of(of).into_iter().map(|used| (used, 1)).collect();
        let candidates = position(of.candidates.len());
        let wanted = of.hotels_max.unwrap_or(u32::MAX).min(candidates);
        let most = of.hotels_limit().unwrap_or(u32::MAX).min(candidates);
        match &of.over {
            Some(price) => over(self, format!("C5_{demand}"), (&used, i64::from(wanted)), (price, 1)),
            None if most < candidates => {
                self.model.row(format!("C5_{demand}"), used.clone(), None, Some(i64::from(most)));
            }
            None => {}
        }
        if most > 1 && !of.split.0.is_empty() {
            let rule = Rule::Further(position(demand));
            let further = self.model.column(format!("f_{demand}"), i64::from(most) - 1, rule);
            self.charge(&of.split, (further, 1));
            let terms = used.into_iter().chain([(further, -1)]).collect();
            self.model.row(format!("C6_{demand}"), terms, None, Some(1));
        }
    }
}
