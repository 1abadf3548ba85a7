//! Small instances for the tests of this room: three hotels, two groups, four nights, each test changes one thing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic;
use crate::domain::{
    Asks, Calendar, Class, Group, GroupStatus, Hotel, HotelStatus, Instance, Money, Objective, Offer, Pair,
    PairRelation, Pin, PinRelation, Pool, Quote, Rules, Sharing, Split, Stay, Strength, Terms, Travel,
};

/// The place of every row of the sample.
pub fn place() -> diagnostic::Place {
    diagnostic::Place::row(&Arc::from("sample.csv"), 2)
}

/// Nights `[arrive, depart)`.
pub fn nights(arrive: u32, depart: u32) -> Stay {
    Stay { arrive, depart }
}

/// A pool of twins in no wing, on all four nights.
pub fn twins(rooms: u32) -> Pool {
    pool("", "twin", &[(nights(0, 4), rooms, 2)])
}

/// A pool with a quote for each interval: nights, rooms, guests a room; the rate is 100.
pub fn pool(wing: &str, room_type: &str, quotes: &[(Stay, u32, u32)]) -> Pool {
    let offer = |&(nights, rooms, guests_max): &(Stay, u32, u32)| Offer {
        nights,
        rooms,
        quote: Quote::plain(rooms),
        guests_max,
        rate: Some(Money(10_000)),
    };
    Pool { wing: wing.to_owned(), room_type: room_type.to_owned(), offers: quotes.iter().map(offer).collect() }
}

/// An open hotel with some pools.
pub fn hotel(id: &str, pools: Vec<Pool>) -> Hotel {
    Hotel {
        id: id.into(),
        name: id.to_owned(),
        district: String::new(),
        address: String::new(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        coordinates: None,
        datum_unknown: false,
        status: HotelStatus::Open,
        tags: BTreeSet::new(),
        opening_cost: Money(0),
        rooms_min: 0,
        meals_max: None,
        clean_floors: BTreeMap::new(),
        staff_rooms: 0,
        reserve_rooms: None,
        case_on: None,
        terms: Terms::default(),
        pools,
    }
}

/// A group of no class that shares as a party on nights 1 and 2, split at will over hotels.
pub fn group(id: &str, guests: u32) -> Group {
    Group {
        id: id.into(),
        name: id.to_owned(),
        guests,
        men: 0,
        women: 0,
        class: 0,
        priority: 1,
        stay: nights(1, 3),
        turnover_nights: 0,
        site: None,
        km_max: None,
        minutes_max: None,
        sharing: Sharing::Party,
        split: Split::Hotels { hotels_max: None, chunk_min: 1 },
        requires: BTreeSet::new(),
        forbids: BTreeSet::new(),
        room_types: None,
        rate_max: None,
        asks: Asks::default(),
        status: GroupStatus::Expected,
        arrival: None,
        departs_open: false,
        continues: None,
        leader: String::new(),
        phone: String::new(),
        transport: String::new(),
        place: place(),
    }
}

/// Three hotels of 5, 3 and 2 twins, and two groups of 6 and 4.
pub fn sample() -> Instance {
    Instance {
        calendar: Calendar { first: None, n_nights: 4 },
        hotels: vec![hotel("H1", vec![twins(5)]), hotel("H2", vec![twins(3)]), hotel("H3", vec![twins(2)])],
        groups: vec![group("G1", 6), group("G2", 4)],
        classes: vec![Class::default()],
        sites: Vec::new(),
        pairs: Vec::new(),
        pins: Vec::new(),
        people: crate::domain::People::default(),
        rules: Rules::default(),
        objective: Objective::default(),
        previous: None,
    }
}

/// Adds a site from which hotel 0 is so far; the others are at an unknown distance. All groups work there.
pub fn with_site(instance: &mut Instance, km: f64) {
    let km = crate::domain::Km::from_units(km).expect("a distance on Earth");
    instance.sites.push(crate::domain::Site {
        id: "S1".into(),
        name: "S1".to_owned(),
        coordinates: None,
        datum_unknown: false,
        travel: vec![(0, Travel::at_speed(km, 25.0))],
    });
    for group in &mut instance.groups {
        group.site = Some(0);
    }
}

/// A pin of group 0 to a hotel.
pub fn pin(hotel: usize, wing: Option<&str>, relation: PinRelation) -> Pin {
    Pin { group: 0, hotel, wing: wing.map(str::to_owned), relation, place: place() }
}

/// A pair of the two groups.
pub fn pair(relation: PairRelation, strength: Strength) -> Pair {
    Pair { a: 0, b: 1, relation, strength, place: place() }
}
