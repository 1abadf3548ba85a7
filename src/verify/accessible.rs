//! Accessible rooms: R8. Counts the guests of a group in rooms of either kind.

use super::breach::{Fault, Judged};
use super::plan::{Plan, counted};
use crate::domain::{Rule, Strength};

/// R8. Accessible rooms: in other rooms are at most the guests of a group who need none; whoever has an accessible one and
/// needs none weighs what a spare room weighs.
pub(super) fn r8_accessible(plan: &Plan, judged: &mut Judged) {
    let types = &plan.instance.rules.accessible_types;
    let moving = |at: &usize| plan.instance.kept(*at).is_none();
    for at in (0..plan.instance.groups.len()).filter(moving) {
        let group = &plan.instance.groups[at];
        let strength = plan.instance.strength_at(Rule::R8, at, None);
        let needed = u64::from(group.asks.accessible);
        let (mut accessible, mut others) = (0, 0);
        for entry in plan.of_group(at) {
            let kind = if types.contains(&plan.pool(entry).room_type) { &mut accessible } else { &mut others };
            *kind += entry.guests;
        }
        let without = others.saturating_sub(u64::from(group.guests) - needed);
        if needed > 0 && without > 0 {
            let guests = counted(without, "guest");
            let message = format!("Of {}, {guests} in need of an accessible room would have another.", group.id);
            judged.judge(strength, Fault::new(Rule::R8, without, message).of(group));
        }
        let spare = accessible.saturating_sub(needed);
        let weight = plan.instance.rules.accessible_spare_weight;
        if spare > 0 && weight.0 > 0 && strength != Strength::Off {
            let message = format!("{} of {} have an accessible room and need none.", counted(spare, "guest"), group.id);
            judged.judge(Strength::Soft(weight), Fault::new(Rule::R8, spare, message).of(group));
        }
    }
}
