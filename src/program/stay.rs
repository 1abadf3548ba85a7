//! Changes of hotel inside a stay (R29): a link for legs that stay whole, for others a row for each hotel that the later one
//! may use.

use crate::domain::{Instance, Strength};

use super::cohesion;
use super::cost::Costs;
use super::demand::Demand;
use super::parts::{Parts, side};
use super::price::{Force, Prices};
use super::primitive::{Link, LinkKind, Unit};
use super::row::{Row, Term};

/// R29. Where a leg and the one before are whole or nowhere, being in another hotel costs the price of a change for each guest.
pub fn r29_whole_legs(instance: &Instance, prices: &Prices<'_>, demands: &[Demand]) -> Vec<Link> {
    let link = |(leg, before): (&Demand, &Demand)| {
        let Force::Priced(each) = force(instance, prices) else { return None };
        let guests = i64::from(leg.guests.min(before.guests));
        let price = Costs(each.0.iter().map(|&(level, amount)| (level, amount.saturating_mul(guests))).collect());
        let kind = LinkKind::Within(Unit::Hotel);
        Some(Link { a: leg.group, b: before.group, kind, price: Some(price) })
    };
    legs(instance, demands).filter(|&legs| are_whole(instance, legs)).filter_map(link).collect()
}

/// R29. Of other legs, each guest in a hotel costs the price of a change who can only have come from another one: the guests
/// in the hotel and those whom the leg before has elsewhere are more than all.
pub fn r29_spread_legs(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (leg, before) in legs(instance, parts.demands).filter(|&legs| !are_whole(instance, legs)) {
        for candidate in leg.candidates.clone() {
            let hotel = parts.candidates[candidate as usize].hotel as usize;
            let here = parts.spots(leg).filter(|spot| spot.hotel == hotel);
            let elsewhere = parts.spots(before).filter(|spot| spot.hotel != hotel);
            let mut terms: Vec<Term> = here.chain(elsewhere).map(|spot| spot.per_guest(1)).collect();
            terms.sort_unstable_by_key(|term| (term.candidate, term.place));
            let upper = side(force(instance, prices), leg.guests.max(before.guests).into());
            let name = format!("guests of {} new to {}", leg.name, instance.hotels[hotel].id);
            rows.extend(upper.map(|upper| Row { name, terms, lower: None, upper: Some(upper) }));
        }
    }
    rows
}

fn force(instance: &Instance, prices: &Prices<'_>) -> Force {
    prices.force(Strength::Soft(instance.rules.stay_move_price))
}

/// Returns the later legs of stays, each with the one before.
fn legs<'a>(instance: &'a Instance, demands: &'a [Demand]) -> impl Iterator<Item = (&'a Demand, &'a Demand)> {
    let before = |leg: &'a Demand| demands.get(instance.groups[leg.group as usize].continues?);
    demands.iter().filter_map(move |leg| Some((leg, before(leg)?)))
}

/// Tells whether two legs are in one hotel each, as a whole, or nowhere.
fn are_whole(instance: &Instance, (leg, before): (&Demand, &Demand)) -> bool {
    let is_whole = |of: &Demand| {
        let group = of.group as usize;
        instance.kept(group).is_none() && cohesion::r20_guests_min(instance, group) == of.guests
    };
    is_whole(leg) && is_whole(before)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Split, Stay, Weight};
    use crate::program::compile;
    use crate::program::sample::sample;

    #[test]
    fn whole_legs_are_linked_and_others_pay_for_each_guest_who_is_new_to_a_hotel() {
        let mut instance = sample();
        let depart = instance.groups[0].stay.depart;
        (instance.groups[1].continues, instance.groups[1].stay) =
            (Some(0), Stay { arrive: depart, depart: depart + 1 });
        instance.rules.stay_move_price = Weight(2_500_000_000);
        let program = compile(&instance);
        let breaches = program.levels.iter().position(|level| level.name == "breaches").expect("a level");
        assert_eq!(
            program.rows.len(),
            program.candidates_of(&program.demands[1]).len(),
            "one for each hotel of the leg"
        );
        let side = program.rows[0].upper.as_ref().expect("an upper side");
        assert_eq!(side.price.as_ref().map(|price| price.at(breaches)), Some(2_500_000_000));
        assert_eq!(side.limit, 6, "six guests on the leg before");
        assert!(program.links.is_empty() && program.rows[0].terms.iter().all(|term| term.per_guest == 1));
        instance.groups.iter_mut().for_each(|group| group.split = Split::Never);
        let program = compile(&instance);
        assert!(program.rows.is_empty());
        assert_eq!(
            program.links[0].price.as_ref().map(|price| price.at(breaches)),
            Some(10_000_000_000),
            "for four guests"
        );
        instance.rules.stay_move_price = Weight(0);
        assert!(compile(&instance).links.is_empty(), "a change that costs nothing is no link");
    }
}
