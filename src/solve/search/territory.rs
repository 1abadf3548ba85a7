//! How lanes share one plan: each has demands that it alone may move and hotels that it alone may fill, for one epoch.
//!
//! A territory grows from a demand drawn by chance over those that want the same hotels, so that most moves stay
//! within one, and borders lie elsewhere in every epoch. Nothing that two lanes do in their territories can clash:
//! capacities, locks and openings belong to hotels; demands whose links look at each other move together or not at all.

use super::chance::Chance;
use crate::program::{LinkKind, Use};
use crate::solve::grouped::Grouped;
use crate::solve::index::{Index, position};
use crate::solve::outlook::Outlook;

/// The cheapest candidates of a demand over which a territory grows.
const NEAR: usize = 16;
/// The cheapest candidates of a demand at which a territory comes by it: all of them in programs of so many candidates at most,
/// and fewer where all of them take memory.
const WANTED: (usize, usize) = (4_000_000, 64);

/// What a lane may touch in an epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Demands that it may move, in the order in which territories grew: neighbours stand next to each other.
    pub demands: Vec<u32>,
    /// Hotels that it may not fill.
    pub closed: Vec<bool>,
}

/// What territories grow over: the same in all epochs.
pub struct Ground<'a> {
    index: &'a Index<'a>,
    outlooks: &'a [Outlook],
    /// The demands that want each hotel.
    wanting: Grouped,
}

impl<'a> Ground<'a> {
    /// Looks up who wants which hotel; nothing if the demands of the program cannot be shared out.
    #[must_use]
    pub fn new(index: &'a Index<'a>, outlooks: &'a [Outlook]) -> Option<Self> {
        // A linear row may tie any demand to any other.
        if !index.program.rows.is_empty() {
            return None;
        }
        let wanted = if index.program.candidates.len() > WANTED.0 { WANTED.1 } else { usize::MAX };
        let pairs = (0..outlooks.len())
            .flat_map(|demand| near(index, &outlooks[demand], wanted).map(move |hotel| (hotel, position(demand))));
        Some(Self { index, outlooks, wanting: Grouped::pairs(index.n_hotels, pairs) })
    }

    /// Shares a plan out among lanes.
    #[must_use]
    pub fn share_out(&self, held: &[Vec<Use>], lanes: usize, chance: &mut Chance) -> Vec<Territory> {
        let (index, outlooks) = (self.index, self.outlooks);
        let order = self.order(chance);
        let owners = owners(index, &order, lanes);
        let lane_of: Vec<Option<u32>> =
            (0..outlooks.len()).map(|demand| lane_of(index, &outlooks[demand], &held[demand], &owners)).collect();
        let moves = |demand: u32, lane: u32| {
            let links = index.links_of[demand as usize].iter().map(|&at| &index.program.links[at as usize]);
            let mut looking = links.filter(|link| !matches!(link.kind, LinkKind::Disjoint(_)) || link.price.is_some());
            looking.all(|link| [link.a, link.b].iter().all(|&end| lane_of[end as usize] == Some(lane)))
        };
        (0..position(lanes))
            .map(|lane| Territory {
                demands: order
                    .iter()
                    .copied()
                    .filter(|&demand| lane_of[demand as usize] == Some(lane) && moves(demand, lane))
                    .collect(),
                closed: owners.iter().map(|&owner| owner != lane).collect(),
            })
            .collect()
    }

    /// Returns the demands, those that want the same hotels near each other: as territories grow, from one drawn by chance.
    /// Each lane has an equal share of them.
    fn order(&self, chance: &mut Chance) -> Vec<u32> {
        let n_demands = self.outlooks.len();
        let mut order = Vec::with_capacity(n_demands);
        let (mut seen_hotels, mut seen) = (vec![false; self.index.n_hotels], vec![false; n_demands]);
        let mut queue = std::collections::VecDeque::new();
        let start = chance.below(n_demands);
        for root in (start..n_demands).chain(0..start) {
            if !std::mem::replace(&mut seen[root], true) {
                queue.push_back(root);
            }
            while let Some(demand) = queue.pop_front() {
                order.push(position(demand));
                for hotel in near(self.index, &self.outlooks[demand], NEAR).map(|hotel| hotel as usize) {
                    if std::mem::replace(&mut seen_hotels[hotel], true) {
                        continue;
                    }
                    for other in self.wanting[hotel].iter().map(|&other| other as usize) {
                        if !std::mem::replace(&mut seen[other], true) {
                            queue.push_back(other);
                        }
                    }
                }
            }
        }
        order
    }
}

/// Returns the hotels of the cheapest candidates of a demand.
fn near<'a>(index: &'a Index<'a>, outlook: &'a Outlook, most: usize) -> impl Iterator<Item = u32> + Clone + use<'a> {
    let candidates = &index.program.candidates;
    outlook.order.iter().take(most).map(|(_, candidate)| candidates[candidate as usize].hotel)
}

/// Returns the lane that owns all hotels of a demand, or the cheapest of those it may use if it is nowhere.
fn lane_of(index: &Index, outlook: &Outlook, held: &[Use], owners: &[u32]) -> Option<u32> {
    let owner = |candidate: u32| owners[index.program.candidates[candidate as usize].hotel as usize];
    match held {
        [] => outlook.order.get(0).map(|(_, candidate)| owner(candidate)),
        [first, rest @ ..] => {
            let lane = owner(first.candidate);
            rest.iter().all(|each| owner(each.candidate) == lane).then_some(lane)
        }
    }
}

/// Returns the lane that owns each hotel: the one most of whose demands may use it.
fn owners(index: &Index, order: &[u32], lanes: usize) -> Vec<u32> {
    let mut sides = vec![0; order.len()];
    for (at, &demand) in order.iter().enumerate() {
        sides[demand as usize] = (at * lanes).div_euclid(order.len());
    }
    let mut votes = vec![0_u32; index.n_hotels * lanes];
    for candidate in &index.program.candidates {
        votes[candidate.hotel as usize * lanes + sides[candidate.demand as usize]] += 1;
    }
    let owner = |votes: &[u32]| {
        let most = votes.iter().max().copied().unwrap_or(0);
        position(votes.iter().position(|&vote| vote == most).unwrap_or(0))
    };
    votes.chunks(lanes).map(owner).collect()
}
