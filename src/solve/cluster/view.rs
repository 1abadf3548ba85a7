//! A program as prices see it: which hotels are cheap for whom, who wants them most, and whose prices can go.

use super::partition::Wish;
use crate::solve::index::Index;
use crate::solve::prices::{Prices, WHOLE};

/// A candidate that may be used, as prices see it.
pub struct Sight {
    hotel: u32,
    /// How much more its demand would cost with it than without, in grains.
    reduced: i64,
    /// What its demand pays for rooms and uses there, about.
    pays: i64,
    /// It is among the cheap ones even if nobody had to pay.
    is_near: bool,
}

/// A program as prices see it.
pub struct View {
    /// What is cheap: so much more than the cheapest pattern, in grains.
    pub slack: i64,
    hotels: usize,
    /// By demand: what its cheapest pattern costs.
    pub fair: Vec<i64>,
    sights: Vec<Vec<Sight>>,
}

impl View {
    /// Looks at a program; none where a demand has no pattern.
    #[must_use]
    pub fn new(index: &Index, prices: &Prices, slack: i64) -> Option<Self> {
        let fair = prices.sums(index).demands.into_iter().collect::<Option<Vec<i64>>>()?;
        let free = prices.scaled(index, &vec![0; index.n_hotels]).through(index);
        let program = index.program;
        let sights = prices.through(index).into_iter().zip(free).zip(&fair).map(|((priced, free), &fair)| {
            let sight = |((candidate, price), (_, free)): ((u32, i64), (u32, i64))| {
                let of = &program.candidates[candidate as usize];
                let demand = &program.demands[of.demand as usize];
                let room = |place: u32| {
                    let size = i64::from(program.places[place as usize].guests_max.max(1));
                    prices
                        .of_pool(program.places[place as usize].pool, demand)
                        .saturating_mul(i64::from(demand.guests))
                        .div_euclid(size)
                };
                let rooms = of.places.clone().map(room).max().unwrap_or(0);
                Sight {
                    hotel: of.hotel,
                    reduced: price - fair,
                    pays: rooms.saturating_add(prices.of_use(candidate)),
                    is_near: free - fair <= slack,
                }
            };
            priced.into_iter().zip(free).map(sight).collect()
        });
        Some(Self { slack, hotels: index.n_hotels, sights: sights.collect(), fair })
    }

    /// Returns how many candidates of each demand a cluster would keep at most.
    #[must_use]
    pub fn sizes(&self) -> Vec<u64> {
        self.sights.iter().map(|sights| sights.iter().filter(|sight| sight.is_near).count() as u64 + 1).collect()
    }

    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a measure, not a value")]
    pub fn wishes(&self) -> Vec<Wish> {
        let wish = |(demand, sights): (u32, &Vec<Sight>)| {
            let weigh = |sight: &Sight| {
                let liking = 1.0 - (sight.reduced as f64 / (2.0 * self.slack as f64)).min(1.0);
                let weight = liking * sight.pays as f64;
                Wish { demand, hotel: sight.hotel, weight }
            };
            sights.iter().map(weigh).collect::<Vec<Wish>>()
        };
        (0_u32..).zip(&self.sights).flat_map(wish).collect()
    }

    /// Returns the cluster that wants each hotel most.
    #[must_use]
    pub fn owners(&self, cluster_of: &[u32]) -> Vec<u32> {
        let n_clusters = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
        let mut weights = vec![vec![0.0; n_clusters]; self.hotels];
        for wish in self.wishes() {
            weights[wish.hotel as usize][cluster_of[wish.demand as usize] as usize] += wish.weight;
        }
        let most = |weights: &Vec<f64>| {
            let best = (0_u32..).zip(weights).max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(&one.0)));
            best.map_or(0, |(cluster, _)| cluster)
        };
        weights.iter().map(most).collect()
    }

    /// Returns how much of the prices of each hotel is left: as little as keeps it dear for demands of other clusters.
    #[must_use]
    pub fn sixteenths(&self, cluster_of: &[u32]) -> Vec<u8> {
        let owners = self.owners(cluster_of);
        let mut left = vec![0; self.hotels];
        for (demand, sights) in self.sights.iter().enumerate() {
            for sight in sights.iter().filter(|sight| owners[sight.hotel as usize] != cluster_of[demand]) {
                let needed = if sight.reduced <= self.slack.div_euclid(16) {
                    WHOLE
                } else {
                    let over = i128::from(sight.pays.saturating_sub(sight.reduced).max(0)) * i128::from(WHOLE);
                    u8::try_from((over + i128::from(sight.pays) - 1).div_euclid(i128::from(sight.pays.max(1))))
                        .unwrap_or(WHOLE)
                };
                left[sight.hotel as usize] = needed.max(left[sight.hotel as usize]);
            }
        }
        left
    }
}
