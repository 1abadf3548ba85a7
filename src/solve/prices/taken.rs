//! What a pattern takes: rooms, uses of hotels, and what it costs at the capped levels.

use super::group::Part;
use super::scene::{Scene, terms};
use super::slope::Slope;
use super::stocks::Stocks;
use crate::program::{Demand, Keeping, position};

/// Adds a pattern to a slope: rooms, uses, and what the capped levels cost.
pub fn enter(stocks: &mut Stocks, scene: &Scene, (demand, parts): (u32, &[Part]), slope: &mut Slope) {
    let of = &scene.index.program.demands[demand as usize];
    let keeping = terms(scene.tariff, of).keeping;
    if !slope.spent.is_empty() {
        spend(scene, of, parts, slope);
    }
    for part in parts {
        if let Some(used) = scene.layout.use_of(part.candidate) {
            slope.uses[used] += 1;
        }
        stocks.fill(scene, (of, part.candidate), keeping);
        for (stock, guests) in stocks.spread(part.guests) {
            let by_bed = keeping == Keeping::Beds;
            let amount = if by_bed { guests } else { stock.rooms(guests) };
            if !slope.spent.is_empty() {
                let place = &scene.index.program.places[stock.place as usize];
                slope.spend(scene.index.program.cost(place.per_room), stock.rooms(guests));
                slope.spend(scene.index.program.cost(place.per_guest), guests);
            }
            let block = scene.layout.block(stock.pool, of.cohort);
            slope.take(scene.layout, (stock.pool, block), (of.held, amount, by_bed));
        }
    }
}

/// Adds what a pattern costs at the capped levels, but for its rooms and places.
fn spend(scene: &Scene, of: &Demand, parts: &[Part], slope: &mut Slope) {
    let program = scene.index.program;
    let placed: u32 = parts.iter().map(|part| part.guests).sum();
    slope.spend(&of.unmet, of.guests.saturating_sub(placed));
    slope.spend(&of.split, position(parts.len().saturating_sub(1)));
    for part in parts {
        let candidate = &program.candidates[part.candidate as usize];
        slope.spend(program.cost(candidate.per_use), 1);
        slope.spend(program.cost(candidate.per_guest), part.guests);
    }
}
