//! Rules that filter hotels: whom those without a price let in, and what each guest costs whom the others let in all the same.

use crate::domain::{Instance, LevelName, Pool, Rule, Strength, Weight};

use super::cost::Costs;
use super::filter::Case;
use super::price::Prices;
use super::{eligibility, entry, money, proximity, stability};

/// A rule that looks at a group in a hotel, and whether it is kept there.
type OfHotel = (Rule, fn(&Case<'_>, usize, usize) -> bool);
/// A rule that looks at a group in rooms of a pool, and whether it is kept there.
type OfPool = (Rule, fn(&Case<'_>, usize, &Pool) -> bool);

/// The rules that look at a hotel.
const OF_HOTELS: [OfHotel; 4] = [
    (Rule::R34, eligibility::r34_status),
    (Rule::R24, |case, g, h| case.stays_at(g, h) || proximity::r24_distance(case.instance, g, h)),
    (Rule::R9, |case, g, h| case.stays_at(g, h) || eligibility::r9_eligibility(case.instance, g, h)),
    (Rule::R41, |case, g, h| case.stays_at(g, h) || eligibility::r41_facilities(case.instance, g, h)),
];

/// The rules of what a hotel asks of whoever comes, and of what few groups ask of theirs.
const OF_TERMS: [OfHotel; 4] = [
    (Rule::R40, |case, g, h| case.stays_at(g, h) || entry::r40_zone(case.instance, g, h)),
    (Rule::R39, |case, g, h| case.stays_at(g, h) || entry::r39_grade(case.instance, g, h)),
    (Rule::R30, |case, g, h| case.stays_at(g, h) || entry::r30_minimum_stay(case.instance, g, h)),
    (Rule::R25, |case, g, h| case.stays_at(g, h) || entry::r25_transfer(case.instance, g, h)),
];

/// The rules that look at rooms.
const OF_POOLS: [OfPool; 2] = [
    (Rule::R7, |case, group, pool| eligibility::r7_room_type(&case.instance.groups[group], pool)),
    (Rule::R35, |case, group, pool| money::r35_rate_max(&case.instance.groups[group], &pool.offers)),
];

/// The rules that filter and have a price in a case, but where they are waived.
#[derive(Debug, Clone)]
pub struct Priced {
    of_hotels: Vec<OfHotel>,
    of_pools: Vec<OfPool>,
    /// Some group wishes for room types, and a wish that is not granted weighs something.
    has_wishes: bool,
}

impl Priced {
    /// Finds the rules.
    #[must_use]
    pub fn new(instance: &Instance) -> Self {
        let has_price = |rule: Rule| instance.strength(rule).price().is_some();
        Self {
            of_hotels: OF_HOTELS.into_iter().chain(OF_TERMS).filter(|&(rule, _)| has_price(rule)).collect(),
            of_pools: OF_POOLS.into_iter().filter(|&(rule, _)| has_price(rule)).collect(),
            has_wishes: instance.rules.room_wish_weight.0 > 0
                && instance.groups.iter().any(|group| !group.asks.room_wish.is_empty()),
        }
    }

    /// What each guest of a group weighs in a hotel, for each rule that is not kept there.
    fn at_hotel(&self, case: &Case<'_>, (group, hotel): (usize, usize)) -> impl Iterator<Item = Weight> {
        let broken = self.of_hotels.iter().filter(move |(_, is_kept)| !is_kept(case, group, hotel));
        broken.filter_map(move |&(rule, _)| case.instance.strength_at(rule, group, Some(hotel)).price())
    }

    /// What each guest of a group weighs in rooms of a pool, for each rule that is not kept there.
    fn in_pool(&self, case: &Case<'_>, at: (usize, usize), pool: &Pool) -> impl Iterator<Item = Weight> {
        let (group, hotel) = at;
        let broken = self
            .of_pools
            .iter()
            .filter(move |(_, is_kept)| !is_kept(case, group, pool) && !stability::r32_had(case, at, pool));
        let wish = self.has_wishes.then(|| r7_wish(case, at, pool)).flatten();
        let prices = broken.filter_map(move |&(rule, _)| case.instance.strength_at(rule, group, Some(hotel)).price());
        prices.chain(wish)
    }
}

/// R7. What a guest of a group weighs in rooms of another type than it wishes for; none where it has its rooms already.
fn r7_wish(case: &Case<'_>, (group, hotel): (usize, usize), pool: &Pool) -> Option<Weight> {
    let (instance, wish) = (case.instance, &case.instance.groups[group].asks.room_wish);
    let is_granted = wish.is_empty() || wish.contains(&pool.room_type);
    let is_asked = !is_granted && instance.strength_at(Rule::R7, group, Some(hotel)) != Strength::Off;
    (is_asked && !stability::r32_had(case, (group, hotel), pool)).then_some(instance.rules.room_wish_weight)
}

/// Tells whether what a hotel and a group ask of each other is so, or need not be.
#[must_use]
pub fn admits_all(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    OF_TERMS.iter().all(|&(rule, is_kept)| case.admits(rule, (group, hotel), is_kept(case, group, hotel)))
}

/// Tells whether a guest of a group costs anything in a hotel, or in rooms of some of its pools, for rules that are not kept.
pub fn is_charged<'a>(case: &Case<'_>, at: (usize, usize), mut pools: impl Iterator<Item = &'a Pool>) -> bool {
    let priced = case.priced();
    priced.at_hotel(case, at).next().is_some()
        || ((priced.has_wishes || !priced.of_pools.is_empty())
            && pools.any(|pool| priced.in_pool(case, at, pool).next().is_some()))
}

/// Charges a guest of a group in a hotel with the rules that are not kept there.
pub fn charge_hotel(case: &Case<'_>, prices: &Prices<'_>, at: (usize, usize), per_guest: &mut Costs) {
    for weight in case.priced().at_hotel(case, at) {
        prices.charge(per_guest, LevelName::Breaches, weight.0);
    }
}

/// Charges a guest of a group in rooms of a pool with the rules that are not kept there.
pub fn charge_pool(case: &Case<'_>, prices: &Prices<'_>, at: (usize, usize), (pool, per_guest): (&Pool, &mut Costs)) {
    for weight in case.priced().in_pool(case, at, pool) {
        prices.charge(per_guest, LevelName::Breaches, weight.0);
    }
}
