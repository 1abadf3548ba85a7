//! Rooms that are quoted and not for guests: clean floors, staff, reserve (R13, R14, R15), and counts that are not
//! wholly believed (R45). Looks at the quotes and at what hotels keep back, and adds up by itself.

use std::collections::BTreeSet;

use super::breach::{Fault, Judged};
use super::capacity::{Nights, RoomsInUse, nights_in_words, pools_in_use};
use super::finding::Finding;
use super::plan::{Entry, Plan, rooms_of};
use crate::domain::{Hotel, Rule, Strength};

/// R13. Clean floors: nobody sleeps on one, and the rooms of those that are given by a count are not used.
pub(super) fn r13_clean_floors(plan: &Plan, judged: &mut Judged) {
    let on_clean_floors: BTreeSet<(usize, usize, &str)> = plan
        .entries
        .iter()
        .map(|entry| (entry.group, entry.hotel, plan.pool(entry).wing.as_str()))
        .filter(|&(_, hotel, wing)| plan.instance.hotels[hotel].clean_floors.contains_key(wing))
        .filter(|&(_, hotel, _)| plan.instance.strength_in(Rule::R13, hotel).is_hard())
        .collect();
    for (group, hotel, wing) in on_clean_floors {
        let (group, hotel) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        let message = format!("{} is in {} on {wing}, which is kept clean.", group.id, hotel.id);
        judged.push(Finding::about_both(13, group, hotel, message));
    }
    beyond(plan, 13, judged);
}

/// R14. Staff rooms: those in which staff live are not used.
pub(super) fn r14_staff_rooms(plan: &Plan, judged: &mut Judged) {
    beyond(plan, 14, judged);
}

/// R15. Reserve: rooms kept empty are not used, or each that is has a price for each night.
pub(super) fn r15_reserve_rooms(plan: &Plan, judged: &mut Judged) {
    beyond(plan, 15, judged);
    let end = plan.instance.calendar.n_nights;
    for at in plan.hotels() {
        let strength = plan.instance.strength_in(Rule::R15, at);
        if !matches!(strength, Strength::Soft(_)) {
            continue;
        }
        for night in 0..end {
            let Some(of) = Night::of(plan, at, night) else { continue };
            let reserve = reserve(plan, at, of.total);
            let held = |entry: &&Entry| {
                let stay = plan.group(entry).stay;
                stay.lengthened(plan.instance.turnover_nights(entry.group), end).covers(night)
            };
            let used: u64 = plan.at_hotel(at).filter(held).map(|entry| entry.rooms).sum();
            let free = of.kept[2].3.saturating_sub(reserve);
            if reserve > 0 && used > free {
                let hotel = &plan.instance.hotels[at];
                let when = nights_in_words(&plan.instance.calendar, night, night);
                let message = format!("{} has {used} rooms in use{when}, its reserve leaves {free}.", hotel.id);
                judged.judge(strength, Fault::new(Rule::R15, used - free, message).at(hotel).on(night));
            }
        }
    }
}

/// Returns the rooms of a nightly total that a hotel keeps in reserve: its own number, else what the rules say of all.
fn reserve(plan: &Plan, at: usize, total: u64) -> u64 {
    let rules = &plan.instance.rules;
    let share = (total * u64::from(rules.reserve_share.thousandths())).div_ceil(1_000);
    plan.instance.hotels[at].reserve_rooms.map_or(share.max(u64::from(rules.reserve_rooms)), u64::from)
}

/// R45. Confidence: no more rooms are used than the share of the quote that is believed, less those held for others.
///
/// Says nothing where R1 is broken already.
pub(super) fn r45_confidence(plan: &Plan, judged: &mut Judged) {
    for (hotel, pool, entries) in pools_in_use(plan) {
        let slept = RoomsInUse::count(plan, &entries, Nights::Slept);
        for offer in &pool.offers {
            let quote = offer.quote;
            let believed = (u64::from(quote.rooms) * u64::from(quote.trust.thousandths())).div_euclid(1_000);
            let counted = believed.saturating_sub(u64::from(quote.held));
            let used = offer.nights.nights().map(|night| (slept.shared_by(night, offer.guests_max), night));
            let most = used.max_by_key(|&(used, night)| (used, std::cmp::Reverse(night)));
            let Some((used, night)) = most.filter(|&(used, _)| used > counted && used <= u64::from(offer.rooms)) else {
                continue;
            };
            let when = nights_in_words(&plan.instance.calendar, night, night);
            let message =
                format!("{} can be counted on for {}{when}, {used} are used.", hotel.id, rooms_of(pool, counted));
            judged.push(Finding::about_hotel(45, hotel, message));
        }
    }
}

/// What a hotel has on a night, and what is left of it after each thing that it keeps back: R13, R14, R15.
struct Night {
    total: u64,
    /// Rule, what the rooms are for, how many, how many are left after them.
    kept: [(u8, &'static str, u64, u64); 3],
}

impl Night {
    /// Returns the night of a hotel; none where nothing is known of it.
    fn of(plan: &Plan, at: usize, night: u32) -> Option<Self> {
        let hotel = &plan.instance.hotels[at];
        let holds = |rule| u64::from(plan.instance.strength_in(rule, at).is_hard());
        let known: Vec<u64> =
            hotel.pools.iter().filter_map(|pool| pool.offer(night)).map(|offer| u64::from(offer.rooms)).collect();
        if known.is_empty() {
            return None;
        }
        let total = known.iter().sum::<u64>();
        let clean = holds(Rule::R13) * hotel.clean_floors.values().map(|&rooms| u64::from(rooms)).sum::<u64>();
        let reserve = holds(Rule::R15) * reserve(plan, at, total);
        let after_clean = total.saturating_sub(clean);
        let staff = holds(Rule::R14) * u64::from(hotel.staff_rooms);
        let after_staff = after_clean.saturating_sub(staff);
        let kept = [
            (13, "on clean floors", clean, after_clean),
            (14, "for staff", staff, after_staff),
            (15, "kept in reserve", reserve, after_staff.saturating_sub(reserve)),
        ];
        Some(Self { total, kept })
    }
}

/// Returns the rooms of a hotel that are left on a night after all that it keeps back; none where nothing is known.
pub(super) fn left_on(plan: &Plan, at: usize, night: u32) -> Option<u64> {
    Night::of(plan, at, night).map(|night| night.kept[2].3)
}

/// Says where a hotel uses rooms that it keeps back for a rule, if that is the first of the three that is broken.
fn beyond(plan: &Plan, rule: u8, judged: &mut Judged) {
    for at in plan.hotels() {
        let (hotel, rules) = (&plan.instance.hotels[at], &plan.instance.rules);
        let by_rules = rules.reserve_rooms > 0 || rules.reserve_share.thousandths() > 0;
        let keeps = !hotel.clean_floors.is_empty() || hotel.staff_rooms > 0 || hotel.reserve_rooms.is_some();
        if !keeps && !by_rules {
            continue;
        }
        let by_pool: Vec<(Vec<&Entry>, usize)> = (0..hotel.pools.len())
            .map(|pool| (plan.at_hotel(at).filter(|entry| entry.pool == pool).collect::<Vec<_>>(), pool))
            .filter(|(entries, _)| !entries.is_empty())
            .collect();
        let counted = by_pool.iter().map(|(entries, pool)| (RoomsInUse::count(plan, entries, Nights::Held), *pool));
        let counted: Vec<(RoomsInUse, usize)> = counted.collect();
        let mut said: Option<(u32, u32, String)> = None;
        for night in 0..plan.instance.calendar.n_nights {
            let used = counted.iter().map(|(rooms, pool)| {
                rooms.shared_by(night, hotel.pools[*pool].offer(night).map_or(1, |offer| offer.guests_max))
            });
            let fault = Night::of(plan, at, night).and_then(|of| fault(&of, rule, used.sum()));
            said = match (said, fault) {
                (Some((first, last, same)), Some(fault)) if last + 1 == night && same == fault => {
                    Some((first, night, same))
                }
                (before, fault) => {
                    judged.findings.extend(before.map(|before| finding(plan, hotel, rule, &before)));
                    fault.map(|fault| (night, night, fault))
                }
            };
        }
        judged.findings.extend(said.map(|before| finding(plan, hotel, rule, &before)));
    }
}

/// Returns what is wrong on a night, if a rule is the first of the three that is broken.
fn fault(night: &Night, rule: u8, used: u64) -> Option<String> {
    let first = night.kept.iter().find(|&&(_, _, kept, left)| kept > 0 && used > left)?;
    let (broken, what, kept, _) = *first;
    (broken == rule).then(|| format!("of {} rooms {kept} are {what}, {used} are used", night.total))
}

fn finding(plan: &Plan, hotel: &Hotel, rule: u8, (first, last, fault): &(u32, u32, String)) -> Finding {
    let when = nights_in_words(&plan.instance.calendar, *first, *last);
    Finding::about_hotel(rule, hotel, format!("In {}{when}, {fault}.", hotel.id))
}
