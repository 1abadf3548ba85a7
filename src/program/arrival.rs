//! Guests who arrive at a hotel within an hour: a row for each hour of the clock that is too full.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Timelike};

use crate::domain::{Instance, Rule};

use super::parts::{Parts, side};
use super::price::Prices;
use super::row::{Row, Term};

/// The hotel, the date and the hour of the clock, and what may arrive there then.
type Rushes = BTreeMap<(usize, NaiveDate, u32), Rush>;

/// Who may arrive at a hotel within an hour.
#[derive(Default)]
struct Rush {
    terms: Vec<Term>,
    /// The most guests, if all came.
    guests: u64,
}

/// R26. Guests of groups that arrive within one hour of the clock, in one hotel, are at most those it checks in. Groups
/// without a time of arrival are not counted, nor later legs of a stay, whose guests are here already (R29); hours that cannot
/// be too full have no row.
pub fn r26_arrivals(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let mut rushes = Rushes::new();
    if instance.hotels.iter().all(|hotel| hotel.terms.arrivals_per_hour.is_none()) {
        return Vec::new();
    }
    for demand in parts.demands {
        let group = &instance.groups[demand.group as usize];
        let Some(time) = group.arrival.filter(|_| group.continues.is_none()) else { continue };
        let mut last = None;
        for spot in parts.spots(demand) {
            if instance.hotels[spot.hotel].terms.arrivals_per_hour.is_some() {
                let rush = rushes.entry((spot.hotel, time.date(), time.hour())).or_default();
                rush.terms.push(spot.per_guest(1));
                rush.guests += if last.replace(spot.hotel) == Some(spot.hotel) { 0 } else { u64::from(demand.guests) };
            }
        }
    }
    let row = |((at, date, hour), rush): ((usize, NaiveDate, u32), Rush)| {
        let hotel = &instance.hotels[at];
        let most = hotel.terms.arrivals_per_hour?;
        let upper = side(prices.force(instance.strength_in(Rule::R26, at)), most.into())?;
        let name = format!("arrivals at {} from {date} {hour:02}:00", hotel.id);
        (rush.guests > u64::from(most)).then_some(Row { name, terms: rush.terms, lower: None, upper: Some(upper) })
    };
    rushes.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use crate::domain::{Rule, Strength};
    use crate::program::compile;
    use crate::program::row::Side;
    use crate::program::sample::sample;

    fn at(hour: u32, minute: u32) -> Option<NaiveDateTime> {
        NaiveDate::from_ymd_opt(2022, 4, 3)?.and_hms_opt(hour, minute, 0)
    }

    #[test]
    fn an_hour_of_the_clock_is_a_row_where_it_can_be_too_full() {
        let mut instance = sample();
        instance.rules.strengths.set(Rule::R26, Strength::Hard);
        instance.hotels[0].terms.arrivals_per_hour = Some(7);
        (instance.groups[0].arrival, instance.groups[1].arrival) = (at(19, 0), at(19, 59));
        let program = compile(&instance);
        let [row] = program.rows.as_slice() else { panic!("ten guests at 7 an hour: {:?}", program.rows) };
        assert_eq!(
            (row.name.as_str(), row.upper.clone()),
            ("arrivals at H1 from 2022-04-03 19:00", Some(Side::hard(7)))
        );
        assert_eq!(row.terms.iter().map(|term| (term.candidate, term.per_guest)).collect::<Vec<_>>(), [(0, 1), (3, 1)]);
        instance.groups[1].arrival = at(20, 0);
        assert!(compile(&instance).rows.is_empty(), "six and four guests in different hours");
        instance.groups[1].arrival = at(19, 59);
        instance.rules.strengths.set(Rule::R26, Strength::Off);
        assert!(compile(&instance).rows.is_empty());
    }
}
