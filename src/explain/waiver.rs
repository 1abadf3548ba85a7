//! What waivers allowed: the breaches of a plan that there would be without each of them. Judges with `verify`, and solves
//! nothing: it says what a waiver let through, not what another plan would have cost.

use crate::domain::{Allocation, Instance, Strength, Weight};
use crate::verify::{self, Breach};

/// A waiver, and what it let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Position of the waiver in the rules.
    pub waiver: usize,
    /// What would be broken if it did not hold, by the unit of its rule; no prices.
    pub allowed: Vec<Breach>,
}

/// Returns what each waiver of a case lets through in a plan, in their order.
#[must_use]
pub fn waived(instance: &Instance, allocation: &Allocation) -> Vec<Waived> {
    if instance.rules.waivers.is_empty() {
        return Vec::new();
    }
    let mut counted = instance.clone();
    let all = (0..instance.rules.waivers.len()).map(|waiver| {
        let rule = instance.rules.waivers[waiver].rule;
        counted.rules.strengths = instance.rules.strengths;
        counted.rules.strengths.set(rule, Strength::Soft(Weight(0)));
        counted.pairs.clone_from(&instance.pairs);
        counted.pairs.iter_mut().for_each(|pair| pair.strength = Strength::Soft(Weight(0)));
        let of_rule = |case: &Instance| -> Vec<Breach> {
            let breaches = verify::verify(case, allocation).breaches;
            breaches.into_iter().filter(|breach| breach.rule == rule).collect()
        };
        let with = of_rule(&counted);
        let removed = counted.rules.waivers.remove(waiver);
        let without = of_rule(&counted);
        counted.rules.waivers.insert(waiver, removed);
        Waived { waiver, allowed: without.into_iter().filter(|breach| !with.contains(breach)).collect() }
    });
    all.collect()
}
