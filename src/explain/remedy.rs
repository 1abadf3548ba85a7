//! What might cure an unmet group, read off its funnel. A suggestion, not a proof: nothing is solved again.

use super::funnel::Funnel;
use super::limits::shared_limits;
use super::unmet::ReasonCode;
use crate::domain::{Instance, Split};

/// Returns a suggestion in one sentence, marked as not proven.
#[must_use]
pub fn suggested(instance: &Instance, group: usize, code: ReasonCode, funnel: &Funnel) -> String {
    let step = funnel.dead_end().map(|step| (step.rule.as_str(), lost_at(funnel, &step.rule)));
    let advice = match step {
        Some((rule, lost)) => by_rule(instance, group, rule, lost),
        None => more_rooms(instance, group, code, funnel),
    };
    format!("try (not proven): {advice}")
}

/// Returns how many hotels a filter loses.
fn lost_at(funnel: &Funnel, rule: &str) -> usize {
    funnel.losses().find(|(step, _)| step.rule == rule).map_or(0, |(_, lost)| lost)
}

/// Returns what to do about the filter that left no hotel.
fn by_rule(instance: &Instance, group: usize, rule: &str, lost: usize) -> String {
    let wishes = &instance.groups[group];
    let hotels = if lost == 1 { "1 hotel".to_owned() } else { format!("{lost} hotels") };
    match rule {
        "R34" => format!("ring the {hotels} that are closed or frozen"),
        "R31" => format!("withdraw a pin of the group; its pins rule out {hotels}"),
        "R24" => {
            let limits = [
                wishes.km_max.map(|km| format!("km_max {km}")),
                wishes.minutes_max.map(|m| format!("minutes_max {m}")),
            ];
            let limits: Vec<String> = limits.into_iter().flatten().collect();
            format!("raise {}, which rules out {hotels}, or learn distances not known", limits.join(" or "))
        }
        "R9" => format!("have one of {hotels} approved for the class, or correct its tags"),
        "R41" => format!("give up a facility asked for, or correct the tags of {hotels}"),
        "R7" => format!("allow more room types; {hotels} have others"),
        "R40" => format!("have a pass for the zones of {hotels}, or clear their zone"),
        "R39" => {
            let grade = wishes.asks.grade_min.map(|grade| format!(" {grade}")).unwrap_or_default();
            format!("ask for a lower grade than{grade}, or learn the grades of {hotels}")
        }
        "R30" => format!("let the group stay longer, or ask {hotels} to take shorter stays"),
        "R25" => {
            let most = wishes.asks.transfer_minutes.map(|most| format!(" {most}")).unwrap_or_default();
            format!("raise transfer_minutes{most}, which rules out {hotels}, or learn the ways from the port")
        }
        "R1" => format!("ask {hotels} for rooms on every night of the stay"),
        "R42" => format!("have {hotels} feed more guests, or in more sittings"),
        "R35" => format!("raise rate_max, or learn the rates of {hotels}"),
        _ => format!("let the group come in smaller parts; {hotels} have rooms, but too few"),
    }
}

/// Returns what to do where hotels pass every filter but hold too few rooms.
fn more_rooms(instance: &Instance, group: usize, code: ReasonCode, funnel: &Funnel) -> String {
    let passing = match funnel.passing() {
        1 => "the hotel that passes".to_owned(),
        count => format!("the {count} hotels that pass"),
    };
    let limit = match instance.groups[group].split {
        Split::Never if code == ReasonCode::Never => ", or let the group be split",
        Split::Hotels { hotels_max: Some(_), .. } if code == ReasonCode::Never => ", or raise hotels_max",
        _ => "",
    };
    let shared = shared_limits(instance, group);
    let shared = if shared.is_empty() { String::new() } else { format!(", or allow more {}", shared.join(" or ")) };
    format!("ask {passing} for more rooms{limit}{shared}")
}
