//! Money that groups share: R36 budgets. Adds up rooms, nights and rates; opening costs are none of its business.

use super::breach::{Fault, Judged};
use super::objective::paid;
use super::plan::{Entry, Plan};
use crate::domain::{Budget, Money, Rule};

/// R36. Budgets: the rooms of the groups that share one cost at most so much over all their nights.
pub(super) fn r36_budgets(plan: &Plan, judged: &mut Judged) {
    for budget in &plan.instance.rules.budgets {
        let over = spent(plan, budget) - i128::from(budget.most.0);
        if over > 0 {
            let who = match budget.class.map(|class| plan.instance.classes[class].name.as_str()) {
                None => "The plan spends".to_owned(),
                Some("") => "Groups of no class spend".to_owned(),
                Some(name) => format!("Class {name} spends"),
            };
            let spent = crate::domain::quantity::fixed_text(spent(plan, budget), Money::SCALE);
            let message = format!("{who} {spent} on rooms, at most {} is allowed.", budget.most);
            let fault = Fault::new(Rule::R36, u64::try_from(over).unwrap_or(u64::MAX), message).in_parts(Money::SCALE);
            judged.judge(plan.instance.strength_of_budget(budget), fault);
        }
    }
}

fn spent(plan: &Plan, budget: &Budget) -> i128 {
    let shares = |entry: &&Entry| budget.class.is_none_or(|class| plan.group(entry).class == class);
    plan.entries.iter().filter(shares).map(|entry| i128::from(entry.rooms) * for_a_room(plan, entry)).sum()
}

/// Returns what one room costs on all nights of a stay, the share that the group pays (R35); a night of unknown rate costs
/// nothing.
fn for_a_room(plan: &Plan, entry: &Entry) -> i128 {
    let (group, pool) = (plan.group(entry), plan.pool(entry));
    let rate = |night| pool.offer(night).and_then(|offer| offer.rate).unwrap_or_default();
    group.stay.nights().map(|night| i128::from(paid(group, rate(night)))).sum()
}
