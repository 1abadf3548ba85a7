//! Accessible rooms: for guests who need them, and for others last.

use crate::domain::{Group, Instance, Pool, Rule, Strength};

use super::demand::Demand;
use super::parts::{Parts, side};
use super::price::Prices;
use super::row::{Row, Term};

/// R8. Two rows for a group that does not stay where it was: in rooms that are not accessible are at most its guests who need no such room; in those that
/// are, each guest beyond those who need one costs the weight of a spare.
pub fn r8_accessible(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    parts.demands.iter().flat_map(|demand| rows_of(instance, prices, parts, demand)).collect()
}

fn rows_of(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>, demand: &Demand) -> Vec<Row> {
    let number = demand.group as usize;
    let group: &Group = &instance.groups[number];
    if instance.kept(number).is_some() {
        return Vec::new();
    }
    let needed = group.asks.accessible;
    let strength = instance.strength_at(Rule::R8, number, None);
    let is_accessible = |pool: &Pool| instance.rules.accessible_types.contains(&pool.room_type);
    let terms = |accessible: bool| -> Vec<Term> {
        let spots = parts.spots(demand).filter(|spot| is_accessible(spot.pool) == accessible);
        spots.map(|spot| spot.per_guest(1)).collect()
    };
    let row = |name: &str, terms: Vec<Term>, upper: Option<_>| {
        (!terms.is_empty()).then(|| Row { name: format!("{name} of {}", group.id), terms, lower: None, upper })
    };
    let mut rows = Vec::new();
    if needed > 0
        && let Some(upper) = side(prices.force(strength), i64::from(group.guests - needed))
    {
        rows.extend(row("guests without an accessible room", terms(false), Some(upper)));
    }
    let weight = instance.rules.accessible_spare_weight;
    if weight.0 > 0
        && strength != Strength::Off
        && let Some(upper) = side(prices.force(Strength::Soft(weight)), i64::from(needed))
    {
        rows.extend(row("spare accessible rooms", terms(true), Some(upper)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use crate::domain::{Rule, Strength, Weight};
    use crate::program::compile;
    use crate::program::row::Side;
    use crate::program::sample::sample;

    #[test]
    fn who_needs_none_may_be_anywhere_and_spare_rooms_have_a_price() {
        let mut instance = sample();
        instance.groups[0].asks.accessible = 2;
        instance.hotels[1].pools[0].room_type = "accessible".to_owned();
        let program = compile(&instance);
        let [row] = program.rows.as_slice() else { panic!("one group needs any: {:?}", program.rows) };
        assert_eq!(row.upper, Some(Side::hard(4)), "four of six need none");
        assert_eq!(row.terms.iter().map(|term| term.candidate).collect::<Vec<_>>(), [0, 2]);
        instance.rules.accessible_spare_weight = Weight::ONE;
        let program = compile(&instance);
        let limits: Vec<_> = program.rows.iter().filter_map(|row| row.upper.as_ref().map(|side| side.limit)).collect();
        assert_eq!(limits, [4, 2, 0], "the second group needs none");
        instance.rules.strengths.set(Rule::R8, Strength::Off);
        assert!(compile(&instance).rows.is_empty());
    }
}
