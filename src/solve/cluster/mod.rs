//! Clusters: a bound above the one of prices, from demands that compete for the same hotels.
//!
//! At given prices, the demands of a cluster are placed together by the integer solver: what they would have to give way
//! to each other is in the bound, which demands priced one by one cannot say. Hotels that nobody else wants lose their
//! prices: their rooms are counted instead. `docs/formulation.md` says why the sum never exceeds the value of any plan.

mod case;
mod partition;
#[cfg(test)]
mod tests;
mod town;
mod view;

use std::cmp::Reverse;

use super::child;
use super::exact::model::Model;
use super::exact::model_of;
use super::guard::Guard;
use super::index::{Index, position};
use super::prices::{Priced, Prices, Sums, Tariff};
use crate::program::Use;
use case::Case;
use partition::clusters;
use town::{Plot, Town};
use view::View;

/// More demands are not looked at.
const DEMANDS_MOST: usize = 2_000;

/// Demands of more guests are not looked at, nor programs with such a demand.
const GUESTS_MOST: u32 = 1 << 16;

/// What is cheap: so many times the gap that there is for each demand, above its cheapest pattern.
const SLACK: i128 = 2;

/// What is asked of a bound.
pub struct Ask<'a> {
    /// A plan that keeps the caps, sorted; its clusters start from it.
    pub plan: &'a [Use],
    /// Its value at the level, in parts.
    pub value: i128,
    /// The most candidates of a cluster, about: the solver's work grows with it, and so does the bound.
    pub size: u64,
    /// Nodes of branch and bound for each cluster.
    pub nodes: u64,
    /// Solvers at a time; the answer does not depend on it.
    pub threads: usize,
    /// Seed.
    pub seed: u32,
}

/// Bounds a level from below, starting from prices that bound it already; in its parts, and not checked by us.
///
/// None where clusters promise nothing: too many demands, no gap, or a demand that no pattern places.
#[must_use]
pub fn bound(index: &Index, priced: &Priced, ask: &Ask, guard: &Guard) -> Option<i128> {
    let demands = index.program.demands.len();
    let gap = (ask.value - priced.bound) * i128::from(priced.prices.grains);
    let is_huge = index.program.demands.iter().any(|demand| demand.guests > GUESTS_MOST);
    if demands == 0 || demands > DEMANDS_MOST || is_huge || gap <= 0 {
        return None;
    }
    let slack = gap.saturating_mul(SLACK).div_euclid(demands as i128).max(1);
    let view = View::new(index, &priced.prices, i64::try_from(slack).ok()?)?;
    let cluster_of = clusters(&view.sizes(), &view.wishes(), ask.size);
    let quarters = Quarters::new(index, &view, &priced.prices, &cluster_of);
    let tariff = quarters.prices.tariff(index);
    let sum = quarters.solve(index, &tariff, ask, guard)?;
    let earned: i128 = quarters.sums.hotels.iter().map(|&(_, earned)| earned).sum();
    Some(tariff.parts(sum - earned - quarters.sums.credit).min(ask.value))
}

/// One cluster.
struct Quarter {
    demands: Vec<u32>,
    /// By hotel: whether its opening is paid for here.
    opens: Vec<bool>,
}

/// All clusters at the prices that are left.
struct Quarters {
    prices: Prices,
    sums: Sums,
    /// The largest first, so that solvers side by side end together.
    all: Vec<Quarter>,
    /// By demand: the candidates kept.
    kept: Vec<Vec<u32>>,
    /// By demand: what a pattern with any other candidate costs at least.
    out: Vec<Option<i64>>,
}

impl Quarters {
    fn new(index: &Index, view: &View, prices: &Prices, cluster_of: &[u32]) -> Self {
        let (owners, left) = (view.owners(cluster_of), view.sixteenths(cluster_of));
        let prices = prices.scaled(index, &left);
        let (mut kept, mut out): (Vec<Vec<u32>>, Vec<Option<i64>>) = (Vec::new(), Vec::new());
        for (through, &fair) in prices.through(index).iter().zip(&view.fair) {
            let is_cheap = |price: i64| price - fair <= view.slack;
            kept.push(through.iter().filter(|&&(_, price)| is_cheap(price)).map(|&(at, _)| at).collect());
            out.push(through.iter().map(|&(_, price)| price).filter(|&price| !is_cheap(price)).min());
        }
        let n_clusters = cluster_of.iter().max().map_or(0, |&last| position(last as usize + 1));
        let quarter = |cluster: u32| Quarter {
            demands: (0_u32..).zip(cluster_of).filter(|&(_, &of)| of == cluster).map(|(demand, _)| demand).collect(),
            opens: owners.iter().zip(&left).map(|(&owner, &left)| owner == cluster && left == 0).collect(),
        };
        let mut all: Vec<Quarter> = (0..n_clusters).map(quarter).collect();
        let size = |quarter: &Quarter| quarter.demands.iter().map(|&demand| kept[demand as usize].len()).sum::<usize>();
        all.sort_by_key(|quarter| Reverse(size(quarter)));
        Self { sums: prices.sums(index), prices, all, kept, out }
    }

    /// Returns the sum of the bounds of all clusters, in grains; none where a demand has no pattern.
    fn solve(&self, index: &Index, tariff: &Tariff, ask: &Ask, guard: &Guard) -> Option<i128> {
        let (prices, kept, out) = (&self.prices, &self.kept, &self.out);
        let town =
            |quarter: &Quarter| Plot { index, prices, tariff, kept, out, opens: &quarter.opens }.town(&quarter.demands);
        let towns: Vec<Town> = self.all.iter().map(town).collect();
        let indices: Vec<Index> = towns.iter().map(|town| Index::new(&town.program)).collect();
        let models: Vec<Model> = indices.iter().map(|index| model_of(index, false)).collect();
        let mut cases = Vec::with_capacity(self.all.len());
        for (((town, at), model), quarter) in towns.iter().zip(&indices).zip(&models).zip(&self.all) {
            let plan = town.plan(index.program, &quarter.demands, ask.plan);
            cases.push(Case::new(at, model, plan.as_deref()));
        }
        let jobs: Vec<_> = cases.iter().map(|case| case.job(ask, cases.len(), guard)).collect();
        let answers = child::solve_all(&jobs, ask.threads);
        let mut sum = 0;
        for ((case, answer), quarter) in cases.iter().zip(&answers).zip(&self.all) {
            let alone = quarter.demands.iter().map(|&demand| self.sums.demands[demand as usize].map(i128::from));
            sum += case.bound(answer).max(alone.sum::<Option<i128>>()?);
        }
        Some(sum)
    }
}
