//! The fixed filters: why a hotel can never take a group, whatever anybody else does. Ordered, so that a funnel can
//! count how many hotels each one leaves; candidates are exactly the hotels that pass them all.

use std::collections::HashMap;

use crate::domain::{HotelStatus, Instance, Pin, PinRelation, Pool, Rule};

use super::charge::Priced;
use super::reach::Reach;
use super::stability::{self, Former};
use super::{capacity, cohesion, eligibility, entry, meal, money, position, proximity, relation};

/// A case with what the filters look up again and again.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// By group, those that are followed at all; those of one hotel next to each other.
    pins_of: Vec<Vec<&'a Pin>>,
    /// By group, whether it must be placed wholly.
    is_bound: Vec<bool>,
    /// Whether `must` and `must_not` are orders, and no wishes.
    pins_are_hard: bool,
    /// The rules that filter and have a price.
    priced: Priced,
    /// Where groups were by the plan before this one, by position of the group.
    former: HashMap<usize, Former>,
    /// How many hotels are open.
    n_open: usize,
}

impl<'a> Case<'a> {
    /// Prepares a case.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let mut pins_of = vec![Vec::new(); instance.groups.len()];
        for pin in instance.pins.iter().filter(|pin| instance.holds(pin)) {
            pins_of[pin.group].push(pin);
        }
        for pins in &mut pins_of {
            pins.sort_by_key(|pin| pin.hotel);
        }
        let pins_are_hard = instance.strength(Rule::R31).is_hard();
        let orders_all = |pins: &Vec<&Pin>| pins.iter().any(|pin| pin.relation == PinRelation::Must(None));
        let is_bound = pins_of.iter().map(|pins| pins_are_hard && orders_all(pins)).collect();
        let n_open = instance.hotels.iter().filter(|hotel| hotel.status == HotelStatus::Open).count();
        let priced = Priced::new(instance);
        let former = stability::former(instance);
        Self { instance, pins_of, is_bound, pins_are_hard, priced, former, n_open }
    }

    /// Returns the pins of a group, by hotel.
    #[must_use]
    pub fn pins_of(&self, group: usize) -> &[&'a Pin] {
        &self.pins_of[group]
    }

    /// Returns the pins of a group that name a hotel.
    pub fn pins_at(&self, group: usize, hotel: usize) -> impl Iterator<Item = &'a Pin> {
        let pins = &self.pins_of[group];
        let first = pins.partition_point(|pin| pin.hotel < hotel);
        pins[first..].iter().copied().take_while(move |pin| pin.hotel == hotel)
    }

    /// Tells whether a group is let into a hotel by a rule that it keeps there or not: it is, where the rule need not hold.
    #[must_use]
    pub fn admits(&self, rule: Rule, (group, hotel): (usize, usize), is_kept: bool) -> bool {
        is_kept || !self.instance.strength_at(rule, group, Some(hotel)).is_hard()
    }

    /// Returns the rules that filter and have a price.
    #[must_use]
    pub fn priced(&self) -> &Priced {
        &self.priced
    }

    /// Tells whether `must` and `must_not` are orders; else each guest who is elsewhere has a price (R31).
    #[must_use]
    pub fn pins_are_hard(&self) -> bool {
        self.pins_are_hard
    }

    /// Returns where a group was by the plan before this one.
    #[must_use]
    pub fn former(&self, group: usize) -> Option<&Former> {
        self.former.get(&group)
    }

    /// Returns where a group was that stays there; none for a group that may go anywhere (R32).
    #[must_use]
    pub fn staying(&self, group: usize) -> Option<&Former> {
        self.former.get(&group).filter(|_| self.instance.kept(group).is_some())
    }

    /// Tells whether a group stays where it was, and nobody joined it since: it looks at no other hotel (R32).
    #[must_use]
    pub fn is_settled(&self, group: usize) -> bool {
        self.staying(group).is_some_and(|former| stability::growth(self.instance, group, former) == 0)
    }

    /// Tells whether a group stays in a hotel where it was: nobody asks whether the hotel suits it (R32).
    #[must_use]
    pub fn stays_at(&self, group: usize, hotel: usize) -> bool {
        self.staying(group).is_some_and(|former| former.guests_at(hotel) > 0)
    }

    /// Tells whether the whole group must be placed, and only where it is pinned (R31).
    #[must_use]
    pub fn is_bound(&self, group: usize) -> bool {
        self.is_bound[group]
    }
}

/// One filter of the funnel: it looks at a group and a hotel, and assumes that the earlier ones passed.
#[derive(Clone, Copy)]
pub struct Filter {
    /// The rule it comes from: `R24`.
    pub rule: &'static str,
    /// What is left after it, for people: `within reach`.
    pub left: &'static str,
    passes: fn(&Case<'_>, usize, usize) -> bool,
}

impl std::fmt::Debug for Filter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.rule, self.left)
    }
}

impl Filter {
    /// Tells whether a hotel passes for a group.
    #[must_use]
    pub fn passes(&self, case: &Case<'_>, group: usize, hotel: usize) -> bool {
        (self.passes)(case, group, hotel)
    }
}

/// The filters, in the order of the funnel.
pub const FILTERS: [Filter; 16] = [
    Filter { rule: "R32", left: "where it is already", passes: stability::r32_where_it_was },
    Filter {
        rule: "R34",
        left: "open",
        passes: |case, g, h| case.admits(Rule::R34, (g, h), eligibility::r34_status(case, g, h)),
    },
    Filter { rule: "R31", left: "not ruled out by a pin", passes: relation::r31_may_use },
    Filter {
        rule: "R24",
        left: "within reach",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R24, (g, h), proximity::r24_distance(case.instance, g, h))
        },
    },
    Filter { rule: "R33", left: "not frozen after a case", passes: stability::r33_freeze },
    Filter {
        rule: "R9",
        left: "qualified for the class",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R9, (g, h), eligibility::r9_eligibility(case.instance, g, h))
        },
    },
    Filter {
        rule: "R41",
        left: "with the facilities asked for",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R41, (g, h), eligibility::r41_facilities(case.instance, g, h))
        },
    },
    Filter {
        rule: "R40",
        left: "in a zone of its pass",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R40, (g, h), entry::r40_zone(case.instance, g, h))
        },
    },
    Filter {
        rule: "R39",
        left: "of the grade asked for",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R39, (g, h), entry::r39_grade(case.instance, g, h))
        },
    },
    Filter {
        rule: "R30",
        left: "for a stay of this length",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R30, (g, h), entry::r30_minimum_stay(case.instance, g, h))
        },
    },
    Filter {
        rule: "R25",
        left: "near enough to its port",
        passes: |case, g, h| {
            case.stays_at(g, h) || case.admits(Rule::R25, (g, h), entry::r25_transfer(case.instance, g, h))
        },
    },
    Filter { rule: "R7", left: "with a room type allowed", passes: |case, g, h| pools(case, g, h, 1).next().is_some() },
    Filter {
        rule: "R1",
        left: "with such a room on every night of the stay",
        passes: |case, g, h| pools(case, g, h, 2).next().is_some(),
    },
    Filter {
        rule: "R35",
        left: "at a known rate within the cap",
        passes: |case, g, h| pools(case, g, h, 3).next().is_some(),
    },
    Filter { rule: "R20", left: "with room for the smallest part allowed", passes: r20_room_for_chunk },
    Filter { rule: "R42", left: "with meals for the smallest part allowed", passes: meal::r42_meals_for_chunk },
];

/// The first filter that a hotel fails for a group; none for a candidate.
#[must_use]
pub fn first_failed(case: &Case<'_>, group: usize, hotel: usize) -> Option<&'static Filter> {
    FILTERS.iter().find(|filter| !filter.passes(case, group, hotel))
}

/// How many hotels fail each filter for a group and passed the ones before it.
///
/// Looks only at hotels within reach and at those that pins name: of all others, the closed ones fail for that, and the
/// open ones because the group is bound to others, or because they are too far.
#[must_use]
pub fn losses(case: &Case<'_>, reach: &mut Reach<'_>, group: usize) -> [usize; FILTERS.len()] {
    let mut looked_at: Vec<u32> = reach.of(group).into_iter().map(|(hotel, _)| hotel).collect();
    looked_at.extend(case.pins_of(group).iter().map(|pin| position(pin.hotel)));
    looked_at.extend(case.staying(group).into_iter().flat_map(Former::hotels).map(position));
    if !case.instance.strength_at(Rule::R34, group, None).is_hard() || waives(case.instance, Rule::R34) {
        looked_at = (0..position(case.instance.hotels.len())).collect();
    }
    looked_at.sort_unstable();
    looked_at.dedup();
    let mut lost = [0; FILTERS.len()];
    let (mut others, mut others_open) = (case.instance.hotels.len(), case.n_open);
    for hotel in looked_at.into_iter().map(|hotel| hotel as usize) {
        others -= 1;
        others_open -= usize::from(case.instance.hotels[hotel].status == HotelStatus::Open);
        if let Some(at) = FILTERS.iter().position(|filter| !filter.passes(case, group, hotel)) {
            lost[at] += 1;
        }
    }
    let of_rule = |rule: &str| FILTERS.iter().position(|filter| filter.rule == rule);
    let far = if case.is_bound(group) { "R31" } else { "R24" };
    let (closed, far) = if case.is_settled(group) { ("R32", "R32") } else { ("R34", far) };
    for (rule, failed) in [(closed, others - others_open), (far, others_open)] {
        lost[of_rule(rule).unwrap_or(0)] += failed;
    }
    lost
}

fn waives(instance: &Instance, rule: Rule) -> bool {
    instance.rules.waivers.iter().any(|waiver| waiver.rule == rule)
}

/// The pools of a hotel that a group may use, with their positions, after so many of the filters on pools.
pub fn pools<'a>(case: &Case<'a>, group: usize, hotel: usize, stage: u8) -> impl Iterator<Item = (usize, &'a Pool)> {
    let instance = case.instance;
    let wishes = &instance.groups[group];
    let wings = relation::allowed_wings(case, group, hotel);
    let turnover_nights = instance.turnover_nights(group);
    instance.hotels[hotel].pools.iter().enumerate().filter(move |(_, pool)| {
        let has_it = stability::r32_had(case, (group, hotel), pool);
        wings.allow(&pool.wing)
            && stability::r32_may_use(case, (group, hotel), pool)
            && (has_it || case.admits(Rule::R7, (group, hotel), eligibility::r7_room_type(wishes, pool)))
            && (stage < 2 || capacity::r1_guests_fitting(wishes, turnover_nights, &pool.offers) > 0)
            && (stage < 3
                || has_it
                || case.admits(Rule::R35, (group, hotel), money::r35_rate_max(wishes, &pool.offers)))
    })
}

/// R19, R20. The usable rooms of the hotel hold the fewest guests that the group may send there.
fn r20_room_for_chunk(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    if case.staying(group).is_some() {
        return true;
    }
    let holding = |pool: &Pool| capacity::r7_holding(case.instance, (group, hotel), (&pool.room_type, &pool.offers));
    let fitting = pools(case, group, hotel, 3).map(|(_, pool)| u64::from(holding(pool).guests)).sum::<u64>();
    fitting >= u64::from(cohesion::r20_guests_min(case.instance, group))
}
