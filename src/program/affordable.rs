//! How many of the rooms given out are cheap: one row over all groups.

use crate::domain::{Affordable, Group, Instance, Offer, Rule, Share};

use super::parts::{Parts, side};
use super::price::Prices;
use super::row::{Row, Term};

/// R37. Of all room nights at least a share costs its group no more than a rate: each that does counts what is left of the
/// share, in thousandths, and each that does not takes the share away. The sum is not below 0.
pub fn r37_affordable(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Option<Row> {
    let affordable = instance.rules.affordable?;
    // A term counts thousandths of a room night.
    let force = prices.force_by_part(instance.strength(Rule::R37), Share::SCALE.into());
    let lower = side(force, 0)?;
    let terms: Vec<Term> = parts
        .all_spots()
        .map(|spot| spot.per_room(thousandths(affordable, spot.group, &spot.pool.offers)))
        .filter(|term| term.per_room != 0)
        .collect();
    (!terms.is_empty()).then(|| Row { name: "affordable rooms".to_owned(), terms, lower: Some(lower), upper: None })
}

/// What a room of a pool adds over the stay of a group.
fn thousandths(affordable: Affordable, group: &Group, offers: &[Offer]) -> i64 {
    let share = i64::from(affordable.share.thousandths());
    let of = |offer: &Offer| {
        let nights = offer.nights.depart.min(group.stay.depart) - offer.nights.arrive.max(group.stay.arrive);
        let is_cheap = offer.rate.is_some_and(|rate| group.asks.paid(rate) <= affordable.rate);
        i64::from(nights) * (if is_cheap { i64::from(Share::SCALE) } else { 0 } - share)
    };
    Offer::over(offers, group.stay).map(of).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::{Affordable, Money, Rule, Share, Strength, Weight};
    use crate::program::compile;
    use crate::program::sample::sample;

    #[test]
    fn cheap_room_nights_pay_for_dear_ones() {
        let mut instance = sample();
        instance.rules.strengths.set(Rule::R37, Strength::Soft(Weight::ONE));
        let share = Share::of_thousandths(340).expect("a share");
        instance.rules.affordable = Some(Affordable { rate: Money(9_000), share });
        instance.hotels[1].pools[0].offers[0].rate = Some(Money(9_000));
        instance.hotels[2].pools[0].offers[0].rate = None;
        let program = compile(&instance);
        let row = &program.rows[0];
        let terms: Vec<i64> = row.terms.iter().map(|term| term.per_room).collect();
        assert_eq!(terms, [-680, 1320, -680, -680, 1320, -680], "two nights; an unknown rate is not cheap");
        let lower = row.lower.as_ref().expect("a lower side");
        let price = lower.price.as_ref().expect("a price");
        assert_eq!((lower.limit, price.0[0].1), (0, 1_000_000), "a thousandth of a room night");
        instance.groups[0].asks.rate_factor = Share::of_thousandths(900).expect("a share");
        assert_eq!(compile(&instance).rows[0].terms[0].per_room, 1320, "the first group pays 90");
    }
}
