//! `roomblock.toml`: the rules and the objective as used. What a group says for itself stands in `groups.csv`.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::domain::objective::TravelUnit;
use crate::domain::{
    Class, Exclusive, Instance, Level, LevelName, Mode, MovePrices, Objective, Rule, Rules, SeparateFrom,
    SeparateWindow, Share, Strength, Waiver, Weight,
};

/// Returns the policy of a case as TOML.
#[must_use]
pub fn policy(instance: &Instance) -> String {
    let mut text = String::from("# The policy as used, with every default filled in.\n");
    line(&mut text, "[case]");
    line(&mut text, &format!("day_cut = {}", quoted(&instance.rules.day_cut.format("%H:%M").to_string())));
    if let Some(set) = &instance.rules.set {
        line(&mut text, &format!("rule_set = {}", quoted(set)));
    }
    for (position, class) in instance.classes.iter().enumerate() {
        if !class.name.is_empty() {
            line(&mut text, &format!("\n[class.{}]", quoted(&class.name)));
            class_keys(&mut text, instance, position);
        }
    }
    rules(&mut text, instance);
    if let Some(nobody) = instance.classes.iter().position(|class| class.name.is_empty())
        && instance.rules.budgets.iter().any(|budget| budget.class == Some(nobody))
    {
        line(&mut text, "\n[class.\"\"]");
        budget(&mut text, instance, Some(nobody));
    }
    strengths(&mut text, &instance.rules);
    objective(&mut text, &instance.objective);
    for waiver in &instance.rules.waivers {
        waived(&mut text, instance, waiver);
    }
    text
}

/// Writes the strengths that are not those of the catalogue.
fn strengths(text: &mut String, rules: &Rules) {
    let told = Rule::ALL.into_iter().filter(|&rule| rules.strengths.of(rule) != rule.entry().default);
    for (at, rule) in told.enumerate() {
        if at == 0 {
            line(text, "\n[strength]");
        }
        let value = match rules.strengths.of(rule) {
            Strength::Hard => quoted("hard"),
            Strength::Off => quoted("off"),
            Strength::Soft(weight) => weight.to_string(),
        };
        line(text, &format!("{} = {value}", rule.name()));
    }
}

/// Writes a waiver.
fn waived(text: &mut String, instance: &Instance, waiver: &Waiver) {
    line(text, "\n[[waiver]]");
    line(text, &format!("rule = {}", quoted(waiver.rule.name())));
    if let Some(group) = waiver.group {
        line(text, &format!("group = {}", quoted(instance.groups[group].id.as_str())));
    }
    if let Some(hotel) = waiver.hotel {
        line(text, &format!("hotel = {}", quoted(instance.hotels[hotel].id.as_str())));
    }
    line(text, &format!("by = {}", quoted(&waiver.by)));
    line(text, &format!("at = {}", quoted(&waiver.at.format("%Y-%m-%dT%H:%M:%S").to_string())));
    line(text, &format!("reason = {}", quoted(&waiver.reason)));
}

/// Writes the keys of a class; those of the cohort of no class stand in `[rules]`.
fn class_keys(text: &mut String, instance: &Instance, position: usize) {
    let class: &Class = &instance.classes[position];
    if !class.requires.is_empty() {
        line(text, &format!("requires = {}", list(&class.requires)));
    }
    if !class.forbids.is_empty() {
        line(text, &format!("forbids = {}", list(&class.forbids)));
    }
    match &class.separate_from {
        SeparateFrom::Nobody => line(text, "separate_from = []"),
        SeparateFrom::Everybody => line(text, "separate_from = [\"*\"]"),
        SeparateFrom::Classes(names) => line(text, &format!("separate_from = {}", list(names))),
    }
    let level = match class.separate_level {
        Level::Hotel => "hotel",
        Level::Wing => "wing",
    };
    line(text, &format!("separate_level = {}", quoted(level)));
    let word = match class.exclusive {
        None => "no",
        Some(Exclusive::Class) => "class",
        Some(Exclusive::Team) => "team",
    };
    if instance.classes.iter().any(|class| class.exclusive.is_some()) {
        line(text, &format!("exclusive = {}", quoted(word)));
    }
    if instance.classes.iter().any(|class| class.cohort_window.is_some()) {
        line(text, &format!("cohort_window = {}", class.cohort_window.unwrap_or(0)));
    }
    if instance.classes.iter().any(|class| class.same_wing) {
        line(text, &format!("same_wing = {}", class.same_wing));
    }
    if !class.types_max.is_empty() {
        let types: Vec<String> = class.types_max.iter().map(|(of, most)| format!("{} = {most}", quoted(of))).collect();
        line(text, &format!("types_max = {{ {} }}", types.join(", ")));
    }
    cohort_values(text, instance, position);
    if !class.name.is_empty() {
        budget(text, instance, Some(position));
    }
}

/// Writes what the groups of a cohort share and `groups.csv` has no column for.
fn cohort_values(text: &mut String, instance: &Instance, class: usize) {
    let first = instance.groups.iter().find(|group| group.class == class);
    if let Some(first) = first {
        line(text, &format!("turnover_nights = {}", first.turnover_nights));
    }
}

fn rules(text: &mut String, instance: &Instance) {
    let rules: &Rules = &instance.rules;
    line(text, "\n[rules]");
    let window = match rules.separate_window {
        SeparateWindow::Nights => "nights",
        SeparateWindow::Horizon => "horizon",
    };
    line(text, &format!("separate_window = {}", quoted(window)));
    if let Some(tag) = &rules.separation_exempt_tag {
        line(text, &format!("separation_exempt_tag = {}", quoted(tag)));
    }
    line(text, &format!("near_km = {}", rules.near_km));
    line(text, &format!("speed_kmh = {}", rules.speed_kmh));
    line(text, &format!("sittings = {}", rules.sittings));
    if rules.reserve_rooms > 0 {
        line(text, &format!("reserve_rooms = {}", rules.reserve_rooms));
    }
    if rules.reserve_share > Share::NOTHING {
        line(text, &format!("reserve_share = {}", rules.reserve_share));
    }
    if rules.moves != MovePrices::default() {
        line(text, &format!("move_price = {}", rules.moves.expected));
        line(text, &format!("move_price_confirmed = {}", rules.moves.confirmed));
    }
    if rules.stay_move_price != Rules::default().stay_move_price {
        line(text, &format!("stay_move_price = {}", rules.stay_move_price));
    }
    if instance.hotels.iter().any(|hotel| hotel.case_on.is_some()) {
        line(text, &format!("freeze_nights = {}", rules.freeze_nights));
    }
    shared(text, rules);
    let default = Rules::default();
    if rules.carer_age_max != default.carer_age_max {
        line(text, &format!("carer_age_max = {}", rules.carer_age_max));
    }
    if rules.guests_per_liaison != default.guests_per_liaison {
        line(text, &format!("guests_per_liaison = {}", rules.guests_per_liaison));
    }
    if rules.vehicle_seats != default.vehicle_seats {
        line(text, &format!("vehicle_seats = {}", rules.vehicle_seats));
    }
    if rules.vehicle_load != default.vehicle_load {
        line(text, &format!("vehicle_load = {}", rules.vehicle_load));
    }
    if rules.minor_age != default.minor_age {
        line(text, &format!("minor_age = {}", rules.minor_age));
    }
    budget(text, instance, None);
    if let Some(nobody) = instance.classes.iter().position(|class| class.name.is_empty()) {
        class_keys(text, instance, nobody);
    }
}

/// Writes what all groups share, but for budgets and meals (R8, R16, R25, R37, R38).
fn shared(text: &mut String, rules: &Rules) {
    let default = Rules::default();
    if rules.transfer_weight != default.transfer_weight {
        line(text, &format!("transfer_weight = {}", rules.transfer_weight));
    }
    if rules.city_reserve > 0 {
        line(text, &format!("city_reserve = {}", rules.city_reserve));
    }
    if rules.city_reserve_share > Share::NOTHING {
        line(text, &format!("city_reserve_share = {}", rules.city_reserve_share));
    }
    if let Some(affordable) = rules.affordable {
        line(text, &format!("affordable_rate = {}", affordable.rate));
        line(text, &format!("affordable_share = {}", affordable.share));
    }
    if rules.attrition > Share::NOTHING {
        line(text, &format!("attrition = {}", rules.attrition));
    }
    if rules.accessible_types != default.accessible_types {
        line(text, &format!("accessible_types = {}", list(&rules.accessible_types)));
    }
    if rules.room_wish_weight != default.room_wish_weight {
        line(text, &format!("room_wish_weight = {}", rules.room_wish_weight));
    }
    if rules.accessible_spare_weight != default.accessible_spare_weight {
        line(text, &format!("accessible_spare_weight = {}", rules.accessible_spare_weight));
    }
}

/// Writes the budget of a class, or of the whole case (R36).
fn budget(text: &mut String, instance: &Instance, class: Option<usize>) {
    if let Some(budget) = instance.rules.budgets.iter().find(|budget| budget.class == class) {
        line(text, &format!("budget = {}", budget.most));
        match budget.strength {
            Strength::Soft(weight) => {
                line(text, "budget_strength = \"soft\"");
                line(text, &format!("budget_weight = {weight}"));
            }
            Strength::Hard | Strength::Off => line(text, "budget_strength = \"hard\""),
        }
    }
}

fn objective(text: &mut String, objective: &Objective) {
    line(text, "\n[objective]");
    let unit = match objective.travel_unit {
        TravelUnit::Km => "km",
        TravelUnit::Minutes => "minutes",
    };
    match &objective.mode {
        Mode::Lexicographic { order, tolerance } => {
            line(text, "mode = \"lexicographic\"");
            let names: Vec<&str> = order.iter().map(|level| level.as_str()).collect();
            line(text, &format!("order = {}", list(names)));
            line(text, &format!("travel_unit = {}", quoted(unit)));
            weights(text, "objective.tolerance", tolerance);
        }
        Mode::Weighted(sum) => {
            line(text, "mode = \"weighted\"");
            line(text, &format!("travel_unit = {}", quoted(unit)));
            weights(text, "objective.weights", sum);
        }
    }
    if !objective.unmet_weights.is_empty() {
        line(text, "\n[objective.unmet_weights]");
        for (tier, weight) in &objective.unmet_weights {
            line(text, &format!("{tier} = {weight}"));
        }
    }
}

fn weights(text: &mut String, heading: &str, weights: &BTreeMap<LevelName, Weight>) {
    if weights.is_empty() {
        return;
    }
    line(text, &format!("\n[{heading}]"));
    for (level, weight) in weights {
        line(text, &format!("{level} = {weight}"));
    }
}

fn line(text: &mut String, content: &str) {
    writeln!(text, "{content}").expect("a String takes any text");
}

/// Returns a text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Returns a list of texts as a TOML array.
fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}
