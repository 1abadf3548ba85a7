//! Rooms that stay empty, of the whole city or of a hotel at a price: rows over everybody there, night by night.

use crate::domain::{HotelStatus, Instance, Rule, Stay, Strength};

use super::cost::Costs;
use super::kept;
use super::parts::{Parts, side};
use super::price::{Force, Prices};
use super::row::{Row, Side, Term};

/// R16. On each night the rooms in use, of pools that are quoted then, are at most the usable rooms of all hotels that are
/// not closed (R34) less the reserve. Nights in a row with the same limit and the same groups are one row, at the price of all.
pub fn r16_city_reserve(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let rules = &instance.rules;
    let strength = instance.strength(Rule::R16);
    if strength == Strength::Off || (rules.city_reserve == 0 && rules.city_reserve_share.thousandths() == 0) {
        return Vec::new();
    }
    let on = |night: u32| Some((limit(instance, night)?, terms(parts, night)));
    rows("rooms of the city", || prices.force(strength), instance.calendar.n_nights, on)
}

/// R15. At a price, on each night the rooms in use in a hotel are at most those that its reserve leaves. Nights in a row with
/// the same limit and the same groups are one row, at the price of all.
pub fn r15_reserves(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let Strength::Soft(_) = instance.strength(Rule::R15) else { return Vec::new() };
    let mut spots: Vec<Vec<(Stay, Term)>> = vec![Vec::new(); instance.hotels.len()];
    for demand in parts.demands {
        for spot in parts.spots(demand) {
            spots[spot.hotel].push((demand.held, spot.per_room(1)));
        }
    }
    spots.iter().enumerate().flat_map(|(at, spots)| of_hotel(instance, prices, at, spots)).collect()
}

/// The rows of one hotel: those who hold rooms there, and what each room adds.
fn of_hotel(instance: &Instance, prices: &Prices<'_>, at: usize, spots: &[(Stay, Term)]) -> Vec<Row> {
    let strength = instance.strength_in(Rule::R15, at);
    let on = |night: u32| {
        let limit = kept::r15_rooms_for_free(instance, at, night)?;
        let holding = spots.iter().filter(|(held, _)| held.covers(night));
        Some((i64::from(limit), holding.map(|&(_, term)| term).collect()))
    };
    let name = format!("reserve of {}", instance.hotels[at].id);
    rows(&name, || prices.force(strength), instance.calendar.n_nights, on)
}

/// The rows of a limit by night, one for nights in a row of which the same is so: the limit and who is counted on a night.
pub(super) fn rows(
    name: &str,
    force: impl Fn() -> Force,
    n_nights: u32,
    on: impl Fn(u32) -> Option<(i64, Vec<Term>)>,
) -> Vec<Row> {
    let row = |(first, last, limit, terms): (u32, u32, i64, Vec<Term>)| {
        let upper = for_nights(side(force(), limit)?, last - first + 1);
        let name = format!("{name} on nights {first} to {last}");
        (!terms.is_empty()).then_some(Row { name, terms, lower: None, upper: Some(upper) })
    };
    spans(n_nights, on).into_iter().filter_map(row).collect()
}

/// Nights in a row of which the same is so: the first and the last, the limit, and who is counted.
fn spans(n_nights: u32, on: impl Fn(u32) -> Option<(i64, Vec<Term>)>) -> Vec<(u32, u32, i64, Vec<Term>)> {
    let mut spans: Vec<(u32, u32, i64, Vec<Term>)> = Vec::new();
    for night in 0..n_nights {
        let Some((limit, terms)) = on(night) else { continue };
        match spans.last_mut() {
            Some((_, last, same, known)) if *last + 1 == night && *same == limit && *known == terms => *last = night,
            _ => spans.push((night, night, limit, terms)),
        }
    }
    spans
}

/// The side of so many nights at once.
fn for_nights(side: Side, nights: u32) -> Side {
    let times = |(level, amount): &(u32, i64)| (*level, amount.saturating_mul(nights.into()));
    let price = side.price.map(|price| Costs(price.0.iter().map(times).collect()));
    Side { price, ..side }
}

/// The most rooms in use on a night; none where nothing is known of it.
fn limit(instance: &Instance, night: u32) -> Option<i64> {
    let is_closed = |at: usize| {
        let is_asked = instance.strength_in(Rule::R34, at) != Strength::Off;
        is_asked && instance.hotels[at].status == HotelStatus::Closed
    };
    let open = (0..instance.hotels.len()).filter(|&at| !is_closed(at));
    let usable: Vec<u32> = open.filter_map(|at| kept::usable_rooms(instance, at, night)).collect();
    let total = usable.iter().fold(0_u32, |sum, &rooms| sum.saturating_add(rooms));
    let rules = &instance.rules;
    let reserve = rules.city_reserve.max(rules.city_reserve_share.ceil_of(total));
    (!usable.is_empty()).then(|| i64::from(total.saturating_sub(reserve)))
}

/// A term for each place whose rooms may be in use on a night that its pool quotes.
fn terms(parts: &Parts<'_>, night: u32) -> Vec<Term> {
    let holding = parts.demands.iter().filter(|demand| demand.held.covers(night));
    let spots = holding.flat_map(|demand| parts.spots(demand));
    spots.filter(|spot| spot.pool.offer(night).is_some()).map(|spot| spot.per_room(1)).collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::{HotelStatus, Rule, Strength, Weight};
    use crate::program::compile;
    use crate::program::sample::sample;

    #[test]
    fn nights_alike_are_one_row_at_the_price_of_all() {
        let mut instance = sample();
        instance.rules.strengths.set(Rule::R16, Strength::Soft(Weight::ONE));
        instance.rules.city_reserve = 4;
        let program = compile(&instance);
        let [row] = program.rows.as_slice() else { panic!("two nights, ten rooms: {:?}", program.rows) };
        let upper = row.upper.as_ref().expect("an upper side");
        assert_eq!((upper.limit, row.terms.len()), (6, 6), "ten rooms less four; two groups in three hotels");
        let price = upper.price.as_ref().expect("a price");
        assert_eq!(price.0.iter().map(|&(_, amount)| amount).collect::<Vec<_>>(), [2 * Weight::SCALE]);
        instance.hotels[1].status = HotelStatus::Closed;
        assert_eq!(compile(&instance).rows[0].upper.as_ref().map(|side| side.limit), Some(3));
        instance.rules.city_reserve = 0;
        assert!(compile(&instance).rows.is_empty());
    }
}
