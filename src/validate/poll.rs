//! Polls of one pool merged into disjoint offers: of every night the newest row counts. Knows nothing of guests.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::ledger::{Ledger, seen_from};
use crate::diagnostic::Code;
use crate::domain::{Offer, Stay};
use crate::read::tables::AvailabilityRow;

/// A row of availability on the nights of the case.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// The nights, at least one.
    pub nights: Stay,
    /// The row.
    pub row: &'a AvailabilityRow,
    /// Guests a room holds, defaults filled in.
    pub guests_max: u32,
}

impl Quote<'_> {
    /// Compares by which counts on a night that both speak of: the newer; of one time the known, the smaller count, the
    /// smaller room, the known and the higher price.
    fn precedence(&self, other: &Self) -> Ordering {
        let key = |quote: &Self| {
            let row = quote.row;
            (row.polled_at, row.rooms.is_some(), Reverse(row.rooms), Reverse(quote.guests_max), row.rate)
        };
        key(self).cmp(&key(other))
    }

    fn offer(&self, nights: Stay) -> Option<Offer> {
        let (guests_max, rate) = (self.guests_max, self.row.rate);
        self.row.rooms.map(|rooms| Offer { nights, rooms, guests_max, rate })
    }
}

/// A quote in the heap of those that hold on a night, ordered by precedence; of equals the first row is greatest.
struct Standing<'a>(Quote<'a>, usize);

impl Ord for Standing<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.precedence(&other.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Standing<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Standing<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Standing<'_> {}

/// Merges the quotes of one pool: a sweep over the nights on which any of them begins or ends.
pub fn merge(mut quotes: Vec<Quote<'_>>, ledger: &mut Ledger) -> Vec<Offer> {
    quotes.sort_by_key(|quote| quote.nights.arrive);
    let mut ends: Vec<u32> = quotes.iter().flat_map(|quote| [quote.nights.arrive, quote.nights.depart]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut sweep = Sweep { standing: BinaryHeap::new(), counts: vec![false; quotes.len()], said: [false; 2] };
    let (mut offers, mut next) = (Vec::new(), 0);
    for pair in ends.windows(2) {
        let nights = Stay { arrive: pair[0], depart: pair[1] };
        while let Some(&quote) = quotes.get(next).filter(|quote| quote.nights.arrive <= nights.arrive) {
            sweep.standing.push(Standing(quote, next));
            next += 1;
        }
        if let Some(offer) = sweep.newest(nights, ledger) {
            append(&mut offers, offer);
        }
    }
    account(&quotes, &sweep.counts, ledger);
    offers
}

/// Adds an offer, or lengthens the last one where nothing changes.
fn append(offers: &mut Vec<Offer>, offer: Offer) {
    match offers.last_mut() {
        Some(last) if last.nights.depart == offer.nights.arrive && Offer { nights: offer.nights, ..*last } == offer => {
            last.nights.depart = offer.nights.depart;
        }
        _ => offers.push(offer),
    }
}

/// Counts the rows that no night is left to: repetitions as dropped, others as superseded.
fn account(quotes: &[Quote<'_>], counts: &[bool], ledger: &mut Ledger) {
    for (quote, _) in quotes.iter().zip(counts).filter(|(_, counts)| !**counts) {
        let repeats = quotes.iter().zip(counts).any(|(other, counts)| {
            *counts && other.nights == quote.nights && other.precedence(quote) == Ordering::Equal
        });
        if repeats {
            ledger.drop_pool(quote.row);
        } else {
            ledger.supersede(quote.row);
        }
    }
}

/// The quotes that hold on the nights being looked at.
struct Sweep<'a> {
    standing: BinaryHeap<Standing<'a>>,
    /// Which quotes count on any night.
    counts: Vec<bool>,
    /// Whether a tie and a withdrawal were said of this pool already.
    said: [bool; 2],
}

impl Sweep<'_> {
    /// Returns what the newest quote offers on some nights; none where nothing is known.
    fn newest(&mut self, nights: Stay, ledger: &mut Ledger) -> Option<Offer> {
        self.forget(nights.arrive);
        let newest = self.standing.pop()?;
        self.forget(nights.arrive);
        self.counts[newest.1] = true;
        if let Some(second) = self.standing.peek()
            && second.0.row.polled_at == newest.0.row.polled_at
            && second.0.precedence(&newest.0) != Ordering::Equal
            && !std::mem::replace(&mut self.said[0], true)
        {
            say_tie(&newest.0, &second.0, ledger);
        }
        if newest.0.row.rooms.is_none()
            && let Some(older) = self.standing.iter().filter(|older| older.0.row.rooms.is_some()).max()
            && !std::mem::replace(&mut self.said[1], true)
        {
            say_withdrawn(&newest.0, &older.0, ledger);
        }
        let offer = newest.0.offer(nights);
        self.standing.push(newest);
        offer
    }

    /// Removes quotes that are over, as far as they stand on top.
    fn forget(&mut self, night: u32) {
        while self.standing.peek().is_some_and(|top| top.0.nights.depart <= night) {
            self.standing.pop();
        }
    }
}

/// Returns a count in words.
fn rooms_text(row: &AvailabilityRow) -> String {
    row.rooms.map_or_else(|| "an unknown count of rooms".to_owned(), |rooms| format!("{rooms} rooms"))
}

fn say_tie(used: &Quote<'_>, other: &Quote<'_>, ledger: &mut Ledger) {
    let (here, there) = (rooms_text(used.row), rooms_text(other.row));
    let differ = if used.row.rooms == other.row.rooms { ", but for its size or its price" } else { "" };
    let message = format!(
        "it says {here}, and {} of the same time says {there}{differ}; this row is used",
        seen_from(&used.row.place, &other.row.place)
    );
    let help = "give `polled_at`, or `wing` where they are different rooms, or remove one of the two";
    ledger.say(Code::PollsTie, &used.row.place, "rooms", message, help);
}

fn say_withdrawn(newest: &Quote<'_>, older: &Quote<'_>, ledger: &mut Ledger) {
    let message = format!(
        "the newest count is empty; {} said {}",
        seen_from(&newest.row.place, &older.row.place),
        rooms_text(older.row)
    );
    ledger.say(Code::CountWithdrawn, &newest.row.place, "rooms", message, "ring again; until then it supplies nothing");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;

    use super::*;
    use crate::diagnostic::Place;

    fn row(line: u32, hour: u32, rooms: Option<u32>) -> AvailabilityRow {
        AvailabilityRow {
            hotel: "H".to_owned(),
            wing: String::new(),
            room_type: "any".to_owned(),
            rooms,
            guests_max: None,
            from: None,
            to: None,
            rate: None,
            polled_at: NaiveDate::from_ymd_opt(2022, 4, 3).and_then(|date| date.and_hms_opt(hour, 0, 0)),
            place: Place::row(&Arc::from("a.csv"), line),
            n_pools: 1,
        }
    }

    /// Rooms on the nights from the first to before the second.
    type Offered = ((u32, u32), u32);

    /// Merges rows of (nights, hour, rooms); returns what is offered, and how many diagnostics were said.
    fn merged(rows: &[((u32, u32), u32, Option<u32>)]) -> (Vec<Offered>, usize) {
        let rows: Vec<_> =
            (2..).zip(rows).map(|(line, &(nights, hour, rooms))| (nights, row(line, hour, rooms))).collect();
        let quotes = rows.iter().map(|((arrive, depart), row)| Quote {
            nights: Stay { arrive: *arrive, depart: *depart },
            row,
            guests_max: 1,
        });
        let mut ledger = Ledger::default();
        let offers = merge(quotes.collect(), &mut ledger);
        let offers = offers.iter().map(|offer| ((offer.nights.arrive, offer.nights.depart), offer.rooms)).collect();
        (offers, ledger.diagnostics(&crate::read::Reading::default()).len())
    }

    #[test]
    fn the_newest_poll_counts_on_its_nights_alone() {
        let rows = [((0, 10), 8, Some(5)), ((3, 5), 9, Some(7)), ((4, 6), 10, Some(0))];
        assert_eq!(merged(&rows), (vec![((0, 3), 5), ((3, 4), 7), ((4, 6), 0), ((6, 10), 5)], 0));
    }

    #[test]
    fn equal_offers_side_by_side_become_one() {
        assert_eq!(merged(&[((0, 2), 8, Some(5)), ((2, 4), 9, Some(5))]).0, [((0, 4), 5)]);
    }

    #[test]
    fn of_one_time_the_smaller_known_count_is_used_and_said() {
        assert_eq!(merged(&[((0, 2), 8, Some(12)), ((0, 2), 8, Some(10)), ((0, 2), 8, None)]), (vec![((0, 2), 10)], 1));
    }

    #[test]
    fn an_empty_count_withdraws_older_ones() {
        assert_eq!(merged(&[((0, 4), 8, Some(12)), ((1, 2), 9, None)]), (vec![((0, 1), 12), ((2, 4), 12)], 1));
    }

    #[test]
    fn repetitions_are_silent() {
        assert_eq!(merged(&[((0, 2), 8, Some(5)), ((0, 2), 8, Some(5))]), (vec![((0, 2), 5)], 0));
    }

    /// The sweep agrees with looking at every night by itself.
    #[test]
    fn every_night_has_the_newest_count() {
        use proptest::prelude::*;
        let quote = (0_u32..12, 1_u32..8, 0_u32..5, proptest::option::of(0_u32..4));
        proptest!(|(rows in proptest::collection::vec(quote, 1..12))| {
            let rows: Vec<_> = rows.iter().map(|&(from, length, hour, rooms)| ((from, from + length), hour, rooms)).collect();
            let (offers, _) = merged(&rows);
            for night in 0..20 {
                let standing = rows.iter().filter(|((from, to), ..)| *from <= night && night < *to);
                let newest = standing.max_by_key(|(_, hour, rooms)| (*hour, rooms.is_some(), Reverse(*rooms)));
                let offered = offers.iter().find(|((from, to), _)| *from <= night && night < *to);
                prop_assert_eq!(newest.and_then(|row| row.2), offered.map(|offer| offer.1));
            }
            prop_assert!(offers.windows(2).all(|pair| pair[0].0.1 <= pair[1].0.0));
        });
    }
}
