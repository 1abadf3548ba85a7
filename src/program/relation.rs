//! Wishes and orders that name groups or hotels one by one: pairs and pins.

use std::collections::BTreeSet;

use crate::domain::{Instance, Level, LevelName, Pair, PairRelation, Pin, PinRelation, Pool, Rule, SeparateWindow};

use super::capacity::r17_held;
use super::cost::Costs;
use super::filter::Case;
use super::price::{Force, Prices};
use super::primitive::{Link, LinkKind, Requirement, Unit};
use super::row::{Row, Side, Term};

/// The wings of a hotel that pins leave to a group (R31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedWings<'a> {
    /// The only ones, where the whole group is bound to wings here; none where it is not bound to any.
    only: Option<BTreeSet<&'a str>>,
    barred: BTreeSet<&'a str>,
    all_barred: bool,
}

impl AllowedWings<'_> {
    /// Tells whether a wing is left.
    #[must_use]
    pub fn allow(&self, wing: &str) -> bool {
        !self.all_barred && !self.barred.contains(wing) && self.only.as_ref().is_none_or(|only| only.contains(wing))
    }
}

/// R31. The wings of a hotel that a group may use: all, those it is bound to, less those barred by `must_not`.
#[must_use]
pub fn allowed_wings<'a>(case: &Case<'a>, group: usize, hotel: usize) -> AllowedWings<'a> {
    let mut wings = AllowedWings { only: None, barred: BTreeSet::new(), all_barred: false };
    let mut whole_hotel = !case.is_bound(group);
    let mut bound_to = BTreeSet::new();
    for pin in case.pins_at(group, hotel).filter(|_| case.pins_are_hard()) {
        match (pin.relation, &pin.wing) {
            (PinRelation::MustNot, None) => wings.all_barred = true,
            (PinRelation::MustNot, Some(wing)) => drop(wings.barred.insert(wing.as_str())),
            (PinRelation::Must(_), None) => whole_hotel = true,
            (PinRelation::Must(_), Some(wing)) => drop(bound_to.insert(wing.as_str())),
            (PinRelation::Prefer(_) | PinRelation::Avoid(_), _) => {}
        }
    }
    wings.only = (!whole_hotel).then_some(bound_to);
    wings
}

/// R31. Pins leave the group at least one wing of the hotel. A hotel without rooms fails a later filter.
#[must_use]
pub fn r31_may_use(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    let wings = allowed_wings(case, group, hotel);
    let nowhere = wings.all_barred || wings.only.as_ref().is_some_and(BTreeSet::is_empty);
    let pools = &case.instance.hotels[hotel].pools;
    !nowhere && (pools.is_empty() || pools.iter().any(|pool| wings.allow(&pool.wing)))
}

/// R31. Guests that must be in a candidate's hotel or in one of its wings.
#[must_use]
pub fn r31_required(
    case: &Case<'_>,
    (group, hotel): (usize, usize),
    wing_of: &dyn Fn(&str) -> Option<u32>,
) -> Vec<Requirement> {
    case.pins_at(group, hotel)
        .filter(|_| case.pins_are_hard())
        .filter_map(|pin| match pin.relation {
            PinRelation::Must(Some(guests)) => {
                Some(Requirement { wing: pin.wing.as_deref().and_then(wing_of), guests })
            }
            _ => None,
        })
        .collect()
}

/// What wishes are charged to: a group at a hotel.
#[derive(Debug, Clone, Default)]
pub struct Wishes<'a> {
    /// Position of the group.
    pub group: usize,
    /// Position of the hotel.
    pub hotel: usize,
    /// What each guest costs there.
    pub per_guest: Costs,
    /// The pool of each place there, and what each guest in it costs besides.
    pub places: Vec<(&'a Pool, Costs)>,
}

/// R31. Charges wishes: a placed guest who is not in a preferred hotel or wing, or who is in one to be avoided. Where pins
/// are soft, `must_not` is a wish like `avoid`, and a guest of a group with a `must` without a count costs as much wherever
/// no `must` points.
pub fn r31_wishes(case: &Case<'_>, prices: &Prices<'_>, wishes: &mut Wishes<'_>) {
    let price = case.instance.strength(Rule::R31).price();
    for pin in case.pins_of(wishes.group) {
        let here = pin.hotel == wishes.hotel;
        let (weight, if_there) = match (pin.relation, price) {
            (PinRelation::Prefer(weight), _) => (weight, false),
            (PinRelation::Avoid(weight), _) | (PinRelation::MustNot, Some(weight)) => (weight, true),
            (PinRelation::Must(_) | PinRelation::MustNot, _) => continue,
        };
        match &pin.wing {
            Some(wing) if here => {
                for (_, per_guest) in wishes.places.iter_mut().filter(|(at, _)| (at.wing == *wing) == if_there) {
                    prices.charge(per_guest, LevelName::Breaches, weight.0);
                }
            }
            _ if here == if_there => prices.charge(&mut wishes.per_guest, LevelName::Breaches, weight.0),
            _ => {}
        }
    }
    let pins = case.pins_of(wishes.group);
    if let Some(weight) = price.filter(|_| pins.iter().any(|pin| pin.relation == PinRelation::Must(None))) {
        let musts: Vec<&Pin> = case
            .pins_at(wishes.group, wishes.hotel)
            .filter(|pin| matches!(pin.relation, PinRelation::Must(_)))
            .collect();
        let is_bidden = |at: &str| musts.iter().any(|pin| pin.wing.as_ref().is_none_or(|wing| wing == at));
        for (_, per_guest) in wishes.places.iter_mut().filter(|(at, _)| !is_bidden(&at.wing)) {
            prices.charge(per_guest, LevelName::Breaches, weight.0);
        }
    }
}

/// R31. The rows of orders for a count of guests: hard ones in a hotel that the group cannot use at all, which nothing can
/// satisfy, and all soft ones.
#[must_use]
pub fn r31_counted(
    case: &Case<'_>,
    prices: &Prices<'_>,
    candidate_at: &dyn Fn(usize, usize) -> Option<u32>,
    places_of: &dyn Fn(u32, Option<&str>) -> Vec<u32>,
) -> Vec<Row> {
    let instance = case.instance;
    let row = |pin: &Pin| {
        let PinRelation::Must(Some(guests)) = pin.relation else { return None };
        let candidate = candidate_at(pin.group, pin.hotel);
        let price = prices.force(instance.strength(Rule::R31)).price()?;
        if price.is_none() && candidate.is_some() {
            return None;
        }
        let places = candidate.map(|candidate| places_of(candidate, pin.wing.as_deref())).unwrap_or_default();
        let term = |place| Some(Term { candidate: candidate?, place, per_guest: 1, per_room: 0 });
        let lower = Some(Side { limit: i64::from(guests), price });
        Some(Row {
            name: format!("pin {}", pin.place),
            terms: places.into_iter().filter_map(term).collect(),
            lower,
            upper: None,
        })
    };
    instance.pins.iter().filter(|pin| instance.holds(pin)).filter_map(row).collect()
}

/// R23. The links of the pairs; an `apart` pair that never meets needs none.
#[must_use]
pub fn r23_pairs(instance: &Instance, prices: &Prices<'_>, hotels_of: &dyn Fn(usize) -> Vec<u32>) -> Vec<Link> {
    let link = |pair: &Pair| {
        let (smaller, larger) = by_size(instance, pair);
        let kind = match pair.relation {
            PairRelation::Same(level) => LinkKind::Within(unit(level)),
            PairRelation::Apart(level) => meet(instance, pair).then(|| LinkKind::Disjoint(unit(level)))?,
            PairRelation::Near => LinkKind::Near { far: far_apart(instance, &hotels_of(smaller), &hotels_of(larger)) },
        };
        let price = match prices.force(instance.strength_of_pair(pair)) {
            Force::Hard => None,
            Force::Priced(per_guest) => Some(broken_price(&per_guest, instance.groups[smaller].guests)),
            Force::Nothing => return None,
        };
        Some(Link { a: super::position(smaller), b: super::position(larger), kind, price })
    };
    instance.pairs.iter().filter_map(link).collect()
}

/// R23. The smaller group of a pair and the larger; of two equal ones the lower id counts as larger.
fn by_size(instance: &Instance, pair: &Pair) -> (usize, usize) {
    let rank = |group: usize| (instance.groups[group].guests, std::cmp::Reverse(group));
    if rank(pair.a) < rank(pair.b) { (pair.a, pair.b) } else { (pair.b, pair.a) }
}

/// R23. Whether two groups ever use rooms on the same night, turnover included.
fn meet(instance: &Instance, pair: &Pair) -> bool {
    let held = |group: usize| r17_held(instance, group);
    instance.rules.separate_window == SeparateWindow::Horizon || held(pair.a).overlaps(held(pair.b))
}

/// R23. The pairs of hotels that are not near each other: farther apart than the rule says, or nobody knows how far.
fn far_apart(instance: &Instance, of_a: &[u32], of_b: &[u32]) -> Vec<(u32, u32)> {
    let near = |a: u32, b: u32| {
        let at = |hotel: u32| instance.hotels[hotel as usize].coordinates;
        a == b || matches!((at(a), at(b)), (Some(from), Some(to)) if from.km_to(to) <= instance.rules.near_km)
    };
    of_a.iter().flat_map(|&a| of_b.iter().map(move |&b| (a, b))).filter(|&(a, b)| !near(a, b)).collect()
}

/// R23. The price of a broken soft pair: the weight for each guest of the smaller group.
fn broken_price(per_guest: &Costs, guests: u32) -> Costs {
    Costs(per_guest.iter().map(|&(level, price)| (level, price.saturating_mul(i64::from(guests)))).collect())
}

fn unit(level: Level) -> Unit {
    match level {
        Level::Hotel => Unit::Hotel,
        Level::Wing => Unit::Wing,
    }
}
