//! Judges an allocation against its instance. Knows nothing of the program that produced it, and recomputes everything
//! from scratch; any plan can be judged, also one written by hand.

mod accessible;
mod apart;
pub mod bound;
mod breach;
mod budget;
mod capacity;
mod cohesion;
mod cohort;
mod crowd;
mod eligibility;
pub mod finding;
mod kept;
pub mod liaison;
mod meal;
mod objective;
mod opening;
mod pass;
mod plan;
mod relation;
pub mod rooming;
mod sharing;
mod stability;
mod stay;

pub use breach::Breach;
pub use finding::Finding;
pub use liaison::{LiaisonVerdict, postings, r44_liaison};
pub use rooming::{RoomingVerdict, Unkept, rooming};

use crate::domain::{Allocation, Instance};
use breach::Judged;
use plan::Plan;

/// What verifying found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Every rule that is broken, sorted; empty for an honest plan.
    pub findings: Vec<Finding>,
    /// Every soft rule that is broken, sorted, with what each weighs: together they are the level of breaches.
    pub breaches: Vec<Breach>,
    /// The objective, recomputed: one value for each level in the order of the policy, named as in plans.
    pub levels: Vec<LevelValue>,
    /// Guests not placed, by position of the group; only groups with some.
    pub unmet: Vec<(usize, u32)>,
    /// Bounds that were summed anew from their certificates, if any were given.
    pub bounds: Vec<LevelValue>,
}

/// A level of the objective, recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelValue {
    /// The name of the level: `unmet.1`, `splits`, … or `weighted`.
    pub name: String,
    /// Its value in parts.
    pub value: i128,
    /// How many parts make one unit.
    pub scale: i64,
}

/// The judgement of one rule: adds what it finds.
type Judgement = fn(&Plan, &mut Judged);

/// Every rule that is judged, with its judgement. R17 has two: of rooms and of cohorts.
const JUDGEMENTS: [(u8, Judgement); 43] = [
    (1, capacity::r1_rooms_by_night),
    (2, cohesion::r2_cover),
    (3, sharing::r3_sharing),
    (5, sharing::r5_same_sex),
    (7, sharing::r7_room_types_and_guests_max),
    (8, accessible::r8_accessible),
    (9, eligibility::r9_eligibility),
    (10, cohort::r10_separation),
    (11, apart::r11_exclusive),
    (12, apart::r12_cohort_window),
    (13, kept::r13_clean_floors),
    (14, kept::r14_staff_rooms),
    (15, kept::r15_reserve_rooms),
    (16, crowd::r16_city_reserve),
    (17, capacity::r17_turnover_of_rooms),
    (17, cohort::r17_turnover_of_cohorts),
    (18, cohesion::r18_hotels_max),
    (19, cohesion::r19_never_split),
    (20, cohesion::r20_chunk_min),
    (21, opening::r21_rooms_in_use),
    (22, cohesion::r22_same_wing),
    (23, relation::r23_pairs),
    (24, eligibility::r24_distance),
    (25, pass::r25_transfer),
    (26, crowd::r26_arrivals),
    (28, stay::r28_day_cut),
    (29, stay::r29_whole_stay),
    (29, stay::r29_stay_moves),
    (30, pass::r30_minimum_stay),
    (31, relation::r31_pins),
    (32, stability::r32_stability),
    (33, stability::r33_freeze),
    (34, eligibility::r34_status),
    (35, eligibility::r35_rate_max),
    (36, budget::r36_budgets),
    (37, crowd::r37_affordable),
    (39, pass::r39_grade),
    (40, pass::r40_zone),
    (41, eligibility::r41_facilities),
    (42, meal::r42_meals),
    (42, meal::r42_suppers),
    (43, apart::r43_shifts),
    (45, kept::r45_confidence),
];

/// Judges an allocation by every rule, and recomputes its objective.
///
/// Never fails: a row that names what the case does not have is a finding (rule 0) and places nobody.
#[must_use]
pub fn verify(instance: &Instance, allocation: &Allocation) -> Verdict {
    let mut judged = Judged::default();
    let plan = Plan::resolve(instance, allocation, &mut judged.findings);
    for (_, judge) in JUDGEMENTS {
        judge(&plan, &mut judged);
    }
    judged.settle();
    let Judged { findings, breaches } = judged;
    let levels = objective::levels(&plan, &breaches);
    Verdict { findings, breaches, levels, unmet: objective::unmet(&plan), bounds: Vec::new() }
}

/// Returns the numbers of the rules that are judged, each once, ascending.
#[must_use]
pub fn rules() -> Vec<u8> {
    let mut rules: Vec<u8> = JUDGEMENTS.iter().map(|&(rule, _)| rule).collect();
    rules.dedup();
    rules
}
