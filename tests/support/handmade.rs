//! A case made by hand that uses every rule, and an honest plan for it. Everybody who reads the sabotage knows them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use roomblock::diagnostic::Place;
use roomblock::domain::{
    Allocation, AllocationRow, Asks, Budget, Calendar, Class, Coordinates, Group, GroupId, GroupStatus, Hotel, HotelId,
    HotelStatus, Instance, Km, Level, LevelName, Minutes, Mode, Money, Objective, Offer, Pair, PairRelation, People,
    Pin, PinRelation, Pool, Quote, Rules, SeparateFrom, Sex, Sharing, Site, SiteId, Split, Stay, Strength, Terms,
    Travel, Weight,
};

/// The first stay date.
pub fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 14).expect("a date")
}

fn place() -> Place {
    Place::row(&Arc::from("by hand"), 1)
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// A pool with one quote over the nights given: wing, type, rooms, guests a room, rate.
fn pool(wing: &str, room_type: &str, nights: u32, (rooms, guests_max): (u32, u32), rate: Option<i64>) -> Pool {
    let rate = rate.map(|units| Money(units * 100));
    let offers =
        vec![Offer { nights: Stay { arrive: 0, depart: nights }, rooms, quote: Quote::plain(rooms), guests_max, rate }];
    Pool { wing: wing.to_owned(), room_type: room_type.to_owned(), offers }
}

fn hotel(id: &str, tags: &[&str], pools: Vec<Pool>) -> Hotel {
    Hotel {
        id: HotelId::from(id),
        name: id.to_owned(),
        district: String::new(),
        address: String::new(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        coordinates: None,
        datum_unknown: false,
        status: HotelStatus::Open,
        tags: set(tags),
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

fn hotels() -> Vec<Hotel> {
    let singles = |rate| vec![pool("", "single", 6, (9, 1), Some(rate))];
    let at = |lat| Some(Coordinates { lat, lon: 121.0 });
    let h1 = vec![
        pool("A", "single", 6, (4, 1), Some(100)),
        pool("A", "twin", 6, (4, 2), Some(120)),
        pool("B", "single", 6, (4, 1), Some(100)),
        pool("C", "single", 6, (2, 1), Some(200)),
        pool("D", "single", 6, (2, 1), None),
    ];
    let h2 = vec![pool("", "single", 6, (9, 1), Some(80)), pool("", "triple", 6, (2, 3), Some(150))];
    let h3 = vec![pool("", "single", 6, (9, 1), Some(90)), pool("", "twin", 6, (3, 2), Some(100))];
    vec![
        Hotel { coordinates: at(31.0), opening_cost: Money(50_000), ..hotel("H1", &["approved", "lift"], h1) },
        Hotel { coordinates: at(31.001), ..hotel("H2", &["approved"], h2) },
        Hotel { coordinates: at(31.5), ..hotel("H3", &["approved", "lift"], h3) },
        Hotel { status: HotelStatus::Closed, ..hotel("H4", &["approved", "lift"], singles(100)) },
        Hotel { status: HotelStatus::Frozen, ..hotel("H5", &["approved", "lift"], singles(100)) },
        Hotel { rooms_min: 2, ..hotel("H6", &["lift", "school"], singles(60)) },
        hotel("H7", &["approved", "lift"], vec![pool("", "single", 1, (9, 1), Some(100))]),
        Hotel { meals_max: Some(3), ..hotel("H8", &["approved", "lift"], singles(100)) },
        hotel("H9", &["approved", "lift"], singles(100)),
    ]
}

fn classes() -> Vec<Class> {
    let nobody = Class::default();
    let class = |name: &str, others: &[&str], separate_level| Class {
        name: name.to_owned(),
        separate_from: SeparateFrom::Classes(set(others)),
        separate_level,
        ..Class::default()
    };
    vec![
        nobody,
        Class { forbids: set(&["school"]), ..class("contact", &[], Level::Hotel) },
        class("guest", &["contact"], Level::Wing),
        Class { requires: set(&["approved"]), ..class("medic", &["contact"], Level::Hotel) },
    ]
}

/// A group of no class with neither limits nor wishes: who, how many, from which night to which.
fn group(id: &str, guests: u32, (arrive, depart): (u32, u32)) -> Group {
    Group {
        id: GroupId::from(id),
        name: id.to_owned(),
        guests,
        men: 0,
        women: 0,
        class: 0,
        priority: 2,
        stay: Stay { arrive, depart },
        turnover_nights: 0,
        site: None,
        km_max: None,
        minutes_max: None,
        sharing: Sharing::Single,
        split: Split::Free,
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

fn groups() -> Vec<Group> {
    let at_two_in_the_morning = first().checked_add_days(Days::new(1)).expect("a date").and_hms_opt(2, 0, 0);
    let ana = Group {
        class: 3,
        priority: 1,
        turnover_nights: 1,
        site: Some(0),
        km_max: Some(Km(8 * Km::SCALE)),
        minutes_max: Some(Minutes(30 * Minutes::SCALE)),
        split: Split::Hotels { hotels_max: Some(2), chunk_min: 2 },
        requires: set(&["lift"]),
        room_types: Some(set(&["single"])),
        rate_max: Some(Money(15_000)),
        arrival: at_two_in_the_morning,
        ..group("Ana", 4, (0, 2))
    };
    let cleo = Group {
        class: 2,
        men: 2,
        women: 2,
        sharing: Sharing::SameSex,
        split: Split::Never,
        ..group("Cleo", 6, (0, 3))
    };
    let by_bed = |id| Group { class: 2, sharing: Sharing::Bed, ..group(id, 3, (0, 2)) };
    vec![
        ana,
        Group { class: 1, sharing: Sharing::Party, ..group("Bob", 2, (3, 5)) },
        cleo,
        by_bed("Dan"),
        by_bed("Eli"),
        Group { class: 1, ..group("Fay", 2, (2, 4)) },
        Group { class: 1, ..group("Gus", 1, (1, 3)) },
        group("Hal", 2, (0, 2)),
        Group { forbids: set(&["noisy"]), ..group("Ida", 1, (0, 1)) },
        group("Joe", 1, (2, 4)),
        Group { split: Split::Hotels { hotels_max: Some(1), chunk_min: 1 }, ..group("Lea", 3, (0, 2)) },
    ]
}

/// The case: Ana, a team of medics, has nearly every limit that a group can have; the others one or two each.
pub fn case() -> Instance {
    let km = [Some(2), Some(3), Some(4), Some(1), Some(1), Some(1), Some(1), Some(5), Some(9)];
    let travel = km.iter().enumerate().map(|(hotel, km)| {
        let km = km.map(|km| Km(km * Km::SCALE));
        (hotel, Travel { km, minutes: Some(Minutes(20 * Minutes::SCALE)) })
    });
    let site = Site {
        id: SiteId::from("S"),
        name: "S".to_owned(),
        coordinates: None,
        datum_unknown: false,
        travel: travel.collect(),
    };
    let pair = |a, b, relation, strength| Pair { a, b, relation, strength, place: place() };
    let pin = |group, hotel, wing: Option<&str>, relation| Pin {
        group,
        hotel,
        wing: wing.map(str::to_owned),
        relation,
        place: place(),
    };
    let two = Weight(2 * Weight::SCALE);
    Instance {
        calendar: Calendar { first: Some(first()), n_nights: 6 },
        hotels: hotels(),
        groups: groups(),
        classes: classes(),
        sites: vec![site],
        pairs: vec![
            pair(3, 4, PairRelation::Same(Level::Hotel), Strength::Hard),
            pair(8, 10, PairRelation::Apart(Level::Hotel), Strength::Hard),
            pair(8, 9, PairRelation::Near, Strength::Hard),
            pair(5, 1, PairRelation::Same(Level::Wing), Strength::Hard),
            pair(0, 10, PairRelation::Same(Level::Hotel), Strength::Soft(Weight(500_000_000))),
        ],
        pins: vec![
            pin(7, 4, None, PinRelation::Must(None)),
            pin(1, 0, Some("B"), PinRelation::Must(Some(2))),
            pin(9, 7, None, PinRelation::MustNot),
            pin(3, 1, None, PinRelation::Prefer(Weight::ONE)),
            pin(0, 0, Some("A"), PinRelation::Avoid(two)),
        ],
        people: People::default(),
        rules: Rules {
            budgets: vec![
                Budget { class: None, most: Money(500_000), strength: Strength::Hard },
                Budget { class: Some(3), most: Money(70_000), strength: Strength::Soft(Weight(300_000_000)) },
            ],
            ..Rules::default()
        },
        objective: Objective {
            mode: Mode::Lexicographic {
                order: vec![
                    LevelName::Unmet,
                    LevelName::Breaches,
                    LevelName::Splits,
                    LevelName::Travel,
                    LevelName::Cost,
                    LevelName::Hotels,
                ],
                tolerance: BTreeMap::new(),
            },
            ..Objective::default()
        },
        previous: None,
    }
}

/// A row without a wing, with the dates of its group's stay.
pub fn row(group: &str, hotel: &str, room_type: &str, rooms: u32, guests: u32) -> AllocationRow {
    let stay = groups().iter().find(|known| known.id.as_str() == group).map(|known| known.stay);
    let date = |night: u32| first().checked_add_days(Days::new(night.into())).expect("a date");
    AllocationRow {
        group: GroupId::from(group),
        hotel: HotelId::from(hotel),
        wing: String::new(),
        room_type: room_type.to_owned(),
        sex: None,
        rooms,
        guests,
        dates: stay.map(|stay| (date(stay.arrive), date(stay.depart))),
    }
}

/// The same row in a wing.
pub fn in_wing(wing: &str, row: AllocationRow) -> AllocationRow {
    AllocationRow { wing: wing.to_owned(), ..row }
}

/// The same row for one sex.
pub fn of_sex(sex: Sex, row: AllocationRow) -> AllocationRow {
    AllocationRow { sex: Some(sex), ..row }
}

/// An honest plan. Fay, Gus, Ida and Joe stay unplaced; each of them could do harm.
///
/// Bob, a contact, comes to H1 when the rooms of Ana's medics are turned over. Dan and Eli share three twin rooms by
/// bed. Hal is pinned to the frozen H5.
pub fn honest_plan() -> Allocation {
    Allocation {
        rows: vec![
            in_wing("A", row("Ana", "H1", "single", 4, 4)),
            in_wing("B", row("Bob", "H1", "single", 2, 2)),
            row("Cleo", "H2", "single", 2, 2),
            of_sex(Sex::Men, row("Cleo", "H2", "triple", 1, 2)),
            of_sex(Sex::Women, row("Cleo", "H2", "triple", 1, 2)),
            row("Dan", "H3", "twin", 2, 3),
            row("Eli", "H3", "twin", 2, 3),
            row("Hal", "H5", "single", 2, 2),
            row("Lea", "H6", "single", 3, 3),
        ],
    }
}
