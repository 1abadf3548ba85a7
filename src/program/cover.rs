//! Who is to be placed: the lots of a group, and what each guest left out costs.

use crate::domain::{Group, Instance, Sex, Sharing};

use super::cost::Costs;
use super::demand::{Keeping, Lot};
use super::price::Prices;

/// R2, R46. The price of a guest of a group who is not placed.
pub fn r2_cover(instance: &Instance, prices: &Prices<'_>, group: usize) -> Costs {
    let mut unmet = Costs::default();
    prices.charge_unmet(&mut unmet, instance.tier(group));
    unmet
}

/// R3. The lots of a group: guests who follow the same rule about whom they share a room with.
#[must_use]
pub fn r3_sharing(group: &Group) -> Vec<Lot> {
    let whole = |keeping| vec![Lot { sex: None, guests: group.guests, keeping }];
    match group.sharing {
        Sharing::Single => whole(Keeping::Alone),
        Sharing::Party => whole(Keeping::Together),
        Sharing::Bed => whole(Keeping::Beds),
        Sharing::SameSex => r5_same_sex(group),
    }
}

/// R5. Men share with men and women with women; guests of unknown sex sleep alone.
fn r5_same_sex(group: &Group) -> Vec<Lot> {
    let men = Lot { sex: Some(Sex::Men), guests: group.men, keeping: Keeping::Together };
    let women = Lot { sex: Some(Sex::Women), guests: group.women, keeping: Keeping::Together };
    let unknown = Lot { sex: None, guests: group.unknown_sex(), keeping: Keeping::Alone };
    [men, women, unknown].into_iter().filter(|lot| lot.guests > 0).collect()
}
