//! Limits that many groups share: budgets (R36) with their strengths, and what is said of them.
//!
//! Judges no plan: whether a limit can be kept is found out by solving.

use super::ledger::Ledger;
use crate::diagnostic::{Code, Place};
use crate::domain::{Affordable, Budget, Class, Hotel, HotelStatus, Rule, Strength, Weight};
use crate::read::policy::{Policy, StayRules};

/// R36. Returns the budgets of the policy: of the whole case, then of the classes that have groups. A class that does
/// not say whether its budget holds does as the whole case does.
pub fn budgets(policy: &Policy, classes: &[Class], ledger: &mut Ledger) -> Vec<Budget> {
    let of_classes = classes.iter().enumerate().map(|(at, class)| (Some(at), policy.classes.get(&class.name)));
    let default = policy.strengths.get(&Rule::R36).copied().unwrap_or(Strength::Hard);
    let mut budgets = Vec::new();
    for (class, rules) in [(None, Some(&policy.rules))].into_iter().chain(of_classes) {
        let Some((rules, most)) = rules.and_then(|rules| rules.budget.map(|most| (rules, most))) else { continue };
        let is_soft = rules.budget_soft.or(policy.rules.budget_soft);
        let weight = rules.budget_weight.or(policy.rules.budget_weight);
        let strength = strength(is_soft, weight, default);
        if rules.budget_weight.is_some() && strength.is_hard() {
            say_useless_weight(rules, ledger);
        }
        budgets.push(Budget { class, most, strength });
    }
    budgets
}

/// Returns the strength of something that may say its own, where the policy has one for all that do not. That of a rule
/// that is off stays what it would be: it is looked up whether the rule holds.
pub fn strength(is_soft: Option<bool>, weight: Option<Weight>, default: Strength) -> Strength {
    let price = if let Strength::Soft(price) = default { price } else { Weight::ONE };
    let is_soft = is_soft.unwrap_or(matches!(default, Strength::Soft(_)));
    if is_soft { Strength::Soft(weight.unwrap_or(price)) } else { Strength::Hard }
}

/// R37. Returns how much must be cheap; none where nobody asks. One of the two numbers alone means nothing, and it is said.
pub fn affordable(policy: &Policy, ledger: &mut Ledger) -> Option<Affordable> {
    let shared = &policy.whole.shared;
    if let (Some(rate), Some(share)) = (shared.affordable_rate, shared.affordable_share) {
        return Some(Affordable { rate, share });
    }
    let given = [
        (shared.affordable_rate.is_some(), "affordable_rate"),
        (shared.affordable_share.is_some(), "affordable_share"),
    ];
    if let Some((_, key)) = given.into_iter().find(|&(is_given, _)| is_given) {
        let message = format!("`{key}` has no effect alone");
        let help = "give both affordable_rate and affordable_share, or remove it";
        ledger.say(Code::HalfARule, &place_of(&policy.rules), "", message, help);
    }
    None
}

fn say_useless_weight(rules: &StayRules, ledger: &mut Ledger) {
    let message = "`budget_weight` weighs nothing: the limit is hard";
    let help = "write budget_strength = \"soft\", or remove the weight";
    ledger.say(Code::WeightWithoutSoft, &place_of(rules), "", message, help);
}

/// Says how many quotes count nothing against a budget, because nobody knows their rate.
pub fn say_unknown_rates(policy: &Policy, hotels: &[Hotel], ledger: &mut Ledger) {
    let budgeted = policy.classes.values().chain([&policy.rules]).filter(|rules| rules.budget.is_some());
    let Some(rules) = budgeted.min_by_key(|rules| place_of(rules).line) else { return };
    let open = hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed);
    let offers: Vec<_> = open.flat_map(|hotel| &hotel.pools).flat_map(|pool| &pool.offers).collect();
    let n_unknown = offers.iter().filter(|offer| offer.rooms > 0 && offer.rate.is_none()).count();
    if n_unknown > 0 {
        let message = format!("{n_unknown} of {} quotes have no rate, and count 0 against the budget", offers.len());
        let help = "ask for the rates; a `rate_max` refuses rooms of unknown rate";
        ledger.say(Code::UnknownRates, &place_of(rules), "", message, help);
    }
}

/// Returns where some rules stand.
fn place_of(rules: &StayRules) -> Place {
    rules.place.clone().unwrap_or_else(|| Place { file: "roomblock.toml".into(), line: None, column: None })
}
