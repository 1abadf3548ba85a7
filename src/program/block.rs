//! Blocks of rooms that are paid for also if they stay empty: a row for each hotel, at the level of cost.

use crate::domain::{Block, Hotel, Instance, LevelName, Rule, Share, Strength};

use super::cost::Costs;
use super::parts::Parts;
use super::price::Prices;
use super::row::{Row, Side, Term};

/// R38. Room nights in use in a hotel with a block are at least the block's less what may stay empty; each that is missing
/// costs its rate. A block of which an empty room costs nothing has no row.
pub fn r38_blocks(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    if instance.hotels.iter().all(|hotel| hotel.terms.block.is_none()) {
        return Vec::new();
    }
    let mut terms: Vec<Vec<Term>> = vec![Vec::new(); instance.hotels.len()];
    for spot in parts.all_spots().filter(|spot| instance.hotels[spot.hotel].terms.block.is_some()) {
        terms[spot.hotel].push(spot.per_room(spot.group.stay.n_nights().into()));
    }
    let row = |(at, terms): (usize, Vec<Term>)| {
        let hotel = &instance.hotels[at];
        let block = hotel.terms.block.filter(|_| instance.strength_in(Rule::R38, at) != Strength::Off)?;
        let mut price = Costs::default();
        prices.charge(&mut price, LevelName::Cost, block.rate.0);
        let limit = floor(instance, hotel, block);
        let lower = Side { limit, price: Some(price).filter(|price| !price.0.is_empty()).map(Some)? };
        (limit > 0).then(|| Row { name: format!("block of {}", hotel.id), terms, lower: Some(lower), upper: None })
    };
    terms.into_iter().enumerate().filter_map(row).collect()
}

/// The room nights of a block that are paid for, used or not: rounded down.
fn floor(instance: &Instance, hotel: &Hotel, block: Block) -> i64 {
    let is_quoted = |&night: &u32| hotel.pools.iter().any(|pool| pool.offer(night).is_some());
    let nights = (0..instance.calendar.n_nights).filter(is_quoted).map(|_| 1_i64).sum::<i64>();
    let paid = i64::from(Share::SCALE) - i64::from(instance.rules.attrition.thousandths());
    (i64::from(block.rooms) * nights * paid).div_euclid(i64::from(Share::SCALE))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Block, Money, Rule, Share, Strength};
    use crate::program::compile;
    use crate::program::sample::sample;

    #[test]
    fn a_block_is_paid_for_on_every_night_that_is_quoted() {
        let mut instance = sample();
        instance.hotels[0].terms.block = Some(Block { rooms: 3, rate: Money(8_000) });
        instance.rules.attrition = Share::of_thousandths(150).expect("a share");
        let program = compile(&instance);
        let row = &program.rows[0];
        let lower = row.lower.as_ref().expect("a lower side");
        assert_eq!(lower.limit, 10, "85 % of three rooms on four nights, rounded down");
        let cost = program.levels.iter().position(|level| level.name == "cost").expect("a level");
        assert_eq!(lower.price.as_ref().map(|price| price.at(cost)), Some(8_000));
        assert_eq!(row.terms.iter().map(|term| term.per_room).collect::<Vec<_>>(), [2, 2]);
        instance.rules.strengths.set(Rule::R38, Strength::Off);
        assert!(compile(&instance).rows.is_empty());
    }
}
