//! Guests who are there, and of whom nobody knows how long they stay (R29): they keep their rooms for some nights from
//! tonight on, whatever was expected of their class.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::remark::{About, Remark};
use crate::domain::{GroupStatus, Rules};
use crate::read::Tables;
use crate::read::tables::{GroupRow, Moment};
use crate::validate::group::Lookup;
use crate::validate::ledger::Ledger;
use crate::validate::stay;

/// Stays whose end nobody knows, as seen tonight.
pub(super) struct OpenEnds<'a> {
    tables: &'a Tables,
    /// None where nothing says when now is.
    tonight: Option<NaiveDate>,
    /// Groups that other rows continue: these say when they leave.
    continued: BTreeSet<&'a str>,
    /// How many stays became longer.
    pub n_longer: usize,
    /// How many might have, if anything said when now is.
    n_timeless: usize,
}

impl<'a> OpenEnds<'a> {
    pub fn new(tables: &'a Tables, now: Option<NaiveDateTime>) -> Self {
        let day_cut = tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
        let coming = tables.groups.rows.iter().filter(|row| row.status.is_some());
        let continued = coming.filter_map(|row| row.continues.as_deref()).collect();
        let tonight = now.map(|now| stay::tonight(now, day_cut));
        Self { tables, tonight, continued, n_longer: 0, n_timeless: 0 }
    }

    /// Lengthens the stay of a row whose guests are there, if it is open and would end too soon.
    pub fn r29_stays_on(&mut self, row: &mut GroupRow) {
        let is_there = row.status == Some(GroupStatus::Arrived) && stay::is_open(row);
        if !is_there || self.continued.contains(row.group.as_str()) {
            return;
        }
        let Some(tonight) = self.tonight else {
            self.n_timeless += 1;
            return;
        };
        let lookup = Lookup::new(&self.tables.policy, row);
        let until = stay::after(tonight, lookup.value(|rules| rules.open_nights).unwrap_or(1));
        if self.planned(row, lookup).is_some_and(|planned| planned < until) {
            (row.depart, row.nights) = (Some(Moment { date: until, time: None }), None);
            row.depart_open = Some(true);
            self.n_longer += 1;
        }
    }

    /// Returns when a row would leave by what was expected; none where its dates make no stay.
    fn planned(&self, row: &GroupRow, lookup: Lookup<'_>) -> Option<NaiveDate> {
        if row.arrive.is_none() {
            return row.depart.map(|moment| moment.date);
        }
        let day_cut = self.tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
        stay::given(row, lookup.stay(), day_cut).map(|(_, depart)| depart)
    }

    /// Says for whom it mattered.
    pub fn say(&self, ledger: &mut Ledger) {
        if self.n_longer > 0 {
            ledger.assumed.push(Remark::new(About::OpenStays, &[("n", &self.n_longer)]));
        }
        if self.n_timeless > 0 && self.tables.previous.given {
            ledger.assumed.push(Remark::new(About::OpenWithoutNow, &[("n", &self.n_timeless)]));
        }
    }
}
