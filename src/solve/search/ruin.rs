//! Which demands a move takes out, and in which order it puts them back.

use std::ops::Range;

use super::chance::Chance;
use super::suitors::Suitors;
use super::window::{self, Window};
use crate::program::LinkKind;
use crate::solve::index::{Index, position};
use crate::solve::ledger::Ledger;
use crate::solve::outlook::Outlook;
use crate::solve::start::ranking;
use crate::solve::tally;

/// The fewest and the most demands taken out together, apart from those that are linked to them.
const SET: (usize, usize) = (2, 10);
/// Draws for the demand that a move starts with: the dearest of them a head is taken.
const DRAWS: usize = 5;
/// The cheapest candidates of the first demand among which a move looks for others: so many, and up to so many more.
const NEAR: (usize, usize) = (4, 24);
/// Hotels that a move looks into for others.
const HOTELS: usize = 6;

/// One move in so many takes everybody out of a hotel, and closes it.
const CLOSING: usize = 8;
/// One in so many opens a hotel, if it comes by one that stands empty and costs something to open.
const OPENING: usize = 3;

/// What becomes of a hotel for the time of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    Stays,
    /// Nobody may use it.
    Closes(u32),
    /// To open it costs nothing. Whoever comes first would have to pay for all who come after, and never would.
    Opens(u32),
}

impl Turn {
    /// Begins or ends it.
    pub fn enter(self, ledger: &mut Ledger, begins: bool) {
        match self {
            Self::Stays => {}
            Self::Closes(hotel) => ledger.closed[hotel as usize] = begins,
            Self::Opens(hotel) => ledger.opened = begins.then_some(hotel),
        }
    }
}

/// Chooses demands to take out.
pub struct Ruin<'a> {
    index: &'a Index<'a>,
    outlooks: &'a [Outlook],
    /// The demands chosen last.
    pub set: Vec<u32>,
    /// The demands that may be chosen, neighbours next to each other.
    demands: Vec<u32>,
    /// The same, by demand.
    pub mine: Vec<bool>,
    /// Those among which moves begin: in a city, a part of it at a time.
    window: Window,
    /// Those in the window who lack something, when last looked: moves begin with them where draws would seldom come by one.
    lacking: Vec<u32>,
    suitors: &'a Suitors,
    /// The chosen are put back in the order in which they were chosen.
    keeps_order: bool,
    ranks: Vec<u32>,
    /// Demands that a hard link ties to each other: they are taken out together.
    tied: Vec<Vec<u32>>,
}

impl<'a> Ruin<'a> {
    /// Looks at a program once.
    #[must_use]
    pub fn new(index: &'a Index<'a>, outlooks: &'a [Outlook], suitors: &'a Suitors) -> Self {
        let (_, ranks) = ranking(index, outlooks);
        let mut tied = vec![Vec::new(); outlooks.len()];
        for link in index.program.links.iter().filter(|link| link.price.is_none()) {
            if !matches!(link.kind, LinkKind::Disjoint(_)) {
                tied[link.a as usize].push(link.b);
                tied[link.b as usize].push(link.a);
            }
        }
        let demands = (0..position(outlooks.len())).collect();
        let (set, mine) = (Vec::new(), vec![true; outlooks.len()]);
        let (window, lacking) = (Window::default(), Vec::new());
        Self { index, outlooks, set, mine, demands, window, lacking, suitors, keeps_order: false, ranks, tied }
    }

    /// Takes the demands that may be chosen, neighbours next to each other.
    pub fn take(&mut self, mut demands: Vec<u32>) {
        if window::is_one(demands.len()) {
            // One window has them all: then it does not matter who stands next to whom, nor where they were found first.
            demands.sort_unstable();
        }
        self.mine.fill(false);
        for &demand in &demands {
            self.mine[demand as usize] = true;
        }
        self.demands = demands;
    }

    /// Returns windows that have all demands between them, each with its part of some work.
    #[must_use]
    pub fn windows(&self, ledger: &Ledger, level: usize, work: u64) -> Vec<(Window, u64)> {
        let lacking = |range: &Range<usize>| self.lacking_in(range, ledger, level).count();
        window::windows(self.demands.len(), work, lacking)
    }

    /// Looks into a window for demands that lack something, which costs something from a level on.
    pub fn look(&mut self, window: Window, ledger: &Ledger, level: usize) {
        self.lacking = self.lacking_in(&window.range, ledger, level).collect();
        self.window = window;
    }

    fn lacking_in(&self, window: &Range<usize>, ledger: &Ledger, level: usize) -> impl Iterator<Item = u32> {
        let costs = move |demand: u32| {
            let unmet = &self.index.program.demands[demand as usize].unmet;
            (level..self.index.program.levels.len()).any(|level| unmet.at(level) > 0)
        };
        let there = self.demands[window.clone()].iter().copied();
        there.filter(move |&demand| self.lacks(ledger, demand) && costs(demand))
    }

    /// Tells whether a demand has fewer guests placed than all its hotels together hold.
    fn lacks(&self, ledger: &Ledger, demand: u32) -> bool {
        let guests = self.index.program.demands[demand as usize].guests;
        u64::from(ledger.placed(demand as usize)) < self.outlooks[demand as usize].hold.min(u64::from(guests))
    }

    /// Chooses demands; returns what becomes of a hotel until they are put back.
    pub fn choose(&mut self, ledger: &Ledger, level: usize, chance: &mut Chance) -> Turn {
        self.set.clear();
        self.keeps_order = false;
        if self.window.range.is_empty() {
            return Turn::Stays;
        }
        let first = self.first(ledger, level, chance);
        self.add(first);
        if chance.below(CLOSING) == 0 {
            return self.empty_a_hotel(ledger, first, chance).map_or(Turn::Stays, Turn::Closes);
        }
        let near = &self.outlooks[first as usize].order;
        if near.len() == 0 {
            return Turn::Stays;
        }
        if self.suitors.are_known()
            && chance.below(OPENING) == 0
            && let Some(hotel) = self.open_a_hotel(ledger, first, chance)
        {
            return Turn::Opens(hotel);
        }
        let most = SET.0 + chance.below(SET.1 - SET.0 + 1);
        let span = self.span(ledger, first, chance);
        let hotels = if chance.below(3) == 0 { 1 } else { HOTELS };
        for _ in 0..hotels {
            if self.set.len() >= most {
                break;
            }
            let Some((_, candidate)) = near.get(chance.below(span)) else { break };
            let hotel = self.index.program.candidates[candidate as usize].hotel;
            self.add_users(&ledger.users[hotel as usize], (first, most), chance);
        }
        Turn::Stays
    }

    /// Draws how many of the cheapest candidates of a demand a move looks into: all of them half of the time for who lacks
    /// something, rare or not.
    fn span(&self, ledger: &Ledger, demand: u32, chance: &mut Chance) -> usize {
        let all = self.outlooks[demand as usize].order.len();
        let near = all.min(NEAR.0 + chance.below(NEAR.1));
        if self.lacks(ledger, demand) && chance.below(2) == 0 { all } else { near }
    }

    /// Adds some of those who would lose least in an empty hotel near a demand; none where there is no such hotel.
    fn open_a_hotel(&mut self, ledger: &Ledger, first: u32, chance: &mut Chance) -> Option<u32> {
        let near = &self.outlooks[first as usize].order;
        let span = near.len().min(NEAR.0 + chance.below(NEAR.1));
        let (_, candidate) = near.get(chance.below(span))?;
        let hotel = self.index.program.candidates[candidate as usize].hotel;
        let suitors = self.suitors;
        if ledger.closed[hotel as usize] || !ledger.users[hotel as usize].is_empty() || suitors.of(hotel).is_empty() {
            return None;
        }
        let most = 1 + chance.below(SET.1 - 1);
        for &suitor in suitors.of(hotel) {
            let goes_along = self.mine[suitor as usize] && !self.set.contains(&suitor);
            if self.set.len() < most && goes_along && chance.below(2) == 0 {
                self.add(suitor);
            }
        }
        self.keeps_order = true;
        Some(hotel)
    }

    /// Adds those users of a hotel who are there at the time of a demand, from a random one on.
    fn add_users(&mut self, users: &[u32], (first, most): (u32, usize), chance: &mut Chance) {
        let demands = &self.index.program.demands;
        let time = demands[first as usize].locked;
        let from = if users.is_empty() { 0 } else { chance.below(users.len()) };
        for &user in users[from..].iter().chain(&users[..from]) {
            let meets = self.mine[user as usize] && demands[user as usize].locked.overlaps(time);
            if meets && self.set.len() < most && !self.set.contains(&user) {
                self.add(user);
            }
        }
    }

    /// Takes everybody out of a hotel that a demand uses.
    fn empty_a_hotel(&mut self, ledger: &Ledger, first: u32, chance: &mut Chance) -> Option<u32> {
        let held = &ledger.held[first as usize];
        if held.is_empty() {
            return None;
        }
        let each = held[chance.below(held.len())];
        let hotel = self.index.program.candidates[each.candidate as usize].hotel;
        for &user in ledger.users[hotel as usize].iter().take(2 * SET.1) {
            if self.mine[user as usize] && !self.set.contains(&user) {
                self.add(user);
            }
        }
        Some(hotel)
    }

    /// Draws the demand that a move starts with: one that lacks something, where a draw of the others would seldom come by
    /// one; else any, or, half of the time, one that costs much a head.
    fn first(&self, ledger: &Ledger, level: usize, chance: &mut Chance) -> u32 {
        let there = &self.demands[self.window.range.clone()];
        let draw = |chance: &mut Chance| there[chance.below(there.len())] as usize;
        if !self.lacking.is_empty() && self.window.draws_lacking(chance) {
            return self.lacking[chance.below(self.lacking.len())];
        }
        let mut first = draw(chance);
        if chance.below(2) == 0 {
            let mut dearest = self.head(ledger, level, first);
            for _ in 1..DRAWS {
                let other = draw(chance);
                let price = self.head(ledger, level, other);
                if price > dearest {
                    (first, dearest) = (other, price);
                }
            }
        }
        position(first)
    }

    /// Returns what a demand costs at a level, a head, in parts.
    fn head(&self, ledger: &Ledger, level: usize, demand: usize) -> i128 {
        let mut own = [0; 64];
        let Some(own) = own.get_mut(..self.index.program.levels.len()) else { return 0 };
        tally::of_demand(self.index, demand, &ledger.held[demand], own);
        own[level].div_euclid(i128::from(self.index.program.demands[demand].guests.max(1)))
    }

    fn add(&mut self, demand: u32) {
        self.set.push(demand);
        for at in 0..self.tied[demand as usize].len() {
            let other = self.tied[demand as usize][at];
            if self.mine[other as usize] && !self.set.contains(&other) && self.set.len() < 2 * SET.1 {
                self.add(other);
            }
        }
    }

    /// Sorts demands into one of the orders in which they may be put back, unless they keep the one they have.
    pub fn shuffle(&self, set: &mut [u32], chance: &mut Chance) {
        if self.keeps_order {
            return;
        }
        match chance.below(4) {
            0 => set.sort_by_key(|&demand| self.ranks[demand as usize]),
            1 => set.sort_by_key(|&demand| std::cmp::Reverse(self.index.program.demands[demand as usize].guests)),
            2 => set.sort_by_key(|&demand| self.outlooks[demand as usize].order.len()),
            _ => {
                for at in (1..set.len()).rev() {
                    set.swap(at, chance.below(at + 1));
                }
            }
        }
    }
}
