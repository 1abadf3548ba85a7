//! Rows of polls that newer ones leave nothing of, and without which the rest would mean something else: there would be
//! fewer rounds, or a snapshot would begin later, or a hotel would have answered earlier.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::batch::Rounds;
use super::status;
use crate::read::tables::{AvailabilityRow, Count, Mode};

/// What is known of a round of polling.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    /// Its earliest row, and its latest one.
    whole: Option<(usize, usize)>,
    /// The same, of the rows that are kept.
    kept: Option<(usize, usize)>,
}

/// Returns rows that have to be kept besides those that are: more may have to be once these are.
#[must_use]
pub fn wanted(rounds: &Rounds<'_>, rows: &[AvailabilityRow], kept: &[bool]) -> Vec<usize> {
    let mut wanted = answers(rounds, rows, kept);
    wanted.extend(status::newest(rows).into_values().map(|(at, _)| at));
    let times = |at: usize| rows[at].polled_at;
    let newest = (0..rows.len()).max_by_key(|&at| (times(at), std::cmp::Reverse(at)));
    wanted.extend(newest.filter(|&newest| !(0..rows.len()).any(|at| kept[at] && times(at) == times(newest))));
    let spans = spans(rounds, rows, kept);
    let mut ends: Vec<Option<NaiveDateTime>> =
        spans.iter().filter_map(|span| span.whole).map(|(_, last)| times(last)).collect();
    ends.sort_unstable();
    for span in spans {
        let Some((first, last)) = span.whole else { continue };
        let Some((first_kept, last_kept)) = span.kept else {
            wanted.push(last);
            continue;
        };
        // Others ended while the rows were polled that are gone: it would seem to have ended before them.
        let n_passed =
            ends.partition_point(|end| *end <= times(last)) - ends.partition_point(|end| *end <= times(last_kept));
        if times(last_kept) < times(last) && n_passed > 1 {
            wanted.push(last);
        }
        let source = &rows[first].source;
        let is_between = |at: usize| {
            kept[at] && rows[at].source == *source && (times(first)..times(first_kept)).contains(&times(at))
        };
        if rows[first].mode == Mode::Snapshot && times(first) < times(first_kept) && (0..rows.len()).any(is_between) {
            wanted.push(first);
        }
    }
    wanted.retain(|&at| !kept[at]);
    wanted
}

/// Returns the row of each hotel by which it answered last: of one round the newest, of equals one that is kept.
fn answers(rounds: &Rounds<'_>, rows: &[AvailabilityRow], kept: &[bool]) -> Vec<usize> {
    let mut last = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let is_answer = row.polled_at.is_some() && row.rooms != Count::Unknown;
        let answered = is_answer.then(|| rounds.ends(at)).flatten();
        let rank = (answered, row.polled_at, kept[at]);
        let known = last.entry(&row.hotel).or_insert((rank, at));
        if rank > known.0 {
            *known = (rank, at);
        }
    }
    last.into_values().map(|(_, at)| at).collect()
}

fn spans(rounds: &Rounds<'_>, rows: &[AvailabilityRow], kept: &[bool]) -> Vec<Span> {
    let mut spans = vec![Span::default(); rounds.count()];
    for (at, is_kept) in kept.iter().enumerate() {
        let span = &mut spans[rounds.of(at) as usize];
        widen(&mut span.whole, rows, at);
        if *is_kept {
            widen(&mut span.kept, rows, at);
        }
    }
    spans
}

fn widen(span: &mut Option<(usize, usize)>, rows: &[AvailabilityRow], at: usize) {
    let (first, last) = span.get_or_insert((at, at));
    if rows[at].polled_at < rows[*first].polled_at {
        *first = at;
    }
    if rows[at].polled_at > rows[*last].polled_at {
        *last = at;
    }
}
