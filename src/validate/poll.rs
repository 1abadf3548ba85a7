//! Polls of one pool merged into disjoint offers: of every night the newest statement counts, with the changes after it.
//!
//! Knows nothing of guests, and nothing of other pools.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::batch;
use super::block::{r38_ours, say_taken_back};
use super::ledger::{Ledger, seen_from};
use super::placed::{self, Hold};
use super::statement::{Said, Statement};
use super::total::append;
use super::trust::say_expired;
use crate::diagnostic::{Code, Place};
use crate::domain::{Offer, Quote, Share, Stay};
use crate::read::tables::Basis;

/// A statement in the heap of those that hold on a night, ordered by precedence; of equals the first row is greatest.
struct Standing<'a>(Statement<'a>, usize);

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

/// Merges the statements on one pool: a sweep over the nights on which any of them begins or ends.
///
/// What the hotel holds for people who are placed already is added to a count that leaves it out, and comes off one that
/// includes it, as far as it is for groups that are not decided on again.
pub fn merge(mut statements: Vec<Statement<'_>>, holds: &[Hold<'_>], ledger: &mut Ledger) -> Vec<Offer> {
    statements.sort_by_key(|statement| statement.nights.arrive);
    let spans = statements.iter().map(|one| one.nights).chain(holds.iter().map(|hold| hold.nights));
    let mut ends: Vec<u32> = spans.flat_map(|nights| [nights.arrive, nights.depart]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut sweep = Sweep {
        standing: BinaryHeap::new(),
        changes: changes(&statements),
        counts: vec![false; statements.len()],
        said: Vec::new(),
    };
    let (mut offers, mut next) = (Vec::new(), 0);
    for pair in ends.windows(2) {
        let nights = Stay { arrive: pair[0], depart: pair[1] };
        while let Some(&statement) = statements.get(next).filter(|one| one.nights.arrive <= nights.arrive) {
            if !statement.is_change() {
                sweep.standing.push(Standing(statement, next));
            }
            next += 1;
        }
        let newest = sweep.newest((nights, holds), ledger);
        if let Some(offer) = sweep.with_holds(newest, (nights, holds), ledger) {
            append(&mut offers, offer);
        }
    }
    account(&statements, &sweep.counts, ledger);
    offers
}

/// Returns the statements that are changes, with their positions; repetitions of a row only once.
fn changes<'a>(statements: &[Statement<'a>]) -> Vec<(Statement<'a>, usize)> {
    let all = statements.iter().enumerate().filter(|(_, one)| one.is_change());
    let mut changes: Vec<(Statement<'a>, usize)> = all.map(|(at, one)| (*one, at)).collect();
    changes.sort_by(|(a, at_a), (b, at_b)| (a.polled_at, at_a).cmp(&(b.polled_at, at_b)));
    changes.dedup_by(|(a, _), (b, _)| {
        let whole = |one: &Statement<'_>| (one.polled_at, one.nights, one.row.rooms, one.row.held);
        whole(a) == whole(b) && batch::name(a.row) == batch::name(b.row) && a.row.source == b.row.source
    });
    changes
}

/// Counts the rows that no night is left to: repetitions as dropped, others as superseded.
fn account(statements: &[Statement<'_>], counts: &[bool], ledger: &mut Ledger) {
    let rows = || statements.iter().zip(counts).filter(|(one, _)| one.said != Said::Withdrawn);
    let what = |one: &Statement<'_>| (one.nights, one.rank(), one.row.rooms);
    let counted: BTreeSet<_> = rows().filter(|(_, counts)| **counts).map(|(one, _)| what(one)).collect();
    for (statement, _) in rows().filter(|(_, counts)| !**counts) {
        if counted.contains(&what(statement)) {
            ledger.drop_pool(statement.row);
        } else {
            ledger.supersede(statement.row);
        }
    }
}

/// The statements that hold on the nights being looked at.
struct Sweep<'a> {
    standing: BinaryHeap<Standing<'a>>,
    /// Statements that are changes, by time.
    changes: Vec<(Statement<'a>, usize)>,
    /// Which statements count on any night.
    counts: Vec<bool>,
    /// What was said of this pool already: once is enough.
    said: Vec<Code>,
}

impl Sweep<'_> {
    /// Returns what the newest statement, with the changes after it, offers on some nights; none where nothing is known.
    fn newest(&mut self, (nights, holds): (Stay, &[Hold<'_>]), ledger: &mut Ledger) -> Option<(Offer, Option<Basis>)> {
        self.forget(nights.arrive);
        let newest = self.standing.pop();
        self.forget(nights.arrive);
        let Some(newest) = newest else {
            self.change(None, nights.arrive, ledger);
            return None;
        };
        self.counts[newest.1] = true;
        self.compare(&newest.0, ledger);
        let rooms = self.change(Some(&newest.0), nights.arrive, ledger);
        let Statement { row, said, trust, held, guests_max, .. } = newest.0;
        let rate = row.rate.filter(|_| said != Said::Withdrawn);
        if let (None, Said::TakenBack(..)) = (rooms, said) {
            self.standing.push(newest);
            return r38_ours(holds, nights)
                .map(|quote| (Offer { nights, rooms: quote.usable(), quote, guests_max, rate }, Some(Basis::Gross)));
        }
        let offer = rooms.map(|rooms| {
            let quote = Quote { rooms, trust, held };
            (Offer { nights, rooms: quote.usable(), quote, guests_max, rate }, row.basis)
        });
        self.standing.push(newest);
        offer
    }

    /// Returns an offer with what the hotel holds for people who are placed already, and says where they have no quoted room.
    fn with_holds(
        &mut self,
        newest: Option<(Offer, Option<Basis>)>,
        (nights, holds): (Stay, &[Hold<'_>]),
        ledger: &mut Ledger,
    ) -> Option<Offer> {
        let Some(first) = holds.iter().find(|hold| hold.nights.covers(nights.arrive)) else {
            return newest.map(|(offer, _)| offer);
        };
        let ours = placed::held(holds, nights.arrive);
        let n_ours = ours.rooms();
        let lacks = newest.is_none_or(|(offer, basis)| basis != Some(Basis::Net) && offer.quote.rooms < n_ours);
        if lacks && is_first(&mut self.said, Code::PlacedWithoutQuote) {
            let quoted = newest.map(|(offer, basis)| (offer.quote.rooms, basis));
            placed::say_stranded(first, quoted, ours, ledger);
        }
        let (offer, basis) = newest?;
        let Quote { rooms, trust, held: for_others } = offer.quote;
        let quote = match basis {
            Some(Basis::Gross) => Quote { rooms, trust, held: for_others.saturating_add(ours.others) },
            // What is held for us is sure, whatever is thought of the rest.
            None if first.is_previous => offer.quote,
            Some(Basis::Net) | None if ours.coming > 0 => {
                let rooms = trust.floor_of(rooms).saturating_add(ours.coming);
                Quote { rooms, trust: Share::WHOLE, held: for_others }
            }
            Some(Basis::Net) | None => offer.quote,
        };
        Some(Offer { rooms: quote.usable(), quote, ..offer })
    }

    /// Says where the newest statement needs a word: it ties with another, withdraws a count, or is too old.
    fn compare(&mut self, newest: &Statement<'_>, ledger: &mut Ledger) {
        if let Some(Standing(second, _)) = self.standing.peek()
            && second.polled_at == newest.polled_at
            && ![newest.said, second.said].contains(&Said::Withdrawn)
            && second.precedence(newest) != Ordering::Equal
            && is_first(&mut self.said, Code::PollsTie)
        {
            say_tie(newest, second, ledger);
        }
        match newest.said {
            Said::Unknown if !self.said.contains(&Code::CountWithdrawn) => {
                let known = self.standing.iter().filter(|older| older.0.rooms().is_some());
                if let Some(Standing(older, _)) = known.max() {
                    self.said.push(Code::CountWithdrawn);
                    say_unknown(newest, older, ledger);
                }
            }
            Said::Expired(rooms) if is_first(&mut self.said, Code::QuoteExpired) => {
                say_expired(newest, rooms, ledger);
            }
            Said::TakenBack(rooms, since) if is_first(&mut self.said, Code::QuoteExpired) => {
                say_taken_back(newest, (rooms, since), ledger);
            }
            _ => {}
        }
    }

    /// Returns the rooms of a statement on a night with all changes since; none where it is not known what they change.
    fn change(&mut self, newest: Option<&Statement<'_>>, night: u32, ledger: &mut Ledger) -> Option<u32> {
        let since = newest.and_then(|newest| newest.polled_at);
        let mut rooms = newest.and_then(Statement::rooms);
        let total = newest.and_then(|newest| newest.row.rooms_total).unwrap_or(u32::MAX);
        // Nobody knows the order of changes of one time: they count together.
        for together in self.changes.chunk_by(|(a, _), (b, _)| a.polled_at == b.polled_at) {
            if newest.is_some() && together[0].0.polled_at < since {
                continue;
            }
            let here = on_night(together, night);
            let Some(&(_, _, place)) = here.iter().min_by_key(|(by, ..)| *by) else { continue };
            for &(_, at, _) in &here {
                self.counts[at] = true;
            }
            let by = here.iter().fold(0_i64, |sum, (by, ..)| sum.saturating_add(*by));
            let Some(before) = rooms else {
                if is_first(&mut self.said, Code::ChangeOfUnknown) {
                    let message = "it changes a count that nobody knows".to_owned();
                    let help = "ask for the whole count; until then it supplies nothing";
                    ledger.say(Code::ChangeOfUnknown, place, "rooms", message, help);
                }
                continue;
            };
            let after = i64::from(before).saturating_add(by);
            if after < 0 && is_first(&mut self.said, Code::ChangeBelowZero) {
                let message =
                    format!("it takes {} rooms away, and there are {before}; none are left", by.unsigned_abs());
                ledger.say(Code::ChangeBelowZero, place, "rooms", message, "ask for the whole count");
            }
            rooms = Some(u32::try_from(after.max(0)).unwrap_or(u32::MAX).min(total));
        }
        rooms
    }

    /// Removes statements that are over, as far as they stand on top.
    fn forget(&mut self, night: u32) {
        while self.standing.peek().is_some_and(|top| top.0.nights.depart <= night) {
            self.standing.pop();
        }
    }
}

/// Returns by how much changes change the count of a night, with their positions and places.
fn on_night<'a>(changes: &[(Statement<'a>, usize)], night: u32) -> Vec<(i64, usize, &'a Place)> {
    let change = |&(one, at): &(Statement<'a>, usize)| match one.said {
        Said::Change(by) if one.nights.covers(night) => Some((by, at, &one.row.place)),
        _ => None,
    };
    changes.iter().filter_map(change).collect()
}

/// Tells whether a code was not said yet, and remembers it.
fn is_first(said: &mut Vec<Code>, code: Code) -> bool {
    let is_first = !said.contains(&code);
    if is_first {
        said.push(code);
    }
    is_first
}

/// Returns a count in words.
fn rooms_text(statement: &Statement<'_>) -> String {
    match statement.said {
        Said::Expired(rooms) | Said::TakenBack(rooms, _) => format!("{rooms} rooms"),
        _ => statement.rooms().map_or_else(|| "an unknown count of rooms".to_owned(), |rooms| format!("{rooms} rooms")),
    }
}

fn say_tie(used: &Statement<'_>, other: &Statement<'_>, ledger: &mut Ledger) {
    let (here, there) = (rooms_text(used), rooms_text(other));
    let differ = if here == there { ", but for its size, its trust or its price" } else { "" };
    let message = format!(
        "it says {here}, and {} of the same time says {there}{differ}; this row is used",
        seen_from(&used.row.place, &other.row.place)
    );
    let help = "give `polled_at`, or `wing` where they are different rooms, or remove one of the two";
    ledger.say(Code::PollsTie, &used.row.place, "rooms", message, help);
    if ledger.lifts(Code::PollsTie) {
        // Without the smaller one, the larger would count: nobody knows which of the two is right.
        let message = format!(
            "it says {there}, and {} of the same time says {here}",
            seen_from(&other.row.place, &used.row.place)
        );
        ledger.say(Code::PollsTie, &other.row.place, "rooms", message, help);
    }
}

fn say_unknown(newest: &Statement<'_>, older: &Statement<'_>, ledger: &mut Ledger) {
    let message = format!(
        "the newest count is empty; {} said {}",
        seen_from(&newest.row.place, &older.row.place),
        rooms_text(older)
    );
    ledger.say(Code::CountWithdrawn, &newest.row.place, "rooms", message, "ring again; until then it supplies nothing");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use std::cmp::Reverse;

    use chrono::NaiveDate;

    use super::*;
    use crate::diagnostic::Place;
    use crate::read::tables::{AvailabilityRow, Count, Mode};

    fn row(line: u32, hour: u32, rooms: Option<u32>) -> AvailabilityRow {
        AvailabilityRow {
            hotel: Arc::from("H"),
            wing: Arc::from(""),
            room_type: Arc::from("any"),
            rooms: rooms.map_or(Count::Unknown, Count::Rooms),
            guests_max: None,
            from: None,
            to: None,
            rate: None,
            polled_at: NaiveDate::from_ymd_opt(2022, 4, 3).and_then(|date| date.and_hms_opt(hour, 0, 0)),
            mode: Mode::Update,
            basis: None,
            held: None,
            rooms_total: None,
            certainty: None,
            status: None,
            batch: Arc::from(""),
            source: Arc::from(""),
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
        let quotes = rows.iter().map(|((arrive, depart), row)| Statement {
            nights: Stay { arrive: *arrive, depart: *depart },
            row,
            polled_at: row.polled_at,
            said: row.rooms.rooms().map_or(Said::Unknown, Said::Rooms),
            guests_max: 1,
            trust: Share::WHOLE,
            held: 0,
        });
        let mut ledger = Ledger::default();
        let offers = merge(quotes.collect(), &[], &mut ledger);
        let offers = offers.iter().map(|offer| ((offer.nights.arrive, offer.nights.depart), offer.rooms)).collect();
        (offers, ledger.diagnostics(&mut crate::read::Reading::default()).len())
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

    /// Merges statements of (nights, hour, what is said); returns what is offered, the codes said, and the rows left over.
    fn told(all: &[((u32, u32), u32, Said)]) -> (Vec<Offered>, Vec<Code>, usize) {
        let rows: Vec<_> = (2..).zip(all).map(|(line, &(_, hour, _))| row(line, hour, Some(0))).collect();
        let statements = rows.iter().zip(all).map(|(row, &((arrive, depart), _, said))| Statement {
            nights: Stay { arrive, depart },
            row,
            polled_at: row.polled_at,
            said,
            guests_max: 1,
            trust: Share::WHOLE,
            held: 0,
        });
        let mut ledger = Ledger::default();
        let offers = merge(statements.collect(), &[], &mut ledger);
        let n_left = ledger.n_superseded();
        let codes = ledger.diagnostics(&mut crate::read::Reading::default()).iter().map(|one| one.code).collect();
        (offers.iter().map(|offer| ((offer.nights.arrive, offer.nights.depart), offer.rooms)).collect(), codes, n_left)
    }

    #[test]
    fn changes_add_to_the_statement_before_them_and_later_statements_make_them_void() {
        let all = [
            ((0, 4), 8, Said::Rooms(10)),
            ((0, 4), 9, Said::Change(5)),
            ((1, 2), 10, Said::Change(-3)),
            ((2, 4), 11, Said::Rooms(1)),
            ((3, 4), 12, Said::Change(2)),
        ];
        assert_eq!(told(&all), (vec![((0, 1), 15), ((1, 2), 12), ((2, 3), 1), ((3, 4), 3)], vec![], 0));
        let all = [((0, 2), 8, Said::Rooms(10)), ((0, 2), 9, Said::Change(5)), ((0, 2), 10, Said::Rooms(4))];
        assert_eq!(told(&all), (vec![((0, 2), 4)], vec![], 2));
    }

    #[test]
    fn changes_of_nothing_known_and_below_zero_are_said() {
        let unknown = [((0, 2), 8, Said::Unknown), ((0, 2), 9, Said::Change(5))];
        assert_eq!(told(&unknown), (vec![], vec![Code::ChangeOfUnknown], 0));
        assert_eq!(told(&[((0, 2), 9, Said::Change(5))]).1, [Code::ChangeOfUnknown]);
        let below = [((0, 2), 8, Said::Rooms(3)), ((0, 2), 9, Said::Change(-5)), ((0, 2), 10, Said::Change(1))];
        assert_eq!(told(&below), (vec![((0, 2), 1)], vec![Code::ChangeBelowZero], 0));
    }

    #[test]
    fn a_withdrawal_is_none_and_an_old_quote_is_unknown() {
        let gone = [((0, 2), 8, Said::Rooms(3)), ((0, 2), 9, Said::Withdrawn)];
        assert_eq!(told(&gone), (vec![((0, 2), 0)], vec![], 1));
        let again = [((0, 2), 8, Said::Withdrawn), ((0, 2), 8, Said::Rooms(3))];
        assert_eq!(told(&again), (vec![((0, 2), 3)], vec![], 0));
        assert_eq!(told(&[((0, 2), 8, Said::Expired(3))]), (vec![], vec![Code::QuoteExpired], 0));
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
