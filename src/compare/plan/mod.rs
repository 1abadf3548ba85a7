//! Two plans side by side: levels, totals, groups, hotels, nights, money and rules, and who moves.

mod broken;
mod moved;
mod side;

use std::collections::{BTreeMap, BTreeSet};

pub use self::broken::{Broken, RuleDiff};
pub use self::moved::{Kind, Step};
pub use self::side::{OfGroup, OfHotel, OfNight, Place, Side};

use super::both::{Both, joined};
use crate::domain::{Km, Money};

/// A number on both sides, in parts of which `scale` make one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// What it is: the name of a level, or what is counted.
    pub name: String,
    /// Its value; none where that side does not have it.
    pub value: Both<Option<i128>>,
    /// Parts in one unit.
    pub scale: i64,
}

impl Amount {
    /// Returns by how much the second side has more, in parts; none where either does not have it.
    #[must_use]
    pub fn difference(&self) -> Option<i128> {
        Some(self.value.b? - self.value.a?)
    }
}

/// What differs between two plans. Lists hold only what differs, but for levels and totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDiff {
    /// The levels of the objective, recomputed on either side: those of the first, then those that only the second has.
    pub levels: Vec<Amount>,
    /// The plans in a few numbers.
    pub totals: Vec<Amount>,
    /// Who moves, comes in or drops out, and what for; by group.
    pub moves: Vec<Step>,
    /// Groups, by name.
    pub groups: BTreeMap<String, Both<OfGroup>>,
    /// Hotels, by name.
    pub hotels: BTreeMap<String, Both<OfHotel>>,
    /// Nights, by date; one without a name in a case without dates.
    pub nights: BTreeMap<String, Both<OfNight>>,
    /// What is broken of which rule, by its number.
    pub rules: Vec<RuleDiff>,
    /// What is broken on one side alone.
    pub broken: Vec<Broken>,
}

impl PlanDiff {
    /// Parts in one unit of the ways of groups.
    pub const TRAVEL_SCALE: i64 = Km::SCALE;

    /// Compares two plans, each by the case that it is for.
    #[must_use]
    pub fn of(a: &Side<'_>, b: &Side<'_>) -> Self {
        let groups = joined(a.groups(), b.groups());
        let hotels = joined(a.hotels(), b.hotels());
        let totals = totals(a, b, &hotels);
        let (rules, broken) = broken::compared(a.verdict, b.verdict);
        let moves = moved::steps(a, b, &groups);
        let nights = joined(a.nights(), b.nights());
        Self {
            levels: levels(a, b),
            totals,
            moves,
            groups: differing(groups),
            hotels: differing(hotels),
            nights: differing(nights),
            rules,
            broken,
        }
    }

    /// Tells whether the plans are the same in everything that is compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let same = |amount: &Amount| !amount.value.differs();
        self.levels.iter().all(same)
            && self.totals.iter().all(same)
            && (self.moves.is_empty() && self.groups.is_empty() && self.hotels.is_empty())
            && (self.nights.is_empty() && self.rules.is_empty() && self.broken.is_empty())
    }
}

fn differing<V: PartialEq>(all: BTreeMap<String, Both<V>>) -> BTreeMap<String, Both<V>> {
    all.into_iter().filter(|(_, both)| both.differs()).collect()
}

fn levels(a: &Side<'_>, b: &Side<'_>) -> Vec<Amount> {
    let (ours, theirs) = (&a.verdict.levels, &b.verdict.levels);
    let names: Vec<&str> = ours.iter().chain(theirs).map(|level| level.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    let new = names.into_iter().filter(|name| seen.insert(*name));
    new.filter_map(|name| {
        let of = |levels: &'_ [crate::verify::LevelValue]| levels.iter().find(|level| level.name == name).cloned();
        let found = Both { a: of(ours), b: of(theirs) };
        let scale = found.a.as_ref().or(found.b.as_ref())?.scale;
        Some(Amount { name: name.to_owned(), value: found.map(|level| level.as_ref().map(|level| level.value)), scale })
    })
    .collect()
}

fn totals(a: &Side<'_>, b: &Side<'_>, hotels: &BTreeMap<String, Both<OfHotel>>) -> Vec<Amount> {
    let sum = |of: fn(&OfHotel) -> i128| Both {
        a: hotels.values().map(|both| of(&both.a)).sum::<i128>(),
        b: hotels.values().map(|both| of(&both.b)).sum::<i128>(),
    };
    let sides = Both { a, b };
    let come = sides.map(|side| side.instance.comers());
    let left_out = sides.map(|side| side.instance.left_out(&side.verdict.unmet));
    let guests = come.map(|&(_, guests)| i128::from(guests));
    let unmet: Both<i128> = left_out.map(|groups| groups.values().map(|&guests| i128::from(guests)).sum());
    let placed = Both { a: guests.a - unmet.a, b: guests.b - unmet.b };
    let all = [
        ("groups", come.map(|&(groups, _)| i128::from(groups)), 1),
        ("groups not wholly placed", left_out.map(|groups| groups.len() as i128), 1),
        ("guests", guests, 1),
        ("guests placed", placed, 1),
        ("guests unmet", unmet, 1),
        ("hotels used", sum(|hotel| i128::from(hotel.guests > 0)), 1),
        ("rooms", sum(|hotel| i128::from(hotel.rooms)), 1),
        ("room nights", sum(|hotel| i128::from(hotel.room_nights)), 1),
        ("money", sum(|hotel| hotel.money), Money::SCALE),
    ];
    let amount = |(name, both, scale): (&str, Both<i128>, i64)| Amount {
        name: name.to_owned(),
        value: both.map(|&value| Some(value)),
        scale,
    };
    all.into_iter().map(amount).collect()
}
