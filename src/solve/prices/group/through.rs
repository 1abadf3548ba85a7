//! The cheapest pattern of a demand through each of its hotels: what having to use the hotel would cost.

use super::super::scene::{Scene, Terms, terms};
use super::super::tariff::INFINITE;
use super::{Offer, Pricer};

/// One hotel of a demand: its least and most guests, and what any number of them costs there.
struct Stop {
    candidate: u32,
    least: usize,
    phi: Vec<i64>,
}

impl Pricer {
    /// Returns, for every candidate of a demand that may be used, its position and a price that no pattern of the demand
    /// with guests there undercuts. The most hotels and orders are left out of account.
    pub fn through(&mut self, scene: &Scene, demand: u32) -> Vec<(u32, i64)> {
        let of = &scene.index.program.demands[demand as usize];
        let terms = terms(scene.tariff, of);
        self.gather(scene, of, &terms);
        let offers = std::mem::take(&mut self.offers);
        let stops: Vec<Stop> = offers.iter().map(|offer| self.stop(scene, offer, &terms)).collect();
        self.offers = offers;
        let width = terms.guests + 1;
        let mut behind: Vec<Vec<i64>> = Vec::with_capacity(stops.len() + 1);
        behind.push(nobody(width));
        for stop in stops.iter().rev() {
            let last = &behind[behind.len() - 1];
            let next = with(last, stop).iter().zip(last).map(|(&with, &without)| with.min(without)).collect();
            behind.push(next);
        }
        let mut before = nobody(width);
        let mut found = Vec::with_capacity(stops.len());
        for (at, stop) in stops.iter().enumerate() {
            let here = with(&before, stop);
            let rest = left_out(&behind[stops.len() - 1 - at], terms.unmet);
            let prices = here.iter().zip(rest.iter().rev()).map(|(&here, &rest)| here.saturating_add(rest));
            let least = prices.min().unwrap_or(INFINITE);
            if least < INFINITE {
                found.push((stop.candidate, least - terms.split));
            }
            for (before, here) in before.iter_mut().zip(here) {
                *before = here.min(*before);
            }
        }
        found.sort_unstable();
        found
    }

    fn stop(&mut self, scene: &Scene, offer: &Offer, terms: &Terms) -> Stop {
        let program = scene.index.program;
        let of = &program.demands[program.candidates[offer.candidate as usize].demand as usize];
        let mut phi = Vec::new();
        self.stocks.fill(scene, (of, offer.candidate), terms.keeping);
        self.stocks.table(&mut phi, offer.most, offer.fixed);
        Stop { candidate: offer.candidate, least: offer.least as usize, phi }
    }
}

/// Nobody is placed yet.
fn nobody(width: usize) -> Vec<i64> {
    let mut prices = vec![INFINITE; width];
    prices[0] = 0;
    prices
}

/// Returns the least price by number of guests when some of them are at a stop.
fn with(before: &[i64], stop: &Stop) -> Vec<i64> {
    let mut after = vec![INFINITE; before.len()];
    for (here, &phi) in stop.phi.iter().enumerate().skip(stop.least) {
        for (after, &before) in after[here.min(before.len())..].iter_mut().zip(before) {
            *after = (*after).min(before.saturating_add(phi));
        }
    }
    after
}

/// Returns the least price by number of guests, any of them left out.
fn left_out(placed: &[i64], unmet: Option<i64>) -> Vec<i64> {
    let mut least = INFINITE;
    let step = unmet.unwrap_or(INFINITE);
    let next = |&placed: &i64| {
        least = least.saturating_add(step).min(placed).min(INFINITE);
        least
    };
    placed.iter().map(next).collect()
}
