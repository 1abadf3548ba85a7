//! The cheapest pattern of one group, by the plainest dynamic program: every hotel, every number of guests.

use super::choice::Choice;
use super::measure::Measure;
use crate::domain::{PinRelation, Rule, Split, Strength};

/// A group of more guests counts as 0, which leaves a bound.
pub const GUESTS_MOST: u32 = 5_000;

/// Returns the price of the cheapest way to place a group, or a part of it; none where orders cannot be met.
pub fn cheapest(measure: &Measure, at: usize, choices: &[Choice], steps: &mut u64) -> Option<i128> {
    let group = &measure.instance.groups[at];
    let guests = group.guests as usize;
    let holds = |rule: Rule| measure.instance.strength_at(rule, at, None).is_hard();
    let pins_are_hard = measure.instance.strength(Rule::R31).is_hard();
    let bound = pins_are_hard && measure.pins_of[at].iter().any(|pin| pin.relation == PinRelation::Must(None));
    // Hotels beyond a limit at a price are free here, unless they would cost what must stay 0.
    let is_capped = match measure.instance.strength_at(Rule::R18, at, None) {
        Strength::Soft(weight) => measure.breach(weight).is_none(),
        Strength::Hard | Strength::Off => false,
    };
    let unmet = measure.unmet(at).filter(|_| !bound);
    let split = measure.split();
    let limit = match group.split {
        Split::Never if holds(Rule::R19) => Some(1),
        Split::Hotels { hotels_max, .. } if holds(Rule::R18) || is_capped => hotels_max,
        _ => None,
    };
    let stays = measure.before.contains_key(&at) && measure.instance.kept(at).is_some();
    let limit = limit.filter(|_| !stays);
    let limit = if split.is_none() { Some(1) } else { limit };
    let split = split.unwrap_or(0);
    let layers = limit.map_or(choices.len(), |limit| (limit as usize).min(choices.len()));
    // Where every hotel may be used, hotels need not be counted: the one layer stands for any number of them.
    let counted = layers < choices.len();
    let depth = if counted { layers } else { 1 };
    let mut least: Vec<Vec<Option<i128>>> = vec![vec![None; guests + 1]; depth + 1];
    least[0][0] = Some(0);
    if !counted {
        least[1][0] = Some(0);
    }
    for choice in choices {
        for layer in (1..=depth).rev() {
            let before = if counted { layer - 1 } else { layer };
            for placed in (0..=guests).rev() {
                let here = choice.least..=placed.min(choice.guests.len() - 1);
                *steps += here.clone().count() as u64;
                let used = here.filter_map(|here| Some(least[before][placed - here]? + choice.guests[here])).min();
                let used = used.map(|price| price + choice.fixed + split);
                let unused = least[layer][placed].filter(|_| !choice.forced);
                least[layer][placed] = [used, unused].into_iter().flatten().min();
            }
        }
        if choice.forced {
            least[0] = vec![None; guests + 1];
        }
    }
    let ends = least.iter().flat_map(|layer| layer.iter().enumerate());
    let price = |(placed, price): (usize, &Option<i128>)| {
        let left = (guests - placed) as i128;
        let left_out = if left == 0 { 0 } else { unmet?.saturating_mul(left) };
        Some((*price)? + left_out - if placed > 0 { split } else { 0 })
    };
    ends.filter_map(price).min()
}
