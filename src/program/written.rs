//! The program as JSON: every candidate with its places, costs and requirements inside, so that nobody has to look up ids.

use serde::{Serialize, Serializer};

use super::{
    Amounts, Candidate, Capacity, Conflicts, Demand, Level, Link, Lock, Opening, Place, Pool, Program, Requirement,
    Row, Wing,
};

impl Serialize for Program {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = Whole {
            n_nights: self.n_nights,
            levels: &self.levels,
            demands: &self.demands,
            candidates: Candidates(self),
            pools: &self.pools,
            wings: &self.wings,
            capacities: &self.capacities,
            conflicts: &self.conflicts,
            locks: &self.locks,
            openings: &self.openings,
            links: &self.links,
            rows: &self.rows,
        };
        whole.serialize(serializer)
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    n_nights: u32,
    levels: &'a [Level],
    demands: &'a [Demand],
    candidates: Candidates<'a>,
    pools: &'a [Pool],
    wings: &'a [Wing],
    capacities: &'a [Capacity],
    conflicts: &'a [Conflicts],
    locks: &'a [Lock],
    openings: &'a [Opening],
    links: &'a [Link],
    rows: &'a [Row],
}

struct Candidates<'a>(&'a Program);

impl Serialize for Candidates<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.candidates.iter().map(|candidate| written(self.0, candidate)))
    }
}

#[derive(Serialize)]
struct WrittenCandidate<'a> {
    demand: u32,
    hotel: u32,
    guests_min: u32,
    guests_max: u32,
    required: &'a [Requirement],
    per_use: &'a Amounts,
    per_guest: &'a Amounts,
    places: Vec<WrittenPlace<'a>>,
}

#[derive(Serialize)]
struct WrittenPlace<'a> {
    pool: u32,
    guests_max: u32,
    rooms_max: u32,
    per_room: &'a Amounts,
    per_guest: &'a Amounts,
}

fn written<'a>(program: &'a Program, candidate: &Candidate) -> WrittenCandidate<'a> {
    let place = |place: &Place| WrittenPlace {
        pool: place.pool,
        guests_max: place.guests_max,
        rooms_max: place.rooms_max,
        per_room: program.cost(place.per_room),
        per_guest: program.cost(place.per_guest),
    };
    WrittenCandidate {
        demand: candidate.demand,
        hotel: candidate.hotel,
        guests_min: candidate.guests_min,
        guests_max: candidate.guests_max,
        required: program.requirements_of(candidate),
        per_use: program.cost(candidate.per_use),
        per_guest: program.cost(candidate.per_guest),
        places: program.places_of(candidate).iter().map(place).collect(),
    }
}
