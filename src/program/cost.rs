//! What things cost, by level: `Costs` while they are put together, and the table in which equal costs are kept once.
//!
//! Millions of candidates and places share few different costs, so that they hold an id of four bytes each. Ids are
//! given by first appearance: the same calls give the same table.

use std::ops::Deref;

use serde::Serialize;

/// Amounts by level: sparse, sorted by level, no zeros.
pub type Amounts = [(u32, i64)];

/// What an allocation costs, by level: sparse, sorted by level, no zeros.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Costs(pub Vec<(u32, i64)>);

impl Costs {
    /// Adds an amount at a level.
    ///
    /// # Panics
    /// If there were four billion levels.
    pub fn add(&mut self, level: usize, amount: i64) {
        debug_assert!(amount >= 0, "costs are never negative");
        if amount == 0 {
            return;
        }
        let level = u32::try_from(level).expect("there are few levels");
        match self.0.binary_search_by_key(&level, |&(level, _)| level) {
            Ok(at) => self.0[at].1 = self.0[at].1.saturating_add(amount),
            Err(at) => self.0.insert(at, (level, amount)),
        }
    }

    /// Returns these costs and others together.
    #[must_use]
    pub fn with(mut self, others: &Amounts) -> Self {
        for &(level, amount) in others {
            self.add(level as usize, amount);
        }
        self
    }

    /// Returns the amount at a level, 0 where there is none.
    #[must_use]
    pub fn at(&self, level: usize) -> i64 {
        amount_at(&self.0, level)
    }
}

impl Deref for Costs {
    type Target = Amounts;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// Returns the amount of some costs at a level, 0 where there is none.
#[must_use]
pub fn amount_at(costs: &Amounts, level: usize) -> i64 {
    costs.iter().find(|&&(at, _)| at as usize == level).map_or(0, |&(_, amount)| amount)
}

/// Position of some costs in a `CostTable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CostId(pub u32);

impl CostId {
    /// No costs at all: the same in every table.
    pub const NOTHING: Self = Self(0);
}

/// A slot without an id.
const EMPTY: CostId = CostId(u32::MAX);

/// Different costs, each kept once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostTable {
    entries: Vec<(u32, i64)>,
    /// Where the entries of each id end; those of the next begin there.
    ends: Vec<u32>,
    /// Ids by the hash of their costs, open addressing; a power of two of slots, at most half of them taken.
    slots: Vec<CostId>,
}

impl Default for CostTable {
    fn default() -> Self {
        let mut table = Self { entries: Vec::new(), ends: Vec::new(), slots: vec![EMPTY; 16] };
        table.intern(&[]);
        table
    }
}

impl CostTable {
    /// Returns the id of some costs, and keeps them if they are new.
    ///
    /// # Panics
    /// If there are four billion different costs.
    pub fn intern(&mut self, costs: &Amounts) -> CostId {
        let slot = self.slot(costs);
        if self.slots[slot] != EMPTY {
            return self.slots[slot];
        }
        let id = CostId(super::position(self.ends.len()));
        self.entries.extend_from_slice(costs);
        self.ends.push(super::position(self.entries.len()));
        self.slots[slot] = id;
        if 2 * self.ends.len() > self.slots.len() {
            self.widen();
        }
        id
    }

    /// Returns the costs of an id.
    #[must_use]
    #[inline]
    pub fn get(&self, id: CostId) -> &Amounts {
        let at = id.0 as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.entries[start as usize..self.ends[at] as usize]
    }

    /// Returns how many different costs there are; ids are the numbers below it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Returns all ids with their costs, in order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (CostId, &Amounts)> {
        (0..super::position(self.ends.len())).map(|id| (CostId(id), self.get(CostId(id))))
    }

    /// The slot in which some costs are, or would be put.
    fn slot(&self, costs: &Amounts) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(costs) & mask;
        while self.slots[slot] != EMPTY && self.get(self.slots[slot]) != costs {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn widen(&mut self) {
        self.slots = vec![EMPTY; 2 * self.slots.len()];
        for id in (0..super::position(self.ends.len())).map(CostId) {
            let slot = self.slot(self.get(id));
            self.slots[slot] = id;
        }
    }
}

/// Remembers the ids of costs that follow from one number, the latest of each slot.
#[derive(Debug, Clone)]
pub struct Memo(Vec<(i64, CostId)>);

impl Default for Memo {
    fn default() -> Self {
        Self(vec![(0, CostId::NOTHING); 1 << 14])
    }
}

impl Memo {
    /// Returns the id of what so many parts cost; parts of nothing cost nothing.
    pub fn id(&mut self, parts: i64, table: &mut CostTable, costs: impl FnOnce(i64) -> Costs) -> CostId {
        let slot = hash(&[(0, parts)]) & (self.0.len() - 1);
        if self.0[slot].0 != parts {
            self.0[slot] = (parts, table.intern(&costs(parts)));
        }
        self.0[slot].1
    }
}

/// A hash that is the same in every run.
fn hash(costs: &Amounts) -> usize {
    let mut sum = 0x9e37_79b9_7f4a_7c15_u64;
    for &(level, amount) in costs {
        for word in [u64::from(level), amount.cast_unsigned()] {
            sum = (sum ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
            sum ^= sum >> 32;
        }
    }
    usize::try_from(sum & u64::from(u32::MAX)).unwrap_or(0)
}
