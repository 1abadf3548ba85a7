//! Regions: demands and hotels joined by candidates, apart from all others as far as rows that are priced go.

use crate::solve::index::{Index, position};

/// A region of a program.
pub struct Part {
    /// Its demands, ascending.
    pub demands: Vec<u32>,
    /// Its hotels, ascending.
    pub hotels: Vec<u32>,
    /// Its size.
    pub weight: u64,
}

/// Returns the regions of a program, by their first demands; all as one where caps are priced, which all share.
#[must_use]
pub fn regions(index: &Index, together: bool) -> Vec<Part> {
    let program = index.program;
    let demands = program.demands.len();
    let mut roots: Vec<u32> = (0..position(demands + index.n_hotels)).collect();
    for candidate in &program.candidates {
        join(&mut roots, candidate.demand, position(demands) + candidate.hotel);
    }
    if together {
        (1..position(roots.len())).for_each(|at| join(&mut roots, 0, at));
    }
    let mut part_of = vec![u32::MAX; roots.len()];
    let mut parts: Vec<Part> = Vec::new();
    for at in 0..position(roots.len()) {
        let root = root(&mut roots, at) as usize;
        let is_demand = (at as usize) < demands;
        if part_of[root] == u32::MAX {
            if !is_demand {
                continue;
            }
            part_of[root] = position(parts.len());
            parts.push(Part { demands: Vec::new(), hotels: Vec::new(), weight: 0 });
        }
        let part = &mut parts[part_of[root] as usize];
        if is_demand {
            let of = &program.demands[at as usize];
            part.weight += u64::from(of.candidates.end - of.candidates.start) + 1;
            part.demands.push(at);
        } else {
            part.hotels.push(at - position(demands));
        }
    }
    parts
}

fn join(roots: &mut [u32], one: u32, other: u32) {
    let (one, other) = (root(roots, one), root(roots, other));
    roots[one.max(other) as usize] = one.min(other);
}

fn root(roots: &mut [u32], mut at: u32) -> u32 {
    while roots[at as usize] != at {
        roots[at as usize] = roots[roots[at as usize] as usize];
        at = roots[at as usize];
    }
    at
}
