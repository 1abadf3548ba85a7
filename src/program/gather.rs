//! The candidates of all groups: of a *share* of the groups after the other, the shares side by side.
//!
//! Groups are looked at site after site, so that what is asked of one hotel for many groups is asked in one go. First their
//! candidates are counted, then each is put where it belongs: by group, and then by hotel. What is kept once in a share (costs,
//! lists of places) is put together in the order of the shares: the program does not depend on how many hands gather it.

use std::sync::{Mutex, PoisonError};

use super::cost::{CostId, CostTable};
use super::filter::Case;
use super::homes::Homes;
use super::position;
use super::price::Prices;
use super::primitive::{Candidate, Place, Requirement, RequirementsId};
use super::reach::{Reach, site_after_site};
use super::share::{Draft, Share};
use super::side_by_side::{hands, side_by_side};
use super::sieve::Flat;
use super::units::Units;

/// How many groups a share has: enough that few hotels are looked at by two of them, and few enough for many hands. Tests put many
/// small shares together.
const SHARE: usize = if cfg!(test) { 2 } else { 256 };

/// How many shares are gathered before what they refer to is put together: all of it is in memory twice.
const WAVE: usize = if cfg!(test) { 2 } else { 16 };

/// Whose candidates are gathered.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The case.
    pub case: &'a Case<'a>,
    /// What things cost.
    pub prices: &'a Prices<'a>,
    /// Its pools and wings.
    pub units: &'a Units,
    /// Where groups look.
    pub homes: &'a Homes,
}

/// The candidates of all groups, and what they refer to.
pub struct Gathered {
    /// How many each group has.
    pub n_candidates: Vec<u32>,
    /// One group's after the other's.
    pub candidates: Vec<Candidate>,
    /// Their places.
    pub places: Vec<Place>,
    /// What they cost.
    pub costs: CostTable,
    /// What pins require of them; the first list is empty.
    pub requirements: Vec<Vec<Requirement>>,
}

/// What stands where a candidate will be.
const NOBODY: Candidate = Candidate {
    demand: 0,
    hotel: 0,
    guests_min: 1,
    guests_max: 1,
    places: 0..0,
    per_use: CostId::NOTHING,
    per_guest: CostId::NOTHING,
    required: RequirementsId::NONE,
};

/// Gathers the candidates of all groups.
#[must_use]
pub fn gather(asked: &Asked<'_>) -> Gathered {
    let instance = asked.case.instance;
    let (flat, reach) = (Flat::new(asked.case), Reach::new(instance));
    let order = site_after_site(instance);
    let shares: Vec<&[usize]> = order.chunks(SHARE).collect();
    let hands = if shares.len() > 1 { hands() } else { 1 };
    let share = |groups: &[usize]| Share::new(asked, &flat, reach.of_groups(groups));

    let counts = side_by_side(shares.len(), hands, |at| share(shares[at]).count(shares[at]));
    let mut n_candidates = vec![0; instance.groups.len()];
    for (&group, count) in order.iter().zip(counts.into_iter().flatten()) {
        n_candidates[group] = count;
    }
    let mut candidates = vec![NOBODY; n_candidates.iter().map(|&count| count as usize).sum()];
    let rows = rows(&mut candidates, &n_candidates, &shares);
    let mut gathered = Gathered { n_candidates, candidates: Vec::new(), ..Gathered::nothing() };
    for (shares, rows) in shares.chunks(WAVE).zip(rows.chunks(WAVE)) {
        let drafts = side_by_side(shares.len(), hands, |at| share(shares[at]).fill(shares[at], &mut rows[at].lock()));
        let moves: Vec<Moved> = drafts.into_iter().map(|draft| gathered.take(draft)).collect();
        side_by_side(shares.len(), hands, |at| moves[at].apply(&mut rows[at].lock()));
    }
    drop(rows);
    Gathered { candidates, ..gathered }
}

/// Where the candidates of each group of a share belong.
struct Rows<'c>(Mutex<Vec<&'c mut [Candidate]>>);

impl<'c> Rows<'c> {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<&'c mut [Candidate]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Deals out the rows of all groups to the shares that they are of.
fn rows<'c>(mut candidates: &'c mut [Candidate], n_candidates: &[u32], shares: &[&[usize]]) -> Vec<Rows<'c>> {
    let mut of_group: Vec<&mut [Candidate]> = Vec::with_capacity(n_candidates.len());
    for &count in n_candidates {
        let (row, rest) = candidates.split_at_mut(count as usize);
        of_group.push(row);
        candidates = rest;
    }
    let mut take = |&group: &usize| std::mem::take(&mut of_group[group]);
    shares.iter().map(|share| Rows(Mutex::new(share.iter().map(&mut take).collect()))).collect()
}

/// Where what a share refers to went.
struct Moved {
    places: u32,
    costs: Vec<CostId>,
    requirements: u32,
}

impl Moved {
    fn apply(&self, rows: &mut [&mut [Candidate]]) {
        for candidate in rows.iter_mut().flat_map(|row| row.iter_mut()) {
            candidate.places = candidate.places.start + self.places..candidate.places.end + self.places;
            candidate.per_guest = self.costs[candidate.per_guest.0 as usize];
            if !candidate.required.is_none() {
                candidate.required.0 += self.requirements;
            }
        }
    }
}

impl Gathered {
    fn nothing() -> Self {
        Self {
            n_candidates: Vec::new(),
            candidates: Vec::new(),
            places: Vec::new(),
            costs: CostTable::default(),
            requirements: vec![Vec::new()],
        }
    }

    /// Takes in what the candidates of a share refer to.
    fn take(&mut self, draft: Draft) -> Moved {
        let costs: Vec<CostId> = draft.costs.iter().map(|(_, costs)| self.costs.intern(costs)).collect();
        let moved =
            Moved { places: position(self.places.len()), requirements: position(self.requirements.len() - 1), costs };
        let of = |id: CostId| moved.costs[id.0 as usize];
        let places = draft.places.into_iter();
        self.places.extend(places.map(|place| Place {
            per_room: of(place.per_room),
            per_guest: of(place.per_guest),
            ..place
        }));
        self.requirements.extend(draft.requirements.into_iter().skip(1));
        moved
    }
}
