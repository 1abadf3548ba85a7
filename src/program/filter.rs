//! The fixed filters: why a hotel can never take a group, whatever anybody else does. Ordered, so that a funnel can
//! count how many hotels each one leaves; candidates are exactly the hotels that pass them all.

use crate::domain::{Instance, Pin, PinRelation, Pool};

use super::{capacity, cohesion, eligibility, meal, money, proximity, relation};

/// A case with what the filters look up again and again.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The case.
    pub instance: &'a Instance,
    pins_of: Vec<Vec<&'a Pin>>,
}

impl<'a> Case<'a> {
    /// Prepares a case.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let mut pins_of = vec![Vec::new(); instance.groups.len()];
        for pin in &instance.pins {
            pins_of[pin.group].push(pin);
        }
        Self { instance, pins_of }
    }

    /// Returns the pins of a group.
    #[must_use]
    pub fn pins_of(&self, group: usize) -> &[&'a Pin] {
        &self.pins_of[group]
    }

    /// Returns the pins of a group that name a hotel.
    pub fn pins_at(&self, group: usize, hotel: usize) -> impl Iterator<Item = &'a Pin> {
        self.pins_of[group].iter().copied().filter(move |pin| pin.hotel == hotel)
    }

    /// Tells whether the whole group must be placed, and only where it is pinned (R31).
    #[must_use]
    pub fn is_bound(&self, group: usize) -> bool {
        self.pins_of[group].iter().any(|pin| pin.relation == PinRelation::Must(None))
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
pub const FILTERS: [Filter; 10] = [
    Filter { rule: "R34", left: "open", passes: eligibility::r34_status },
    Filter { rule: "R31", left: "not ruled out by a pin", passes: relation::r31_may_use },
    Filter { rule: "R24", left: "within reach", passes: |case, g, h| proximity::r24_distance(case.instance, g, h) },
    Filter {
        rule: "R9",
        left: "qualified for the class",
        passes: |case, g, h| eligibility::r9_eligibility(case.instance, g, h),
    },
    Filter {
        rule: "R41",
        left: "with the facilities asked for",
        passes: |case, g, h| eligibility::r41_facilities(case.instance, g, h),
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

/// The pools of a hotel that a group may use, with their positions, after so many of the filters on pools.
fn pools<'a>(case: &Case<'a>, group: usize, hotel: usize, stage: u8) -> impl Iterator<Item = (usize, &'a Pool)> {
    let instance = case.instance;
    let wishes = &instance.groups[group];
    let wings = relation::allowed_wings(case, group, hotel);
    instance.hotels[hotel].pools.iter().enumerate().filter(move |(_, pool)| {
        wings.allow(&pool.wing)
            && eligibility::r7_room_type(wishes, pool)
            && (stage < 2 || capacity::r1_guests_fitting(wishes, pool) > 0)
            && (stage < 3 || money::r35_rate_max(wishes, pool))
    })
}

/// The pools of a hotel that a group may use, with their positions.
pub fn usable_pools<'a>(case: &Case<'a>, group: usize, hotel: usize) -> impl Iterator<Item = (usize, &'a Pool)> {
    pools(case, group, hotel, 3)
}

/// R19, R20. The usable rooms of the hotel hold the fewest guests that the group may send there.
fn r20_room_for_chunk(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    let wishes = &case.instance.groups[group];
    let fitting = usable_pools(case, group, hotel)
        .map(|(_, pool)| u64::from(capacity::r1_guests_fitting(wishes, pool)))
        .sum::<u64>();
    fitting >= u64::from(cohesion::r20_guests_min(wishes))
}
