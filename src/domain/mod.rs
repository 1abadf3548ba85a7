//! The trade's own words as types: hotels and their rooms by night, groups and their stays, rules, and the allocation.
//!
//! Everything here is validated data with its units in the type. Nothing here reads a file, builds a program or
//! judges a plan.

pub mod allocation;
pub mod calendar;
pub mod change;
pub mod geo;
pub mod group;
pub mod hotel;
pub mod id;
pub mod instance;
pub mod objective;
pub mod people;
pub mod previous;
pub mod quantity;
pub mod relation;
pub mod remark;
pub mod rooming;
pub mod rule;
pub mod rules;
pub mod strength;
pub mod terms;

pub use allocation::{Allocation, AllocationRow, Sex, rows_of};
pub use calendar::{Calendar, Stay};
pub use geo::{Coordinates, Datum, EARTH_RADIUS_KM, Travel};
pub use group::{Class, Group, GroupStatus, Level, SeparateFrom, Sharing, Split};
pub use hotel::{Hotel, HotelStatus, Offer, Pool, Quote};
pub use id::{GroupId, HotelId, SiteId};
pub use instance::{Instance, Site};
pub use objective::{LevelName, Mode, Objective};
pub use people::{Guest, Officer, People, Room};
pub use previous::{Keep, Previous};
pub use quantity::{Km, Minutes, Money, Share, Weight};
pub use relation::{Pair, PairRelation, Pin, PinRelation};
pub use rooming::{Rooming, RoomingRow};
pub use rule::Rule;
pub use rules::{Affordable, Budget, MovePrices, Rules, SeparateWindow};
pub use strength::{Strength, Strengths, Waiver};
pub use terms::{Asks, Block, Exclusive, Terms};
