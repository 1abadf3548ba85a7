//! What a hotel asks of whoever comes, and what few groups ask of theirs: zones, grades, least nights, ways from ports.
//! Says what is so; whether it must be so or has a price is asked where candidates are made.

use crate::domain::{Instance, Weight};

use super::price::rounded;

/// R40. The pass of the group opens the zone of the hotel; a hotel without a zone is open to all.
#[must_use]
pub fn r40_zone(instance: &Instance, group: usize, hotel: usize) -> bool {
    let zone = &instance.hotels[hotel].terms.zone;
    zone.is_empty() || instance.groups[group].asks.zones.contains(zone)
}

/// R39. The hotel is known to be of the grade that the group asks for, or a higher one.
#[must_use]
pub fn r39_grade(instance: &Instance, group: usize, hotel: usize) -> bool {
    let grade = instance.hotels[hotel].terms.grade;
    instance.groups[group].asks.grade_min.is_none_or(|least| grade.is_some_and(|grade| grade >= least))
}

/// R30. The group stays as long as the hotel asks, and as long as it must before it leaves.
#[must_use]
pub fn r30_minimum_stay(instance: &Instance, group: usize, hotel: usize) -> bool {
    let group = &instance.groups[group];
    group.stay.n_nights() >= instance.hotels[hotel].terms.nights_min.max(group.asks.nights_min)
}

/// R25. The way from the port of the group is short enough; an unknown one never is. A group without a port is free.
#[must_use]
pub fn r25_transfer(instance: &Instance, group: usize, hotel: usize) -> bool {
    let asks = &instance.groups[group].asks;
    let (Some(most), Some(port)) = (asks.transfer_minutes, asks.port) else { return true };
    instance.travel_from(port, hotel).minutes.is_some_and(|minutes| minutes <= most)
}

/// R25. What the way of a guest from the port adds to the travel level, in billionths of the unit; 0 if unknown.
#[must_use]
pub fn r25_transfer_parts(instance: &Instance, group: usize, hotel: usize) -> i64 {
    let weight = instance.rules.transfer_weight;
    let Some(port) = instance.groups[group].asks.port.filter(|_| weight.0 > 0) else { return 0 };
    let way = instance.travel_parts(instance.travel_from(port, hotel));
    rounded(i128::from(way) * i128::from(weight.0), Weight::SCALE)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Instance, Minutes, Rule, Strength, Weight};
    use crate::program::compile;
    use crate::program::sample::{sample, with_site};

    /// The hotels of the first group, and what its guests pay for breaches there.
    fn hotels(instance: &Instance) -> Vec<(u32, i64)> {
        let program = compile(instance);
        let breaches = program.levels.iter().position(|level| level.name == "breaches").expect("a level");
        let own = program.candidates_of(&program.demands[0]).iter();
        own.map(|own| (own.hotel, crate::program::amount_at(program.cost(own.per_guest), breaches))).collect()
    }

    fn softened(instance: &mut Instance, rule: Rule) -> Vec<(u32, i64)> {
        instance.rules.strengths.set(rule, Strength::Soft(Weight(7)));
        hotels(instance)
    }

    #[test]
    fn r40_a_pass_opens_its_zones() {
        let mut instance = sample();
        instance.hotels[0].terms.zone = "inner".to_owned();
        instance.hotels[1].terms.zone = "outer".to_owned();
        assert_eq!(hotels(&instance), [(2, 0)], "without a pass only where there is no zone");
        instance.groups[0].asks.zones.insert("outer".to_owned());
        assert_eq!(hotels(&instance), [(1, 0), (2, 0)]);
        assert_eq!(softened(&mut instance, Rule::R40), [(0, 7), (1, 0), (2, 0)]);
        instance.rules.strengths.set(Rule::R40, Strength::Off);
        assert_eq!(hotels(&instance), [(0, 0), (1, 0), (2, 0)]);
    }

    #[test]
    fn r39_an_unknown_grade_is_none() {
        let mut instance = sample();
        instance.groups[0].asks.grade_min = Some(4);
        (instance.hotels[0].terms.grade, instance.hotels[1].terms.grade) = (Some(4), Some(3));
        assert_eq!(hotels(&instance), [(0, 0)]);
        assert_eq!(softened(&mut instance, Rule::R39), [(0, 0), (1, 7), (2, 7)]);
    }

    #[test]
    fn r30_the_longer_of_two_least_stays_counts() {
        let mut instance = sample();
        instance.hotels[0].terms.nights_min = 3;
        instance.groups[0].asks.nights_min = 2;
        assert_eq!(hotels(&instance), [(1, 0), (2, 0)], "the group stays two nights");
        assert_eq!(softened(&mut instance, Rule::R30), [(0, 7), (1, 0), (2, 0)]);
    }

    #[test]
    fn r25_an_unknown_way_from_the_port_is_too_far() {
        let mut instance = sample();
        with_site(&mut instance, 10.0);
        instance.groups[0].asks.port = Some(0);
        instance.groups[0].asks.transfer_minutes = Some(Minutes(24 * Minutes::SCALE));
        instance.rules.strengths.set(Rule::R25, Strength::Hard);
        assert_eq!(hotels(&instance), [(0, 0)], "24 minutes at 25 km an hour; the others are nobody knows where");
        assert_eq!(softened(&mut instance, Rule::R25), [(0, 0), (1, 7), (2, 7)]);
        instance.rules.transfer_weight = Weight(500_000_000);
        let program = compile(&instance);
        let travel = program.levels.iter().position(|level| level.name == "travel").expect("a level");
        let way = crate::program::amount_at(program.cost(program.candidates[0].per_guest), travel);
        assert_eq!(way, 15_000_000_000, "10 km from the site, and half of 10 km from the port");
    }
}
