//! Questions to a plan that stands: what could some demands have if others were not there, or with all others where they are?
//!
//! Every answer is a plan that was recounted. That no better one was found is no proof that there is none.

use super::index::Index;
use super::outlook::{Outlook, outlooks};
use super::recount;
use super::start::{Builder, ranking};
use super::tally::{self, Levels};
use crate::program::{Program, Use};

/// A plan that stands.
pub struct Standing<'p> {
    index: Index<'p>,
    outlooks: Vec<Outlook>,
    ranks: Vec<u32>,
    plan: Vec<Use>,
    /// What orders ask for and the plan does not have.
    shortage: u64,
}

/// Who is taken out of a plan, and who is put back.
pub struct Question<'q> {
    /// Demands that are placed anew, as many of their guests as can be, the most urgent demand first.
    pub movers: &'q [u32],
    /// Demands that make room for them.
    pub absent: &'q [u32],
    /// Whether those who made room are placed again afterwards, where anything is left.
    pub return_absent: bool,
    /// Tells which candidates the movers may use.
    pub may: &'q dyn Fn(u32) -> bool,
}

/// A plan that keeps the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The plan, sorted.
    pub plan: Vec<Use>,
    /// What it costs, level by level, in parts.
    pub levels: Levels,
    /// How many guests the movers have in it.
    pub guests: u32,
}

impl<'p> Standing<'p> {
    /// Prepares a program and a plan that keeps it for many questions.
    #[must_use]
    pub fn new(program: &'p Program, plan: Vec<Use>) -> Self {
        let index = Index::new(program);
        let outlooks = outlooks(&index, 1);
        let (_, ranks) = ranking(&index, &outlooks);
        let shortage = recount::shortage(&index, &plan);
        Self { index, outlooks, ranks, plan, shortage }
    }

    /// Returns what the plan costs, level by level, in parts.
    #[must_use]
    pub fn levels(&self) -> Levels {
        tally::levels(&self.index, &self.plan)
    }

    /// Returns what each demand holds in the plan.
    #[must_use]
    pub fn held(&self) -> Vec<Vec<Use>> {
        tally::by_demand(&self.index, &self.plan)
    }

    /// Answers a question; none where the plan that comes of it breaks something that the kernel cannot see, or fails more
    /// orders than the plan that stands. Orders of those who are not there ask for nothing.
    #[must_use]
    pub fn ask(&mut self, question: &Question<'_>) -> Option<Answer> {
        self.make_eager(question.movers, 1);
        let answer = self.answer(question);
        self.make_eager(question.movers, -1);
        answer
    }

    /// Makes placing guests of some demands worth more than anything else, or takes that back.
    fn make_eager(&mut self, demands: &[u32], sign: i64) {
        for &demand in demands {
            let outlook = &mut self.outlooks[demand as usize];
            outlook.unmet += sign * outlook.packing.order;
        }
    }

    fn answer(&self, question: &Question<'_>) -> Option<Answer> {
        let mut builder = Builder::with(&self.index, &self.outlooks, &self.plan);
        for &demand in question.absent.iter().chain(question.movers) {
            builder.ledger.take(demand as usize);
        }
        for demand in self.by_rank(question.movers) {
            builder.insert(demand as usize, &mut |candidate| !(question.may)(candidate));
        }
        if question.return_absent {
            for demand in self.by_rank(question.absent) {
                builder.insert(demand as usize, &mut |_| false);
            }
        }
        let plan = builder.ledger.plan();
        let excused = |&demand: &u32| recount::shortage_of(&self.index, demand as usize, &[]);
        let excused: u64 = question.absent.iter().filter(|_| !question.return_absent).map(excused).sum();
        let is_short = recount::shortage(&self.index, &plan) > self.shortage.saturating_add(excused);
        if is_short || recount::fault(&self.index, &plan).is_some() {
            return None;
        }
        let guests = question.movers.iter().map(|&demand| builder.ledger.placed(demand as usize)).sum();
        Some(Answer { levels: tally::levels(&self.index, &plan), plan, guests })
    }

    fn by_rank(&self, demands: &[u32]) -> Vec<u32> {
        let mut demands = demands.to_vec();
        demands.sort_unstable_by_key(|&demand| self.ranks[demand as usize]);
        demands
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::town::town;
    use super::*;

    fn row(candidate: u32, guests: u32) -> Use {
        Use { candidate, place: 0, lot: 0, rooms: guests, guests }
    }

    fn asked<'q>(movers: &'q [u32], absent: &'q [u32]) -> Question<'q> {
        Question { movers, absent, return_absent: false, may: &|_| true }
    }

    #[test]
    fn who_makes_room_lets_another_in_and_comes_back_to_what_is_left() {
        // Two groups of four, hotels of four and two rooms: the first has the larger.
        let program = town(&[4, 2], &[4, 4]);
        let mut standing = Standing::new(&program, vec![row(0, 4), row(3, 2)]);
        let placed = |answer: Option<Answer>| answer.map(|answer| answer.guests);
        assert_eq!(placed(standing.ask(&asked(&[1], &[]))), Some(2));
        assert_eq!(placed(standing.ask(&asked(&[1], &[0]))), Some(4));
        let all = standing.ask(&Question { return_absent: true, ..asked(&[1], &[0]) }).unwrap();
        assert_eq!((all.guests, all.plan.iter().map(|each| each.guests).sum::<u32>()), (4, 6));
        assert_eq!(all.levels[0], standing.levels()[0], "as many are left as before");
    }

    #[test]
    fn movers_use_only_what_they_may() {
        let program = town(&[4, 2], &[4]);
        let mut standing = Standing::new(&program, Vec::new());
        let only_second = Question { may: &|candidate| candidate == 1, ..asked(&[0], &[]) };
        assert_eq!(standing.ask(&only_second).map(|answer| answer.guests), Some(2));
    }
}
