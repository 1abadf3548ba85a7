//! Rows that bring groups, hotels and sites together, as cells.

use super::{Cells, CleanRow};
use crate::diagnostic::Place;
use crate::read::rows::{PAIR_RELATIONS, PIN_RELATIONS, VERDICTS};
use crate::read::schema::{LOOK_ALIKES, PAIRS, PINS, SITES, Schema, TRAVEL};
use crate::read::tables::{LookAlikeRow, PairRow, PinRow, SiteRow, TravelRow};

impl CleanRow for SiteRow {
    const SCHEMA: &'static Schema = &SITES;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { site, name, degrees, datum, place: _ } = self;
        cells.text("site", site);
        cells.value("name", name.as_ref());
        cells.degrees(*degrees, *datum);
    }
}

impl CleanRow for TravelRow {
    const SCHEMA: &'static Schema = &TRAVEL;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { from, to, km, minutes, place: _ } = self;
        cells.text("from", from);
        cells.text("to", to);
        cells.value("km", *km);
        cells.value("minutes", *minutes);
    }
}

impl CleanRow for PairRow {
    const SCHEMA: &'static Schema = &PAIRS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { a, b, relation, soft, weight, place: _ } = self;
        cells.text("a", a);
        cells.text("b", b);
        cells.word("relation", &PAIR_RELATIONS, Some(relation));
        cells.text("strength", soft.map_or("", |soft| if soft { "soft" } else { "hard" }));
        cells.value("weight", *weight);
    }
}

impl CleanRow for PinRow {
    const SCHEMA: &'static Schema = &PINS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { group, hotel, relation, wing, guests, weight, place: _ } = self;
        cells.text("group", group);
        cells.text("hotel", hotel);
        cells.word("relation", &PIN_RELATIONS, Some(relation));
        cells.value("wing", wing.as_ref());
        cells.value("guests", *guests);
        cells.value("weight", *weight);
    }
}

impl CleanRow for LookAlikeRow {
    const SCHEMA: &'static Schema = &LOOK_ALIKES;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { a, b, verdict, reason, place: _ } = self;
        cells.text("a", a);
        cells.text("b", b);
        cells.word("verdict", &VERDICTS, verdict.as_ref());
        cells.text("reason", reason);
    }
}
